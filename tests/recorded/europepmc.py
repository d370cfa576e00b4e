"""Recorded answers of Europe PMC."""

import json
from collections.abc import Iterator, Sequence

from persona_check.compare.group_authors import is_nobody
from persona_check.model.record import Record, WorkRecord
from persona_check.sources.europe_pmc import parse_search
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS = (
    Reading(pattern=r"GET .*query=asdk.*format=json", parse=parse_search, empty=True),
    # any search has the form of a search by title
    Reading(pattern=r"GET .*format=json", parse=parse_search),
)
LEFT = (
    Left(pattern=r"POST ", because="only GET requests are made"),
    Left(pattern=r"GET .*format=(xml|dc)$", because="answers are asked for as JSON"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    items = json.loads(entry.body)["resultList"]["result"]
    for raw, record in zip(items, records, strict=True):
        assert isinstance(record, WorkRecord)
        if raw.get("doi", "").lower() != (record.doi or ""):
            yield "doi"
        if raw["id"] not in record.key:
            yield "id"
        if int(raw.get("pubYear") or raw["firstPublicationDate"][:4]) != record.year:
            yield "pubYear"
        entered = raw.get("dateOfCreation") or raw["firstIndexDate"]
        if entered != str(record.provenance.first_seen_on):
            yield "dateOfCreation"
        people = [
            one
            for one in raw.get("authorList", {}).get("author", [])
            if not is_nobody(one.get("fullName") or one.get("collectiveName") or "")
        ]
        if people and len(people) != len(record.authors):
            yield "authors"
        for person, author in zip(people, record.authors, strict=False):
            if person.get("authorId", {}).get("type") == "ORCID" and (
                person["authorId"]["value"] != author.orcid
            ):
                yield f"orcid of {author.name}"
            details = person.get("authorAffiliationDetailsList", {}).get("authorAffiliation", [])
            if len(details) != len(author.affiliations):
                yield f"affiliations of {author.name}"
