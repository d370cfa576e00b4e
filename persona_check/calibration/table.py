"""The calibration table: P(level | genuine, fabricated, borrowed) with counts and their basis."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Calibration", "Weight", "load", "parse", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How often one level is seen under each hypothesis.

    Probabilities in (0, 1). ``borrowed`` concerns borrowers who make mistakes; flawless ones look
    genuine. ``trials`` are the effective numbers of cases behind the figures (for a judgement, the
    few cases it is worth). ``basis`` is ``judgement`` or the name of the data set.
    """

    genuine: float
    fabricated: float
    borrowed: float
    trials: float
    basis: str

    def log10_lr(self, hypothesis: str) -> float:
        """log10 of P(level | genuine) / P(level | hypothesis); positive speaks for genuine."""
        return math.log10(self.genuine / self._share(hypothesis))

    def variance(self, hypothesis: str) -> float:
        """Variance of the log10 likelihood ratio, by the delta method on two beta proportions."""
        terms = ((1 - p) / (p * self.trials) for p in (self.genuine, self._share(hypothesis)))
        return sum(terms) / math.log(10) ** 2

    def _share(self, hypothesis: str) -> float:
        return self.fabricated if hypothesis == "fabricated" else self.borrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """One version of all the numbers that combining needs.

    ``flawless_share`` is the share of borrowers who make no mistake that records could show.
    ``weights`` maps ``check/level`` to its weight. ``data_sets`` describe what was fitted on.
    """

    id: str
    flawless_share: float
    flawless_basis: str
    weights: Mapping[str, Weight]
    data_sets: Mapping[str, str]

    def weight(self, check: str, level: str) -> Weight | None:
        """The weight of a level; None where it has none, so that it is shown and not counted."""
        return self.weights.get(f"{check}/{level}")


@cache
def load() -> Calibration:
    """The calibration that ships with this version."""
    return parse(json.loads(shipped()))


def shipped() -> bytes:
    """The file of that calibration, as it is kept in evidence bundles."""
    return resources.files("persona_check.calibration").joinpath("weights.json").read_bytes()


def parse(document: Mapping[str, Any]) -> Calibration:
    """A calibration from its JSON form.

    Raises:
        ValueError: a probability outside (0, 1) or no trials.
    """
    weights = {}
    for key, row in document["levels"].items():
        weight = Weight(
            genuine=row["genuine"],
            fabricated=row["fabricated"],
            borrowed=row["borrowed"],
            trials=row["trials"],
            basis=row["basis"],
        )
        shares = (weight.genuine, weight.fabricated, weight.borrowed)
        if not all(0 < share < 1 for share in shares) or weight.trials <= 0:
            raise ValueError(f"calibration row {key}: shares must lie within (0, 1)")
        weights[key] = weight
    return Calibration(
        id=document["id"],
        flawless_share=document["flawless_borrowers"]["share"],
        flawless_basis=document["flawless_borrowers"]["basis"],
        weights=weights,
        data_sets=document.get("data_sets", {}),
    )
