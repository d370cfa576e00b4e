"""Wikidata: people among its items, with posts, degrees and identifiers."""

import asyncio
from typing import Any

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorkByTitle,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationKind, PersonRecord, PersonStatus
from persona_check.settings import SourceSettings
from persona_check.sources.reading.wikidata import parse_entities, parse_labels, parse_name_search
from persona_check.sources.wikidata import Wikidata
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://www.wikidata.org"


def item(number: str) -> dict[str, Any]:
    return {"datavalue": {"value": {"entity-type": "item", "id": number}, "type": "x"}}


def text(value: str) -> dict[str, Any]:
    return {"datavalue": {"value": value, "type": "string"}}


def time(value: str, precision: int = 11) -> dict[str, Any]:
    return {"datavalue": {"value": {"time": value, "precision": precision}, "type": "time"}}


def states(*snaks: dict[str, Any], rank: str = "normal", **qualifiers: Any) -> list[dict[str, Any]]:
    return [{"mainsnak": snak, "rank": rank, "qualifiers": qualifiers} for snak in snaks]


MIRA: dict[str, Any] = {
    "id": "Q900000001",
    "labels": {"en": {"language": "en", "value": "Mira Vantongeren"}, "nl": {"value": "M. V."}},
    "aliases": {"en": [{"value": "M. Vantongeren"}]},
    "claims": {
        "P31": states(item("Q5")),
        "P496": states(text("0000-0002-1825-0097")),
        "P2037": states(text("miravt")),
        "P108": [
            *states(item("Q900000010"), P580=[time("+2012-01-01T00:00:00Z")], P582=[]),
            *states({"snaktype": "somevalue"}),
            *states(item("Q900000019"), rank="deprecated"),
        ],
        "P69": states(item("Q900000011"), P582=[time("+2009-00-00T00:00:00Z", 9)]),
        "P106": states(item("Q900000012")),
        "P166": states(item("Q900000013")),
        "P18": states(text("Mira portrait.jpg")),
        "P569": [*states(time("+1900-01-01T00:00:00Z", 7)), *states(time("+1980-02-03T00:00:00Z"))],
        "P856": states(text("https://mira.example/")),
    },
}
LABELS = {
    "entities": {
        "Q900000010": {"id": "Q900000010", "labels": {"en": {"value": "Invented University"}}},
        "Q900000011": {"id": "Q900000011", "labels": {"de": {"value": "Beispielschule"}}},
        "Q900000012": {"id": "Q900000012", "labels": []},
    }
}


def entities(*items: dict[str, Any]) -> dict[str, Any]:
    return {"entities": {item["id"]: item for item in items}, "success": 1}


def test_a_person_keeps_dated_posts_identifiers_and_names_of_what_it_refers_to() -> None:
    (person,) = parse_entities(given(entities(MIRA)), parse_labels(given(LABELS)))
    assert (person.key, person.name, person.other_names) == (
        "wikidata:Q900000001",
        "Mira Vantongeren",
        ("M. V.", "M. Vantongeren"),
    )
    assert [(known.scheme, known.value) for known in person.identifiers] == [
        (IdentifierScheme.WIKIDATA, "Q900000001"),
        (IdentifierScheme.ORCID, "0000-0002-1825-0097"),
        (IdentifierScheme.GITHUB, "miravt"),
    ]
    assert [(t.organization, t.kind, t.start_year, t.end_year) for t in person.affiliations] == [
        ("Invented University", AffiliationKind.EMPLOYMENT, 2012, None),
        ("Beispielschule", AffiliationKind.EDUCATION, None, 2009),
    ]
    assert (person.fields, person.awards) == (("Q900000012",), ("Q900000013",))
    assert (person.birth_year, person.death_year, person.status) == (
        1980,
        None,
        PersonStatus.ACTIVE,
    )
    assert person.links == ("https://mira.example/",)
    assert person.image_url == (
        "https://commons.wikimedia.org/wiki/Special:FilePath/Mira%20portrait.jpg"
    )
    assert person.provenance.asserted_by is AssertedBy.UNKNOWN
    assert person.provenance.upstream == ("wikidata:Q900000001",)


def test_somebody_who_died_is_deceased() -> None:
    dead = MIRA | {"claims": MIRA["claims"] | {"P570": states(time("+2001-05-11T00:00:00Z"))}}
    (person,) = parse_entities(given(entities(dead)), {})
    assert (person.death_year, person.status) == (2001, PersonStatus.DECEASED)


def test_items_that_are_no_people_and_missing_items_are_left_out() -> None:
    town = {"id": "Q1", "claims": {"P31": states(item("Q515"))}}
    gone = {"id": "Q2", "missing": ""}
    empty = {"id": "Q3", "labels": [], "aliases": [], "claims": []}
    assert parse_entities(given(entities(town, gone, empty)), {}) == ()


def test_a_person_without_a_name_in_any_language_has_the_items_number() -> None:
    bare = {"id": "Q4", "labels": [], "aliases": [], "claims": {"P31": states(item("Q5"))}}
    (person,) = parse_entities(given(entities(bare)), {})
    assert (person.name, person.other_names, person.image_url) == ("Q4", (), None)


@pytest.mark.parametrize("body", ["", "[]", "<html>", '{"error": {"code": "x"}}'])
def test_what_is_not_its_wire_form_is_malformed(body: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_entities(given(body), {})


API = f"{BASE}/w/api.php?format=json"
ENTITIES = f"{API}&action=wbgetentities&ids=Q900000001&props=labels|aliases|claims"
NAMED = (
    f"{API}&action=wbgetentities&ids=Q900000010|Q900000011|Q900000012|Q900000013"
    "&props=labels&languages=en|mul|de|fr|es"
)
BY_ORCID = (
    f'{API}&action=query&list=search&srsearch=haswbstatement:"P496=0000-0002-1825-0097"&srlimit=5'
)
BY_NAME = f"{API}&action=wbsearchentities&search=Mira&language=en&type=item&limit=5"
ORCID = PersonById(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097")


def test_an_identifier_is_searched_then_the_item_then_the_names_it_refers_to() -> None:
    found = {"query": {"search": [{"ns": 0, "title": "Q900000001"}]}}
    named = {"entities": LABELS["entities"] | {"Q900000013": {"id": "Q900000013"}}}
    http = Given({BY_ORCID: found, ENTITIES: entities(MIRA), NAMED: named})
    assert len(look_up(Wikidata(SourceSettings()), ORCID, http)) == 1
    assert len(http.asked) == 3


def test_a_name_is_searched_in_the_same_way() -> None:
    bare = {"id": "Q900000001", "claims": {"P31": states(item("Q5"))}}
    http = Given({BY_NAME: {"search": [{"id": "Q900000001"}]}, ENTITIES: entities(bare)})
    assert len(look_up(Wikidata(SourceSettings()), PersonByName(name="Mira"), http)) == 1


def test_its_own_number_is_asked_for_directly() -> None:
    query = PersonById(scheme=IdentifierScheme.WIKIDATA, identifier="Q7")
    url = f"{BASE}/wiki/Special:EntityData/Q7.json"
    bare = {"id": "Q7", "claims": {"P31": states(item("Q5"))}}
    assert len(look_up(Wikidata(SourceSettings()), query, Given({url: entities(bare)}))) == 1
    assert look_up(Wikidata(SourceSettings()), query, Given({url: 404})) == ()


def test_a_search_that_finds_nothing_is_an_empty_answer() -> None:
    source = Wikidata(SourceSettings())
    assert look_up(source, ORCID, Given({BY_ORCID: {"query": {"search": []}}})) == ()
    assert look_up(source, PersonByName(name="Mira"), Given({BY_NAME: {"search": []}})) == ()


def test_it_serves_identifiers_for_which_it_has_a_property() -> None:
    source = Wikidata(SourceSettings())
    assert source.availability().usable
    assert source.serves(ORCID)
    assert source.serves(PersonByName(name="x"))
    assert not source.serves(PersonById(scheme=IdentifierScheme.CORPUS, identifier="x"))
    assert look_up(source, WorkByTitle(title="x"), Given({})) == ()


def search_for(stated: str, limit: int) -> str:
    srsearch = f'haswbstatement:"{stated}"'
    return f"{API}&action=query&list=search&srsearch={srsearch}&srlimit={limit}"


def person(number: str, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": number, "claims": {"P31": states(item("Q5")), **claims}}


SCHOLAR = PersonById(scheme=IdentifierScheme.SCHOLAR, identifier="AAAAAAAAAAAJ")
DBLP = PersonById(scheme=IdentifierScheme.DBLP, identifier="70/1-2")
ITEM = PersonById(scheme=IdentifierScheme.WIKIDATA, identifier="Q900000002")


def look_up_together(queries: list[Query], http: Given) -> dict[Query, list[str]]:
    found = asyncio.run(Wikidata(SourceSettings()).lookup_together(queries, http))
    return {query: [getattr(one, "key", "") for one in records] for query, records in found.items()}


def test_several_identifiers_are_one_search_one_reading_and_one_of_names() -> None:
    source = Wikidata(SourceSettings())
    groups = source.together([SCHOLAR, PersonByName(name="Mira"), ITEM, ORCID, DBLP])
    assert groups == source.together([DBLP, ORCID, ITEM, PersonByName(name="Mira"), SCHOLAR])
    (group,) = groups
    both = person("Q900000001", P496=states(text("0000-0002-1825-0097")))
    both["claims"] |= {"P1960": states(text("aaaaaaaaaaaj")), "P166": states(item("Q900000013"))}
    other = person("Q900000003") | {"redirects": {"from": "Q900000002", "to": "Q900000003"}}
    stated = "P2456=70/1-2|P496=0000-0002-1825-0097|P1960=AAAAAAAAAAAJ"
    http = Given(
        {
            search_for(stated, 15): {"query": {"search": [{"title": "Q900000001"}]}},
            f"{API}&action=wbgetentities&ids=Q900000001|Q900000002"
            "&props=labels|aliases|claims": entities(both, other),
            f"{API}&action=wbgetentities&ids=Q900000013&props=labels"
            "&languages=en|mul|de|fr|es": LABELS,
        }
    )
    assert look_up_together(list(group), http) == {
        DBLP: [],
        ORCID: ["wikidata:Q900000001"],
        SCHOLAR: ["wikidata:Q900000001"],
        ITEM: ["wikidata:Q900000003"],
    }
    assert len(http.asked) == 3


def test_no_identifier_that_is_stated_is_one_request() -> None:
    stated = "P2456=70/1-2|P496=0000-0002-1825-0097"
    http = Given({search_for(stated, 10): {"query": {"search": []}}})
    assert look_up_together([DBLP, ORCID], http) == {DBLP: [], ORCID: []}
    assert len(http.asked) == 1


def test_an_item_that_states_an_identifier_in_another_form_leaves_its_query_to_be_asked_alone() -> (
    None
):
    stated = "P2456=70/1-2|P496=0000-0002-1825-0097"
    odd = person("Q900000001", P2456=states(text("70/1-2"), rank="deprecated"))
    http = Given(
        {
            search_for(stated, 10): {"query": {"search": [{"title": "Q900000001"}]}},
            ENTITIES: entities(odd),
        }
    )
    assert look_up_together([DBLP, ORCID], http) == {}


def test_several_names_are_read_at_once() -> None:
    one, two = PersonByName(name="Mira"), PersonByName(name="Wei")
    wei = f"{API}&action=wbsearchentities&search=Wei&language=en&type=item&limit=5"
    http = Given(
        {
            BY_NAME: {"search": [{"id": "Q900000001"}]},
            wei: {"search": [{"id": "Q900000001"}, {"id": "Q1"}]},
            f"{API}&action=wbgetentities&ids=Q900000001|Q1&props=labels|aliases|claims": entities(
                person("Q900000001")
            ),
        }
    )
    assert look_up_together([one, two], http) == {
        one: ["wikidata:Q900000001"],
        two: ["wikidata:Q900000001"],
    }


def test_a_researcher_whom_nobody_has_classed_is_a_person_and_old_copies_have_numbers_alone() -> (
    None
):
    numeric = {"datavalue": {"value": {"entity-type": "item", "numeric-id": 900000013}}}
    bare = {
        "id": "Q900000001",
        "claims": {"P496": states(text("0000-0002-1825-0097")), "P166": states(numeric)},
    }
    unknown = {"id": "Q900000002", "claims": {"P166": states(numeric)}}
    (found,) = parse_entities(given(entities(bare, unknown)), {"Q900000013": "Invented Prize"})
    assert found.awards == ("Invented Prize",)


def test_more_than_fifty_names_take_a_second_request() -> None:
    awards = [one for number in range(60) for one in states(item(f"Q8000{number:02}"))]
    many = person("Q900000001", P166=awards)
    labels = [f"Q8000{number:02}" for number in range(60)]

    def named(some: list[str]) -> str:
        ids = "|".join(some)
        return f"{API}&action=wbgetentities&ids={ids}&props=labels&languages=en|mul|de|fr|es"

    def answer(some: list[str]) -> dict[str, Any]:
        return {
            "entities": {
                one: {"id": one, "labels": {"en": {"value": f"Prize {one}"}}} for one in some
            }
        }

    http = Given(
        {
            BY_ORCID: {"query": {"search": [{"title": "Q900000001"}]}},
            ENTITIES: entities(many),
            named(labels[:50]): answer(labels[:50]),
            named(labels[50:]): answer(labels[50:]),
        }
    )
    (found,) = look_up(Wikidata(SourceSettings()), ORCID, http)
    assert isinstance(found, PersonRecord)
    assert found.awards == tuple(f"Prize {one}" for one in labels)
    assert len(http.asked) == 4


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("ratelimited", UnavailableReason.RATE_LIMITED),
        ("maxlag", UnavailableReason.RATE_LIMITED),
        ("readonly", UnavailableReason.SERVER_ERROR),
        ("else", UnavailableReason.MALFORMED),
    ],
)
def test_an_error_of_status_200_is_unavailable_with_its_reason(
    code: str, reason: UnavailableReason
) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        parse_name_search(given({"error": {"code": code, "info": "x"}}))
    assert error.value.reason is reason
