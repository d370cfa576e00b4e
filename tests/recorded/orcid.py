"""Recorded answers of ORCID, in JSON and XML."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, PersonByName, WorksOfPerson
from persona_check.model.record import PersonRecord, Record
from persona_check.sources.reading.orcid import parse_record
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]


def _as_record(answer: Answer) -> tuple[Record, ...]:
    """The part about the person, as a whole record holds it."""
    person = json.loads(answer.body)
    orcid = person["path"].split("/")[1]
    record = {"orcid-identifier": {"path": orcid}, "person": person}
    return (parse_record(replace(answer, body=json.dumps(record).encode())),)


READINGS = (
    Reading(
        pattern=r"GET .*/v[23]\.0/(?P<orcid>[\dX-]{19})/record$",
        query=lambda at: PersonById(scheme=IdentifierScheme.ORCID, identifier=at["orcid"]),
    ),
    Reading(
        pattern=r"GET .*/v3\.0/(?P<orcid>[\dX-]{19})/works$",
        query=lambda at: WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=at["orcid"]),
    ),
    Reading(pattern=r"GET .*/v3\.0/[\dX-]{19}/person$", parse=_as_record),
    Reading(
        pattern=r"GET .*/expanded-search/\?q=",
        query=lambda at: PersonByName(name="Heather Piwowar"),
    ),
)
LEFT = (
    Left(pattern=r"GET .*/v3\.0/search(?:\?.*)?$", because="names come with the expanded search"),
    Left(pattern=r"GET .*/work/\d+$", because="works are read from the list of their summaries"),
    Left(pattern=r"(?:POST|PUT|DELETE) ", because="no adapter writes"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    text = entry.body.decode()
    dois = {
        found.lower()
        for found in re.findall(r'external-id-normalized": \{\s*"value": "(10\.[^"]+)"', text)
        + re.findall(r"external-id-normalized[^>]*>(10\.[^<]+)<", text)
    }
    if entry.url.endswith("/works"):
        groups = json.loads(text)["group"]
        if len(groups) != len(records):
            yield f"{len(groups)} groups, {len(records)} works"
        held = {getattr(record, "doi", None) for record in records}
        # a group has one work's DOI; a preprint's and its article's may stand together
        if len(dois & held) < 0.9 * len(dois):
            yield f"DOIs {sorted(dois - held)[:3]}"
        return
    (record,) = records
    assert isinstance(record, PersonRecord)
    if not record.name:
        yield "name"
    if entry.url.endswith("/record"):
        held = {key.removeprefix("doi:") for key in record.work_keys}
        if len(dois & held) < 0.9 * len(dois):
            yield f"DOIs {sorted(dois - held)[:3]}"
        if record.created_on is None or record.creation_method is None:
            yield "history"
        if record.claimed is None or record.email_verified is None:
            yield "claimed, verified e-mail"
        stated = len(re.findall(r"<(?:employment|education):[a-z]+-summary ", text))
        if stated > len(record.affiliations):
            yield f"{stated} posts and studies, {len(record.affiliations)} read"
    if entry.url.endswith("/person"):
        person = json.loads(text)
        urls = person["researcher-urls"]["researcher-url"]
        if len({url["url"]["value"] for url in urls}) != len(record.links):
            yield "links"
        if len({word["content"] for word in person["keywords"]["keyword"]}) != len(record.fields):
            yield "keywords"
