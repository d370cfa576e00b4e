"""What OpenAlex answers with: authors and works, as records."""

import re
from dataclasses import replace
from datetime import date

from persona_check.model.claim import IdentifierScheme
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    PersonStatus,
    WorkRecord,
)
from persona_check.sources.reading.decoding import (
    Wire,
    attested,
    bare_doi,
    bare_orcid,
    bare_ror,
    day,
    decode_json,
    distinct,
    malformed,
    plain,
    present,
    upstream_of_work,
)
from persona_check.web.base import Answer

__all__ = ["counted", "next_cursor", "parse_author", "parse_authors", "parse_work", "parse_works"]

# "Deleted Author", to whom works of erased profiles are moved (recorded 2023)
_TOMBSTONE = "A5317838346"


# the day on which the index was rebuilt and most of its old records were dated anew
_REBUILT = date(2025, 10, 10)


class _Institution(Wire, frozen=True, kw_only=True):
    display_name: str | None = None
    ror: str | None = None


class _Affiliation(Wire, frozen=True, kw_only=True):
    institution: _Institution | None = None
    years: list[int | None] | None = None


class _Field(Wire, frozen=True, kw_only=True):
    display_name: str | None = None


class _Topic(Wire, frozen=True, kw_only=True):
    display_name: str | None = None
    field: _Field | None = None


class _YearCount(Wire, frozen=True, kw_only=True):
    year: int
    works_count: int | None = None


class _Author(Wire, frozen=True, kw_only=True):
    id: str
    display_name: str | None = None
    display_name_alternatives: list[str | None] | None = None
    orcid: str | None = None
    ids: dict[str, str | int | None] | None = None
    affiliations: list[_Affiliation | None] | None = None
    last_known_institutions: list[_Institution | None] | None = None
    last_known_institution: _Institution | None = None
    topics: list[_Topic | None] | None = None
    counts_by_year: list[_YearCount | None] | None = None
    works_count: int | None = None
    cited_by_count: int | None = None


class _Meta(Wire, frozen=True, kw_only=True):
    count: int | None = None
    next_cursor: str | None = None


class _Counted(Wire, frozen=True, kw_only=True):
    meta: _Meta


class _Authors(Wire, frozen=True, kw_only=True):
    meta: _Meta
    results: list[_Author]


class _Profile(Wire, frozen=True, kw_only=True):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class _Place(Wire, frozen=True, kw_only=True):
    author: _Profile | None = None
    raw_author_name: str | None = None
    institutions: list[_Institution | None] | None = None
    raw_affiliation_strings: list[str | None] | None = None
    raw_affiliation_string: str | None = None


class _Venue(Wire, frozen=True, kw_only=True):
    display_name: str | None = None
    type: str | None = None


class _Location(Wire, frozen=True, kw_only=True):
    source: _Venue | None = None
    landing_page_url: str | None = None


class _Work(Wire, frozen=True, kw_only=True):
    # a request may select fields, so that even the id can be absent
    id: str | None = None
    doi: str | None = None
    title: str | None = None
    display_name: str | None = None
    publication_year: int | None = None
    publication_date: str | None = None
    type: str | None = None
    is_retracted: bool | None = None
    authorships: list[_Place | None] | None = None
    is_authors_truncated: bool | None = None
    primary_location: _Location | None = None
    cited_by_count: int | None = None
    topics: list[_Topic | None] | None = None
    created_date: str | None = None


class _Works(Wire, frozen=True, kw_only=True):
    meta: _Meta
    results: list[_Work]


def parse_author(answer: Answer, *, asked: str | None = None) -> PersonRecord:
    """The author in an answer; ``asked`` is the id that was asked for, where it was an id.

    Where another id answers, the asked one was merged into it, or deleted.
    """
    author = decode_json(answer, _Author)
    record = _person(author, answer.provenance)
    now = record.key.removeprefix("openalex:")
    if asked is None or asked.upper() == now or record.status is PersonStatus.DELETED:
        return record
    return replace(
        record,
        key=f"openalex:{asked.upper()}",
        status=PersonStatus.MERGED,
        canonical_key=record.key,
    )


def parse_authors(answer: Answer) -> tuple[PersonRecord, ...]:
    """The authors of a list, in its order, tombstones left out."""
    found = decode_json(answer, _Authors)
    people = [_person(author, answer.provenance) for author in found.results]
    return tuple(person for person in people if person.status is not PersonStatus.DELETED)


def parse_work(answer: Answer) -> WorkRecord:
    """The work in an answer."""
    work = decode_json(answer, _Work)
    if not (work.id or work.doi):
        raise malformed("the answer is not a work")
    return _work(work, answer.provenance)


def parse_works(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works of a list, in its order."""
    found = decode_json(answer, _Works)
    return tuple(_work(work, answer.provenance) for work in found.results if work.id or work.doi)


def _key(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2].upper()


def _person(author: _Author, provenance: Provenance) -> PersonRecord:
    key = _key(author.id)
    if not re.fullmatch(r"A\d+", key):
        raise malformed("the answer is not an author")
    orcid = bare_orcid(author.orcid)
    identifiers = [Identifier(scheme=IdentifierScheme.OPENALEX, value=key)]
    if orcid:
        # assigned by OpenAlex's own disambiguation as well: no proof that the person confirmed it
        identifiers.append(Identifier(scheme=IdentifierScheme.ORCID, value=orcid))
    name = plain(author.display_name)
    topics = present(author.topics)
    deleted = key == _TOMBSTONE
    other = distinct(
        plain(alternative) for alternative in present(author.display_name_alternatives)
    )
    return PersonRecord(
        key=f"openalex:{key}",
        name=name,
        # no creation date: ids were minted anew in 2023, so it says nothing about the person
        provenance=attested(provenance, AssertedBy.THIRD_PARTY),
        other_names=tuple(known for known in other if known != name),
        identifiers=() if deleted else tuple(identifiers),
        affiliations=_affiliations(author),
        fields=distinct(
            [topic.display_name for topic in topics]
            + [topic.field.display_name for topic in topics if topic.field]
        ),
        links=distinct(
            str(value)
            for kind, value in (author.ids or {}).items()
            if kind in ("wikipedia", "twitter") and value
        ),
        works_count=author.works_count,
        works_by_year=tuple(
            sorted((count.year, count.works_count or 0) for count in present(author.counts_by_year))
        ),
        cited_by_count=author.cited_by_count,
        status=PersonStatus.DELETED if deleted else PersonStatus.ACTIVE,
    )


def _affiliations(author: _Author) -> tuple[AffiliationFact, ...]:
    facts: dict[str, AffiliationFact] = {}
    for tie in present(author.affiliations):
        if tie.institution and (name := plain(tie.institution.display_name)):
            facts.setdefault(name, _printed(tie.institution, name, present(tie.years)))
    last = present(author.last_known_institutions) or present([author.last_known_institution])
    for institution in last:
        if name := plain(institution.display_name):
            facts.setdefault(name, _printed(institution, name, ()))
    return tuple(facts.values())


def _printed(institution: _Institution, name: str, years: tuple[int, ...]) -> AffiliationFact:
    return AffiliationFact(
        organization=name,
        kind=AffiliationKind.PRINTED,
        ror=bare_ror(institution.ror),
        years=tuple(sorted(years)),
        asserted_by=AssertedBy.THIRD_PARTY,
    )


def _work(work: _Work, provenance: Provenance) -> WorkRecord:
    doi = bare_doi(work.doi)
    location = work.primary_location or _Location()
    venue = location.source
    places = present(work.authorships)
    seen = day(work.created_date)
    # a repository takes what its depositor says; a journal, a book or a conference has editors
    edited = venue is not None and venue.type not in (None, "repository")
    return WorkRecord(
        key=f"openalex:{_key(work.id)}" if work.id else f"openalex:{doi}",
        title=plain(work.title or work.display_name),
        provenance=attested(
            provenance,
            AssertedBy.THIRD_PARTY if edited else AssertedBy.UNKNOWN,
            # with a DOI of its own, an arXiv copy elsewhere is another deposit
            upstream=upstream_of_work(doi, arxiv_id=None if doi else _arxiv_id(location)),
            # when the index took it in, which is no registration: created_on stays unknown
            first_seen_on=None if seen == _REBUILT else seen,
        ),
        year=work.publication_year,
        venue=plain(venue.display_name) or None if venue else None,
        doi=doi,
        kind=work.type,
        authors=tuple(
            _authorship(place, position) for position, place in enumerate(places, start=1)
        ),
        # list answers hold a hundred authors at most (work object, November 2026)
        authors_complete=not work.is_authors_truncated
        and len(places) < 100
        and work.authorships is not None,
        published_on=day(work.publication_date),
        retracted=bool(work.is_retracted),
        notices=("marked as retracted by OpenAlex",) if work.is_retracted else (),
        topics=distinct(topic.display_name for topic in present(work.topics)),
        cited_by_count=work.cited_by_count,
    )


def _authorship(place: _Place, position: int) -> Authorship:
    profile = place.author or _Profile()
    institutions = present(place.institutions)
    printed = [*(place.raw_affiliation_strings or ()), place.raw_affiliation_string]
    # as printed first; the profile's name may be another spelling
    names = distinct((plain(place.raw_author_name), plain(profile.display_name))) or ("",)
    return Authorship(
        name=names[0],
        position=position,
        author_key=f"openalex:{_key(profile.id)}" if profile.id else None,
        orcid=bare_orcid(profile.orcid),
        affiliations=distinct(plain(text) for text in printed)
        or distinct(plain(institution.display_name) for institution in institutions),
        rors=distinct(bare_ror(institution.ror) for institution in institutions),
        other_names=names[1:],
    )


def _arxiv_id(location: _Location) -> str | None:
    found = re.search(r"arxiv\.org/(?:abs|pdf)/(.+?)(?:\.pdf)?$", location.landing_page_url or "")
    return found.group(1) if found else None


def counted(answer: Answer) -> int | None:
    """How many there are in all, by the answer to a search or filter."""
    return decode_json(answer, _Counted).meta.count


def next_cursor(answer: Answer) -> str | None:
    """Where the next page starts; None after the last."""
    return decode_json(answer, _Works).meta.next_cursor
