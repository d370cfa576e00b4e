"""What Wikidata answers with: people among its items, as records.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html (read November 2026).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import UnavailableReason
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Identifier,
    PersonRecord,
    PersonStatus,
)
from persona_check.sources.reading.decoding import decode_json
from persona_check.web.base import Answer, SourceUnavailableError

__all__ = [
    "PROPERTIES",
    "named_items",
    "parse_entities",
    "parse_labels",
    "parse_name_search",
    "parse_statement_search",
    "people_by_item",
]

T = TypeVar("T")

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
PROPERTIES = {scheme: number for number, scheme in _IDENTIFIERS.items()}
_TIES = {
    "P108": AffiliationKind.EMPLOYMENT,
    "P1416": AffiliationKind.EMPLOYMENT,
    "P69": AffiliationKind.EDUCATION,
    "P463": AffiliationKind.MEMBERSHIP,
}
_FIELDS = ("P101", "P106")
_AWARDS = "P166"
# errors of the interface that come with status 200 (www.mediawiki.org/wiki/API:Errors_and_warnings)
_REFUSALS = {
    "ratelimited": UnavailableReason.RATE_LIMITED,
    "maxlag": UnavailableReason.RATE_LIMITED,
    "readonly": UnavailableReason.SERVER_ERROR,
    "blocked": UnavailableReason.BLOCKED,
}


class _Error(msgspec.Struct):
    code: str = ""


class _Refusal(msgspec.Struct):
    error: _Error | None = None


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


class _Redirect(msgspec.Struct):
    source: str = msgspec.field(default="", name="from")


class _Entity(msgspec.Struct):
    id: str
    redirects: _Redirect | None = None
    missing: str | None = None
    # an empty object is written as an empty list
    labels: dict[str, _Term] | list[_Term] = {}
    aliases: dict[str, list[_Term]] | list[_Term] = {}
    claims: dict[str, list[_Statement]] | list[_Statement] = {}


class _Entities(msgspec.Struct):
    entities: dict[str, _Entity]


def _decoded(answer: Answer, shape: type[T]) -> T:
    """The answer as ``shape``; raises with the reason where it is an error of status 200."""
    error = decode_json(answer, _Refusal).error
    if error is not None and error.code in _REFUSALS:
        raise SourceUnavailableError(_REFUSALS[error.code], "it answers with an error")
    return decode_json(answer, shape)


def parse_statement_search(answer: Answer) -> tuple[str, ...]:
    """The items that a search by statement found."""
    return tuple(page.title for page in _decoded(answer, _Query).query.search)


def parse_name_search(answer: Answer) -> tuple[str, ...]:
    """The items that a search by name found."""
    return tuple(hit.id for hit in _decoded(answer, _Hits).search)


def parse_labels(answer: Answer) -> Mapping[str, str]:
    """The names of items, English first."""
    entities = _decoded(answer, _Entities).entities
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


def people_by_item(answer: Answer, labels: Mapping[str, str]) -> Mapping[str, PersonRecord]:
    """The people by the number of the item that was asked for, which may lead to another."""
    people: dict[str, PersonRecord] = {}
    for asked, entity in _decoded(answer, _Entities).entities.items():
        if _is_person(entity):
            people[asked] = _person(entity, labels, answer.provenance)
            if entity.redirects is not None:
                people[entity.redirects.source] = people[asked]
    return people


def _people(answer: Answer) -> Iterable[_Entity]:
    return filter(_is_person, _decoded(answer, _Entities).entities.values())


def _is_person(entity: _Entity) -> bool:
    """Whether an item is a human; one that nobody has classed yet is, by a researcher's number."""
    if entity.missing is not None:
        return False
    kinds = [_item(statement.mainsnak) for statement in _statements(entity, "P31")]
    return _HUMAN in kinds or (
        not kinds and any(_strings(entity, number) for number in _IDENTIFIERS)
    )


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
    if not isinstance(value, dict):
        return None
    item, number = value.get("id"), value.get("numeric-id")
    if item is None and isinstance(number, int) and value.get("entity-type", "item") == "item":
        item = f"Q{number}"  # dumps and copies from before 2016 have the number alone
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
