from collections.abc import Iterable
from typing import ClassVar

import pytest

from persona_check.calibration.priors import PRESETS
from persona_check.calibration.table import Calibration, Number, Weight
from persona_check.dossier import Dossier
from persona_check.errors import UsageError
from persona_check.explain import explain
from persona_check.model.claim import AssertionKind, Claim
from persona_check.model.finding import Level, Observation, Outcome, Severity, Skipped


class Rivers:
    id: ClassVar[str] = "rivers"
    question: ClassVar[str] = "Does the river fit the map?"
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {AssertionKind.WORK_COUNT, AssertionKind.POST}
    )
    levels: ClassVar[tuple[Level, ...]] = (
        Level(id="fits", outcome=Outcome.CORROBORATES, meaning="It fits."),
        Level(
            id="dry",
            outcome=Outcome.CONTRADICTS,
            meaning="It is dry.",
            severity=Severity.MATERIAL,
            innocent="it has not rained",
        ),
        Level(id="unseen", outcome=Outcome.INCONCLUSIVE, meaning="Nobody looked."),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        return ()


CHECKS = (Rivers(),)
CALIBRATION = Calibration(
    id="c",
    flawless_share=0.5,
    flawless_basis="judgement",
    weights={
        "rivers/fits": Weight(
            genuine=0.8, fabricated=0.1, borrowed=0.8, trials=10, basis="judgement"
        ),
        "rivers/dry": Weight(
            genuine=0.1,
            fabricated=0.2,
            borrowed=0.5,
            trials=10,
            basis="maps",
            cases=(40, 30, 20),
            synthetic=True,
        ),
    },
    data_sets={},
    record_real_at_least=Number(value=0.8, basis="judgement"),
    unchecked_variance=Number(value=0.5, basis="judgement"),
)


def test_without_a_topic_all_checks_and_their_questions_are_listed() -> None:
    assert explain(None, CHECKS, CALIBRATION).splitlines()[0] == (
        "rivers  Does the river fit the map?"
    )


def test_a_check_is_explained_level_by_level_with_its_weights() -> None:
    assert explain("rivers", CHECKS, CALIBRATION) == (
        "Does the river fit the map?\n"
        "\n"
        "Looks at: post, work count\n"
        "\n"
        "rivers/fits\n"
        "  It fits.\n"
        "  Outcome: corroborates\n"
        "  Weight: seen 8.0 times as often when genuine as when fabricated, as often when genuine\n"
        "  as when borrowed (basis: judgement).\n"
        "\n"
        "rivers/dry\n"
        "  It is dry.\n"
        "  Outcome: contradicts, material conflict\n"
        "  This would also fit: it has not rained\n"
        "  Weight: seen 2.0 times as often when fabricated as when genuine, 5.0 times as often\n"
        "  when borrowed as when genuine (basis: maps: 40 genuine, 30 fabricated, 20 borrowed\n"
        "  claims, the latter two made up; judgement worth 10 of each).\n"
        "\n"
        "rivers/unseen\n"
        "  Nobody looked.\n"
        "  Outcome: inconclusive\n"
        "  Weight: none; it is shown and not counted.\n"
    )


def test_one_level_is_explained_alone() -> None:
    assert explain("rivers/unseen", CHECKS, CALIBRATION) == (
        "rivers/unseen\n"
        "  Nobody looked.\n"
        "  Outcome: inconclusive\n"
        "  Weight: none; it is shown and not counted.\n"
    )


@pytest.mark.parametrize(
    ("topic", "message", "hint"),
    [
        ("river", "no check is called “river”", "did you mean “rivers”?"),
        ("zzz", "no check is called “zzz”", "known: prior, rivers"),
        ("prior/op", "no prior is called “op”", "did you mean “op-ed”?"),
        ("rivers/fit", "no level of rivers is called “fit”", "did you mean “fits”?"),
    ],
)
def test_an_unknown_topic_is_a_usage_error_with_a_near_miss(
    topic: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        explain(topic, CHECKS, CALIBRATION)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("topic", ["prior", "priors"])
def test_the_priors_are_listed_with_their_basis(topic: str) -> None:
    words = " ".join(explain(topic, CHECKS, CALIBRATION).split())
    for preset in PRESETS:
        shares = preset.shares
        figures = f"{shares.genuine:g} / {shares.fabricated:g} / {shares.borrowed:g}"
        assert f"{preset.name} {figures} {preset.setting}" in words
        assert preset.published[1:] in words
        assert preset.derivation[1:] in words


def test_one_prior_is_explained_alone() -> None:
    words = explain("prior/reviewer", CHECKS, CALIBRATION)
    assert words.startswith("reviewer  0.95 / 0.01 / 0.04  a reviewer")
    assert "op-ed" not in words


def test_no_line_of_an_explanation_is_wider_than_a_terminal() -> None:
    assert max(map(len, explain("prior", CHECKS, CALIBRATION).splitlines())) <= 88
