"""The question asked of all other checks: does what could be compared fit together?"""

import pytest

from persona_check.checks.registry import CONSISTENCY, all_levels
from persona_check.model.finding import Observation

SUPPORT = ("coauthors/circle_confirmed", "footprint/known_for_years")


def said(*names: str) -> tuple[str, ...]:
    """The levels that follow from observations at these."""
    seen = [
        Observation(check=check, level=level, summary="seen")
        for check, level in (name.split("/") for name in names)
    ]
    return tuple(one.level for one in CONSISTENCY.over(seen, all_levels()))


def test_two_kinds_of_support_without_a_conflict_fit_together() -> None:
    assert said(*SUPPORT) == ("nothing_conflicts",)


def test_one_kind_of_support_is_no_occasion_for_a_mistake_to_show() -> None:
    assert said(SUPPORT[0]) == ()


@pytest.mark.parametrize(
    "other", ["timeline/full_time_on_two_continents", "publications/record_of_namesakes"]
)
def test_a_conflict_or_a_mixture_of_namesakes_fits_nobody(other: str) -> None:
    assert said(*SUPPORT, other) == ()


def test_what_contradicts_a_little_is_told_and_counted_among_the_compared() -> None:
    names = (*SUPPORT, "contact/another_institutions_domain")
    seen = [
        Observation(check=check, level=level, summary="seen")
        for check, level in (name.split("/") for name in names)
    ]
    assert [one.summary for one in CONSISTENCY.over(seen, all_levels())] == [
        "we found no serious contradiction among the three points that could be compared"
    ]
