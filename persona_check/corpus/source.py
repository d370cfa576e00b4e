"""The local corpus as a source like any other; it sends nothing anywhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from persona_check.compare import names
from persona_check.corpus.errors import CorpusError
from persona_check.corpus.lookup import Byline, Corpus, HeldWork, opened
from persona_check.corpus.records import SOURCE, person_key, person_record, work_record
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    UnitsOfOrganization,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import CoverageRecord, PersonRecord, PrintedUnitsRecord, Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.web.base import HttpClient, SourceUnavailableError

__all__ = ["LocalCorpus"]

_SCHEMES = frozenset({IdentifierScheme.ORCID, IdentifierScheme.SCHOLAR, IdentifierScheme.CORPUS})
# the works that stand for a namesake's record; all are counted
_MOST_WORKS_OF_A_NAME = 40
_MOST_JOINT_WORKS = 20
_MOST_PEOPLE = 60


class LocalCorpus:
    """Answers from one corpus file.

    ``PersonByName`` gives one record a person key of the corpus' own inputs, and all works that
    print a compatible name; ``PersonById`` a person; ``JointWorks`` the common works, and the
    other person's own record; ``VenueCoverage`` and ``UnitsOfOrganization`` always a statement, so
    that "not in the index" and "cannot be in the index" differ. ``given`` are the answers so far.
    """

    id: ClassVar[str] = SOURCE
    title: ClassVar[str] = "Local corpus"
    answers: ClassVar[frozenset[type[Query]]] = frozenset(
        {
            PersonById,
            PersonByName,
            WorkByDoi,
            WorkByTitle,
            WorksOfPerson,
            JointWorks,
            VenueCoverage,
            UnitsOfOrganization,
        }
    )
    traits: ClassVar[Traits] = Traits(
        name="local corpus",
        rate=Rate(requests=1000, at_once=16),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset(),
        taken_in_by=None,
        knows_all_of=frozenset(),
        works_of=Scope.IMPORTED,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = None
    unknown: ClassVar[Query | None] = None

    def __init__(self, settings: SourceSettings, path: Path) -> None:
        """The source of one corpus file, opened now.

        Raises:
            CorpusError: no such file, no corpus, damaged, or of another schema version.
        """
        del settings  # a file has neither address nor key
        self._corpus: Corpus = opened(path)
        self._at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        self.given: dict[Query, tuple[Record, ...]] = {}

    def availability(self) -> Availability:
        """Usable: it would not have been made otherwise."""
        return Availability(usable=True, note=f"{self._corpus.works_count} works")

    def serves(self, query: Query) -> bool:
        """Whether the identifier is of a scheme that corpora hold."""
        match query:
            case PersonById() | WorksOfPerson():
                return query.scheme in _SCHEMES
            case _:
                return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records held; ``http`` is not used."""
        del http
        try:
            records = tuple(self._answer(query))
        except CorpusError as error:
            raise SourceUnavailableError(
                UnavailableReason.BROKEN, error.message, hint=error.hint
            ) from error
        self.given[query] = records
        return records

    def _answer(self, query: Query) -> Sequence[Record]:
        match query:
            case WorkByTitle():
                return _records(self._corpus.works_by_title(query.title))
            case WorkByDoi():
                return _records(self._corpus.works_by_doi(query.doi))
            case PersonById() | WorksOfPerson():
                return self._identified(query)
            case PersonByName():
                found = self._corpus.bylines(query.name)
                works = self._corpus.works(byline.no for byline in found)
                return (*_people(found, works), *_records(works))
            case JointWorks():
                return self._joint(query)
            case VenueCoverage():
                return (self._coverage(query),)
            case UnitsOfOrganization():
                return (self._units(query),)
            case _:
                return ()

    def _identified(self, query: PersonById | WorksOfPerson) -> Sequence[Record]:
        prefix = "" if query.scheme is IdentifierScheme.CORPUS else f"{query.scheme}:"
        key = f"{prefix}{query.identifier}"
        found = self._corpus.identified(key)
        works = self._corpus.works(byline.no for byline in found)
        if isinstance(query, WorksOfPerson) or not found:
            return _records(works)
        return (_person(key, found, works),)

    def _joint(self, query: JointWorks) -> Sequence[Record]:
        shared = _records(self._corpus.joint_works(query.name, query.other)[:_MOST_JOINT_WORKS])
        own = self._corpus.bylines(query.other)
        if not own:
            return shared
        some = own[:_MOST_WORKS_OF_A_NAME]
        works = self._corpus.works(byline.no for byline in some)
        key = f"{SOURCE}:name:{names.normal(query.other)}"
        other = _person(key, some, works, namesakes=True)
        return (*shared, replace(other, works_count=len({byline.no for byline in own})))

    def _coverage(self, query: VenueCoverage) -> CoverageRecord:
        held = self._corpus.coverage(query.venue, query.year)
        words = f"{held.venue} {held.year}: {held.coverage}, {held.works} works"
        return CoverageRecord(
            venue=query.venue,
            year=query.year,
            coverage=held.coverage,
            works=held.works,
            provenance=self._counted("coverage", words),
        )

    def _units(self, query: UnitsOfOrganization) -> PrintedUnitsRecord:
        held = self._corpus.units(query.organization, query.unit)
        return PrintedUnitsRecord(
            organization=query.organization,
            unit=query.unit,
            works=held.works,
            units=held.units,
            all_units=held.all_units,
            comparable=held.comparable,
            here=held.here,
            anywhere=held.anywhere,
            countries=held.countries,
            provenance=self._counted("places", repr(held)),
        )

    def _counted(self, table: str, words: str) -> Provenance:
        """Where a count over the whole corpus comes from; ``words`` are what was counted."""
        return Provenance(
            source=SOURCE,
            url=f"{SOURCE}:{table}",
            retrieved_at=self._at,
            sha256=sha256(words.encode("utf-8", "surrogatepass")).hexdigest(),
            via=Via.CORPUS,
            asserted_by=AssertedBy.THIRD_PARTY,
        )


def _records(works: Sequence[HeldWork]) -> tuple[Record, ...]:
    return tuple(work_record(held.work, held.doc) for held in works)


def _people(found: Sequence[Byline], works: Sequence[HeldWork]) -> tuple[PersonRecord, ...]:
    """One record a person key among the bylines, those of most works first."""
    authors = {one.no: one.work.authors for one in works}
    groups: dict[str, list[Byline]] = {}
    for byline in found:
        if key := person_key(authors[byline.no][byline.position - 1]):
            groups.setdefault(key, []).append(byline)
    largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_person(key, own, works) for key, own in largest[:_MOST_PEOPLE])


def _person(
    key: str, found: Sequence[Byline], works: Sequence[HeldWork], *, namesakes: bool = False
) -> PersonRecord:
    held = {one.no: one for one in works}
    own = [(held[byline.no].work, byline.position, held[byline.no].doc) for byline in found]
    own.sort(key=lambda item: (item[0].year or 9999, item[0].key))
    return person_record(key, own, namesakes=namesakes)
