"""Asks every source what it can answer, all at once, and turns whatever happens into values."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from persona_check.asking.plan import plan_lookups
from persona_check.asking.waves import settled, waits
from persona_check.model.lookup import (
    Found,
    Lookup,
    NotFound,
    Query,
    Unavailable,
    UnavailableReason,
    WorkByTitle,
)
from persona_check.model.provenance import Provenance
from persona_check.model.record import Record
from persona_check.model.traits import Trait, sources_with
from persona_check.progress import Progress
from persona_check.settings import Settings
from persona_check.sources.base import Counted, JointSource, Source
from persona_check.web.base import Answer, Asker, Request, RunClient, SourceUnavailableError
from persona_check.web.envelope import request_key

log = logging.getLogger(__name__)

__all__ = ["collect"]

_Pair: TypeAlias = tuple[Query, Source]
_Asked: TypeAlias = tuple[str, Query]  # a source's id, and what it is asked
_End: TypeAlias = Callable[[Lookup], None]

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
# the same, where a reader finds it in the text of an answer with status 200
_SAID_IN_WORDS = frozenset({UnavailableReason.RATE_LIMITED, UnavailableReason.SERVER_ERROR})
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
    before: Sequence[Lookup] = (),
) -> tuple[Lookup, ...]:
    """One lookup for each query and source that can serve it, in the order of both.

    Indexes that copy others are asked only what those left open (see ``asking.waves``), and none
    what was settled ``before``, in an earlier round; a question that was not asked leaves no
    lookup.

    ``deadline`` is an instant of the event loop's clock (None: ``settings.timeout_s`` from now);
    lookups still open then are unavailable, as are those open when the run is cancelled (Ctrl-C):
    the first cancellation ends the asking, now and in later rounds with the same client, and
    returns what was gathered; a second one stops the run.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + settings.timeout_s if deadline is None else deadline
    run = _Run(http=http, progress=progress)
    pairs = plan_lookups(queries, sources, settings)
    settling = sources_with(Trait.SETTLES_DOIS, {source.id: source.traits for source in sources})
    ended: dict[int, Lookup] = {}
    for late in (False, True):
        known = (*before, *ended.values())
        wave = [
            number
            for number, (query, source) in enumerate(pairs)
            if waits(query, source) is late
            and not (known and settled(query, source, known, settling))
        ]
        asked_late = any(waits(query, source) for query, source in pairs)
        share = 1.0 if late or not asked_late else _FIRST_SHARE
        lookups = await _gathered(
            [pairs[number] for number in wave], run, loop.time() + share * (until - loop.time())
        )
        ended.update(zip(wave, lookups, strict=True))
    for lookup in ended.values():
        http.journal.note(lookup)
    return tuple(ended[number] for number in sorted(ended))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What the lookups of one collecting share; ``keys`` are those of the requests of each."""

    http: RunClient
    progress: Progress
    keys: dict[_Asked, list[str]] = field(default_factory=dict)


async def _gathered(pairs: Sequence[_Pair], run: _Run, until: float) -> tuple[Lookup, ...]:
    """The lookups of one wave, asked all at once; what is pending at the end is unavailable."""
    loop, journal = asyncio.get_running_loop(), run.http.journal
    ended: dict[_Asked, Lookup] = {}

    def end(lookup: Lookup) -> None:
        ended[lookup.source, lookup.query] = lookup
        run.progress.answered(lookup)

    tasks = [
        asyncio.ensure_future(_ask(source, asked, run, end)) for source, asked in _groups(pairs)
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
    for task in tasks:
        if task.done() and not task.cancelled():
            task.result()  # nothing is expected to be raised there; if it is, it must be seen
    for query, source in pairs:
        if (source.id, query) not in ended:
            reason, detail = _why_pending(run, (source.id, query))
            end(Unavailable(source=source.id, query=query, reason=reason, detail=detail))
    return tuple(ended[source.id, query] for query, source in pairs)


def _why_pending(run: _Run, asked: _Asked) -> tuple[UnavailableReason, str]:
    if run.http.journal.interrupted:
        return UnavailableReason.INTERRUPTED, _INTERRUPTED
    keys = run.keys.get(asked, [])
    if keys and run.http.sent.isdisjoint(keys):
        return UnavailableReason.NOT_ASKED, "not asked: its turn had not come when the time was up"
    return UnavailableReason.TIMED_OUT, "no answer within the time limit (--timeout)"


def _groups(pairs: Sequence[_Pair]) -> tuple[tuple[Source, tuple[Query, ...]], ...]:
    """Which queries of a wave go to a source together, in the order in which they are asked.

    Searches by title come last: an index with a day's allowance answers searches until that is
    spent, and twelve titles must not leave nothing for the person. So do sources that mostly
    refuse, so that their refusals take no request from another.
    """
    of_source: dict[str, list[Query]] = {}
    for query, source in pairs:
        of_source.setdefault(source.id, []).append(query)
    group_of: dict[_Asked, tuple[Query, ...]] = {}
    for source in {source.id: source for _, source in pairs}.values():
        if isinstance(source, JointSource):
            for group in map(tuple, source.together(tuple(of_source[source.id]))):
                group_of.update({(source.id, query): group for query in group})
    found: dict[tuple[str, tuple[Query, ...]], Source] = {}
    for query, source in pairs:
        found.setdefault((source.id, group_of.get((source.id, query), (query,))), source)
    groups = [(source, group) for (_, group), source in found.items()]
    last = {source.id: source.availability().asked_last for _, source in pairs}
    return tuple(
        sorted(groups, key=lambda one: (last[one[0].id], isinstance(one[1][0], WorkByTitle)))
    )


async def _ask(source: Source, asked: Sequence[Query], run: _Run, end: _End) -> None:
    """Ends the lookups of queries that go out together, each as soon as it is known; most go alone.

    In a replay the request of a group holds those too whose end is recorded: it must be the same.
    """
    for query in asked:
        run.progress.asking(source.id, query)
    left = list(asked)
    for lookup in [_known(query, source, run.http) for query in asked]:
        if lookup is not None:
            end(lookup)
            left.remove(lookup.query)
    if len(asked) > 1 and left:
        joint = await _outcome_together(asked, source, run)
        for query in tuple(left):
            if (lookup := joint[query]) is not None:
                end(lookup)
                left.remove(query)

    async def alone(query: Query) -> None:
        end(await _outcome(query, source, run))

    await asyncio.gather(*(alone(query) for query in left))


def _known(query: Query, source: Source, http: RunClient) -> Lookup | None:
    """How a lookup ended when it was recorded, or that the source is left out."""
    lookup = http.journal.recorded(source.id, query)
    if lookup is None and source.id in http.broken:
        lookup = Unavailable(
            source=source.id,
            query=query,
            reason=UnavailableReason.BROKEN,
            detail=http.broken[source.id],
            hint="test it again: persona-check sources --self-check",
        )
    return lookup


async def _outcome(query: Query, source: Source, run: _Run) -> Lookup:
    """How one lookup ends."""

    async def look(noting: _Noting) -> Mapping[Query, Sequence[Record]]:
        return {query: await source.lookup(query, noting)}

    outcome = (await _outcomes((query,), source, run, look))[query]
    if outcome is None:  # the one query is in what ``look`` gives
        raise AssertionError(query)
    return outcome


async def _outcome_together(
    asked: Sequence[Query], source: Source, run: _Run
) -> Mapping[Query, Lookup | None]:
    """How the lookups of a group end; None for those that are to be asked alone."""

    async def look(noting: _Noting) -> Mapping[Query, Sequence[Record]]:
        if not isinstance(source, JointSource):
            return {}
        try:
            return await source.lookup_together(asked, noting)
        except SourceUnavailableError as error:
            if error.reason is UnavailableReason.OFFLINE:
                return {}  # the answer to each may be kept
            raise

    return await _outcomes(asked, source, run, look)


async def _outcomes(
    asked: Sequence[Query],
    source: Source,
    run: _Run,
    look: "Callable[[_Noting], Awaitable[Mapping[Query, Sequence[Record]]]]",
) -> Mapping[Query, Lookup | None]:
    """How lookups end; the one place where exceptions become values."""

    def unavailable(
        reason: UnavailableReason, detail: str = "", hint: str | None = None
    ) -> Mapping[Query, Lookup | None]:
        return {
            query: Unavailable(
                source=source.id, query=query, reason=reason, detail=detail, hint=hint
            )
            for query in asked
        }

    noting, live = _Noting(run.http), run.http.reaches_network
    run.keys.update({(source.id, query): noting.keys for query in asked})
    try:
        # kept answers serve even where the source could not be asked now
        availability = source.availability() if live else None
        if availability is not None and not availability.usable:
            return unavailable(
                availability.reason or UnavailableReason.BROKEN,
                availability.note or "",
                availability.hint,
            )
        found = await look(noting)
    except SourceUnavailableError as error:
        in_words = error is not noting.refused and error.reason in _SAID_IN_WORDS
        if live and error.reason not in _UNREADABLE and not in_words:
            noting.keep()
        return unavailable(error.reason, error.detail, error.hint)
    except (ValueError, LookupError, SyntaxError) as error:
        # msgspec's and the XML parsers' errors are ValueError and SyntaxError by descent
        log.debug("%s: an answer could not be read (%s)", source.id, asked, exc_info=error)
        return unavailable(
            UnavailableReason.MALFORMED, f"its answer could not be read ({type(error).__name__})"
        )
    except Exception as error:
        log.warning("%s: the adapter failed (%s)", source.id, asked, exc_info=error)
        return unavailable(
            UnavailableReason.BROKEN, f"internal error ({type(error).__name__}); this is a bug"
        )
    noting.keep()

    def ended(query: Query) -> Lookup | None:
        records = found.get(query)
        if records is None:
            return None
        if records:
            total = records.total if isinstance(records, Counted) else None
            return Found(source=source.id, query=query, records=tuple(records), total=total)
        return NotFound(source=source.id, query=query, provenance=noting.provenance)

    return {query: ended(query) for query in asked}


class _Noting:
    """Passes requests on and notes which answers one lookup rests on."""

    def __init__(self, inner: RunClient) -> None:
        self._inner = inner
        self._seen: dict[str, Provenance] = {}
        self.keys: list[str] = []
        self.refused: SourceUnavailableError | None = None  # the last that no answer came for
        self._came: list[str] = []

    def keep(self) -> None:
        """Lets the store keep the answers, which could be read."""
        self._inner.keep(self._came)

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """Of each answer once, in order."""
        return tuple(self._seen.values())

    async def get(self, asker: Asker, request: Request) -> Answer:
        """The answer of the client behind."""
        keys: list[str] = []
        with contextlib.suppress(ValueError):  # an unreadable address, which the client refuses
            keys.append(request_key("GET", request.public_url))
        self.keys += keys
        try:
            answer = await self._inner.get(asker, request)
        except SourceUnavailableError as error:
            self.refused = error
            if error.reason is UnavailableReason.NO_SUCH_PAGE:  # which its server said itself
                self._came += keys
            raise
        self._came += keys
        return self._note(answer)

    async def produce(
        self,
        asker: Asker,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        """The answer of the client behind."""
        key = request_key("GET", url)
        self.keys.append(key)
        answer = await self._inner.produce(asker, url, make, content_type=content_type)
        self._came.append(key)
        return self._note(answer)

    def _note(self, answer: Answer) -> Answer:
        self._seen.setdefault(answer.provenance.url, answer.provenance)
        return answer
