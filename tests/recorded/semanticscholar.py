"""Recorded answers of Semantic Scholar."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote_plus

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, WorkByTitle, WorksOfPerson
from persona_check.model.record import PersonRecord, Record, WorkRecord
from persona_check.sources.semantic_scholar import parse_paper, parse_papers
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

SCHEME = IdentifierScheme.SEMANTIC_SCHOLAR


def _paper(answer: Answer) -> Sequence[Record]:
    # some are asked for by other numbers than DOIs; the form is the same for all
    return () if answer.status == 404 else (parse_paper(answer),)


READINGS = (
    Reading(
        pattern=r"GET .*/paper/search/match\?query=(?P<title>empty[^&]+)",
        query=lambda at: WorkByTitle(title=unquote_plus(at["title"])),
        empty=True,
    ),
    Reading(
        pattern=r"GET .*/paper/search/match\?query=(?P<title>[^&]+)",
        query=lambda at: WorkByTitle(title=unquote_plus(at["title"])),
    ),
    # lists of the same form as an author's papers; some were asked for without titles
    Reading(pattern=r"GET .*/paper/search\?.*fields=title", parse=parse_papers, empty=True),
    Reading(
        pattern=r"GET .*/author/(?P<id>\d+)/papers",
        query=lambda at: WorksOfPerson(scheme=SCHEME, identifier=at["id"]),
    ),
    Reading(
        pattern=r"GET .*/author/(?P<id>\d+)\?",
        query=lambda at: PersonById(scheme=SCHEME, identifier=at["id"]),
    ),
    Reading(pattern=r"GET .*/paper/(?:DOI:)?[^/?]+(?:/[^?]+)?\?fields=(?!unknown)", parse=_paper),
)
LEFT = (
    Left(pattern=r"POST ", because="only GET requests are made"),
    Left(
        pattern=r"GET .*/paper/search\?.*fields=(?!title)",
        because="papers are never asked for without their titles",
    ),
    Left(pattern=r"GET .*/author/search", because="its people are joined by machine, by name"),
    Left(pattern=r"GET .*\?fields=unknown", because="only known fields are asked for"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    raw = json.loads(entry.body)
    items = raw.get("data", [raw])
    for item, record in zip(items, records, strict=True):
        if isinstance(record, PersonRecord):
            if (item["authorId"], item["name"]) != (
                record.key.removeprefix("semanticscholar:"),
                record.name,
            ):
                yield "author"
        elif isinstance(record, WorkRecord):
            yield from _of_work(item, record)


def _of_work(raw: dict[str, Any], record: WorkRecord) -> Iterator[str]:
    if " ".join(raw["title"].split()) != record.title and "<" not in raw["title"]:
        yield "title"
    ids = raw.get("externalIds") or {}
    if (ids.get("DOI") or "").lower() != (record.doi or ""):
        yield "doi"
    if "ArXiv" in ids and f"doi:10.48550/arxiv.{ids['ArXiv']}" not in record.provenance.upstream:
        yield "arxiv"
    for name, value in (
        ("year", record.year),
        ("citationCount", record.cited_by_count),
        ("publicationDate", record.published_on and record.published_on.isoformat()),
    ):
        if name in raw and raw[name] != value:
            yield name
    if "authors" in raw and [(author["name"]) for author in raw["authors"]] != [
        author.name for author in record.authors
    ]:
        yield "authors"
