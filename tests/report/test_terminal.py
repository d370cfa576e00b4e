import re

import pytest

from persona_check.report.terminal import Terminal
from persona_check.report.wording import DECISION, FORBIDDEN
from tests.report.builders import HOSTILE, claimed, report


def test_the_answer_comes_first_then_conflicts_before_corroboration() -> None:
    lines = Terminal(details=True, columns=100).render(report()).splitlines()
    assert lines[0] == "Maren Oduya-Lindqvist"
    assert lines[2].startswith("Probably not this person: ")
    assert "mixed  part of the claim is confirmed, part conflicts with the record" in lines
    titles = [
        line
        for line in lines
        if line in {"What contradicts the claim", "What supports the claim",
                    "What could not be checked, and why",
                    "What to do next", "What this does not show"}
    ]  # fmt: skip
    assert titles == [
        "What contradicts the claim",
        "What supports the claim",
        "What could not be checked, and why",
        "What to do next",
        "What this does not show",
    ]
    assert lines[-1].endswith(DECISION) or DECISION.split()[-1] in lines[-1]


def test_every_adverse_line_has_source_date_and_an_innocent_explanation() -> None:
    text = Terminal(details=True, columns=110).render(report())
    block = text[
        text.index("\nWhat contradicts the claim\n") : text.index("\nWhat supports the claim\n")
    ]
    assert "Crossref, 2026-11-20" in block
    assert "could also be: a forwarding address" in block


@pytest.mark.parametrize("columns", [60, 80, 110])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    text = Terminal(details=True, columns=columns).render(
        report(rows=20, words="a long summary " * 12)
    )
    assert max(len(line) for line in text.splitlines()) <= columns


def test_hostile_text_is_inert() -> None:
    text = Terminal(details=True, color=False).render(
        report(claimed(HOSTILE, HOSTILE), words=HOSTILE)
    )
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert "[red]x[/red]" in text
    assert "⟨RLO⟩" in text


def test_color_is_used_only_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in Terminal(details=True).render(report())
    assert "\x1b[" in Terminal(details=True, color=True).render(report())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in Terminal(details=True, color=True).render(report())


def test_gaps_are_named_with_their_reason() -> None:
    text = Terminal(details=True, columns=100).render(report())
    assert "DBLP refused (too many requests)." in text
    assert "Nothing of these kinds was claimed: coauthors" in text


def test_no_forbidden_word_is_said() -> None:
    text = Terminal(details=True).render(report()).casefold()
    assert not [word for word in FORBIDDEN if re.search(rf"\b{word}\b", text)]
