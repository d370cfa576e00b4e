"""Recorded answers of Crossref."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, unquote_plus

from persona_check.compare.group_authors import is_nobody
from persona_check.model.lookup import WorkByDoi, WorkByTitle
from persona_check.model.record import Record, WorkRecord
from persona_check.sources.reading.crossref import parse_deposits, parse_works
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

LEFT = (
    Left(pattern=r"GET .*/works/.+/agency$", because="the agency of a DOI is not asked for"),
    Left(pattern=r"GET .*/works/.+/transform/", because="the JSON form of a work is asked for"),
    Left(pattern=r"GET .*[?&]cursor=(?:thing|5)$", because="no adapter pages Crossref by cursor"),
    Left(pattern=r"GET .*/works\?sample=200$", because="no adapter asks for samples"),
    Left(
        pattern=r"GET .*/(?:funders|journals|members|prefixes|types)(?:[/?].*)?$",
        because="lists of funders, journals, members and types are not asked for",
        statuses=frozenset({400, 404, 504}),
    ),
    Left(pattern=r"GET .*[?&]rows=0&", because="counts alone are not asked for"),
)
READINGS = (
    Reading(
        pattern=r"GET .*/works\?query\.title=(?P<title>abs12032jsdafn|askldjrq3rjaw938h)&rows=1$",
        query=lambda at: WorkByTitle(title=at["title"]),
        empty=True,
    ),
    Reading(pattern=r"GET .*/prefixes/10\.4176/works$", parse=parse_works, empty=True),
    Reading(
        pattern=r"GET .*/works\?query\.title=(?P<title>[^&]+)",
        query=lambda at: WorkByTitle(title=unquote_plus(at["title"])),
    ),
    Reading(
        pattern=r"GET .*/works/(?P<doi>[^?]+)$",
        query=lambda at: WorkByDoi(doi=unquote(at["doi"]).lower()),
    ),
    # other lists hold their works in the form in which a search by title does
    Reading(pattern=r"GET .*/works(?:\?.*)?$", parse=parse_works),
    Reading(pattern=r"GET datafile-.*\.json$", parse=parse_deposits),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    raw = json.loads(entry.body)
    message = raw.get("message", raw)
    items = message.get("items", [message])
    for item, record in zip(items, records, strict=True):
        if isinstance(record, WorkRecord):
            for lost in _of_work(item, record):
                yield f"{lost} of {record.key}"


def _of_work(raw: dict[str, Any], record: WorkRecord) -> Iterator[str]:
    if raw["DOI"].lower() != record.doi or record.provenance.upstream != (f"doi:{record.doi}",):
        yield "doi"
    if any(title.strip() for title in raw.get("title") or ()) and not record.title:
        yield "title"
    created = raw.get("created", {}).get("date-time", "")[:10]
    if created != (record.created_on.isoformat() if record.created_on else ""):
        yield "created"
    year = raw.get("issued", {}).get("date-parts", [[None]])[0][0]
    if year is not None and year != record.year:
        yield "year"
    if raw.get("is-referenced-by-count") != record.cited_by_count:
        yield "citations"
    people = [
        person
        for person in raw.get("author") or raw.get("editor") or []
        if not is_nobody(person.get("family") or person.get("name") or person.get("given") or "")
    ]
    if len(people) != len(record.authors):
        yield "authors"
    for person, author in zip(people, record.authors, strict=False):
        if (person.get("ORCID") or "")[-19:].upper() != (author.orcid or ""):
            yield f"ORCID of {author.name}"
        if bool(person.get("authenticated-orcid")) != author.orcid_authenticated:
            yield f"authentication of {author.name}"
        named = {tie["name"] for tie in person.get("affiliation") or () if tie.get("name")}
        if len(named) != len(author.affiliations):
            yield f"affiliation of {author.name}"
    updates = raw.get("updated-by", [])
    elsewhere = [u for u in raw.get("update-to", []) if u["DOI"].lower() != record.doi]
    if len(updates) + len(elsewhere) != len(record.notices):
        yield "updates"
