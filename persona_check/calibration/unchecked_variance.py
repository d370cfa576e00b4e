"""How far confidence lay from where it ends once more of a claim was checked."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_check.calibration.cases import Case
from persona_check.calibration.dependence import Levels
from persona_check.calibration.learner import Learned
from persona_check.calibration.population import Outcome, mixed
from persona_check.checks.registry import CONSISTENCY
from persona_check.weighing.combine import SHOWN_LIMITS
from persona_check.weighing.table import HYPOTHESES

__all__ = ["unchecked_variance"]


def unchecked_variance(
    learned: Learned, cases: Sequence[Case], levels: Levels, flawless_share: float
) -> float:
    """Variance of log10 odds of confidence, per share of the claim that was not checked.

    Each check of each claim is taken away in turn, as an outage would; the squared step that its
    return makes, over the share of the claim that it alone had checked. Claims count as the prior
    has their like. 0 where nothing could be taken away.
    """
    steps = shares = 0.0
    of_label: dict[str, float] = {}
    for case in cases:
        of_label[case.label] = of_label.get(case.label, 0.0) + case.weight
    for case in cases:
        if case.label not in HYPOTHESES:
            continue
        whole = learned.outcome(case, levels)
        mass = math.fsum(one.weight for one in mixed([whole], flawless_share))
        taken = list(_without_one_check(case, levels))
        size = of_label[case.label] * max(1, len(taken))
        for less, unchecked in taken:
            step = _log10_odds(learned.outcome(less, levels)) - _log10_odds(whole)
            steps += mass * case.weight / size * step**2
            shares += mass * case.weight / size * unchecked
    return steps / shares if shares else 0.0


def _without_one_check(case: Case, levels: Levels) -> Iterator[tuple[Case, float]]:
    """The claim without what one check said, and the share of it that this alone had checked."""
    compared = [state for state in case.states.values() if state != "not_applicable"]
    checked_by: dict[str, set[str]] = {}
    for one in case.observations:
        if levels[one.check, one.level].state is not None:
            for assertion in one.assertions:
                checked_by.setdefault(assertion, set()).add(one.check)
    for check in sorted({one.check for one in case.observations} - {CONSISTENCY.id}):
        left = [one for one in case.observations if one.check not in {check, CONSISTENCY.id}]
        lost = sum(checks == {check} for checks in checked_by.values())
        less = replace(case, observations=(*left, *CONSISTENCY.over(left, levels)))
        yield less, lost / max(1, len(compared))


def _log10_odds(outcome: Outcome) -> float:
    low, high = SHOWN_LIMITS
    genuine = min(high, max(low, outcome.hypotheses.genuine))
    return math.log10(genuine / (1 - genuine))
