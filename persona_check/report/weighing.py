"""How far the evidence moved the odds, apart from the prior."""

import math
from dataclasses import dataclass

from persona_check.model.report import Assessment

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
        genuine=_log10(after.genuine / (after.fabricated + after.borrowed or _LEAST))
        - _log10(before.genuine / (before.fabricated + before.borrowed)),
        over_fabricated=_log10(after.genuine)
        - _log10(after.fabricated)
        - _log10(before.genuine / before.fabricated),
        over_borrowed=_log10(after.genuine)
        - _log10(after.borrowed)
        - _log10(before.genuine / before.borrowed),
    )


def _log10(share: float) -> float:
    return math.log10(max(share, _LEAST))
