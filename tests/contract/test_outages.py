"""Whatever was answered about whatever claim: an answer lost adds nothing against anybody."""

import random
from collections.abc import Callable
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from persona_check.errors import NotAssessedError
from persona_check.model.claim import Claim
from persona_check.model.lookup import Lookup, Unavailable
from persona_check.model.report import Report
from persona_check.session import assess
from persona_check.settings import Settings
from persona_check.weighing.combine import SHOWN_LIMITS
from tests.builders import NOW
from tests.contract.harsher import against, harsher
from tests.contract.varied import dossier_of, with_outage
from tests.quick import first_python


def assessed(claim: Claim, lookups: tuple[Lookup, ...]) -> Report | None:
    """The report; None where nobody answered."""
    try:
        return assess(claim, lookups, (), as_of=NOW, settings=Settings())
    except NotAssessedError:
        return None


def holds(claim: Claim, lookups: tuple[Lookup, ...], lost: Callable[[Lookup], bool]) -> None:
    before, after = assessed(claim, lookups), assessed(claim, with_outage(lookups, lost))
    if before is None or after is None:
        assert after is None
        return
    gone = [str(one.query) for one in lookups if lost(one)]
    assert not harsher(before, after), gone
    low, high = after.assessment.interval
    least, most = SHOWN_LIMITS
    assert least <= low <= after.assessment.confidence <= high <= most, gone


def answers_of(seed: int, now: datetime = NOW) -> tuple[Claim, tuple[Lookup, ...]]:
    return dossier_of(random.Random(seed), now)  # noqa: S311 - reproducible, no secret


@first_python
@settings(max_examples=200)
@given(seed=st.integers(0, 2**32), which=st.integers(0, 10_000))
def test_any_one_answer_that_is_lost_adds_no_contradiction_and_makes_none_heavier(
    seed: int, which: int
) -> None:
    claim, lookups = answers_of(seed)
    answers = [one for one in lookups if not isinstance(one, Unavailable)]
    if answers:
        gone = answers[which % len(answers)]
        holds(claim, lookups, lambda one: one is gone)


@first_python
@settings(max_examples=100)
@given(seed=st.integers(0, 2**32), which=st.integers(0, 100))
def test_any_source_that_is_lost_whole_adds_no_contradiction_and_makes_none_heavier(
    seed: int, which: int
) -> None:
    claim, lookups = answers_of(seed)
    sources = sorted({one.source for one in lookups})
    if sources:
        gone = sources[which % len(sources)]
        holds(claim, lookups, lambda one: one.source == gone)


@first_python
def test_the_built_dossiers_hold_contradictions_of_most_kinds_to_begin_with() -> None:
    seen: set[str] = set()
    for seed in range(150):
        claim, lookups = answers_of(seed)
        report = assessed(claim, lookups)
        for levels in against(report).values() if report else ():
            seen |= levels.keys()
    assert seen >= {
        "another_institutions_domain",
        "circle_unshared",
        "count_inflated",
        "identifier_of_another",
        "look_alike_domain",
        "record_by_others",
        "too_young",
        "work_at_another_venue",
        "work_by_others",
    }
