"""Weighs features with what was learned, ``model.json``: see ``calibration/bio_reader.py``."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = [
    "STEPS_PER_UNIT",
    "Decision",
    "Model",
    "from_json",
    "model",
    "packed",
    "unpacked",
]

# Weights are whole numbers, and those of a feature for all labels are packed in one: the weight of
# the first label, plus that of the second times 2**20, and so on. So one addition adds them all.
STEPS_PER_UNIT = 100
BITS_OF_A_WEIGHT = 20
_MASK = (1 << BITS_OF_A_WEIGHT) - 1
_HALF = 1 << (BITS_OF_A_WEIGHT - 1)
_MOST_LABELS = 8
_SHIFTS = tuple(BITS_OF_A_WEIGHT * at for at in range(_MOST_LABELS))
_HALVES = sum(_HALF << shift for shift in _SHIFTS)


def packed(weights: Sequence[int]) -> int:
    """The weights, at most eight, in one number."""
    return sum(weight << (BITS_OF_A_WEIGHT * at) for at, weight in enumerate(weights))


def unpacked(number: int, labels: int) -> list[int]:
    """The weights that were packed, or sums of them below half a million either way."""
    raised = number + _HALVES
    return [((raised >> shift) & _MASK) - _HALF for shift in _SHIFTS[:labels]]


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """One choice among labels, with the packed weights of each feature."""

    labels: tuple[str, ...]
    weights: Mapping[str, int]

    def whole(self, features: Iterable[str]) -> int:
        """The packed weights of the features, added up."""
        return sum(filter(None, map(self.weights.get, set(features))))

    def sums(self, features: Iterable[str]) -> list[int]:
        """The weights of the features, added up for each label."""
        return unpacked(self.whole(features), len(self.labels))

    def chances(self, totals: Sequence[int]) -> list[float]:
        """The probability of each label."""
        most = max(totals)
        grown = [math.exp((total - most) / STEPS_PER_UNIT) for total in totals]
        whole = sum(grown)
        return [one / whole for one in grown]

    def of(self, features: Iterable[str]) -> list[float]:
        """The probability of each label, of these features."""
        return self.chances(self.sums(features))


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned, and the thresholds that were chosen with it."""

    head: Decision
    organization: Decision
    kind: Decision
    year: Decision
    dating: Decision
    current: Decision
    accept: Mapping[str, float]
    least: Mapping[str, float]


@cache
def model() -> Model:
    """The model of this package, read once."""
    file = resources.files("persona_check.bio").joinpath("model.json")
    return from_json(json.loads(file.read_text("utf-8")))


def from_json(row: Mapping[str, Any]) -> Model:
    """The model that the script wrote."""
    decisions = {
        name: Decision(labels=tuple(one["labels"]), weights=one["weights"])
        for name, one in row["decisions"].items()
    }
    return Model(**decisions, accept=row["accept"], least=row["least"])
