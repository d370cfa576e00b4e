"""DBLP behind its bot check: the query service answers for exact names and numbers."""

import asyncio
import json
from collections.abc import Mapping, Sequence

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, PersonRecord, Record, WorkRecord
from persona_check.settings import SourceSettings
from persona_check.sources.dblp import Dblp
from persona_check.sources.reading.dblp_graph import people_named, person_numbered, works_of
from persona_check.web.base import SourceUnavailableError
from tests.sources.fake import Replies, Reply

BOT_CHECK = b'<!doctype html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title>'
PID = "70/1-2"
BY_ID = PersonById(scheme=IdentifierScheme.DBLP, identifier=PID)
WORKS = WorksOfPerson(scheme=IdentifierScheme.DBLP, identifier=PID)
PERSON = {"person": f"https://dblp.org/pid/{PID}", "name": "Wei Quill 0002"}
WORK = {
    "work": "https://dblp.org/rec/conf/inv/Quill19",
    "title": "Wolves in Graphs.",
    "year": "2019",
    "venue": "INVCONF",
    "doi": "https://doi.org/10.5555/INV.19",
}


def rows(*some: Mapping[str, str]) -> bytes:
    bindings = [
        {name: {"type": "x", "value": value} for name, value in row.items()} for row in some
    ]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}}).encode()


def closed(query: Query, service: Reply, *, status: int = 500) -> tuple[Sequence[Record], Replies]:
    endings = (".xml", "/search/author/api", "/search/publ/api")
    site = [Reply(ending=ending, status=status, body=BOT_CHECK) for ending in endings]
    http = Replies(*site, service)
    return tuple(asyncio.run(Dblp(SourceSettings()).lookup(query, http))), http


def at_service(*some: Mapping[str, str], status: int = 200) -> Reply:
    return Reply(ending="sparql.dblp.org/sparql", status=status, body=rows(*some))


@pytest.mark.parametrize("status", [500, 200])
def test_people_of_a_name_come_from_the_query_service(status: int) -> None:
    found, http = closed(
        PersonByName(name="Wei Quill"),
        at_service(
            PERSON | {"orcid": "https://orcid.org/0000-0002-1825-0097", "affiliation": "Fens"},
            PERSON | {"name": "W. Quill", "affiliation": "Fens"},
            {"person": "https://dblp.org/pid/70/1-3", "name": "Wei Quill 0003"},
        ),
        status=status,
    )
    first, second = found
    assert isinstance(first, PersonRecord)
    assert (first.key, first.name, first.other_names) == ("dblp:70/1-2", "Wei Quill", ("W. Quill",))
    assert [known.value for known in first.identifiers] == [PID, "0000-0002-1825-0097"]
    assert [tie.organization for tie in first.affiliations] == ["Fens"]
    assert first.provenance.asserted_by is AssertedBy.THIRD_PARTY
    assert getattr(second, "key", "") == "dblp:70/1-3"
    assert http.asked[1].params == {"query": people_named("Wei Quill")}
    assert http.asked[1].headers == {"Accept": "application/sparql-results+json"}


def test_a_persons_record_and_works_come_from_the_query_service() -> None:
    (person,), _ = closed(BY_ID, at_service(PERSON))
    assert getattr(person, "key", "") == "dblp:70/1-2"
    (work,), http = closed(
        WORKS,
        at_service(
            WORK | {"place": "2", "name": "Mira Vantongeren", "orcid": "0000-0002-1694-233X"},
            WORK | {"place": "1", "name": "Wei Quill 0002", "person": PERSON["person"]},
        ),
    )
    assert isinstance(work, WorkRecord)
    assert (work.key, work.title, work.year, work.venue, work.doi) == (
        "dblp:conf/inv/Quill19",
        "Wolves in Graphs",
        2019,
        "INVCONF",
        "10.5555/inv.19",
    )
    assert work.authors == (
        Authorship(name="Wei Quill", position=1, author_key="dblp:70/1-2"),
        Authorship(name="Mira Vantongeren", position=2, orcid="0000-0002-1694-233X"),
    )
    assert http.asked[1].params == {"query": works_of(PID)}


@pytest.mark.parametrize(
    ("query", "service"),
    [
        (BY_ID, at_service()),
        (BY_ID, at_service(PERSON, status=503)),
        (BY_ID, Reply(ending="sparql", body=BOT_CHECK)),
        (WorkByTitle(title="Wolves"), at_service()),
    ],
)
def test_what_the_service_does_not_list_is_blocked_and_no_absence(
    query: Query, service: Reply
) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        closed(query, service)
    assert error.value.reason is UnavailableReason.BLOCKED
    assert "corpus import" in (error.value.hint or "")


def test_a_fault_of_the_site_is_no_bot_check() -> None:
    http = Replies(Reply(ending=".xml", status=500, body=b"Internal error"))
    with pytest.raises(SourceUnavailableError) as error:
        asyncio.run(Dblp(SourceSettings()).lookup(BY_ID, http))
    assert error.value.reason is UnavailableReason.SERVER_ERROR
    assert len(http.asked) == 1


@pytest.mark.parametrize("pid", ["70/1> } UNION { ?a ?b ?c", "", "x", 'a/"b'])
def test_a_number_cannot_break_out_of_its_brackets(pid: str) -> None:
    assert person_numbered(pid) is None
    assert works_of(pid) is None


def test_a_name_cannot_break_out_of_its_quotes() -> None:
    asked = people_named('Wei" } ?s ?p ?o . { "\\Quill\n')
    assert '"Wei } ?s ?p ?o . { Quill"' in asked
    assert asked.count('"') == 2 * 61
