from dataclasses import replace

import pytest

from persona_check.report.wording import judgement_words
from tests.report.builders import report


@pytest.mark.parametrize(
    ("judgement", "synthetic", "words"),
    [
        (1.0, 0.0, "All the weights rest on expert judgement."),
        (0.0, 0.0, "All the weights rest on measurements on real cases."),
        (
            0.3,
            0.7,
            "The weights rest on expert judgement (30%), measurements on invented claims (70%).",
        ),
        (
            0.25,
            0.25,
            "The weights rest on expert judgement (25%), measurements on invented claims (25%), "
            "measurements on real cases (50%).",
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
    assert judgement_words(replace(shown, assessment=assessment)) == "No evidence was weighed."
