"""Lives of other shapes than the usual, each a claim that a user can run too.

``persona-check check --claim fixtures/claims/lives/X.toml --replay fixtures/answers/lives/X.zip``
"""

from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.finding import AssertionState, Severity
from persona_check.model.lookup import Unavailable, UnavailableReason
from persona_check.model.report import Assurance, Report, Verdict
from persona_check.session import check
from persona_check.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
LIVES = sorted(path.stem for path in (FIXTURES / "claims" / "lives").glob("*.toml"))
# without a work or a page that others write nothing can be confirmed
UNKNOWN_TO_INDEXES = {"practitioner", "pseudonym", "self_published"}


def report(life: str) -> Report:
    claim_file = FIXTURES / "claims" / "lives" / f"{life}.toml"
    claim = claim_from_flags(ClaimFlags(), claim_file=claim_file)
    return check(claim, Settings(replay=FIXTURES / "answers" / "lives" / f"{life}.zip"))


def test_there_is_a_fixture_for_each_kind_of_life() -> None:
    assert LIVES == [
        "career_change",
        "early_career",
        "parental_leave",
        "practitioner",
        "pseudonym",
        "refugee_scholar",
        "self_published",
    ]


@pytest.mark.parametrize("life", LIVES)
def test_an_uncommon_life_ends_without_an_adverse_verdict(life: str) -> None:
    result = report(life)
    expected = Verdict.INSUFFICIENT if life in UNKNOWN_TO_INDEXES else Verdict.CORROBORATED
    assert result.assessment.verdict is expected
    assert result.assessment.conflict is Severity.NONE
    assert AssertionState.CONFLICT not in dict(result.assessment.states).values()
    assert result.assessment.hypotheses.genuine >= 0.5


def test_a_record_of_own_deposits_leaves_both_rivals_open_and_says_what_would_decide() -> None:
    result = report("self_published")
    assessment = result.assessment
    assert assessment.assurance is Assurance.A1
    assert min(assessment.hypotheses.fabricated, assessment.hypotheses.borrowed) >= 0.1
    assert all("This would help" in step.why for step in result.next_steps)


@pytest.mark.parametrize("life", LIVES)
def test_its_answers_are_all_in_the_bundle(life: str) -> None:
    for lookup in report(life).lookups:
        assert not (
            isinstance(lookup, Unavailable) and lookup.reason is UnavailableReason.OFFLINE
        ), lookup
