"""``check`` and ``read`` with what people have in hand."""

import io
import json
import sys
from pathlib import Path

import pytest

from persona_check.claimfile import read_claim
from persona_check.model.claim import EmailAssertion, MessageAssertion, PostAssertion
from tests.cli.running import ran

CV = """Hanna Oduya
h.oduya@norrvik.example

EXPERIENCE

2019-present   Professor, Norrvik University
2014-2018      Lecturer, Tessaly Institute
"""
MAIL = (
    "From: Hanna Oduya <h.oduya@norrvik.example>\r\nTo: desk@ledger.example\r\n"
    "Subject: Pitch: Rivers and their accounts\r\nDate: Mon, 12 Oct 2026 08:00:00 +0100\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Dear desk,\r\n\r\nI am Professor of Hydrology at Norrvik University, where I have led the "
    "Rivers Group since 2016.\r\n\r\nBest\r\nHanna Oduya\r\n"
)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cv.txt").write_text(CV, encoding="utf-8")
    (tmp_path / "pitch.eml").write_bytes(MAIL.encode())
    return tmp_path


@pytest.mark.parametrize(
    "given", ["pich.eml", "./pitch.mbox", "cv.pdf", "speakers.xlsx", "my cv.docx", "C:\\cv.pdf"]
)
def test_a_file_that_is_not_there_is_never_asked_for_as_a_name(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ran(capsys, "check", given)

    assert (result.code, result.out) == (2, "")
    assert "no such file" in result.err


def test_a_slip_in_a_file_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "did you mean “pitch.eml”?" in ran(capsys, "check", "pich.eml").err


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("https://openalex.org/A5023888391", "openalex:A5023888391"),
        ("https://dblp.org/pid/12/3456.html", "dblp:12/3456"),
        ("https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
        ("Q42", "wikidata:Q42"),
        ("https://scholar.google.com/citations?user=AbCdEfGhIjKl&hl=en", "scholar:AbCdEfGhIjKl"),
        ("@octocat", "account octocat"),
    ],
)
def test_an_identifier_is_asked_for_as_such_and_never_as_a_name(
    given: str, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ran(capsys, "check", given, "--name", "Ada Example", "--dry-run")

    assert result.code == 0
    assert asked in result.out
    assert f"named {given}" not in result.out


def test_an_openreview_id_contains_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    result = ran(capsys, "check", "~Ada_B._Example1", "--dry-run")

    assert 'name = "Ada B. Example"' in result.out
    assert "people named Ada B. Example" in result.out


def test_linkedin_is_not_fetched_but_said_how_to_save(capsys: pytest.CaptureFixture[str]) -> None:
    result = ran(capsys, "check", "https://www.linkedin.com/in/ada")

    assert result.code == 2
    assert "Save to PDF" in result.err


@pytest.mark.parametrize(
    ("given", "words"),
    [("ada@uni.example", "--name"), ("10.5555/abc", "--name"), ("cv.txt", "")],
)
def test_what_has_no_name_says_how_to_add_one(
    given: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ran(capsys, "check", given, "--dry-run")

    assert (result.code == 0) is (given == "cv.txt")
    assert words in result.err


def test_a_dry_run_prints_a_claim_file_that_can_be_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ran(capsys, "check", "cv.txt", "--dry-run")
    (folder / "claim.toml").write_text(result.out, encoding="utf-8")

    claim = read_claim(folder / "claim.toml")

    assert claim.name == "Hanna Oduya"
    assert [(post.organization, post.start_year) for post in claim.all(PostAssertion)] == [
        ("Norrvik University", 2019),
        ("Tessaly Institute", 2014),
    ]
    assert "# line 6" in result.out


def test_an_option_wins_over_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    result = ran(capsys, "check", "cv.txt", "--name", "Hanna B. Oduya", "--dry-run")

    assert "people named Hanna B. Oduya" in result.out
    assert "people named Hanna Oduya" not in result.out
    assert "--name says otherwise" in result.out.replace("NAME", "--name")


def test_claim_out_keeps_what_was_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, "check", "pitch.eml", "--claim-out", "kept.toml", "--dry-run")

    claim = read_claim(folder / "kept.toml")

    assert claim.name == "Hanna Oduya"
    assert [mail.address for mail in claim.all(EmailAssertion)] == ["h.oduya@norrvik.example"]


@pytest.mark.parametrize("content", [CV, MAIL])
def test_standard_input_is_read_as_a_file_is(
    content: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))

    result = ran(capsys, "check", "-", "--dry-run")

    assert result.code == 0
    assert 'name = "Hanna Oduya"' in result.out


def test_what_was_read_is_shown_before_anything_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = ran(capsys, "check", "pitch.eml", "--offline", "--no-cache")

    assert result.code == 0
    assert "Read from pitch.eml (email), as claimed there:" in result.err
    assert "[part 1, line 3]" in result.err


def test_the_mail_itself_is_an_exhibit(capsys: pytest.CaptureFixture[str]) -> None:
    from persona_check.claimfile import ClaimFlags
    from persona_check.cli.intake import argument_of, understood
    from persona_check.settings import Settings

    found = understood(
        argument_of("pitch.eml"), ClaimFlags(), Settings(), fetches=False, shown=lambda _: None
    )

    assert [one.file_name for one in found.claim.all(MessageAssertion)] == ["pitch.eml"]
    assert found.claim.exhibits[0].content == MAIL.encode()


def test_read_writes_an_object_a_document_and_goes_on_after_a_broken_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")

    result = ran(capsys, "read", "cv.txt", "broken.pdf", "pitch.eml", "--format", "json")

    rows = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert [row["file"] for row in rows] == ["cv.txt", "broken.pdf", "pitch.eml"]
    assert [row.get("claim", {}).get("name") for row in rows] == [
        "Hanna Oduya",
        None,
        "Hanna Oduya",
    ]
    assert "damaged" in rows[1]["error"]


def test_read_shows_the_place_of_each_item(capsys: pytest.CaptureFixture[str]) -> None:
    result = ran(capsys, "read", "cv.txt")

    assert "post            Professor, Norrvik University (2019–now)  [line 6]" in result.out


def test_a_name_is_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    result = ran(capsys, "read", "Ada Example")

    assert result.code == 2
    assert "is a name" in result.err
