"""A network that answers in the place of every service is named, and leaves nothing behind."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from persona_check.asking.self_check import Health, self_check
from persona_check.model.lookup import Unavailable
from persona_check.settings import Settings
from persona_check.sources.registry import build
from tests.cli.running import ran
from tests.faults.modes import FOREIGN, MODES, REFUSALS, Instead
from tests.faults.network import FaultyNetwork, everything, only
from tests.faults.runs import LIVES, PEOPLE, checked, with_cache

NAMED = "not assessed: this network answers in place of the services"
MAIL = ("--contact-email", "desk@paper.example")


def left_in(folder: Path) -> list[str]:
    """Files of a cache folder that hold anything beyond the pace of asking."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = [path.name for path in files if path.name != "rates.sqlite"]
    if (rates := folder / "rates.sqlite").exists() and rates.stat().st_size:
        with closing(sqlite3.connect(rates, isolation_level=None)) as table:
            closed = table.execute("SELECT name FROM rates WHERE closed_until > 0").fetchall()
        kept += [f"{name} is closed" for (name,) in closed]
    return kept


@pytest.mark.parametrize("mode", FOREIGN)
@pytest.mark.parametrize("who", [*PEOPLE, "lives/self_published", "lives/pseudonym"])
def test_one_page_in_answer_to_everything_is_no_assessment_of_anybody(
    who: str, mode: str, tmp_path: Path
) -> None:
    ended = checked(who, everything(MODES[mode]), with_cache(tmp_path))
    assert ended.report is None
    assert ended.refused == f"{NAMED} with a page titled “Notice”"
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode not in FOREIGN])
def test_whatever_answers_in_place_of_all_is_named_in_one_sentence(
    mode: str, tmp_path: Path
) -> None:
    ended = checked("newcomer", everything(MODES[mode]), with_cache(tmp_path))
    assert ended.refused.startswith(NAMED)
    kept = [name for name in left_in(tmp_path) if not name.startswith("openalex-")]
    assert kept == []  # what might have cost money stays booked


@pytest.mark.parametrize("mode", [mode for mode in REFUSALS if mode != "429 for a second"])
def test_where_everybody_refuses_nobody_is_assessed(mode: str) -> None:
    ended = checked("newcomer", everything(REFUSALS[mode]))
    assert ended.report is None
    assert ended.refused.startswith("not assessed: ")


def test_a_network_that_wants_everybody_left_alone_for_an_hour_speaks_for_no_service(
    tmp_path: Path,
) -> None:
    ended = checked("newcomer", everything(REFUSALS["429 for an hour"]), with_cache(tmp_path))
    assert ended.refused == NAMED
    services = [name for name in left_in(tmp_path) if ".example" not in name]
    assert services == []
    assert checked("newcomer", settings=with_cache(tmp_path)).report is not None


@pytest.mark.parametrize("mode", ["429", "Cloudflare", "403"])
def test_two_services_that_refuse_alike_are_not_the_network(mode: str) -> None:
    instead = {**MODES, **REFUSALS}[mode]
    report = checked("newcomer", only(instead, "api.openalex.org", "api.crossref.org")).report
    assert report is not None
    assert report.notes == ()


@pytest.mark.parametrize("mode", ["404", "200", "302"])
def test_a_page_in_place_of_two_services_is_told_with_the_report(mode: str) -> None:
    fault = only(FOREIGN[mode], "api.openalex.org", "api.crossref.org")
    report = checked("newcomer", fault).report
    assert report is not None
    assert report.notes == (
        "This network answers in place of the services with a page titled “Notice”.",
    )


def test_an_empty_list_from_everybody_is_nobodys_word_for_nothing(tmp_path: Path) -> None:
    def fault(url: str) -> Instead | None:
        return None if "rdap" in url or "iana" in url else MODES["a list"]

    report = checked("researcher", fault, with_cache(tmp_path)).report
    assert report is not None
    archive = [one for one in report.lookups if one.source == "wayback"]
    assert all(isinstance(one, Unavailable) for one in archive)
    bodies = [path.read_bytes() for path in tmp_path.rglob("*.body.json")]
    assert b"[]" not in [body.strip() for body in bodies]


@pytest.mark.parametrize("mode", ["404", "portal at the router", "empty, 404", "an empty object"])
def test_the_self_check_writes_nothing_where_the_network_is_at_fault(
    mode: str, tmp_path: Path
) -> None:
    settings = Settings(
        cache_dir=tmp_path, request_timeout_s=1.0, without_sources=frozenset({"googlescholar"})
    )
    with FaultyNetwork(everything(MODES[mode])).in_place():
        found = asyncio.run(self_check(build(settings), settings))
    assert found.instead is not None
    assert {one.health for one in found.checkups} <= {Health.UNAVAILABLE, Health.NOT_TESTED}
    assert left_in(tmp_path) == []


# --- the command line ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", FOREIGN)
def test_the_command_ends_with_4_and_says_why_in_one_sentence(
    mode: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = "fixtures/claims/newcomer.toml"
    with FaultyNetwork(everything(FOREIGN[mode])).in_place():
        told = ran(
            capsys, "check", "--claim", claim, "--cache-dir", str(tmp_path), *MAIL, "--quiet"
        )
    assert (told.code, told.out) == (4, "")
    assert told.err == (
        f"error: {NAMED} with a page titled “Notice”\n"
        "hint: log in to the network in your browser, or use another one, and try again\n"
    )
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("mode", FOREIGN)
def test_the_commands_self_check_ends_with_4_and_writes_nothing(
    mode: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultyNetwork(everything(FOREIGN[mode])).in_place():
        told = ran(
            capsys,
            *("sources", "--self-check", "--no-source", "googlescholar", "--quiet"),
            *("--cache-dir", str(tmp_path), *MAIL),
        )
    assert told.code == 4
    assert told.err == (
        f"error: {NAMED} with a page titled “Notice”\n"
        "hint: log in to the network in your browser, or use another one, and try again\n"
    )
    assert "no answer" in told.out
    assert "broken" not in told.out
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("hanging", "no source works\nhint: every source that was asked did not answer in time\n"),
        ("500", "no source works\nhint: every source that was asked had an internal error; try"),
    ],
)
def test_the_commands_self_check_ends_with_4_where_no_source_works(
    mode: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultyNetwork(everything(REFUSALS[mode])).in_place():
        told = ran(
            capsys,
            *("sources", "--self-check", "--no-source", "googlescholar", "--quiet"),
            *("--cache-dir", str(tmp_path), "--request-timeout", "0.3", *MAIL),
        )
    assert told.code == 4
    assert told.err.startswith(f"error: not assessed: {words}")
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("portal at the router", "this network answers in place of the services"),
        ("429 for an hour", "error: not assessed: "),
        ("hanging", "every source that was asked did not answer in time"),
    ],
)
def test_the_command_ends_with_4_whatever_keeps_all_answers_back(
    mode: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = f"fixtures/claims/{LIVES[0]}.toml"
    with FaultyNetwork(everything({**MODES, **REFUSALS}[mode])).in_place():
        told = ran(
            capsys,
            *("check", "--claim", claim, "--no-cache", "--quiet"),
            *("--request-timeout", "0.3", "--timeout", "5", *MAIL),
        )
    assert told.code == 4
    assert words in told.err
