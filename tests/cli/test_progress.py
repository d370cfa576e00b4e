import io
import re

import pytest

from persona_check.cli.progress import TerminalProgress
from persona_check.model.lookup import Found, NotFound, PersonByName, Unavailable, UnavailableReason

QUERY = PersonByName(name="Ada")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


NAMES = {"openalex": "OpenAlex", "crossref": "Crossref", "orcid": "ORCID", "dblp": "DBLP"}


def lost(source: str, reason: UnavailableReason) -> Unavailable:
    return Unavailable(source=source, query=QUERY, reason=reason)


def run(stream: io.StringIO, *, quiet: bool = False) -> str:
    with TerminalProgress(quiet=quiet, stream=stream, names=NAMES) as progress:
        for source in ("openalex", "openalex", "crossref", "crossref", "orcid", "dblp"):
            progress.asking(source, QUERY)
        progress.sent("openalex")
        progress.answered(Found(source="openalex", query=QUERY, records=()))
        progress.note("OpenAlex: 3 % used\x1b[2J")
        progress.note("OpenAlex: 4 % used\x1b[2J")
        progress.sent("crossref")
        progress.answered(lost("crossref", UnavailableReason.RATE_LIMITED))
        progress.answered(lost("crossref", UnavailableReason.RATE_LIMITED))
        progress.answered(NotFound(source="orcid", query=QUERY))
    return stream.getvalue()


def lines(shown: str) -> list[str]:
    """What stands on the screen at the end."""
    last = shown.rpartition("\x1b[0J")[2].splitlines()
    return [re.sub(r"\d+\.\d s", "0.0 s", " ".join(line.split())) for line in last]


def test_a_terminal_shows_one_line_a_source_and_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert lines(run(Terminal())) == [
        "OpenAlex asked 0.0 s 1 found, 1 of 2 open",
        "Crossref no answer 0.0 s refused (too many requests) (2 questions)",
        "ORCID answered 0.0 s 1 without a match",
        "DBLP waiting",
        "OpenAlex: 4 % used�[2J",
        "1 of 4 sources answered, 1 gave no answer, 2 still open (0.0 s)",
    ]


def test_a_source_waits_until_its_first_request_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("persona_check.cli.progress._REDRAW_S", 0.0)
    screen = Terminal()
    progress = TerminalProgress(stream=screen, names=NAMES)
    progress.asking("orcid", QUERY)
    assert lines(screen.getvalue()) == ["ORCID waiting"]
    progress.sent("orcid")
    assert lines(screen.getvalue()) == ["ORCID asked 0.0 s"]
    progress.answered(lost("orcid", UnavailableReason.TIMED_OUT))
    assert lines(screen.getvalue()) == ["ORCID no answer 0.0 s did not answer in time"]


def test_what_was_never_asked_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Terminal()
    with TerminalProgress(stream=screen, names=NAMES) as progress:
        progress.asking("orcid", QUERY)
        progress.answered(lost("orcid", UnavailableReason.BUDGET_SPENT))
    assert lines(screen.getvalue()) == [
        "ORCID no answer 0.0 s not asked, because the limit on requests was reached",
        "0 of 1 sources answered, 1 gave no answer (0.0 s)",
    ]


def test_an_interrupted_run_tells_who_was_asked_and_who_was_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Terminal()
    with TerminalProgress(stream=screen, names=NAMES) as progress:
        for source in ("orcid", "dblp"):
            progress.asking(source, QUERY)
        progress.sent("orcid")
        for source in ("orcid", "dblp"):
            progress.answered(lost(source, UnavailableReason.INTERRUPTED))
    assert lines(screen.getvalue())[:2] == [
        "ORCID no answer 0.0 s was interrupted",
        "DBLP no answer 0.0 s not asked, because the run was interrupted",
    ]


def test_a_narrow_screen_gets_no_line_that_wraps_and_a_low_one_not_more_than_it_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "3")
    screen = Terminal()
    progress = TerminalProgress(stream=screen, names=NAMES)
    for source in NAMES:
        progress.asking(source, QUERY)
        progress.answered(lost(source, UnavailableReason.RATE_LIMITED))
    last = screen.getvalue().rpartition("\x1b[0J")[2].splitlines()
    assert len(last) == 2
    assert max(map(len, last)) < 30


def test_finished_lines_are_dimmed_where_colour_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[2mORCID " in run(Terminal())


def test_no_terminal_gets_notes_only() -> None:
    assert run(io.StringIO()) == "OpenAlex: 4 % used�[2J\n"


def test_a_quiet_run_says_nothing() -> None:
    assert run(Terminal(), quiet=True) == ""
