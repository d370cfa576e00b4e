"""What every source asks through: the bundle or cache first, then the network, politely."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from persona_check.casefile.bundle import (
    Bundle,
    Circumstances,
    bundle_members,
    read_bundle,
    write_members,
)
from persona_check.model.lookup import UnavailableReason
from persona_check.model.record import Provenance, Via
from persona_check.progress import Progress
from persona_check.settings import Settings
from persona_check.sources.base import Answer, SourceUnavailableError
from persona_check.web.broken_sources import read_broken
from persona_check.web.cache import CacheFolder
from persona_check.web.envelope import Envelope, Failure, kept_headers, public_url, request_key
from persona_check.web.limits import Ledger, Limit, Manners, cost_of, limit_of, stated_rate
from persona_check.web.statuses import reason_of, wait_asked_s
from persona_check.web.unanswered import Journal

__all__ = ["Client", "Received", "Request", "Wire"]

_MAX_BYTES = 16 * 1024 * 1024
_ATTEMPTS = 3
_PASSING = frozenset({429, 500, 502, 503, 504})  # may go better a second time
_PATIENCE_S = 20.0  # how long one request may be told to wait before it counts as refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it goes out; ``url`` holds no secrets, which stand apart and are not shown.

    A GET, or a POST of ``content`` where there is one; a POST follows no redirect.
    """

    url: str
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_params: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    untrusted: bool = False
    max_bytes: int = _MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came back, redirects followed and content decoded; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    redirected_to: str | None = None


class Wire(Protocol):
    """Carries one request; raises ``SourceUnavailableError`` where nothing usable comes back."""

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        """What comes back within the time."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections."""
        ...


class Client:
    """An ``HttpClient`` that asks the bundle or cache first, then, politely, the network.

    ``settings`` are those by which sources are to be made: on replay, base addresses are those
    with which the bundle was made, and so are the sources to ask and the prior where the user
    names none. ``bundle`` is what is replayed. ``as_of`` is the clock of the run. ``broken`` are
    sources that failed their last self-check, and how: they are left out. ``spent_usd`` is what
    this check cost by source, whoever paid; ``requests_sent`` counts what went over the wire.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        progress: Progress,
        clock: Callable[[], datetime],
        subjects: Sequence[str],
        manners: Manners,
        open_wire: Callable[[], Wire],
        retry_wait_s: float,
    ) -> None:
        self.bundle: Bundle | None = read_bundle(settings.replay) if settings.replay else None
        self.settings = _as_recorded(settings, self.bundle) if self.bundle else settings
        self._progress = progress
        self._clock = clock
        self._subjects = tuple(subjects)
        self._manners = manners
        self._open_wire = open_wire
        self._retry_wait_s = retry_wait_s
        recorded = self.bundle.as_of if self.bundle else None
        self.as_of: datetime = settings.as_of or recorded or clock()
        self.journal = Journal(self.bundle.outcomes if self.bundle else None)
        self.requests_sent = 0
        self.spent_usd: dict[str, float] = {}
        root = None if self.bundle else settings.cache_dir
        self._cache = CacheFolder(root) if root else None
        self.broken = read_broken(root, at=self.as_of) if self.reaches_network else {}
        self.ledger = Ledger(root, clock)
        self._used: dict[str, tuple[Envelope, Via]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._closed_until: dict[str, float] = {}
        self._wire: Wire | None = None
        self._deadline = asyncio.get_running_loop().time() + settings.timeout_s

    @property
    def reaches_network(self) -> bool:
        """Whether anything may be asked over the wire."""
        return self.bundle is None and not self.settings.offline

    @property
    def envelopes(self) -> tuple[Envelope, ...]:
        """All answers and failures of this run, in the order of their keys."""
        return tuple(envelope for _, (envelope, _) in sorted(self._used.items()))

    def members(
        self, files: Mapping[str, bytes] | None = None, circumstances: Circumstances | None = None
    ) -> dict[str, bytes]:
        """The files of this run's bundle, with further ones by plain name."""
        return bundle_members(
            as_of=self.as_of,
            envelopes=[replace(kept, via=via) for kept, via in self._used.values()],
            outcomes=self.journal.outcomes,
            files=files,
            base_urls={
                source: own.base_url
                for source, own in self.settings.sources.items()
                if own.base_url is not None
            },
            circumstances=circumstances,
        )

    def save(self, path: Path, files: Mapping[str, bytes] | None = None) -> None:
        """Writes the bundle of this run, without circumstances and time-stamp."""
        write_members(path, self.members(files))

    async def post(
        self, url: str, content: bytes, *, headers: Mapping[str, str], max_bytes: int
    ) -> Received:
        """The answer of a service that the user named to one POST; kept nowhere, not repeated.

        Raises ``SourceUnavailableError``, also where no network is to be used.
        """
        if not self.reaches_network:
            raise SourceUnavailableError(UnavailableReason.OFFLINE, "the network is not to be used")
        request = Request(url=url, content=content, headers=headers, max_bytes=max_bytes)
        return await self._over_wire(request, self.settings.request_timeout_s)

    def forget(self, keys: Iterable[str]) -> None:
        """Keeps no answers for later that could not be read: a captcha must not last a week."""
        if self._cache is not None:
            for key in keys:
                self._cache.remove(key)

    async def aclose(self) -> None:
        """Lets go of connections."""
        if self._wire is not None:
            await self._wire.aclose()

    async def get(
        self,
        source: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        secret_params: Mapping[str, str] | None = None,
        secret_headers: Mapping[str, str] | None = None,
        accept: Sequence[int] = (),
        untrusted: bool = False,
        max_bytes: int | None = None,
    ) -> Answer:
        """The answer to one GET; see ``HttpClient``."""
        try:
            public = public_url(url, params, secrets=frozenset(secret_params or {}))
        except ValueError as error:
            reason = (
                UnavailableReason.REFUSED_ADDRESS
                if untrusted
                else (UnavailableReason.REJECTED_REQUEST)
            )
            raise SourceUnavailableError(reason, "the address cannot be read") from error

        async def ask() -> Envelope:
            request = Request(
                url=public,
                secret_params=dict(secret_params or {}),
                headers=dict(headers or {}),
                secret_headers=dict(secret_headers or {}),
                untrusted=untrusted,
                max_bytes=_MAX_BYTES if max_bytes is None else max_bytes,
            )

            async def once() -> Received:
                return await self._over_wire(request, self._time_left_s())

            received = await self._politely(source, public, once, accept)
            return Envelope(
                source=source,
                url=public,
                status=received.status,
                headers=kept_headers(received.headers),
                body=received.body,
                redirected_to=received.redirected_to,
                retrieved_at=self._clock(),
            )

        return await self._answer(source, public, ask, accept)

    async def produce(
        self,
        source: str,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        """An answer that is not had by one GET (a library in a subprocess), kept like any other.

        ``url`` names what is asked; ``make`` gives the body, or raises ``SourceUnavailableError``.
        """
        public = public_url(url)

        async def ask() -> Envelope:
            self._count(source, public)
            async with self._manners.turn(source, self._limit(source)):
                body = await make()
            return Envelope(
                source=source,
                url=public,
                status=200,
                headers=(("content-type", content_type),),
                body=body,
                retrieved_at=self._clock(),
            )

        return await self._answer(source, public, ask, ())

    async def _answer(
        self,
        source: str,
        public: str,
        ask: Callable[[], Awaitable[Envelope]],
        accept: Sequence[int],
    ) -> Answer:
        key = request_key("GET", public)
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._used:
                self._used[key] = await self._obtain(source, public, key, ask)
        envelope, via = self._used[key]
        if envelope.failure is not None:
            failure = envelope.failure
            raise SourceUnavailableError(failure.reason, failure.detail, hint=failure.hint)
        status = envelope.status or 0
        headers = dict(envelope.headers)
        if not 200 <= status < 300 and status not in accept:
            limit = limit_of(source)
            raise reason_of(status, headers, limit, at=envelope.retrieved_at)
        return Answer(
            status=status,
            headers=headers,
            body=envelope.body,
            provenance=Provenance(
                source=source,
                url=envelope.redirected_to or envelope.url,
                retrieved_at=envelope.retrieved_at,
                sha256=envelope.sha256,
                via=via,
            ),
        )

    async def _obtain(
        self, source: str, public: str, key: str, ask: Callable[[], Awaitable[Envelope]]
    ) -> tuple[Envelope, Via]:
        if self.bundle is not None:
            if key not in self.bundle.envelopes:
                raise SourceUnavailableError(
                    UnavailableReason.OFFLINE, "this was not asked when the answers were recorded"
                )
            recorded = self.bundle.envelopes[key]
            return recorded, recorded.via or Via.REPLAY
        if self._cache is not None:
            oldest = self._clock() - timedelta(days=self.settings.cache_max_age_days)
            kept = self._cache.get(key, not_before=None if self.settings.offline else oldest)
            if kept is not None:
                self._cache.note(self._subjects, key)
                return kept, Via.CACHE
        if self.settings.offline:
            raise SourceUnavailableError(
                UnavailableReason.OFFLINE,
                "no kept answer, and the network is not to be used",
                hint="run once without --offline",
            )
        try:
            envelope = await ask()
        except SourceUnavailableError as error:
            failure = Failure(reason=error.reason, detail=error.detail, hint=error.hint)
            envelope = Envelope(
                source=source,
                url=public,
                status=None,
                failure=failure,
                retrieved_at=self._clock(),
            )
        if self._cache is not None:
            self._cache.put(envelope)
            self._cache.note(self._subjects, key)
        return envelope, Via.NETWORK

    async def _over_wire(self, request: Request, timeout_s: float) -> Received:
        if self._wire is None:
            self._wire = self._open_wire()
        return await self._wire.fetch(request, timeout_s=timeout_s)

    async def _politely(
        self,
        source: str,
        public: str,
        once: Callable[[], Awaitable[Received]],
        accept: Sequence[int],
    ) -> Received:
        """One request with its retries, within rate, concurrency, budget and patience."""
        import stamina

        limit = self._limit(source)
        passing = _PASSING | limit.throttles
        last: Received | None = None

        def again(error: Exception) -> bool | float:
            if not isinstance(error, _TryAgainError):
                return False
            if error.wait_s is None:
                return self._time_left_s(strict=False) > self._retry_wait_s
            return error.wait_s if error.wait_s <= self._patience_s() else False

        try:
            async for attempt in stamina.retry_context(
                on=again,
                attempts=_ATTEMPTS,
                timeout=None,
                wait_initial=self._retry_wait_s,
                wait_max=8 * self._retry_wait_s,
                wait_jitter=self._retry_wait_s / 2,
            ):
                with attempt:
                    self._mind_the_door(source)
                    async with self._manners.turn(source, limit):
                        self._mind_the_door(source)
                        self._count(source, public)
                        try:
                            last = await once()
                            self._manners.heed(source, stated_rate(last.headers))
                        except SourceUnavailableError as error:
                            if error.reason is UnavailableReason.NETWORK_ERROR:
                                raise _TryAgainError(unavailable=error) from error
                            raise
                    if last.status in accept or last.status not in passing:
                        return last
                    wait_s = wait_asked_s(last.headers, now=self._clock())
                    raise _TryAgainError(wait_s=wait_s)
        except _TryAgainError as error:
            if error.unavailable is not None:
                raise error.unavailable from error
            if error.wait_s is not None and error.wait_s > self._patience_s():
                now = asyncio.get_running_loop().time()
                self._closed_until[source] = now + error.wait_s
        if last is None:  # the loop above returns or raises otherwise
            raise AssertionError(source)
        return last

    def _limit(self, source: str) -> Limit:
        own = self.settings.source(source)
        return limit_of(
            source, base_url=own.base_url, mail=own.contact_email is not None, key=bool(own.key)
        )

    def _mind_the_door(self, source: str) -> None:
        """Asks nothing of a source that said when it may be asked again, before then."""
        wait_s = self._closed_until.get(source, 0.0) - asyncio.get_running_loop().time()
        if wait_s > 0:
            raise SourceUnavailableError(
                UnavailableReason.RATE_LIMITED,
                "it had asked to wait longer than this check lasts",
                hint="try again later",
            )

    def _count(self, source: str, public: str) -> None:
        """Counts a request and its cost against the limits, before it goes out."""
        most = self.settings.max_requests
        if self.requests_sent >= most:
            raise SourceUnavailableError(
                UnavailableReason.BUDGET_SPENT,
                f"the {most} requests allowed for one check are used up",
                hint="allow more with --max-requests",
            )
        usd = cost_of(source, public)
        own = self.settings.source(source)
        if usd > 0 and own.base_url is None:
            budget = self.ledger.budget(source, key=bool(own.key))
            if budget is not None and round(budget.spent_usd + usd, 6) >= budget.allowance_usd:
                raise SourceUnavailableError(
                    UnavailableReason.BUDGET_SPENT,
                    f"today's allowance is used up ({budget})",
                    hint="it is renewed at midnight UTC"
                    if own.key
                    else "a free key gives a larger allowance",
                )
            self.ledger.spend(source, usd)
            self._progress.note(str(self.ledger.budget(source, key=bool(own.key))))
        self.requests_sent += 1
        if usd > 0:
            self.spent_usd[source] = round(self.spent_usd.get(source, 0.0) + usd, 6)

    def _time_left_s(self, *, strict: bool = True) -> float:
        left_s = self._deadline - asyncio.get_running_loop().time()
        if left_s <= 0 and strict:
            raise SourceUnavailableError(
                UnavailableReason.TIMED_OUT, "the time for collecting was up"
            )
        return min(left_s, self.settings.request_timeout_s)

    def _patience_s(self) -> float:
        left_s = self._deadline - asyncio.get_running_loop().time()
        return min(left_s, _PATIENCE_S)


class _TryAgainError(Exception):
    """A try that may go better a second time; ``wait_s`` is what the server asked for."""

    def __init__(
        self, *, wait_s: float | None = None, unavailable: SourceUnavailableError | None = None
    ) -> None:
        super().__init__("worth another try")
        self.wait_s = wait_s
        self.unavailable = unavailable


def _as_recorded(settings: Settings, bundle: Bundle) -> Settings:
    sources = {
        source: replace(settings.source(source), base_url=bundle.base_urls.get(source))
        for source in {*settings.sources, *bundle.base_urls}
    }
    settings = replace(settings, sources=sources)
    made = bundle.circumstances
    if made is None:
        return settings
    if not settings.only_sources and not settings.without_sources:
        settings = replace(
            settings,
            only_sources=frozenset(made.only_sources),
            without_sources=frozenset(made.without_sources),
        )
    return replace(settings, prior=settings.prior or made.prior)
