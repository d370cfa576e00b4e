"""Ten first screens, read for thirty seconds each: what is the answer, why, and what is next?

What a new reader wrote down from the screen alone is held against the screen and its sentence; the
screens themselves are golden files.
"""

import os
from functools import cache

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.report import Report
from persona_check.report.answer.questions import questions
from persona_check.report.html import Html
from persona_check.report.terminal import Terminal
from persona_check.session import check
from persona_check.settings import Settings
from tests import test_golden

FIXTURES = test_golden.FIXTURES
SIGNED = {"newcomer_known": "newcomer.eml"}
LIVES = ("career_change", "parental_leave", "practitioner", "refugee_scholar", "self_published")
# (mark, answer, its reason, the next step), in the reader's words where they are the screen's
READ = {
    "professor": (
        "✗",
        "Probably not this person: the record is real",
        "tessaly-institute.example imitates tessaly.example",
        "1. Write to the address on the website of Tessaly Institute of Technology",
    ),
    "researcher": (
        "✓",
        "The record is real. Nothing yet shows that the writer is its owner",
        "about 4 in 5, as with any real record",
        "1. Write to maren.oduya-lindqvist@norrvik.example",
    ),
    "ethicist": (
        "✗",
        "Nobody of this name was found where they would have to be",
        "3 of the 5 papers are missing from databases that should have them",
        "1. Ask for one person outside the group who can vouch for the work.",
    ),
    "newcomer": (
        "✓",
        "The record is real. Nothing yet shows that the writer is its owner",
        "known since 2026 to publishers and 8 coauthors",
        "1. Write to the address on the website of Halvenberg University",
    ),
    "newcomer_known": (
        "✓",
        "The record is real. The writer has shown control of a mailbox printed for this person.",
        "more than 9 in 10",
        "1. Call Halvenberg University at the number on its own website.",
    ),
    "career_change": (
        "✓",
        "The record is real. Nothing yet shows that the writer is its owner",
        "post (listed on no paper found)",
        "1. Write to the address on the website of University of Quorra Bay",
    ),
    "parental_leave": (
        "✓",
        "The record is real. Nothing yet shows that the writer is its owner",
        "known since 2008 to an employer, since 2009 to publishers",
        "1. Write to the address on the website of Ostrama Polytechnic",
    ),
    "practitioner": (
        "–",
        "We could not tell: the sources we asked know researchers",
        "That is no mark against anybody.",
        "1. Call Port of Quorra Bay at the number on its own website.",
    ),
    "refugee_scholar": (
        "✓",
        "The record is real. Nothing yet shows that the writer is its owner",
        "email address (a mailbox that anybody can open)",
        "1. Write to the address on the website of Halvenberg University",
    ),
    "self_published": (
        "–",
        "We could not tell whether there is such a person; part of the claim is confirmed.",
        "2 papers (uploaded by the authors only)",
        "1. Ask a coauthor elsewhere: Sindre Rasmuskjær (Ostrama Polytechnic).",
    ),
}


@cache
def shown(name: str) -> Report:
    if name not in LIVES:
        return test_golden.report(name, SIGNED.get(name))
    claim = claim_from_flags(
        ClaimFlags(), claim_file=FIXTURES / "claims" / "lives" / f"{name}.toml"
    )
    return check(claim, Settings(replay=FIXTURES / "answers" / "lives" / f"{name}.zip"))


@pytest.mark.parametrize("name", READ)
def test_answer_reason_and_next_step_are_read_from_the_first_screen_alone(name: str) -> None:
    mark, answer, reason, step = READ[name]
    text = Terminal(columns=88).render(shown(name))
    lines = text.splitlines()
    assert len(lines) <= 30
    assert lines[2].startswith(f"{mark} {answer[:40]}")
    words = " ".join(text.split())
    for said in (answer, reason, step):
        assert said in words
    # the same on the page, before its first picture
    page = Html().render(shown(name)).partition('id="h-who"')[0]
    assert questions(shown(name)).tone.mark == mark
    assert answer[:40] in page.replace("&#39;", "'")


@pytest.mark.parametrize("name", LIVES)
def test_the_first_screens_of_unusual_lives_are_the_golden_ones(name: str) -> None:
    golden = FIXTURES / "golden" / f"{name}.txt"
    rendered = Terminal(columns=88).render(shown(name))
    if os.environ.get("PERSONA_CHECK_WRITE_GOLDEN"):
        golden.write_text(rendered, encoding="utf-8")
    assert golden.read_text("utf-8") == rendered


def test_no_unusual_life_speaks_against_anybody() -> None:
    for name in LIVES:
        assert "CONTRADICTED" not in Terminal(columns=88).render(shown(name))
