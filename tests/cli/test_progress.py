import io

import pytest

from persona_check.cli.progress import TerminalProgress
from persona_check.model.lookup import Found, NotFound, PersonByName, Unavailable, UnavailableReason

QUERY = PersonByName(name="Ada")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, *, quiet: bool = False) -> str:
    with TerminalProgress(quiet=quiet, stream=stream) as progress:
        progress.asking("openalex", QUERY)
        progress.asking("crossref", QUERY)
        progress.answered(Found(source="openalex", query=QUERY, records=()))
        progress.note("OpenAlex: 3 % used\x1b[2J")
        progress.note("OpenAlex: 4 % used\x1b[2J")
        progress.answered(
            Unavailable(source="crossref", query=QUERY, reason=UnavailableReason.RATE_LIMITED)
        )
        progress.answered(NotFound(source="orcid", query=QUERY))
    return stream.getvalue()


def test_a_terminal_shows_one_line_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = run(Terminal())
    last = shown.rpartition("\x1b[0J")[2].splitlines()
    assert [" ".join(line.split()) for line in last] == [
        "✓ openalex 0.0 s 1 found",
        "· crossref 0.0 s rate limited",
        "✓ orcid 0.0 s 1 not found",
        "OpenAlex: 4 % used�[2J",
    ]


def test_finished_lines_are_dimmed_where_colour_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[2m✓ openalex" in run(Terminal())


def test_no_terminal_gets_notes_only() -> None:
    assert run(io.StringIO()) == "OpenAlex: 4 % used�[2J\n"


def test_a_quiet_run_says_nothing() -> None:
    assert run(Terminal(), quiet=True) == ""
