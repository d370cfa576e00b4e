"""Europe PMC: the literature of the life sciences, with ORCID iDs of authors where given.

https://europepmc.org/RestfulWebService (read November 2026).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

import msgspec

from persona_check.compare.group_authors import is_nobody
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import JointWorks, Query, WorkByTitle, WorksOfPerson
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Authorship, Record, WorkRecord
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    day,
    decode_json,
    plain,
    title_of,
    year_in,
)
from persona_check.sources.reading.deposits import upstream_of
from persona_check.sources.works_pages import WorksPage, works_by_pages
from persona_check.web.base import Answer, HttpClient, Request

__all__ = ["EuropePmc", "parse_search", "search_url", "words_of"]

_BASE = "https://www.ebi.ac.uk"
_PREPRINT = "PPR"
_PAGE = 100
_SUFFIX = re.compile(r"\s((?:Jr|Sr)\.?|I{2,3}|IV|2nd|3rd|4th)\s*$", re.IGNORECASE)


class EuropePmc:
    """Works by title, by an author's ORCID iD, or by two authors together."""

    id: ClassVar[str] = "europepmc"
    title: ClassVar[str] = "Europe PMC"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({JointWorks, WorkByTitle, WorksOfPerson})
    traits: ClassVar[Traits] = Traits(
        name="Europe PMC",
        rate=Rate(requests=3, at_once=2),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({JointWorks, WorkByTitle}),
        taken_in_by=None,
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

    def availability(self) -> Availability:
        """Always usable; no key."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Of people those with an ORCID iD."""
        return not isinstance(query, WorksOfPerson) or query.scheme is IdentifierScheme.ORCID

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The works asked for."""
        words = words_of(query)
        if words is None:
            return ()
        if isinstance(query, WorksOfPerson):

            async def page_after(mark: str | None) -> WorksPage:
                url, params = search_url(self._base, words, most=_PAGE, mark=mark)
                answer = await http.get(self, Request(url=url, params=params))
                works = parse_search(answer)
                after = next_mark(answer) if len(works) >= _PAGE else None
                return WorksPage(works=works, total=counted(answer), after=after)

            return await works_by_pages(query, page_after)
        url, params = search_url(self._base, words, most=10)
        answer = await http.get(self, Request(url=url, params=params))
        return Counted(parse_search(answer), counted(answer))


def words_of(query: Query) -> str | None:
    """The search in Europe PMC's language; None for queries that it does not answer."""
    match query:
        case WorksOfPerson():
            return f'AUTHORID:"{_plain(query.identifier)}"'
        case WorkByTitle():
            return f'TITLE:"{_plain(query.title)}"'
        case JointWorks():
            return f'AUTH:"{_plain(query.name)}" AND AUTH:"{_plain(query.other)}"'
        case _:
            return None


def search_url(
    base: str, words: str, *, most: int, mark: str | None = None
) -> tuple[str, Mapping[str, str]]:
    """The address of a search with full records; ``mark`` is where the page before ended."""
    return f"{base}/europepmc/webservices/rest/search", {
        "query": words,
        "resultType": "core",
        "format": "json",
        "pageSize": str(most),
        **({"cursorMark": mark} if mark else {}),
    }


class _AuthorId(msgspec.Struct):
    type: str = ""
    value: str = ""


class _Affiliation(msgspec.Struct):
    affiliation: str | None = None


class _Affiliations(msgspec.Struct, rename="camel"):
    author_affiliation: list[_Affiliation] = []


class _Author(msgspec.Struct, rename="camel"):
    full_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    collective_name: str | None = None
    author_id: _AuthorId | None = None
    author_affiliation_details_list: _Affiliations | None = None


class _Authors(msgspec.Struct):
    author: list[_Author] = []


class _Journal(msgspec.Struct):
    title: str | None = None


class _JournalInfo(msgspec.Struct, rename="camel"):
    journal: _Journal | None = None
    year_of_publication: int | str | None = None


class _Book(msgspec.Struct, rename="camel"):
    comprising_title: str | None = None
    year_of_publication: int | str | None = None


class _PubTypes(msgspec.Struct, rename="camel"):
    pub_type: list[str] = []


class _Comment(msgspec.Struct):
    type: str = ""
    reference: str | None = None


class _Comments(msgspec.Struct, rename="camel"):
    comment_correction: list[_Comment] = []


class _Item(msgspec.Struct, rename="camel"):
    id: str
    source: str
    doi: str | None = None
    title: str = ""
    author_string: str | None = None
    author_list: _Authors | None = None
    journal_info: _JournalInfo | None = None
    journal_title: str | None = None
    pub_year: str | None = None
    book_or_report_details: _Book | None = None
    pub_type: str | None = None
    pub_type_list: _PubTypes | None = None
    comment_correction_list: _Comments | None = None
    cited_by_count: int | None = None
    date_of_creation: str | None = None
    first_index_date: str | None = None
    first_publication_date: str | None = None


class _Items(msgspec.Struct):
    result: list[_Item] = []


class _Search(msgspec.Struct, rename="camel"):
    result_list: _Items
    hit_count: int | None = None
    next_cursor_mark: str | None = None


def next_mark(answer: Answer) -> str | None:
    """Where the next page of a search starts."""
    return decode_json(answer, _Search).next_cursor_mark


def counted(answer: Answer) -> int | None:
    """How many works a search found in all."""
    return decode_json(answer, _Search).hit_count


def parse_search(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works that a search found."""
    found = decode_json(answer, _Search)
    return tuple(_work(item, answer.provenance) for item in found.result_list.result)


def _work(item: _Item, provenance: Provenance) -> WorkRecord:
    doi = bare_doi(item.doi)
    mark = f"pmid:{item.id}" if item.source == "MED" else f"europepmc:{item.source}/{item.id}"
    indexed_on = day(item.date_of_creation) or day(item.first_index_date)
    issue, book = item.journal_info or _JournalInfo(), item.book_or_report_details or _Book()
    journal = issue.journal
    # some records of preprints, books and older articles lack pubYear and have one of these
    issued = (
        item.pub_year,
        issue.year_of_publication,
        book.year_of_publication,
        item.first_publication_date,
    )
    kinds = item.pub_type_list.pub_type if item.pub_type_list else [item.pub_type or ""]
    comments = item.comment_correction_list or _Comments()
    notices = [note for note in comments.comment_correction if _is_notice(note.type)]
    listed = (
        tuple(
            _authorship(author, position)
            for position, author in enumerate(item.author_list.author, start=1)
        )
        if item.author_list
        else _from_line(item.author_string or "")
    )
    authors = tuple(author for author in listed if not is_nobody(author.name))
    return WorkRecord(
        key=f"europepmc:{item.source}/{item.id}",
        title=title_of(item.title),
        provenance=replace(
            provenance,
            asserted_by=(
                AssertedBy.UNKNOWN if item.source == _PREPRINT else AssertedBy.THIRD_PARTY
            ),
            upstream=upstream_of(doi, otherwise=mark),
            first_seen_on=indexed_on,
        ),
        year=next((year for text in issued if (year := year_in(str(text or "")))), None),
        venue=plain(
            (journal.title if journal else None) or item.journal_title or book.comprising_title
        )
        or None,
        doi=doi,
        kind=", ".join(kind for kind in kinds if kind) or None,
        authors=authors,
        authors_complete=item.author_list is not None and len(authors) == len(listed),
        created_on=indexed_on,
        published_on=day(item.first_publication_date),
        retracted=any(note.type.lower() == "retraction in" for note in notices)
        or any(kind.lower() == "retracted publication" for kind in kinds),
        notices=tuple(
            f"{note.type}: {note.reference}" if note.reference else note.type for note in notices
        ),
        cited_by_count=item.cited_by_count,
    )


def _authorship(author: _Author, position: int) -> Authorship:
    parts = [part for part in (author.first_name, author.last_name) if part]
    details = author.author_affiliation_details_list or _Affiliations()
    given = author.author_id
    whole = author.full_name or author.collective_name or " ".join(parts)
    if len(parts) == 2:
        # "Jr" and its like stand in the short form alone
        suffix = _SUFFIX.search(author.full_name or "")
        whole = " ".join(parts)
        if suffix and not _SUFFIX.search(whole):
            whole = f"{whole} {suffix[1]}"
    return Authorship(
        name=plain(whole),
        position=position,
        orcid=bare_orcid(given.value) if given and given.type == "ORCID" else None,
        affiliations=tuple(
            text for item in details.author_affiliation if (text := plain(item.affiliation))
        ),
        group=author.collective_name is not None and not parts,
    )


def _from_line(line: str) -> tuple[Authorship, ...]:
    """The authors of a short record, ``Piwowar HA, Day RS.``; it may be cut."""
    names = [name.strip() for name in line.removesuffix(".").split(",") if name.strip()]
    return tuple(
        Authorship(name=name, position=position) for position, name in enumerate(names, start=1)
    )


def _is_notice(kind: str) -> bool:
    return kind.lower() in {
        "erratum in",
        "expression of concern in",
        "retraction in",
        "corrected and republished in",
    }


def _plain(text: str) -> str:
    """A text without the marks that the search language reads as commands."""
    return " ".join("".join(" " if char in '"\\()[]{}:' else char for char in text).split())
