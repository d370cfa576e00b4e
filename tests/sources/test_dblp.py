"""DBLP: searches, a person's page, and namesakes known to be several."""

import asyncio

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    PersonById,
    PersonByName,
    Query,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, Identifier, PersonStatus
from persona_check.settings import SourceSettings
from persona_check.sources.base import Counted
from persona_check.sources.dblp import Dblp
from persona_check.sources.reading.dblp import (
    parse_author_search,
    parse_person,
    parse_publication_search,
    parse_works,
)
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://dblp.org"


def search(*infos: object) -> dict[str, object]:
    return {
        "result": {
            "query": "x*",
            "hits": {"@total": str(len(infos)), "hit": [{"@score": "1", "info": i} for i in infos]},
        }
    }


PUBLICATION = {
    "authors": {
        "author": [
            {"@pid": "70/1-2", "text": "Wei Quill 0002"},
            {"@pid": "70/9", "text": "Mira Vantongeren"},
        ]
    },
    "title": "Wolves in Graphs.",
    "venue": "INVCONF",
    "year": "2019",
    "type": "Conference and Workshop Papers",
    "key": "conf/inv/Quill19",
    "doi": "10.5555/INV.19",
    "ee": "https://doi.org/10.5555/INV.19",
    "url": "https://dblp.org/rec/conf/inv/Quill19",
}

PERSON = """<?xml version="1.0"?>
<dblpperson name="Wei Quill 0002" pid="70/1-2" n="3">
<person key="homepages/70/1-2" mdate="2024-01-01">
<author pid="70/1-2">Wei Quill 0002</author>
<author pid="70/1-2">W. Quill</author>
<note type="affiliation">Invented University</note>
<note type="affiliation" label="2009-2014">Example Institute</note>
<note type="affiliation" label="former">Old College</note>
<note type="award" label="2020">Invented Prize</note>
<note type="uname">ignored</note>
<url>https://orcid.org/0000-0002-1825-0097</url>
<url>https://www.wikidata.org/entity/Q900000001</url>
<url>https://scholar.google.com/citations?user=AAAAAAAAAAAJ</url>
<url>https://github.com/weiquill</url>
<url>https://wei.example/</url>
</person>
<homonyms n="1"><h f="q/Quill:Wei"><person key="homepages/70/1"><author pid="70/1">Wei Quill
</author></person></h></homonyms>
<r><inproceedings key="conf/inv/Quill19" mdate="2020-01-01">
<author pid="70/1-2">Wei Quill 0002</author>
<author orcid="0000-0002-1694-233X" pid="70/9">Mira Vantongeren</author>
<title>Wolves in <i>Graphs</i>.</title><year>2019</year><booktitle>INVCONF</booktitle>
<ee>https://inv.example/19</ee><ee>https://doi.org/10.5555/inv.19</ee>
</inproceedings></r>
<r><article key="journals/corr/abs-1905-00019" publtype="informal">
<author pid="70/1-2">Wei Quill 0002</author>
<title>Wolves in Graphs.</title><year>2019</year><volume>abs/1905.00019</volume>
<journal>CoRR</journal><ee>https://arxiv.org/abs/1905.00019</ee>
</article></r>
<r><proceedings key="conf/inv/2018"><editor pid="70/1-2">Wei Quill 0002</editor>
<title>INVCONF 2018</title></proceedings></r>
<coauthors n="1"/></dblpperson>"""


def test_a_found_publication_keeps_names_without_the_numbers_that_tell_namesakes_apart() -> None:
    (work,) = parse_publication_search(given(search(PUBLICATION)))
    assert (work.key, work.title, work.year, work.venue, work.doi) == (
        "dblp:conf/inv/Quill19",
        "Wolves in Graphs",
        2019,
        "INVCONF",
        "10.5555/inv.19",
    )
    assert work.authors == (
        Authorship(name="Wei Quill", position=1, author_key="dblp:70/1-2"),
        Authorship(name="Mira Vantongeren", position=2, author_key="dblp:70/9"),
    )
    assert work.provenance.upstream == ("doi:10.5555/inv.19",)
    assert work.provenance.asserted_by is AssertedBy.THIRD_PARTY


def test_older_and_odd_forms_of_a_found_publication_are_read() -> None:
    (single, plain, dotted, bare) = parse_publication_search(
        given(
            search(
                {
                    "key": "a",
                    "title": {"text": "T."},
                    "authors": {"author": {"text": "A B"}},
                    "venue": ["X", "Y"],
                },
                {"key": "b", "title": "T", "authors": {"author": ["A B", "C D"]}},
                {
                    "key": "c",
                    "title": "T",
                    "ee": ["https://x.example", "http://dx.doi.org/10.5555/Q"],
                },
                {"title": "T", "url": "https://dblp.org/rec/d", "venue": []},
            )
        )
    )
    assert (single.title, single.authors[0].name, single.venue) == ("T", "A B", "X")
    assert [author.name for author in plain.authors] == ["A B", "C D"]
    assert dotted.doi == "10.5555/q"
    assert (bare.key, bare.venue, bare.authors) == ("dblp:d", None, ())
    assert bare.provenance.upstream == ("dblp:d",)


def test_names_titles_and_venues_of_a_search_are_unescaped() -> None:
    (work,) = parse_publication_search(
        given(
            search(
                {
                    "key": "a",
                    "title": "Wolves &amp; Lynx.",
                    "venue": "Fens &amp; Bogs",
                    "authors": {"author": {"@pid": "1/2", "text": "Mira O&apos;Quill 0002"}},
                }
            )
        )
    )
    assert (work.title, work.venue) == ("Wolves & Lynx", "Fens & Bogs")
    assert work.authors[0].name == "Mira O'Quill"
    (person,) = parse_author_search(
        given(
            search(
                {
                    "author": "Mira O&apos;Quill 0002",
                    "url": "https://dblp.org/pid/1/2",
                    "aliases": {"alias": "M. O&apos;Quill 0002"},
                    "notes": {"note": {"@type": "affiliation", "text": "Fens &amp; Bogs"}},
                }
            )
        )
    )
    assert (person.name, person.other_names) == ("Mira O'Quill", ("M. O'Quill",))
    assert person.affiliations[0].organization == "Fens & Bogs"


def test_hits_that_are_counted_and_not_listed_are_no_absence() -> None:
    counted = {"result": {"hits": {"@total": "241", "@sent": "0"}}}
    for parse in (parse_publication_search, parse_author_search):
        with pytest.raises(SourceUnavailableError):
            parse(given(counted))


@pytest.mark.parametrize(
    "page",
    [
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>not a bot?</p></body></html>',
        "<html><body/></html>",
        "<person/>",
    ],
)
def test_a_page_of_another_kind_is_no_empty_list_of_works(page: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_works(given(page))


def test_no_hits_are_no_records() -> None:
    empty = {"result": {"hits": {"@total": "0", "@sent": "0"}}}
    assert parse_publication_search(given(empty)) == ()
    assert parse_author_search(given(empty)) == ()


def test_numbered_namesakes_stand_apart_as_people_of_one_name() -> None:
    first, second = parse_author_search(
        given(
            search(
                {
                    "author": "Wei Quill 0001",
                    "url": "https://dblp.org/pid/70/1-1",
                    "aliases": {"alias": "W. Quill"},
                    "notes": {"note": {"@type": "affiliation", "text": "Invented University"}},
                },
                {
                    "author": "Wei Quill 0002",
                    "url": "https://dblp.org/pid/70/1-2",
                    "aliases": {"alias": ["A", "B"]},
                    "notes": {"note": [{"@type": "award", "text": "Prize"}]},
                },
            )
        )
    )
    assert (first.name, second.name) == ("Wei Quill", "Wei Quill")
    assert first.key == "dblp:70/1-1"
    assert first.identifiers == (Identifier(scheme=IdentifierScheme.DBLP, value="70/1-1"),)
    assert first.other_names == ("W. Quill",)
    assert [tie.organization for tie in first.affiliations] == ["Invented University"]
    assert (second.other_names, second.affiliations) == (("A", "B"), ())


def test_a_persons_page_gives_identifiers_affiliations_with_years_awards_and_coauthors() -> None:
    person = parse_person(given(PERSON))
    assert (person.key, person.name, person.other_names) == (
        "dblp:70/1-2",
        "Wei Quill",
        ("W. Quill",),
    )
    assert [(item.scheme.value, item.value) for item in person.identifiers] == [
        ("dblp", "70/1-2"),
        ("orcid", "0000-0002-1825-0097"),
        ("wikidata", "Q900000001"),
        ("scholar", "AAAAAAAAAAAJ"),
        ("github", "weiquill"),
    ]
    assert [(t.organization, t.start_year, t.end_year) for t in person.affiliations] == [
        ("Invented University", None, None),
        ("Example Institute", 2009, 2014),
        ("Old College", None, None),
    ]
    assert person.awards == ("Invented Prize",)
    assert person.coauthors == ("Mira Vantongeren",)
    assert person.work_keys == ("doi:10.5555/inv.19",)
    assert (person.works_count, person.works_by_year) == (3, ((2019, 2),))
    assert person.status is PersonStatus.ACTIVE


def test_an_entry_without_a_number_among_numbered_namesakes_is_ambiguous() -> None:
    page = PERSON.replace(">Wei Quill 0002<", ">Wei Quill<")
    assert parse_person(given(page)).status is PersonStatus.AMBIGUOUS


def test_a_disambiguation_page_is_ambiguous() -> None:
    page = (
        '<dblpperson name="Wei Quill" pid="70/1"><person key="homepages/70/1" '
        'publtype="disambiguation"></person></dblpperson>'
    )
    person = parse_person(given(page))
    assert (person.name, person.status) == ("Wei Quill", PersonStatus.AMBIGUOUS)


def test_a_page_without_an_own_number_takes_it_from_its_key() -> None:
    person = '<person key="homepages/x/Y"><author>A B</author></person>'
    page = f'<dblpperson name="A B">{person}</dblpperson>'
    assert parse_person(given(page)).key == "dblp:x/Y"


def test_the_works_of_a_page_name_the_deposit_each_repeats() -> None:
    paper, preprint, volume = parse_works(given(PERSON))
    assert (paper.title, paper.venue, paper.kind) == (
        "Wolves in Graphs",
        "INVCONF",
        "inproceedings",
    )
    assert paper.authors[1].orcid == "0000-0002-1694-233X"
    assert paper.provenance.upstream == ("doi:10.5555/inv.19",)
    assert preprint.provenance.upstream == ("doi:10.48550/arxiv.1905.00019",)
    assert (volume.authors[0].name, volume.year) == ("Wei Quill", None)
    assert volume.provenance.upstream == ("dblp:conf/inv/2018",)


@pytest.mark.parametrize(
    "page", ["<dblpperson/>", "<html>", "", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"]
)
def test_what_is_not_a_persons_page_is_malformed(page: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_person(given(page))


PID = f"{BASE}/pid/70/1-2.xml"


@pytest.mark.parametrize(
    ("query", "url", "body", "records"),
    [
        (PersonById(scheme=IdentifierScheme.DBLP, identifier="70/1-2"), PID, PERSON, 1),
        (WorksOfPerson(scheme=IdentifierScheme.DBLP, identifier="70/1-2"), PID, PERSON, 3),
        (
            PersonByName(name="Wei Quill"),
            f"{BASE}/search/author/api?q=Wei Quill&format=json&h=100",
            search({"author": "Wei Quill", "url": "https://dblp.org/pid/70/1"}),
            1,
        ),
        (
            WorkByTitle(title="Wolves in Graphs"),
            f"{BASE}/search/publ/api?q=Wolves in Graphs&format=json&h=5",
            search(PUBLICATION),
            1,
        ),
        (
            JointWorks(name="Wei Quill", other="Mira Vantongeren"),
            f"{BASE}/search/publ/api?q=Wei Quill Mira Vantongeren&format=json&h=30",
            search(PUBLICATION),
            1,
        ),
    ],
)
def test_each_query_is_one_request(query: Query, url: str, body: object, records: int) -> None:
    http = Given({url: body})
    assert len(look_up(Dblp(SourceSettings()), query, http)) == records
    assert len(http.asked) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_is_an_empty_answer(status: int) -> None:
    query = PersonById(scheme=IdentifierScheme.DBLP, identifier="70/1-2")
    assert look_up(Dblp(SourceSettings()), query, Given({PID: status})) == ()


def test_it_serves_its_own_identifiers_only() -> None:
    source = Dblp(SourceSettings())
    assert source.availability().usable
    assert source.serves(PersonByName(name="x"))
    assert source.serves(PersonById(scheme=IdentifierScheme.DBLP, identifier="x"))
    assert not source.serves(WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="x"))
    assert look_up(source, WorkByDoi(doi="10.5555/x"), Given({})) == ()


def test_a_search_for_a_name_says_how_many_there_are() -> None:
    listed = search({"author": "Wei Quill 0001", "url": "https://dblp.org/pid/70/1-1"})
    listed["result"]["hits"]["@total"] = "241"  # type: ignore[index]
    url = f"{BASE}/search/author/api?q=Wei Quill&format=json&h=100"
    http = Given({url: listed})
    found = asyncio.run(Dblp(SourceSettings()).lookup(PersonByName(name="Wei Quill"), http))
    assert isinstance(found, Counted)
    assert (len(found), found.total) == (1, 241)
