"""Claims of many kinds about an invented world, and what sources that hold parts of it answer.

What is so in the world is drawn once: who wrote a work, whose an iD is. Each source holds its own
part of it: a copy without affiliations or without the last authors, a preprint for the paper, a
record without dates, or nothing.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar, cast

from persona_check.asking.plan import first_round, second_round
from persona_check.dossier.people import resolve
from persona_check.model.claim import (
    Claim,
)
from persona_check.model.lookup import (
    AccountRegistration,
    ArchiveOfPage,
    DomainRegistration,
    Found,
    JointWorks,
    Lookup,
    NotFound,
    OrganizationByName,
    PageAt,
    PersonById,
    PersonByName,
    Query,
    UnitsOfOrganization,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    CaptureRecord,
    Coverage,
    CoverageRecord,
    DomainRecord,
    OrganizationRecord,
    PageRecord,
    PersonRecord,
    PrintedUnit,
    PrintedUnitsRecord,
    Record,
    WorkRecord,
)
from tests.builders import person, provenance, unavailable, work
from tests.contract.varied_claims import (
    ELSEWHERE,
    ORCID,
    OTHER_ORCID,
    PAGE,
    SCHOLAR,
    SOLVEIG,
    STRANGER,
    TITLES,
    TOBIAH,
    UNIVERSITY,
    VENUES,
    claim_of_some_kind,
)

__all__ = ["dossier_of", "with_outage"]

T = TypeVar("T")
# Who answers which question, the commonest of them.
SOURCES: dict[type[Query], tuple[str, ...]] = {
    WorkByTitle: ("crossref", "openalex", "semanticscholar", "dblp"),
    WorkByDoi: ("crossref", "openalex", "datacite"),
    WorksOfPerson: ("openalex", "orcid"),
    PersonById: ("orcid", "openalex"),
    PersonByName: ("openalex", "dblp"),
    JointWorks: ("dblp", "europepmc"),
    OrganizationByName: ("ror",),
    PageAt: ("homepage",),
    ArchiveOfPage: ("wayback",),
    DomainRegistration: ("rdap",),
    AccountRegistration: ("github",),
    VenueCoverage: ("corpus", "dblp"),
    UnitsOfOrganization: ("corpus",),
}


def dossier_of(rng: random.Random, now: datetime) -> tuple[Claim, tuple[Lookup, ...]]:
    """A claim, and answers of both rounds to the questions that it gives rise to."""
    claim = claim_of_some_kind(rng)
    world = _World(rng, claim, now)
    asked = first_round(claim)
    first = world.answers(asked)
    second = second_round(claim, resolve(claim, first), asked)
    return claim, (*first, *world.answers(second))


def with_outage(lookups: Sequence[Lookup], lost: Callable[[Lookup], bool]) -> tuple[Lookup, ...]:
    """The same lookups, those lost without an answer."""
    return tuple(
        unavailable(one.query, one.source)
        if lost(one) and isinstance(one, Found | NotFound)
        else one
        for one in lookups
    )


class _World:
    """Draws what is so once, and what a source holds of it each time that it is asked."""

    def __init__(self, rng: random.Random, claim: Claim, now: datetime) -> None:
        self._rng, self._claim, self._now = rng, claim, now
        self._true: dict[str, object] = {}

    def some(self, *choices: T) -> T:
        """What a source holds."""
        return self._rng.choice(choices)

    def true(self, what: str, *choices: T) -> T:
        """What is so, whoever holds it."""
        if what not in self._true:
            self._true[what] = self._rng.choice(choices)
        return cast("T", self._true[what])

    def answers(self, queries: Sequence[Query]) -> tuple[Lookup, ...]:
        lookups: list[Lookup] = []
        for query in queries:
            for source in SOURCES.get(type(query), ()):
                if self.some(True, True, True, False):
                    records = tuple(self._records(query, source))
                    lookups.append(
                        Found(source=source, query=query, records=records)
                        if records
                        else NotFound(source=source, query=query, provenance=(provenance(source),))
                    )
                elif self.some(True, *[False] * 9):
                    lookups.append(unavailable(query, source))
        return tuple(lookups)

    def _records(self, query: Query, source: str) -> Sequence[Record]:
        some, true = self.some, self.true
        match query:
            case WorkByTitle(title=title):
                return self._works([title], source)
            case WorkByDoi(doi=doi):
                return self._works([t for t in TITLES if self._doi(t) == doi], source)
            case WorksOfPerson(identifier=identifier):
                mine = [t for t in TITLES if identifier in self._ids(t)]
                return self._works(mine, source)
            case JointWorks(other=other):
                both = [t for t in TITLES if {self._claim.name, other} <= set(self._names(t))]
                known = person(other, source=source, works_count=some(2, 7, 40))
                return [*some((), (known,)), *self._works(both, source)]
            case PersonById(identifier=identifier):
                return [self._person(self._owner(identifier), identifier, source)]
            case PersonByName():
                return some((), (self._person(self._claim.name, some(None, ORCID), source),))
            case OrganizationByName(name=name):
                return [
                    OrganizationRecord(
                        key=f"{source}:{name}",
                        name=name,
                        provenance=provenance(source),
                        domains=some((), ("sydney.edu.au",) if name == UNIVERSITY else ()),
                        continent=true(f"continent of {name}", None, "Oceania", "Europe"),
                        established_year=true(f"founding of {name}", None, 1850, 2019),
                        status=true(f"status of {name}", "active", "active", "inactive"),
                        chosen=some(True, True, False),
                    )
                ]
            case PageAt(url=url):
                return [self._page(url)]
            case ArchiveOfPage(url=url):
                seen = datetime(some(2010, 2026), 3, 1, tzinfo=UTC)
                return [
                    CaptureRecord(
                        url=url,
                        first_captured_at=seen,
                        last_captured_at=self._now,
                        captures=3,
                        provenance=provenance(source),
                    )
                ]
            case DomainRegistration(domain=domain):
                day = true(f"day of {domain}", date(2026, 9, 1), date(2001, 9, 1), None)
                return [
                    DomainRecord(domain=domain, provenance=provenance(source), registered_on=day)
                ]
            case VenueCoverage(venue=venue, year=year):
                coverage = some(Coverage.HELD, Coverage.HELD, Coverage.PARTLY, Coverage.NOT_HELD)
                return [
                    CoverageRecord(
                        venue=venue,
                        year=year,
                        coverage=coverage,
                        works=90,
                        provenance=provenance(source),
                    )
                ]
            case UnitsOfOrganization(organization=organization, unit=unit):
                like = PrintedUnit(unit="School of Law", share=some(0.1, 0.45, 0.95), works=30)
                return [
                    PrintedUnitsRecord(
                        organization=organization,
                        unit=unit,
                        works=some(5, 900),
                        units=some(3, 60),
                        all_units=50_000,
                        comparable=True,
                        provenance=provenance(source),
                        here=some(None, like),
                        anywhere=some(None, like),
                        countries=some((), (("AU", 90),), (("SE", 90),)),
                    )
                ]
            case _:
                return []

    def _names(self, title: str) -> tuple[str, ...]:
        """The authors of a work, in order; () where there is no such work."""
        first = self.true(f"author of {title}", *[self._claim.name] * 4, STRANGER, None)
        if first is None:
            return ()
        others = self.true(
            f"coauthors of {title}",
            (),
            (SOLVEIG,),
            (SOLVEIG, TOBIAH, "Anke Roos"),
            ("Anke Roos", "Bela Roos", "Cora Roos"),
        )
        leads = self.true(f"order of {title}", True, True, False)
        return (first, *others) if leads else (*others, first)

    def _ids(self, title: str) -> tuple[str | None, str | None]:
        """The iD and the profile under which the first of the authors above published it."""
        return (
            self.true(f"iD on {title}", None, ORCID, OTHER_ORCID),
            self.true(f"profile on {title}", None, SCHOLAR),
        )

    def _owner(self, identifier: str) -> str:
        return self.true(f"owner of {identifier}", self._claim.name, STRANGER)

    def _doi(self, title: str) -> str | None:
        return self.true(f"DOI of {title}", None, *[f"10.5555/{TITLES.index(title)}"] * 3)

    def _works(self, held: Sequence[str], source: str) -> list[WorkRecord]:
        return [
            self._work(title, source)
            for title in held
            if self._names(title) and self._rng.random() < 0.7
        ]

    def _work(self, title: str, source: str) -> WorkRecord:
        """One source's copy of a work."""
        some, true = self.some, self.true
        authors = [
            Authorship(
                name=name,
                position=place,
                affiliations=some(
                    (), (true(f"house of {name} on {title}", UNIVERSITY, ELSEWHERE, ELSEWHERE),)
                ),
            )
            for place, name in enumerate(self._names(title), 1)
        ]
        orcid, profile = self._ids(title)
        for place, one in enumerate(authors):
            if one.name in (self._claim.name, STRANGER):
                own = orcid if orcid is None or self._owner(orcid) == one.name else None
                authors[place] = replace(
                    one,
                    author_key=some(None, f"{source}:1", f"{source}:2"),
                    orcid=some(None, own),
                    scholar_id=some(None, profile if self._owner(SCHOLAR) == one.name else None),
                    email_domain=some(
                        None, true(f"mail on {title}", "sydney.edu.au", "quorra.example")
                    ),
                )
        cut = some(False, False, False, True)
        record = work(
            title,
            *(authors[:1] if cut else authors),
            source=source,
            year=true(f"year of {title}", 2019, 2020, 2021, 2026) - some(0, 0, 1),
            venue=some(true(f"venue of {title}", *VENUES), "arXiv", None),
            asserted_by=some(AssertedBy.THIRD_PARTY, AssertedBy.THIRD_PARTY, AssertedBy.SUBJECT),
        )
        return replace(
            record,
            doi=self._doi(title),
            authors_complete=not cut,
            created_on=some(None, date(2020, 5, 1), date(2026, 9, 1)),
        )

    def _person(self, name: str, identifier: str | None, source: str) -> PersonRecord:
        """One source's record of somebody."""
        some, true = self.some, self.true
        orcid = identifier if identifier and identifier.startswith("0000") else None
        record = person(name, source=source, orcid=orcid, works_count=some(None, 1, 40))
        stated = AffiliationFact(
            organization=some(UNIVERSITY, ELSEWHERE),
            kind=some(
                AffiliationKind.EMPLOYMENT, AffiliationKind.EDUCATION, AffiliationKind.PRINTED
            ),
            start_year=some(None, 2001, 2018),
            end_year=some(None, 2005, 2022),
            asserted_by=some(AssertedBy.THIRD_PARTY, AssertedBy.SUBJECT),
        )
        return replace(
            record,
            affiliations=some((), (stated,)),
            birth_year=some(None, true(f"birth of {name}", 1970, 2012)),
            created_on=some(None, date(2015, 5, 1), date(2026, 9, 1)),
            verified_email_domains=some((), (), ("sydney.edu.au",)),
        )

    def _page(self, url: str) -> PageRecord:
        some = self.some
        return PageRecord(
            url=url,
            title="A page",
            provenance=provenance("homepage"),
            names_seen=some((self._claim.name,), ()),
            email_addresses=some((), ("m@sydney.edu.au",), ("m@quorra.example",)),
            links=some((), ("https://oduya.example/",)),
            institution_domain=url == PAGE,
        )
