import json
from importlib import resources

import jsonschema
import pytest

from persona_check.model.report import Report
from persona_check.report.json_v1 import JsonV1
from tests.report.builders import HOSTILE, claimed, report

SCHEMA = json.loads(
    resources.files("persona_check.report").joinpath("schema_v1.json").read_text("utf-8")
)


@pytest.mark.parametrize(
    "shown",
    [report(), report(conflicts=False), report(rows=60), report(claimed(HOSTILE, HOSTILE))],
    ids=["mixed", "clean", "long", "hostile"],
)
def test_every_report_is_valid_by_its_schema(shown: Report) -> None:
    jsonschema.validate(json.loads(JsonV1().render(shown)), SCHEMA)


def test_the_document_says_what_the_report_holds() -> None:
    document = json.loads(JsonV1().render(report()))
    assert document["verdict"] == "mixed"
    assert document["claim"]["assertions"][0] == {
        "id": "w1",
        "kind": "work",
        "value": "Tidal pumping (Groundwater Letters, 2020)",
        "state": "supported",
        "origin": "--work",
    }
    conflict = document["findings"][0]
    assert (conflict["check"], conflict["level"], conflict["outcome"]) == (
        "contact",
        "look_alike",
        "contradicts",
    )
    assert conflict["innocent_explanation"] == "a forwarding address"
    assert conflict["evidence"][0]["source"] == "crossref"
    assert [lookup["result"] for lookup in document["lookups"]] == [
        "found",
        "not_found",
        "unavailable",
    ]
    assert document["lookups"][2]["reason"] == "rate_limited"
    assert document["generated_at"] == "2026-11-20T12:00:00Z"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert JsonV1().render(report()) == JsonV1().render(report())


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    text = JsonV1().render(report(claimed("A\ud800B", "T")))
    assert json.loads(text.encode("ascii"))["claim"]["name"] == "A\ud800B"
