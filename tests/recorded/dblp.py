"""Recorded answers of DBLP."""

import html
import json
from collections.abc import Iterator, Sequence

from persona_check.model.lookup import WorkByTitle
from persona_check.model.record import Record, WorkRecord
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS = (
    Reading(
        pattern=r"GET .*/search/publ/api\?q=(?P<words>[^&]+)&format=json",
        query=lambda at: WorkByTitle(title=at["words"]),
    ),
)
LEFT = (
    Left(pattern=r"GET .*/search/publ/api$", because="a piece of the dump, not of a search"),
    Left(pattern=r"GET .*/rdf/$", because="a person's page is asked for as XML"),
    Left(pattern=r"GET .*/xml/dblp\.xml\.gz$", because="the dump is not asked for"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    hits = json.loads(entry.body)["result"]["hits"]["hit"]
    for hit, record in zip(hits, records, strict=True):
        assert isinstance(record, WorkRecord)
        raw = hit["info"]
        title = raw["title"] if isinstance(raw["title"], str) else raw["title"]["text"]
        if html.unescape(title).removesuffix(".") != record.title:
            yield "title"
        if int(raw["year"]) != record.year:
            yield "year"
        if raw.get("doi", "").lower() != (record.doi or "") and "doi" in raw:
            yield "doi"
        named = raw.get("authors", {}).get("author", [])
        if len(named if isinstance(named, list) else [named]) != len(record.authors):
            yield "authors"
        pids = [name["@pid"] for name in named if isinstance(name, dict)]
        if pids != [
            (author.author_key or "")[5:] for author in record.authors if author.author_key
        ]:
            yield "pids"
