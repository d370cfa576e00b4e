"""Asks each source for somebody it must know and somebody nobody knows, and says what is amiss."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from persona_check.asking.collect import collect
from persona_check.model.lookup import Found, Lookup, NotFound, Query, Unavailable
from persona_check.progress import Progress, SilentProgress
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.web.broken_sources import write_broken
from persona_check.web.http import open_client

__all__ = ["Checkup", "Health", "judge", "self_check"]


class Health(StrEnum):
    """The state of a source."""

    WORKS = "works"
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """The state of one source, the reason in words, and how to fix it."""

    source: str
    title: str
    health: Health
    detail: str = ""
    hint: str | None = None


async def self_check(
    sources: Sequence[Source],
    settings: Settings,
    *,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[Checkup, ...]:
    """The state of each source, asked over the network without the cache.

    Those that are broken are kept beside the cache for a week, and left out by runs in that time.
    """
    afresh = replace(settings, cache_dir=None, replay=None, offline=False)
    wanted = [source for source in sources if settings.wants(source.id)]
    async with open_client(afresh, progress=progress, clock=clock) as client:
        answers = await asyncio.gather(
            *(
                collect(
                    [query for query in (source.known, source.unknown) if query],
                    [source],
                    client,
                    settings=afresh,
                    progress=progress or SilentProgress(),
                )
                for source in wanted
            )
        )
    checkups = tuple(
        judge(source, lookups) for source, lookups in zip(wanted, answers, strict=True)
    )
    broken = {item.source: item.detail for item in checkups if item.health is Health.BROKEN}
    write_broken(settings.cache_dir, broken, at=clock())
    return checkups


def judge(source: Source, lookups: Sequence[Lookup]) -> Checkup:
    """What the answers to a source's two questions say of it.

    A source that finds the unknown, or does not find the known, is broken; one that gives no
    answer is unavailable, which proves neither.
    """
    known, unknown = _answer(lookups, source.known), _answer(lookups, source.unknown)
    health, detail, hint = Health.WORKS, "", None
    if isinstance(unknown, Found):
        health, detail = Health.BROKEN, f"finds something that does not exist ({unknown.query})"
    elif isinstance(known, NotFound):
        health, detail = Health.BROKEN, f"does not find something it has ({known.query})"
    elif lost := [lookup for lookup in (known, unknown) if isinstance(lookup, Unavailable)]:
        health, hint = Health.UNAVAILABLE, lost[0].hint
        detail = ": ".join(part for part in (lost[0].reason.value, lost[0].detail) if part)
    elif known is None and unknown is None:
        health = Health.NOT_TESTED
    return Checkup(source=source.id, title=source.title, health=health, detail=detail, hint=hint)


def _answer(lookups: Sequence[Lookup], query: Query | None) -> Lookup | None:
    return next((lookup for lookup in lookups if lookup.query == query), None)
