"""Asks every source what it can answer, all at once, and turns whatever happens into values."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from persona_check.asking.waves import settled, waits
from persona_check.model.lookup import (
    Found,
    Lookup,
    NotFound,
    Query,
    Unavailable,
    UnavailableReason,
)
from persona_check.model.provenance import Provenance
from persona_check.model.traits import Trait, sources_with
from persona_check.progress import Progress
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.web.base import Answer, Asker, Request, RunClient, SourceUnavailableError
from persona_check.web.envelope import request_key

log = logging.getLogger(__name__)

__all__ = ["collect", "plan_lookups"]

_Pair: TypeAlias = tuple[Query, Source]

_LETTING_GO_S = 2.0  # for an adapter that will not be cancelled
# answers that a service gave in place of the true one, and may give otherwise next time
_UNREADABLE = frozenset(
    {
        UnavailableReason.BLOCKED,
        UnavailableReason.CAPTIVE_PORTAL,
        UnavailableReason.MALFORMED,
        UnavailableReason.MOVED,
        UnavailableReason.NOT_THIS_SERVICE,
    }
)
_INTERRUPTED = "the run was interrupted before it answered"
# of the time of a round, what those asked first may use up: the others keep the rest
_FIRST_SHARE = 0.6


async def collect(
    queries: Sequence[Query],
    sources: Sequence[Source],
    http: RunClient,
    *,
    settings: Settings,
    progress: Progress,
    deadline: float | None = None,
) -> tuple[Lookup, ...]:
    """One lookup for each query and source that can serve it, in the order of both.

    Indexes that copy others are asked only what those left open (see ``asking.waves``); a
    question that was not asked leaves no lookup.

    ``deadline`` is an instant of the event loop's clock (None: ``settings.timeout_s`` from now);
    lookups still open then are unavailable, as are those open when the run is cancelled (Ctrl-C):
    the first cancellation ends the asking, now and in later rounds with the same client, and
    returns what was gathered; a second one stops the run.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + settings.timeout_s if deadline is None else deadline
    journal = http.journal

    pairs = plan_lookups(queries, sources, settings)
    settling = sources_with(Trait.SETTLES_DOIS, {source.id: source.traits for source in sources})
    ended: dict[int, Lookup] = {}
    for late in (False, True):
        known = tuple(ended.values())
        wave = [
            number
            for number, (query, source) in enumerate(pairs)
            if waits(query, source) is late
            and not (late and settled(query, source, known, settling))
        ]
        asked_late = any(waits(query, source) for query, source in pairs)
        share = 1.0 if late or not asked_late else _FIRST_SHARE
        lookups = await _gathered(
            [pairs[number] for number in wave],
            http,
            loop.time() + share * (until - loop.time()),
            progress,
        )
        ended.update(zip(wave, lookups, strict=True))
    for lookup in ended.values():
        journal.note(lookup)
    return tuple(ended[number] for number in sorted(ended))


async def _gathered(
    pairs: Sequence[_Pair],
    http: RunClient,
    until: float,
    progress: Progress,
) -> tuple[Lookup, ...]:
    """The lookups of one wave, asked all at once; what is pending at the end is unavailable."""
    loop, journal = asyncio.get_running_loop(), http.journal
    noting = [_Noting(http) for _ in pairs]
    tasks = [
        asyncio.ensure_future(_ask(*pair, one, http, progress=progress))
        for pair, one in zip(pairs, noting, strict=True)
    ]
    try:
        if tasks and not journal.interrupted:
            await asyncio.wait(tasks, timeout=max(0.0, until - loop.time()))
    except asyncio.CancelledError:
        journal.interrupted = True
        current = asyncio.current_task()
        if current is not None:
            current.uncancel()
    pending = [task for task in tasks if not task.done()]
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending, timeout=_LETTING_GO_S)
    lookups: list[Lookup] = []
    for (query, source), task, one in zip(pairs, tasks, noting, strict=True):
        if not task.done() or task.cancelled():
            reason, detail = _why_pending(http, one)
            lookup: Lookup = Unavailable(
                source=source.id, query=query, reason=reason, detail=detail
            )
            progress.answered(lookup)
        else:
            lookup = task.result()
        lookups.append(lookup)
    return tuple(lookups)


def _why_pending(http: RunClient, asked: "_Noting") -> tuple[UnavailableReason, str]:
    if http.journal.interrupted:
        return UnavailableReason.INTERRUPTED, _INTERRUPTED
    if asked.keys and http.sent.isdisjoint(asked.keys):
        return UnavailableReason.NOT_ASKED, "not asked: its turn had not come when the time was up"
    return UnavailableReason.TIMED_OUT, "no answer within the time limit (--timeout)"


def plan_lookups(
    queries: Sequence[Query], sources: Sequence[Source], settings: Settings
) -> tuple[tuple[Query, Source], ...]:
    """Which source is asked what: every pair once, equal queries joined in what they are about."""
    about: dict[Query, tuple[str, ...]] = {}
    for query in queries:
        known = about.get(query, ())
        about[query] = (*known, *(item for item in query.about if item not in known))
    return tuple(
        (replace(query, about=assertions), source)
        for query, assertions in about.items()
        for source in sources
        if settings.wants(source.id) and type(query) in source.answers and source.serves(query)
    )


async def _ask(
    query: Query,
    source: Source,
    noting: "_Noting",
    http: RunClient,
    *,
    progress: Progress,
) -> Lookup:
    progress.asking(source.id, query)
    lookup: Lookup | None = http.journal.recorded(source.id, query)
    if lookup is None and source.id in http.broken:
        lookup = Unavailable(
            source=source.id,
            query=query,
            reason=UnavailableReason.BROKEN,
            detail=http.broken[source.id],
            hint="test it again: persona-check sources --self-check",
        )
    if lookup is None:
        lookup = await _outcome(query, source, noting, live=http.reaches_network)
    progress.answered(lookup)
    return lookup


async def _outcome(query: Query, source: Source, noting: "_Noting", *, live: bool) -> Lookup:
    """How one lookup ends; the one place where exceptions become values."""

    def unavailable(
        reason: UnavailableReason, detail: str = "", hint: str | None = None
    ) -> Unavailable:
        return Unavailable(source=source.id, query=query, reason=reason, detail=detail, hint=hint)

    try:
        # kept answers serve even where the source could not be asked now
        availability = source.availability() if live else None
        if availability is not None and not availability.usable:
            return unavailable(
                availability.reason or UnavailableReason.BROKEN,
                availability.note or "",
                availability.hint,
            )
        records = tuple(await source.lookup(query, noting))
    except SourceUnavailableError as error:
        if live and error.reason not in _UNREADABLE:
            noting.keep()
        return unavailable(error.reason, error.detail, error.hint)
    except (ValueError, LookupError, SyntaxError) as error:
        # msgspec's and the XML parsers' errors are ValueError and SyntaxError by descent
        log.debug("%s: an answer could not be read (%s)", source.id, query, exc_info=error)
        return unavailable(
            UnavailableReason.MALFORMED, f"its answer could not be read ({type(error).__name__})"
        )
    except Exception as error:
        log.warning("%s: the adapter failed (%s)", source.id, query, exc_info=error)
        return unavailable(
            UnavailableReason.BROKEN, f"internal error ({type(error).__name__}); this is a bug"
        )
    noting.keep()
    if records:
        return Found(source=source.id, query=query, records=records)
    return NotFound(source=source.id, query=query, provenance=noting.provenance)


class _Noting:
    """Passes requests on and notes which answers one lookup rests on."""

    def __init__(self, inner: RunClient) -> None:
        self._inner = inner
        self._seen: dict[str, Provenance] = {}
        self.keys: list[str] = []

    def keep(self) -> None:
        """Lets the store keep the answers, which could be read."""
        self._inner.keep(self.keys)

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """Of each answer once, in order."""
        return tuple(self._seen.values())

    async def get(self, asker: Asker, request: Request) -> Answer:
        """The answer of the client behind."""
        with contextlib.suppress(ValueError):  # an unreadable address, which the client refuses
            self.keys.append(request_key("GET", request.public_url))
        return self._note(await self._inner.get(asker, request))

    async def produce(
        self,
        asker: Asker,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        """The answer of the client behind."""
        self.keys.append(request_key("GET", url))
        return self._note(await self._inner.produce(asker, url, make, content_type=content_type))

    def _note(self, answer: Answer) -> Answer:
        self._seen.setdefault(answer.provenance.url, answer.provenance)
        return answer
