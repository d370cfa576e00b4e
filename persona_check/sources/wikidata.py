"""Wikidata: what its volunteers wrote down about people of public note.

https://www.wikidata.org/w/api.php and https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
(read November 2026).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import quote

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, PersonByName, Query
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Identifier,
    PersonRecord,
    PersonStatus,
    Record,
)
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.decoding import decode_json
from persona_check.web.base import Answer, HttpClient, Request

__all__ = [
    "Wikidata",
    "entities_url",
    "entity_url",
    "labels_url",
    "name_search_url",
    "named_items",
    "parse_entities",
    "parse_labels",
    "parse_name_search",
    "parse_statement_search",
    "statement_search_url",
]

_BASE = "https://www.wikidata.org"
_HUMAN = "Q5"
_IDENTIFIERS = {
    "P496": IdentifierScheme.ORCID,
    "P1960": IdentifierScheme.SCHOLAR,
    "P10283": IdentifierScheme.OPENALEX,
    "P4012": IdentifierScheme.SEMANTIC_SCHOLAR,
    "P2456": IdentifierScheme.DBLP,
    "P2037": IdentifierScheme.GITHUB,
    "P4594": IdentifierScheme.ARXIV,
}
_PROPERTIES = {scheme: number for number, scheme in _IDENTIFIERS.items()}
_TIES = {
    "P108": AffiliationKind.EMPLOYMENT,
    "P1416": AffiliationKind.EMPLOYMENT,
    "P69": AffiliationKind.EDUCATION,
    "P463": AffiliationKind.MEMBERSHIP,
}
_FIELDS = ("P101", "P106")
_AWARDS = "P166"
_MOST_LABELS = 50  # what one request may ask for


class Wikidata:
    """People by identifier or name, with posts, degrees and awards as volunteers wrote them."""

    id: ClassVar[str] = "wikidata"
    title: ClassVar[str] = "Wikidata"
    answers: ClassVar[frozenset[type[Query]]] = frozenset((PersonById, PersonByName))
    traits: ClassVar[Traits] = Traits(
        name="Wikidata",
        rate=Rate(requests=5, at_once=2),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({PersonByName}),
        taken_in_by=None,
        knows_all_of=frozenset({IdentifierScheme.WIKIDATA}),
        works_of=Scope.NO_WORKS,
        worth=frozenset(),
    )
    known: ClassVar[Query | None] = PersonById(scheme=IdentifierScheme.WIKIDATA, identifier="Q42")
    unknown: ClassVar[Query | None] = PersonByName(name="Zxqvj Kwpfhbnmtr")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._contact = settings.contact_email

    def availability(self) -> Availability:
        """Always usable; requests that name a contact, in the User-Agent, are allowed more."""
        if self._contact:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="10 requests a minute without a contact address",
            hint="200 with your own: set PERSONA_CHECK_CONTACT_EMAIL",
        )

    def serves(self, query: Query) -> bool:
        """Identifiers for which it has a property, and its own."""
        if isinstance(query, PersonById):
            return query.scheme is IdentifierScheme.WIKIDATA or query.scheme in _PROPERTIES
        return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The people asked for: a search where needed, their items, and the names they refer to."""
        match query:
            case PersonById(scheme=IdentifierScheme.WIKIDATA):
                asked = query.identifier
                answer = await http.get(
                    self, Request(url=entity_url(self._base, asked), accept=(404,))
                )
                if answer.status == 404:
                    return ()
            case PersonById():
                url, params = statement_search_url(self._base, query.scheme, query.identifier)
                found = await http.get(self, Request(url=url, params=params))
                items = parse_statement_search(found)
                if not items:
                    return ()
                url, params = entities_url(self._base, items)
                answer = await http.get(self, Request(url=url, params=params))
            case PersonByName():
                url, params = name_search_url(self._base, query.name)
                found = await http.get(self, Request(url=url, params=params))
                items = parse_name_search(found)
                if not items:
                    return ()
                url, params = entities_url(self._base, items)
                answer = await http.get(self, Request(url=url, params=params))
            case _:
                return ()
        labels: Mapping[str, str] = {}
        if named := named_items(answer):
            url, params = labels_url(self._base, named[:_MOST_LABELS])
            labels = parse_labels(await http.get(self, Request(url=url, params=params)))
        return parse_entities(answer, labels)


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


def statement_search_url(
    base: str, scheme: IdentifierScheme, identifier: str
) -> tuple[str, Mapping[str, str]]:
    """The address of a search for items that state an identifier."""
    return f"{base}/w/api.php", {
        "action": "query",
        "list": "search",
        "srsearch": f'haswbstatement:"{_PROPERTIES[scheme]}={identifier.replace(chr(34), "")}"',
        "srlimit": "5",
        "format": "json",
    }


def name_search_url(base: str, name: str) -> tuple[str, Mapping[str, str]]:
    """The address of a search for items by name."""
    return f"{base}/w/api.php", {
        "action": "wbsearchentities",
        "search": name,
        "language": "en",
        "type": "item",
        "limit": "5",
        "format": "json",
    }


class _Page(msgspec.Struct):
    title: str


class _Pages(msgspec.Struct):
    search: list[_Page]


class _Query(msgspec.Struct):
    query: _Pages


class _Hit(msgspec.Struct):
    id: str


class _Hits(msgspec.Struct):
    search: list[_Hit]


class _Term(msgspec.Struct):
    value: str


class _DataValue(msgspec.Struct):
    value: Any = None


class _Snak(msgspec.Struct):
    datavalue: _DataValue | None = None


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: dict[str, list[_Snak]] | list[_Snak] = {}


class _Entity(msgspec.Struct):
    id: str
    missing: str | None = None
    # an empty object is written as an empty list
    labels: dict[str, _Term] | list[_Term] = {}
    aliases: dict[str, list[_Term]] | list[_Term] = {}
    claims: dict[str, list[_Statement]] | list[_Statement] = {}


class _Entities(msgspec.Struct):
    entities: dict[str, _Entity]


def parse_statement_search(answer: Answer) -> tuple[str, ...]:
    """The items that a search by statement found."""
    return tuple(page.title for page in decode_json(answer, _Query).query.search)


def parse_name_search(answer: Answer) -> tuple[str, ...]:
    """The items that a search by name found."""
    return tuple(hit.id for hit in decode_json(answer, _Hits).search)


def parse_labels(answer: Answer) -> Mapping[str, str]:
    """The names of items, English first."""
    entities = decode_json(answer, _Entities).entities
    return {entity.id: name for entity in entities.values() if (name := _label(entity))}


def named_items(answer: Answer) -> tuple[str, ...]:
    """The items to which people's posts, fields and awards refer, whose names are needed."""
    wanted: dict[str, None] = {}
    for entity in _people(answer):
        for number in (*_TIES, *_FIELDS, _AWARDS):
            for statement in _statements(entity, number):
                if item := _item(statement.mainsnak):
                    wanted.setdefault(item)
    return tuple(wanted)


def parse_entities(answer: Answer, labels: Mapping[str, str]) -> tuple[PersonRecord, ...]:
    """The people among the items; other items are left out."""
    return tuple(_person(entity, labels, answer.provenance) for entity in _people(answer))


def _people(answer: Answer) -> Iterable[_Entity]:
    for entity in decode_json(answer, _Entities).entities.values():
        kinds = [_item(statement.mainsnak) for statement in _statements(entity, "P31")]
        if entity.missing is None and _HUMAN in kinds:
            yield entity


def _person(entity: _Entity, labels: Mapping[str, str], provenance: Provenance) -> PersonRecord:
    name = _label(entity) or entity.id
    aliases = entity.aliases if isinstance(entity.aliases, dict) else {}
    terms = entity.labels if isinstance(entity.labels, dict) else {}
    others = [
        *(term.value for term in terms.values()),
        *(term.value for language in sorted(aliases) for term in aliases[language]),
    ]
    died = _first_year(entity, "P570")
    image = next(iter(_strings(entity, "P18")), None)
    return PersonRecord(
        key=f"wikidata:{entity.id}",
        name=name,
        provenance=replace(
            provenance, asserted_by=AssertedBy.UNKNOWN, upstream=(f"wikidata:{entity.id}",)
        ),
        other_names=tuple(other for other in dict.fromkeys(others) if other != name),
        identifiers=(
            Identifier(scheme=IdentifierScheme.WIKIDATA, value=entity.id),
            *(
                Identifier(scheme=scheme, value=value)
                for number, scheme in _IDENTIFIERS.items()
                for value in _strings(entity, number)
            ),
        ),
        affiliations=tuple(
            AffiliationFact(
                organization=labels.get(item, item),
                kind=kind,
                start_year=_qualifier_year(statement, "P580"),
                end_year=_qualifier_year(statement, "P582"),
                asserted_by=AssertedBy.UNKNOWN,
            )
            for number, kind in _TIES.items()
            for statement in _statements(entity, number)
            if (item := _item(statement.mainsnak))
        ),
        fields=_names(entity, _FIELDS, labels),
        awards=_names(entity, (_AWARDS,), labels),
        links=tuple(_strings(entity, "P856")),
        birth_year=_first_year(entity, "P569"),
        death_year=died,
        image_url=f"https://commons.wikimedia.org/wiki/Special:FilePath/{quote(image)}"
        if image
        else None,
        status=PersonStatus.DECEASED if died is not None else PersonStatus.ACTIVE,
    )


def _names(entity: _Entity, numbers: Iterable[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        labels.get(item, item)
        for number in numbers
        for statement in _statements(entity, number)
        if (item := _item(statement.mainsnak))
    )


def _label(entity: _Entity) -> str | None:
    terms = entity.labels if isinstance(entity.labels, dict) else {}
    for language in ("en", "mul", *sorted(terms)):
        if language in terms:
            return terms[language].value
    return None


def _statements(entity: _Entity, number: str) -> list[_Statement]:
    """The statements of a property that volunteers have not marked as wrong."""
    claims = entity.claims if isinstance(entity.claims, dict) else {}
    return [statement for statement in claims.get(number, []) if statement.rank != "deprecated"]


def _strings(entity: _Entity, number: str) -> list[str]:
    values = [
        statement.mainsnak.datavalue.value
        for statement in _statements(entity, number)
        if statement.mainsnak.datavalue is not None
    ]
    return [value for value in values if isinstance(value, str)]


def _item(snak: _Snak) -> str | None:
    value = snak.datavalue.value if snak.datavalue is not None else None
    item = value.get("id") if isinstance(value, dict) else None
    return item if isinstance(item, str) else None


def _first_year(entity: _Entity, number: str) -> int | None:
    years = [_year(statement.mainsnak) for statement in _statements(entity, number)]
    return next((year for year in years if year is not None), None)


def _qualifier_year(statement: _Statement, number: str) -> int | None:
    qualifiers = statement.qualifiers if isinstance(statement.qualifiers, dict) else {}
    return next((_year(snak) for snak in qualifiers.get(number, [])), None)


def _year(snak: _Snak) -> int | None:
    """The year of a time, ``+1952-03-11T00:00:00Z``; None where it is vaguer than a year."""
    value = snak.datavalue.value if snak.datavalue is not None else None
    if not isinstance(value, dict) or int(value.get("precision", 0)) < 9:
        return None
    time = str(value.get("time", ""))
    digits = time[1:].partition("-")[0]
    return int(digits) if time.startswith("+") and digits.isdecimal() else None
