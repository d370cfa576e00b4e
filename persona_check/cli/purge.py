"""``persona-check purge``: removes what was kept about a person."""

from typing import Annotated

import typer

from persona_check.cli import options

__all__ = ["purge"]


def purge(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="Names, or ids of claims.")
    ] = None,
    everything: Annotated[
        bool, options.claim_item("--all", help="Everything that was kept about anybody.")
    ] = False,
    cache_dir: options.CacheDir = None,
) -> None:
    """Remove the answers that were kept about a person.

    Bundles and reports that you saved yourself are not touched: delete those files.
    """
    from persona_check.cli.context import settings_of
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError
    from persona_check.web.cache import CacheFolder

    if everything == bool(names):
        raise UsageError("whom to purge?", "give names or ids of claims, or --all")
    folder = settings_of(ctx).cache_dir
    kept = CacheFolder(folder) if folder else None
    removed = 0
    if kept is not None:
        removed = kept.purge_all() if everything else sum(kept.purge(name) for name in names or ())
    emit(f"removed {removed} kept answers\n")
