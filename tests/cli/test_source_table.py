from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from persona_check.asking.self_check import Checkup, Health
from persona_check.cli.source_table import source_table
from persona_check.model.lookup import PersonByName, Query, UnavailableReason
from persona_check.model.record import Record
from persona_check.model.traits import Traits
from persona_check.settings import Settings, SourceSettings
from persona_check.sources.base import Availability
from persona_check.web.base import HttpClient
from persona_check.web.broken_sources import write_broken
from tests.askers import PLAIN

AT = datetime(2026, 11, 23, tzinfo=UTC)


class Rivers:
    id: ClassVar[str] = "rivers"
    title: ClassVar[str] = "Rivers"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({PersonByName})
    traits: ClassVar[Traits] = PLAIN
    known: ClassVar[Query | None] = None
    unknown: ClassVar[Query | None] = None

    def __init__(self, settings: SourceSettings) -> None:
        self._key = settings.key

    def availability(self) -> Availability:
        if self._key:
            return Availability(usable=True, note="deep water")
        return Availability(
            usable=False,
            reason=UnavailableReason.NO_CREDENTIAL,
            hint="set PERSONA_CHECK_RIVERS_KEY",
        )

    def serves(self, query: Query) -> bool:
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        return ()


def line(settings: Settings, *checkups: Checkup) -> str:
    """What stands there of the one source, its remedy behind a bar."""
    source = Rivers(settings.source("rivers"))
    own = source_table([source], settings, checkups, at=AT).partition("\n\n")[0].splitlines()
    assert len(own) <= 2
    return " | ".join((own[0], *(part.strip() for part in own[1:])))


WITH_KEY = {"rivers": SourceSettings(key="s3cret")}


def test_a_usable_source_is_shown_with_its_note_and_never_with_its_key() -> None:
    assert line(Settings(sources=WITH_KEY)) == "rivers  usable      deep water; key set"


def test_an_unusable_source_is_shown_with_reason_and_remedy() -> None:
    assert line(Settings()) == "rivers  unusable    no credential | set PERSONA_CHECK_RIVERS_KEY"


def test_a_source_that_is_not_wanted_is_left_out() -> None:
    assert line(Settings(without_sources=frozenset({"rivers"}))) == (
        "rivers  skipped     by --source or --no-source"
    )


def test_a_source_that_failed_its_last_self_check_is_left_out(tmp_path: Path) -> None:
    write_broken(tmp_path, {"rivers": "finds something that does not exist"}, tested=(), at=AT)
    assert line(Settings(sources=WITH_KEY, cache_dir=tmp_path)) == (
        "rivers  skipped     failed its self-check on 2026-11-23: finds something that does not "
        "exist; key set | test again: persona-check sources --self-check"
    )


def test_a_self_check_is_shown_in_place_of_what_is_believed() -> None:
    found = Checkup(
        source="rivers", title="Rivers", health=Health.BROKEN, detail="dry", hint="wait"
    )
    assert line(Settings(), found) == "rivers  broken      dry | wait"


def test_without_sources_the_cache_is_still_told(tmp_path: Path) -> None:
    assert source_table([], Settings(), at=AT) == "\ncache: off\n"
    assert source_table([], Settings(cache_dir=tmp_path), at=AT) == "\ncache: 0 answers, 0.0 MB\n"
