"""A host that fails is left alone: after how many failures, for how long, and for how little."""

import pytest

from persona_check.web.breaker import OUT, REFUSAL, SLIGHT, Breaker

SOURCE_HOST = "crossref api.crossref.org"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("weight", "most"), [(1.0, 2), (OUT, 1), (REFUSAL, 4), (SLIGHT, 12)])
def test_so_many_failures_of_a_kind_in_a_row_are_the_most(weight: float, most: int) -> None:
    breaker = Breaker(Clock())
    for _ in range(most - 1):
        breaker.strike(SOURCE_HOST, "failed", weight=weight)
    assert breaker.open_for(SOURCE_HOST) is None
    breaker.strike(SOURCE_HOST, "failed again", weight=weight)
    assert breaker.open_for(SOURCE_HOST) == "failed again"


def test_an_answer_makes_good_for_all_failures() -> None:
    breaker = Breaker(Clock())
    breaker.strike(SOURCE_HOST, "failed")
    breaker.forgive(SOURCE_HOST)
    breaker.strike(SOURCE_HOST, "failed")
    assert breaker.open_for(SOURCE_HOST) is None


def test_after_five_minutes_a_host_gets_one_more_chance() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.strike(SOURCE_HOST, "hangs", weight=OUT)
    clock.now = 299
    assert breaker.open_for(SOURCE_HOST) == "hangs"
    clock.now = 301
    assert breaker.open_for(SOURCE_HOST) is None
    breaker.strike(SOURCE_HOST, "hangs still")
    assert breaker.open_for(SOURCE_HOST) == "hangs still"


@pytest.mark.parametrize(
    ("weight", "times", "again"),
    [
        (REFUSAL, 1, True),
        (REFUSAL, 2, False),
        (SLIGHT, 2, True),
        (SLIGHT, 3, False),
        (1.0, 1, False),
    ],
)
def test_after_one_refusal_a_question_is_tried_again_and_after_more_it_is_not(
    weight: float, times: int, again: bool
) -> None:
    breaker = Breaker(Clock())
    assert breaker.deserves_retries(SOURCE_HOST)
    for _ in range(times):
        breaker.strike(SOURCE_HOST, "failed", weight=weight)
    assert breaker.deserves_retries(SOURCE_HOST) is again
