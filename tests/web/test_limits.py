"""Manners: how fast and how many at a time, and what it costs."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.web.limits import (
    LIMITS,
    Budget,
    Ledger,
    Limit,
    Manners,
    budget_of,
    cost_of,
    limit_of,
    stated_rate,
)

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
API = "https://api.openalex.org"


@pytest.mark.parametrize(
    ("url", "usd"),
    [
        (f"{API}/works/W1", 0.0),
        (f"{API}/authors/https%3A%2F%2Forcid.org%2F0000-0002-1825-0097", 0.0),
        (f"{API}/works/doi:10.5555/abc?select=id", 0.0),
        (f"{API}/works?filter=author.id%3AA1&per_page=100", 0.0001),
        (f"{API}/works?filter=title.search%3Awolves", 0.001),
        (f"{API}/works?filter=author.id:A1,display_name.search:wolves", 0.001),
        (f"{API}/authors?search=Mira", 0.001),
        (f"{API}/autocomplete/authors?q=mira", 0.0001),
    ],
)
def test_an_openalex_request_costs_by_its_kind(url: str, usd: float) -> None:
    assert cost_of("openalex", url) == usd


def test_other_sources_cost_nothing_and_have_no_allowance() -> None:
    assert cost_of("crossref", "https://api.crossref.org/works?query=a") == 0.0
    assert budget_of("crossref", key=True) is None
    assert Ledger(None, lambda: NOW).budget("crossref", key=True) is None


def test_a_mail_address_or_key_raises_the_limit_where_the_service_says_so() -> None:
    assert limit_of("crossref").at_once == 1
    assert limit_of("crossref", mail=True).at_once == 3
    assert limit_of("pubmed").requests == 3
    assert limit_of("pubmed", key=True).requests == 10


def test_a_source_without_an_entry_gets_a_modest_limit() -> None:
    assert limit_of("something-new") == Limit()


def test_a_server_on_this_machine_needs_no_manners_but_keeps_its_meanings() -> None:
    local = limit_of("orcid", base_url="http://127.0.0.1:8000")
    assert local.requests > 100
    assert (local.throttles, local.locked) == (LIMITS["orcid"].throttles, 409)
    assert limit_of("orcid", base_url="https://mirror.example") == LIMITS["orcid"]


def test_no_more_run_at_once_than_allowed() -> None:
    running, most = 0, 0

    async def one(manners: Manners, limit: Limit) -> None:
        nonlocal running, most
        async with manners.turn("a", limit):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.005)
            running -= 1

    async def main() -> None:
        manners, limit = Manners(), Limit(requests=1000, at_once=3)
        await asyncio.gather(*(one(manners, limit) for _ in range(12)))

    asyncio.run(main())
    assert most == 3


def test_requests_keep_the_rate_from_the_first_burst_on() -> None:
    async def main() -> list[float]:
        manners, limit = Manners(), Limit(requests=1, period_s=0.1, at_once=4)
        loop = asyncio.get_running_loop()
        times: list[float] = []

        async def one() -> None:
            async with manners.turn("a", limit):
                times.append(loop.time())

        await asyncio.gather(*(one() for _ in range(4)))
        return times

    times = asyncio.run(main())
    assert times[-1] - times[0] >= 0.28


@pytest.mark.parametrize(
    ("limit", "interval", "rate"),
    [("5", "1s", 5.0), ("1", "2s", 0.5), ("x", "1s", None), ("5", "", None), ("0", "1s", None)],
)
def test_a_rate_is_read_from_the_headers(limit: str, interval: str, rate: float | None) -> None:
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}
    assert stated_rate(headers) == rate
    assert stated_rate({}) is None


def test_a_stated_rate_slows_down_and_never_speeds_up() -> None:
    async def main(stated: float | None) -> float:
        manners, limit = Manners(), Limit(requests=200, at_once=2)
        loop = asyncio.get_running_loop()
        started = loop.time()
        manners.heed("a", stated)
        for _ in range(4):
            async with manners.turn("a", limit):
                manners.heed("a", stated)
        return loop.time() - started

    assert asyncio.run(main(20.0)) >= 0.09
    assert asyncio.run(main(10_000.0)) < 0.09
    assert asyncio.run(main(None)) < 0.09


def test_spending_adds_up_over_ledgers_of_one_folder_and_ends_with_the_day(tmp_path: Path) -> None:
    Ledger(tmp_path, lambda: NOW).spend("openalex", 0.001)
    Ledger(tmp_path, lambda: NOW).spend("openalex", 0.0001)
    today = Ledger(tmp_path, lambda: NOW).budget("openalex", key=True)
    assert today == Budget(source="openalex", allowance_usd=1.0, spent_usd=0.0011)
    assert str(today) == "OpenAlex: $0.0011 of $1.00"
    tomorrow = datetime(2026, 3, 5, tzinfo=UTC)
    assert Ledger(tmp_path, lambda: tomorrow).spent_usd("openalex") == 0.0


def test_a_ledger_that_cannot_be_written_still_counts_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    ledger = Ledger(blocked, lambda: NOW)
    ledger.spend("openalex", 0.001)
    assert ledger.spent_usd("openalex") == 0.001
