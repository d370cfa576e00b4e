"""Manners and money: how fast, how many at a time, and for how much each source is asked."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from aiolimiter import AsyncLimiter

__all__ = [
    "LIMITS",
    "Budget",
    "Ledger",
    "Limit",
    "Manners",
    "budget_of",
    "cost_of",
    "limit_of",
    "stated_rate",
]

MICRO = 1_000_000
_TITLES = {"openalex": "OpenAlex"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What one source bears: ``requests`` per ``period_s``, ``at_once``.

    ``throttles`` are statuses other than 429 by which it says "too fast". ``locked`` is the status
    by which it says that a record is locked.
    """

    requests: float = 2.0
    period_s: float = 1.0
    at_once: int = 2
    throttles: frozenset[int] = frozenset()
    locked: int | None = None


# The services' own pages, read November 2026; where a service allows much, less is taken.
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "openalex": Limit(requests=20, at_once=8),
        "crossref": Limit(requests=5, at_once=1),
        "orcid": Limit(requests=10, at_once=4, throttles=frozenset({503}), locked=409),
        "ror": Limit(requests=6, at_once=3),
        "semanticscholar": Limit(requests=1, at_once=1),
        "dblp": Limit(requests=1, period_s=1.5, at_once=1),
        "arxiv": Limit(requests=1, period_s=3.0, at_once=1, throttles=frozenset({503})),
        "googlescholar": Limit(requests=1, period_s=2.0, at_once=1),
        "datacite": Limit(requests=3, at_once=2),
        "europepmc": Limit(requests=3, at_once=2),
        "pubmed": Limit(requests=3, at_once=2),
        "wikidata": Limit(requests=5, at_once=2),
        "github": Limit(requests=2, at_once=1),
        "wayback": Limit(requests=1, period_s=2.5, at_once=1),
        "rdap": Limit(requests=2, at_once=2),
        "homepage": Limit(requests=2, at_once=2),
    }
)

_DEFAULT = Limit()
# with a mail address Crossref grants its polite pool (since 2025-12-01)
_CROSSREF_POLITE = Limit(requests=10, at_once=3)
_PUBMED_WITH_KEY = Limit(requests=10, at_once=3)
# a server on this machine is a mirror or a test, which asks for no manners
_LOCAL = Limit(requests=1000, at_once=16)


def limit_of(
    source: str, *, base_url: str | None = None, mail: bool = False, key: bool = False
) -> Limit:
    """The limit for a source with this base address, contact mail and key."""
    usual = LIMITS.get(source, _DEFAULT)
    if base_url is not None and urlsplit(base_url).hostname in ("127.0.0.1", "localhost", "::1"):
        return Limit(
            requests=_LOCAL.requests,
            at_once=_LOCAL.at_once,
            throttles=usual.throttles,
            locked=usual.locked,
        )
    if source == "crossref" and mail:
        return _CROSSREF_POLITE
    if source == "pubmed" and key:
        return _PUBMED_WITH_KEY
    return usual


class Manners:
    """Rates and concurrency of all sources within one event loop."""

    def __init__(self) -> None:
        self._gates: dict[str, tuple[AsyncLimiter, asyncio.Semaphore]] = {}

    @asynccontextmanager
    async def turn(self, source: str, limit: Limit) -> AsyncIterator[None]:
        """Waits for one's turn with a source, and holds its place while asking."""
        from aiolimiter import AsyncLimiter

        if source not in self._gates:
            # a burst no larger than what may run at once, so that a rate is one from the start
            burst = max(1.0, min(limit.requests, limit.at_once))
            period = limit.period_s * burst / limit.requests
            self._gates[source] = (
                AsyncLimiter(burst, period),
                asyncio.Semaphore(limit.at_once),
            )
        rate, places = self._gates[source]
        async with places:
            await rate.acquire()
            yield

    def heed(self, source: str, per_second: float | None) -> None:
        """Slows down to the rate that a source states in its answers, where that is lower."""
        from aiolimiter import AsyncLimiter

        if per_second is None or source not in self._gates:
            return
        rate, places = self._gates[source]
        if per_second < rate.max_rate / rate.time_period:
            self._gates[source] = (AsyncLimiter(1, 1 / per_second), places)


def stated_rate(headers: Mapping[str, str]) -> float | None:
    """The requests a second that an answer's headers allow; None where they say nothing readable.

    Crossref sends ``x-rate-limit-limit: 5`` with ``x-rate-limit-interval: 1s``.
    """
    limit, interval = (headers.get(f"x-rate-limit-{name}", "") for name in ("limit", "interval"))
    seconds = interval.strip().removesuffix("s")
    if not (limit.strip().isdecimal() and seconds.isdecimal()):
        return None
    return int(limit) / int(seconds) if int(limit) and int(seconds) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a source grants a day, and what of it this machine has spent, in US dollars."""

    source: str
    allowance_usd: float
    spent_usd: float

    def __str__(self) -> str:
        """What was spent of what, ``OpenAlex: $0.004 of $1.00``."""
        title = _TITLES.get(self.source, self.source)
        return f"{title}: ${self.spent_usd:.4g} of ${self.allowance_usd:.2f}"


def budget_of(source: str, *, key: bool) -> float | None:
    """The daily allowance in US dollars; None where a source costs nothing.

    OpenAlex, authentication page, November 2026: $1 with a free key; $0.01 without one on one
    page of its documentation and $0.10 on another, so the smaller is kept to.
    """
    if source != "openalex":
        return None
    return 1.0 if key else 0.01


def cost_of(source: str, url: str) -> float:
    """What one request costs in US dollars.

    OpenAlex: one entity by identifier is free, a filtered list $0.0001, a search $0.001.
    """
    if source != "openalex":
        return 0.0
    parts = urlsplit(url)
    path = parts.path.strip("/").split("/")
    params = dict(parse_qsl(parts.query))
    searches = "search" in params or any(
        ".search" in part.partition(":")[0] for part in params.get("filter", "").split(",")
    )
    if searches:
        return 0.001
    entity = {"works", "authors", "institutions", "sources", "topics", "funders", "publishers"}
    last = path[-1] if path else ""
    return 0.0001 if last in entity or "autocomplete" in path else 0.0


class Ledger:
    """What was spent today (UTC), kept across runs and processes in one small file a day.

    ``folder`` None keeps it for this run only. Each spending is one appended line, so that
    processes at work side by side add up.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._here: dict[str, int] = {}

    def spent_usd(self, source: str) -> float:
        """What was spent on a source today, in US dollars."""
        path = self._path(source)
        if path is None:
            return self._here.get(source, 0) / MICRO
        try:
            lines = path.read_text(encoding="ascii", errors="replace").split()
        except OSError:
            return self._here.get(source, 0) / MICRO
        return sum(int(line) for line in lines if line.isdecimal()) / MICRO

    def spend(self, source: str, usd: float) -> None:
        """Notes a spending, before the request goes out."""
        micro = round(usd * MICRO)
        self._here[source] = self._here.get(source, 0) + micro
        path = self._path(source)
        if path is None:
            return
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, f"{micro}\n".encode("ascii"))
            finally:
                os.close(handle)
        except OSError:
            return  # a full or read-only disk must not stop the check; this run still counts

    def budget(self, source: str, *, key: bool) -> Budget | None:
        """The state of a source's allowance; None where it has none."""
        allowance = budget_of(source, key=key)
        if allowance is None:
            return None
        return Budget(source=source, allowance_usd=allowance, spent_usd=self.spent_usd(source))

    def _path(self, source: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / "budget" / f"{source}-{self._clock():%Y-%m-%d}.log"
