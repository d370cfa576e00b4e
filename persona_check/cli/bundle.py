"""``persona-check bundle``: looks after saved evidence."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["bundle"]

bundle = typer.Typer(help="Look after saved evidence.", rich_markup_mode=None)


@bundle.callback()
def group() -> None:
    """Look after saved evidence."""


@bundle.command()
def verify(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Bundles of --save.")],
) -> None:
    """Check that every file of a bundle fits its hash, and say what it holds.

    This shows that nothing was changed since; not who made it, nor that a source told the truth.
    """
    from persona_check.emit import emit
    from persona_check.report.escaping import plain
    from persona_check.sources.bundle import read_bundle

    for file in files:
        found = read_bundle(Path(file))
        sources = Counter(envelope.source for envelope in found.envelopes.values())
        by = f" by persona-check {plain(found.tool_version, 40)}" if found.tool_version else ""
        emit(f"{plain(file)}: whole; made {found.as_of:%Y-%m-%d %H:%M} UTC{by}\n")
        for source, number in sorted(sources.items()):
            emit(f"  {plain(source, 40):<16} {number} answers, each fits its sha256\n")
        if found.outcomes:
            emit(f"  {len(found.outcomes)} questions ended without an answer\n")
        for name in sorted(found.files):
            emit(f"  {plain(name, 100)}\n")
