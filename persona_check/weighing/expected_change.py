"""How much a piece of evidence that is not there yet can be expected to move the confidence."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TypeAlias

from persona_check.model.finding import Level, Observation
from persona_check.model.report import Hypotheses
from persona_check.weighing.combine import posterior, weigh
from persona_check.weighing.flawless import flawless_among
from persona_check.weighing.table import Calibration

__all__ = ["ExpectedChange", "expected_change"]

# By check, level, and the share in [0, 1] of genuine people who can show it when asked.
ExpectedChange: TypeAlias = Callable[[str, str, float], float]


def expected_change(
    observations: Sequence[Observation],
    levels: Mapping[tuple[str, str], Level],
    calibration: Calibration,
    prior: Hypotheses,
    withheld: Set[Observation] = frozenset(),
) -> ExpectedChange:
    """The mean absolute change of P(genuine), in [0, 1], by asking for evidence at some level.

    With q the share of genuine people who can show it, g the posterior now and G with it, Bayes
    gives P(shown) = q g / G. What is shown moves it by G - g; what is not moves it back as much on
    average, since the expected posterior is the present one: in all 2 q g |1 - g / G|.
    """

    def genuine(seen: Sequence[Observation]) -> float:
        findings = weigh(seen, levels, calibration, withheld)
        return posterior(findings, flawless_among(findings, calibration), prior).genuine

    now = genuine(observations)

    def change(check: str, level: str, share_able: float) -> float:
        shown = Observation(check=check, level=level, summary="", group="asked for")
        then = genuine((*observations, shown))
        return 2 * share_able * now * abs(1 - now / then) if then > 0 else 0.0

    return change
