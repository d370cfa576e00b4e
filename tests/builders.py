"""Short ways to make claims, records and lookups for tests; all people are invented."""

from datetime import UTC, datetime

from persona_check.dossier.index import Dossier
from persona_check.dossier.people import resolve
from persona_check.model.claim import (
    Assertion,
    Claim,
    CoauthorAssertion,
    IdentifierAssertion,
    IdentifierScheme,
    PostAssertion,
    WorkAssertion,
)
from persona_check.model.lookup import (
    Found,
    Lookup,
    NotFound,
    Query,
    Unavailable,
    UnavailableReason,
)
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import Authorship, Identifier, PersonRecord, Record, WorkRecord
from persona_check.sources.registry import TRAITS

__all__ = [
    "NOW",
    "author",
    "claim",
    "coauthor",
    "dossier",
    "found",
    "identifier",
    "not_found",
    "person",
    "post",
    "provenance",
    "unavailable",
    "work",
    "work_claim",
]

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAME = "Maren Oduya-Lindqvist"


def provenance(
    source: str = "crossref",
    *,
    upstream: tuple[str, ...] = (),
    asserted_by: AssertedBy = AssertedBy.THIRD_PARTY,
) -> Provenance:
    return Provenance(
        source=source,
        url=f"https://{source}.example/answer",
        retrieved_at=NOW,
        sha256=source.encode().hex().ljust(64, "0")[:64],
        via=Via.REPLAY,
        asserted_by=asserted_by,
        upstream=upstream,
    )


def author(
    name: str, position: int = 1, *, orcid: str | None = None, at: tuple[str, ...] = ()
) -> Authorship:
    return Authorship(name=name, position=position, orcid=orcid, affiliations=at)


def work(
    title: str,
    *authors: str | Authorship,
    source: str = "crossref",
    year: int | None = 2020,
    venue: str | None = "Groundwater Letters",
    doi: str | None = None,
    asserted_by: AssertedBy = AssertedBy.THIRD_PARTY,
) -> WorkRecord:
    printed = tuple(
        entry if isinstance(entry, Authorship) else author(entry, place)
        for place, entry in enumerate(authors, 1)
    )
    doi = doi or f"10.5555/{title.casefold().replace(' ', '-')}"
    return WorkRecord(
        key=f"{source}:{doi}",
        title=title,
        provenance=provenance(source, upstream=(f"doi:{doi}",), asserted_by=asserted_by),
        year=year,
        venue=venue,
        doi=doi,
        authors=printed,
    )


def person(
    name: str = NAME,
    *,
    source: str = "openalex",
    orcid: str | None = None,
    works_count: int | None = None,
) -> PersonRecord:
    identifiers = (Identifier(scheme=IdentifierScheme.ORCID, value=orcid),) if orcid else ()
    return PersonRecord(
        key=f"{source}:{name}",
        name=name,
        provenance=provenance(source),
        identifiers=identifiers,
        works_count=works_count,
    )


def claim(*assertions: Assertion, name: str = NAME) -> Claim:
    return Claim(id="t", name=name, assertions=assertions)


def work_claim(
    title: str | None,
    identity: str = "w1",
    *,
    year: int | None = 2020,
    venue: str | None = "Groundwater Letters",
    doi: str | None = None,
    position: str | None = None,
) -> WorkAssertion:
    return WorkAssertion(
        id=identity,
        origin="--work",
        title=title,
        year=year,
        venue=venue,
        doi=doi,
        position=position,
    )


def post(
    organization: str,
    identity: str = "p1",
    *,
    start: int | None = None,
    end: int | None = None,
) -> PostAssertion:
    return PostAssertion(
        id=identity,
        origin="--affiliation",
        organization=organization,
        start_year=start,
        end_year=end,
    )


def coauthor(name: str, identity: str = "c1") -> CoauthorAssertion:
    return CoauthorAssertion(id=identity, origin="--coauthor", name=name)


def identifier(
    value: str, identity: str = "i1", scheme: IdentifierScheme = IdentifierScheme.ORCID
) -> IdentifierAssertion:
    return IdentifierAssertion(id=identity, origin="--orcid", scheme=scheme, identifier=value)


def found(query: Query, *records: Record, source: str = "crossref") -> Found:
    return Found(source=source, query=query, records=records)


def not_found(query: Query, source: str = "crossref") -> NotFound:
    return NotFound(source=source, query=query, provenance=(provenance(source),))


def unavailable(
    query: Query,
    source: str = "crossref",
    reason: UnavailableReason = UnavailableReason.RATE_LIMITED,
) -> Unavailable:
    return Unavailable(source=source, query=query, reason=reason, detail="for a test")


def dossier(about: Claim, *lookups: Lookup) -> Dossier:
    return Dossier(lookups=lookups, candidates=resolve(about, lookups), as_of=NOW, traits=TRAITS)
