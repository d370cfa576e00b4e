"""PubMed: biomedical articles, with affiliations and ORCID iDs as printed.

https://www.ncbi.nlm.nih.gov/books/NBK25499/ (E-utilities, read November 2026).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import msgspec

from persona_check.compare.group_authors import is_nobody
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import Query, WorkByTitle, WorksOfPerson
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Authorship, Record, WorkRecord
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    decode_json,
    decode_xml,
    malformed,
    plain,
    title_of,
    year_in,
)
from persona_check.sources.reading.deposits import upstream_of
from persona_check.web.base import Answer, HttpClient, Request

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["PubMed", "fetch_url", "parse_articles", "parse_ids", "search_url", "words_of"]

_BASE = "https://eutils.ncbi.nlm.nih.gov"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTICES = {
    "ErratumIn": "erratum in",
    "ExpressionOfConcernIn": "expression of concern in",
    "RetractionIn": "retraction in",
}


class PubMed:
    """Articles by title or by an author's ORCID iD."""

    id: ClassVar[str] = "pubmed"
    title: ClassVar[str] = "PubMed"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({WorkByTitle, WorksOfPerson})
    # Europe PMC takes in all of PubMed
    traits: ClassVar[Traits] = Traits(
        name="PubMed",
        rate=Rate(requests=3, at_once=2),
        rate_with_mail=None,
        rate_with_key=Rate(requests=10, at_once=3),
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({WorkByTitle, WorksOfPerson}),
        taken_in_by="europepmc",
        knows_all_of=frozenset(),
        works_of=Scope.LIFE_SCIENCES,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = WorkByTitle(
        title="Sharing detailed research data is associated with increased citation rate"
    )
    unknown: ClassVar[Query | None] = WorkByTitle(title="Zxqvj kwpfh bnmtr ylgdc")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._keyed = bool(settings.key)
        self._secret = {
            name: value
            for name, value in (("api_key", settings.key), ("email", settings.contact_email))
            if value
        }

    def availability(self) -> Availability:
        """Always usable; a key raises its rate."""
        if self._keyed:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="3 requests a second without a key",
            hint="10 with a free key: https://account.ncbi.nlm.nih.gov/settings/, "
            "then set PERSONA_CHECK_PUBMED_KEY",
        )

    def serves(self, query: Query) -> bool:
        """Of people those with an ORCID iD."""
        return not isinstance(query, WorksOfPerson) or query.scheme is IdentifierScheme.ORCID

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The articles asked for: one search, and one request for what it found."""
        words = words_of(query)
        if words is None:
            return ()
        url, params = search_url(self._base, words, most=50)
        found = await http.get(self, Request(url=url, params=params, secret_params=self._secret))
        ids = parse_ids(found)
        if not ids:
            return ()
        url, params = fetch_url(self._base, ids)
        answer = await http.get(self, Request(url=url, params=params, secret_params=self._secret))
        return parse_articles(answer)


def words_of(query: Query) -> str | None:
    """The search in PubMed's language; None for queries that it does not answer."""
    match query:
        case WorksOfPerson():
            return f"{query.identifier}[auid]"
        case WorkByTitle():
            plain = "".join(" " if char in '"[]():' else char for char in query.title)
            return f"{' '.join(plain.split())}[ti]"
        case _:
            return None


def search_url(base: str, words: str, *, most: int) -> tuple[str, Mapping[str, str]]:
    """The address of a search for article numbers."""
    return f"{base}/entrez/eutils/esearch.fcgi", {
        "db": "pubmed",
        "retmode": "json",
        "retmax": str(most),
        "term": words,
        "tool": "persona-check",
    }


def fetch_url(base: str, ids: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """The address of full records by article number."""
    return f"{base}/entrez/eutils/efetch.fcgi", {
        "db": "pubmed",
        "retmode": "xml",
        "id": ",".join(ids),
        "tool": "persona-check",
    }


class _Found(msgspec.Struct):
    idlist: list[str]


class _Search(msgspec.Struct):
    esearchresult: _Found


def parse_ids(answer: Answer) -> tuple[str, ...]:
    """The article numbers that a search found."""
    return tuple(decode_json(answer, _Search).esearchresult.idlist)


def parse_articles(answer: Answer) -> tuple[WorkRecord, ...]:
    """The articles of a set of full records. Malformed where it is no such set."""
    root = decode_xml(answer)
    if root.tag != "PubmedArticleSet":
        raise malformed("the answer is not a set of articles")
    return tuple(
        _work(entry, answer.provenance)
        if entry.tag == "PubmedArticle"
        else _book(entry, answer.provenance)
        for entry in root
        if entry.tag in ("PubmedArticle", "PubmedBookArticle")
    )


def _work(article: "Element", provenance: Provenance) -> WorkRecord:
    pmid = _text(article, "MedlineCitation/PMID")
    doi = next(
        (
            doi
            for path, mark in (
                ("MedlineCitation/Article/ELocationID", "EIdType"),
                ("PubmedData/ArticleIdList/ArticleId", "IdType"),
            )
            for item in article.iterfind(path)
            if item.get(mark) == "doi" and (doi := bare_doi(item.text))
        ),
        None,
    )
    people = article.find("MedlineCitation/Article/AuthorList")
    authors = list(people.iterfind("Author")) if people is not None else []
    entered = article.find("PubmedData/History/PubMedPubDate[@PubStatus='entrez']")
    entered_on = _day(entered) if entered is not None else None
    issued = article.find("MedlineCitation/Article/Journal/JournalIssue/PubDate")
    kinds = [
        " ".join("".join(item.itertext()).split())
        for item in article.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType")
    ]
    notices = [
        (kind, _text(item, "RefSource"))
        for item in article.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections")
        if (kind := _NOTICES.get(item.get("RefType") or ""))
    ]
    titles = _titles(
        _text(article, "MedlineCitation/Article/ArticleTitle"),
        _text(article, "MedlineCitation/Article/VernacularTitle"),
    )
    listed = tuple(
        _authorship(author, position) for position, author in enumerate(authors, start=1)
    )
    people_named = tuple(author for author in listed if not is_nobody(author.name))
    return WorkRecord(
        key=f"pubmed:{pmid}",
        title=titles[0] if titles else "",
        provenance=replace(
            provenance,
            asserted_by=AssertedBy.THIRD_PARTY,
            upstream=upstream_of(doi, otherwise=f"pmid:{pmid}"),
            first_seen_on=entered_on,
        ),
        year=year_in(_text(issued, "Year") or _text(issued, "MedlineDate"))
        if issued is not None
        else None,
        venue=plain(_text(article, "MedlineCitation/Article/Journal/Title")) or None,
        doi=doi,
        kind=", ".join(kinds) or None,
        authors=people_named,
        authors_complete=(people is None or people.get("CompleteYN") != "N")
        and len(people_named) == len(listed),
        created_on=entered_on,
        published_on=_day(issued) if issued is not None else None,
        retracted="Retracted Publication" in kinds
        or any(kind == "retraction in" for kind, _ in notices),
        notices=tuple(f"{kind} {where}".strip() for kind, where in notices),
        other_titles=titles[1:],
    )


def _book(entry: "Element", provenance: Provenance) -> WorkRecord:
    """A book or chapter of NCBI's bookshelf; its own authors, else those of the book."""
    pmid = _text(entry, "BookDocument/PMID")
    lists = [
        people
        for path in ("BookDocument/AuthorList", "BookDocument/Book/AuthorList")
        for people in entry.iterfind(path)
    ]
    authors = list(lists[0].iterfind("Author")) if lists else []
    doi = next(
        (
            doi
            for item in entry.iterfind("BookDocument/ArticleIdList/ArticleId")
            if item.get("IdType") == "doi" and (doi := bare_doi(item.text))
        ),
        None,
    )
    entered = entry.find("PubmedBookData/History/PubMedPubDate[@PubStatus='entrez']")
    entered_on = _day(entered) if entered is not None else None
    book = _text(entry, "BookDocument/Book/BookTitle")
    titles = _titles(
        _text(entry, "BookDocument/ArticleTitle") or book,
        _text(entry, "BookDocument/VernacularTitle"),
    )
    issued = entry.find("BookDocument/ContributionDate")
    if issued is None:
        issued = entry.find("BookDocument/Book/PubDate")
    return WorkRecord(
        key=f"pubmed:{pmid}",
        title=titles[0] if titles else "",
        provenance=replace(
            provenance,
            asserted_by=AssertedBy.THIRD_PARTY,
            upstream=upstream_of(doi, otherwise=f"pmid:{pmid}"),
            first_seen_on=entered_on,
        ),
        year=year_in(_text(issued, "Year")) if issued is not None else None,
        venue=plain(book) or None,
        doi=doi,
        kind="book",
        authors=tuple(
            _authorship(author, position) for position, author in enumerate(authors, start=1)
        ),
        created_on=entered_on,
        published_on=_day(issued) if issued is not None else None,
        other_titles=titles[1:],
    )


def _titles(shown: str, vernacular: str) -> tuple[str, ...]:
    """The titles of an article, its English one first.

    A translation stands in brackets, "[Not Available]." where nobody made one, and the printed
    title apart, if at all.
    """
    english = title_of(shown)
    if english.casefold() == "not available" and vernacular:
        english = ""
    return tuple(dict.fromkeys(title for title in (english, title_of(vernacular)) if title))


def _authorship(author: "Element", position: int) -> Authorship:
    parts = [
        _text(author, "ForeName") or _text(author, "Initials"),
        _text(author, "LastName"),
        _text(author, "Suffix"),
    ]
    person = plain(" ".join(part for part in parts if part))
    marks = [item.text for item in author.iterfind("Identifier") if item.get("Source") == "ORCID"]
    return Authorship(
        name=person or plain(_text(author, "CollectiveName")),
        position=position,
        orcid=next((orcid for text in marks if (orcid := bare_orcid(text))), None),
        affiliations=tuple(
            text
            for item in author.iterfind("AffiliationInfo/Affiliation")
            if (text := plain("".join(item.itertext())))
        ),
        group=not person,
    )


def _text(element: "Element", path: str) -> str:
    found = element.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _day(element: "Element") -> date | None:
    """A full date, its month in figures or letters; None where a part is missing."""
    year, month, number = (_text(element, part) for part in ("Year", "Month", "Day"))
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
