"""How good forecasts are against what came out: Brier score, calibration error, Cllr."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from persona_check.statistics import wilson

__all__ = [
    "LEAST_PROBABILITY",
    "Bin",
    "Forecast",
    "base_rate_brier",
    "brier",
    "calibration_error",
    "cllr",
    "reliability",
]

BINS = 10
# Forecasts of exactly 0 or 1 would cost without bound; no report is surer than this.
LEAST_PROBABILITY = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A probability in [0, 1] of something, the prior it was made with, and whether it was so.

    ``weight`` above 0 is how much it counts in the figures.
    """

    probability: float
    prior: float
    outcome: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts of one tenth: how many, their mean, how many came true, and their weighted share.

    ``mass`` in [0, 1] is their part of all weight; ``effective`` the number of equally weighted
    forecasts that would say as much (Kish 1965, Survey Sampling), for the interval.
    """

    count: int
    mean_probability: float
    came_true: int
    share: float
    mass: float
    effective: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % of the share that came true."""
        return wilson(self.share * self.effective, self.effective)


def reliability(forecasts: Sequence[Forecast]) -> tuple[Bin, ...]:
    """Ten bins of equal width in order; those without a forecast are left out."""
    groups: dict[int, list[Forecast]] = {}
    for one in forecasts:
        groups.setdefault(min(BINS - 1, int(one.probability * BINS)), []).append(one)
    whole = _mass(forecasts)
    return tuple(_bin(group, whole) for _, group in sorted(groups.items()))


def _bin(group: Sequence[Forecast], whole: float) -> Bin:
    mass = _mass(group)
    return Bin(
        count=len(group),
        mean_probability=math.fsum(one.weight * one.probability for one in group) / mass,
        came_true=sum(one.outcome for one in group),
        share=math.fsum(one.weight for one in group if one.outcome) / mass,
        mass=mass / whole,
        effective=mass**2 / math.fsum(one.weight**2 for one in group),
    )


def _mass(forecasts: Iterable[Forecast]) -> float:
    return math.fsum(one.weight for one in forecasts)


def calibration_error(forecasts: Sequence[Forecast]) -> float:
    """Expected calibration error over ten equal bins, in [0, 1]; 0 of no forecasts.

    Naeini, Cooper and Hauskrecht 2015, AAAI.
    """
    bins = reliability(forecasts)
    return math.fsum(one.mass * abs(one.mean_probability - one.share) for one in bins)


def brier(forecasts: Sequence[Forecast]) -> float:
    """Mean squared distance of forecast and outcome, in [0, 1] (Brier 1950); 0 of none."""
    squares = math.fsum(one.weight * (one.probability - one.outcome) ** 2 for one in forecasts)
    return squares / (_mass(forecasts) or 1)


def base_rate_brier(forecasts: Sequence[Forecast]) -> float:
    """The Brier score of always forecasting the share itself; 0 of no forecasts."""
    share = _mass(one for one in forecasts if one.outcome) / (_mass(forecasts) or 1)
    return share * (1 - share)


def cllr(forecasts: Sequence[Forecast]) -> float | None:
    """Cost of the log likelihood ratios, 0 at best and 1 for evidence that says nothing.

    The prior is taken out of each forecast first (Brümmer and du Preez 2006, Computer Speech and
    Language 20:230). None where one of the two outcomes never came.
    """
    true = [one for one in forecasts if one.outcome]
    false = [one for one in forecasts if not one.outcome]
    if not true or not false:
        return None
    missed = math.fsum(one.weight * _log2_of_one_plus(-_log2_lr(one)) for one in true)
    alarmed = math.fsum(one.weight * _log2_of_one_plus(_log2_lr(one)) for one in false)
    return (missed / _mass(true) + alarmed / _mass(false)) / 2


def _log2_lr(forecast: Forecast) -> float:
    return _log2_odds(forecast.probability) - _log2_odds(forecast.prior)


def _log2_odds(probability: float) -> float:
    bounded = min(1 - LEAST_PROBABILITY, max(LEAST_PROBABILITY, probability))
    return math.log2(bounded / (1 - bounded))


def _log2_of_one_plus(exponent: float) -> float:
    """log2(1 + 2**exponent)."""
    return math.log2(1 + 2**exponent)
