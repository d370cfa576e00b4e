"""Recorded answers of DataCite."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from persona_check.compare.group_authors import is_nobody
from persona_check.model.lookup import WorkByDoi
from persona_check.model.record import Record, WorkRecord
from persona_check.sources.reading.datacite import parse_dois
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]


def _unwrapped(body: bytes) -> bytes:
    # the saver kept lists base64-encoded
    return base64.b64decode(body) if body[:1] not in b"{[" else body


def _list(answer: Answer) -> Sequence[Record]:
    return parse_dois(replace(answer, body=_unwrapped(answer.body)))


READINGS = (
    Reading(
        pattern=r"GET .*/dois/(?P<doi>10\.[^?]+)\?",
        query=lambda at: WorkByDoi(doi=unquote(at["doi"]).lower()),
    ),
    # a page of all works has the form of a person's works
    Reading(pattern=r"GET .*/dois\?page", parse=_list),
)
LEFT = (
    Left(pattern=r"GET .*/(activities|client-prefixes)\?", because="nothing about people or works"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    data = json.loads(_unwrapped(entry.body))["data"]
    for item, record in zip(data if isinstance(data, list) else [data], records, strict=True):
        assert isinstance(record, WorkRecord)
        raw = item["attributes"]
        if raw["doi"].lower() != record.doi:
            yield "doi"
        # one is counted from another era, and is no year of ours
        if raw["publicationYear"] < 2100 and raw["publicationYear"] != record.year:
            yield "publicationYear"
        if raw["registered"][:10] != str(record.created_on):
            yield "registered"
        if not record.title and raw["titles"]:
            yield "title"
        creators = [one for one in raw["creators"] or () if not is_nobody(one["name"])]
        if len(creators) != len(record.authors):
            yield "creators"
        for creator, author in zip(creators, record.authors, strict=False):
            marks = [
                known.get("nameIdentifier") or "" for known in creator.get("nameIdentifiers") or ()
            ]
            orcids = [mark[-19:] for mark in marks if "orcid.org" in mark]
            if orcids[:1] != [known for known in (author.orcid,) if known]:
                yield f"orcid of {author.name}"
            if len([tie for tie in creator.get("affiliation") or () if tie]) != len(
                author.affiliations
            ):
                yield f"affiliations of {author.name}"
            if (creator.get("familyName") or "") not in author.name:
                yield f"name of {author.name}"
