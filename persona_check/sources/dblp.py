"""DBLP: the computer science bibliography, whose people are told apart by hand.

https://dblp.org/faq/ (How to use the dblp search API; XML of a person's page; what the numbers
behind names mean), read November 2026.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import quote

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.sources.reading.absence import in_page
from persona_check.sources.reading.dblp import (
    counted,
    parse_author_search,
    parse_person,
    parse_publication_search,
    parse_works,
)
from persona_check.sources.reading.dblp_graph import (
    graph_people,
    graph_works,
    people_named,
    person_numbered,
    works_of,
)
from persona_check.web.base import HttpClient, Request, SourceUnavailableError
from persona_check.web.envelope import public_url

__all__ = ["Dblp", "author_search_url", "person_url", "publication_search_url"]

_BASE = "https://dblp.org"
# every page of theirs is titled with their name; not seen live
_UNKNOWN = in_page(r"<title>[^<]{0,40}\bdblp\b")
_SERVICE = "https://sparql.dblp.org/sparql"
_RESULTS = {"Accept": "application/sparql-results+json"}
_DUMP = (
    "download https://dblp.org/xml/dblp.xml.gz, run `persona-check corpus import` on it, and check"
    " with --corpus"
)


class Dblp:
    """People, their works in computer science, and namesakes known to be several."""

    id: ClassVar[str] = "dblp"
    title: ClassVar[str] = "DBLP"
    answers: ClassVar[frozenset[type[Query]]] = frozenset(
        {JointWorks, PersonById, PersonByName, WorkByTitle, WorksOfPerson}
    )
    traits: ClassVar[Traits] = Traits(
        name="DBLP",
        rate=Rate(requests=1, period_s=1.5, at_once=1),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({JointWorks, WorkByTitle}),
        taken_in_by=None,
        knows_all_of=frozenset({IdentifierScheme.DBLP}),
        works_of=Scope.COMPUTING,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = PersonByName(name="Donald E. Knuth")
    unknown: ClassVar[Query | None] = PersonByName(name="Zxqvj Kwpfhbnmtr")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._service = f"{self._base}/sparql" if settings.base_url else _SERVICE

    def availability(self) -> Availability:
        """Usable; the site refuses programs, its query service answers for exact names."""
        return Availability(
            usable=True, note="its site refuses programs since September 2026", hint=_DUMP
        )

    def serves(self, query: Query) -> bool:
        """Of identifiers only its own."""
        if isinstance(query, PersonById | WorksOfPerson):
            return query.scheme is IdentifierScheme.DBLP
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The person, people or works asked for, by the query service where the site is closed.

        Since September 2026 the site puts a captcha before its interface, with status 500, its
        mirrors with 200; the service holds the same records. What it does not list is no absence:
        it is asked for exact names alone.
        """
        try:
            return await self._at_site(query, http)
        except SourceUnavailableError as closed:
            if closed.reason not in (UnavailableReason.BLOCKED, UnavailableReason.NOT_ASKED):
                raise
            try:
                records = await self._by_service(query, http)
            except SourceUnavailableError:
                records = ()
            if records:
                return records
            hint = _DUMP if closed.reason is UnavailableReason.BLOCKED else closed.hint
            raise SourceUnavailableError(closed.reason, closed.detail, hint=hint) from None

    async def _at_site(self, query: Query, http: HttpClient) -> Sequence[Record]:
        match query:
            case PersonById() | WorksOfPerson():
                url = person_url(self._base, query.identifier)
                answer = await http.get(self, Request(url=url, absent=_UNKNOWN))
                if answer.status in (404, 410):
                    return ()
                if isinstance(query, PersonById):
                    return (parse_person(answer),)
                return parse_works(answer)
            case PersonByName():
                url, params = author_search_url(self._base, query.name)
                former = public_url(url, {**params, "h": "10"})
                request = Request(url=url, params=params, formerly=(former,))
                answer = await http.get(self, request)
                return Counted(parse_author_search(answer), counted(answer))
            case WorkByTitle():
                url, params = publication_search_url(self._base, query.title, most=5)
            case JointWorks():
                both = f"{query.name} {query.other}"
                url, params = publication_search_url(self._base, both, most=30)
            case _:
                return ()
        return parse_publication_search(await http.get(self, Request(url=url, params=params)))

    async def _by_service(self, query: Query, http: HttpClient) -> Sequence[Record]:
        words: str | None = None
        match query:
            case PersonById():
                words = person_numbered(query.identifier)
            case WorksOfPerson():
                words = works_of(query.identifier)
            case PersonByName():
                words = people_named(query.name)
        if words is None:
            return ()
        answer = await http.get(
            self, Request(url=self._service, params={"query": words}, headers=_RESULTS)
        )
        return graph_works(answer) if isinstance(query, WorksOfPerson) else graph_people(answer)


def person_url(base: str, pid: str) -> str:
    """The address of a person's page as XML; ``pid`` like ``167/1261-9``."""
    return f"{base}/pid/{quote(pid, safe='/')}.xml"


def author_search_url(base: str, name: str) -> tuple[str, Mapping[str, str]]:
    """The address of a search for people."""
    return f"{base}/search/author/api", {"q": name, "format": "json", "h": "100"}


def publication_search_url(base: str, words: str, *, most: int) -> tuple[str, Mapping[str, str]]:
    """The address of a search for publications that hold all words, names included."""
    return f"{base}/search/publ/api", {"q": words, "format": "json", "h": str(most)}
