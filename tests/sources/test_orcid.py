"""ORCID: what the person typed, what an organisation stands behind, and records that are closed."""

import asyncio
import json
from dataclasses import replace
from datetime import date

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    NamesakesAt,
    OrganizationByName,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Identifier,
    PersonRecord,
    PersonStatus,
    Record,
    WorkRecord,
)
from persona_check.settings import SourceSettings
from persona_check.sources.base import Counted
from persona_check.sources.orcid import Orcid, name_query
from persona_check.sources.reading import orcid_schema as wire
from persona_check.sources.reading.decoding import attested
from persona_check.sources.reading.orcid import asserted_by, parse_record, parse_works
from persona_check.web.base import SourceUnavailableError
from tests.sources.fake import Replies, Reply, answer, fixture

ME = "0000-0008-0000-0018"
NOBODY = b'{"response-code": 404, "error-code": 9016, "user-message": "was not found"}'
OLD = "0000-0008-0000-0034"


def ask(
    query: Query, *replies: Reply, key: str | None = None
) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    return tuple(asyncio.run(Orcid(SourceSettings(key=key)).lookup(query, http))), http


def by_id(identifier: str = ME) -> PersonById:
    return PersonById(scheme=IdentifierScheme.ORCID, identifier=identifier)


def test_a_record_is_read_whole_and_each_post_says_who_stands_behind_it() -> None:
    got = answer("orcid", fixture("orcid-record.json"))
    assert parse_record(got, asked=ME) == PersonRecord(
        key=f"orcid:{ME}",
        name="M. Oduya-Lindqvist",
        provenance=attested(
            got.provenance,
            AssertedBy.SUBJECT,
            upstream=(f"orcid:{ME}",),
            first_seen_on=date(2013, 1, 5),
        ),
        other_names=("Maren Oduya-Lindqvist", "Maren Oduya"),
        identifiers=(
            Identifier(scheme=IdentifierScheme.ORCID, value=ME),
            Identifier(scheme=IdentifierScheme.SCHOLAR, value="tIdEsAAAAAAJ"),
            Identifier(scheme=IdentifierScheme.GITHUB, value="marentides"),
        ),
        affiliations=(
            AffiliationFact(
                organization="Tarnholm University",
                kind=AffiliationKind.EMPLOYMENT,
                ror="0tarnhm42",
                department="Dept. of Policy",
                role="Professor",
                start_year=2014,
                asserted_by=AssertedBy.THIRD_PARTY,
            ),
            AffiliationFact(
                organization="Institute for Tidal Ethics",
                kind=AffiliationKind.EMPLOYMENT,
                department="Dept. of Policy",
                role="Fellow",
                start_year=2011,
                end_year=2014,
                asserted_by=AssertedBy.SUBJECT,
            ),
            AffiliationFact(
                organization="Norrvik College",
                kind=AffiliationKind.EDUCATION,
                department="Dept. of Policy",
                role="PhD",
                start_year=2006,
                end_year=2011,
                asserted_by=AssertedBy.SUBJECT,
            ),
            AffiliationFact(
                organization="Society of Shores",
                kind=AffiliationKind.MEMBERSHIP,
                department="Dept. of Policy",
                role="Member",
                asserted_by=AssertedBy.THIRD_PARTY,
            ),
        ),
        fields=("tides",),
        awards=("Silver Medal, Royal Tidal Society (2018)",),
        links=("https://maren.example", "https://github.com/marentides"),
        verified_email_domains=("tarnholm.example", "policy.tarnholm.example"),
        public_addresses=(("maren@tarnholm.example", None),),
        work_keys=(
            "doi:10.5555/tide.2012.1",
            "doi:10.5555/tide.2015.1",
            "title:a memoir of the shore",
            "doi:10.5555/tide.2010.1",
        ),
        works_count=5,
        created_on=date(2013, 1, 5),
        creation_method="member-referred",
        claimed=True,
        email_verified=True,
    )


def test_xml_says_the_same_as_json() -> None:
    record = parse_record(answer("orcid", fixture("orcid-record.xml")))
    assert record == PersonRecord(
        key=f"orcid:{ME}",
        name="Maren Oduya-Lindqvist",
        provenance=attested(
            record.provenance,
            AssertedBy.SUBJECT,
            upstream=(f"orcid:{ME}",),
            first_seen_on=date(2013, 1, 5),
        ),
        other_names=("Maren Oduya",),
        identifiers=(Identifier(scheme=IdentifierScheme.ORCID, value=ME),),
        affiliations=(
            AffiliationFact(
                organization="Tarnholm University",
                kind=AffiliationKind.EMPLOYMENT,
                role="Professor",
                start_year=2014,
                asserted_by=AssertedBy.THIRD_PARTY,
            ),
        ),
        verified_email_domains=("tarnholm.example",),
        public_addresses=(("maren@tarnholm.example", None),),
        work_keys=("doi:10.5555/tide.2012.1",),
        works_count=1,
        created_on=date(2013, 1, 5),
        creation_method="website",
        claimed=True,
    )


def works() -> tuple[WorkRecord, ...]:
    return parse_works(answer("orcid", fixture("orcid-works.json")), orcid=ME)


def test_a_scopus_import_with_the_person_as_its_origin_is_the_persons_own_word() -> None:
    typed = works()[0]
    assert (typed.provenance.asserted_by, typed.provenance.upstream) == (
        AssertedBy.SUBJECT,
        ("doi:10.5555/tide.2012.1",),
    )


def test_an_import_of_before_origins_were_told_is_nobodys_certain_word() -> None:
    assert works()[3].provenance.asserted_by is AssertedBy.UNKNOWN


def test_a_work_that_the_registry_added_itself_is_attested_beside_the_persons_own_entry() -> None:
    both = works()[1]
    assert both == replace(
        both,
        key=f"orcid:{ME}/13",
        title="Tides and policy",
        venue="Journal of Tidal Policy",
        year=2015,
        doi="10.5555/tide.2015.1",
        authors=(),
        authors_complete=False,
        created_on=date(2014, 12, 31),
    )
    assert both.provenance.asserted_by is AssertedBy.THIRD_PARTY


def test_a_self_typed_work_without_doi_rests_on_the_record_and_its_date_is_orcids_own() -> None:
    memoir = works()[2]
    assert (memoir.year, memoir.kind, memoir.created_on) == (1999, "book", date(2020, 1, 1))
    assert memoir.provenance == replace(
        memoir.provenance,
        asserted_by=AssertedBy.SUBJECT,
        upstream=(f"orcid:{ME}",),
        first_seen_on=date(2020, 1, 1),
    )


def test_a_group_without_entries_is_no_work_and_no_works_are_an_absence() -> None:
    assert len(works()) == 4
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ME)
    lost = Reply(ending=f"/{ME}/record", status=500)
    empty = Reply(ending=f"/{ME}/works", body=fixture("orcid-works-empty.json"))
    assert ask(query, lost, empty)[0] == ()
    assert ask(query, lost, Reply(ending="/works", status=404, body=NOBODY))[0] == ()
    assert ask(query, Reply(ending="/record", status=404, body=NOBODY))[0] == ()


def test_works_are_read_from_the_record_that_was_asked_for_anyway() -> None:
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ME)
    records, http = ask(query, Reply(ending="/record", body=fixture("orcid-record.json")))
    assert [record.key for record in records if isinstance(record, WorkRecord)] == [
        work.key for work in works()
    ]
    assert [asked.path for asked in http.asked] == [f"/v3.0/{ME}/record"]


def test_a_record_without_its_works_is_followed_by_the_list_of_works() -> None:
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ME)
    records, http = ask(
        query,
        Reply(ending="/record", body=fixture("orcid-record-deprecated.json")),
        Reply(ending="/works", body=fixture("orcid-works.json")),
    )
    assert (len(records), len(http.asked)) == (4, 2)


def test_the_works_of_a_locked_record_are_unavailable_too() -> None:
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ME)
    locked = Reply(ending="/record", status=409, body=fixture("orcid-locked.json"))
    with pytest.raises(SourceUnavailableError) as error:
        ask(query, locked)
    assert error.value.reason is UnavailableReason.LOCKED


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("orcid-locked.json", "ORCID has locked this record"),
        ("orcid-locked.xml", "ORCID has locked this record"),
        ("orcid-deactivated.json", "its owner has deactivated this record"),
    ],
)
def test_a_locked_record_is_unavailable_not_absent(name: str, words: str) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(by_id(), Reply(ending="/record", status=409, body=fixture(name)))
    assert (error.value.reason, error.value.detail) == (UnavailableReason.LOCKED, words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error-code": "9018"}', "ORCID has locked this record"),
        (b'{"error-code": 9036}', "this record has not been claimed by its owner"),
        (
            b'{"response-code": 409, "developer-message": "409 Conflict: The ORCID record is'
            b' locked and cannot be edited. ORCID https://orcid.org/x"}',
            "ORCID has locked this record",
        ),
        (
            b'{"user-message": "The ORCID record is deactivated."}',
            "its owner has deactivated this record",
        ),
        (
            b'<error xmlns="http://www.orcid.org/ns/error"><error-code>9018</error-code></error>',
            "ORCID has locked this record",
        ),
    ],
)
def test_every_form_of_a_lock_is_a_lock(body: bytes, words: str) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(by_id(), Reply(ending="/record", status=409, body=body))
    assert (error.value.reason, error.value.detail) == (UnavailableReason.LOCKED, words)


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b'{"message": "Conflict"}'])
def test_a_conflict_that_says_nothing_is_no_lock_and_no_absence(body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(by_id(), Reply(ending="/record", status=409, body=body))
    assert error.value.reason is UnavailableReason.MALFORMED


def test_another_conflict_is_no_lock() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(by_id(), Reply(ending="/record", status=409, body=fixture("orcid-conflict.json")))
    assert error.value.reason is UnavailableReason.REJECTED_REQUEST


def test_a_deprecated_record_leads_to_the_one_that_took_its_place() -> None:
    # ORCID answers 301 to the primary record; the client follows
    (record,), _ = ask(
        by_id(OLD), Reply(ending=f"/{OLD}/record", body=fixture("orcid-record.json"))
    )
    assert isinstance(record, PersonRecord)
    assert (record.key, record.status, record.canonical_key) == (
        f"orcid:{OLD}",
        PersonStatus.DEPRECATED,
        f"orcid:{ME}",
    )


def test_a_deprecated_record_of_the_data_file_names_the_one_that_took_its_place() -> None:
    record = parse_record(answer("orcid", fixture("orcid-record-deprecated.json")), asked=OLD)
    assert (record.status, record.canonical_key) == (PersonStatus.DEPRECATED, f"orcid:{ME}")


def test_a_deactivated_record_has_no_name_to_show() -> None:
    record = parse_record(answer("orcid", fixture("orcid-record-deactivated.json")), asked=ME)
    assert (record.status, record.name, record.other_names) == (PersonStatus.DELETED, "", ())


def test_an_unknown_id_is_held_by_nobody() -> None:
    assert ask(by_id(), Reply(ending="/record", status=404, body=NOBODY))[0] == ()
    for other in (b"{}", b"", b"<html><title>Not found</title></html>"):
        with pytest.raises(SourceUnavailableError) as error:
            ask(by_id(), Reply(ending="/record", status=404, body=other))
        assert error.value.reason is UnavailableReason.NOT_THIS_SERVICE


def test_people_of_a_name_come_with_organisations_of_unstated_kind() -> None:
    (record,), http = ask(
        PersonByName(name="Maren Oduya-Lindqvist"),
        Reply(ending="/expanded-search/", body=fixture("orcid-expanded.json")),
        key="token",
    )
    assert isinstance(record, PersonRecord)
    assert (record.key, record.name, record.other_names) == (
        f"orcid:{ME}",
        "Maren Oduya-Lindqvist",
        ("Maren Oduya",),
    )
    assert record.affiliations == tuple(
        AffiliationFact(organization=name, kind=AffiliationKind.MEMBERSHIP)
        for name in ("Tarnholm University", "Norrvik College")
    )
    assert http.asked[0].secret_headers == {"Authorization": "Bearer token"}


def test_a_search_without_result_is_an_absence_although_its_list_is_null() -> None:
    empty = Reply(ending="/expanded-search/", body=fixture("orcid-expanded-empty.json"))
    assert ask(PersonByName(name="Nobody Atall"), empty)[0] == ()
    assert ask(PersonByName(name="…"))[0] == ()


def test_a_name_is_searched_in_both_orders_and_cannot_break_out_of_its_quotes() -> None:
    assert name_query('Li "Wei') == (
        'credit-name:"Li  Wei" OR other-names:"Li  Wei"'
        ' OR (given-names:"Li" AND family-name:"Wei") OR (given-names:"Wei" AND family-name:"Li")'
    )
    assert name_query("Pelé", "Tarnholm") == (
        '(credit-name:"Pelé" OR other-names:"Pelé") OR ((credit-name:"Pelé" OR other-names:"Pelé")'
        ' AND affiliation-org-name:"Tarnholm")'
    )


@pytest.mark.parametrize(
    ("query", "body"),
    [
        (by_id(), b'{"error": "x"}'),
        (by_id(), b'{"orcid-identifier": {"path": "nobody"}}'),
        (by_id(), b"<html><body>maintenance</body></html>"),
        (by_id(), b"<html><body>maintenance"),
        (
            by_id(),
            b'<!DOCTYPE a [<!ENTITY b "c">]><a xmlns="http://www.orcid.org/ns/record">&b;</a>',
        ),
        (by_id(), b'<record xmlns="http://www.orcid.org/ns/record"/>'),
        (PersonByName(name="Maren"), b"{}"),
        (PersonByName(name="Maren"), b'{"num-found": 1, "expanded-result": [{"orcid-id": "x"}]}'),
        (WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ME), b"{}"),
    ],
)
def test_what_is_not_the_documented_form_is_malformed_not_empty(query: Query, body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(query, Reply(ending="", body=body))
    assert error.value.reason in (
        UnavailableReason.MALFORMED,
        UnavailableReason.NOT_THIS_SERVICE,
    )


def test_an_item_without_source_is_nobodys_certain_word() -> None:
    assert asserted_by(None, ME) is AssertedBy.UNKNOWN
    assert asserted_by(wire.Source(), ME) is AssertedBy.UNKNOWN


def test_entries_of_older_files_stand_without_groups() -> None:
    record = json.loads(fixture("orcid-record.json"))
    entry = record["activities-summary"]["educations"]["affiliation-group"][0]["summaries"][0]
    record["activities-summary"] = {
        "educations": {"education-summary": [entry["education-summary"], None]},
        "employments": {"employment-summary": [{"organization": None}]},
        "distinctions": {"affiliation-group": [None, {"summaries": None}]},
        "works": {"group": None},
    }
    record["history"]["submission-date"] = {"value": 10**18}
    read = parse_record(answer("orcid", json.dumps(record).encode()))
    assert [fact.organization for fact in read.affiliations] == ["Norrvik College"]
    assert (read.works_count, read.created_on) == (0, None)


def test_it_serves_orcid_ids_and_names_only() -> None:
    source = Orcid(SourceSettings())
    assert source.serves(by_id())
    assert not source.serves(by_id("me/../../other"))
    assert not source.serves(PersonById(scheme=IdentifierScheme.OPENALEX, identifier=ME))
    assert not source.serves(OrganizationByName(name="x"))
    assert source.serves(PersonByName(name="x"))
    assert ask(OrganizationByName(name="x"))[0] == ()
    assert "token" in str(source.availability().hint)
    assert Orcid(SourceSettings(key="t")).availability().hint is None


def crowd(total: int, *orcids: str) -> bytes:
    rows = [{"orcid-id": orcid, "given-names": "Wei", "family-names": "Sand"} for orcid in orcids]
    return json.dumps({"num-found": total, "expanded-result": rows}).encode()


WEI = PersonByName(name="Wei Sand", affiliation="Norrvik University")
FIRST, SECOND = "0000-0008-0000-0018", "0000-0008-0000-0026"


def test_people_at_the_claimed_organisation_are_asked_for_first_and_then_all_of_the_name() -> None:
    words = name_query("Wei Sand")
    there = f'({words}) AND affiliation-org-name:"Norrvik University"'
    http = Replies(
        Reply(ending="/expanded-search/", params={"q": there}, body=crowd(1, SECOND)),
        Reply(ending="/expanded-search/", params={"q": words}, body=crowd(4876, FIRST)),
    )
    found = asyncio.run(Orcid(SourceSettings()).lookup(WEI, http))
    assert isinstance(found, Counted)
    assert [getattr(one, "key", "") for one in found] == [f"orcid:{SECOND}", f"orcid:{FIRST}"]
    assert (found.total, len(http.asked)) == (4876, 2)


def test_at_most_a_hundred_people_of_a_name_are_read_whole() -> None:
    words = name_query("Wei Sand")
    http = Replies(
        Reply(ending="/expanded-search/", params={"rows": "25"}, body=crowd(60, FIRST)),
        Reply(ending="/expanded-search/", params={"rows": "100"}, body=crowd(60, FIRST, SECOND)),
    )
    found = asyncio.run(Orcid(SourceSettings()).lookup(PersonByName(name="Wei Sand"), http))
    assert len(found) == 2
    assert [asked.params for asked in http.asked] == [
        {"q": words, "rows": "25"},
        {"q": words, "rows": "100"},
    ]


def test_namesakes_at_an_organisation_are_asked_for_by_its_ror_id_or_name() -> None:
    query = NamesakesAt(name="Wei Sand", organization="Norrvik University", ror="0norrv142")
    records, http = ask(query, Reply(ending="/expanded-search/", body=crowd(1, FIRST)))
    assert len(records) == 1
    assert http.asked[0].params["q"] == (
        f'({name_query("Wei Sand")}) AND (ror-org-id:"https://ror.org/0norrv142"'
        ' OR affiliation-org-name:"Norrvik University")'
    )


def test_people_who_are_counted_and_not_listed_are_no_absence() -> None:
    with pytest.raises(SourceUnavailableError):
        ask(WEI, Reply(ending="/expanded-search/", body=crowd(3)))
