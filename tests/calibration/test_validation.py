import math
from dataclasses import replace

import pytest

from persona_check.calibration.dependence import RULES, reweighed
from persona_check.calibration.fitting import judgement_of
from persona_check.calibration.learner import Learner
from persona_check.calibration.population import Outcome, log_loss, mixed
from persona_check.calibration.scoring import base_rate_brier, brier
from persona_check.calibration.unchecked_variance import unchecked_variance
from persona_check.calibration.validation import (
    apart,
    covered,
    left_out,
    population,
    real_window,
    spread,
)
from persona_check.model.finding import AssertionState
from persona_check.model.report import Hypotheses, Verdict
from tests.calibration.made_up import LEVELS, SHARES, case, document, drawn, observed
from tests.quick import first_python

CASES = drawn(120)
LEARNER = Learner.over(
    CASES, judgement_of(document(SHARES)), LEVELS, basis="drawn", synthetic=False
)
LEFT_OUT = left_out(LEARNER, CASES, 4)


def test_claims_left_out_are_weighed_once_by_fits_that_did_not_see_them() -> None:
    assert sorted(one.id for one in LEFT_OUT.cases) == sorted(one.id for one in CASES)
    assert len(LEFT_OUT.chosen) == 4
    fitted_to = [learned.calibration.weights["record/absent"].cases for learned in LEFT_OUT.chosen]
    # each of 120 claims of each hypothesis is missing in one of the fits
    assert [sum(one) for one in zip(*fitted_to, strict=True)] == [360, 360, 360]
    assert max(max(one) for one in fitted_to) < 120


def test_a_fit_forecasts_claims_left_out_better_than_a_judgement_that_is_off() -> None:
    off = judgement_of(document(dict.fromkeys(SHARES, (0.3, 0.29, 0.31))))
    before = [
        Outcome(
            hypotheses=reweighed(one, off.calibration, LEVELS, rule=RULES[0], exponent=1)[1],
            prior=one.prior,
            was=one.label,
        )
        for one in LEFT_OUT.cases
    ]
    losses = [log_loss(mixed(some, 0.5)) for some in (LEFT_OUT.outcomes, before)]
    assert losses[0] < losses[1] - 0.2
    told = population(LEFT_OUT, 0.5)
    assert brier(told.record) < 0.5 * base_rate_brier(told.record)
    assert sum(group.count for group in told.groups) == 360
    assert told.unseen == ()


def test_verdicts_come_from_the_axes_whatever_the_fit() -> None:
    for one, verdict in zip(LEFT_OUT.cases, LEFT_OUT.verdicts, strict=True):
        levels = {f"{seen.check}/{seen.level}" for seen in one.observations}
        conflict = levels & {"record/absent", "dates/impossible", "mail/look_alike"}
        if conflict:
            supported = "record/confirmed" in levels
            assert verdict is (Verdict.MIXED if supported else Verdict.CONTRADICTED)
        else:
            assert verdict in {Verdict.CORROBORATED, Verdict.INSUFFICIENT}


def test_the_difference_of_two_rules_is_nothing_between_equals_and_signed_else() -> None:
    assert apart(LEFT_OUT, LEFT_OUT, 0.5) == pytest.approx((0, 0))
    vague = Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25)
    worse = replace(
        LEFT_OUT, outcomes=tuple(replace(one, hypotheses=vague) for one in LEFT_OUT.outcomes)
    )
    more, error = apart(worse, LEFT_OUT, 0.5)
    assert more > 2 * error > 0


def test_a_rule_that_counts_everything_is_another_forecast() -> None:
    naive = left_out(LEARNER, CASES[:60], 2, RULES[1])
    assert {learned.rule.name for learned in naive.chosen} == {"every finding"}


def test_figures_of_claims_drawn_anew_lie_about_the_figure() -> None:
    told = population(LEFT_OUT, 0.5)
    intervals = spread(LEFT_OUT, 0.5, samples=60, seed=1)
    for what, some in (
        ("the record is real", told.record),
        ("the claim is genuine", told.confidence),
    ):
        low, high = intervals[f"{what}: Brier"]
        assert low < brier(some) < high < low + 0.1
        low, high = intervals[f"{what}: ECE"]
        assert 0 < low < high < 0.2


@first_python
def test_intervals_hold_refits_to_claims_drawn_anew_at_least_as_often_as_they_say() -> None:
    learned = LEARNER.learn(CASES)
    every, wide = covered(LEARNER, learned, CASES, samples=20, seed=1)
    assert every >= 0.9
    assert wide >= 0.9
    sure = replace(
        learned,
        calibration=replace(
            learned.calibration,
            weights={
                key: replace(one, trials=1e9) for key, one in learned.calibration.weights.items()
            },
        ),
    )
    # of weights held to be certain the refits that count as before fall outside
    refitting = replace(sure, trials=learned.trials)
    assert covered(LEARNER, refitting, CASES, samples=20, seed=1)[0] < every


def test_no_verdict_turns_inside_the_window_of_the_threshold() -> None:
    low, high = real_window(LEFT_OUT, LEARNER)
    supported = [
        1 - outcome.hypotheses.fabricated
        for one, outcome, verdict in zip(
            LEFT_OUT.cases, LEFT_OUT.outcomes, LEFT_OUT.verdicts, strict=True
        )
        if one.label == "genuine" and verdict is Verdict.CORROBORATED
    ]
    assert high == min(supported)
    assert low > 0  # some drawn fabricated claims are confirmed


def test_an_unseen_share_of_a_claim_is_as_uncertain_as_its_return_is_surprising() -> None:
    levels = {key: replace(level, state=AssertionState.SUPPORTED) for key, level in LEVELS.items()}
    record = replace(observed("record/absent", "record"), assertions=("w1",))
    one = case("f", "fabricated", record)
    claim = replace(one, states={"w1": "not_found", "p1": "could_not_check"})
    learned = LEARNER.learn(CASES[:24])
    whole = learned.outcome(claim, levels).hypotheses.genuine
    # all evidence is taken away with one check: from the posterior back to one half, on half
    expected = _odds(whole) ** 2 / 0.5
    assert unchecked_variance(learned, [claim], levels, 0.5) == pytest.approx(expected)
    assert unchecked_variance(learned, [case("g", "genuine")], levels, 0.5) == 0


def _odds(share: float) -> float:
    return math.log10(share / (1 - share))
