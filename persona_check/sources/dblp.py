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
from persona_check.model.traits import Rate, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.web.base import HttpClient, Request
from persona_check.web.envelope import public_url

if TYPE_CHECKING:
    pass
from persona_check.sources.reading.dblp import (
    counted,
    parse_author_search,
    parse_person,
    parse_publication_search,
    parse_works,
)

__all__ = ["Dblp", "author_search_url", "person_url", "publication_search_url"]

_BASE = "https://dblp.org"


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
        worth=frozenset(),
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
                    self, Request(url=person_url(self._base, query.identifier), accept=(404, 410))
                )
                if answer.status in (404, 410):
                    return ()
                if isinstance(query, PersonById):
                    return (parse_person(answer),)
                return parse_works(answer)
            case PersonByName():
                url, params = author_search_url(self._base, query.name)
                former = public_url(url, {**params, "h": "10"})
                answer = await http.get(self, Request(url=url, params=params, formerly=(former,)))
                return Counted(parse_author_search(answer), counted(answer))
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
    return f"{base}/search/author/api", {"q": name, "format": "json", "h": "100"}


def publication_search_url(base: str, words: str, *, most: int) -> tuple[str, Mapping[str, str]]:
    """The address of a search for publications that hold all words, names included."""
    return f"{base}/search/publ/api", {"q": words, "format": "json", "h": str(most)}
