"""Recorded answers of registries of domains and addresses."""

import json
from collections.abc import Iterator, Sequence

from persona_check.model.provenance import AssertedBy
from persona_check.model.record import DomainRecord, Record
from persona_check.sources.rdap import parse_domain, parse_registries
from persona_check.sources.reading.decoding import attested
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]


def _registries(answer: Answer) -> tuple[Record, ...]:
    """Each ending as a record of its own, so that none is lost unseen."""
    origin = attested(answer.provenance, AssertedBy.THIRD_PARTY)
    return tuple(
        DomainRecord(domain=ending, provenance=origin, registrar=address)
        for ending, address in parse_registries(answer).items()
    )


READINGS = (
    Reading(pattern=r"GET .*/domain/[^/]+$", parse=lambda answer: (parse_domain(answer),)),
    Reading(pattern=r"GET https://data\.iana\.org/rdap/dns\.json$", parse=_registries),
)
LEFT = (
    Left(pattern=r"GET .*/(?:autnum|ip|entity)/", because="only domains are asked for"),
    Left(
        pattern=r"GET https://data\.iana\.org/rdap/(?:asn|ipv4|ipv6|object-tags)\.json$",
        because="only domains are asked for",
    ),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    raw = json.loads(entry.body)
    if "services" in raw:
        endings = {ending for service in raw["services"] for ending in service[0]}
        held = {record.domain for record in records if isinstance(record, DomainRecord)}
        if endings != held:
            yield f"endings {sorted(endings ^ held)[:5]}"
        return
    (record,) = records
    assert isinstance(record, DomainRecord)
    events = {event["eventAction"]: event["eventDate"][:10] for event in raw["events"]}
    if events["registration"] != str(record.registered_on):
        yield "registration"
    if events["expiration"] != str(record.expires_on):
        yield "expiration"
    if set(raw.get("status", ())) != set(record.status) or not record.registrar:
        yield "status or registrar"
