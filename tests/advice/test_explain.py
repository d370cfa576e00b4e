from collections.abc import Iterable
from typing import ClassVar

import pytest

from persona_check.advice.explain import Explained, explain
from persona_check.advice.glossary import words
from persona_check.checks.registry import ALL_CHECKS, CONSISTENCY
from persona_check.dossier.index import Dossier
from persona_check.errors import UsageError
from persona_check.model.claim import AssertionKind, Claim
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
)
from persona_check.model.report import Assurance, Verdict
from persona_check.report.answer.items import ItemWord
from persona_check.weighing.priors import PRESETS
from persona_check.weighing.table import Calibration, Number, Weight, load
from tests.test_golden import CLAIMS, report


class Rivers:
    id: ClassVar[str] = "rivers"
    question: ClassVar[str] = "Does the river fit the map?"
    if_wrong: ClassVar[str] = (
        "say which line is wrong and where a better record stands; whoever checked can look "
        "again, or set the line aside with your reason."
    )
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


def test_without_a_topic_there_is_a_short_guide_and_all_words_and_checks() -> None:
    guide = explain(None, CHECKS, CALIBRATION)
    assert guide.startswith("How to read a report\n")
    assert guide.endswith("Checks\n  rivers  Does the river fit the map?\n")
    assert len(guide.splitlines()) < 50
    assert max(map(len, guide.splitlines())) <= 100


EVERY: tuple[Explained, ...] = (*ALL_CHECKS, CONSISTENCY)


def test_every_word_of_a_report_is_explained_with_an_example() -> None:
    closed = (Verdict, Assurance, AssertionState, Severity, ItemWord)
    said = [str(one) for kind in closed for one in kind if one is not Severity.NONE]
    said += ["genuine", "fabricated", "borrowed", "confidence", "interval", "coverage", "witness"]
    said += ["bottom line", "no trace", "not shown", "shown", "unlikely", "missing", "weight"]
    for word in said:
        text = explain(word, EVERY, load())
        assert text.splitlines()[0].lower().replace("_", " ") == word.lower().replace("_", " ")
        assert "  For example: " in text
        assert max(map(len, text.splitlines())) <= 88
    assert explain("COULD-NOT_check", EVERY, load()) == explain("could not check", EVERY, load())


SCREEN = """
    CONFIRMED CONTRADICTED UNCHECKED Publishers Employers Coauthors Registries Archives
    draft missing
""".split()


@pytest.mark.parametrize(
    "word", [*SCREEN, "Institution’s page", "institution's page", "cannot tell", "no figure"]
)
def test_every_heading_of_a_first_screen_is_explained_as_it_is_typed(word: str) -> None:
    assert explain(word.lower(), EVERY, load())


def test_every_word_that_another_names_is_there_and_none_hides_a_check() -> None:
    for word in words().values():
        assert all(other in words() for other in word.also)
    assert not {check.id for check in EVERY} & set(words())


def test_a_check_is_explained_level_by_level_with_its_weights() -> None:
    assert explain("rivers", CHECKS, CALIBRATION) == (
        "Does the river fit the map?\n"
        "\n"
        "Looks at: post, work count\n"
        "\n"
        "rivers/fits\n"
        "  It fits.\n"
        "  Outcome: supports the claim (corroborates)\n"
        "  Weight: 8.0 times as common in genuine as in fabricated claims, as common in genuine\n"
        "  as in borrowed claims (from judgement).\n"
        "\n"
        "rivers/dry\n"
        "  It is dry.\n"
        "  Outcome: contradicts, and needs an explanation (material)\n"
        "  This would also fit: it has not rained\n"
        "  Weight: 2.0 times as common in fabricated as in genuine claims, 5.0 times as common in\n"
        "  borrowed as in genuine claims (from maps: 40 genuine, 30 fabricated, 20 borrowed\n"
        "  claims, the last two invented for the measurement; expert judgement counts as 10 more\n"
        "  of each).\n"
        "\n"
        "rivers/unseen\n"
        "  Nobody looked.\n"
        "  Outcome: says nothing either way (inconclusive)\n"
        "  Weight: none; it is shown, but not counted.\n"
        "\n"
        "If it is about you: say which line is wrong and where a better record stands; whoever\n"
        "checked can look again, or set the line aside with your reason.\n"
    )


def test_one_level_is_explained_alone() -> None:
    assert explain("rivers/unseen", CHECKS, CALIBRATION) == (
        "rivers/unseen\n"
        "  Nobody looked.\n"
        "  Outcome: says nothing either way (inconclusive)\n"
        "  Weight: none; it is shown, but not counted.\n"
        "\n"
        "If it is about you: say which line is wrong and where a better record stands; whoever\n"
        "checked can look again, or set the line aside with your reason.\n"
    )


@pytest.mark.parametrize(
    ("topic", "message", "hint"),
    [
        ("river", "no word or check is called “river”", "did you mean “rivers”?"),
        ("borowed", "no word or check is called “borowed”", "did you mean “borrowed”?"),
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


@pytest.mark.parametrize("check", EVERY, ids=[check.id for check in EVERY])
def test_every_check_and_level_is_explained_to_the_person_whom_it_is_about(
    check: Explained,
) -> None:
    whole = explain(check.id, EVERY, load())
    assert max(map(len, whole.splitlines())) <= 88
    assert "If it is about you: " in whole
    assert check.if_wrong[0].islower()
    assert check.if_wrong.endswith(".")
    assert [one.if_wrong for one in EVERY].count(check.if_wrong) == 1
    for level in check.levels:
        alone = explain(f"{check.id}/{level.id}", EVERY, load())
        body = alone.partition("\n\n")[0]
        assert body in whole
        words = " ".join(alone.split())
        assert " ".join(level.meaning.split()) in words
        assert level.meaning[0].isupper()
        assert level.meaning.endswith(".")
        assert ("This would also fit: " in words) == bool(level.innocent)
        assert "Outcome: " in words
        assert "Weight: " in words
        assert explain(f"{check.id}/{level.id}#2", EVERY, load()) == alone


def test_every_finding_of_a_report_can_be_looked_up_by_its_id() -> None:
    for name in CLAIMS:
        for finding in report(name).assessment.findings:
            check, _, rest = finding.id.partition("/")
            assert explain(finding.id, EVERY, load()).startswith(f"{check}/{rest.split('#')[0]}\n")
