"""OpenAlex: what it holds, what it merged, what it deleted, and what is no answer."""

import asyncio
import json
from datetime import date

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    NamesakesAt,
    NamesakesWith,
    OrganizationByName,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    PersonStatus,
    Record,
    WorkRecord,
)
from persona_check.settings import SourceSettings
from persona_check.sources.base import Counted
from persona_check.sources.openalex import OpenAlex
from persona_check.sources.reading.decoding import attested
from persona_check.sources.reading.openalex import parse_author, parse_work, parse_works
from persona_check.web.base import Answer, Asker, Request, SourceUnavailableError
from tests.sources.fake import Replies, Reply, answer, fixture

MAREN = "A9900000001"
ORCID = "0000-0008-0000-0018"


def ask(
    query: Query, *replies: Reply, key: str | None = None
) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    return tuple(asyncio.run(OpenAlex(SourceSettings(key=key)).lookup(query, http))), http


def by_id(identifier: str) -> PersonById:
    return PersonById(scheme=IdentifierScheme.OPENALEX, identifier=identifier)


def test_an_author_is_read_whole_with_affiliations_and_the_years_that_evidence_them() -> None:
    body = fixture("openalex-author.json")
    got = answer("openalex", body)
    assert parse_author(got, asked=MAREN) == PersonRecord(
        key="openalex:A9900000001",
        name="Maren Oduya-Lindqvist",
        provenance=attested(got.provenance, AssertedBy.THIRD_PARTY),
        other_names=("M. Oduya-Lindqvist",),
        identifiers=(
            Identifier(scheme=IdentifierScheme.OPENALEX, value=MAREN),
            Identifier(scheme=IdentifierScheme.ORCID, value=ORCID),
        ),
        affiliations=(
            AffiliationFact(
                organization="Tarnholm University",
                kind=AffiliationKind.PRINTED,
                ror="0tarnhm42",
                years=(2021, 2023, 2024),
                asserted_by=AssertedBy.THIRD_PARTY,
            ),
            AffiliationFact(
                organization="Institute for Tidal Ethics",
                kind=AffiliationKind.PRINTED,
                years=(2014,),
                asserted_by=AssertedBy.THIRD_PARTY,
            ),
        ),
        fields=("Tidal Energy Policy", "Energy"),
        links=("https://en.wikipedia.example/wiki/Maren",),
        works_count=42,
        works_by_year=((2013, 1), (2024, 4)),
        cited_by_count=612,
    )


def test_an_author_that_was_merged_keeps_the_asked_key_and_names_the_one_that_answers() -> None:
    (record,), _ = ask(by_id("a777"), Reply(ending="/authors/A777", body=MAREN_BODY))
    assert isinstance(record, PersonRecord)
    assert (record.key, record.status, record.canonical_key) == (
        "openalex:A777",
        PersonStatus.MERGED,
        "openalex:A9900000001",
    )
    assert Identifier(scheme=IdentifierScheme.OPENALEX, value=MAREN) in record.identifiers


MAREN_BODY = fixture("openalex-author.json")


def test_a_deleted_author_is_told_as_deleted_and_lends_no_identifier() -> None:
    body = fixture("openalex-author-deleted.json")
    (record,), _ = ask(by_id("A777"), Reply(ending="/authors/A777", body=body))
    assert isinstance(record, PersonRecord)
    assert (record.status, record.identifiers) == (PersonStatus.DELETED, ())


def test_homonyms_are_separate_records_and_the_tombstone_is_none_of_them() -> None:
    records, http = ask(
        PersonByName(name='Wei "Sandström" | x'),
        Reply(ending="/authors", body=fixture("openalex-homonyms.json")),
    )
    assert [
        (record.key, record.works_count, record.affiliations[0].organization)
        for record in records
        if isinstance(record, PersonRecord)
    ] == [
        ("openalex:A9900000002", 310, "Tarnholm University"),
        ("openalex:A9900000003", 4, "Hospital of Norrvik"),
    ]
    assert http.asked[0].params == {"search": "Wei Sandström x", "per_page": "25"}


def in_list(*dois: str) -> bytes:
    work = json.loads(fixture("openalex-work.json"))
    works = [work | {"doi": f"https://doi.org/{doi}"} for doi in dois]
    return json.dumps({"meta": {"count": len(works)}, "results": works}).encode()


def test_works_by_doi_are_one_request_whatever_their_order() -> None:
    dois = [f"10.5555/{number:03}" for number in range(60)]
    awkward = ["10.5555/a,b", "10.5555/a|b", '10.5555/a"b', "10.5555/a b"]
    queries = [WorkByDoi(doi=doi) for doi in (*dois, *awkward)]
    source = OpenAlex(SourceSettings())
    groups = source.together([*queries, by_id(MAREN)])
    assert groups == source.together(queries[::-1])
    assert [len(group) for group in groups] == [50, 10]
    assert source.together(queries[:1]) == []
    assert source.together(queries[:51])[1:] == []


def test_a_list_answers_the_works_that_it_holds_and_leaves_the_others_to_be_asked_alone() -> None:
    held, other = WorkByDoi(doi="10.5555/b"), WorkByDoi(doi="10.5555/A")
    http = Replies(Reply(ending="/works", body=in_list("10.5555/B", "10.5555/else")))
    found = asyncio.run(OpenAlex(SourceSettings()).lookup_together([held, other], http))
    assert [(query, len(records)) for query, records in found.items()] == [(held, 1)]
    assert http.asked[0].params["filter"] == "doi:10.5555/a|10.5555/b"


def test_works_are_asked_one_by_one_where_a_list_is_too_dear() -> None:
    class Poor(Replies):
        async def get(self, asker: Asker, request: Request) -> Answer:
            raise SourceUnavailableError(self.reason)

        reason = UnavailableReason.BUDGET_SPENT

    http, source = Poor(), OpenAlex(SourceSettings())
    two = [WorkByDoi(doi="10.5555/a"), WorkByDoi(doi="10.5555/b")]
    assert asyncio.run(source.lookup_together(two, http)) == {}
    http.reason = UnavailableReason.SERVER_ERROR
    with pytest.raises(SourceUnavailableError):
        asyncio.run(source.lookup_together(two, http))


def test_a_work_is_one_witness_with_every_copy_of_its_doi_and_says_when_it_was_first_seen() -> None:
    (record,), http = ask(
        WorkByDoi(doi="10.5555/tide.2019.7"),
        Reply(ending="/works/doi:10.5555/tide.2019.7", body=fixture("openalex-work.json")),
    )
    assert isinstance(record, WorkRecord)
    assert record == WorkRecord(
        key="openalex:W9900000001",
        title="Who owns the tide? Law & order at sea",
        provenance=attested(
            record.provenance,
            AssertedBy.THIRD_PARTY,
            upstream=("doi:10.5555/tide.2019.7",),
            first_seen_on=date(2019, 4, 11),
        ),
        year=2019,
        venue="Journal of Tidal Policy",
        doi="10.5555/tide.2019.7",
        kind="article",
        authors=(
            Authorship(
                name="M. Oduya-Lindqvist",
                position=1,
                author_key="openalex:A9900000001",
                orcid=ORCID,
                affiliations=("Dept. of Policy, Tarnholm University, Sweden",),
                rors=("0tarnhm42",),
                other_names=("Maren Oduya-Lindqvist",),
            ),
            Authorship(name="Ingo Varga", position=2, affiliations=("Institute for Tidal Ethics",)),
        ),
        published_on=date(2019, 4, 2),
        topics=("Tidal Energy Policy",),
        cited_by_count=17,
    )
    assert "authorships" in http.asked[0].params["select"]


def test_works_of_a_person_are_paged_by_cursor_until_the_last_page() -> None:
    records, http = ask(
        WorksOfPerson(scheme=IdentifierScheme.OPENALEX, identifier=MAREN),
        Reply(ending="/works", params={"cursor": "*"}, body=fixture("openalex-works-page1.json")),
        Reply(
            ending="/works",
            params={"cursor": "IlsxNjA5"},
            body=fixture("openalex-works-page2.json"),
        ),
    )
    assert len(records) == 101
    assert [asked.params["filter"] for asked in http.asked] == [f"author.id:{MAREN}"] * 2


def test_a_preprint_without_doi_counts_as_the_arxiv_deposit_that_it_copies() -> None:
    (record,) = parse_works(answer("openalex", fixture("openalex-works-page2.json")))
    assert record.provenance.upstream == ("doi:10.48550/arxiv.2401.00001",)
    assert record.provenance.asserted_by is AssertedBy.UNKNOWN
    assert (record.retracted, record.notices) == (True, ("marked as retracted by OpenAlex",))


def test_works_are_asked_by_orcid_where_only_that_is_known() -> None:
    records, http = ask(
        WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID),
        Reply(ending="/works", body=fixture("openalex-empty.json")),
    )
    assert (records, http.asked[0].params["filter"]) == ((), f"author.orcid:{ORCID}")


def test_a_title_is_searched_without_characters_that_mean_something_in_a_filter() -> None:
    records, http = ask(
        WorkByTitle(title="Tides, (law) | order: a study", author="Somebody Else"),
        Reply(ending="/works", body=fixture("openalex-works-page2.json")),
    )
    assert len(records) == 1
    assert http.asked[0].params["filter"] == "title.search:Tides law order: a study"


def test_a_title_of_punctuation_alone_is_not_asked() -> None:
    assert ask(WorkByTitle(title="(…|)".replace("…", ",")))[0] == ()


@pytest.mark.parametrize(
    "query",
    [
        by_id("A777"),
        WorkByDoi(doi="10.5555/none"),
        PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID),
    ],
)
def test_an_unknown_identifier_is_held_by_nobody(query: Query) -> None:
    page = (
        b"<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
        b"<p>The requested URL was not found on the server. If you entered the URL manually</p>\n"
    )
    for body in (page, b'{"error": "Not Found", "message": "Author A777 not found"}'):
        assert ask(query, Reply(ending="", status=404, body=body))[0] == ()
    for other in (b"<html><title>404 Not Found</title></html>", b"{}", b""):
        with pytest.raises(SourceUnavailableError):
            ask(query, Reply(ending="", status=404, body=other))


def test_a_missing_list_is_no_absence() -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(PersonByName(name="Maren"), Reply(ending="/authors", status=404))
    assert error.value.reason is UnavailableReason.NOT_THIS_SERVICE


@pytest.mark.parametrize(
    ("query", "body"),
    [
        (by_id("A777"), b'{"id": "https://openalex.org/W1", "display_name": "x"}'),
        (by_id("A777"), b'{"error": "try later"}'),
        (PersonByName(name="Maren"), b'{"message": "try later"}'),
        (PersonByName(name="Maren"), b"<html><title>Are you human?</title>"),
        (WorkByDoi(doi="10.5555/x"), b'{"message": "try later"}'),
        (WorkByDoi(doi="10.5555/x"), b'{"id": "https://openalex.org/W1", "title"'),
    ],
)
def test_what_is_not_the_documented_form_is_malformed_not_empty(query: Query, body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(query, Reply(ending="", body=body))
    assert error.value.reason in (UnavailableReason.MALFORMED, UnavailableReason.BLOCKED)


def test_the_key_travels_as_a_secret_and_its_lack_is_said_with_a_hint() -> None:
    _, http = ask(
        by_id("A777"), Reply(ending="", body=fixture("openalex-author.json")), key="s3cret"
    )
    assert http.asked[0].secret_params == {"api_key": "s3cret"}
    assert "s3cret" not in str(http.asked[0].params)
    assert OpenAlex(SourceSettings(key="s3cret")).availability().note is None
    without = OpenAlex(SourceSettings()).availability()
    assert without.usable
    assert "PERSONA_CHECK_OPENALEX_KEY" in str(without.hint)


def test_it_serves_its_own_ids_and_orcid_ids_only() -> None:
    source = OpenAlex(SourceSettings())
    assert source.serves(by_id("A777"))
    assert source.serves(PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID))
    assert not source.serves(by_id("777/../works"))
    assert not source.serves(PersonById(scheme=IdentifierScheme.SCHOLAR, identifier="A777"))
    assert not source.serves(OrganizationByName(name="Tarnholm"))
    assert source.serves(PersonByName(name="Maren"))
    assert ask(OrganizationByName(name="Tarnholm"))[0] == ()


def test_a_list_cut_at_a_hundred_names_is_not_taken_for_whole() -> None:
    import json

    page = json.loads(fixture("openalex-works-page2.json"))
    place = {"author": None, "raw_author_name": "A. Crowd"}
    page["results"][0] |= {"authorships": [place] * 100}
    (record,) = parse_works(answer("openalex", json.dumps(page).encode()))
    assert (len(record.authors), record.authors_complete) == (100, False)


def test_only_the_last_known_institution_is_an_affiliation_without_years() -> None:
    body = (
        b'{"id": "https://openalex.org/A5", "display_name": "Old Form", "last_known_institution":'
        b' {"display_name": "Tarnholm University", "ror": null}}'
    )
    assert parse_author(answer("openalex", body)).affiliations == (
        AffiliationFact(
            organization="Tarnholm University",
            kind=AffiliationKind.PRINTED,
            asserted_by=AssertedBy.THIRD_PARTY,
        ),
    )


def test_the_day_of_the_rebuilding_says_nothing_of_when_a_work_was_first_seen() -> None:
    body = b'{"id": "https://openalex.org/W1", "created_date": "2025-10-10T00:00:00"}'
    assert parse_work(answer("openalex", body)).provenance.first_seen_on is None


def people(total: int, listed: int) -> bytes:
    body = json.loads(fixture("openalex-homonyms.json"))
    one = body["results"][0]
    rows = [one | {"id": f"https://openalex.org/A99{number:08}"} for number in range(listed)]
    return json.dumps({"meta": {"count": total}, "results": rows}).encode()


@pytest.mark.parametrize(
    ("total", "read", "requests"),
    [(3, 3, 1), (25, 25, 1), (40, 40, 2), (100, 100, 2), (5321, 25, 1)],
)
def test_namesakes_are_all_read_where_they_are_few_and_counted_where_they_are_many(
    total: int, read: int, requests: int
) -> None:
    first = Reply(ending="/authors", params={"per_page": "25"}, body=people(total, min(total, 25)))
    whole = Reply(
        ending="/authors", params={"per_page": "100"}, body=people(total, min(total, 100))
    )
    http = Replies(first, whole)
    found = asyncio.run(OpenAlex(SourceSettings()).lookup(PersonByName(name="Wei Sand"), http))
    assert isinstance(found, Counted)
    assert (len(found), found.total, len(http.asked)) == (read, total, requests)


def test_namesakes_at_an_organisation_are_filtered_by_its_ror_id() -> None:
    query = NamesakesAt(name="Wei Sand", organization="Norrvik University", ror="0norrv142")
    records, http = ask(query, Reply(ending="/authors", body=people(2, 2)))
    assert len(records) == 2
    assert http.asked[0].params == {
        "search": "Wei Sand",
        "per_page": "25",
        "filter": "affiliations.institution.ror:https://ror.org/0norrv142",
    }


def test_works_of_two_people_are_one_search_by_quoted_bylines() -> None:
    query = NamesakesWith(
        names=("Wei Sand", 'Wei "W" Sand, Jr'), others=("Jo Q. Quill", "Mira van Tongeren", "Plato")
    )
    records, http = ask(query, Reply(ending="/works", body=fixture("openalex-works-page2.json")))
    assert isinstance(records, tuple)
    assert len(records) == 1
    (asked,) = http.asked
    assert asked.params["filter"] == (
        'raw_author_name.search:"Wei Sand" OR "Sand Wei" OR "Wei W Sand Jr" OR "Jr Wei W Sand",'
        'raw_author_name.search:"Jo Q. Quill" OR "Quill Jo Q." OR "Mira van Tongeren"'
        ' OR "Tongeren Mira van" OR "Plato"'
    )
    allowance = OpenAlex.traits.allowance
    assert allowance is not None
    url = f"https://api.openalex.org/works?filter={asked.params['filter']}"
    assert allowance.cost_usd(url) == 0.001
