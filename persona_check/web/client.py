"""Gets the sources their answers in one check: from a recording, or from cache and network."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from persona_check.model.lookup import UnavailableReason
from persona_check.model.provenance import Provenance, Via
from persona_check.progress import Progress
from persona_check.web.acceptance import NoAnswer, no_answer
from persona_check.web.base import Answer, Asker, Request, SourceUnavailableError
from persona_check.web.breaker import OUT
from persona_check.web.broken_sources import read_broken
from persona_check.web.budget import stated_budget, stated_cost_usd
from persona_check.web.envelope import Envelope, Failure, kept_headers, public_url, request_key
from persona_check.web.foreign import is_page
from persona_check.web.network import Network, asked_as
from persona_check.web.recorded import Recorded
from persona_check.web.unanswered import Journal
from persona_check.web.wire import Received

__all__ = ["Client"]

_REFUSED = frozenset(
    {
        UnavailableReason.BLOCKED,
        UnavailableReason.CAPTIVE_PORTAL,
        UnavailableReason.MOVED,
        UnavailableReason.NOT_THIS_SERVICE,
    }
)


class Client:
    """An ``HttpClient`` for one check, over a network that many share.

    Where ``recorded`` is given, only it answers. ``as_of`` is the clock of the run. ``broken`` are
    sources that failed their last self-check, and how: they are left out. ``spent_usd`` is what
    this check cost by source, whoever paid; ``requests_sent`` counts network requests that were
    answered or are under way, ``sent`` are the keys of all that went out.
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
        self.sent: set[str] = set()
        self.spent_usd: dict[str, float] = {}
        # what is asked for now, by source and address: parallel requests must not overdraw
        self._held: dict[tuple[str, str], float] = {}
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
        """All answers and failures of this run, or of the one that is replayed, by their keys."""
        if self._recorded is not None:
            return tuple(envelope for _, envelope in sorted(self._recorded.envelopes.items()))
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

    def keep(self, keys: Iterable[str]) -> None:
        """Keeps answers for later runs, once they were read: a captcha must not last a week."""
        if self._cache is None:
            return
        for key in keys:
            envelope, via = self._used.get(key, (None, None))
            if envelope is not None and via is Via.NETWORK and self._cache.put(envelope):
                self._cache.note(self._subjects, key)

    def forget(self, hashes: Iterable[str]) -> None:
        """Removes kept answers that cannot be trusted after all, and the notes about them."""
        if self._cache is None:
            return
        gone = frozenset(hashes)
        for key, (envelope, _) in self._used.items():
            if envelope.sha256 in gone:
                self._cache.remove(key)
                self._cache.unnote(self._subjects, key)

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
            try:
                received = await self._network.fetch(asker, plain, self, request.accept)
            finally:
                usd = self._held.pop((asker.id, public), 0.0)
            self._book(asker, usd, received)
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

        return await self._answer(asker, public, ask, request)

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

        return await self._answer(asker, public, ask)

    async def _answer(
        self,
        asker: Asker,
        public: str,
        ask: Callable[[], Awaitable[Envelope]],
        request: Request | None = None,
    ) -> Answer:
        key = request_key("GET", public)
        if self._recorded is not None and key not in self._recorded.envelopes:
            former = (request_key("GET", url) for url in (request.formerly if request else ()))
            key = next((one for one in former if one in self._recorded.envelopes), key)
        async with self._locks.setdefault(key, asyncio.Lock()):
            fresh = key not in self._used
            if fresh:
                self._used[key] = await self._obtain(asker.id, public, key, ask)
        envelope, via = self._used[key]
        if envelope.failure is not None:
            failure = envelope.failure
            raise SourceUnavailableError(failure.reason, failure.detail, hint=failure.hint)
        answer = Answer(
            status=envelope.status or 0,
            headers=dict(envelope.headers),
            body=envelope.body,
            provenance=Provenance(
                source=asker.id,
                url=envelope.redirected_to or envelope.url,
                retrieved_at=envelope.retrieved_at,
                sha256=envelope.sha256,
                via=via,
            ),
        )
        refused = no_answer(answer, asker.traits, asked=envelope.url, request=request)
        if refused is None:
            return answer
        if fresh and via is Via.NETWORK and not asker.traits.answers_in_pages:
            self._leave_alone(asked_as(asker, public), refused)
        raise refused.error

    def _leave_alone(self, one: str, refused: NoAnswer) -> None:
        """Notes that a service refused, or was not itself."""
        if refused.error.reason not in _REFUSED:
            return
        outright = refused.error.reason is UnavailableReason.CAPTIVE_PORTAL or (
            refused.foreign and refused.error.reason is UnavailableReason.BLOCKED
        )
        weight = OUT if outright else OUT / 2
        self._network.breaker.strike(one, f"refused ({refused.error.detail})", weight=weight)

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
            held = sum(held for (source, _), held in self._held.items() if source == asker.id)
            if not budget.covers(usd + held):
                raise SourceUnavailableError(
                    UnavailableReason.BUDGET_SPENT,
                    "today's allowance is used up",
                    hint="it starts again at midnight UTC"
                    if key
                    else "a free key gives a larger allowance",
                )
        self.requests_sent += 1
        self.sent.add(request_key("GET", request.url))
        self._progress.sent(asker.id)
        if usd > 0:
            self._held[asker.id, request.url] = usd  # by address: asked again, it costs once

    def _book(self, asker: Asker, usd: float, received: Received) -> None:
        """Books what an answer cost, not what was refused; the source's own account comes first.

        A web page is the answer of something else, which costs nothing and knows no account.
        """
        allowance = asker.traits.allowance
        if allowance is None or is_page(received.body):
            return
        own, ledger = self.settings.source(asker.id), self._network.ledger
        key, answered = bool(own.key), 200 <= received.status < 300 and bool(received.body.strip())
        cost, stated = stated_cost_usd(received.headers), stated_budget(received.headers)
        paid = (usd if cost is None else cost) if answered else 0.0
        if own.base_url is None:
            if stated is not None:
                ledger.state(asker.id, stated, key=key)
            elif paid > 0:
                ledger.spend(asker.id, paid, key=key)
        if paid > 0:
            self.spent_usd[asker.id] = round(self.spent_usd.get(asker.id, 0.0) + paid, 6)

    def uncount(self, asker: Asker, request: Request) -> None:
        """Takes a request off the count: a refusal must not use up what others are allowed."""
        del asker, request
        self.requests_sent -= 1

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
