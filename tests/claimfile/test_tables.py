"""Tables as spreadsheets and registration systems write them."""

from itertools import product
from pathlib import Path

import pytest

from persona_check.claimfile import read_rows, row_to_claim
from persona_check.errors import ClaimError
from persona_check.model.claim import Claim, EmailAssertion, PostAssertion, WorkAssertion

HEADER = ["Name", "E-Mail", "Affiliation", "Bio"]
ROWS = [
    ["Brívia Ashgröve", "brivia@norrvik.example", "Norrvik University", "Hydrologist,\nof rivers"],
    ["Tolver O’Wick", "tolver@tessaly.example", "Tessaly Institute; Quarrel Ltd", ""],
]


def cell(text: str, separator: str) -> str:
    return f'"{text}"' if any(mark in text for mark in (separator, "\n", '"', ";")) else text


def table(rows: list[list[str]], separator: str = ",", line_end: str = "\r\n") -> str:
    return "".join(separator.join(cell(text, separator) for text in row) + line_end for row in rows)


def claims(path: Path, content: bytes) -> list[Claim]:
    path.write_bytes(content)
    return [row_to_claim(row, path) for row in read_rows(path)]


def said(found: list[Claim]) -> list[tuple[object, ...]]:
    return [
        (claim.name, claim.bio, *((a.kind, a.value) for a in claim.assertions)) for claim in found
    ]


@pytest.mark.parametrize(
    ("separator", "codec", "line_end"),
    [
        *product(",;\t|", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"], ["\r\n", "\n"]),
        *product(",;\t", ["cp1252"], ["\r\n", "\n"]),
        (";", "mac-roman", "\r"),
        (",", "utf-16-be", "\r\n"),
    ],
)
def test_a_table_says_the_same_however_it_was_saved(
    tmp_path: Path, separator: str, codec: str, line_end: str
) -> None:
    usual = said(claims(tmp_path / "c.csv", table([HEADER, *ROWS]).encode()))
    assert [name for name, *_ in usual] == ["Brívia Ashgröve", "Tolver O’Wick"]
    otherwise = table([HEADER, *ROWS], separator, line_end).encode(codec)
    for name in ("c.csv", "c.tsv", "c.txt"):
        assert said(claims(tmp_path / name, otherwise)) == usual


@pytest.mark.parametrize(
    "changed",
    [
        "sep=,\r\n" + table([HEADER, *ROWS]),
        '"sep=;"\r\n' + table([HEADER, *ROWS], ";"),
        "SEP=|\r\n" + table([HEADER, *ROWS], "|"),
        "\r\n\r\n" + table([HEADER, *ROWS]),
        ",,,\r\n" + table([HEADER, *ROWS]),
        table([["Speakers of the Waters Forum", "", "", ""], [""] * 4, HEADER, *ROWS]),
        table([HEADER, *([*row, "", ""] for row in ROWS)]),
        table([[*HEADER, "", ""], *([*row, "", ""] for row in ROWS)]),
        table([HEADER, ROWS[0], ROWS[1][:3], [""] * 4, []]),
    ],
)
def test_what_a_spreadsheet_adds_changes_nothing(tmp_path: Path, changed: str) -> None:
    usual = said(claims(tmp_path / "c.csv", table([HEADER, *ROWS]).encode()))
    assert said(claims(tmp_path / "c.csv", changed.encode())) == usual


@pytest.mark.parametrize(
    "header",
    [
        ["Speaker Name", "Speaker Email", "Speaker Organisation", "Speaker Bio"],
        ["Speaker's name", "Email address *", "Company / Organization", "Short bio"],
        ["name of the speaker", "Email (for contact)", "AFFILIATION(S)", "Speaker Biography:"],
        ["Presenter", "presenter_email", "Institution", "Presenter Bio (max. 100 words)"],
        ["FullName", "EmailAddress", "University", "About me"],
        ["Speaker\nname", "Speaker\ne-mail", "Speaker\naffiliation", "Speaker\nbio"],
        ["Vollständiger Name", "E-Mail-Adresse", "Hochschule", "Kurzbiografie"],
    ],
)
def test_headings_of_other_systems_mean_the_same(tmp_path: Path, header: list[str]) -> None:
    usual = said(claims(tmp_path / "c.csv", table([HEADER, *ROWS]).encode()))
    assert said(claims(tmp_path / "c.csv", table([header, *ROWS]).encode())) == usual


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        (["First Name", "Last Name"], ["Quenby", "Ashgrove"], "Quenby Ashgrove"),
        (["Last name", "First name"], ["Ashgrove", " Quenby "], "Quenby Ashgrove"),
        (["Speaker first name", "Speaker surname"], ["Quenby", "Ashgrove"], "Quenby Ashgrove"),
        (["given", "middle initial", "family"], ["Quenby", "T.", "Wick"], "Quenby T. Wick"),
        (["Vorname", "Name"], ["Quenby", "Ashgrove"], "Quenby Ashgrove"),
        (["Prénom", "Nom"], ["Quenby", "Ashgrove"], "Quenby Ashgrove"),
        (["First name", "Name"], ["Quenby", "Quenby Ashgrove"], "Quenby Ashgrove"),
        (["Name", "First", "Last"], ["", "Quenby", "Ashgrove"], "Quenby Ashgrove"),
        (["Name", "First", "Last"], ["Q. Ashgrove", "Quenby", "Ashgrove"], "Q. Ashgrove"),
        (["First Name", "Last Name"], ["", "Ashgrove"], "Ashgrove"),
        (["Name", "Speaker name"], ["Office", "Quenby Ashgrove"], "Quenby Ashgrove"),
    ],
)
def test_a_name_in_several_columns_is_one(
    tmp_path: Path, header: list[str], cells: list[str], name: str
) -> None:
    (claim,) = claims(tmp_path / "c.csv", table([header, cells]).encode())
    assert claim.name == name


SICI = "10.5555/(sici)1234-5678(19960129)365:1<113::aid-inv9>3.0.co;2-6"


@pytest.mark.parametrize(
    ("cell", "dois"),
    [
        (SICI.upper(), [SICI]),
        (f"{SICI};10.5555/b", [SICI, "10.5555/b"]),
        (f"10.5555/a; {SICI}; doi: 10.5555/b", ["10.5555/a", SICI, "10.5555/b"]),
        (f"https://doi.org/{SICI}\nhttps://doi.org/10.5555/b", [SICI, "10.5555/b"]),
        ("10.5555/12(2006)87[1445:x]2.0.co;2", ["10.5555/12(2006)87[1445:x]2.0.co;2"]),
        ("10.5555/a, 10.5555/b;", ["10.5555/a", "10.5555/b"]),
        ("10.5555/a 10.5555/b", ["10.5555/a", "10.5555/b"]),
        ("10.5555/a;10.5555/b", ["10.5555/a", "10.5555/b"]),
    ],
)
def test_dois_are_parted_between_them_and_never_within(
    tmp_path: Path, cell: str, dois: list[str]
) -> None:
    (claim,) = claims(tmp_path / "c.csv", f'name,dois\nQuenby,"{cell}"\n'.encode())
    assert [a.doi for a in claim.assertions if isinstance(a, WorkAssertion)] == dois
    (claim,) = claims(tmp_path / "c.csv", f'name,works\nQuenby,"{"; ".join(dois)}"\n'.encode())
    assert [a.doi for a in claim.assertions if isinstance(a, WorkAssertion)] == dois


def test_a_list_is_not_parted_within_an_escaped_letter(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path / "c.csv", b"name,works\nQuenby,Salt &amp; Silt; On Rills\n")
    titles = [a.title for a in claim.assertions if isinstance(a, WorkAssertion)]
    assert titles == ["Salt &amp; Silt", "On Rills"]


def test_cells_as_people_fill_them_in(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path / "c.csv",
        b"Name,Email,Email 2,ORCID,Homepage,Photo,Company,University\n"
        b"Quenby Ashgrove,Quenby <q@norrvik.example>,q@wick.example; mailto:a@wick.example,"
        b'"=""0000-0002-1825-0097""",n/a,https://pictures.example/q.jpg,Wick Ltd,Norrvik\n',
    )
    assert [a.value for a in claim.assertions if isinstance(a, EmailAssertion)] == [
        "q@norrvik.example",
        "q@wick.example",
        "a@wick.example",
    ]
    posts = [a.organization for a in claim.assertions if isinstance(a, PostAssertion)]
    assert posts == ["Wick Ltd", "Norrvik"]
    assert [a.value for a in claim.assertions if a.kind == "identifier"] == [
        "orcid:0000-0002-1825-0097"
    ]
    assert claim.exhibits == ()


def test_what_is_not_read_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(
        b"Forum\xe9,,,,\n"
        b"Name,Title,Abstract,Diet,\n"
        b"Quenby,Slow water,On rills,none,seat 3\nTolver,Quick water,On falls,,seat 4\n"
    )
    told: list[str] = []
    rows = list(read_rows(path, told=told.append))
    assert told == [
        "c.csv is not UTF-8; reading it as Windows-1252. If names look wrong, save it as "
        "“CSV UTF-8”",
        "the column names are in line 2; ignoring what stands above: “Forumé”",
        "ignoring column 5: it has no heading",
        "ignoring column “Title”: beside a session or an abstract it is a talk's",
        "ignoring unknown columns “Abstract”, “Diet”",
    ]
    assert [row_to_claim(row, path).assertions for row in rows] == [(), ()]
    ignored: list[str] = []
    path.write_text("name,photo\nQuenby,https://pictures.example/q.jpg\n")
    (row,) = read_rows(path)
    row_to_claim(row, path, ignored=ignored.append)
    assert ignored == ["pictures and web addresses in “photo”, as only files are examined"]


def test_errors_name_file_row_and_column_and_say_how_to_fix_it(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(
        "Speaker name,Speaker email\nBrívia, PhD,b@x.example,\nQuenby,q at x\n".encode()
        + b"Wick,\nT\xf6lver,\n"
    )
    errors = []
    for row in read_rows(path):
        try:
            row_to_claim(row, path)
        except ClaimError as error:
            errors.append((str(error), error.hint))
    assert errors == [
        (
            "c.csv:2: has 3 cells, but the header has 2",
            "put a cell that contains the separator in double quotes",
        ),
        (
            "c.csv:3: Speaker email: “q at x” is not an email address",
            "write it like name@university.example",
        ),
        ("c.csv:5: is not UTF-8 text", "save the file as “CSV UTF-8”"),
    ]


def test_a_table_without_a_column_of_names_says_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("Quenby Ashgrove;q@norrvik.example\n")
    with pytest.raises(ClaimError, match="missing column “name”") as caught:
        list(read_rows(path))
    assert caught.value.hint == (
        "add a first line with column names, one of them “name”, or “first name” and "
        "“last name”; found “Quenby Ashgrove;q@norrvik.exam”, separated by commas"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.xlsx", b"PK\x03\x04rest"),
        ("c.csv", b"PK\x03\x04renamed"),
        ("c.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("c.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("c.ods", b""),
    ],
)
def test_a_workbook_is_refused_whatever_it_is_called(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ClaimError, match="is a spreadsheet") as caught:
        list(read_rows(path))
    assert "CSV UTF-8" in str(caught.value.hint)


def test_json_lines_in_a_text_file_stay_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text('\n{"name": "Quenby"}\n')
    assert [row_to_claim(row, path).name for row in read_rows(path)] == ["Quenby"]
