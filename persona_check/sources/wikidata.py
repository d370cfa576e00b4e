"""Wikidata: what its volunteers wrote down about people of public note.

https://www.wikidata.org/w/api.php, www.mediawiki.org/wiki/Wikimedia_APIs/Rate_limits and
www.mediawiki.org/wiki/Help:WikibaseCirrusSearch (read November 2026).
"""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import quote

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, PersonByName, Query
from persona_check.model.record import PersonRecord, Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import in_page
from persona_check.sources.reading.wikidata import (
    PROPERTIES,
    named_items,
    parse_labels,
    parse_name_search,
    parse_statement_search,
    people_by_item,
)
from persona_check.web.base import Answer, HttpClient, Request

__all__ = [
    "Wikidata",
    "entities_url",
    "entity_url",
    "labels_url",
    "name_search_url",
    "statement_search_url",
]

_BASE = "https://www.wikidata.org"
# Wikibase's message "wikibase-entitydata-not-found"
_UNKNOWN = in_page(r"No entity with ID \S{1,20} was found")
_MOST_IDS = 50  # what one request may ask for
_MOST_HITS = 5
_ITEM = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)


class Wikidata:
    """People by identifier or name, with posts, degrees and awards as volunteers wrote them."""

    id: ClassVar[str] = "wikidata"
    title: ClassVar[str] = "Wikidata"
    answers: ClassVar[frozenset[type[Query]]] = frozenset((PersonById, PersonByName))
    # since March 2026: 10 requests a minute, 200 with the contact of whoever runs the program in
    # the user agent
    traits: ClassVar[Traits] = Traits(
        name="Wikidata",
        rate=Rate(requests=6, period_s=60.0, at_once=2, burst=4),
        rate_with_mail=Rate(requests=180, period_s=60.0, at_once=3, burst=10),
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({PersonByName}),
        taken_in_by=None,
        knows_all_of=frozenset({IdentifierScheme.WIKIDATA}),
        works_of=Scope.NO_WORKS,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = PersonById(scheme=IdentifierScheme.WIKIDATA, identifier="Q42")
    unknown: ClassVar[Query | None] = PersonByName(name="Zxqvj Kwpfhbnmtr")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._mail = settings.contact_email

    def availability(self) -> Availability:
        """Always usable; a contact address in the user agent raises its rate twentyfold."""
        if self._mail:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="only 10 requests a minute without a contact address",
            hint="200 with your own: set PERSONA_CHECK_CONTACT_EMAIL",
        )

    def serves(self, query: Query) -> bool:
        """Identifiers for which it has a property, and its own."""
        if isinstance(query, PersonById):
            return query.scheme is IdentifierScheme.WIKIDATA or query.scheme in PROPERTIES
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The people asked for: a search where needed, their items, and the names they refer to."""
        match query:
            case PersonById(scheme=IdentifierScheme.WIKIDATA):
                answer = await http.get(
                    self, Request(url=entity_url(self._base, query.identifier), absent=_UNKNOWN)
                )
                if answer.status == 404:
                    return ()
                return _each(await self._people(answer, http))
            case PersonById():
                items = await self._stating([query], http)
            case PersonByName():
                items = await self._named(query.name, http)
            case _:
                return ()
        return _each(await self._read(items, http))

    def together(self, queries: Sequence[Query]) -> Sequence[Sequence[Query]]:
        """All identifiers in one search, and the items of all names read at once."""
        by_id = [query for query in set(queries) if isinstance(query, PersonById)]
        by_name = [query for query in set(queries) if isinstance(query, PersonByName)]
        groups = (
            sorted(by_id, key=lambda query: (query.scheme, query.identifier)),
            sorted(by_name, key=lambda query: query.name),
        )
        return [group[:_MOST_IDS] for group in groups if len(group) > 1]

    async def lookup_together(
        self, queries: Sequence[Query], http: HttpClient
    ) -> Mapping[Query, Sequence[Record]]:
        """People by several identifiers or names: three requests, and one for each further name."""
        by_id = [query for query in queries if isinstance(query, PersonById)]
        hits: dict[Query, Sequence[str]] = {
            query: (query.identifier,)
            for query in by_id
            if query.scheme is IdentifierScheme.WIKIDATA and _ITEM.fullmatch(query.identifier)
        }
        stated = [query for query in by_id if query.scheme is not IdentifierScheme.WIKIDATA]
        searched = await self._stating(stated, http) if stated else ()
        for query in queries:
            if isinstance(query, PersonByName):
                hits[query] = await self._named(query.name, http)
        wanted = dict.fromkeys([*searched, *(item for some in hits.values() for item in some)])
        people = await self._read(tuple(wanted), http)
        found: dict[Query, Sequence[Record]] = {
            query: tuple(people[item] for item in some if item in people)
            for query, some in hits.items()
        }
        for query in stated:
            found[query] = tuple(
                people[item] for item in searched if item in people and _has(people[item], query)
            )
        # an item that is found and states none of the identifiers in the form asked for
        if any(
            item in people and not any(_has(people[item], query) for query in stated)
            for item in searched
        ):
            return {query: records for query, records in found.items() if records}
        return found

    async def _stating(self, queries: Sequence[PersonById], http: HttpClient) -> Sequence[str]:
        """The items that state one of the identifiers."""
        url, params = statement_search_url(self._base, queries)
        return parse_statement_search(await http.get(self, Request(url=url, params=params)))

    async def _named(self, name: str, http: HttpClient) -> Sequence[str]:
        """The items of this name."""
        url, params = name_search_url(self._base, name)
        return parse_name_search(await http.get(self, Request(url=url, params=params)))

    async def _read(self, items: Sequence[str], http: HttpClient) -> Mapping[str, PersonRecord]:
        """The people among items, by item."""
        if not items:
            return {}
        url, params = entities_url(self._base, items[:_MOST_IDS])
        return await self._people(await http.get(self, Request(url=url, params=params)), http)

    async def _people(self, answer: Answer, http: HttpClient) -> Mapping[str, PersonRecord]:
        """The people in an answer, with the names of what their statements refer to."""
        labels: dict[str, str] = {}
        named = named_items(answer)
        for at in range(0, min(len(named), 2 * _MOST_IDS), _MOST_IDS):
            url, params = labels_url(self._base, named[at : at + _MOST_IDS])
            labels |= parse_labels(await http.get(self, Request(url=url, params=params)))
        return people_by_item(answer, labels)


def _each(people: Mapping[str, PersonRecord]) -> tuple[PersonRecord, ...]:
    """Each person once, under whatever numbers."""
    return tuple({person.key: person for person in people.values()}.values())


def _has(person: PersonRecord, query: PersonById) -> bool:
    return any(
        known.scheme is query.scheme and known.value.casefold() == query.identifier.casefold()
        for known in person.identifiers
    )


def entity_url(base: str, item: str) -> str:
    """The address of one item's data."""
    return f"{base}/wiki/Special:EntityData/{quote(item, safe='')}.json"


def entities_url(base: str, items: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """The address of several items' data."""
    return f"{base}/w/api.php", {
        "action": "wbgetentities",
        "ids": "|".join(items),
        "format": "json",
        "props": "labels|aliases|claims",
    }


def labels_url(base: str, items: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """The address of the names of items."""
    return f"{base}/w/api.php", {
        "action": "wbgetentities",
        "ids": "|".join(items),
        "format": "json",
        "props": "labels",
        "languages": "en|mul|de|fr|es",
    }


def statement_search_url(base: str, queries: Sequence[PersonById]) -> tuple[str, Mapping[str, str]]:
    """The address of a search for items that state one of some identifiers."""
    stated = "|".join(
        f"{PROPERTIES[query.scheme]}={re.sub(r'[|' + chr(34) + ']', '', query.identifier)}"
        for query in queries
    )
    return f"{base}/w/api.php", {
        "action": "query",
        "list": "search",
        "srsearch": f'haswbstatement:"{stated}"',
        "srlimit": str(min(50, _MOST_HITS * len(queries))),
        "format": "json",
    }


def name_search_url(base: str, name: str) -> tuple[str, Mapping[str, str]]:
    """The address of a search for items by name."""
    return f"{base}/w/api.php", {
        "action": "wbsearchentities",
        "search": name,
        "language": "en",
        "type": "item",
        "limit": str(_MOST_HITS),
        "format": "json",
    }
