"""Labelled claims as a sample of the population that the prior speaks of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.calibration.scoring import LEAST_PROBABILITY, Forecast
from persona_check.model.report import Hypotheses
from persona_check.weighing.table import HYPOTHESES

__all__ = ["Outcome", "confidence_forecasts", "log_loss", "mixed", "record_forecasts", "share_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a report held of a claim, what the claim was, and how much it counts.

    ``was`` is one of genuine, fabricated, borrowed.
    """

    hypotheses: Hypotheses
    prior: Hypotheses
    was: str
    weight: float = 1.0


def mixed(outcomes: Sequence[Outcome], flawless_share: float) -> tuple[Outcome, ...]:
    """The same outcomes, weighted so that each hypothesis has the mass of the prior.

    A forecast can only come true as often as it says in a population mixed as its prior is.
    ``flawless_share`` in [0, 1] of the borrowed mass lies on borrowers who made no mistake: a
    copied record looks as the genuine claims do, so copies of those stand for them. What has no
    labelled claim has no mass.
    """
    counts: dict[str, float] = {}
    for one in outcomes:
        counts[one.was] = counts.get(one.was, 0.0) + one.weight
    rows = []
    for one in outcomes:
        mass = share_of(one.prior, one.was)
        if one.was == "borrowed":
            mass *= 1 - flawless_share
        rows.append((one, one.was, mass * one.weight / counts[one.was]))
        if one.was == "genuine":
            copied = one.prior.borrowed * flawless_share
            rows.append((one, "borrowed", copied * one.weight / counts["genuine"]))
    return tuple(
        Outcome(hypotheses=one.hypotheses, prior=one.prior, was=was, weight=weight)
        for one, was, weight in rows
        if weight > 0
    )


def share_of(shares: Hypotheses, hypothesis: str) -> float:
    """The probability of one of the three, by its name."""
    return (shares.genuine, shares.fabricated, shares.borrowed)[HYPOTHESES.index(hypothesis)]


def record_forecasts(outcomes: Sequence[Outcome]) -> tuple[Forecast, ...]:
    """Forecasts of "the record is real"."""
    return tuple(
        Forecast(
            probability=1 - one.hypotheses.fabricated,
            prior=1 - one.prior.fabricated,
            outcome=one.was != "fabricated",
            weight=one.weight,
        )
        for one in outcomes
    )


def confidence_forecasts(outcomes: Sequence[Outcome]) -> tuple[Forecast, ...]:
    """Forecasts of "the claim is genuine"."""
    return tuple(
        Forecast(
            probability=one.hypotheses.genuine,
            prior=one.prior.genuine,
            outcome=one.was == "genuine",
            weight=one.weight,
        )
        for one in outcomes
    )


def log_loss(outcomes: Sequence[Outcome]) -> float:
    """Weighted mean of minus ln of the probability held of what was the case; 0 of none."""
    total = math.fsum(one.weight for one in outcomes)
    costs = (
        -one.weight * math.log(max(LEAST_PROBABILITY, share_of(one.hypotheses, one.was)))
        for one in outcomes
    )
    return math.fsum(costs) / total if total else 0.0
