"""``persona-check sources``: who can be asked, and how to mend it where not."""

from typing import Annotated

import typer

from persona_check.cli import options
from persona_check.cli.options import setting

__all__ = ["sources"]


def sources(
    ctx: typer.Context,
    self_check: Annotated[
        bool,
        setting("--self-check", help="Ask each for somebody known and somebody who is not."),
    ] = False,
    quiet: options.Quiet = False,
    source: options.Source = None,
    no_source: options.NoSource = None,
    corpus: options.Corpus = None,
    timeout: options.Timeout = 60.0,
    request_timeout: options.RequestTimeout = 15.0,
    cache_dir: options.CacheDir = None,
    no_cache: options.NoCache = False,
    contact_email: options.ContactEmail = None,
) -> None:
    """List the sources: usable or not and how to mend it, budget left, size of the cache.

    Runs leave out for a week what a self-check found broken, and say so.
    """
    import asyncio
    from datetime import UTC, datetime

    from persona_check.asking.self_check import Checkup
    from persona_check.asking.self_check import self_check as examine
    from persona_check.cli.context import settings_of
    from persona_check.cli.output import emit
    from persona_check.cli.progress import TerminalProgress
    from persona_check.cli.source_table import source_table
    from persona_check.sources.registry import ALL_SOURCES

    settings = settings_of(ctx)
    every = tuple(one(settings.source(one.id)) for one in ALL_SOURCES)
    checkups: tuple[Checkup, ...] = ()
    if self_check:
        with TerminalProgress(quiet=quiet) as progress:
            usable = [one for one in every if one.availability().usable]
            checkups = asyncio.run(examine(usable, settings, progress=progress))
    emit(source_table(every, settings, checkups, at=datetime.now(UTC)))
