"""OpenAlex: people grouped by its own disambiguation, and their works; identifiers first."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    NamesakesAt,
    NamesakesWith,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import Record
from persona_check.model.traits import Allowance, Rate, Scope, Trait, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.sources.reading.absence import in_json, in_page
from persona_check.sources.reading.decoding import (
    bare_orcid,
    url_part,
)
from persona_check.sources.reading.openalex import (
    counted,
    next_cursor,
    parse_author,
    parse_authors,
    parse_work,
    parse_works,
)
from persona_check.sources.works_pages import WorksPage, works_by_pages
from persona_check.web.base import Answer, HttpClient, Request, SourceUnavailableError
from persona_check.web.envelope import public_url

__all__ = ["OpenAlex", "author_path", "work_path"]

_BASE = "https://api.openalex.org"


_PEOPLE = 25


_WORKS = 5
_WRITTEN = in_json(lambda body: "not found" in f"{body.get('error')} {body.get('message')}".lower())
# the page of its web framework, as recorded
_PAGE = in_page(r"<title>404 Not Found</title>.{0,20}<h1>Not Found</h1>.{0,20}The requested URL")


_MOST_DOIS = 50


# commas and bars part the values of a filter, an exclamation mark turns it around
_LISTABLE = re.compile(r"10\.[^\s,|!\"]+")


_PER_PAGE = 100


# of a person's works as many pages are read in any case, and more while one is sought
_PAGES = 4
_MOST_PAGES = 10


_WORK_FIELDS = (
    "id,doi,title,display_name,publication_year,publication_date,type,is_retracted,authorships,"
    "primary_location,cited_by_count,topics,created_date"
)


_LISTS = frozenset(
    {"works", "authors", "institutions", "sources", "topics", "funders", "publishers"}
)


def _cost_usd(url: str) -> float:
    """What one request costs in US dollars (authentication page, November 2026).

    One entity by identifier is free, a filtered list $0.0001, a search $0.001.
    """
    parts = urlsplit(url)
    path = parts.path.strip("/").split("/")
    params = dict(parse_qsl(parts.query))
    searches = "search" in params or any(
        ".search" in part.partition(":")[0] for part in params.get("filter", "").split(",")
    )
    if searches:
        return 0.001
    return 0.0001 if path[-1] in _LISTS or "autocomplete" in path else 0.0


class OpenAlex:
    """Answers by author id, ORCID iD, DOI, name and title; cursor paging over a person's works."""

    id: ClassVar[str] = "openalex"
    title: ClassVar[str] = "OpenAlex"
    answers: ClassVar[frozenset[type[Query]]] = frozenset(
        {
            NamesakesAt,
            NamesakesWith,
            PersonById,
            PersonByName,
            WorkByDoi,
            WorkByTitle,
            WorksOfPerson,
        }
    )
    # its authentication page, November 2026: $1 a day with a free key, $0.10 without, shared by
    # all on one address; what its answers state comes before this
    traits: ClassVar[Traits] = Traits(
        name="OpenAlex",
        rate=Rate(requests=20, at_once=8),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=Allowance(usd=0.1, usd_with_key=1.0, cost_usd=_cost_usd),
        asked_late=frozenset(),
        taken_in_by=None,
        knows_all_of=frozenset({IdentifierScheme.OPENALEX}),
        works_of=Scope.EVERY_FIELD,
        worth=frozenset({Trait.WIDE_INDEX, Trait.PEOPLE_BY_PROGRAM}),
        answers_in_pages=False,
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
        self._secret = {"api_key": settings.key} if settings.key else {}

    def availability(self) -> Availability:
        """Usable; without a key for about a hundred searches a day from one address."""
        if self._secret:
            return Availability(usable=True)
        return Availability(
            usable=True,
            hint="a free key allows a thousand: https://openalex.org/settings/api, "
            "then set PERSONA_CHECK_OPENALEX_KEY",
            note="only about a hundred searches a day without a key",
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
                return await self._people(query.name, http)
            case NamesakesAt():
                params = _people_named(query.name, _PEOPLE)
                params["filter"] = f"affiliations.institution.ror:https://ror.org/{query.ror}"
                answer = await self._get(http, "/authors", params)
                return Counted(parse_authors(answer), counted(answer))
            case NamesakesWith():
                answer = await self._get(http, "/works", _works_printing(query))
                return Counted(parse_works(answer), counted(answer))
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

    async def _people(self, name: str, http: HttpClient) -> Counted:
        """People of a name: the first, or all where these are not many (at the same price)."""
        params = _people_named(name, _PEOPLE)
        former = (public_url(f"{self._base}/authors", params | {"per_page": "10"}),)
        answer = await self._get(http, "/authors", params, former)
        if _PEOPLE < (counted(answer) or 0) <= _PER_PAGE:
            answer = await self._get(http, "/authors", _people_named(name, _PER_PAGE))
        return Counted(parse_authors(answer), counted(answer))

    def together(self, queries: Sequence[Query]) -> Sequence[Sequence[Query]]:
        """Works by DOI, up to fifty a request (guides/filtering: values joined by a bar)."""
        works = {query for query in queries if isinstance(query, WorkByDoi)}
        listed = sorted((query for query in works if _LISTABLE.fullmatch(query.doi)), key=_doi)
        groups = [listed[at : at + _MOST_DOIS] for at in range(0, len(listed), _MOST_DOIS)]
        return [group for group in groups if len(group) > 1]

    async def lookup_together(
        self, queries: Sequence[Query], http: HttpClient
    ) -> Mapping[Query, Sequence[Record]]:
        """Those works that a list holds.

        It leaves out a preprint that was merged into its article, which its DOI alone finds
        (paperus 0.1.5, November 2026): what is missing is to be asked alone, which is free.
        """
        asked = {query.doi.lower(): query for query in queries if isinstance(query, WorkByDoi)}
        params = {
            "filter": f"doi:{'|'.join(sorted(asked))}",
            "per_page": str(_PER_PAGE),
            "select": _WORK_FIELDS,
        }
        try:
            answer = await self._get(http, "/works", params)
        except SourceUnavailableError as error:
            if error.reason is UnavailableReason.BUDGET_SPENT:
                return {}  # one by one they cost nothing
            raise
        found: dict[Query, list[Record]] = {}
        for work in parse_works(answer):
            if work.doi in asked:
                found.setdefault(asked[work.doi], []).append(work)
        return found

    async def _works_of(self, query: WorksOfPerson, http: HttpClient) -> Counted:
        name = "author.id" if query.scheme is IdentifierScheme.OPENALEX else "author.orcid"

        async def page_after(cursor: str | None) -> WorksPage:
            answer = await self._get(
                http,
                "/works",
                {
                    "filter": f"{name}:{query.identifier}",
                    "per_page": str(_PER_PAGE),
                    "cursor": cursor or "*",
                    "select": _WORK_FIELDS,
                },
            )
            works = parse_works(answer)
            after = next_cursor(answer) if len(works) >= _PER_PAGE else None
            return WorksPage(works=works, total=counted(answer), after=after)

        return await works_by_pages(query, page_after, always=_PAGES, most=_MOST_PAGES)

    async def _get(
        self,
        http: HttpClient,
        path: str,
        params: Mapping[str, str] | None = None,
        formerly: Sequence[str] = (),
    ) -> Answer:
        # a list has no 404: there it would be a wrong address, not an absence
        absent = None if path in ("/works", "/authors") else _unknown
        return await http.get(
            self,
            Request(
                url=self._base + path,
                params=params or {},
                secret_params=self._secret,
                absent=absent,
                formerly=formerly or _former_urls(self._base, path, params or {}),
            ),
        )


def _unknown(answer: Answer) -> bool:
    return _WRITTEN(answer) or _PAGE(answer)


def _former_urls(base: str, path: str, params: Mapping[str, str]) -> tuple[str, ...]:
    """Where version 0.1 asked for a single record: by a whole address in place of a prefix."""
    for prefix, whole in (
        ("/works/doi:", "https://doi.org/"),
        ("/authors/orcid:", "https://orcid.org/"),
    ):
        if path.startswith(prefix):
            head = prefix.rpartition("/")[0]
            return (public_url(f"{base}{head}/{whole}{path.removeprefix(prefix)}", params),)
    return ()


def author_path(scheme: IdentifierScheme, identifier: str) -> str:
    """The path of one author by OpenAlex id or ORCID iD (guides/get, November 2026: free)."""
    if scheme is IdentifierScheme.ORCID:
        return f"/authors/orcid:{url_part(identifier)}"
    return f"/authors/{url_part(identifier.upper())}"


def work_path(doi: str) -> str:
    """The path of one work by DOI; with a whole address in place of ``doi:`` it is not free."""
    return f"/works/doi:{url_part(doi, keep='/:;()')}"


def _doi(query: WorkByDoi) -> str:
    return query.doi


def _is_author(scheme: IdentifierScheme, identifier: str) -> bool:
    if scheme is IdentifierScheme.ORCID:
        return bare_orcid(identifier) is not None
    return scheme is IdentifierScheme.OPENALEX and bool(
        re.fullmatch(r"[Aa]\d{1,12}", identifier, re.ASCII)
    )


def _people_named(name: str, most: int) -> dict[str, str]:
    return {"search": _searchable(name), "per_page": str(most)}


def _works_printing(query: NamesakesWith) -> dict[str, str]:
    """Works with a byline of each kind, a quoted name being sought within one byline.

    guides/searching, June 2026; clauses of one filter are joined by "and", as its server's source
    shows (core/filter.py of ourresearch/openalex-elastic-api, August 2026).
    """
    clauses = (_bylines(query.names), _bylines(query.others))
    return {
        "filter": ",".join(f"raw_author_name.search:{clause}" for clause in clauses),
        "per_page": str(_PER_PAGE),
        "select": _WORK_FIELDS,
    }


def _bylines(people: Sequence[str]) -> str:
    """Names as they are printed, the family name last or first."""
    forms: dict[str, None] = {}
    for name in people:
        words = re.sub(r"[/:<>]", " ", _searchable(name)).split()
        forms.setdefault(" ".join(words))
        forms.setdefault(" ".join((*words[-1:], *words[:-1])))
    return " OR ".join(f'"{form}"' for form in forms if form)


def _works_titled(words: str) -> dict[str, str]:
    return {
        "filter": f"title.search:{words}",
        "per_page": str(_WORKS),
        "select": _WORK_FIELDS,
    }


def _searchable(text: str) -> str:
    """Words without the characters that mean something in a filter or search expression."""
    return re.sub(r'[\s,|!&"*?~\\()\[\]{}^]+', " ", text).strip()
