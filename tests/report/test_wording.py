from dataclasses import replace

import pytest

from persona_check.report.wording import judgement_words
from tests.report.builders import report


@pytest.mark.parametrize(
    ("judgement", "synthetic", "words"),
    [
        (1.0, 0.0, "All weights rest on stated expert judgement, not on measured frequencies."),
        (0.0, 0.0, "All weights rest on frequencies among cases that were met."),
        (
            0.3,
            0.7,
            "Of the weight, 30% rests on stated expert judgement, not on measured frequencies; 70% "
            "rests on frequencies in claims that were made up for the measurement.",
        ),
        (
            0.25,
            0.25,
            "Of the weight, 25% rests on stated expert judgement, not on measured frequencies; 25% "
            "rests on frequencies in claims that were made up for the measurement; 50% rests on "
            "frequencies among cases that were met.",
        ),
    ],
)
def test_the_foundation_of_the_weights_is_told(
    judgement: float, synthetic: float, words: str
) -> None:
    shown = report()
    assessment = replace(shown.assessment, judgement_share=judgement, synthetic_share=synthetic)
    assert judgement_words(replace(shown, assessment=assessment)) == words


def test_without_counted_evidence_there_is_nothing_to_found() -> None:
    shown = report()
    assessment = replace(shown.assessment, findings=())
    assert judgement_words(replace(shown, assessment=assessment)) == "No weighed evidence."
