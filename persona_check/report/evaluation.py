"""How right reports were: the figures of an evaluation as text and as JSON."""

import json
from typing import Any

from persona_check.calibration.evaluation import Evaluation
from persona_check.calibration.scoring import brier, calibration_error, cllr, reliability, wilson
from persona_check.report.escaping import plain

__all__ = ["as_json", "as_text"]


def as_json(found: Evaluation) -> str:
    """One object: the figures, the reliability table, the groups, who has no report."""
    said = {
        **_figures(found),
        "reliability": [
            {
                "mean_probability": round(one.mean_probability, 4),
                "came_true": one.came_true,
                "count": one.count,
                "interval": [round(end, 4) for end in wilson(one.came_true, one.count)],
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
    """The same as lines for a terminal, outside text made inert."""
    lines = ["adverse verdicts (mixed or contradicted) by label and group, 95 % intervals:"]
    for group in found.groups:
        low, high = wilson(group.adverse, group.count)
        verdicts = ", ".join(f"{plain(verdict)} {number}" for verdict, number in group.verdicts)
        lines.append(
            f"  {group.label:12}{plain(group.name):32}{group.adverse:4}/{group.count:<4} "
            f"[{low:.3f}, {high:.3f}]  {verdicts}"
        )
    titles = {"record": "the record is real", "confidence": "the claim is genuine"}
    for name, figures in _figures(found).items():
        cost = "–" if figures["cllr"] is None else f"{figures['cllr']:.3f}"
        lines.append(
            f"{titles[name]}: {figures['forecasts']} forecasts, Brier {figures['brier']:.3f} "
            f"(base rate {figures['base_rate_brier']:.3f}), ECE {figures['ece']:.3f}, Cllr {cost}"
        )
    lines.append("confidence and how often it was right:")
    for one in reliability(found.confidence):
        low, high = wilson(one.came_true, one.count)
        share = one.came_true / one.count
        lines.append(
            f"  {one.mean_probability:.2f} said, {share:.2f} [{low:.2f}, {high:.2f}] of {one.count}"
        )
    if found.unanswered:
        some = ", ".join(plain(identity) for identity in found.unanswered[:5])
        lines.append(f"without an assessed report: {len(found.unanswered)} ({some})")
    return "\n".join(lines) + "\n"


def _figures(found: Evaluation) -> dict[str, Any]:
    forecasts = {"record": found.record, "confidence": found.confidence}
    return {
        name: {
            "forecasts": len(some),
            "brier": round(brier(some), 4),
            "base_rate_brier": round(_base_rate(sum(one.outcome for one in some), len(some)), 4),
            "ece": round(calibration_error(some), 4),
            "cllr": None if (cost := cllr(some)) is None else round(cost, 4),
        }
        for name, some in forecasts.items()
    }


def _base_rate(hits: int, of: int) -> float:
    """The Brier score of always forecasting the share itself."""
    share = hits / max(1, of)
    return share * (1 - share)
