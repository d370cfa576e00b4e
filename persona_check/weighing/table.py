"""The calibration table: P(level | genuine, fabricated, borrowed) with counts and their basis."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["HYPOTHESES", "Calibration", "DataSet", "Number", "Weight", "load", "parse", "shipped"]

HYPOTHESES = ("genuine", "fabricated", "borrowed")
LEAST_EXPECTED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How often one level is seen under each hypothesis.

    Probabilities in (0, 1). ``borrowed`` concerns borrowers who make mistakes; flawless ones look
    genuine. ``trials`` are the cases that a judgement is worth, ``cases`` the labelled ones of
    each hypothesis that were added to it, ``judgement`` the shares before those (None: the same).
    ``basis`` is ``judgement`` or the name of the data set; ``synthetic`` says that this set's
    fabricated and borrowed claims were made up for it.
    """

    genuine: float
    fabricated: float
    borrowed: float
    trials: float
    basis: str
    cases: tuple[float, float, float] = (0, 0, 0)
    judgement: tuple[float, float, float] | None = None
    synthetic: bool = False

    @property
    def shares(self) -> tuple[float, float, float]:
        """P(level | genuine), P(level | fabricated), P(level | borrowed)."""
        return self.genuine, self.fabricated, self.borrowed

    @property
    def worth(self) -> tuple[float, float, float]:
        """The cases that the judgement of each share is worth.

        At least those among which half a case with the level, and half one without, is expected:
        below one half the parameters of a beta distribution would hold rare things for
        impossible after a few cases without (Jeffreys 1946, Proc. R. Soc. A 186:453).
        """
        genuine, fabricated, borrowed = (
            max(self.trials, LEAST_EXPECTED / share, LEAST_EXPECTED / (1 - share))
            for share in self.judgement or self.shares
        )
        return genuine, fabricated, borrowed

    def log10_lr(self, hypothesis: str) -> float:
        """log10 of P(level | genuine) / P(level | hypothesis); positive speaks for genuine."""
        return math.log10(self.genuine / self.shares[HYPOTHESES.index(hypothesis)])

    def variance(self, hypothesis: str) -> float:
        """Variance of the log10 likelihood ratio, by the delta method on two beta proportions."""
        terms = (
            (1 - self.shares[n]) / (self.shares[n] * (self.worth[n] + self.cases[n]))
            for n in (0, HYPOTHESES.index(hypothesis))
        )
        return sum(terms) / math.log(10) ** 2

    def judged(self, hypothesis: str) -> float:
        """The share in [0, 1] of its less founded proportion that is judgement."""
        return max(
            self.worth[n] / (self.worth[n] + self.cases[n])
            for n in (0, HYPOTHESES.index(hypothesis))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One figure of the arithmetic that is no weight, and what it rests on."""

    value: float
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """Labelled claims that weights were fitted on.

    ``size`` counts the claims used of each hypothesis. ``synthetic`` names the hypotheses whose
    claims were made up, not met. ``sha256`` is that of the labelled file.
    """

    size: Mapping[str, int]
    split: str
    fitted_on: str
    sha256: str
    synthetic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """One version of all the numbers that combining needs.

    ``flawless_share`` is the share of borrowers who make no mistake that records could show,
    ``flawless_fabricated`` that of invented people with real deposits, in [0, 1). The first is
    of a whole claim; with ``halving_points`` confirmed (``points_got_right``) half of the others
    have not slipped yet; None: it holds for every claim. ``halving_witness_years`` leave half of
    the second; None: years of independent sightings leave none. Tables before have neither.
    ``record_real_at_least`` is the least probability of "the record is real" in a corroborated
    report. ``unchecked_variance`` is the variance of log10 odds where nothing claimed could be
    checked; linear in the unchecked share. ``weights`` maps ``check/level`` to its weight.
    ``shares_able`` are, by what is asked of them, the shares in [0, 1] of genuine people who can be
    expected to answer so: judgements that rank next steps and enter no posterior.
    """

    id: str
    flawless_share: float
    flawless_basis: str
    weights: Mapping[str, Weight]
    data_sets: Mapping[str, DataSet]
    record_real_at_least: Number
    unchecked_variance: Number
    flawless_fabricated: Number = Number(value=0.0, basis="none are supposed")
    shares_able: Mapping[str, float] = field(default_factory=dict)
    halving_points: float | None = None
    halving_witness_years: float | None = None

    def weight(self, check: str, level: str) -> Weight | None:
        """The weight of a level; None where it has none, so that it is shown and not counted."""
        return self.weights.get(f"{check}/{level}")


@cache
def load() -> Calibration:
    """The calibration that ships with this version."""
    return parse(json.loads(shipped()))


def shipped() -> bytes:
    """The file of that calibration, as it is kept in evidence bundles."""
    return resources.files("persona_check.weighing").joinpath("weights.json").read_bytes()


def parse(document: Mapping[str, Any]) -> Calibration:
    """A calibration from its JSON form.

    Raises:
        ValueError: a probability outside its range, no trials, a basis that is no data set, a
            flawless share that grows with support.
    """
    data_sets = {
        name: DataSet(**(entry | {"synthetic": tuple(entry.get("synthetic", ()))}))
        for name, entry in document["data_sets"].items()
    }
    worth = document["judgement_trials"]["value"]
    able = document["genuine_people_able"]["shares"]
    if not all(0 <= share <= 1 for share in able.values()):
        raise ValueError("calibration: a share of people able must lie within [0, 1]")
    fabricated = document["flawless_fabricated"]
    points = document["flawless_borrowers"].get("halving_points")
    years = fabricated.get("halving_witness_years")
    if any(halving is not None and halving <= 0 for halving in (points, years)):
        raise ValueError("calibration: flawless shares cannot grow with what is confirmed")
    return Calibration(
        id=document["id"],
        flawless_share=document["flawless_borrowers"]["share"],
        flawless_basis=document["flawless_borrowers"]["basis"],
        weights={
            key: _weight(key, {"trials": worth, **row}, data_sets)
            for key, row in sorted(document["levels"].items())
        },
        data_sets=data_sets,
        record_real_at_least=Number(**document["record_real_at_least"]),
        unchecked_variance=Number(**document["unchecked_variance"]),
        flawless_fabricated=Number(value=fabricated["value"], basis=fabricated["basis"]),
        shares_able=able,
        halving_points=points,
        halving_witness_years=years,
    )


def _weight(key: str, row: Mapping[str, Any], data_sets: Mapping[str, DataSet]) -> Weight:
    basis = row["basis"]
    if basis != "judgement" and basis not in data_sets:
        raise ValueError(f"calibration row {key}: no data set is called {basis!r}")
    genuine, fabricated, borrowed = (row.get("cases", {}).get(name, 0) for name in HYPOTHESES)
    weight = Weight(
        genuine=row["genuine"],
        fabricated=row["fabricated"],
        borrowed=row["borrowed"],
        trials=row["trials"],
        basis=basis,
        cases=(genuine, fabricated, borrowed),
        judgement=_shares(row["judgement"]) if "judgement" in row else None,
        synthetic=basis in data_sets and bool(data_sets[basis].synthetic),
    )
    shares = (*weight.shares, *(weight.judgement or ()))
    if not all(0 < share < 1 for share in shares) or weight.trials <= 0:
        raise ValueError(f"calibration row {key}: shares must lie within (0, 1)")
    return weight


def _shares(row: Mapping[str, float]) -> tuple[float, float, float]:
    return row["genuine"], row["fabricated"], row["borrowed"]
