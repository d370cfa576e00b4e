"""ROR: organisations by name or id, those that closed included."""

import asyncio
from datetime import date

import pytest

from persona_check.model.lookup import OrganizationByName, Query, UnavailableReason, WorkByDoi
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import OrganizationRecord, Record
from persona_check.settings import SourceSettings
from persona_check.sources.reading.decoding import attested
from persona_check.sources.ror import Ror, parse_organization
from persona_check.web.base import SourceUnavailableError
from tests.sources.fake import Replies, Reply, answer, fixture


def ask(
    query: Query, *replies: Reply, key: str | None = None
) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    return tuple(asyncio.run(Ror(SourceSettings(key=key)).lookup(query, http))), http


def test_an_organisation_is_read_whole() -> None:
    got = answer("ror", fixture("ror-organization.json"))
    assert parse_organization(got) == OrganizationRecord(
        key="ror:0tarnhm42",
        name="Tarnholm University",
        provenance=attested(
            got.provenance, AssertedBy.THIRD_PARTY, first_seen_on=date(2018, 11, 14)
        ),
        other_names=("Tarnholms universitet", "TU"),
        domains=("tarnholm.example",),
        country_code="SE",
        continent="EU",
        established_year=1871,
        related=(("predecessor", "Norrvik College"),),
        links=("https://www.tarnholm.example",),
    )


def test_the_chosen_match_comes_first_whatever_the_scores_say() -> None:
    records, http = ask(
        OrganizationByName(name="Dept. of Policy, Tarnholm University"),
        Reply(ending="/organizations", body=fixture("ror-affiliation.json")),
    )
    assert [
        (record.name, record.chosen, record.score)
        for record in records
        if isinstance(record, OrganizationRecord)
    ] == [("Tarnholm University", True, 0.9), ("Tarnholm Hospital", False, 0.95)]
    assert [asked.params for asked in http.asked] == [
        {"affiliation": "Dept. of Policy, Tarnholm University"}
    ]


def test_a_withdrawn_record_is_found_with_its_state_and_successor() -> None:
    records, http = ask(
        OrganizationByName(name='Norrvik "College"'),
        Reply(
            ending="/organizations",
            params={"affiliation": 'Norrvik "College"'},
            body=fixture("ror-nothing-chosen.json"),
        ),
        Reply(ending="/organizations", body=fixture("ror-withdrawn.json")),
    )
    assert http.asked[1].params == {"query": '"Norrvik  College"', "all_status": ""}
    withdrawn = records[1]
    assert isinstance(withdrawn, OrganizationRecord)
    assert (withdrawn.name, withdrawn.status, withdrawn.related) == (
        "Norrvik College",
        "withdrawn",
        (("successor", "Tarnholm University"),),
    )


def test_a_name_that_no_search_knows_is_an_absence() -> None:
    reply = Reply(ending="/organizations", body=fixture("ror-empty.json"))
    assert ask(OrganizationByName(name="Institute of Nothing"), reply)[0] == ()
    assert ask(OrganizationByName(name=" "))[0] == ()
    assert ask(WorkByDoi(doi="10.5555/x"))[0] == ()


def test_an_id_is_asked_as_an_id_and_may_be_unknown() -> None:
    records, http = ask(
        OrganizationByName(name="https://ror.org/0tarnhm42"),
        Reply(ending="/organizations/0tarnhm42", body=fixture("ror-organization.json")),
        key="client",
    )
    assert len(records) == 1
    assert http.asked[0].secret_headers == {"Client-Id": "client"}
    missing = Reply(ending="/organizations/0zzzzzz00", status=404, body=fixture("ror-404.json"))
    assert ask(OrganizationByName(name="0zzzzzz00"), missing)[0] == ()


@pytest.mark.parametrize(
    "body",
    [b'{"errors": ["x"]}', b"[]", b'{"items": [{"id": "x", "names": []}]}', b'{"items": [{}]}'],
)
def test_what_is_not_the_documented_form_is_malformed_not_empty(body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(OrganizationByName(name="Tarnholm"), Reply(ending="/organizations", body=body))
    assert error.value.reason is UnavailableReason.MALFORMED


def test_a_record_without_name_is_malformed() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        parse_organization(answer("ror", b'{"id": "https://ror.org/0tarnhm42", "names": []}'))
    assert error.value.reason is UnavailableReason.MALFORMED


def test_it_serves_organisations_only_and_says_that_a_client_id_is_missing() -> None:
    source = Ror(SourceSettings())
    assert source.serves(OrganizationByName(name="x"))
    assert not source.serves(WorkByDoi(doi="10.5555/x"))
    assert source.availability().note == "only 50 requests in 5 minutes without a client id"
    assert Ror(SourceSettings(key="client")).availability().note is None
