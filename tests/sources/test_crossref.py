"""Crossref: deposits, their dates, their retractions; a stolen title shows its real authors."""

import asyncio
import json
from datetime import date

import pytest

from persona_check.model.lookup import (
    OrganizationByName,
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, Record, WorkRecord
from persona_check.settings import SourceSettings
from persona_check.sources.crossref import Crossref
from persona_check.sources.reading.crossref import parse_deposits, parse_work
from persona_check.sources.reading.decoding import attested
from persona_check.web.base import SourceUnavailableError
from tests.sources.fake import Replies, Reply, answer, fixture


def ask(
    query: Query, *replies: Reply, mail: str | None = None
) -> tuple[tuple[Record, ...], Replies]:
    http = Replies(*replies)
    source = Crossref(SourceSettings(contact_email=mail))
    return tuple(asyncio.run(source.lookup(query, http))), http


def test_a_deposit_is_read_whole_with_the_day_on_which_the_registry_first_saw_it() -> None:
    got = answer("crossref", fixture("crossref-work.json"))
    assert parse_work(got) == WorkRecord(
        key="crossref:10.5555/tide.2019.7",
        title="Who owns the tide?",
        provenance=attested(
            got.provenance,
            AssertedBy.THIRD_PARTY,
            upstream=("doi:10.5555/tide.2019.7",),
            first_seen_on=date(2019, 4, 3),
        ),
        year=2019,
        venue="Journal of Tidal Policy",
        doi="10.5555/tide.2019.7",
        kind="journal-article",
        authors=(
            Authorship(
                name="Maren Oduya-Lindqvist",
                position=1,
                orcid="0000-0008-0000-0018",
                orcid_authenticated=True,
                affiliations=("Tarnholm University",),
                rors=("0tarnhm42",),
            ),
            Authorship(name="Ingo Varga Jr.", position=2),
            Authorship(name="Tide Consortium", position=3, group=True),
        ),
        created_on=date(2019, 4, 3),
        topics=("Law",),
        cited_by_count=17,
        other_titles=("Who owns the tide?: Law at sea",),
    )


def test_a_retraction_is_told_with_its_notice_and_a_correction_is_none() -> None:
    record = parse_work(answer("crossref", fixture("crossref-work-retracted.json")))
    assert record.retracted
    assert record.notices == (
        "Retraction, 2021-03-04, doi:10.5555/tide.2021.1",
        "correction, doi:10.5555/tide.2020.9",
    )


def test_a_title_marked_as_retracted_counts_where_no_notice_is_linked() -> None:
    record = parse_work(answer("crossref", fixture("crossref-work-marked.json")))
    assert (record.retracted, record.notices) == (True, ("its title says that it was retracted",))


def test_a_title_in_its_original_language_and_with_its_subtitle_is_kept() -> None:
    deposit = {
        "DOI": "10.5555/silt.1",
        "title": ["Langsamer &amp;amp; alter Schlick"],
        "subtitle": ["eine Karte"],
        "original-title": ["Slow and old silt"],
    }
    body = json.dumps({"message-type": "work", "message": deposit}).encode()
    record = parse_work(answer("crossref", body))
    assert record.titles == (
        "Langsamer & alter Schlick",
        "Langsamer & alter Schlick: eine Karte",
        "Slow and old silt",
    )


def deposit(**parts: object) -> WorkRecord:
    message = {"DOI": "10.5555/fen", "title": ["On fens"], "type": "journal-article", **parts}
    body = json.dumps({"message-type": "work", "message": message}).encode()
    return parse_work(answer("crossref", body))


def test_every_title_is_kept_the_one_in_the_language_of_print_too() -> None:
    found = deposit(
        **{"title": ["[On &lt;i&gt;fens&lt;/i&gt;]"], "original-title": ["Om &amp;aring; myr"]}
    )
    assert found.titles == ("On fens", "Om å myr")


def test_nobody_is_no_author_and_an_organisation_is_a_group() -> None:
    people = [
        {"family": "&NA;"},
        {"given": "Wei", "family": "Quill", "suffix": "Jr"},
        {"name": "Tarnholm Fens"},
    ]
    found = deposit(author=people)
    assert found.authors == (
        Authorship(name="Wei Quill Jr", position=2),
        Authorship(name="Tarnholm Fens", position=3, group=True),
    )
    assert not found.authors_complete
    assert deposit(author=people[1:]).authors_complete


def test_a_notice_is_not_itself_retracted_and_a_new_version_is_no_notice() -> None:
    record = parse_work(answer("crossref", fixture("crossref-notice.json")))
    assert not record.retracted
    assert record.notices == (
        "is itself a notice: Retraction, 2021-03-04, doi:10.5555/tide.2019.7",
    )


def test_a_title_is_asked_without_its_claimed_author_so_that_a_stolen_one_is_found() -> None:
    records, http = ask(
        WorkByTitle(title="Who owns the tide?", author="Somebody Else", year=2019),
        Reply(ending="/works", body=fixture("crossref-search.json")),
        mail="desk@paper.example",
    )
    assert http.asked[0].params == {"query.title": "Who owns the tide?", "rows": "5"}
    assert http.asked[0].secret_params == {"mailto": "desk@paper.example"}
    works = [record for record in records if isinstance(record, WorkRecord)]
    assert [work.key for work in works] == [
        "crossref:10.5555/tide.2019.7",
        "crossref:10.5555/posted.1",
    ]


def test_a_preprint_is_its_depositors_word_and_an_editor_stands_where_no_author_is() -> None:
    records, _ = ask(
        WorkByTitle(title="x"), Reply(ending="/works", body=fixture("crossref-search.json"))
    )
    posted = records[1]
    assert isinstance(posted, WorkRecord)
    assert posted.provenance.asserted_by is AssertedBy.UNKNOWN
    assert (posted.authors, posted.year, posted.venue, posted.created_on) == (
        (Authorship(name="Solo", position=1),),
        2018,
        "Policy",
        date(2018, 12, 2),
    )


def test_a_doi_of_nobody_or_of_another_agency_is_not_found_here() -> None:
    reply = Reply(ending="/works/10.48550/arxiv.1", status=404, body=b"Resource not found.")
    assert ask(WorkByDoi(doi="10.48550/arxiv.1"), reply)[0] == ()


def test_a_doi_with_awkward_characters_is_asked_as_one_path() -> None:
    doi = "10.1890/0012(2006)87[2832:t?x#y]2.0.co;2"
    _, http = ask(WorkByDoi(doi=doi), Reply(ending="", body=fixture("crossref-work.json")))
    assert http.asked[0].path == "/works/10.1890/0012(2006)87%5B2832:t%3Fx%23y%5D2.0.co;2"


def test_no_hit_is_an_absence() -> None:
    reply = Reply(ending="/works", body=fixture("crossref-empty.json"))
    assert ask(WorkByTitle(title="Nothing of the kind"), reply)[0] == ()
    assert ask(WorkByTitle(title="  "))[0] == ()


@pytest.mark.parametrize(
    "body",
    [
        b'{"status":"error","message-type":"exception","message":{"name":"class x"}}',
        b'{"status":"ok"}',
        b"Resource not found.",
        b"",
    ],
)
@pytest.mark.parametrize("query", [WorkByDoi(doi="10.5555/x"), WorkByTitle(title="x")])
def test_what_is_not_the_documented_form_is_malformed_not_empty(query: Query, body: bytes) -> None:
    with pytest.raises(SourceUnavailableError) as error:
        ask(query, Reply(ending="", body=body))
    assert error.value.reason in (
        UnavailableReason.MALFORMED,
        UnavailableReason.NOT_THIS_SERVICE,
    )


def test_deposits_of_the_data_file_are_read_alike() -> None:
    body = b'{"items": [{"DOI": "10.5555/A", "title": ["A"], "issued": {"date-parts": [[null]]}}]}'
    (record,) = parse_deposits(answer("crossref", body))
    assert (record.key, record.year, record.authors_complete) == ("crossref:10.5555/a", None, False)


def test_it_serves_works_only_and_says_which_pool_it_is_in() -> None:
    source = Crossref(SourceSettings())
    assert source.serves(WorkByDoi(doi="10.5555/x"))
    assert not source.serves(OrganizationByName(name="x"))
    assert ask(OrganizationByName(name="x"))[0] == ()
    assert source.availability().note == "one request at a time without a contact address"
    assert Crossref(SourceSettings(contact_email="a@b.example")).availability().note is None


def test_works_by_doi_are_one_request_and_what_it_lacks_is_asked_alone() -> None:
    message = json.loads(fixture("crossref-work.json"))["message"]
    items = [message | {"DOI": "10.5555/B"}, message | {"DOI": "10.5555/other"}]
    listed = json.dumps({"message-type": "work-list", "message": {"items": items}}).encode()
    held, lacking = WorkByDoi(doi="10.5555/b"), WorkByDoi(doi="10.5555/a")
    source = Crossref(SourceSettings(contact_email="desk@paper.example"))
    awkward = [WorkByDoi(doi="10.5555/a,b"), WorkByDoi(doi="10.5555/*")]
    groups = source.together([held, *awkward, lacking, WorkByTitle(title="x")])
    assert groups == source.together([lacking, held]) == [[lacking, held]]
    http = Replies(Reply(ending="/works", body=listed))
    found = asyncio.run(source.lookup_together(groups[0], http))
    assert [(query, len(records)) for query, records in found.items()] == [(held, 1)]
    assert http.asked[0].params == {"filter": "doi:10.5555/a,doi:10.5555/b", "rows": "50"}
    assert http.asked[0].secret_params == {"mailto": "desk@paper.example"}
