"""Recorded answers of Wikidata."""

import json
from collections.abc import Iterator, Sequence

from persona_check.model.record import PersonRecord, Record
from persona_check.sources.reading.wikidata import parse_entities, parse_name_search
from persona_check.web.base import Answer
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]


def _names(answer: Answer) -> Sequence[Record]:
    assert len(parse_name_search(answer)) > 1
    return ()


READINGS = (
    # a town is no person
    Reading(
        pattern=r"GET .*/EntityData/Q8646|GET .*EntityData/Q8646\.json",
        empty=True,
        parse=lambda answer: parse_entities(answer, {}),
    ),
    Reading(
        pattern=r"GET .*Special:EntityData/Q\d+\.json",
        parse=lambda answer: parse_entities(answer, {}),
    ),
    Reading(pattern=r"GET .*action=wbgetentities", parse=lambda answer: parse_entities(answer, {})),
    # a search gives numbers, which are then asked for
    Reading(pattern=r"GET .*action=wbsearchentities", parse=_names, empty=True),
)
LEFT: tuple[Left, ...] = ()


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    entities = json.loads(entry.body)["entities"]
    for raw, record in zip(entities.values(), records, strict=True):
        assert isinstance(record, PersonRecord)
        claims = raw["claims"]
        if raw["labels"]["en"]["value"] != record.name:
            yield "name"
        listed = raw["aliases"].values() if raw["aliases"] else ()
        aliases = {alias["value"] for some in listed for alias in some}
        if not aliases <= {record.name, *record.other_names}:
            yield "aliases"
        stated = [
            claim for number in ("P108", "P1416", "P69", "P463") for claim in claims.get(number, [])
        ]
        kept = [claim for claim in stated if claim["rank"] != "deprecated"]
        if len(kept) != len(record.affiliations):
            yield "affiliations"
        if len(claims.get("P166", [])) != len(record.awards):
            yield "awards"
        if "P569" in claims and record.birth_year is None:
            yield "birth"
        if ("P570" in claims) != (record.death_year is not None):
            yield "death"
        if ("P18" in claims) != (record.image_url is not None):
            yield "image"
        numbers = {known.value for known in record.identifiers}
        for number in ("P496", "P1960", "P2456", "P2037"):
            for claim in claims.get(number, []):
                if claim["mainsnak"]["datavalue"]["value"] not in numbers:
                    yield number
