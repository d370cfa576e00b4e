"""``persona-check evaluate``: how right reports are, against labels of your own."""

import enum
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TextIO

import typer

from persona_check.cli import options
from persona_check.cli.options import setting

__all__ = ["evaluate"]

# a longer line comes in pieces, none of which is JSON
MOST_LINE_CHARACTERS = 4_000_000


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
        str,
        setting(
            "--reports", metavar="FILE", help="Output of batch --format json for the same ids."
        ),
    ],
    plot: Annotated[
        str | None,
        setting("--plot", metavar="FILE", help="Write a reliability plot of confidence (SVG)."),
    ] = None,
    unweighted: Annotated[
        bool,
        setting("--unweighted", help="Count each claim once, whatever the prior."),
    ] = False,
    flawless_borrowers: Annotated[
        float | None,
        setting(
            "--flawless-borrowers",
            min=0,
            max=1,
            metavar="SHARE",
            help="Share of identity borrowers assumed to make no mistake; genuine claims stand in "
            "for them. Default: as in the calibration. Use 0 if your labels include them.",
        ),
    ] = None,
    format: Annotated[
        EvaluationFormat, setting("--format", "-f", help="terminal or json.")
    ] = EvaluationFormat.TERMINAL,
    output: options.Output = None,
) -> None:
    """Measure reports against your own labelled cases."""
    from persona_check.calibration.evaluation import evaluated
    from persona_check.calibration.evaluation_text import as_json, as_text
    from persona_check.calibration.reliability import reliability_svg
    from persona_check.calibration.scoring import reliability
    from persona_check.cli.output import emit
    from persona_check.files import write_whole
    from persona_check.weighing.table import load

    with _opened(labelled) as cases, _opened(reports) as assessed:
        found = evaluated(
            _lines(cases),
            _lines(assessed),
            weighted=not unweighted,
            flawless_share=(
                load().flawless_share if flawless_borrowers is None else flawless_borrowers
            ),
        )
    if plot is not None:
        drawn = reliability_svg(reliability(found.confidence), "Confidence: forecast and outcome")
        write_whole(Path(plot), drawn)
    said = as_json(found) if format is EvaluationFormat.JSON else as_text(found)
    emit(said, None if output is None else Path(output))


def _opened(name: str) -> TextIO:
    from io import TextIOWrapper

    from persona_check.errors import UsageError
    from persona_check.files import open_regular

    try:
        content = open_regular(Path(name))
        return TextIOWrapper(content, encoding="utf-8-sig", errors="replace", newline="\n")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{name}: cannot be read: {why}", "use a JSON Lines file") from error


def _lines(stream: TextIO) -> Iterator[str]:
    return iter(lambda: stream.readline(MOST_LINE_CHARACTERS), "")
