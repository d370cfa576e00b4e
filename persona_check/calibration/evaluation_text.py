"""How right reports were: the figures of an evaluation as text and as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from persona_check.calibration.evaluation import Evaluation
from persona_check.calibration.scoring import (
    base_rate_brier,
    brier,
    calibration_error,
    cllr,
    reliability,
)
from persona_check.report.escaping import plain
from persona_check.statistics import wilson

__all__ = ["as_json", "as_text"]


def as_json(found: Evaluation) -> str:
    """One object: the figures, the reliability table, the groups, who has no report."""
    said = {
        **_figures(found),
        "weighted_to_prior": found.weighted,
        "flawless_borrowers": found.flawless_share,
        "without_claims": list(found.unseen),
        "reliability": [
            {
                "mean_probability": round(one.mean_probability, 4),
                "share": round(one.share, 4),
                "mass": round(one.mass, 4),
                "came_true": one.came_true,
                "count": one.count,
                "interval": [round(end, 4) for end in one.interval],
            }
            for one in reliability(found.confidence)
        ],
        "groups": [
            {
                "label": group.label,
                "group": group.name,
                "count": group.count,
                "verdicts": dict(group.verdicts),
                "adverse": group.adverse,
                "adverse_interval": [round(end, 4) for end in wilson(group.adverse, group.count)],
            }
            for group in found.groups
        ],
        "unanswered": list(found.unanswered),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def as_text(found: Evaluation) -> str:
    """The same as lines for a terminal, outside text escaped."""
    lines = ["adverse verdicts (mixed or contradicted) by label and group, 95 % intervals:"]
    for group in found.groups:
        low, high = wilson(group.adverse, group.count)
        verdicts = ", ".join(f"{plain(verdict)} {number}" for verdict, number in group.verdicts)
        lines.append(
            f"  {group.label:12}{plain(group.name):32}{group.adverse:4}/{group.count:<4} "
            f"[{low:.3f}, {high:.3f}]  {verdicts}"
        )
    lines += _mixture_words(found)
    titles = {"record": "the record is real", "confidence": "the claim is genuine"}
    for name, figures in _figures(found).items():
        cost = "–" if figures["cllr"] is None else f"{figures['cllr']:.3f}"
        lines.append(
            f"{titles[name]}: {figures['forecasts']} forecasts, Brier {figures['brier']:.3f} "
            f"(base rate {figures['base_rate_brier']:.3f}), ECE {figures['ece']:.3f}, Cllr {cost}"
        )
    lines.append("confidence and how often it was right:")
    for one in reliability(found.confidence):
        low, high = one.interval
        lines.append(
            f"  {one.mean_probability:.2f} predicted, {one.share:.2f} correct "
            f"[{low:.2f}, {high:.2f}], {one.mass:.0%} of the weight, {one.count} forecasts"
        )
    if found.unanswered:
        some = ", ".join(plain(identity) for identity in found.unanswered[:5])
        lines.append(f"no assessed report for: {len(found.unanswered)} ({some})")
    return "\n".join(lines) + "\n"


def _mixture_words(found: Evaluation) -> Iterator[str]:
    if not found.weighted:
        yield "calibration, each claim counted once:"
        return
    yield "calibration, claims weighted to match the prior:"
    if found.flawless_share:
        yield (
            f"  {found.flawless_share:.0%} of identity borrowers are assumed to make no mistake; "
            "genuine claims stand in for them"
        )
    if found.unseen:
        yield f"  left out, no labelled claims: {', '.join(found.unseen)}"


def _figures(found: Evaluation) -> dict[str, Any]:
    forecasts = {"record": found.record, "confidence": found.confidence}
    return {
        name: {
            "forecasts": len(some),
            "brier": round(brier(some), 4),
            "base_rate_brier": round(base_rate_brier(some), 4),
            "ece": round(calibration_error(some), 4),
            "cllr": None if (cost := cllr(some)) is None else round(cost, 4),
        }
        for name, some in forecasts.items()
    }
