"""The answers that a corpus gave in one run, as they are kept in an evidence bundle."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import ClassVar, TypeAlias

import msgspec

from persona_check.corpus.records import SOURCE
from persona_check.corpus.source import LocalCorpus
from persona_check.errors import UsageError
from persona_check.model.lookup import Query
from persona_check.model.record import (
    CoverageRecord,
    PersonRecord,
    PrintedUnitsRecord,
    Record,
    WorkRecord,
)
from persona_check.model.traits import Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.web.base import HttpClient

__all__ = ["RecordedCorpus", "kept", "read_answers"]

Recorded: TypeAlias = Mapping[str, tuple[Record, ...]]


_Kept: TypeAlias = PersonRecord | WorkRecord | CoverageRecord | PrintedUnitsRecord
_TYPES: Mapping[str, type[_Kept]] = MappingProxyType(
    {one.__name__: one for one in (PersonRecord, WorkRecord, CoverageRecord, PrintedUnitsRecord)}
)


class _Record(msgspec.Struct):
    type: str
    content: msgspec.Raw


class _Answer(msgspec.Struct):
    query: str
    records: list[_Record]


class RecordedCorpus:
    """A corpus that answers what it answered when the bundle was made."""

    id: ClassVar[str] = SOURCE
    title: ClassVar[str] = "Local corpus, as recorded"
    known: ClassVar[Query | None] = None
    unknown: ClassVar[Query | None] = None

    answers: ClassVar[frozenset[type[Query]]] = LocalCorpus.answers
    traits: ClassVar[Traits] = LocalCorpus.traits

    def __init__(self, settings: SourceSettings, recorded: Recorded) -> None:
        del settings  # a recording has neither address nor key
        self._recorded = recorded
        self.given: dict[Query, tuple[Record, ...]] = {}

    def availability(self) -> Availability:
        """Usable."""
        return Availability(usable=True, note=f"{len(self._recorded)} recorded answers")

    def serves(self, query: Query) -> bool:
        """Whether the corpus was asked this."""
        return _words(query) in self._recorded

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The recorded answer to a query that it ``serves``; ``http`` is not used."""
        del http
        self.given[query] = self._recorded[_words(query)]
        return self.given[query]


def kept(given: Mapping[Query, tuple[Record, ...]]) -> bytes:
    """All answers of a run, in the form that ``read_answers`` reads; equal runs, equal bytes."""
    answers = [_Answer(_words(query), [_kept(one) for one in given[query]]) for query in given]
    answers.sort(key=lambda answer: answer.query)
    return msgspec.json.format(msgspec.json.encode(answers), indent=1)


def read_answers(content: bytes) -> Recorded:
    """The records by query; raises ``UsageError`` where they cannot be read."""
    try:
        answers = msgspec.json.decode(content, type=list[_Answer])
        return {one.query: tuple(_read(record) for record in one.records) for one in answers}
    except (msgspec.MsgspecError, KeyError) as error:
        raise UsageError(
            "the corpus answers in the bundle cannot be read",
            hint="give the original corpus with --corpus",
        ) from error


def _kept(record: Record) -> _Record:
    return _Record(type(record).__name__, msgspec.Raw(msgspec.json.encode(record)))


def _read(record: _Record) -> Record:
    return msgspec.json.decode(record.content, type=_TYPES[record.type])


def _words(query: Query) -> str:
    asked = {item.name: getattr(query, item.name) for item in fields(query) if item.compare}
    return msgspec.json.encode([type(query).__name__, asked], order="sorted").decode()
