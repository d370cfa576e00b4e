"""``persona-check explain``: what a check asks and what its observations mean."""

from typing import Annotated

import typer

__all__ = ["explain"]


def explain(
    topic: Annotated[
        str | None, typer.Argument(metavar="CHECK[/LEVEL]", help="Leave out to list all checks.")
    ] = None,
) -> None:
    """Explain a check, or one thing that it can observe, in everyday words."""
    from persona_check.calibration.table import load
    from persona_check.checks.registry import ALL_CHECKS
    from persona_check.emit import emit
    from persona_check.explain import explain as explained

    emit(explained(topic, ALL_CHECKS, load()))
