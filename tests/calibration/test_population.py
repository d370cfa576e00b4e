import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.calibration.population import (
    Outcome,
    confidence_forecasts,
    log_loss,
    mixed,
    record_forecasts,
)
from persona_check.model.report import Hypotheses
from persona_check.weighing.table import HYPOTHESES

PRIOR = Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25)
SAID = Hypotheses(genuine=0.7, fabricated=0.1, borrowed=0.2)


def held(was: str, said: Hypotheses = SAID) -> Outcome:
    return Outcome(hypotheses=said, prior=PRIOR, was=was)


@given(st.lists(st.sampled_from(HYPOTHESES), max_size=30), st.floats(min_value=0, max_value=1))
def test_each_hypothesis_has_the_mass_of_the_prior_whatever_was_labelled(
    labels: list[str], flawless: float
) -> None:
    outcomes = [held(name) for name in (*HYPOTHESES, *labels)]
    masses = dict.fromkeys(HYPOTHESES, 0.0)
    for one in mixed(outcomes, flawless):
        masses[one.was] += one.weight
    assert masses == pytest.approx({"genuine": 0.5, "fabricated": 0.25, "borrowed": 0.25})


def test_flawless_borrowers_are_copies_of_the_genuine_claims() -> None:
    flawless = Hypotheses(genuine=0.8, fabricated=0.0, borrowed=0.2)
    rows = mixed([held("genuine", flawless), held("borrowed")], 0.5)
    assert [(one.was, one.hypotheses is flawless, one.weight) for one in rows] == [
        ("genuine", True, 0.5),
        ("borrowed", True, 0.125),
        ("borrowed", False, 0.125),
    ]
    assert [one.outcome for one in confidence_forecasts(rows)] == [True, False, False]
    assert [one.outcome for one in record_forecasts(rows)] == [True, True, True]


def test_the_log_loss_is_that_of_what_was_the_case() -> None:
    rows = [held("genuine"), held("fabricated")]
    assert log_loss(rows) == pytest.approx(-(math.log(0.7) + math.log(0.1)) / 2)
    assert log_loss([]) == 0


def test_forms_of_one_claim_have_the_mass_of_one_claim() -> None:
    unsure = Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25)
    forms = [replace(held("genuine", said), weight=0.5) for said in (SAID, unsure)]
    rows = mixed([*forms, held("genuine")], 0.5)
    assert [one.weight for one in rows if one.was == "genuine"] == [0.125, 0.125, 0.25]
    assert sum(one.weight for one in rows if one.was == "borrowed") == pytest.approx(0.125)
