"""The immutable index of all that was gathered about one claim."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from persona_check.model.claim import IdentifierScheme
from persona_check.model.finding import Evidence
from persona_check.model.lookup import (
    BY_CHOICE,
    Found,
    JointWorks,
    Lookup,
    NamesakesWith,
    NotFound,
    PersonById,
    PersonByName,
    Query,
    Unavailable,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import Provenance
from persona_check.model.record import (
    Coverage,
    CoverageRecord,
    OrganizationRecord,
    PersonRecord,
    Record,
    WorkRecord,
)
from persona_check.model.report import Candidate
from persona_check.model.traits import Scope, Trait, Traits, sources_with

__all__ = ["OF_PEOPLE", "OF_WORKS", "Dossier", "answered", "evidence_of", "outages"]

R = TypeVar("R", bound=Record)
Q = TypeVar("Q", bound=Query)

# What brings works, and with them the records that people are resolved from.
OF_WORKS = (WorkByDoi, WorkByTitle, WorksOfPerson, JointWorks, NamesakesWith)
OF_PEOPLE = (*OF_WORKS, PersonById, PersonByName)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Lookups, the records of exhibits, and the candidates resolved from them.

    ``as_of`` is the run's clock (UTC), read from the bundle on replay. ``exhibits`` are the
    records of examined files. ``traits`` are those of all sources there are, by id: an index that
    was not asked is missed all the same.
    """

    lookups: tuple[Lookup, ...] = ()
    exhibits: tuple[Record, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    as_of: datetime
    traits: Mapping[str, Traits]

    def records(self, kind: type[R]) -> Iterator[R]:
        """All records of one type, in the order of the lookups, then exhibits."""
        for lookup in self.lookups:
            if isinstance(lookup, Found):
                yield from (record for record in lookup.records if isinstance(record, kind))
        yield from (record for record in self.exhibits if isinstance(record, kind))

    def about(self, assertion: str, *queries: type[Query]) -> tuple[Lookup, ...]:
        """The lookups that one assertion gave rise to, of these query types (none: all)."""
        return tuple(
            lookup
            for lookup in self.lookups
            if assertion in lookup.query.about
            and (not queries or isinstance(lookup.query, queries))
        )

    def asked(self, *queries: type[Query]) -> tuple[Lookup, ...]:
        """All lookups of these query types."""
        return tuple(lookup for lookup in self.lookups if isinstance(lookup.query, queries))

    def sources_with(self, trait: Trait) -> frozenset[str]:
        """The ids of the sources whose word is worth this."""
        return sources_with(trait, self.traits)

    def holding(self, works: Scope) -> frozenset[str]:
        """The ids of the sources that mean to hold these works."""
        return frozenset(source for source, own in self.traits.items() if own.works_of is works)

    def knowing_all_of(self, scheme: IdentifierScheme) -> frozenset[str]:
        """The ids of the sources that assign these identifiers, and so know all of them."""
        return frozenset(
            source for source, own in self.traits.items() if scheme in own.knows_all_of
        )

    def unheard(self, *queries: type[Query], about: str | None = None) -> bool:
        """Whether somebody was asked such a question, of one assertion or any, and gave no answer.

        What the others do not show may be there: it is not missing, and says nothing against
        anybody.
        """
        asked = self.asked(*queries) if about is None else self.about(about, *queries)
        return bool(outages(asked))

    @property
    def chosen(self) -> Candidate | None:
        """The candidate with whom the claim is compared; None where none or several fit."""
        return next((candidate for candidate in self.candidates if candidate.chosen), None)


def evidence_of(items: Iterable[Record | NotFound | Found], says: str = "") -> tuple[Evidence, ...]:
    """Evidence lines for records and empty answers, one per distinct answer, in order.

    A ``Found`` stands for an answer that holds other things than what was asked for.
    """
    seen: dict[tuple[str, str], Evidence] = {}
    for item in items:
        provenances: tuple[Provenance, ...]
        if isinstance(item, NotFound):
            provenances, words = item.provenance, says or f"no match for {item.query}"
        elif isinstance(item, Found):
            provenances = tuple(record.provenance for record in item.records[:1])
            words = says or f"no match for {item.query}"
        else:
            provenances, words = (item.provenance,), says or _says(item)
        for provenance in provenances:
            key = (provenance.url, words)
            if key not in seen:
                mark = f"{provenance.source}:{provenance.sha256[:12]}"
                seen[key] = Evidence(id=mark, provenance=provenance, says=words)
    return tuple(seen.values())


def answered(lookups: Iterable[Lookup]) -> tuple[Found | NotFound, ...]:
    """Those lookups that got an answer, empty ones included."""
    return tuple(lookup for lookup in lookups if not isinstance(lookup, Unavailable))


def outages(lookups: Iterable[Lookup]) -> tuple[Unavailable, ...]:
    """Those lookups that were to be answered and were not."""
    return tuple(
        lookup
        for lookup in lookups
        if isinstance(lookup, Unavailable) and lookup.reason not in BY_CHOICE
    )


_HELD = {
    Coverage.HELD: "in this database",
    Coverage.PARTLY: "partly in this database",
    Coverage.NOT_HELD: "not in this database",
}


def _says(record: Record) -> str:
    match record:
        case WorkRecord():
            year = f" ({record.year})" if record.year else ""
            names = ", ".join(author.name for author in record.authors[:3])
            more = " and others" if len(record.authors) > 3 else ""
            return f"{record.title}{year}" + (f", by {names}{more}" if names else "")
        case PersonRecord():
            return record.name
        case OrganizationRecord():
            return record.name
        case CoverageRecord():
            return f"{record.venue} {record.year}: {_HELD[record.coverage]} ({record.works} papers)"
        case _:
            return ""
