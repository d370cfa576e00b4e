"""The measurements of a portrait in words."""

import pytest

from persona_check.exhibits.photo.geometry import limits
from persona_check.model.photo_measures import MEASURE_WORDS, measure_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("width_px", "width in pixels"),
        (
            "right_at_prevalence_0.0005",
            "share generated among such pictures, where 0.05% of all are",
        ),
        ("right_at_least_at_prevalence_0.01", "at least, where 1.00% of all are"),
        ("of_tomorrow", "of tomorrow"),
    ],
)
def test_a_measure_is_told_in_words(name: str, words: str) -> None:
    assert measure_words(name) == words


def test_every_measure_that_has_a_limit_has_words() -> None:
    assert set(limits()) <= set(MEASURE_WORDS)
