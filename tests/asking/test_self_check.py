"""The self-check: a source that finds nobody's work, or misses its own, is left out."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from persona_check.asking.collect import collect
from persona_check.asking.self_check import Checkup, Health, SelfCheck, self_check
from persona_check.model.lookup import Query, Unavailable, UnavailableReason, WorkByDoi
from persona_check.model.provenance import Provenance, Via
from persona_check.model.record import Record, WorkRecord
from persona_check.model.traits import Traits
from persona_check.progress import SilentProgress
from persona_check.settings import Settings, SourceSettings
from persona_check.sources.base import Availability
from persona_check.web.base import HttpClient, SourceUnavailableError
from persona_check.web.broken_sources import read_broken, write_broken
from persona_check.web.http import open_client
from tests.askers import PLAIN

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WORK = WorkRecord(
    key="one:1",
    title="On Wolves",
    provenance=Provenance(
        source="one", url="https://one.example/", retrieved_at=NOW, sha256="0" * 64, via=Via.NETWORK
    ),
)


class One:
    id: ClassVar[str] = "one"
    title: ClassVar[str] = "One"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({WorkByDoi})
    traits: ClassVar[Traits] = PLAIN
    known: ClassVar[Query | None] = WorkByDoi(doi="10.5555/known")
    unknown: ClassVar[Query | None] = WorkByDoi(doi="10.5555/unknown")
    finds: tuple[str, ...] = ("10.5555/known",)
    down: tuple[str, ...] = ()

    def __init__(self, settings: SourceSettings | None = None) -> None:
        del settings

    def availability(self) -> Availability:
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        assert isinstance(query, WorkByDoi)
        if query.doi in self.down:
            raise SourceUnavailableError(
                UnavailableReason.RATE_LIMITED, "status 429", hint="try again later"
            )
        return (WORK,) if query.doi in self.finds else ()


class Untested(One):
    known = None
    unknown = None


class Well(One):
    """One that works, so that the network is not at fault."""

    id: ClassVar[str] = "well"


class Down(One):
    """One that gives no answer."""

    id: ClassVar[str] = "down"
    down = ("10.5555/known", "10.5555/unknown")


class Broken(One):
    """One that does not find what it has."""

    id: ClassVar[str] = "broken"
    finds = ()


def check(source: One, folder: Path | None = None) -> Checkup:
    settings = Settings(cache_dir=folder)
    checked = asyncio.run(self_check([source, Well()], settings, clock=lambda: NOW))
    return checked.checkups[0]


def test_a_source_that_tells_the_two_apart_works() -> None:
    assert check(One()) == Checkup(source="one", title="One", health=Health.WORKS)


@pytest.mark.parametrize(
    ("finds", "words"),
    [
        (("10.5555/known", "10.5555/unknown"), "finds something that does not exist"),
        ((), "does not find something it has"),
    ],
)
def test_a_source_that_does_not_tell_the_two_apart_is_broken(
    finds: tuple[str, ...], words: str
) -> None:
    source = One()
    source.finds = finds
    checkup = check(source)
    assert checkup.health is Health.BROKEN
    assert words in checkup.detail


@pytest.mark.parametrize("down", ["10.5555/known", "10.5555/unknown"])
def test_a_source_that_gives_no_answer_is_unavailable_not_broken(down: str) -> None:
    source = One()
    source.down = (down,)
    assert check(source) == Checkup(
        source="one",
        title="One",
        health=Health.UNAVAILABLE,
        detail="rate limited: status 429",
        hint="try again later",
    )


def test_a_source_without_such_questions_is_not_tested() -> None:
    assert check(Untested()).health is Health.NOT_TESTED


@pytest.mark.parametrize(
    ("sources", "assessed"),
    [
        ((One, Well), True),
        ((Down, Well), True),
        ((Broken, Well), True),
        ((Down,), False),
        ((Broken, Down), False),
        ((Untested,), True),
        ((), True),
        ((Untested, Down), False),
    ],
)
def test_where_nothing_that_was_tested_works_the_check_assessed_nothing(
    sources: tuple[type[One], ...], assessed: bool, tmp_path: Path
) -> None:
    settings = Settings(cache_dir=tmp_path)
    checked = asyncio.run(self_check([one() for one in sources], settings, clock=lambda: NOW))
    assert checked.assessed is assessed
    assert (tmp_path / "self-check.json").exists() is (Well in sources)


def test_a_source_that_the_user_excluded_is_not_asked() -> None:
    settings = Settings(without_sources=frozenset({"one"}))
    assert asyncio.run(self_check([One()], settings)) == SelfCheck(checkups=())


def test_a_run_leaves_out_what_the_self_check_found_broken_and_says_so(tmp_path: Path) -> None:
    source = One()
    source.finds = ()
    check(source, tmp_path)

    async def run(at: datetime) -> object:
        settings = Settings(cache_dir=tmp_path)
        async with open_client(settings, clock=lambda: at) as client:
            query = WorkByDoi(doi="10.5555/known")
            (lookup,) = await collect(
                [query], [One()], client, settings=settings, progress=SilentProgress()
            )
            return lookup

    lookup = asyncio.run(run(NOW + timedelta(hours=1)))
    assert isinstance(lookup, Unavailable)
    assert lookup.reason is UnavailableReason.BROKEN
    assert lookup.detail.startswith("failed its self-check on 2026-03-04: does not find")
    assert not isinstance(asyncio.run(run(NOW + timedelta(hours=7))), Unavailable)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"broken": 3}', '{"broken": {"one": {"checked_at": 3}}}']
)
def test_an_unreadable_note_of_the_self_check_leaves_nothing_out(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "self-check.json").write_text(content)
    assert read_broken(tmp_path, at=NOW) == {}


def test_a_self_check_without_a_folder_is_kept_nowhere() -> None:
    write_broken(None, {"one": "x"}, tested={"one"}, at=NOW)
    assert read_broken(None, at=NOW) == {}


def test_what_was_not_tested_keeps_its_mark_until_it_is_old(tmp_path: Path) -> None:
    write_broken(tmp_path, {"one": "x", "two": "y"}, tested={"one", "two", "three"}, at=NOW)
    later = NOW + timedelta(hours=4)
    write_broken(tmp_path, {"three": "z"}, tested={"three", "one"}, at=later)
    assert set(read_broken(tmp_path, at=later)) == {"two", "three"}
    assert set(read_broken(tmp_path, at=NOW + timedelta(hours=7))) == {"three"}
    write_broken(tmp_path, {}, tested={"three"}, at=NOW + timedelta(hours=7))
    assert read_broken(tmp_path, at=NOW + timedelta(hours=7)) == {}
