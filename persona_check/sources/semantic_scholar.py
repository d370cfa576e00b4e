"""Semantic Scholar: an index of papers and of authors told apart by machine.

Academic Graph API v1, https://api.semanticscholar.org/api-docs/ (read November 2026).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar
from urllib.parse import quote

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    PersonById,
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    Record,
    WorkRecord,
)
from persona_check.model.traits import Rate, Scope, Trait, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.sources.reading.absence import in_json
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    day,
    decode_json,
    malformed,
    plain,
)
from persona_check.sources.reading.deposits import arxiv_of_doi, bare_arxiv, upstream_of
from persona_check.sources.works_pages import WorksPage, works_by_pages
from persona_check.web.base import Answer, HttpClient, Request, SourceUnavailableError

__all__ = [
    "SemanticScholar",
    "author_url",
    "match_url",
    "paper_url",
    "papers_url",
    "parse_author",
    "parse_paper",
    "parse_papers",
]

T = TypeVar("T")

_BASE = "https://api.semanticscholar.org"
_PAPER_FIELDS = (
    "authors,citationCount,citationStyles,externalIds,influentialCitationCount,isOpenAccess,"
    "journal,openAccessPdf,publicationDate,publicationTypes,title,url,venue,year"
)
_AUTHOR_FIELDS = "affiliations,citationCount,externalIds,homepage,name,paperCount,url"
_PAGE = 100
_UNKNOWN = in_json(lambda body: "not found" in str(body.get("error", "")).lower())


class SemanticScholar:
    """Papers by DOI or title, and authors by their number here.

    Its author records are joined by machine, so a record proves no identity; its papers repeat
    what publishers and arXiv deposited.
    """

    id: ClassVar[str] = "semanticscholar"
    title: ClassVar[str] = "Semantic Scholar"
    answers: ClassVar[frozenset[type[Query]]] = frozenset(
        {PersonById, WorkByDoi, WorkByTitle, WorksOfPerson}
    )
    traits: ClassVar[Traits] = Traits(
        name="Semantic Scholar",
        rate=Rate(requests=1, at_once=1),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({WorkByDoi, WorkByTitle}),
        taken_in_by=None,
        knows_all_of=frozenset(),
        works_of=Scope.EVERY_FIELD,
        worth=frozenset({Trait.WIDE_INDEX, Trait.PEOPLE_BY_PROGRAM}),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = WorkByTitle(title="Attention is All you Need")
    unknown: ClassVar[Query | None] = WorkByTitle(title="Zxqvj kwpfh bnmtr ylgdc")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._secret = {"x-api-key": settings.key} if settings.key else {}
        self._keyed = settings.key is not None

    def availability(self) -> Availability:
        """Always usable; without a key it shares one allowance with everybody."""
        if self._keyed:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="without a key, all users share one allowance, which is often used up",
            hint="a free key of your own: "
            "https://www.semanticscholar.org/product/api#api-key-form, "
            "then set PERSONA_CHECK_SEMANTICSCHOLAR_KEY",
            asked_last=True,
        )

    def serves(self, query: Query) -> bool:
        """Of people those with a number of its own."""
        if isinstance(query, PersonById | WorksOfPerson):
            return query.scheme is IdentifierScheme.SEMANTIC_SCHOLAR
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The author, the paper, or the papers asked for."""
        match query:
            case PersonById():
                url, params = author_url(self._base, query.identifier)
            case WorksOfPerson():
                return await self._works_of(query, http)
            case WorkByDoi():
                url, params = paper_url(self._base, query.doi)
            case WorkByTitle():
                url, params = match_url(self._base, query.title)
            case _:
                return ()
        answer = await http.get(
            self, Request(url=url, params=params, secret_headers=self._secret, absent=_UNKNOWN)
        )
        if answer.status == 404:
            return ()
        match query:
            case PersonById():
                return (parse_author(answer),)
            case WorkByDoi():
                return (parse_paper(answer),)
            case _:
                return parse_papers(answer)

    async def _works_of(self, query: WorksOfPerson, http: HttpClient) -> Counted:
        async def page_after(offset: str | None) -> WorksPage:
            url, params = papers_url(self._base, query.identifier, offset or "0")
            answer = await http.get(
                self, Request(url=url, params=params, secret_headers=self._secret, absent=_UNKNOWN)
            )
            if answer.status == 404:
                return WorksPage(works=(), total=None, after=None)
            return WorksPage(works=parse_papers(answer), total=None, after=next_offset(answer))

        return await works_by_pages(query, page_after)


def author_url(base: str, author_id: str) -> tuple[str, Mapping[str, str]]:
    """The address of an author."""
    return f"{base}/graph/v1/author/{quote(author_id, safe='')}", {"fields": _AUTHOR_FIELDS}


def papers_url(base: str, author_id: str, offset: str = "0") -> tuple[str, Mapping[str, str]]:
    """The address of a hundred of an author's papers."""
    params = {"fields": _PAPER_FIELDS, "limit": str(_PAGE), "offset": offset}
    return f"{base}/graph/v1/author/{quote(author_id, safe='')}/papers", params


def paper_url(base: str, doi: str) -> tuple[str, Mapping[str, str]]:
    """The address of the paper under a DOI."""
    return f"{base}/graph/v1/paper/DOI:{quote(doi, safe='/')}", {"fields": _PAPER_FIELDS}


def match_url(base: str, title: str) -> tuple[str, Mapping[str, str]]:
    """The address of the one paper that fits a title best."""
    return f"{base}/graph/v1/paper/search/match", {"query": title, "fields": _PAPER_FIELDS}


class _AuthorRef(msgspec.Struct):
    name: str = ""
    authorId: str | None = None  # noqa: N815 - the name on the wire


class _Ids(msgspec.Struct):
    doi: str | None = msgspec.field(default=None, name="DOI")
    arxiv: str | None = msgspec.field(default=None, name="ArXiv")


class _Paper(msgspec.Struct, rename="camel"):
    paper_id: str | None = None
    title: str | None = None
    year: int | None = None
    venue: str | None = None
    external_ids: _Ids | None = None
    authors: list[_AuthorRef] | None = None
    citation_count: int | None = None
    publication_date: str | None = None
    publication_types: list[str] | None = None


class _Papers(msgspec.Struct):
    data: list[_Paper] | None = None
    total: int | None = None
    next: int | None = None


class _Refusal(msgspec.Struct):
    message: str | None = None
    error: str | None = None
    code: str | int | None = None


class _AuthorIds(msgspec.Struct):
    orcid: str | None = msgspec.field(default=None, name="ORCID")
    dblp: list[str | int] = msgspec.field(default_factory=list, name="DBLP")


class _Author(msgspec.Struct, rename="camel"):
    author_id: str
    name: str = ""
    external_ids: _AuthorIds | None = None
    affiliations: list[str] | None = None
    homepage: str | None = None
    paper_count: int | None = None
    citation_count: int | None = None


def parse_paper(answer: Answer) -> WorkRecord:
    """The work in the answer for one paper."""
    paper = _decoded(answer, _Paper)
    if paper.paper_id is None:
        raise malformed("the answer is not a paper")
    return _work(paper, answer.provenance)


def parse_papers(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works in a list of papers; papers without a title are left out."""
    papers = _decoded(answer, _Papers)
    if papers.data is None and papers.total != 0:
        raise malformed("the answer is not a list of papers")
    return tuple(
        _work(paper, answer.provenance)
        for paper in papers.data or ()
        if paper.paper_id and paper.title
    )


def next_offset(answer: Answer) -> str | None:
    """Where the next page of a list starts; None on the last."""
    offset = _decoded(answer, _Papers).next
    return None if offset is None else str(offset)


def parse_author(answer: Answer) -> PersonRecord:
    """The author's record; affiliations and homepage are mostly typed by the author."""
    author = _decoded(answer, _Author)
    key = f"semanticscholar:{author.author_id}"
    ids = author.external_ids or _AuthorIds()
    identifiers = [
        Identifier(scheme=IdentifierScheme.SEMANTIC_SCHOLAR, value=author.author_id),
        *(Identifier(scheme=IdentifierScheme.DBLP, value=str(pid)) for pid in ids.dblp),
    ]
    if orcid := bare_orcid(ids.orcid):
        identifiers.append(Identifier(scheme=IdentifierScheme.ORCID, value=orcid))
    return PersonRecord(
        key=key,
        name=author.name,
        provenance=replace(answer.provenance, asserted_by=AssertedBy.UNKNOWN, upstream=(key,)),
        identifiers=tuple(identifiers),
        affiliations=tuple(
            AffiliationFact(
                organization=name,
                kind=AffiliationKind.EMPLOYMENT,
                asserted_by=AssertedBy.SUBJECT,
            )
            for name in author.affiliations or ()
        ),
        links=(author.homepage,) if author.homepage else (),
        works_count=author.paper_count,
        cited_by_count=author.citation_count,
    )


def _decoded(answer: Answer, shape: type[T]) -> T:
    """The answer as ``shape``; it also refuses in JSON, ``{"message": "Too Many Requests…"}``."""
    refusal = decode_json(answer, _Refusal)
    said = (refusal.message or refusal.error or "").casefold()
    if str(refusal.code) == "429" or "too many requests" in said:
        raise SourceUnavailableError(
            UnavailableReason.RATE_LIMITED, "it answers “too many requests”", hint="try again later"
        )
    if str(refusal.code) == "403" or "forbidden" in said:
        raise SourceUnavailableError(UnavailableReason.BLOCKED, "it answers “forbidden”")
    return decode_json(answer, shape)


def _work(paper: _Paper, provenance: Provenance) -> WorkRecord:
    ids = paper.external_ids or _Ids()
    doi, arxiv = bare_doi(ids.doi), bare_arxiv(ids.arxiv)
    key = f"semanticscholar:{paper.paper_id}"
    upstream = upstream_of(doi, arxiv, otherwise=key)
    only_preprint = all(arxiv_of_doi(item.removeprefix("doi:")) for item in upstream)
    return WorkRecord(
        key=key,
        title=plain(paper.title),
        provenance=replace(
            provenance,
            # a preprint is put up by one of its authors, and nobody says by whom
            asserted_by=AssertedBy.UNKNOWN if only_preprint else AssertedBy.THIRD_PARTY,
            upstream=upstream,
        ),
        year=paper.year,
        venue=paper.venue or None,
        doi=doi,
        kind=", ".join(paper.publication_types or ()) or None,
        authors=tuple(
            Authorship(
                name=author.name,
                position=position,
                author_key=f"semanticscholar:{author.authorId}" if author.authorId else None,
            )
            for position, author in enumerate(paper.authors or (), start=1)
        ),
        published_on=day(paper.publication_date),
        cited_by_count=paper.citation_count,
    )
