"""Rates: how fast and how many at a time, over all claims and processes together."""

import asyncio
import multiprocessing
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest

from persona_check.model.traits import Rate
from persona_check.sources.registry import TRAITS
from persona_check.web.rates import (
    LOCAL_RATE,
    MOST_AHEAD_S,
    MOST_CLOSED_S,
    STATED_FOR_S,
    RateLimits,
    RateTable,
    rate_of,
    stated_rate,
)

FAST = Rate(requests=1000, at_once=3)
SLOW = Rate(requests=1, period_s=10.0)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_mail_address_or_key_raises_the_rate_where_the_service_says_so() -> None:
    crossref, pubmed = TRAITS["crossref"], TRAITS["pubmed"]
    assert rate_of(crossref).at_once == 1
    assert rate_of(crossref, mail=True).at_once == 3
    assert rate_of(pubmed).requests == 3
    assert rate_of(pubmed, key=True).requests == 10
    assert rate_of(pubmed, mail=True) == rate_of(pubmed)


def test_a_server_on_this_machine_is_asked_as_fast_as_it_can() -> None:
    orcid = TRAITS["orcid"]
    for host in ("127.0.0.1:8000", "localhost", "[::1]:9"):
        assert rate_of(orcid, base_url=f"http://{host}/v3") == LOCAL_RATE
    assert rate_of(orcid, base_url="https://mirror.example") == orcid.rate


def test_no_more_run_at_once_than_allowed() -> None:
    running, most = 0, 0

    async def one(rates: RateLimits) -> None:
        nonlocal running, most
        async with rates.turn("a", FAST):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.005)
            running -= 1

    async def main() -> None:
        rates = RateLimits()
        await asyncio.gather(*(one(rates) for _ in range(12)))

    asyncio.run(main())
    assert most == 3


def test_requests_keep_the_rate_from_the_first_burst_on() -> None:
    async def main() -> list[float]:
        rates, rate = RateLimits(), Rate(requests=1, period_s=0.1, at_once=4)
        loop = asyncio.get_running_loop()
        times: list[float] = []

        async def one() -> None:
            async with rates.turn("a", rate):
                times.append(loop.time())

        await asyncio.gather(*(one() for _ in range(4)))
        return times

    times = asyncio.run(main())
    assert times[-1] - times[0] >= 0.28


def test_turns_are_a_gap_apart_and_a_rest_is_not_saved_up() -> None:
    clock = Clock()
    table = RateTable(None, clock)
    assert [table.reserve("a", SLOW) for _ in range(3)] == [0.0, 10.0, 20.0]
    assert table.reserve("b", SLOW) == 0.0
    clock.now += 500
    assert [table.reserve("a", SLOW) for _ in range(2)] == [0.0, 10.0]


def test_a_burst_is_no_larger_than_what_may_run_at_once() -> None:
    table = RateTable(None, Clock())
    rate = Rate(requests=10, at_once=3)
    waits = [round(table.reserve("a", rate), 6) for _ in range(6)]
    assert waits == [0.0, 0.0, 0.0, 0.1, 0.2, 0.3]


@pytest.mark.parametrize(
    ("limit", "interval", "rate"),
    [
        ("5", "1s", 5.0),
        ("1", "2s", 0.5),
        ("x", "1s", None),
        ("5", "", None),
        ("0", "1s", None),
        ("5", "0s", None),
        ("٥", "1s", None),
        ("9" * 5000, "1s", 999_999_999.0),
    ],
)
def test_a_rate_is_read_from_the_headers(limit: str, interval: str, rate: float | None) -> None:
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}
    assert stated_rate(headers) == rate
    assert stated_rate({}) is None


def test_a_stated_rate_slows_down_and_never_speeds_up() -> None:
    clock = Clock()
    table = RateTable(None, clock)
    table.state("a", 0.01)
    assert [table.reserve("a", SLOW) for _ in range(2)] == [0.0, 100.0]
    table.state("b", 1000.0)
    assert [table.reserve("b", SLOW) for _ in range(2)] == [0.0, 10.0]


def test_a_stated_rate_is_forgotten_after_an_hour() -> None:
    clock = Clock()
    table = RateTable(None, clock)
    table.state("a", 0.01)
    clock.now += STATED_FOR_S - 1
    assert [table.reserve("a", SLOW) for _ in range(2)] == [0.0, 100.0]
    clock.now += 2 * STATED_FOR_S
    assert [table.reserve("a", SLOW) for _ in range(2)] == [0.0, 10.0]


def test_a_closed_service_opens_again_when_it_said() -> None:
    clock = Clock()
    table = RateTable(None, clock)
    assert table.closed_for_s("a") == 0.0
    table.close("a", 3600.0)
    table.close("a", 5.0)  # a later, shorter wish does not open it
    assert table.closed_for_s("a") == 3600.0
    assert table.closed_for_s("b") == 0.0
    clock.now += 3600.0
    assert table.closed_for_s("a") == 0.0


def test_no_service_is_closed_for_more_than_a_day_whatever_it_says() -> None:
    table = RateTable(None, Clock())
    table.close("a", 1e12)
    assert table.closed_for_s("a") == MOST_CLOSED_S


def test_a_clock_that_was_set_back_keeps_nobody_waiting(tmp_path: Path) -> None:
    clock = Clock()
    table = RateTable(tmp_path, clock)
    table.reserve("a", SLOW)
    table.close("a", 60.0)
    clock.now -= 10 * MOST_CLOSED_S
    assert table.reserve("a", SLOW) == 0.0
    assert table.closed_for_s("a") == 0.0
    # and one that ran ahead for a while
    assert MOST_AHEAD_S < MOST_CLOSED_S


def test_two_tables_of_one_folder_share_rates_and_closed_doors(tmp_path: Path) -> None:
    clock = Clock()
    one, other = RateTable(tmp_path / "cache", clock), RateTable(tmp_path / "cache", clock)
    waits = [table.reserve("a", SLOW) for table in (one, other, one)]
    assert waits == [0.0, 10.0, 20.0]
    one.close("a.example", 3600.0)
    assert other.closed_for_s("a.example") == 3600.0
    one.state("b", 0.01)
    assert [other.reserve("b", SLOW) for _ in range(2)] == [0.0, 100.0]
    file = tmp_path / "cache" / "rates.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def _turns(folder: Path, turns: int) -> None:
    async def main() -> None:
        rates = RateLimits(RateTable(folder))
        for _ in range(turns):
            async with rates.turn("a", Rate(requests=20)):
                pass

    asyncio.run(main())


def test_two_processes_keep_the_rate_of_one(tmp_path: Path) -> None:
    RateTable(tmp_path).reserve("a", Rate(requests=20))
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_turns, args=(tmp_path, 10)) for _ in range(2)]
    started_s = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert [worker.exitcode for worker in workers] == [0, 0]
    # 20 turns at 20 a second: one process at its own rate alone would need half as long
    assert time.monotonic() - started_s >= 0.95


@pytest.mark.parametrize("what", ["file", "rubbish", "folder"])
def test_a_folder_that_cannot_be_used_leaves_rates_in_memory(what: str, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    if what == "file":
        folder.write_text("")
    else:
        folder.mkdir()
    if what == "rubbish":
        (folder / "rates.sqlite").write_bytes(b"no database at all" * 100)
    if what == "folder":
        (folder / "rates.sqlite").mkdir()
    table = RateTable(folder, Clock())
    assert [table.reserve("a", SLOW) for _ in range(2)] == [0.0, 10.0]
    table.close("a", 60.0)
    assert table.closed_for_s("a") == 60.0


def test_a_row_of_rubbish_is_no_reason_to_wait(tmp_path: Path) -> None:
    table = RateTable(tmp_path, Clock())
    table.reserve("a", SLOW)
    with closing(sqlite3.connect(tmp_path / "rates.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE rates SET next_at = 9e99, closed_until = 9e99, gap_s = -1")
    again = RateTable(tmp_path, Clock())
    assert again.reserve("a", SLOW) == 0.0
    assert again.closed_for_s("a") == 0.0
