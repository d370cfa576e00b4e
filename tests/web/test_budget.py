"""Money: what a request costs, and what of a day's allowance is left."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.model.traits import Allowance
from persona_check.sources.registry import ALL_SOURCES, TRAITS
from persona_check.web.budget import Budget, Ledger

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
API = "https://api.openalex.org"
PRICED = {source.id: source.traits.allowance for source in ALL_SOURCES if source.traits.allowance}


def openalex() -> Allowance:
    (allowance,) = PRICED.values()
    return allowance


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
    assert openalex().cost_usd(url) == usd


def test_only_openalex_costs_anything() -> None:
    assert set(PRICED) == {"openalex"}
    assert TRAITS["crossref"].allowance is None


def test_a_key_raises_the_allowance() -> None:
    ledger = Ledger(None, lambda: NOW)
    assert ledger.budget("openalex", openalex(), key=True).allowance_usd == 1.0
    assert ledger.budget("openalex", openalex(), key=False).allowance_usd == 0.01


def test_spending_adds_up_over_ledgers_of_one_folder_and_ends_with_the_day(tmp_path: Path) -> None:
    Ledger(tmp_path, lambda: NOW).spend("openalex", 0.001)
    Ledger(tmp_path, lambda: NOW).spend("openalex", 0.0001)
    today = Ledger(tmp_path, lambda: NOW).budget("openalex", openalex(), key=True)
    assert today == Budget(allowance_usd=1.0, spent_usd=0.0011)
    assert str(today) == "under 1 % of today's allowance used"
    tomorrow = datetime(2026, 3, 5, tzinfo=UTC)
    assert Ledger(tmp_path, lambda: tomorrow).spent_usd("openalex") == 0.0


@pytest.mark.parametrize(
    ("spent_usd", "percent"),
    [(0.0, "0"), (0.004, "under 1"), (0.01, "1"), (0.034, "3"), (0.996, "100"), (1.2, "100")],
)
def test_a_budget_is_told_as_a_share(spent_usd: float, percent: str) -> None:
    told = f"{percent} % of today's allowance used"
    assert str(Budget(allowance_usd=1.0, spent_usd=spent_usd)) == told


def test_an_allowance_bears_a_request_that_leaves_something_of_it() -> None:
    spent = Budget(allowance_usd=0.01, spent_usd=0.009)
    assert spent.covers(0.0009)
    assert not spent.covers(0.001)
    assert spent.left_usd == pytest.approx(0.001)
    assert Budget(allowance_usd=0.01, spent_usd=0.02).left_usd == 0.0


def test_a_ledger_that_cannot_be_written_still_counts_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    ledger = Ledger(blocked, lambda: NOW)
    ledger.spend("openalex", 0.001)
    assert ledger.spent_usd("openalex") == 0.001
