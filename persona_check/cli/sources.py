"""``persona-check sources``: who can be asked, and how to fix it if not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli import options
from persona_check.cli.options import setting

if TYPE_CHECKING:
    from persona_check.asking.self_check import Checkup

__all__ = ["sources"]


def sources(
    ctx: typer.Context,
    self_check: Annotated[
        bool,
        setting("--self-check", help="Test each source with a known and an invented name."),
    ] = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    source: options.Source = None,
    no_source: options.NoSource = None,
    corpus: options.Corpus = None,
    timeout: options.Timeout = 60.0,
    request_timeout: options.RequestTimeout = 15.0,
    cache_dir: options.CacheDir = None,
    no_cache: options.NoCache = False,
    contact_email: options.ContactEmail = None,
) -> None:
    """List the sources, and how to fix those that are not usable.

    Also shows how much of a daily allowance a key has used, and the size of the cache. A source
    that fails the self-check is skipped for six hours, and reports say so. Exit status of a
    self-check: 0, or 4 where no source works or the network answers in place of the sources;
    then none is skipped.
    """
    import asyncio
    from datetime import UTC, datetime

    from persona_check.asking.self_check import self_check as examine
    from persona_check.cli.context import settings_of
    from persona_check.cli.output import emit
    from persona_check.cli.progress import TerminalProgress
    from persona_check.cli.source_table import source_table
    from persona_check.errors import NotAssessedError
    from persona_check.report.outages import common_failure
    from persona_check.sources.registry import ALL_SOURCES, TRAITS

    settings = settings_of(ctx)
    every = tuple(one(settings.source(one.id)) for one in ALL_SOURCES)
    if not self_check:
        emit(source_table(every, settings, at=datetime.now(UTC)))
        return
    names = {source: own.name for source, own in TRAITS.items()}
    with TerminalProgress(quiet=quiet, names=names) as progress:
        usable = [one for one in every if one.availability().usable]
        checked = asyncio.run(examine(usable, settings, progress=progress))
    why = None if checked.assessed else common_failure(checked.lookups)
    checkups = _without_shared_hint(checked.checkups) if why else checked.checkups
    emit(source_table(every, settings, checkups, at=datetime.now(UTC)))
    if checked.instead is not None:
        raise NotAssessedError(f"not assessed: {checked.instead.words}", checked.instead.hint)
    if not checked.assessed:
        raise NotAssessedError("not assessed: no source works", why or "the table says why")


def _without_shared_hint(checkups: "Sequence[Checkup]") -> "tuple[Checkup, ...]":
    """The states without a remedy that all which have one share: it is told once, at the end."""
    from dataclasses import replace

    if len({one.hint for one in checkups if one.hint}) != 1:
        return tuple(checkups)
    return tuple(replace(one, hint=None) for one in checkups)
