"""``persona-check explain``: what the words of a report, its checks and findings mean."""

from typing import Annotated

import typer

__all__ = ["explain"]


def explain(
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORD",
            help="A word of a report, a check or a finding; omit for a short guide; “prior” "
            "explains --prior.",
        ),
    ] = None,
) -> None:
    """Explain any word of a report, a check, a finding or the priors in plain words."""
    from persona_check.advice.explain import explain as explained
    from persona_check.checks.registry import ALL_CHECKS, CONSISTENCY
    from persona_check.cli.output import emit
    from persona_check.weighing.table import load

    emit(explained(" ".join(topic) if topic else None, (*ALL_CHECKS, CONSISTENCY), load()))
