"""Recorded answers of OpenAlex."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, unquote_plus

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, WorkByDoi, WorkByTitle
from persona_check.model.record import PersonRecord, Record, WorkRecord
from persona_check.sources.reading.openalex import parse_work
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS = (
    Reading(
        pattern=r"GET .*/works/(?:https://doi\.org/|doi:)(?P<doi>[^?]+)",
        query=lambda at: WorkByDoi(doi=unquote(at["doi"]).lower()),
    ),
    Reading(
        pattern=r"GET .*/works\?filter=title\.search%3A(?P<title>[^&]+)",
        query=lambda at: WorkByTitle(title=unquote_plus(at["title"])),
    ),
    Reading(
        pattern=r"GET .*/authors/(?P<id>A\d+)$",
        query=lambda at: PersonById(scheme=IdentifierScheme.OPENALEX, identifier=at["id"]),
    ),
    # the form in which every list holds its works
    Reading(pattern=r"GET .*/works/W\d+$", parse=lambda answer: (parse_work(answer),)),
)
LEFT = (
    Left(pattern=r"GET .*/institutions/I\d+$", because="organisations are asked of ROR"),
    Left(pattern=r"GET .*/sources/S\d+$", because="journals are not asked for by themselves"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    raw = json.loads(entry.body)
    items = raw.get("results", [raw])
    for item, record in zip(items, records, strict=True):
        if isinstance(record, PersonRecord):
            yield from _of_person(item, record)
        elif isinstance(record, WorkRecord):
            yield from _of_work(item, record)


def _of_person(raw: dict[str, Any], record: PersonRecord) -> Iterator[str]:
    if raw["display_name"] != record.name:
        yield "name"
    if raw["orcid"] and raw["orcid"][-19:] not in {known.value for known in record.identifiers}:
        yield "orcid"
    if raw["works_count"] != record.works_count:
        yield "works_count"
    if len(raw["counts_by_year"]) != len(record.works_by_year):
        yield "counts_by_year"
    known = {(fact.organization, fact.years, fact.ror) for fact in record.affiliations}
    for tie in raw.get("affiliations", ()):
        place = tie["institution"]
        years = tuple(sorted(tie["years"]))
        if (place["display_name"], years, place["ror"].rpartition("/")[2]) not in known:
            yield f"affiliation {place['display_name']}"
    for topic in raw.get("topics", ()):
        if topic["display_name"] not in record.fields:
            yield f"topic {topic['display_name']}"


def _of_work(raw: dict[str, Any], record: WorkRecord) -> Iterator[str]:
    if (raw["doi"] or "").lower().removeprefix("https://doi.org/") != (record.doi or ""):
        yield "doi"
    seen = record.provenance.first_seen_on
    taken_in = (raw.get("created_date") or "")[:10]
    if taken_in not in ("", "2025-10-10") and (seen is None or seen.isoformat() != taken_in):
        yield "created_date"
    for field, value in (
        ("publication_year", record.year),
        ("is_retracted", record.retracted),
        ("cited_by_count", record.cited_by_count),
    ):
        if field in raw and raw[field] != value:
            yield field
    places = raw.get("authorships", ())
    if len(places) != len(record.authors):
        yield "authors"
    for place, author in zip(places, record.authors, strict=False):
        digits = (place["author"].get("orcid") or "").rpartition("/")[2].replace("-", "")
        # one recorded iD lacks its last character, and is none
        if len(digits) == 16 and digits != (author.orcid or "").replace("-", ""):
            yield f"orcid of {author.name}"
        rors = {(known["ror"] or "").rpartition("/")[2] for known in place.get("institutions", ())}
        if rors - {""} != set(author.rors):
            yield f"institutions of {author.name}"
        if place.get("raw_affiliation_strings") and not author.affiliations:
            yield f"affiliations of {author.name}"
