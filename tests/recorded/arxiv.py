"""Recorded answers of arXiv."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from persona_check.model.lookup import WorkByDoi
from persona_check.model.record import Record, WorkRecord
from persona_check.sources.arxiv import parse_feed
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"

READINGS = (
    # a number that cannot be one is refused with 400: the archive holds no such preprint
    Reading(pattern=r"GET .*id_list=abc&", parse=parse_feed, empty=True),
    Reading(
        pattern=r"GET .*id_list=(?P<id>[^&]+)&",
        query=lambda at: WorkByDoi(doi=f"10.48550/arxiv.{unquote(at['id'])}".partition(",")[0]),
    ),
    # a search by words has the form of a search by title
    Reading(pattern=r"GET .*search_query=testing&", parse=parse_feed),
)
LEFT: tuple[Left, ...] = ()


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    root = ET.fromstring(entry.body)  # noqa: S314 - see above
    for item, record in zip(root.iter(f"{ATOM}entry"), records, strict=True):
        assert isinstance(record, WorkRecord)
        if record.key.removeprefix("arxiv:") not in (item.findtext(f"{ATOM}id") or ""):
            yield "id"
        if " ".join((item.findtext(f"{ATOM}title") or "").split()) != record.title:
            yield "title"
        first = (item.findtext(f"{ATOM}published") or "")[:10]
        if first != str(record.provenance.first_seen_on):
            yield "published"
        if (item.findtext(f"{ARXIV}doi") or "").lower() != (record.doi or ""):
            yield "doi"
        people = [author.findtext(f"{ATOM}name") for author in item.iter(f"{ATOM}author")]
        if people != [author.name for author in record.authors]:
            yield "authors"
        ties = sum(1 for _ in item.iter(f"{ARXIV}affiliation"))
        if ties != sum(len(author.affiliations) for author in record.authors):
            yield "affiliations"
