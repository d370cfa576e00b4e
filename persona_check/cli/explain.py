"""``persona-check explain``: what a check asks, what its observations mean, what a prior is."""

from typing import Annotated

import typer

__all__ = ["explain"]


def explain(
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="CHECK[/LEVEL]", help="Omit to list all checks; “prior” explains --prior."
        ),
    ] = None,
) -> None:
    """Explain a check, a finding or the priors in plain words."""
    from persona_check.advice.explain import explain as explained
    from persona_check.checks.registry import ALL_CHECKS, CONSISTENCY
    from persona_check.cli.output import emit
    from persona_check.weighing.table import load

    emit(explained(topic, (*ALL_CHECKS, CONSISTENCY), load()))
