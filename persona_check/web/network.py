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
from persona_check.web.budget import Ledger
from persona_check.web.cache import CacheFolder
from persona_check.web.rates import RateLimits, RateTable, rate_of, stated_rate
from persona_check.web.statuses import wait_asked_s
from persona_check.web.wire import Received, Wire

__all__ = ["Network", "Patience"]

_ATTEMPTS = 3
_PASSING = frozenset({429, 500, 502, 503, 504})  # may go better a second time
_PATIENCE_S = 20.0  # how long one request may be told to wait before it counts as refused


class Patience(Protocol):
    """How much longer one check can wait, and which requests it still allows."""

    def left_s(self) -> float:
        """The seconds in which an answer is still useful, 0 or less when the time is up."""
        ...

    def count(self, asker: Asker, request: Request) -> None:
        """Counts a request before it is sent; raises if no more are allowed."""
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
        """One request with its retries, within rate, concurrency, budget and patience."""
        import stamina

        passing = _PASSING | asker.traits.throttle_statuses
        rate, host = self.rate(asker), _host(request.url)
        last: Received | None = None

        def again(error: Exception) -> bool | float:
            if not isinstance(error, _TryAgainError):
                return False
            if error.wait_s is None:
                return patience.left_s() > self._retry_wait_s
            return error.wait_s if error.wait_s <= _most_s(patience) else False

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
                    self._refuse_while_closed(host)
                    async with self.rates.turn(asker.id, rate):
                        self._refuse_while_closed(host)
                        patience.count(asker, request)
                        last = await self._tried(request, patience)
                        if not request.untrusted:
                            self.rates.slow_down_to(asker.id, stated_rate(last.headers))
                    if last.status in accept or last.status not in passing:
                        return last
                    raise _TryAgainError(wait_s=wait_asked_s(last.headers, now=self.clock()))
        except _TryAgainError as error:
            if error.unavailable is not None:
                raise error.unavailable from error
            if error.wait_s is not None and error.wait_s > _most_s(patience):
                self.rates.close(host, error.wait_s)
        if last is None:  # the loop above returns or raises otherwise
            raise AssertionError(asker.id)
        return last

    def _refuse_while_closed(self, host: str) -> None:
        """Sends a host no request before the time at which it said to try again."""
        for_s = self.rates.closed_for_s(host)
        if for_s > 0:
            raise SourceUnavailableError(
                UnavailableReason.RATE_LIMITED,
                "rate limited: asked us to retry after this run ends",
                hint=f"try again in {_in_words(for_s)}",
            )

    async def _tried(self, request: Request, patience: Patience) -> Received:
        left_s = patience.left_s()
        if left_s <= 0:
            raise SourceUnavailableError(
                UnavailableReason.TIMED_OUT, "the time limit (--timeout) was reached"
            )
        try:
            return await self.once(request, min(left_s, self.settings.request_timeout_s))
        except SourceUnavailableError as error:
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


def _most_s(patience: Patience) -> float:
    return min(patience.left_s(), _PATIENCE_S)


def _host(url: str) -> str:
    """Host and port: a service that asks to be left alone must not close another on that host."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _in_words(for_s: float) -> str:
    if for_s < 90:
        return f"{for_s:.0f} seconds"
    if for_s < 5400:
        return f"{for_s / 60:.0f} minutes"
    return f"{for_s / 3600:.0f} hours"
