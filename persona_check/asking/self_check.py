"""Asks each source for somebody it must know and somebody nobody knows, and says what is amiss."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from persona_check.asking.collect import collect
from persona_check.asking.foreign_pages import StandIn, answered_instead
from persona_check.model.lookup import Found, Lookup, NotFound, Query, Unavailable
from persona_check.progress import Progress, SilentProgress
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.web.broken_sources import write_broken
from persona_check.web.client import Client
from persona_check.web.envelope import Envelope
from persona_check.web.http import open_network
from persona_check.web.network import Network

__all__ = ["Checkup", "Health", "SelfCheck", "judge", "self_check"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """The state of every source, by ``lookups``; what answered in place of several, if anything."""

    checkups: tuple[Checkup, ...]
    lookups: tuple[Lookup, ...] = ()
    instead: StandIn | None = None

    @property
    def assessed(self) -> bool:
        """Whether the network let sources show their state; true where nothing was to be tested."""
        tested = {item.health for item in self.checkups} - {Health.NOT_TESTED}
        return self.instead is None and (not tested or Health.WORKS in tested)


async def self_check(
    sources: Sequence[Source],
    settings: Settings,
    *,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> SelfCheck:
    """The state of each source, asked over the network without the cache.

    Each has a client of its own, so that none uses up what another may ask. Those that are broken
    are kept beside the cache for six hours, and left out by runs in that time; but nothing is kept
    where the network itself may be at fault: it answers in place of services, or none works.
    """
    afresh = replace(settings, cache_dir=None, replay=None, offline=False)
    wanted = [source for source in sources if settings.wants(source.id)]
    shown = progress or SilentProgress()
    network = open_network(afresh, clock=clock)
    try:
        asked = await asyncio.gather(*(_asked(source, network, afresh, shown) for source in wanted))
    finally:
        await network.aclose()
    lookups = tuple(lookup for own, _ in asked for lookup in own)
    envelopes = [envelope for _, own in asked for envelope in own]
    traits = {source.id: source.traits for source in wanted}
    checkups = tuple(judge(source, own) for source, (own, _) in zip(wanted, asked, strict=True))
    instead = answered_instead(lookups, envelopes, traits)
    checked = SelfCheck(checkups=checkups, lookups=lookups, instead=instead)
    if instead is None and any(item.health is Health.WORKS for item in checkups):
        broken = {item.source: item.detail for item in checkups if item.health is Health.BROKEN}
        tested = {item.source for item in checkups if item.health is not Health.NOT_TESTED}
        write_broken(settings.cache_dir, broken, tested=tested, at=clock())
    return checked


async def _asked(
    source: Source, network: Network, settings: Settings, progress: Progress
) -> tuple[tuple[Lookup, ...], tuple[Envelope, ...]]:
    client = Client(network, progress=progress)
    queries = [query for query in (source.known, source.unknown) if query]
    lookups = await collect(queries, [source], client, settings=settings, progress=progress)
    return lookups, client.envelopes


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
        reason = lost[0].reason.value.replace("_", " ")
        detail = ": ".join(part for part in (reason, lost[0].detail) if part)
    elif known is None and unknown is None:
        health = Health.NOT_TESTED
    return Checkup(source=source.id, title=source.title, health=health, detail=detail, hint=hint)


def _answer(lookups: Sequence[Lookup], query: Query | None) -> Lookup | None:
    return next((lookup for lookup in lookups if lookup.query == query), None)
