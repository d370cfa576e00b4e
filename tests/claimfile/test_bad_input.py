import json
import os
from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags, read_rows, row_to_claim
from persona_check.errors import ClaimError
from persona_check.model.claim import PostAssertion


def complaint(path: Path, content: str | bytes) -> ClaimError:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ClaimError) as caught:
        claim_from_flags(ClaimFlags(), claim_file=path)
    return caught.value


def where(error: ClaimError) -> tuple[str | None, int | None, int | None]:
    return (Path(error.file).name if error.file else None, error.line, error.column)


@pytest.mark.parametrize(
    ("content", "line", "column", "message", "hint"),
    [
        ('name = "Ada\n', 1, 12, "invalid TOML: Illegal character '\\n'", "quotes"),
        ('name = "Ada"\naffilation = "X"', 2, 14, "unknown key “affilation”", "“affiliation”"),
        ('name = "Ada"\nzzz = 1', 2, 7, "unknown key “zzz”", "known keys: affiliations"),
        ('name = "Ada"\n\norcid = "0000-0002-1825-0098"', 3, 9, "check digit is 8", "swapped"),
        ('name = "Ada"\norcid = 7', 2, 9, "orcid: expected text, found a number", "quotes"),
        ('name = "Ada"\norcid = "abc"', 2, 9, "“abc” is not a valid orcid id", "0000-0002"),
        ('name = "Ada"\ndois = ["x"]', 2, 9, "dois[0]: “x” is not a DOI", "10.1234"),
        (
            'name = "Ada"\n[[works]]\ntitle = "T"\nyear = "MMX"',
            4,
            8,
            "works[0].year: expected a year, found “MMX”",
            "2015",
        ),
        ('name = "Ada"\n[[works]]\nyear = 2000', 2, 1, "works[0]: missing title or", "title"),
        ('name = "Ada"\nworks = [{title="T", position="2"}]', 2, 31, "expected first or last", ""),
        ('name = "Ada"\n[[affiliations]]\nrole = "x"', 2, 1, "missing organization", "add"),
        ('name = "Ada"\n[[degrees]]\nfield = "x"', 2, 1, "missing degree", "add"),
        ('name = "Ada"\n[[books]]\nyear = 2000', 2, 1, "missing title", "add"),
        ('name = "Ada"\n[[awards]]\nyear = 2000', 2, 1, "missing award", "add"),
        ('name = "Ada"\n[[founded]]\nyear = 2000', 2, 1, "missing organization", "add"),
        ('name = "Ada"\n[[memberships]]\nstart = 2000', 2, 1, "missing role or", "add"),
        ('name = "Ada"\n[[timeline]]\nstart = 2000', 2, 1, "missing event", "born"),
        ('name = "Ada"\n[[timeline]]\nevent = "post"', 2, 1, "post has no organization", "org"),
        ('name = "Ada"\n[[timeline]]\nevent = "born"', 2, 1, "born has no year", "start"),
        ('name = "Ada"\nwork_counts = [{venue = "V"}]', 2, 16, "missing count", "add"),
        ('name = "Ada"\nwork_count = "many"', 2, 14, "expected a number, found “many”", "42"),
        ('name = "Ada"\nwork_count = true', 2, 14, "expected a number, found true or", "42"),
        ('name = "Ada"\n[[works]]\ntitle="T"\nyear=true', 4, 6, "expected a year, found", "2015"),
        (
            'name = "Ada"\naffiliations = [{organization="X", current="maybe"}]',
            2,
            44,
            "expected true or false, found “maybe”",
            "true",
        ),
        ('name = "Ada"\nhomepage = "ftp://x.example"', 2, 12, "is not a web address", "http"),
        ('name = "Ada"\nemail = "ada at x"', 2, 9, "is not an email address", "name@"),
        ('name = "Ada"\nname_ = "x"', 2, 9, "unknown key “name_”", "“name”"),
        ('name = "Ada"\nfull_name = "Bo"', 2, 13, "duplicate key “full_name”", "remove"),
        ('role = "x"', None, None, "no name given", "name ="),
        ('name = "  "', 1, 8, "name: is empty", "remove it"),
        ('name = "123"', 1, 8, "“123” contains no letters", "claimed"),
        ('name = "a\\u0000b"', 1, 8, "contains a NUL character", "remove it"),
        ('name = "Ada"\nphoto = "none.png"', 2, 9, "none.png: no such file", "path"),
        ('name = "Ada"\nbio_file = "c.toml/x"', 2, 12, "c.toml/x: ", ""),
    ],
)
def test_a_bad_value_in_toml_is_named_with_line_column_and_hint(
    tmp_path: Path, content: str, line: int | None, column: int | None, message: str, hint: str
) -> None:
    error = complaint(tmp_path / "c.toml", content)
    assert where(error) == ("c.toml", line, column)
    assert message in error.message
    assert hint in (error.hint or "")
    assert error.exit_code == 3


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        ('{\n "name": "Ada",\n}', 2, 15, "invalid JSON"),
        ('{"name": "Ada", "name": "Bo"}', 1, None, "duplicate key “name”"),
        ('{"name": NaN}', 1, None, "NaN is not a JSON value"),
        ("[" * 100_000, 1, None, "invalid JSON: nested too deeply"),
        ('{"name": "\\ud800"}', 1, 10, "contains half a character"),
        ("[]", 1, 1, "expected a table, found a list"),
        ("3", 1, 1, "found a number"),
        ("null", 1, 1, "found nothing"),
        ('{"name": ["Ada"]}', 1, 10, "expected text, found a list"),
        ('{"name": {"a": 1}}', 1, 10, "expected text, found a table"),
        ('{"name": "Ada",\n "work_count": 12345678901234567890}', 2, 16, "expected a number"),
    ],
)
def test_a_bad_value_in_json_is_named_with_line_and_column(
    tmp_path: Path, content: str, line: int, column: int | None, message: str
) -> None:
    error = complaint(tmp_path / "c.json", content)
    assert where(error) == ("c.json", line, column)
    assert message in error.message


def test_a_claim_on_one_megabyte_of_name_is_refused_with_its_length(tmp_path: Path) -> None:
    error = complaint(tmp_path / "c.json", json.dumps({"name": "A" * 1_000_000}))
    assert error.message == "name: is too long: 1,000,000 characters, at most 300 allowed"
    with pytest.raises(ClaimError, match="NAME: is too long: 1,000,000 characters"):
        claim_from_flags(ClaimFlags(name="A" * 1_000_000))


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    error = complaint(tmp_path / "c.json", json.dumps({"name": "A", "works": ["x"] * 5001}))
    assert error.message == "works: has too many entries: 5,001, at most 5,000 allowed"


def test_text_that_is_not_utf8_is_named_by_its_first_bad_byte(tmp_path: Path) -> None:
    error = complaint(tmp_path / "c.toml", b'name = "Ada"\nrole = "caf\xe9"')
    assert (where(error), error.message) == (("c.toml", 2, 12), "is not UTF-8 text (byte 0xe9)")
    error = complaint(tmp_path / "c.json", b'{"name":\n "A\0da"}')
    assert (where(error), error.message) == (("c.json", 2, 4), "contains a NUL character")


def test_files_that_cannot_be_claims_are_refused(tmp_path: Path) -> None:
    def message(path: Path) -> str:
        with pytest.raises(ClaimError) as caught:
            claim_from_flags(ClaimFlags(), claim_file=path)
        return caught.value.message

    assert message(tmp_path / "none.toml") == "no such file"
    assert message(tmp_path) == "is not a regular file"
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert message(pipe) == "is not a regular file"
    huge = tmp_path / "huge.toml"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    assert message(huge) == "is too large: 200 MB, at most 10 MB allowed"
    odd = tmp_path / "claim.docx"
    odd.write_bytes(b"x")
    assert message(odd) == "unsupported file type .docx"
    assert message(Path("\0.toml")) == "no such file"
    unreadable = Path("/proc/self/mem")
    if unreadable.exists():
        assert message(unreadable) == "cannot be read: Input/output error"


def test_a_file_of_many_or_no_claims_is_not_one_claim(tmp_path: Path) -> None:
    error = complaint(tmp_path / "c.jsonl", '{"name": "Ada"}\n{"name": "Bo"}\n')
    assert (error.message, error.line) == ("contains more than one claim", 2)
    assert "persona-check batch" in (error.hint or "")
    assert complaint(tmp_path / "d.jsonl", "\n").message == "contains no claim"


@pytest.mark.parametrize("option", ["photo", "photo_reference", "eml", "bio"])
def test_a_bad_file_of_an_option_is_named_by_the_option(tmp_path: Path, option: str) -> None:
    def message(path: Path) -> str:
        value = (str(path),) if option == "photo_reference" else str(path)
        with pytest.raises(ClaimError) as caught:
            claim_from_flags(ClaimFlags(name="Ada", **{option: value}))  # type: ignore[arg-type]  # the option's own type
        return str(caught.value)

    shown = "--" + option.replace("_", "-")
    assert message(tmp_path / "x").startswith(f"{shown}: {tmp_path / 'x'}: no such file")
    big = tmp_path / "big"
    with big.open("wb") as stream:
        stream.truncate(200_000_000)
    assert "is too large: 200 MB, at most" in message(big)
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"\x00\x01\x02 nothing of the kind")
    assert message(wrong).startswith(f"{shown}: ")


def test_a_bio_file_that_is_too_long_or_not_text_is_refused(tmp_path: Path) -> None:
    bio = tmp_path / "bio.txt"
    bio.write_text("x" * 200_001)
    with pytest.raises(
        ClaimError, match=r"is too long: 200,001 characters, at most 200,000 allowed"
    ):
        claim_from_flags(ClaimFlags(name="Ada", bio=str(bio)))
    bio.write_bytes(b"ok\n\xff")
    with pytest.raises(ClaimError, match=r"is not UTF-8 text \(byte 0xff\) \(line 2, column 1\)"):
        claim_from_flags(ClaimFlags(name="Ada", bio=str(bio)))


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\0\0\0\x20ftypavif",
        b"GIF89a",
        b"BM..",
        b"II*\0",
    ],
)
def test_pictures_are_known_by_their_first_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "face"
    path.write_bytes(content)
    claim = claim_from_flags(ClaimFlags(name="Ada", photo=str(path)))
    assert claim.exhibits[0].content == content


def test_a_bad_row_of_a_batch_keeps_its_id_and_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    long = json.dumps({"id": "long", "name": "x" * 400})
    path.write_bytes(
        b'{"id": "a", "name": "Ada"}\n{"id": "b", "name": \n{"id": "c", "nme": "Cy"}\n[1]\n'
        + long.encode()
        + b'\n{"id": "bad\xff", "name": "x"}\n{"id": "\\ud800", "name": "Ada"}\n'
        + b'{"id": "e", "name": "Eve"}'
    )
    found: list[tuple[str, str]] = []
    for row in read_rows(path, max_chars=300):
        try:
            found.append((row.id, row_to_claim(row, path).name))
        except ClaimError as error:
            found.append((row.id, str(error)))
    assert found == [
        ("a", "Ada"),
        ("b", "claims.jsonl:2:21: invalid JSON: Expecting value"),
        ("c", "claims.jsonl:3:20: nme: unknown key “nme”"),
        ("row-4", "claims.jsonl:4:1: expected a table, found a list"),
        ("long", "claims.jsonl:5: line longer than 300 characters"),
        ("row-6", "claims.jsonl:6: is not UTF-8 text"),
        ("row-7", "claims.jsonl:7:8: id: contains half a character (at position 1)"),
        ("e", "Eve"),
    ]


def test_bad_csv_rows_are_single_problems(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(
        b'id,name\na,Ad\xc3\xa8le\nb,Bo,more\nc,"C"y\nd,' + b"D" * 400 + b"\ne,E\xff\nf,Fay\n"
    )
    found: list[tuple[str, str | None]] = [
        (row.id, row.problem) for row in read_rows(path, max_chars=300)
    ]
    assert found == [
        ("a", None),
        ("b", "has 3 cells, but the header has 2"),
        ("row-4", "invalid CSV: ',' expected after '\"'"),
        ("x", "line longer than 300 characters"),
        ("e", "is not UTF-8 text"),
        ("f", None),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "missing header line"),
        ("id,title\n1,x\n", "missing column “name”"),
        ("name,affilation\nAda,X\n", "affilation: unknown column “affilation”"),
        ("name,name\nAda,X\n", "duplicate column “name”"),
        ('"na"me\n', "invalid CSV: ',' expected after '\"'"),
    ],
)
def test_a_bad_csv_header_ends_the_reading(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(content)
    with pytest.raises(ClaimError) as caught:
        list(read_rows(path))
    assert (caught.value.message, caught.value.line) == (message, 1)


def test_a_batch_of_an_unknown_form_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("x")
    with pytest.raises(ClaimError, match=r"unsupported file type \.docx"):
        list(read_rows(tmp_path / "x.docx"))
    with pytest.raises(ClaimError, match="no such file"):
        list(read_rows(tmp_path / "none.csv"))
    with pytest.raises(ClaimError, match="is not a regular file"):
        list(read_rows(tmp_path))


def test_a_row_keeps_an_identifier_that_cannot_be_anybodys(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"name": "Ada", "orcid": "0000-0002-18", "scholar": "x y/../z"}\n')
    (row,) = read_rows(path)
    with pytest.raises(ClaimError, match=r"scholar: “x y/\.\./z” is not a valid scholar id"):
        row_to_claim(row, path)
    path.write_text('{"name": "Ada", "orcid": "0000-0002-18"}\n')
    (row,) = read_rows(path)
    assert [a.value for a in row_to_claim(row, path).assertions] == ["orcid:0000-0002-18"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("since", "2015-03-01"), ("since", 2015), ("full_time", "yes"), ("current", "No")],
)
def test_dates_and_truths_may_be_written_in_several_ways(
    tmp_path: Path, key: str, value: str | int
) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"name": "Ada", "posts": [{"org": "X", key: value}]}))
    (post,) = claim_from_flags(ClaimFlags(), claim_file=path).assertions
    assert isinstance(post, PostAssertion)
    found = {"since": post.start_year, "full_time": post.full_time, "current": post.current}
    assert found[key] == {"since": 2015, "full_time": True, "current": False}[key]


def test_toml_dates_and_numbers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(
        'name = "Ada"\nid = 7\nwork_count = "42"\n'
        '[[works]]\ntitle = "T"\nyear = 2015-03-01\n[[works]]\ndoi = "10.5555/X"\n'
    )
    claim = claim_from_flags(ClaimFlags(), claim_file=path)
    assert claim.id == "7"
    assert [item.value for item in claim.assertions] == ["T (2015)", "doi:10.5555/x", "42 works"]


def test_a_wrong_kind_is_named_in_words(tmp_path: Path) -> None:
    error = complaint(tmp_path / "c.toml", 'name = "Ada"\nrole = 2015-03-01')
    assert error.message == "role: expected text, found a date"
    error = complaint(tmp_path / "d.toml", 'name = "Ada"\nwork_count = [[1]]')
    assert error.message == "work_counts[0]: expected a number, found a list".replace(
        "work_counts", "work_count"
    )


def test_a_picture_where_a_message_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(b"\x89PNG\r\n\x1a\n")
    error = complaint(tmp_path / "c.toml", 'name = "Ada"\neml = "m.eml"')
    assert error.message == "eml: m.eml is not an email"
