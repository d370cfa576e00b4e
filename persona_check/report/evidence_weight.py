"""How far the evidence moved the odds, apart from the prior."""

import math
from dataclasses import dataclass

from persona_check.model.report import Assessment, Hypotheses

__all__ = ["EvidenceWeight", "evidence_weight"]

_LEAST = 1e-300  # a posterior share may round to nothing, the logarithm of which there is not


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWeight:
    """Weight of evidence (Good 1950): log10 of a likelihood ratio; positive speaks for genuine.

    ``genuine`` is against both rivals at once, and depends on how the prior shares them out;
    ``over_fabricated`` and ``over_borrowed`` are against one each, and do not.
    """

    genuine: float
    over_fabricated: float
    over_borrowed: float


def evidence_weight(assessment: Assessment) -> EvidenceWeight:
    """What all counted findings together weigh: log10 odds after them, less those before."""
    after, before = assessment.hypotheses, assessment.prior.hypotheses
    return EvidenceWeight(
        genuine=_moved(after.genuine, _rivals(after), before.genuine, _rivals(before)),
        over_fabricated=_moved(after.genuine, after.fabricated, before.genuine, before.fabricated),
        over_borrowed=_moved(after.genuine, after.borrowed, before.genuine, before.borrowed),
    )


def _rivals(shares: Hypotheses) -> float:
    return shares.fabricated + shares.borrowed


def _moved(own: float, rival: float, own_before: float, rival_before: float) -> float:
    """Log10 odds gained; nothing gained is 0.0, never -0.0."""
    gained = _log10(own) - _log10(rival) - _log10(own_before) + _log10(rival_before)
    return round(gained, 9) + 0.0


def _log10(share: float) -> float:
    return math.log10(max(share, _LEAST))
