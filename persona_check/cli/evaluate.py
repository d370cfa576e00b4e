"""``persona-check evaluate``: how right reports are, against labels of your own."""

import enum
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from persona_check.cli import options
from persona_check.cli.options import setting

if TYPE_CHECKING:
    from persona_check.calibration.evaluation import Evaluation

__all__ = ["evaluate"]


class EvaluationFormat(enum.StrEnum):
    """The forms in which the figures can be had."""

    TERMINAL = "terminal"
    JSON = "json"


def evaluate(
    labelled: Annotated[
        str,
        typer.Argument(
            metavar="LABELLED",
            help="JSON Lines with id, label (genuine, fabricated, borrowed, embellished), group.",
        ),
    ],
    reports: Annotated[
        str, setting("--reports", help="What batch --format json wrote about the same ids.")
    ],
    plot: Annotated[
        str | None, setting("--plot", help="Write the reliability plot of confidence, as SVG.")
    ] = None,
    format: Annotated[
        EvaluationFormat, setting("--format", "-f", help="terminal, or json.")
    ] = EvaluationFormat.TERMINAL,
    output: options.Output = None,
) -> None:
    """Measure reports against labelled cases of your own: verdicts by group, calibration.

    Example: persona-check evaluate labelled.jsonl --reports out.jsonl --plot reliability.svg
    """
    from persona_check.calibration.evaluation import evaluated
    from persona_check.calibration.scoring import reliability
    from persona_check.emit import emit, write_whole
    from persona_check.report.reliability import reliability_svg

    found = evaluated(_lines(labelled), _lines(reports))
    if plot is not None:
        drawn = reliability_svg(reliability(found.confidence), "Confidence: forecast and outcome")
        write_whole(Path(plot), drawn)
    said = _as_json(found) if format is EvaluationFormat.JSON else _as_text(found)
    emit(said, None if output is None else Path(output))


def _lines(name: str) -> list[str]:
    from persona_check.errors import UsageError

    try:
        return Path(name).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except (OSError, ValueError) as error:
        raise UsageError(f"{name}: cannot be read: {error}", "give a JSON Lines file") from error


def _figures(found: "Evaluation") -> dict[str, Any]:
    from persona_check.calibration.scoring import brier, calibration_error, cllr

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


def _as_json(found: "Evaluation") -> str:
    from persona_check.calibration.scoring import reliability, wilson

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


def _as_text(found: "Evaluation") -> str:
    from persona_check.calibration.scoring import reliability, wilson
    from persona_check.report.escaping import plain

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
