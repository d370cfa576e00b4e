"""DBLP: the computer science bibliography, whose people are told apart by hand.

https://dblp.org/faq/ (How to use the dblp search API; XML of a person's page; what the numbers
behind names mean), read November 2026.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    PersonById,
    PersonByName,
    Query,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import in_page
from persona_check.web.base import HttpClient, Request

if TYPE_CHECKING:
    pass
from persona_check.sources.reading.dblp import (
    parse_author_search,
    parse_person,
    parse_publication_search,
    parse_works,
)

__all__ = ["Dblp", "author_search_url", "person_url", "publication_search_url"]

_BASE = "https://dblp.org"
# every page of theirs is titled with their name; not seen live, since a bot check stands before it
_UNKNOWN = in_page(r"<title>[^<]{0,40}\bdblp\b")


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

    def availability(self) -> Availability:
        """Always usable; no key."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Of identifiers only its own."""
        if isinstance(query, PersonById | WorksOfPerson):
            return query.scheme is IdentifierScheme.DBLP
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The person, people or works asked for."""
        match query:
            case PersonById() | WorksOfPerson():
                answer = await http.get(
                    self, Request(url=person_url(self._base, query.identifier), absent=_UNKNOWN)
                )
                if answer.status in (404, 410):
                    return ()
                if isinstance(query, PersonById):
                    return (parse_person(answer),)
                return parse_works(answer)
            case PersonByName():
                url, params = author_search_url(self._base, query.name)
                answer = await http.get(self, Request(url=url, params=params))
                return parse_author_search(answer)
            case WorkByTitle():
                url, params = publication_search_url(self._base, query.title, most=5)
            case JointWorks():
                both = f"{query.name} {query.other}"
                url, params = publication_search_url(self._base, both, most=30)
            case _:
                return ()
        answer = await http.get(self, Request(url=url, params=params))
        return parse_publication_search(answer)


def person_url(base: str, pid: str) -> str:
    """The address of a person's page as XML; ``pid`` like ``167/1261-9``."""
    return f"{base}/pid/{quote(pid, safe='/')}.xml"


def author_search_url(base: str, name: str) -> tuple[str, Mapping[str, str]]:
    """The address of a search for people."""
    return f"{base}/search/author/api", {"q": name, "format": "json", "h": "10"}


def publication_search_url(base: str, words: str, *, most: int) -> tuple[str, Mapping[str, str]]:
    """The address of a search for publications that hold all words, names included."""
    return f"{base}/search/publ/api", {"q": words, "format": "json", "h": str(most)}
