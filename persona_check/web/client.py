"""Gets the sources their answers in one check: from a recording, or from cache and network."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from persona_check.model.lookup import UnavailableReason
from persona_check.model.provenance import Provenance, Via
from persona_check.progress import Progress
from persona_check.web.base import Answer, Asker, Request, SourceUnavailableError
from persona_check.web.broken_sources import read_broken
from persona_check.web.envelope import Envelope, Failure, kept_headers, public_url, request_key
from persona_check.web.network import Network
from persona_check.web.recorded import Recorded
from persona_check.web.statuses import reason_of
from persona_check.web.unanswered import Journal
from persona_check.web.wire import Received

__all__ = ["Client"]


class Client:
    """An ``HttpClient`` for one check, over a network that many share.

    Where ``recorded`` is given, only it answers. ``as_of`` is the clock of the run. ``broken`` are
    sources that failed their last self-check, and how: they are left out. ``spent_usd`` is what
    this check cost by source, whoever paid; ``requests_sent`` counts network requests.
    ``subjects`` are the names and the id of the claim, by which ``purge`` finds cached answers.
    """

    def __init__(
        self,
        network: Network,
        *,
        progress: Progress,
        subjects: Sequence[str] = (),
        recorded: Recorded | None = None,
    ) -> None:
        self.settings = network.settings
        self._network = network
        self._progress = progress
        self._subjects = tuple(subjects)
        self._recorded = recorded
        self.as_of: datetime = (
            self.settings.as_of or (recorded.as_of if recorded else None) or network.clock()
        )
        self.journal = Journal(recorded.outcomes if recorded else None)
        self.requests_sent = 0
        self.spent_usd: dict[str, float] = {}
        self._cache = None if recorded else network.cache
        self.broken: Mapping[str, str] = (
            read_broken(self.settings.cache_dir, at=self.as_of) if self.reaches_network else {}
        )
        self._used: dict[str, tuple[Envelope, Via]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._deadline = asyncio.get_running_loop().time() + self.settings.timeout_s

    @property
    def reaches_network(self) -> bool:
        """Whether the network may be used."""
        return self._recorded is None and not self.settings.offline

    @property
    def envelopes(self) -> tuple[Envelope, ...]:
        """All answers and failures of this run, in the order of their keys."""
        return tuple(envelope for _, (envelope, _) in sorted(self._used.items()))

    @property
    def kept(self) -> tuple[Envelope, ...]:
        """All answers and failures in the order in which they came, each with its way here."""
        return tuple(replace(envelope, via=via) for envelope, via in self._used.values())

    async def post(
        self, url: str, content: bytes, *, headers: Mapping[str, str], max_bytes: int
    ) -> Received:
        """The answer to one POST, from a service that the user named; not kept, not repeated.

        Raises ``SourceUnavailableError``, also where the network may not be used.
        """
        if not self.reaches_network:
            raise SourceUnavailableError(
                UnavailableReason.OFFLINE, "this run does not use the network"
            )
        request = Request(url=url, content=content, headers=headers, max_bytes=max_bytes)
        return await self._network.once(request, self.settings.request_timeout_s)

    def forget(self, keys: Iterable[str]) -> None:
        """Removes answers that could not be read: a captcha must not last a week."""
        if self._cache is not None:
            for key in keys:
                self._cache.remove(key)

    async def get(self, asker: Asker, request: Request) -> Answer:
        """The answer to one GET; see ``HttpClient``."""
        try:
            public = request.public_url
        except ValueError as error:
            reason = (
                UnavailableReason.REFUSED_ADDRESS
                if request.untrusted
                else UnavailableReason.REJECTED_REQUEST
            )
            raise SourceUnavailableError(reason, "the address cannot be read") from error

        async def ask() -> Envelope:
            plain = replace(request, url=public, params={})
            received = await self._network.fetch(asker, plain, self, request.accept)
            self._tell_share(asker)
            return Envelope(
                source=asker.id,
                url=public,
                status=received.status,
                headers=kept_headers(received.headers),
                body=received.body,
                redirected_to=received.redirected_to,
                retrieved_at=self._network.clock(),
            )

        return await self._answer(asker, public, ask, request.accept)

    async def produce(
        self,
        asker: Asker,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        """An answer that takes more than one GET; see ``HttpClient``."""
        public = public_url(url)

        async def ask() -> Envelope:
            self.count(asker, Request(url=public))
            async with self._network.rates.turn(asker.id, self._network.rate(asker)):
                body = await make()
            return Envelope(
                source=asker.id,
                url=public,
                status=200,
                headers=(("content-type", content_type),),
                body=body,
                retrieved_at=self._network.clock(),
            )

        return await self._answer(asker, public, ask, ())

    async def _answer(
        self,
        asker: Asker,
        public: str,
        ask: Callable[[], Awaitable[Envelope]],
        accept: Sequence[int],
    ) -> Answer:
        key = request_key("GET", public)
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._used:
                self._used[key] = await self._obtain(asker.id, public, key, ask)
        envelope, via = self._used[key]
        if envelope.failure is not None:
            failure = envelope.failure
            raise SourceUnavailableError(failure.reason, failure.detail, hint=failure.hint)
        status = envelope.status or 0
        headers = dict(envelope.headers)
        if not 200 <= status < 300 and status not in accept:
            raise reason_of(status, headers, asker.traits, at=envelope.retrieved_at)
        return Answer(
            status=status,
            headers=headers,
            body=envelope.body,
            provenance=Provenance(
                source=asker.id,
                url=envelope.redirected_to or envelope.url,
                retrieved_at=envelope.retrieved_at,
                sha256=envelope.sha256,
                via=via,
            ),
        )

    async def _obtain(
        self, source: str, public: str, key: str, ask: Callable[[], Awaitable[Envelope]]
    ) -> tuple[Envelope, Via]:
        if self._recorded is not None:
            if key not in self._recorded.envelopes:
                raise SourceUnavailableError(
                    UnavailableReason.OFFLINE, "the recorded answers do not include this"
                )
            recorded = self._recorded.envelopes[key]
            return recorded, recorded.via or Via.REPLAY
        if self._cache is not None:
            oldest = self._network.clock() - timedelta(days=self.settings.cache_max_age_days)
            kept = self._cache.get(key, not_before=None if self.settings.offline else oldest)
            if kept is not None:
                self._cache.note(self._subjects, key)
                return kept, Via.CACHE
        if self.settings.offline:
            raise SourceUnavailableError(
                UnavailableReason.OFFLINE,
                "not cached, and --offline is set",
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
                retrieved_at=self._network.clock(),
            )
        if self._cache is not None:
            self._cache.put(envelope)
            self._cache.note(self._subjects, key)
        return envelope, Via.NETWORK

    def count(self, asker: Asker, request: Request) -> None:
        """Counts a request and its cost against the limits, before it goes out."""
        most = self.settings.max_requests
        if self.requests_sent >= most:
            raise SourceUnavailableError(
                UnavailableReason.BUDGET_SPENT,
                f"the {most} requests allowed for one check are used up",
                hint="allow more with --max-requests",
            )
        allowance = asker.traits.allowance
        usd = allowance.cost_usd(request.url) if allowance is not None else 0.0
        own = self.settings.source(asker.id)
        if allowance is not None and usd > 0 and own.base_url is None:
            ledger, key = self._network.ledger, bool(own.key)
            budget = ledger.budget(asker.id, allowance, key=key)
            if not budget.covers(usd):
                raise SourceUnavailableError(
                    UnavailableReason.BUDGET_SPENT,
                    "today's allowance is used up",
                    hint="it starts again at midnight UTC"
                    if key
                    else "a free key gives a larger allowance",
                )
            ledger.spend(asker.id, usd)
        self.requests_sent += 1
        self._progress.sent(asker.id)
        if usd > 0:
            self.spent_usd[asker.id] = round(self.spent_usd.get(asker.id, 0.0) + usd, 6)

    def _tell_share(self, asker: Asker) -> None:
        """How much of the day's allowance a key has used, once its source has answered.

        Without a key nobody pays, and without an answer nothing was spent.
        """
        allowance, own = asker.traits.allowance, self.settings.source(asker.id)
        if allowance is not None and own.key and own.base_url is None:
            budget = self._network.ledger.budget(asker.id, allowance, key=True)
            if budget.spent_usd > 0:
                self._progress.note(f"{asker.traits.name}: {budget}")

    def left_s(self) -> float:
        """The seconds left for collecting, 0 or less when the time is up."""
        return self._deadline - asyncio.get_running_loop().time()
