"""Money: what a request costs, and what of a day's allowance is left."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.model.traits import Allowance
from persona_check.sources.registry import ALL_SOURCES, TRAITS
from persona_check.web.budget import Budget, Ledger, stated_budget

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
    assert ledger.budget("openalex", openalex(), key=False).allowance_usd == 0.1


def test_spending_adds_up_over_ledgers_of_one_folder_and_ends_with_the_day(tmp_path: Path) -> None:
    Ledger(tmp_path, lambda: NOW).spend("openalex", 0.001, key=True)
    Ledger(tmp_path, lambda: NOW).spend("openalex", 0.0001, key=True)
    today = Ledger(tmp_path, lambda: NOW).budget("openalex", openalex(), key=True)
    assert today == Budget(allowance_usd=1.0, spent_usd=0.0011)
    assert str(today) == "under 1 % of today's allowance used"
    tomorrow = datetime(2026, 3, 5, tzinfo=UTC)
    assert Ledger(tmp_path, lambda: tomorrow).spent_usd("openalex", key=True) == 0.0
    # without the key it is another account
    assert Ledger(tmp_path, lambda: NOW).spent_usd("openalex") == 0.0


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


def said(limit: str, remaining: str, **more: str) -> dict[str, str]:
    return {"x-ratelimit-limit-usd": limit, "x-ratelimit-remaining-usd": remaining, **more}


def test_what_the_source_says_is_left_replaces_what_was_added_up(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, lambda: NOW)
    ledger.spend("openalex", 0.05)
    stated = stated_budget(said("0.1", "0.0997"))
    assert stated == Budget(allowance_usd=0.1, spent_usd=0.0003)
    ledger.state("openalex", stated)
    ledger.state("openalex", stated)
    ledger.spend("openalex", 0.001)
    other = Ledger(tmp_path, lambda: NOW).budget("openalex", openalex(), key=False)
    assert other == Budget(allowance_usd=0.1, spent_usd=0.0013)
    assert len((tmp_path / "budget" / "openalex-2026-03-04.log").read_text().split()) == 3


def test_an_allowance_larger_or_smaller_than_ours_is_the_one_that_holds() -> None:
    for limit, remaining in (("0.01", "0.004"), ("25", "24.5")):
        ledger = Ledger(None, lambda: NOW)
        stated = stated_budget(said(limit, remaining))
        assert stated is not None
        ledger.state("openalex", stated, key=True)
        budget = ledger.budget("openalex", openalex(), key=True)
        assert budget.left_usd == pytest.approx(float(remaining))


def test_what_was_paid_in_advance_is_left_too() -> None:
    prepaid = stated_budget(said("1", "0", **{"x-ratelimit-prepaid-remaining-usd": "4"}))
    assert prepaid is not None
    assert prepaid.left_usd == 4.0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-ratelimit-limit-usd": "0.1"},
        said("", "1"),
        said("nan", "1"),
        said("inf", "1"),
        said("1", "-1"),
        said("1", "1e300"),
        said("1,0", "1"),
    ],
)
def test_an_account_that_cannot_be_read_is_none(headers: dict[str, str]) -> None:
    assert stated_budget(headers) is None


def test_lines_that_nobody_wrote_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "budget"
    folder.mkdir()
    text = "1000\nx\n=5/\n-3\n=9999999999999/1\n2000\n"
    (folder / "openalex-2026-03-04.log").write_text(text)
    assert Ledger(tmp_path, lambda: NOW).spent_usd("openalex") == 0.003
