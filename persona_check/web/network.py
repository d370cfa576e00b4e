"""Shared by many claims: connections, rates, kept answers, money spent."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from persona_check.model.lookup import UnavailableReason
from persona_check.model.traits import Rate
from persona_check.settings import Settings
from persona_check.web.base import Asker, Request, SourceUnavailableError
from persona_check.web.breaker import OUT, REFUSAL, SLIGHT, Breaker
from persona_check.web.budget import Ledger
from persona_check.web.cache import CacheFolder
from persona_check.web.foreign import asks_for_a_human, is_page
from persona_check.web.rates import RateLimits, RateTable, rate_of, stated_rate
from persona_check.web.statuses import wait_asked_s
from persona_check.web.wire import Received, Wire

__all__ = ["Network", "Patience", "asked_as"]

_ATTEMPTS = 3
_TOO_MANY = 429
_SERVER_ERROR = 500
_REFUSED = "refused: too many requests"
_PASSING = frozenset({429, 500, 502, 503, 504})  # may go better a second time
_PATIENCE_S = 20.0  # how long one request may be told to wait before it counts as refused
# a host that did not answer in time once is waited for this share of the time, so that both tries
# together cost little more than one
_SECOND_WAIT = 0.25
_REFUSALS = frozenset({401, 402, 403, 407, 408, 451, 511})


class Patience(Protocol):
    """How much longer one check can wait, and which requests it still allows."""

    def left_s(self) -> float:
        """The seconds in which an answer is still useful, 0 or less when the time is up."""
        ...

    def count(self, asker: Asker, request: Request) -> None:
        """Counts a request before it is sent; raises if no more are allowed."""
        ...

    def uncount(self, asker: Asker, request: Request) -> None:
        """Takes a request off the count again: it was refused, or nothing came back."""
        ...


class Network:
    """Carries the requests of all claims of one session.

    ``shared`` is the folder in which rates and spending are kept for other processes (None: the
    cache's, or this process alone). ``open_wire`` is called at the first request.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        open_wire: Callable[[], Wire],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        shared: Path | None = None,
        retry_wait_s: float = 0.5,
    ) -> None:
        self.settings = settings
        self.clock = clock
        root = None if settings.replay else settings.cache_dir
        self.cache = CacheFolder(root) if root else None
        self.ledger = Ledger(shared or root, clock)
        self.rates = RateLimits(RateTable(shared or root))
        self.breaker = Breaker()
        self._retry_wait_s = retry_wait_s
        self._open_wire = open_wire
        self._wire: Wire | None = None

    async def aclose(self) -> None:
        """Closes the connections."""
        if self._wire is not None:
            await self._wire.aclose()
            self._wire = None

    async def once(self, request: Request, timeout_s: float) -> Received:
        """One network request, without retries or rate limit."""
        if self._wire is None:
            self._wire = self._open_wire()
        return await self._wire.fetch(request, timeout_s=timeout_s)

    def rate(self, asker: Asker) -> Rate:
        """How fast this source may be asked, with the settings given here."""
        own = self.settings.source(asker.id)
        return rate_of(
            asker.traits,
            base_url=own.base_url,
            mail=own.contact_email is not None,
            key=bool(own.key),
        )

    async def fetch(
        self, asker: Asker, request: Request, patience: Patience, accept: Collection[int]
    ) -> Received:
        """One request with its retries, within rate, concurrency, budget and patience.

        A host that fails twice in a row is left alone from then on; see ``Breaker``.
        """
        import stamina

        passing = _PASSING | asker.traits.throttle_statuses
        rate, host = self.rate(asker), _host(request.url)
        one = asked_as(asker, request.url)
        last: Received | None = None
        attempts = _ATTEMPTS if self.breaker.deserves_retries(one) else 1

        def again(error: Exception) -> bool | float:
            if not isinstance(error, _TryAgainError):
                return False
            if error.wait_s is None:
                return patience.left_s() > self._retry_wait_s
            return error.wait_s if error.wait_s <= _most_s(patience) else False

        try:
            async for attempt in stamina.retry_context(
                on=again,
                attempts=attempts,
                timeout=None,
                wait_initial=self._retry_wait_s,
                wait_max=8 * self._retry_wait_s,
                wait_jitter=self._retry_wait_s / 2,
            ):
                with attempt:
                    if last is not None and self.breaker.open_for(one) is not None:
                        return last  # others were refused meanwhile
                    self._refuse_while_closed(host, one)
                    async with self.rates.turn(asker.id, rate):
                        self._refuse_while_closed(host, one)
                        patience.count(asker, request)
                        last = await self._tried(asker, request, patience)
                        if not request.untrusted:
                            self.rates.slow_down_to(asker.id, stated_rate(last.headers))
                    refused = last.status in _REFUSALS or _wants_a_human(last)
                    if last.status in accept or refused or last.status not in passing:
                        if refused:
                            patience.uncount(asker, request)
                        else:
                            self.breaker.forgive(one)
                        return last
                    patience.uncount(asker, request)
                    self._strike(one, last.status)
                    raise _TryAgainError(wait_s=wait_asked_s(last.headers, now=self.clock()))
        except _TryAgainError as error:
            if error.unavailable is not None:
                self.breaker.strike(one, "could not be reached twice")
                raise error.unavailable from error
            if last is not None:
                self._leave_alone(host, one, last, error.wait_s, _most_s(patience))
        if last is None:  # the loop above returns or raises otherwise
            raise AssertionError(asker.id)
        return last

    def _leave_alone(
        self, host: str, one: str, last: Received, wait_s: float | None, most_s: float
    ) -> None:
        """Notes that a host refused every attempt, and for how long, where it said so.

        What a web page asks for is kept in this session only: it may be that of a filter.
        """
        longer = wait_s is not None and wait_s > most_s
        if wait_s is not None and longer and not is_page(last.body):
            self.rates.close(host, wait_s)
        if longer or last.status == _TOO_MANY:
            self.breaker.strike(one, _REFUSED, weight=OUT)

    def _strike(self, one: str, status: int) -> None:
        """Notes a refusal at once: questions asked side by side must not each try three times."""
        if status == _TOO_MANY:
            self.breaker.strike(one, _REFUSED, weight=REFUSAL)
        else:
            self.breaker.strike(one, f"failed again and again (status {status})", weight=SLIGHT)

    def _refuse_while_closed(self, host: str, one: str) -> None:
        """Sends a host no request before the time at which it said to try again."""
        for_s = self.rates.closed_for_s(host)
        if for_s > 0:
            raise SourceUnavailableError(
                UnavailableReason.RATE_LIMITED,
                "rate limited: asked us to retry after this run ends",
                hint=f"try again in {_in_words(for_s)}",
            )
        if (why := self.breaker.open_for(one)) is not None:
            raise SourceUnavailableError(UnavailableReason.NOT_ASKED, f"not asked: it {why}")

    async def _tried(self, asker: Asker, request: Request, patience: Patience) -> Received:
        left_s = patience.left_s()
        if left_s <= 0:
            raise SourceUnavailableError(
                UnavailableReason.TIMED_OUT, "the time limit (--timeout) was reached"
            )
        one, limit_s = asked_as(asker, request.url), self.settings.request_timeout_s
        if self.breaker.strikes(one) >= 1:
            limit_s *= _SECOND_WAIT
        try:
            return await self.once(request, min(left_s, limit_s))
        except SourceUnavailableError as error:
            patience.uncount(asker, request)
            if error.reason is UnavailableReason.TIMED_OUT and limit_s <= left_s:
                self.breaker.strike(one, "did not answer twice in time")
            if error.reason is UnavailableReason.NETWORK_ERROR:
                raise _TryAgainError(unavailable=error) from error
            raise


class _TryAgainError(Exception):
    """A failure that may pass; ``wait_s`` is how long the server asked us to wait."""

    def __init__(
        self, *, wait_s: float | None = None, unavailable: SourceUnavailableError | None = None
    ) -> None:
        super().__init__("worth another try")
        self.wait_s = wait_s
        self.unavailable = unavailable


def _wants_a_human(received: Received) -> bool:
    """Whether this page wants a human to click; some send it as an error of the server."""
    return received.status >= _SERVER_ERROR and asks_for_a_human(received.headers, received.body)


def _most_s(patience: Patience) -> float:
    return min(patience.left_s(), _PATIENCE_S)


def asked_as(asker: Asker, url: str) -> str:
    """The name under which a source's failures at a host are counted: a mirror may serve many."""
    return f"{asker.id} {_host(url)}"


def _host(url: str) -> str:
    """Host and port: a service that asks to be left alone must not close another on that host."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _in_words(for_s: float) -> str:
    if for_s < 90:
        return f"{for_s:.0f} seconds"
    if for_s < 5400:
        return f"{for_s / 60:.0f} minutes"
    return f"{for_s / 3600:.0f} hours"
