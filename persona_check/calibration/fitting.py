"""Weights from counts: a judgement is worth some cases, and labelled claims are added to it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from persona_check.calibration.counts import Tally
from persona_check.weighing.table import HYPOTHESES, Calibration, Weight, parse

__all__ = ["Judgement", "document_of", "fitted", "identified", "judgement_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The table with every fitted row back at the judgement it started from.

    ``open`` maps the rows that labelled claims may move to the hypotheses whose shares they may
    move. Rows of another measurement are not among them, nor are shares that a row keeps, with
    the reason, because the labelled claims were made in a way that settles them.
    """

    calibration: Calibration
    open: Mapping[str, frozenset[str]]

    def fitted_tally(self, key: str, tallies: Mapping[str, Tally]) -> Tally:
        """What was counted of a level, empty for the hypotheses whose share it keeps."""
        tally = tallies.get(key, Tally(seen=(0, 0, 0), cases=(0, 0, 0)))
        used = [int(one in self.open[key]) for one in HYPOTHESES]
        return Tally(
            seen=(tally.seen[0] * used[0], tally.seen[1] * used[1], tally.seen[2] * used[2]),
            cases=(tally.cases[0] * used[0], tally.cases[1] * used[1], tally.cases[2] * used[2]),
        )


def judgement_of(document: Mapping[str, Any]) -> Judgement:
    """What stood in the table before any labelled claim."""
    levels = {
        key: {**row["judgement"], "basis": "judgement", "kept": row.get("kept", {})}
        if "judgement" in row
        else row
        for key, row in document["levels"].items()
    }
    return Judgement(
        calibration=parse({**document, "levels": levels}),
        open={
            key: frozenset(HYPOTHESES) - frozenset(row.get("kept", {}))
            for key, row in levels.items()
            if row["basis"] == "judgement"
        },
    )


def fitted(
    judgement: Judgement,
    tallies: Mapping[str, Tally],
    *,
    trials: float,
    basis: str,
    synthetic: bool,
) -> Calibration:
    """The calibration after the tallied claims.

    Each share is the mean of a beta distribution: (seen + worth * judged) / (cases + worth), where
    a judgement is worth ``trials`` cases, of rare things more (``Weight.worth``). A level that no
    claim showed keeps its judgement. Claims may shrink a judged ratio to 1, never turn it round;
    and where a level is judged to tell nothing, because anybody can copy it, it goes on telling
    nothing, whomever the borrowers among these claims happened to copy.
    """
    weights = {}
    for key, judged in judgement.calibration.weights.items():
        weights[key] = judged
        if key not in judgement.open:
            continue
        weights[key] = worth = replace(judged, trials=trials)
        tally = judgement.fitted_tally(key, tallies)
        if any(tally.seen):
            weights[key] = _moved(worth, tally, basis=basis, synthetic=synthetic)
    return replace(judgement.calibration, weights=weights)


def document_of(
    document: Mapping[str, Any],
    calibration: Calibration,
    tallies: Mapping[str, Tally],
    *,
    name: str,
    data_set: Mapping[str, Any],
    trials_basis: str,
    unchecked_variance: float,
) -> dict[str, Any]:
    """The table's JSON form after a fit: what each row started from, and what was counted.

    ``name`` is that of the data set; ``unchecked_variance`` was measured on it too. The id names
    the day and the figures, so that two tables of one id are one table.
    """
    judgement = judgement_of(document)
    trials = {weight.trials for key, weight in calibration.weights.items() if key in judgement.open}
    levels = {
        key: _row(row, judgement, key, calibration, tallies) if key in judgement.open else row
        for key, row in document["levels"].items()
    }
    used = {row["basis"] for row in levels.values()}
    written = {
        **document,
        "judgement_trials": {"value": max(trials), "basis": trials_basis},
        "unchecked_variance": {
            "value": float(f"{unchecked_variance:.3g}"),
            "basis": f"{name}: what the return of one check after another moved",
        },
        "data_sets": {
            key: entry
            for key, entry in {**document["data_sets"], name: dict(data_set)}.items()
            if key in used
        },
        "levels": levels,
    }
    return identified(written, str(data_set["fitted_on"]))


def identified(document: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The table under the id of this day (ISO 8601) and of its figures."""
    figures = json.dumps({**document, "id": ""}, sort_keys=True).encode()
    return {**document, "id": f"{day}-{hashlib.sha256(figures).hexdigest()[:8]}"}


def _row(
    row: Mapping[str, Any],
    judgement: Judgement,
    key: str,
    calibration: Calibration,
    tallies: Mapping[str, Tally],
) -> dict[str, Any]:
    weight = calibration.weights[key]
    judged = _named(judgement.calibration.weights[key].shares)
    kept = {"kept": row["kept"]} if row.get("kept") else {}
    if weight.basis == "judgement":
        return {**judged, "basis": "judgement", **kept}
    tally = judgement.fitted_tally(key, tallies)
    return {
        **_named(tuple(float(f"{share:.6g}") for share in weight.shares)),
        "basis": weight.basis,
        "seen": _named(tuple(map(_whole, tally.seen))),
        "cases": _named(tuple(map(_whole, tally.cases))),
        "judgement": judged,
        **kept,
    }


def _whole(count: float) -> float:
    return int(count) if count == int(count) else round(count, 3)


def _named(values: Sequence[float]) -> dict[str, float]:
    return dict(zip(HYPOTHESES, values, strict=True))


def _moved(judged: Weight, tally: Tally, *, basis: str, synthetic: bool) -> Weight:
    genuine, fabricated, borrowed = (
        (seen + worth * share) / (cases + worth)
        for seen, cases, worth, share in zip(
            tally.seen, tally.cases, judged.worth, judged.shares, strict=True
        )
    )
    return Weight(
        genuine=genuine,
        fabricated=_held(fabricated, genuine, judged.log10_lr("fabricated")),
        borrowed=_held(borrowed, genuine, judged.log10_lr("borrowed")),
        trials=judged.trials,
        basis=basis,
        cases=tally.cases,
        judgement=judged.shares,
        synthetic=synthetic,
    )


def _held(share: float, genuine: float, judged_log10_lr: float) -> float:
    """A rival's share on that side of the genuine one where it was judged to be."""
    if judged_log10_lr == 0:
        return genuine
    return min(share, genuine) if judged_log10_lr > 0 else max(share, genuine)
