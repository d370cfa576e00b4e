"""Europe PMC: works with authors, affiliations, ORCID iDs and notices."""

from datetime import date
from typing import Any

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import JointWorks, PersonByName, Query, WorkByTitle, WorksOfPerson
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, WorkRecord
from persona_check.settings import SourceSettings
from persona_check.sources.europe_pmc import EuropePmc, parse_search, words_of
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"


def search(*items: dict[str, Any]) -> dict[str, Any]:
    return {"version": "6.9", "hitCount": len(items), "resultList": {"result": list(items)}}


FULL = {
    "id": "900001",
    "source": "MED",
    "doi": "10.5555/WOLVES.7",
    "title": "On &lt;i&gt;wolves&lt;/i&gt;.",
    "authorList": {
        "author": [
            {
                "fullName": "Vantongeren M",
                "firstName": "Mira",
                "lastName": "Vantongeren",
                "authorId": {"type": "ORCID", "value": "0000-0002-1825-0097"},
                "authorAffiliationDetailsList": {
                    "authorAffiliation": [{"affiliation": "Invented University."}, {}]
                },
            },
            {"fullName": "Quill J", "authorId": {"type": "OTHER", "value": "0000-0002-1825-0097"}},
            {"collectiveName": "Wolf Consortium"},
        ]
    },
    "journalInfo": {"journal": {"title": "Journal of Invented Results"}},
    "pubYear": "2021",
    "pubTypeList": {"pubType": ["Journal Article", "Review"]},
    "citedByCount": 4,
    "dateOfCreation": "2021-03-05",
    "firstIndexDate": "2021-03-06",
    "firstPublicationDate": "2021-03-04",
}


@pytest.mark.parametrize(
    ("parts", "year"),
    [
        ({}, 2021),
        ({"pubYear": None}, 2021),
        ({"pubYear": None, "journalInfo": {"yearOfPublication": 2019}}, 2019),
        ({"pubYear": None, "bookOrReportDetails": {"yearOfPublication": 2018}}, 2018),
        ({"pubYear": None, "firstPublicationDate": None}, None),
    ],
)
def test_the_year_is_the_first_date_that_a_record_has(
    parts: dict[str, Any], year: int | None
) -> None:
    (work,) = parse_search(given(search(FULL | parts)))
    assert work.year == year


def test_a_title_in_brackets_is_a_translation_without_them() -> None:
    (work,) = parse_search(given(search(FULL | {"title": "[On &amp;lt;i&amp;gt;wolves.]"})))
    assert work.title == "On wolves"


@pytest.mark.parametrize(
    ("full", "last", "name"),
    [
        ("Quill WT Jr", "Quill", "Wei T Quill Jr"),
        ("Quill WT Jr.", "Quill Jr.", "Wei T Quill Jr."),
        ("Quill WT 3rd", "Quill", "Wei T Quill 3rd"),
        ("Quill WT III", "Quill", "Wei T Quill III"),
        ("Quill WI", "Quill", "Wei T Quill"),
        ("O&apos;Quill WT", "O&apos;Quill", "Wei T O'Quill"),
    ],
)
def test_a_suffix_that_stands_in_the_short_form_alone_is_kept(
    full: str, last: str, name: str
) -> None:
    people = {"author": [{"fullName": full, "firstName": "Wei T", "lastName": last}]}
    (work,) = parse_search(given(search(FULL | {"authorList": people})))
    assert work.authors[0].name == name


def test_nobody_is_no_author_and_the_list_is_then_not_whole() -> None:
    people = {"author": [{"fullName": "&NA;", "lastName": "&NA;"}]}
    (work,) = parse_search(given(search(FULL | {"authorList": people})))
    assert (work.authors, work.authors_complete) == ((), False)


def test_a_full_record_keeps_authors_affiliations_and_the_day_it_was_entered() -> None:
    (work,) = parse_search(given(search(FULL)))
    assert work == WorkRecord(
        key="europepmc:MED/900001",
        title=work.title,
        provenance=work.provenance,
        year=2021,
        venue="Journal of Invented Results",
        doi="10.5555/wolves.7",
        kind="Journal Article, Review",
        authors=(
            Authorship(
                name="Mira Vantongeren",
                position=1,
                orcid="0000-0002-1825-0097",
                affiliations=("Invented University.",),
            ),
            Authorship(name="Quill J", position=2),
            Authorship(name="Wolf Consortium", position=3, group=True),
        ),
        created_on=date(2021, 3, 5),
        published_on=date(2021, 3, 4),
        cited_by_count=4,
    )
    assert "wolves" in work.title
    assert not work.title.endswith(".")
    assert work.provenance.upstream == ("doi:10.5555/wolves.7",)
    assert work.provenance.first_seen_on == date(2021, 3, 5)
    assert work.provenance.asserted_by is AssertedBy.THIRD_PARTY


def test_a_short_record_has_names_from_its_line_and_may_be_cut() -> None:
    (work,) = parse_search(
        given(
            search(
                {
                    "id": "900002",
                    "source": "MED",
                    "title": "T",
                    "authorString": "Vantongeren M, Quill J.",
                    "journalTitle": "J Inv",
                    "pubType": "journal article",
                    "firstIndexDate": "2020-01-01",
                }
            )
        )
    )
    assert [author.name for author in work.authors] == ["Vantongeren M", "Quill J"]
    assert not work.authors_complete
    assert (work.venue, work.kind, work.created_on) == (
        "J Inv",
        "journal article",
        date(2020, 1, 1),
    )
    assert work.provenance.upstream == ("pmid:900002",)


def test_a_preprint_is_asserted_by_nobody_in_particular() -> None:
    (work,) = parse_search(given(search({"id": "PPR1", "source": "PPR", "title": "T"})))
    assert work.provenance.asserted_by is AssertedBy.UNKNOWN
    assert work.provenance.upstream == ("europepmc:PPR/PPR1",)
    assert (work.authors, work.kind, work.year) == ((), None, None)


def test_a_retraction_is_told_with_its_notice() -> None:
    notice = {"commentCorrection": [{"type": "Retraction in", "reference": "J Inv. 2022"}]}
    (noted, typed, amended) = parse_search(
        given(
            search(
                FULL | {"commentCorrectionList": notice},
                FULL | {"pubTypeList": {"pubType": ["Retracted Publication"]}},
                FULL
                | {
                    "commentCorrectionList": {
                        "commentCorrection": [{"type": "Erratum in"}, {"type": "Comment in"}]
                    }
                },
            )
        )
    )
    assert (noted.retracted, noted.notices) == (True, ("Retraction in: J Inv. 2022",))
    assert typed.retracted
    assert (amended.retracted, amended.notices) == (False, ("Erratum in",))


def test_nothing_found_is_no_record() -> None:
    assert parse_search(given(search())) == ()


@pytest.mark.parametrize("body", ["", "{}", "[]", "<html>", '{"resultList": 3}'])
def test_what_is_not_its_wire_form_is_malformed(body: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_search(given(body))


@pytest.mark.parametrize(
    ("query", "words", "most"),
    [
        (
            WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097"),
            'AUTHORID:"0000-0002-1825-0097"',
            100,
        ),
        (WorkByTitle(title='On "wolves": (a) view'), 'TITLE:"On wolves a view"', 10),
        (
            JointWorks(name="Mira Vantongeren", other="Jo Quill"),
            'AUTH:"Mira Vantongeren" AND AUTH:"Jo Quill"',
            10,
        ),
    ],
)
def test_each_query_is_one_request(query: Query, words: str, most: int) -> None:
    assert words_of(query) == words
    url = f"{BASE}?query={words}&resultType=core&format=json&pageSize={most}"
    assert len(look_up(EuropePmc(SourceSettings()), query, Given({url: search(FULL)}))) == 1


def test_it_serves_orcid_ids_only() -> None:
    source = EuropePmc(SourceSettings())
    assert source.availability().usable
    assert source.serves(WorkByTitle(title="x"))
    assert source.serves(WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="x"))
    assert not source.serves(WorksOfPerson(scheme=IdentifierScheme.DBLP, identifier="x"))
    assert look_up(source, PersonByName(name="x"), Given({})) == ()
