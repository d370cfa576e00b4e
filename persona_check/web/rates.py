"""How fast each service is asked by all claims and processes on this machine together."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from persona_check.model.traits import Rate, Traits

if TYPE_CHECKING:
    import sqlite3

__all__ = ["RateLimits", "RateTable", "rate_of", "stated_rate"]

log = logging.getLogger(__name__)

# a server on this machine is a mirror or a test, which can take all that this machine can ask
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
LOCAL_RATE = Rate(requests=1000, at_once=16)
# a service that states a rate may mean a passing load; what it said is forgotten after this
STATED_FOR_S = 3600.0
# nobody is kept waiting longer by a wrong clock, or a wrong Retry-After, than this
MOST_AHEAD_S = 600.0
MOST_CLOSED_S = 24 * 3600.0
BUSY_S = 1.0
_FILE = "rates.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS rates (
  name TEXT PRIMARY KEY,
  next_at REAL NOT NULL DEFAULT 0,
  gap_s REAL NOT NULL DEFAULT 0,
  stated_at REAL NOT NULL DEFAULT 0,
  closed_until REAL NOT NULL DEFAULT 0
)
"""


_COLUMNS = ("next_at", "gap_s", "stated_at", "closed_until")
_READ = "SELECT next_at, gap_s, stated_at, closed_until FROM rates WHERE name = ?"
_WRITE = (
    "INSERT OR REPLACE INTO rates (name, next_at, gap_s, stated_at, closed_until) "
    "VALUES (:name, :next_at, :gap_s, :stated_at, :closed_until)"
)


def rate_of(
    traits: Traits, *, base_url: str | None = None, mail: bool = False, key: bool = False
) -> Rate:
    """The rate of a source at this base address, with or without a contact email and a key."""
    if base_url is not None and urlsplit(base_url).hostname in LOCAL_HOSTS:
        return LOCAL_RATE
    if key and traits.rate_with_key is not None:
        return traits.rate_with_key
    if mail and traits.rate_with_mail is not None:
        return traits.rate_with_mail
    return traits.rate


def stated_rate(headers: Mapping[str, str]) -> float | None:
    """The requests a second that an answer's headers allow; None where they say nothing readable.

    Crossref sends ``x-rate-limit-limit: 5`` with ``x-rate-limit-interval: 1s``.
    """
    limit, interval = (headers.get(f"x-rate-limit-{name}", "") for name in ("limit", "interval"))
    limit, seconds = limit.strip()[:9], interval.strip().removesuffix("s")[:9]
    if not all(text.isascii() and text.isdecimal() for text in (limit, seconds)):
        return None
    return int(limit) / int(seconds) if int(limit) and int(seconds) else None


class RateTable:
    """When each service may be asked again: one row a service, in a file that processes share.

    ``folder`` None keeps the rows in memory, as does a folder that cannot be written. Instants
    are seconds since the epoch by ``clock``. A turn is reserved before it is waited for (generic
    cell rate algorithm, ATM Forum 1996), so that nobody has to hold a lock while waiting.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.time) -> None:
        self._path = None if folder is None else folder / _FILE
        self._clock = clock
        self._here: dict[str, dict[str, float]] = {}

    def reserve(self, name: str, rate: Rate) -> float:
        """The seconds to wait for one's turn, which is now taken."""
        # a burst no larger than what may run at once, so that a rate is one from the start
        burst = float(rate.burst or max(1.0, min(rate.requests, rate.at_once)))
        with self._row(name) as row:
            now = self._clock()
            gap_s, ahead_s = rate.period_s / rate.requests, row["next_at"] - now
            if 0 <= now - row["stated_at"] < STATED_FOR_S and row["gap_s"] > gap_s:
                gap_s, burst = row["gap_s"], 1.0
            if not 0 <= ahead_s <= MOST_AHEAD_S:
                ahead_s = 0.0
            row["next_at"] = now + ahead_s + gap_s
            return max(0.0, ahead_s - (burst - 1) * gap_s)

    def state(self, name: str, per_second: float) -> None:
        """Keeps the rate that a service stated, which holds for an hour where it is the lower."""
        with self._row(name) as row:
            row["gap_s"], row["stated_at"] = 1 / per_second, self._clock()

    def close(self, name: str, for_s: float) -> None:
        """Keeps that a service is not to be asked for so many seconds, a day at most."""
        with self._row(name) as row:
            until = self._clock() + min(for_s, MOST_CLOSED_S)
            row["closed_until"] = max(row["closed_until"], until)

    def reopen(self, name: str) -> None:
        """Takes back that a service is not to be asked: it was something else that said so."""
        with self._row(name) as row:
            row["closed_until"] = 0.0

    def closed_for_s(self, name: str) -> float:
        """The seconds for which a service is not to be asked; 0 where it may."""
        with self._row(name) as row:
            left_s = row["closed_until"] - self._clock()
            return left_s if 0 < left_s <= MOST_CLOSED_S else 0.0

    @contextmanager
    def _row(self, name: str) -> Iterator[dict[str, float]]:
        """One row to read and change, which no other process touches meanwhile."""
        here = self._here.setdefault(name, dict.fromkeys(_COLUMNS, 0.0))
        if self._path is None:
            yield here
            return
        import sqlite3

        try:
            connection = self._open(self._path)
        except (sqlite3.Error, OSError) as error:
            # a full or read-only disk must not stop the check: this process still keeps the rates
            log.debug("rates are kept in memory: %s", error)
            self._path = None
            yield here
            return
        with contextlib.closing(connection):
            found = connection.execute(_READ, (name,)).fetchone()
            if found is not None:
                here.update(zip(_COLUMNS, found, strict=True))
            before = dict(here)
            yield here
            with contextlib.suppress(sqlite3.Error):
                if here != before:
                    connection.execute(_WRITE, {"name": name, **here})
                connection.execute("COMMIT")

    def _open(self, path: Path) -> "sqlite3.Connection":
        """The file, locked for this process until it is closed."""
        import sqlite3

        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise OSError(f"{path.name} is not a file")
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = OFF")  # a lost turn after a crash harms nobody
            connection.execute(_TABLE)
            connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            connection.close()
            raise
        return connection


class RateLimits:
    """Turns with each service: its rate over all processes, its places within this one."""

    def __init__(self, table: RateTable | None = None) -> None:
        self._table = table or RateTable(None)
        self._places: dict[str, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def turn(self, source: str, rate: Rate) -> AsyncIterator[None]:
        """Waits for one's turn with a source, and holds its place while asking."""
        places = self._places.setdefault(source, asyncio.Semaphore(rate.at_once))
        async with places:
            if (wait_s := self._table.reserve(source, rate)) > 0:
                await asyncio.sleep(wait_s)
            yield

    def slow_down_to(self, source: str, per_second: float | None) -> None:
        """Slows down to the rate that a source states in its answers, where that is lower."""
        if per_second is not None:
            self._table.state(source, per_second)

    def close(self, host: str, for_s: float) -> None:
        """Asks nothing of a host for so many seconds, in this process or another."""
        self._table.close(host, for_s)

    def reopen(self, host: str) -> None:
        """Takes back that a host is not to be asked: it was something else that said so."""
        self._table.reopen(host)

    def closed_for_s(self, host: str) -> float:
        """The seconds for which a host asked to be left alone; 0 where it may be asked."""
        return self._table.closed_for_s(host)
