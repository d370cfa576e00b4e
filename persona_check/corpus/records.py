"""Stored works as the records that every other source gives."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from persona_check.corpus.schema import StoredAuthor, StoredWork
from persona_check.model.claim import IdentifierScheme
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    PersonStatus,
    WorkRecord,
)

__all__ = ["SOURCE", "person_key", "person_record", "work_record"]

SOURCE = "corpus"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_COAUTHORS = 400
# Keys that a source gives to one byline rather than to one person name nobody.
_WEAK_KEYS = ("nberwp:",)


def person_key(author: StoredAuthor) -> str | None:
    """The source's own key of the person; None where it gives none that means one person."""
    if author.author_id is None or author.author_id.startswith(_WEAK_KEYS):
        return None
    return author.author_id


def work_record(work: StoredWork, doc: str) -> WorkRecord:
    """The work; its provenance is the stored line ``doc`` and the time of the imported file."""
    return WorkRecord(
        key=f"{SOURCE}:{work.key}",
        title=work.title,
        provenance=provenance_of(work, doc),
        year=work.year,
        venue=work.venue,
        doi=work.doi,
        kind=work.kind,
        authors=tuple(
            _authorship(author, position) for position, author in enumerate(work.authors, start=1)
        ),
        authors_complete=work.authors_complete,
        created_on=_day(work.created),
        published_on=_day(work.date),
        retracted=work.retracted,
        notices=work.notices,
        topics=work.topics,
        cited_by_count=work.cited_by_count,
        other_titles=work.other_titles,
    )


def provenance_of(work: StoredWork, doc: str) -> Provenance:
    """Where a stored work comes from; ``url`` is its public address where it has one."""
    doi = f"https://doi.org/{work.doi}" if work.doi else None
    return Provenance(
        source=SOURCE,
        url=work.url or doi or f"{SOURCE}:{work.key}",
        retrieved_at=datetime.fromisoformat(work.modified_at) if work.modified_at else _EPOCH,
        sha256=sha256(doc.encode("utf-8", "surrogatepass")).hexdigest(),
        via=Via.CORPUS,
        asserted_by=AssertedBy.UNKNOWN if work.deposited_by_authors else AssertedBy.THIRD_PARTY,
        upstream=(f"doi:{work.doi}" if work.doi else f"{SOURCE}:{work.key}",),
        first_seen_on=_day(work.created),
    )


def person_record(
    key: str, bylines: Sequence[tuple[StoredWork, int, str]], *, namesakes: bool = False
) -> PersonRecord:
    """The person behind some bylines: (work, position from 1, stored line), oldest first.

    ``namesakes`` marks a record that may mix several people of one name.
    """
    own = [(work, work.authors[position - 1]) for work, position, _ in bylines]
    printed = [author.name for _, author in own]
    spelled = sorted(dict.fromkeys(printed), key=lambda name: (-printed.count(name), name))
    identifiers = [identifier for _, author in own for identifier in _identifiers(author)]
    years = [work.year for work, _ in own if work.year]
    first_work, _, first_doc = bylines[0]
    # a person's affiliations on paper: one entry a string, with all its years
    places: dict[str, list[int]] = {}
    for work, author in own:
        for text in author.affiliations:
            places.setdefault(text, []).extend([work.year] if work.year else [])
    domains: dict[str, int] = {}
    for _, author in own:
        if author.email_domain:
            domains[author.email_domain] = domains.get(author.email_domain, 0) + 1
    return PersonRecord(
        key=key,
        name=spelled[0],
        provenance=provenance_of(first_work, first_doc),
        other_names=tuple(spelled[1:]),
        identifiers=tuple(dict.fromkeys(identifiers)),
        affiliations=tuple(
            AffiliationFact(
                organization=text,
                kind=AffiliationKind.PRINTED,
                years=tuple(sorted(set(found))),
                asserted_by=AssertedBy.THIRD_PARTY,
            )
            for text, found in places.items()
        ),
        # one print may have slipped to a neighbour in the list of authors
        verified_email_domains=tuple(sorted(name for name, times in domains.items() if times > 1)),
        work_keys=tuple(
            f"doi:{work.doi}" if work.doi else f"{SOURCE}:{work.key}" for work, _ in own
        ),
        coauthors=_coauthors(bylines),
        works_count=len(own),
        works_by_year=tuple((year, years.count(year)) for year in sorted(set(years))),
        status=PersonStatus.AMBIGUOUS if namesakes else PersonStatus.ACTIVE,
    )


def _coauthors(bylines: Iterable[tuple[StoredWork, int, str]]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for work, own, _ in bylines:
        for position, author in enumerate(work.authors, start=1):
            if position != own:
                names[author.name] = None
    return tuple(names)[:_MOST_COAUTHORS]


def _identifiers(author: StoredAuthor) -> Iterable[Identifier]:
    if author.orcid:
        yield Identifier(scheme=IdentifierScheme.ORCID, value=author.orcid)
    if author.scholar:
        yield Identifier(scheme=IdentifierScheme.SCHOLAR, value=author.scholar)
    if key := person_key(author):
        yield Identifier(scheme=IdentifierScheme.CORPUS, value=key)


def _authorship(author: StoredAuthor, position: int) -> Authorship:
    return Authorship(
        name=author.name,
        position=position,
        author_key=person_key(author),
        orcid=author.orcid,
        orcid_authenticated=author.orcid_authenticated,
        scholar_id=author.scholar,
        affiliations=author.affiliations,
        rors=author.rors,
        email_domain=author.email_domain,
        role=author.role,
        email_address=author.email,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
