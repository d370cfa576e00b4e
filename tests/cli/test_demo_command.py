"""``persona-check demo`` and ``help``: from the package alone, on one screen."""

from pathlib import Path

import pytest

from tests.cli.running import ran


@pytest.mark.parametrize(
    ("which", "answer"),
    [
        ("researcher", "✓ The record is real. Nothing yet shows that the writer is its owner"),
        ("ethicist", "✗ Nobody of this name was found where they would have to be"),
        ("professor", "✗ Probably not this person"),
        ("pitch", "✓ The record is real. The writer has shown control of a mailbox"),
    ],
)
def test_each_demo_ends_as_it_should_on_one_screen(
    which: str, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = ran(capsys, "demo", which)

    assert (result.code, result.err) == (0, "")
    assert answer in result.out
    assert "--whole" not in result.out
    assert len(result.out.splitlines()) <= 44
    assert max(map(len, result.out.splitlines())) <= 100


def test_the_pitch_in_the_mailbox_needs_no_other_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "demo", "--files", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    result = ran(capsys, "check", "pitch.eml", "--replay", "answers.zip")

    assert result.code == 0
    assert "words: explain corroborated" in result.out
    assert "The writer has shown control of a mailbox" in result.out
    assert "oduya-lindqvist-cv.docx" in result.err


def test_the_list_of_speakers_is_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    result = ran(capsys, "demo", "speakers")

    assert [name in result.out for name in ("Maren", "Henrike", "Cassian")] == [True] * 3


def test_a_slip_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "did you mean “pitch”?" in ran(capsys, "demo", "pich").err


def test_the_help_names_every_form_and_every_kind_of_argument(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = ran(capsys, "help", "intake")

    for words in ("ORCID iD", ".eml", ".docx", "standard input", "LinkedIn"):
        assert words in result.out
    assert max(map(len, result.out.splitlines())) <= 100
    assert "()" not in result.out
