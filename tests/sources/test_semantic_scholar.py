"""Semantic Scholar: papers and authors in its wire form."""

import pytest

from persona_check.errors import PersonaCheckError
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
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
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    WorkRecord,
)
from persona_check.settings import SourceSettings
from persona_check.sources.semantic_scholar import (
    SemanticScholar,
    match_url,
    parse_author,
    parse_paper,
    parse_papers,
)
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://api.semanticscholar.org"
FIELDS = match_url("", "")[1]["fields"]
PAPER = {
    "paperId": "aa11",
    "externalIds": {"DOI": "10.5555/WOLVES.7", "ArXiv": "2101.00007", "CorpusId": 7},
    "title": "On wolves &amp; <i>sheep</i>",
    "venue": "Journal of Invented Results",
    "year": 2021,
    "citationCount": 5,
    "publicationTypes": ["JournalArticle", "Review"],
    "publicationDate": "2021-03-04",
    "authors": [
        {"authorId": "70001", "name": "Mira Vantongeren"},
        {"authorId": None, "name": "Jo Quill"},
    ],
}
AUTHOR = {
    "authorId": "70001",
    "name": "Mira Vantongeren",
    "externalIds": {"ORCID": "0000-0002-1825-0097", "DBLP": ["70/1"]},
    "affiliations": ["Invented University"],
    "homepage": "https://mira.example/",
    "paperCount": 12,
    "citationCount": 99,
}


def test_a_paper_keeps_its_authors_in_order_and_names_the_deposits_it_repeats() -> None:
    answer = given(PAPER)
    paper = parse_paper(answer)
    assert paper == WorkRecord(
        key="semanticscholar:aa11",
        title="On wolves & sheep",
        provenance=paper.provenance,
        year=2021,
        venue="Journal of Invented Results",
        doi="10.5555/wolves.7",
        kind="JournalArticle, Review",
        authors=(
            Authorship(name="Mira Vantongeren", position=1, author_key="semanticscholar:70001"),
            Authorship(name="Jo Quill", position=2),
        ),
        published_on=paper.published_on,
        cited_by_count=5,
    )
    assert str(paper.published_on) == "2021-03-04"
    assert paper.provenance.upstream == ("doi:10.5555/wolves.7", "doi:10.48550/arxiv.2101.00007")
    assert paper.provenance.asserted_by is AssertedBy.THIRD_PARTY


def test_a_preprint_alone_is_asserted_by_nobody_in_particular() -> None:
    paper = parse_paper(given({"paperId": "b", "title": "T", "externalIds": {"ArXiv": "2101.7"}}))
    assert paper.provenance.upstream == ("semanticscholar:b",)
    preprint = parse_paper(
        given({"paperId": "b", "title": "T", "externalIds": {"ArXiv": "2101.00007v2"}})
    )
    assert preprint.provenance.upstream == ("doi:10.48550/arxiv.2101.00007",)
    assert preprint.provenance.asserted_by is AssertedBy.UNKNOWN


def test_a_bare_paper_has_no_invented_fields() -> None:
    paper = parse_paper(given({"paperId": "c", "title": None}))
    assert (paper.title, paper.year, paper.venue, paper.doi, paper.kind, paper.authors) == (
        "",
        None,
        None,
        None,
        None,
        (),
    )


def test_an_author_keeps_what_the_profile_says_as_typed_by_the_person() -> None:
    author = parse_author(given(AUTHOR))
    assert author == PersonRecord(
        key="semanticscholar:70001",
        name="Mira Vantongeren",
        provenance=author.provenance,
        identifiers=(
            Identifier(scheme=IdentifierScheme.SEMANTIC_SCHOLAR, value="70001"),
            Identifier(scheme=IdentifierScheme.DBLP, value="70/1"),
            Identifier(scheme=IdentifierScheme.ORCID, value="0000-0002-1825-0097"),
        ),
        affiliations=author.affiliations,
        links=("https://mira.example/",),
        works_count=12,
        cited_by_count=99,
    )
    (tie,) = author.affiliations
    assert (tie.organization, tie.kind, tie.asserted_by) == (
        "Invented University",
        AffiliationKind.EMPLOYMENT,
        AssertedBy.SUBJECT,
    )


def test_a_bare_author_is_a_name() -> None:
    author = parse_author(given({"authorId": "7", "name": "A. Quill"}))
    assert (author.name, author.affiliations, author.links) == ("A. Quill", (), ())


def test_papers_without_a_title_and_an_answer_without_papers_are_no_works() -> None:
    assert parse_papers(given({"data": [{"paperId": "x"}]})) == ()
    assert parse_papers(given({"total": 0, "offset": 0})) == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"message": "Too Many Requests"}, UnavailableReason.RATE_LIMITED),
        ({"message": "Slow down", "code": "429"}, UnavailableReason.RATE_LIMITED),
        ({"message": "Forbidden"}, UnavailableReason.BLOCKED),
        ({"message": "Endpoint request timed out"}, UnavailableReason.MALFORMED),
        ({"total": 3, "offset": 0}, UnavailableReason.MALFORMED),
        ({}, UnavailableReason.MALFORMED),
    ],
)
def test_an_answer_without_papers_is_a_refusal_and_no_absence(
    body: dict[str, object], reason: UnavailableReason
) -> None:
    for parse in (parse_papers, parse_paper, parse_author):
        with pytest.raises(SourceUnavailableError) as raised:
            parse(given(body))
        assert raised.value.reason is reason


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"<html>", b'{"data": 3}'])
def test_what_is_not_its_wire_form_is_malformed(body: bytes) -> None:
    with pytest.raises((SourceUnavailableError, PersonaCheckError)):
        parse_papers(given(body))


AUTHOR_URL = (
    f"{BASE}/graph/v1/author/70001"
    "?fields=affiliations,citationCount,externalIds,homepage,name,paperCount,url"
)


@pytest.mark.parametrize(
    ("query", "url", "body"),
    [
        (
            PersonById(scheme=IdentifierScheme.SEMANTIC_SCHOLAR, identifier="70001"),
            AUTHOR_URL,
            AUTHOR,
        ),
        (
            WorksOfPerson(scheme=IdentifierScheme.SEMANTIC_SCHOLAR, identifier="70001"),
            f"{BASE}/graph/v1/author/70001/papers?fields={FIELDS}&limit=100&offset=0",
            {"data": [PAPER]},
        ),
        (
            WorkByDoi(doi="10.5555/wolves.7"),
            f"{BASE}/graph/v1/paper/DOI:10.5555/wolves.7?fields={FIELDS}",
            PAPER,
        ),
        (
            WorkByTitle(title="On wolves"),
            f"{BASE}/graph/v1/paper/search/match?query=On wolves&fields={FIELDS}",
            {"data": [PAPER]},
        ),
    ],
)
def test_each_query_is_one_request_and_a_404_is_an_empty_answer(
    query: Query, url: str, body: object
) -> None:
    source = SemanticScholar(SourceSettings(key="s3cret"))
    http = Given({url: body})
    assert len(look_up(source, query, http)) == 1
    assert len(http.asked) == 1
    assert http.secrets == [{"x-api-key": "s3cret"}]
    assert look_up(source, query, Given({url: 404})) == ()


def test_it_serves_its_own_identifiers_titles_and_dois() -> None:
    source = SemanticScholar(SourceSettings())
    assert source.serves(WorkByTitle(title="x"))
    assert source.serves(WorkByDoi(doi="10.5555/x"))
    assert not source.serves(PersonById(scheme=IdentifierScheme.ORCID, identifier="x"))
    assert look_up(source, PersonByName(name="Mira"), Given({})) == ()


def test_without_a_key_it_says_how_to_do_better() -> None:
    assert SemanticScholar(SourceSettings()).availability().hint is not None
    assert SemanticScholar(SourceSettings(key="k")).availability().hint is None
