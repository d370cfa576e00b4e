"""PubMed: a search for numbers, then full records."""

from datetime import date

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonByName, WorkByTitle, WorksOfPerson
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, WorkRecord
from persona_check.settings import SourceSettings
from persona_check.sources.pubmed import PubMed, parse_articles, parse_ids
from persona_check.web.base import SourceUnavailableError
from tests.sources.given import Given, given, look_up

BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
ARTICLE = """<PubmedArticle><MedlineCitation><PMID Version="1">900001</PMID>
<Article><Journal><JournalIssue><PubDate><Year>2021</Year><Month>{month}</Month><Day>4</Day>
</PubDate></JournalIssue><Title>Journal of Invented Results</Title></Journal>
<ArticleTitle>On <i>wolves</i>.</ArticleTitle>
<ELocationID EIdType="pii">x</ELocationID><ELocationID EIdType="doi">10.5555/WOLVES.7</ELocationID>
<AuthorList CompleteYN="{complete}"><Author><LastName>Vantongeren</LastName>
<ForeName>Mira</ForeName><Identifier Source="OTHER">1</Identifier>
<Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier>
<AffiliationInfo><Affiliation>Invented
 University.</Affiliation></AffiliationInfo></Author>
<Author><LastName>Quill</LastName><Initials>J</Initials></Author>
<Author><CollectiveName>Wolf Consortium</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType>Journal Article</PublicationType>{kind}
</PublicationTypeList></Article>
<CommentsCorrectionsList>{notice}<CommentsCorrections RefType="CommentIn"/>
</CommentsCorrectionsList></MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>2021</Year><Month>3</Month>
<Day>6</Day></PubMedPubDate></History></PubmedData></PubmedArticle>"""


def articles(*, month: str = "Mar", complete: str = "Y", kind: str = "", notice: str = "") -> str:
    one = ARTICLE.format(month=month, complete=complete, kind=kind, notice=notice)
    return f'<!DOCTYPE PubmedArticleSet SYSTEM "x.dtd"><PubmedArticleSet>{one}</PubmedArticleSet>'


def test_a_translated_title_stands_beside_the_printed_one() -> None:
    xml = articles().replace(
        "</ArticleTitle>", ".]</ArticleTitle><VernacularTitle>Om ulver.</VernacularTitle>"
    )
    (work,) = parse_articles(given(xml.replace("<ArticleTitle>", "<ArticleTitle>[")))
    assert work.titles == ("On wolves", "Om ulver")


@pytest.mark.parametrize(
    ("shown", "vernacular", "titles"),
    [
        ("[On wolves].", "", ("On wolves",)),
        ("[On wolves.]", "Om ulver.", ("On wolves", "Om ulver")),
        ("[Not Available].", "Om ulver.", ("Om ulver",)),
        ("[Not Available].", "", ("Not Available",)),
        ("[On [18F] in &lt;i&gt;wolves&lt;/i&gt;].", "", ("On [18F] in wolves",)),
        ("[18F] in wolves [and lynx].", "", ("[18F] in wolves [and lynx]",)),
        ("", "Om ulver.", ("Om ulver",)),
        ("On wolves [Letter]", "", ("On wolves [Letter]",)),
    ],
)
def test_a_title_in_brackets_is_a_translation_and_every_title_is_kept(
    shown: str, vernacular: str, titles: tuple[str, ...]
) -> None:
    printed = f"<VernacularTitle>{vernacular}</VernacularTitle>" if vernacular else ""
    xml = articles().replace("On <i>wolves</i>.</ArticleTitle>", f"{shown}</ArticleTitle>{printed}")
    (work,) = parse_articles(given(xml))
    assert work.titles == titles


def test_a_suffix_belongs_to_the_name_and_nobody_is_no_author() -> None:
    xml = articles().replace(
        "<Initials>J</Initials></Author>",
        "<Initials>J</Initials><Suffix>Jr</Suffix></Author>"
        "<Author><CollectiveName>[Anonymous]</CollectiveName></Author>",
    )
    (work,) = parse_articles(given(xml))
    assert [(one.name, one.position) for one in work.authors] == [
        ("Mira Vantongeren", 1),
        ("J Quill Jr", 2),
        ("Wolf Consortium", 4),
    ]
    assert not work.authors_complete


def test_a_chapter_of_a_book_is_a_work() -> None:
    xml = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>900002</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
<Book><PubDate><Year>2019</Year></PubDate><BookTitle>Invented Reviews</BookTitle>
<AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList></Book>
<ArticleTitle>Wolf fever.</ArticleTitle><AuthorList Type="authors">
<Author><LastName>Quill</LastName><ForeName>Wei</ForeName></Author></AuthorList>
<ContributionDate><Year>2021</Year><Month>02</Month><Day>03</Day></ContributionDate>
</BookDocument><PubmedBookData><History><PubMedPubDate PubStatus="entrez"><Year>2021</Year>
<Month>2</Month><Day>5</Day></PubMedPubDate></History></PubmedBookData></PubmedBookArticle>
</PubmedArticleSet>"""
    (chapter,) = parse_articles(given(xml))
    assert (chapter.key, chapter.title, chapter.venue, chapter.year, chapter.created_on) == (
        "pubmed:900002",
        "Wolf fever",
        "Invented Reviews",
        2021,
        date(2021, 2, 5),
    )
    assert [author.name for author in chapter.authors] == ["Wei Quill"]
    (whole,) = parse_articles(
        given(
            "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>9</PMID><Book>"
            "<PubDate><Year>2019</Year></PubDate><BookTitle>Invented Reviews</BookTitle>"
            '<AuthorList Type="editors"><Author><LastName>Quill</LastName></Author></AuthorList>'
            "</Book></BookDocument></PubmedBookArticle></PubmedArticleSet>"
        )
    )
    assert (whole.title, whole.year, whole.authors[0].name) == ("Invented Reviews", 2019, "Quill")


def test_an_article_keeps_authors_affiliations_orcid_ids_and_the_day_it_was_entered() -> None:
    (work,) = parse_articles(given(articles()))
    assert work == WorkRecord(
        key="pubmed:900001",
        title="On wolves",
        provenance=work.provenance,
        year=2021,
        venue="Journal of Invented Results",
        doi="10.5555/wolves.7",
        kind="Journal Article",
        authors=(
            Authorship(
                name="Mira Vantongeren",
                position=1,
                orcid="0000-0002-1825-0097",
                affiliations=("Invented University.",),
            ),
            Authorship(name="J Quill", position=2),
            Authorship(name="Wolf Consortium", position=3, group=True),
        ),
        created_on=date(2021, 3, 6),
        published_on=date(2021, 3, 4),
    )
    assert work.provenance.upstream == ("doi:10.5555/wolves.7",)
    assert work.provenance.first_seen_on == date(2021, 3, 6)
    assert work.provenance.asserted_by is AssertedBy.THIRD_PARTY


def test_a_list_of_authors_that_was_cut_is_marked_so() -> None:
    assert not parse_articles(given(articles(complete="N")))[0].authors_complete


@pytest.mark.parametrize("month", ["Foo", ""])
def test_a_vague_date_is_no_day(month: str) -> None:
    assert parse_articles(given(articles(month=month)))[0].published_on is None


def test_a_retraction_is_told_by_notice_or_by_type() -> None:
    notice = (
        '<CommentsCorrections RefType="RetractionIn"><RefSource>J Inv. 2022</RefSource>'
        "</CommentsCorrections>"
    )
    (noted,) = parse_articles(given(articles(notice=notice)))
    assert (noted.retracted, noted.notices) == (True, ("retraction in J Inv. 2022",))
    kind = "<PublicationType>Retracted Publication</PublicationType>"
    assert parse_articles(given(articles(kind=kind)))[0].retracted


def test_a_bare_article_is_read_as_far_as_it_goes() -> None:
    bare = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>"
        "<ArticleTitle>T</ArticleTitle></Article></MedlineCitation><PubmedData><ArticleIdList>"
        '<ArticleId IdType="doi">10.5555/t</ArticleId></ArticleIdList></PubmedData>'
        "</PubmedArticle></PubmedArticleSet>"
    )
    (work,) = parse_articles(given(bare))
    assert (work.key, work.doi, work.year, work.venue, work.kind, work.authors) == (
        "pubmed:7",
        "10.5555/t",
        None,
        None,
        None,
        (),
    )
    assert work.authors_complete


@pytest.mark.parametrize("body", ["", "<html/>", "<PubmedArticleSet>", "{}"])
def test_what_is_not_a_set_of_articles_is_malformed(body: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_articles(given(body))


@pytest.mark.parametrize("body", ["", "[]", '{"esearchresult": {"ERROR": "x"}}'])
def test_a_failed_search_is_malformed_never_empty(body: str) -> None:
    with pytest.raises(SourceUnavailableError):
        parse_ids(given(body))


def test_a_query_is_a_search_and_one_request_for_what_it_found_with_the_key_kept_apart() -> None:
    search = f"{BASE}/esearch.fcgi?db=pubmed&retmode=json&retmax=50&tool=persona-check"
    fetch = f"{BASE}/efetch.fcgi?db=pubmed&retmode=xml&id=900001&tool=persona-check"
    ids = {"esearchresult": {"idlist": ["900001"]}}
    source = PubMed(SourceSettings(key="s3cret", contact_email="desk@paper.example"))
    by_title = Given({f"{search}&term=On wolves a view[ti]": ids, fetch: articles()})
    assert len(look_up(source, WorkByTitle(title='On "wolves": (a) view'), by_title)) == 1
    assert by_title.secrets == [{"api_key": "s3cret", "email": "desk@paper.example"}] * 2
    person = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097")
    by_person = Given({f"{search}&term=0000-0002-1825-0097[auid]": ids, fetch: articles()})
    assert len(look_up(source, person, by_person)) == 1


def test_nothing_found_is_one_request_and_no_record() -> None:
    url = f"{BASE}/esearch.fcgi?db=pubmed&retmode=json&retmax=50&tool=persona-check&term=x[ti]"
    http = Given({url: {"esearchresult": {"idlist": []}}})
    assert look_up(PubMed(SourceSettings()), WorkByTitle(title="x"), http) == ()


def test_it_serves_orcid_ids_only() -> None:
    source = PubMed(SourceSettings())
    assert source.availability().usable
    assert source.serves(WorkByTitle(title="x"))
    assert not source.serves(WorksOfPerson(scheme=IdentifierScheme.DBLP, identifier="x"))
    assert look_up(source, PersonByName(name="x"), Given({})) == ()
