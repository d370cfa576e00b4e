"""OpenAlex: people grouped by its own disambiguation, and their works; identifiers first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    PersonById,
    PersonByName,
    Query,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    AssertedBy,
    Authorship,
    Identifier,
    PersonRecord,
    PersonStatus,
    Provenance,
    Record,
    WorkRecord,
)
from persona_check.settings import SourceSettings
from persona_check.sources.base import Answer, Availability, HttpClient
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
    url_part,
)

__all__ = ["OpenAlex", "parse_author", "parse_authors", "parse_work", "parse_works"]

_BASE = "https://api.openalex.org"
# "Deleted Author", to whom works of erased profiles are moved (recorded 2023)
_TOMBSTONE = "A5317838346"
# the day on which the index was rebuilt and most of its old records were dated anew
_REBUILT = date(2025, 10, 10)
_PEOPLE = 10
_WORKS = 5
_PER_PAGE = 100
_MOST_PAGES = 4
_WORK_FIELDS = (
    "id,doi,title,display_name,publication_year,publication_date,type,is_retracted,authorships,"
    "primary_location,cited_by_count,topics,created_date"
)


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


class OpenAlex:
    """Answers by author id, ORCID iD, DOI, name and title; cursor paging over a person's works."""

    id: ClassVar[str] = "openalex"
    title: ClassVar[str] = "OpenAlex"
    answers: ClassVar[frozenset[type[Query]]] = frozenset(
        {PersonById, PersonByName, WorkByDoi, WorkByTitle, WorksOfPerson}
    )
    known: ClassVar[Query | None] = PersonById(
        scheme=IdentifierScheme.OPENALEX, identifier="A5023888391"
    )
    # outside the ranges from which ORCID assigns
    unknown: ClassVar[Query | None] = PersonById(
        scheme=IdentifierScheme.ORCID, identifier="0000-0000-0000-0001"
    )

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._secret = {"api_key": settings.key} if settings.key else None

    def availability(self) -> Availability:
        """Usable; without a key only for a few searches a day (key required since 2026-02-13)."""
        if self._secret:
            return Availability(usable=True)
        return Availability(
            usable=True,
            hint="set PERSONA_CHECK_OPENALEX_KEY (a free key: $1 of use a day)",
            note="without a key only about ten searches a day",
        )

    def serves(self, query: Query) -> bool:
        """Whether it knows this scheme of identifier."""
        match query:
            case PersonById() | WorksOfPerson():
                return _is_author(query.scheme, query.identifier)
            case _:
                return type(query) in self.answers

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query."""
        match query:
            case PersonById():
                answer = await self._get(http, author_path(query.scheme, query.identifier))
                if answer.status == 404:
                    return ()
                asked = query.identifier if query.scheme is IdentifierScheme.OPENALEX else None
                return (parse_author(answer, asked=asked),)
            case PersonByName():
                return parse_authors(await self._get(http, "/authors", _people_named(query.name)))
            case WorkByDoi():
                answer = await self._get(http, work_path(query.doi), {"select": _WORK_FIELDS})
                return () if answer.status == 404 else (parse_work(answer),)
            case WorkByTitle():
                words = _searchable(query.title)
                if not words:
                    return ()
                return parse_works(await self._get(http, "/works", _works_titled(words)))
            case WorksOfPerson():
                return await self._works_of(query, http)
            case _:
                return ()

    async def _works_of(self, query: WorksOfPerson, http: HttpClient) -> tuple[WorkRecord, ...]:
        name = "author.id" if query.scheme is IdentifierScheme.OPENALEX else "author.orcid"
        works: list[WorkRecord] = []
        cursor: str | None = "*"
        for _ in range(_MOST_PAGES):
            if cursor is None:
                break
            answer = await self._get(
                http,
                "/works",
                {
                    "filter": f"{name}:{query.identifier}",
                    "per_page": str(_PER_PAGE),
                    "cursor": cursor,
                    "select": _WORK_FIELDS,
                },
            )
            page = parse_works(answer)
            works += page
            cursor = next_cursor(answer) if len(page) >= _PER_PAGE else None
        return tuple(works)

    async def _get(
        self, http: HttpClient, path: str, params: Mapping[str, str] | None = None
    ) -> Answer:
        # a list has no 404: there it would be a wrong address, not an absence
        accept = () if path in ("/works", "/authors") else (404,)
        return await http.get(
            self.id,
            self._base + path,
            params=params,
            secret_params=self._secret,
            accept=accept,
        )


def author_path(scheme: IdentifierScheme, identifier: str) -> str:
    """The path of one author by OpenAlex id or ORCID iD (guides/get, November 2026: free)."""
    if scheme is IdentifierScheme.ORCID:
        return f"/authors/https://orcid.org/{url_part(identifier)}"
    return f"/authors/{url_part(identifier.upper())}"


def work_path(doi: str) -> str:
    """The path of one work by DOI (free)."""
    return f"/works/https://doi.org/{url_part(doi, keep='/:;()')}"


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


def next_cursor(answer: Answer) -> str | None:
    """Where the next page starts; None after the last."""
    return decode_json(answer, _Works).meta.next_cursor


def _is_author(scheme: IdentifierScheme, identifier: str) -> bool:
    if scheme is IdentifierScheme.ORCID:
        return bare_orcid(identifier) is not None
    return scheme is IdentifierScheme.OPENALEX and bool(
        re.fullmatch(r"[Aa]\d{1,12}", identifier, re.ASCII)
    )


def _people_named(name: str) -> dict[str, str]:
    return {"search": _searchable(name), "per_page": str(_PEOPLE)}


def _works_titled(words: str) -> dict[str, str]:
    return {
        "filter": f"title.search:{words}",
        "per_page": str(_WORKS),
        "select": _WORK_FIELDS,
    }


def _searchable(text: str) -> str:
    """Words without the characters that mean something in a filter or search expression."""
    return re.sub(r'[\s,|!&"*?~\\()\[\]{}^]+', " ", text).strip()


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
    return Authorship(
        # as printed; the profile's name may be another spelling, or another person's
        name=plain(place.raw_author_name) or plain(profile.display_name),
        position=position,
        author_key=f"openalex:{_key(profile.id)}" if profile.id else None,
        orcid=bare_orcid(profile.orcid),
        affiliations=distinct(plain(text) for text in printed)
        or distinct(plain(institution.display_name) for institution in institutions),
        rors=distinct(bare_ror(institution.ror) for institution in institutions),
    )


def _arxiv_id(location: _Location) -> str | None:
    found = re.search(r"arxiv\.org/(?:abs|pdf)/(.+?)(?:\.pdf)?$", location.landing_page_url or "")
    return found.group(1) if found else None
