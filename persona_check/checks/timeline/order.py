"""Claimed dates against each other and the clock: ends, the future, the order of degrees."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from persona_check.checks.timeline.dating import observation, years
from persona_check.model.claim import Assertion, DegreeAssertion, PostAssertion, WorkAssertion
from persona_check.model.finding import Observation

__all__ = ["backwards", "degrees", "future"]

_STEPS = (
    (1, r"b\.?\s?(sc|a|s|eng|tech|ed)\b|bachelor|licence|laurea triennale|undergraduate"),
    (2, r"m\.?\s?(sc|a|s|eng|tech|ed|phil|ba)\b|master|magister|laurea magistrale|diplom"),
    (3, r"ph\.?\s?d|d\.?\s?phil|doctor|dr\b|promotion"),
)


def backwards(dated: Sequence[Assertion]) -> Iterator[Observation]:
    """Posts and studies that end before they start."""
    for a in dated:
        if (
            isinstance(a, PostAssertion | DegreeAssertion)
            and a.start_year is not None
            and a.end_year is not None
            and a.end_year < a.start_year
        ):
            words = f"{a.value}: it ends in {a.end_year}, before it starts in {a.start_year}"
            yield observation("ends_before_start", words, [a], gap_years=a.start_year - a.end_year)


def future(dated: Sequence[Assertion], this_year: int) -> Iterator[Observation]:
    """What is claimed as past in a year that has not begun."""
    for a in dated:
        latest = max(years(a))
        # the running year's proceedings may carry the next year's date
        allowed = this_year + 1 if isinstance(a, WorkAssertion) else this_year
        running = isinstance(a, PostAssertion | DegreeAssertion) and (
            a.start_year is not None
            and a.start_year <= this_year
            and (a.current or latest <= this_year + 1)
        )
        if latest > allowed and not running:
            yield observation(
                "in_the_future", f"{a.value} is dated in the future", [a], year=latest
            )


def degrees(dated: Sequence[Assertion]) -> Iterator[Observation]:
    """Doctorates dated before the degrees that they build on."""
    claimed = [a for a in dated if isinstance(a, DegreeAssertion) and a.end_year is not None]
    for lower, higher in combinations(claimed, 2):
        low, high = sorted((lower, higher), key=lambda a: _step(a.degree))
        if (
            _step(low.degree)
            and _step(high.degree) == 3
            and _step(low.degree) < 3
            and low.end_year is not None
            and high.end_year is not None
            and high.end_year < low.end_year
            and not _second_study(low, high)
        ):
            words = f"{high.value} is dated before {low.value}"
            yield observation(
                "degrees_out_of_order", words, [low, high], gap_years=low.end_year - high.end_year
            )


def _second_study(low: DegreeAssertion, high: DegreeAssertion) -> bool:
    """Whether both name a field, and not the same one: people take up another study later."""
    fields = [
        set(re.findall(r"[a-z]{4,}", (a.field or a.degree.partition(" in ")[2]).casefold()))
        for a in (low, high)
    ]
    return all(fields) and not fields[0] & fields[1]


def _step(degree: str) -> int:
    plain = degree.casefold()
    return max((step for step, form in _STEPS if re.search(rf"\b(?:{form})", plain)), default=0)
