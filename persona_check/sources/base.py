"""What a source is: something that answers some queries with records, or says why it cannot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, Self, runtime_checkable

from persona_check.model.lookup import Query, UnavailableReason
from persona_check.model.record import Record
from persona_check.model.traits import Traits
from persona_check.settings import SourceSettings
from persona_check.web.base import HttpClient

__all__ = ["Availability", "Counted", "JointSource", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Whether a source can be asked now; if not, why, and how to fix it.

    ``asked_last`` marks one that mostly refuses as it is set up: others go first.
    """

    usable: bool
    reason: UnavailableReason | None = None
    hint: str | None = None
    note: str | None = None
    asked_last: bool = False


class Counted(tuple[Record, ...]):
    """Records, and how many the source says that there are in all (None: it does not count)."""

    total: int | None

    def __new__(cls, records: Iterable[Record], total: int | None) -> Self:
        """The records of a list; a source may count fewer than it lists where it merged some."""
        made = super().__new__(cls, records)
        made.total = None if total is None else max(total, len(made))
        return made


class Source(Protocol):
    """A witness.

    ``known`` is a query that it must answer with a record, ``unknown`` one that it must answer
    with nothing: by them ``sources --self-check`` and the online tests tell whether it still
    works. None where a source has no such thing (a page is whatever its owner makes it).

    ``lookup`` returns ``()`` where the source was asked and holds nothing (``Counted`` where it
    says how many there are), and raises
    ``SourceUnavailableError`` where no usable answer could be had. A query of a type that it
    answers but cannot serve (an identifier of another scheme) is declined by ``serves``.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    answers: ClassVar[frozenset[type[Query]]]
    traits: ClassVar[Traits]
    known: ClassVar[Query | None]
    unknown: ClassVar[Query | None]

    def __init__(self, settings: SourceSettings) -> None: ...

    def availability(self) -> Availability:
        """Whether it can be asked now."""
        ...

    def serves(self, query: Query) -> bool:
        """Whether this very query is one for this source."""
        ...

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query; () where there are none."""
        ...


@runtime_checkable
class JointSource(Protocol):
    """A source that answers several queries with one request, beside being a ``Source``."""

    def together(self, queries: Sequence[Query]) -> Sequence[Sequence[Query]]:
        """Groups of two or more of the queries that are best asked together.

        The same queries in another order give the same groups, so that a recorded run replays.
        """
        ...

    async def lookup_together(
        self, queries: Sequence[Query], http: HttpClient
    ) -> Mapping[Query, Sequence[Record]]:
        """The records that answer each query of a group; a query left out is asked by itself.

        Raises ``SourceUnavailableError`` where no usable answer could be had to any.
        """
        ...
