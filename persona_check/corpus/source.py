"""The local corpus as a witness like any other; it asks nobody and tells nobody."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import ClassVar

from persona_check import names
from persona_check.corpus.entry import Byline, Entry
from persona_check.corpus.lookup import Corpus
from persona_check.corpus.store import open_corpus
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    PersonById,
    PersonByName,
    Query,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    AssertedBy,
    Authorship,
    CoverageRecord,
    Identifier,
    PersonRecord,
    Provenance,
    Record,
    Via,
    WorkRecord,
)
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, HttpClient

__all__ = ["LocalCorpus"]

MOST_WORKS = 300
MOST_PEOPLE = 60
# Keys that a source gives to one byline rather than to one person name nobody.
WEAK_KEYS = ("nberwp:",)
_COLUMNS = {
    IdentifierScheme.ORCID: "orcid",
    IdentifierScheme.SCHOLAR: "scholar",
    IdentifierScheme.CORPUS: "person",
}


class LocalCorpus:
    """Works and people of one corpus file.

    A person is one key of the corpus' own inputs, or one written name where they give none.
    """

    id: ClassVar[str] = "corpus"
    title: ClassVar[str] = "local corpus"
    answers: ClassVar[frozenset[type[Query]]] = frozenset(
        {PersonById, PersonByName, WorkByDoi, WorkByTitle, WorksOfPerson, JointWorks, VenueCoverage}
    )
    known: ClassVar[Query | None] = None
    unknown: ClassVar[Query | None] = None

    def __init__(self, settings: SourceSettings, path: Path) -> None:
        del settings  # a file has neither address nor key
        self._path = path
        self._corpus = _opened(path)
        self._as_of = datetime.strptime(self._corpus.as_of, "%Y-%m-%dT%H:%M:%SZ").replace(
            tzinfo=UTC
        )

    def availability(self) -> Availability:
        """Always usable once opened."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Identifiers that works print."""
        if isinstance(query, PersonById | WorksOfPerson):
            return query.scheme in _COLUMNS
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query; nothing is asked of the network."""
        del http
        match query:
            case WorkByTitle():
                return self._works(self._corpus.works_by_title(query.title))
            case WorkByDoi():
                return self._works(self._corpus.works_by_doi(query.doi))
            case PersonByName():
                works = self._corpus.works_of_name(query.name)[:MOST_WORKS]
                return (*self._people(query.name, works), *self._works(works))
            case PersonById() | WorksOfPerson():
                works = self._corpus.works_of(_COLUMNS[query.scheme], query.identifier)
                return self._works(works[:MOST_WORKS])
            case JointWorks():
                return self._joint(query)
            case VenueCoverage():
                return self._coverage(query)
            case _:
                return ()

    def _works(self, works: Iterable[int]) -> tuple[WorkRecord, ...]:
        return tuple(self._work(self._corpus.entry(work)) for work in works)

    def _work(self, entry: Entry) -> WorkRecord:
        return WorkRecord(
            key=f"corpus:{entry.key}",
            title=entry.title,
            provenance=self._provenance(entry),
            year=entry.year,
            venue=entry.venue,
            doi=entry.doi,
            kind=entry.kind,
            authors=tuple(
                Authorship(
                    name=byline.name,
                    position=position,
                    author_key=_person_key(byline),
                    orcid=byline.orcid,
                    scholar_id=byline.scholar,
                    affiliations=byline.affiliations,
                    email_domain=byline.email_domain,
                )
                for position, byline in enumerate(entry.bylines, 1)
            ),
            created_on=date.fromisoformat(entry.deposited_on) if entry.deposited_on else None,
        )

    def _provenance(self, entry: Entry) -> Provenance:
        return Provenance(
            source=self.id,
            url=f"corpus:{self._path.name}#{entry.key}",
            retrieved_at=self._as_of,
            sha256=hashlib.sha256(repr(entry).encode("utf-8", "replace")).hexdigest(),
            via=Via.CORPUS,
            asserted_by=AssertedBy.THIRD_PARTY,
            upstream=(f"doi:{entry.doi}" if entry.doi else f"corpus:{entry.key}",),
        )

    def _people(self, name: str, works: Iterable[int]) -> tuple[PersonRecord, ...]:
        """One record a person key, or a written name without one, among the bylines that fit."""
        groups: dict[str, list[tuple[Entry, Byline]]] = defaultdict(list)
        for work in works:
            entry = self._corpus.entry(work)
            for byline in entry.bylines:
                if names.compatible(name, byline.name) and (key := _person_key(byline)):
                    groups[key].append((entry, byline))
        largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(self._person(key, printed) for key, printed in largest[:MOST_PEOPLE])

    def _person(self, key: str, printed: Sequence[tuple[Entry, Byline]]) -> PersonRecord:
        first = printed[0][0]
        years: dict[str, set[int]] = defaultdict(set)
        for entry, byline in printed:
            for place in byline.affiliations:
                years[place].update([entry.year] if entry.year else [])
        found = {
            *((IdentifierScheme.ORCID, b.orcid) for _, b in printed if b.orcid),
            *((IdentifierScheme.SCHOLAR, b.scholar) for _, b in printed if b.scholar),
        }
        counted: dict[int, int] = defaultdict(int)
        for entry, _ in printed:
            counted[entry.year or 0] += 1
        return PersonRecord(
            key=key,
            name=max(sorted({b.name for _, b in printed}), key=len),
            provenance=self._provenance(first),
            identifiers=tuple(Identifier(scheme=s, value=v) for s, v in sorted(found)),
            affiliations=tuple(
                AffiliationFact(
                    organization=place,
                    kind=AffiliationKind.PRINTED,
                    years=tuple(sorted(held)),
                    asserted_by=AssertedBy.THIRD_PARTY,
                )
                for place, held in sorted(years.items())
            ),
            works_count=len(printed),
            works_by_year=tuple(sorted((y, n) for y, n in counted.items() if y)),
        )

    def _joint(self, query: JointWorks) -> tuple[Record, ...]:
        common = self._works(self._corpus.joint_works(query.name, query.other)[:20])
        theirs = self._corpus.works_of_name(query.other)
        if not theirs:
            return common
        entry = self._corpus.entry(theirs[0])
        other = PersonRecord(
            key=f"corpus:name:{names.normal(query.other)}",
            name=query.other,
            provenance=self._provenance(entry),
            works_count=len(theirs),
        )
        return (*common, other)

    def _coverage(self, query: VenueCoverage) -> tuple[Record, ...]:
        coverage, works = self._corpus.coverage(query.venue, query.year)
        provenance = Provenance(
            source=self.id,
            url=f"corpus:{self._path.name}#coverage",
            retrieved_at=self._as_of,
            sha256=hashlib.sha256(f"{query} {works}".encode()).hexdigest(),
            via=Via.CORPUS,
            asserted_by=AssertedBy.THIRD_PARTY,
        )
        return (
            CoverageRecord(
                venue=query.venue,
                year=query.year,
                coverage=coverage,
                works=works,
                provenance=provenance,
            ),
        )


@cache
def _opened(path: Path) -> Corpus:
    """One open corpus a process, however many claims are checked against it."""
    return Corpus(open_corpus(path))


def _person_key(byline: Byline) -> str | None:
    if byline.person is None or byline.person.startswith(WEAK_KEYS):
        return None
    return byline.person
