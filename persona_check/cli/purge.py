"""``persona-check purge``: deletes what was cached about a person."""

from typing import Annotated

import typer

from persona_check.cli import options

__all__ = ["purge"]


def purge(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="Names or claim ids.")
    ] = None,
    everything: Annotated[
        bool, options.claim_item("--all", help="Delete all cached answers, whoever they are about.")
    ] = False,
    cache_dir: options.CacheDir = None,
) -> None:
    """Delete cached answers about a person.

    Bundles and reports that you saved are not touched; delete those files yourself.
    """
    from persona_check.cli.context import settings_of
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError
    from persona_check.web.cache import CacheFolder

    if everything == bool(names):
        raise UsageError(
            "names and --all cannot be combined" if names else "nothing to purge",
            "give names or claim ids, or use --all",
        )
    folder = settings_of(ctx).cache_dir
    kept = CacheFolder(folder) if folder else None
    removed = 0
    if kept is not None:
        removed = kept.purge_all() if everything else sum(kept.purge(name) for name in names or ())
    emit(f"deleted {removed} cached {'answer' if removed == 1 else 'answers'}\n")
