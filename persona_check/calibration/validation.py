"""What a fit is worth on claims that it has not seen."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from persona_check.calibration.cases import Case
from persona_check.calibration.dependence import PRESENT, Rule, reweighed
from persona_check.calibration.evaluation import Evaluation, Group
from persona_check.calibration.folds import families
from persona_check.calibration.learner import Learned, Learner, held_out
from persona_check.calibration.population import (
    Outcome,
    confidence_forecasts,
    log_loss,
    mixed,
    record_forecasts,
)
from persona_check.calibration.scoring import brier, calibration_error
from persona_check.model.report import Verdict
from persona_check.weighing.combine import interval, verdict_of
from persona_check.weighing.table import HYPOTHESES

__all__ = [
    "LeftOut",
    "apart",
    "covered",
    "left_out",
    "population",
    "real_window",
    "spread",
    "verdicts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Each claim of one hypothesis as a fit without it, and without its relatives, holds it.

    ``outcomes`` are parallel to ``cases``; ``chosen`` are the fits, one a fold.
    """

    cases: tuple[Case, ...]
    outcomes: tuple[Outcome, ...]
    verdicts: tuple[Verdict, ...]
    chosen: tuple[Learned, ...]


def left_out(learner: Learner, cases: Sequence[Case], number: int, rule: Rule = PRESENT) -> LeftOut:
    """Each fold of ``number`` weighed by a fit, and by choices, that saw the others alone."""
    done: list[Case] = []
    outcomes: list[Outcome] = []
    said: list[Verdict] = []
    chosen: list[Learned] = []
    for rest, fold in held_out(cases, number):
        learned = learner.learn(rest, rule)
        chosen.append(learned)
        done += fold
        outcomes += (learned.outcome(case, learner.levels) for case in fold)
        said += verdicts(learner, learned, fold)
    return LeftOut(
        cases=tuple(done), outcomes=tuple(outcomes), verdicts=tuple(said), chosen=tuple(chosen)
    )


def verdicts(learner: Learner, learned: Learned, cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each claim under a fit."""
    said = []
    for case in cases:
        findings, found = reweighed(
            case,
            learned.calibration,
            learner.levels,
            rule=learned.rule,
            exponent=learned.exponent,
        )
        said.append(verdict_of(findings, found, learned.calibration))
    return said


def population(found: LeftOut, flawless_share: float) -> Evaluation:
    """The same as an evaluation in the population that the prior speaks of."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for case, verdict in zip(found.cases, found.verdicts, strict=True):
        counts.setdefault((case.label, case.group), Counter())[str(verdict)] += 1
    rows = mixed(found.outcomes, flawless_share)
    return Evaluation(
        groups=tuple(
            Group(label=label, name=name, verdicts=tuple(sorted(count.items())))
            for (label, name), count in sorted(counts.items())
        ),
        record=record_forecasts(rows),
        confidence=confidence_forecasts(rows),
        weighted=True,
        flawless_share=flawless_share,
        unanswered=(),
        unseen=tuple(sorted(set(HYPOTHESES) - {one.was for one in found.outcomes})),
    )


def apart(one: LeftOut, other: LeftOut, flawless_share: float) -> tuple[float, float]:
    """How much more log loss the one has than the other, and the standard error of that.

    Both are about the same claims; the error is that of a sample stratified by hypothesis.
    """
    theirs = dict(zip((case.id for case in other.cases), other.outcomes, strict=True))
    differences: dict[tuple[str, str], float] = {}
    for case, outcome in zip(one.cases, one.outcomes, strict=True):
        # alone, a claim makes up the whole mass of its hypothesis, with its copy if it has one
        costs = [
            log_loss(rows) * math.fsum(row.weight for row in rows)
            for rows in (mixed([outcome], flawless_share), mixed([theirs[case.id]], flawless_share))
        ]
        claim = case.label, case.person or case.id
        differences[claim] = differences.get(claim, 0.0) + case.weight * (costs[0] - costs[1])
    strata: dict[str, list[float]] = {}
    for (label, _), difference in differences.items():
        strata.setdefault(label, []).append(difference)
    means = [math.fsum(of_label) / len(of_label) for of_label in strata.values()]
    variance = math.fsum(
        math.fsum((one - mean) ** 2 for one in of_label) / (len(of_label) - 1) / len(of_label)
        for of_label, mean in zip(strata.values(), means, strict=True)
        if len(of_label) > 1
    )
    return math.fsum(means), math.sqrt(variance)


def spread(
    found: LeftOut, flawless_share: float, *, samples: int, seed: int
) -> dict[str, tuple[float, float]]:
    """95 % of the Brier scores and calibration errors of claims drawn anew, families whole.

    The error of a small sample is never 0, so that its interval lies high.
    """
    outcomes = dict(zip((case.id for case in found.cases), found.outcomes, strict=True))
    drawn = random.Random(seed)  # noqa: S311 - resampling, no secret
    relatives = families(found.cases)
    figures: dict[str, list[float]] = {}
    for _ in range(samples):
        sample = drawn.choices(relatives, k=len(relatives))
        rows = mixed([outcomes[case.id] for family in sample for case in family], flawless_share)
        for what, forecasts in (
            ("the record is real", record_forecasts(rows)),
            ("the claim is genuine", confidence_forecasts(rows)),
        ):
            figures.setdefault(f"{what}: Brier", []).append(brier(forecasts))
            figures.setdefault(f"{what}: ECE", []).append(calibration_error(forecasts))
    return {what: _middle(values) for what, values in figures.items()}


def _middle(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered))]


def covered(
    learner: Learner, learned: Learned, cases: Sequence[Case], *, samples: int, seed: int
) -> tuple[float, float]:
    """How often a fit to resampled claims puts confidence inside the 90 % interval of the fit.

    Over all claims, and over those whose interval is wider than a point. Families are drawn
    whole, kinds too where ``by_kind`` tied them; nothing is counted as unchecked, so that the
    weights' uncertainty stands alone.
    """
    one_of_three = [case for case in cases if case.label in HYPOTHESES]
    intervals = {}
    for case in one_of_three:
        findings, found = reweighed(
            case, learned.calibration, learner.levels, rule=learned.rule, exponent=1.0
        )
        intervals[case.id] = interval(found, findings, learned.calibration, 1.0)
    drawn = random.Random(seed)  # noqa: S311 - resampling, no secret
    relatives = families(one_of_three)
    inside = wide_inside = wide = 0
    for _ in range(samples):
        sample = [case for family in drawn.choices(relatives, k=len(relatives)) for case in family]
        again = replace(learned, calibration=learner.fit(sample, learned.trials))
        for case in one_of_three:
            low, high = intervals[case.id]
            confidence = again.outcome(case, learner.levels).hypotheses.genuine
            held = low - 0.005 <= min(0.99, max(0.01, confidence)) <= high + 0.005
            inside += held
            if high - low > 0.01:
                wide += 1
                wide_inside += held
    return inside / max(1, samples * len(one_of_three)), wide_inside / max(1, wide)


def real_window(found: LeftOut, learner: Learner) -> tuple[float, float]:
    """Between which least probabilities of a real record no verdict on these claims turns.

    Above the likeliest fabricated claim that would else be corroborated (0 where none would), up
    to the unlikeliest genuine one.
    """
    low, high = 0.0, 1.0
    for case, outcome, verdict in zip(found.cases, found.outcomes, found.verdicts, strict=True):
        if verdict not in {Verdict.CORROBORATED, Verdict.INSUFFICIENT}:
            continue
        supported = any(
            learner.levels[one.check, one.level].identity
            and learner.levels[one.check, one.level].weighed
            and learner.levels[one.check, one.level].outcome == "corroborates"
            for one in case.observations
        )
        real = 1 - outcome.hypotheses.fabricated
        if supported and case.label == "fabricated":
            low = max(low, real)
        elif supported and case.label == "genuine":
            high = min(high, real)
    return low, high
