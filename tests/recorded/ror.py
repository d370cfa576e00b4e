"""Recorded answers of ROR."""

import json
from collections.abc import Iterator, Sequence

from persona_check.model.lookup import OrganizationByName
from persona_check.model.record import OrganizationRecord, Record
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS = (
    Reading(
        pattern=r"GET .*/organizations/(?P<id>\w+)$",
        query=lambda at: OrganizationByName(name=at["id"]),
    ),
)
LEFT: tuple[Left, ...] = ()


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    raw = json.loads(entry.body)
    (record,) = records
    assert isinstance(record, OrganizationRecord)
    if raw["id"].rpartition("/")[2] != record.key.removeprefix("ror:"):
        yield "id"
    if {name["value"] for name in raw["names"]} != {record.name, *record.other_names}:
        yield "names"
    if raw["established"] != record.established_year or raw["status"] != record.status:
        yield "state"
    if set(raw["domains"]) != set(record.domains):
        yield "domains"
    if {link["value"] for link in raw["links"]} != set(record.links):
        yield "links"
    if [(r["type"], " ".join(r["label"].split())) for r in raw["relationships"]] != list(
        record.related
    ):
        yield "relationships"
    place = raw["locations"][0]["geonames_details"]
    if (place["country_code"], place["continent_code"]) != (record.country_code, record.continent):
        yield "place"
