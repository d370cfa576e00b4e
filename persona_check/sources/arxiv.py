"""arXiv: preprints, each with the day on which the archive first received it.

https://info.arxiv.org/help/api/user-manual.html (read November 2026).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    Query,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Authorship, Record, WorkRecord
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import in_page
from persona_check.sources.reading.decoding import bare_doi, day, decode_xml, malformed
from persona_check.sources.reading.deposits import arxiv_of_doi, bare_arxiv, upstream_of
from persona_check.web.base import Answer, HttpClient, Request, SourceUnavailableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Arxiv", "author_feed_url", "id_url", "parse_feed", "title_url"]

_BASE = "https://export.arxiv.org"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_UNKNOWN = in_page(r"<title>[^<]{0,80}\barXiv\b")
_WITHDRAWN = re.compile(r"\bwithdrawn\b|\bwithdrawal\b", re.IGNORECASE)


class Arxiv:
    """Preprints by identifier or title, and those that a registered author owns.

    Names and affiliations are as an author typed them; the date is the archive's own.
    """

    id: ClassVar[str] = "arxiv"
    title: ClassVar[str] = "arXiv"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({WorkByDoi, WorkByTitle, WorksOfPerson})
    traits: ClassVar[Traits] = Traits(
        name="arXiv",
        rate=Rate(requests=1, period_s=3.0, at_once=1),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset({503}),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({WorkByDoi, WorkByTitle}),
        taken_in_by=None,
        knows_all_of=frozenset(),
        works_of=Scope.PREPRINTS,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = WorkByDoi(doi="10.48550/arxiv.1706.03762")
    unknown: ClassVar[Query | None] = WorkByTitle(title="Zxqvj kwpfh bnmtr ylgdc")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")

    def availability(self) -> Availability:
        """Always usable; one request in three seconds."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Of DOIs those that arXiv assigned; of people those with an arXiv author identifier."""
        match query:
            case WorkByDoi():
                return arxiv_of_doi(query.doi) is not None
            case WorksOfPerson():
                return query.scheme is IdentifierScheme.ARXIV
            case _:
                return True

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The preprints asked for."""
        accept: tuple[int, ...] = ()
        params: Mapping[str, str] = {}
        match query:
            case WorkByDoi():
                url, params = id_url(self._base, arxiv_of_doi(query.doi) or "")
                accept = (400,)
            case WorkByTitle():
                url, params = title_url(self._base, query.title)
            case WorksOfPerson():
                url = author_feed_url(self._base, query.identifier)
            case _:
                return ()
        answer = await http.get(
            self, Request(url=url, params=params, accept=accept, absent=_UNKNOWN)
        )
        if answer.status == 404:
            return ()
        return parse_feed(answer)


def id_url(base: str, arxiv_id: str) -> tuple[str, Mapping[str, str]]:
    """The address of one preprint."""
    return f"{base}/api/query", {
        "search_query": "",
        "id_list": arxiv_id,
        "sortBy": "relevance",
        "sortOrder": "descending",
        "start": "0",
        "max_results": "100",
    }


def title_url(base: str, title: str) -> tuple[str, Mapping[str, str]]:
    """The address of a search for a title; quotes and field marks in it would be commands."""
    words = re.sub(r"[^\w\s'-]+", " ", title)
    return f"{base}/api/query", {
        "search_query": f'ti:"{" ".join(words.split())}"',
        "start": "0",
        "max_results": "5",
    }


def author_feed_url(base: str, author_id: str) -> str:
    """The address of the feed of what a registered author owns; ``author_id`` like ``doe_j_1``."""
    return f"{base}/a/{quote(author_id, safe='')}.atom2"


def parse_feed(answer: Answer) -> tuple[WorkRecord, ...]:
    """The preprints in a feed; () where it holds none or says that no such identifier can be.

    Raises ``SourceUnavailableError`` where it is not a feed, or reports another error.
    """
    root = decode_xml(answer)
    if root.tag != f"{_ATOM}feed":
        raise malformed("the answer is not a feed")
    works = []
    for entry in root.iter(f"{_ATOM}entry"):
        address = _text(entry, f"{_ATOM}id")
        if "/api/errors" in address:
            if "incorrect_id_format" in address:
                return ()
            raise SourceUnavailableError(
                UnavailableReason.REJECTED_REQUEST, _text(entry, f"{_ATOM}summary")[:200]
            )
        works.append(_work(entry, address, answer.provenance))
    return tuple(works)


def _work(entry: "Element", address: str, provenance: Provenance) -> WorkRecord:
    arxiv_id = bare_arxiv(address.rpartition("/abs/")[2]) or address
    doi = bare_doi(_text(entry, f"{_ARXIV}doi"))
    submitted_on = day(_text(entry, f"{_ATOM}published"))
    comment = _text(entry, f"{_ARXIV}comment")
    return WorkRecord(
        key=f"arxiv:{arxiv_id}",
        title=_text(entry, f"{_ATOM}title"),
        provenance=replace(
            provenance,
            # put up by one of its authors, and the feed does not say by whom
            asserted_by=AssertedBy.UNKNOWN,
            upstream=upstream_of(None, arxiv_id, otherwise=f"arxiv:{arxiv_id}"),
            first_seen_on=submitted_on,
        ),
        year=submitted_on.year if submitted_on else None,
        venue=_text(entry, f"{_ARXIV}journal_ref") or "arXiv",
        doi=doi,
        kind="preprint",
        authors=tuple(
            Authorship(
                name=_text(author, f"{_ATOM}name"),
                position=position,
                affiliations=tuple(
                    " ".join((item.text or "").split())
                    for item in author.iter(f"{_ARXIV}affiliation")
                ),
            )
            for position, author in enumerate(entry.iter(f"{_ATOM}author"), start=1)
        ),
        created_on=submitted_on,
        published_on=submitted_on,
        notices=(f"arXiv comment: {comment[:200]}",) if _WITHDRAWN.search(comment) else (),
        topics=tuple(term for item in entry.iter(f"{_ATOM}category") if (term := item.get("term"))),
    )


def _text(element: "Element", tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())
