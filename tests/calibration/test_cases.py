import json
from typing import Any

import pytest

from persona_check.calibration.cases import Case, cases_of, union_of
from persona_check.calibration.folds import families
from persona_check.checks.registry import all_levels
from persona_check.errors import UsageError
from persona_check.report.json_v1 import as_document
from persona_check.weighing.combine import flawless_among, posterior, weigh
from persona_check.weighing.table import Calibration, load
from tests.test_golden import CLAIMS, report


def line(name: str) -> str:
    return json.dumps(as_document(report(name)) | {"id": name})


def row(name: str, **more: Any) -> str:
    return json.dumps({"id": name, "label": "real", **more})


@pytest.mark.parametrize("name", CLAIMS)
def test_a_report_can_be_weighed_again_from_its_json_alone(name: str) -> None:
    (found,) = cases_of([row(name)], [line(name)])
    calibration: Calibration = load()
    findings = weigh(found.observations, all_levels(), calibration)
    again = posterior(findings, flawless_among(findings, calibration), found.prior)
    said = report(name).assessment
    assert again.genuine == pytest.approx(said.hypotheses.genuine)
    assert again.fabricated == pytest.approx(said.hypotheses.fabricated)
    assert [(one.level.id, one.counted) for one in findings] == [
        (one.level.id, one.counted) for one in said.findings
    ]
    assert found.states == {key: str(state) for key, state in said.states}
    assert found.skipped == {skip.check for skip in said.skipped}


def test_rows_are_tied_by_what_they_share() -> None:
    more = {"subject": "A", "network_id": None, "corpus_work_ids": ["w1", "w2"], "group": "g"}
    (found,) = cases_of([row("researcher", **more)], [line("researcher")])
    assert found.ties == {("subject", "A"), ("corpus_work_ids", "w1"), ("corpus_work_ids", "w2")}
    assert (found.label, found.group) == ("genuine", "g")


def test_a_row_without_a_report_is_no_case() -> None:
    failed = json.dumps({"id": "b", "error": "no claim"})
    assert cases_of([row("a"), row("b")], [failed]) == ()


def test_a_report_without_its_findings_is_named() -> None:
    bare = json.dumps({"id": "a", "hypotheses": {}, "prior": {}})
    with pytest.raises(UsageError, match="a: not a persona-check report"):
        cases_of([row("a")], [bare])


def full_and_thin(*rows: dict[str, Any]) -> tuple[Case, ...]:
    key = [json.dumps({"label": "real", **one}) for one in rows]
    reports = [json.dumps(as_document(report("researcher")) | {"id": one["id"]}) for one in rows]
    return union_of([("full", key, reports), ("thin", key[:1], reports[:1])])


def test_one_id_in_two_sets_is_one_claim_in_two_forms() -> None:
    found = full_and_thin({"id": "a"}, {"id": "b"})
    assert [(one.id, one.form, one.person, one.weight) for one in found] == [
        ("full/a", "full", "a", 0.5),
        ("full/b", "full", "b", 1.0),
        ("thin/a", "thin", "a", 0.5),
    ]
    assert sorted(len(family) for family in families(found)) == [1, 2]


def test_a_borrower_without_anything_false_is_left_to_the_judgement() -> None:
    caught = {"id": "a", "label": "impersonation"}
    flawless = caught | {"expected": {"acceptable_verdicts": ["corroborated", "mixed"]}}
    assert full_and_thin(flawless) == ()
    slips = caught | {"expected": {"acceptable_verdicts": ["mixed"]}}
    assert [one.label for one in full_and_thin(slips)] == ["borrowed", "borrowed"]
