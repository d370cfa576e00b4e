"""DataCite: works by DOI, what it registered itself and what anybody may deposit."""

from datetime import date
from typing import Any

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonByName, Query, WorkByDoi, WorksOfPerson
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, WorkRecord
from persona_check.settings import SourceSettings
from persona_check.sources.datacite import DataCite
from persona_check.sources.reading.datacite import parse_doi, parse_dois
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://api.datacite.org"


def item(client: str | None = "inv.archive", **more: Any) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "doi": "10.5555/Data.7",
        "creators": [
            {
                "name": "Vantongeren, Mira",
                "givenName": "Mira",
                "familyName": "Vantongeren",
                "affiliation": [
                    "Invented University",
                    None,
                    "",
                    {
                        "name": "Example Institute",
                        "affiliationIdentifier": "https://ror.org/02mhbdp94",
                    },
                    {"name": None, "affiliationIdentifier": "grid.1"},
                ],
                "nameIdentifiers": [
                    {"nameIdentifier": None},
                    {
                        "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                        "nameIdentifierScheme": "ORCID",
                    },
                ],
            },
            {"name": "The Wolf Consortium"},
        ],
        "titles": [{"title": None}, {"title": "Wolf counts"}],
        "publisher": "Invented Archive",
        "container": {},
        "publicationYear": 2020,
        "subjects": [{"subject": "wolves"}, {"subject": None}],
        "dates": [{"date": "2020-02-03", "dateType": "Issued"}],
        "types": {"resourceTypeGeneral": "Dataset"},
        "registered": "2020-02-04T01:02:03.000Z",
        "citationCount": 2,
    }
    made: dict[str, Any] = {"id": "x", "type": "dois", "attributes": attributes | more}
    if client:
        made["relationships"] = {"client": {"data": {"id": client, "type": "clients"}}}
    return made


def test_a_deposit_keeps_its_creators_and_the_day_on_which_it_was_registered() -> None:
    work = parse_doi(given({"data": item()}))
    assert work == WorkRecord(
        key="datacite:10.5555/data.7",
        title="Wolf counts",
        provenance=work.provenance,
        year=2020,
        venue="Invented Archive",
        doi="10.5555/data.7",
        kind="Dataset",
        authors=(
            Authorship(
                name="Mira Vantongeren",
                position=1,
                orcid="0000-0002-1825-0097",
                affiliations=("Invented University", "Example Institute"),
                rors=("02mhbdp94",),
            ),
            Authorship(name="The Wolf Consortium", position=2),
        ),
        created_on=date(2020, 2, 4),
        published_on=date(2020, 2, 3),
        topics=("wolves",),
        cited_by_count=2,
    )
    assert work.provenance.upstream == ("doi:10.5555/data.7",)
    assert work.provenance.first_seen_on == date(2020, 2, 4)
    assert work.provenance.asserted_by is AssertedBy.THIRD_PARTY


@pytest.mark.parametrize("client", ["cern.zenodo", "figshare.ars", "cos.osf", "arxiv.content"])
def test_a_deposit_where_anybody_may_deposit_is_asserted_by_nobody_in_particular(
    client: str,
) -> None:
    assert parse_doi(given({"data": item(client)})).provenance.asserted_by is AssertedBy.UNKNOWN


def test_the_doi_of_a_preprint_is_the_deposit_that_other_copies_name() -> None:
    work = parse_doi(given({"data": item(doi="10.48550/ARXIV.2101.00007")}))
    assert work.provenance.upstream == ("doi:10.48550/arxiv.2101.00007",)


def test_newer_and_barer_forms_are_read() -> None:
    work = parse_doi(
        given(
            {
                "data": item(
                    None,
                    publisher={"name": "Invented Archive"},
                    container={"title": "Wolf Series"},
                    registered=None,
                    created="2019-01-02T00:00:00Z",
                    creators=None,
                    dates=[{"date": "2020", "dateType": "Issued"}],
                    types=None,
                )
            }
        )
    )
    assert (work.venue, work.created_on, work.published_on, work.kind, work.authors) == (
        "Wolf Series",
        date(2019, 1, 2),
        None,
        None,
        (),
    )


def test_a_withdrawal_or_a_successor_is_a_notice() -> None:
    work = parse_doi(
        given(
            {
                "data": item(
                    dates=[{"date": "2021-01-01", "dateType": "Withdrawn"}],
                    relatedIdentifiers=[
                        {"relationType": "IsObsoletedBy", "relatedIdentifier": "10.5555/data.8"},
                        {"relationType": "References", "relatedIdentifier": "10.5555/x"},
                    ],
                )
            }
        )
    )
    assert work.notices == ("withdrawn on 2021-01-01", "obsoleted by 10.5555/data.8")


ORCID = "0000-0002-1825-0097"


def authors(*creators: object) -> list[Authorship]:
    return list(parse_doi(given({"data": item(creators=list(creators))})).authors)


@pytest.mark.parametrize(
    ("typed", "scheme"),
    [
        (f"https://orcid.org/{ORCID}", "ORCID"),
        (f"http://www.orcid.org/{ORCID}/", None),
        (f"orcid.org/{ORCID}", ""),
        (ORCID, "ORCID"),
        (ORCID.replace("-", ""), "orcid"),
        (ORCID.replace("-", " "), "ORCID"),
        (ORCID.replace("-", "\u2010"), "ORCID"),
        (f"https://orcid.org/https://orcid.org/{ORCID}", "ORCID"),
        (f" {ORCID} ", "ORCID iD"),
    ],
)
def test_an_orcid_id_is_read_in_every_form_that_depositors_type(
    typed: str, scheme: str | None
) -> None:
    mark = {"nameIdentifier": typed, "nameIdentifierScheme": scheme}
    (alone,) = authors({"name": "Quill, Wei", "nameIdentifiers": mark})
    (listed,) = authors({"name": "Quill, Wei", "nameIdentifiers": [None, mark]})
    assert alone.orcid == listed.orcid == ORCID


@pytest.mark.parametrize(
    "mark",
    [
        {"nameIdentifier": "0000 0001 2103 2683", "nameIdentifierScheme": "ISNI"},
        {"nameIdentifier": "https://isni.org/isni/0000000121032683"},
        {"nameIdentifier": "0000000121032683", "nameIdentifierScheme": "ISNI"},
    ],
)
def test_an_isni_has_the_digits_of_an_orcid_id_and_is_none(mark: dict[str, str]) -> None:
    (author,) = authors({"name": "Quill, Wei", "nameIdentifiers": [mark]})
    assert author.orcid is None


@pytest.mark.parametrize(
    "name",
    [
        "Wei Quill; Tom Bell; Mira Vantongeren",
        "Wei Quill, Tom Bell, Mira Vantongeren",
        ["Wei Quill", "Tom Bell", "Mira Vantongeren"],
    ],
)
def test_a_list_typed_into_one_creator_is_several_people_without_its_id(name: object) -> None:
    mark = {"nameIdentifier": ORCID, "nameIdentifierScheme": "ORCID"}
    found = authors(
        {"name": name, "nameIdentifiers": [mark], "affiliation": ["Invented University"]},
        {"name": "Last, Ann"},
    )
    assert [(one.name, one.position) for one in found] == [
        ("Wei Quill", 1),
        ("Tom Bell", 2),
        ("Mira Vantongeren", 3),
        ("Last, Ann", 4),
    ]
    assert not any(one.orcid or one.affiliations for one in found)


def test_a_list_with_initials_and_a_list_of_creators_within_one_are_several_people() -> None:
    assert [one.name for one in authors({"name": "Quill, W., Bell, T. J., van Tongeren, M."})] == [
        "Quill, W.",
        "Bell, T. J.",
        "van Tongeren, M.",
    ]
    nested = authors([{"name": "Quill, Wei"}, {"name": "Bell, Tom"}], None)
    assert [(one.name, one.position) for one in nested] == [("Quill, Wei", 1), ("Bell, Tom", 2)]


@pytest.mark.parametrize(
    "name",
    [
        "van der Quill, Wei",
        "Quill, W.",
        "Quill, Wei, Jr.",
        "Quill, Wei T., III",
        "Institute of Fens, Norrvik University, Tarnholm",
        "The Wolf, Lynx and Bear Working Group",
    ],
)
def test_one_name_with_commas_stays_one(name: str) -> None:
    assert [one.name for one in authors({"name": name})] == [name]


def test_an_organisation_is_a_group_and_nobody_is_nobody() -> None:
    work = parse_doi(
        given(
            {
                "data": item(
                    creators=[
                        {"name": "Invented Archive; Fens", "nameType": "Organizational"},
                        {"name": "Anonymous"},
                    ]
                )
            }
        )
    )
    assert work.authors == (Authorship(name="Invented Archive; Fens", position=1, group=True),)
    assert not work.authors_complete


def test_affiliations_come_as_texts_objects_or_alone_with_and_without_a_ror_id() -> None:
    place = {"name": "Norrvik &amp; Co", "affiliationIdentifier": "02mhbdp94"}
    for affiliation in ("Norrvik & Co", place, ["Norrvik & Co"], [place]):
        (author,) = authors({"name": "Quill, Wei", "affiliation": affiliation})
        assert author.affiliations == ("Norrvik & Co",)
        assert author.rors == (
            ("02mhbdp94",) if "affiliationIdentifier" in str(affiliation) else ()
        )


def test_translated_titles_and_subtitles_are_titles_of_the_work() -> None:
    titles = [
        {"title": "Counting", "titleType": "Subtitle"},
        {"title": "Wolf &lt;i&gt;counts&lt;/i&gt;"},
        {"title": "Wolfszählung", "titleType": "TranslatedTitle"},
    ]
    work = parse_doi(given({"data": item(titles=titles)}))
    assert work.titles == ("Wolf counts", "Wolf counts: Counting", "Wolfszählung")


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"data": {"attributes": {}}}', "<html>"])
def test_what_is_not_its_wire_form_is_malformed(body: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_doi(given(body))


WORKS = (
    f"{BASE}/dois?query=creators.nameIdentifiers.nameIdentifier:"
    '"https://orcid.org/0000-0002-1825-0097"&page[size]=100&affiliation=true'
)
DOI = f"{BASE}/dois/10.5555/data.7?include=media,client&affiliation=true"


@pytest.mark.parametrize(
    ("query", "url", "body"),
    [
        (WorkByDoi(doi="10.5555/data.7"), DOI, {"data": item()}),
        (
            WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097"),
            WORKS,
            {"data": [item()]},
        ),
    ],
)
def test_each_query_is_one_request_with_the_contact_kept_apart(
    query: Query, url: str, body: object
) -> None:
    http = Given({url: body})
    source = DataCite(SourceSettings(contact_email="desk@paper.example"))
    assert len(look_up(source, query, http)) == 1
    assert http.secrets == [{"mailto": "desk@paper.example"}]


def test_an_unknown_doi_is_an_empty_answer() -> None:
    query = WorkByDoi(doi="10.5555/data.7")
    assert look_up(DataCite(SourceSettings()), query, Given({DOI: 404})) == ()
    assert parse_dois(given({"data": []})) == ()


def test_it_serves_dois_and_orcid_ids() -> None:
    source = DataCite(SourceSettings())
    assert source.availability().usable
    assert source.serves(WorkByDoi(doi="10.5281/zenodo.1"))
    assert source.serves(WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="x"))
    assert not source.serves(WorksOfPerson(scheme=IdentifierScheme.DBLP, identifier="x"))
    assert look_up(source, PersonByName(name="x"), Given({})) == ()
