"""The reports on the fixture claims, whole; PERSONA_CHECK_WRITE_GOLDEN=1 writes them anew."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.report import Assurance, Report, Verdict
from persona_check.report.json_v1 import JsonV1
from persona_check.report.terminal import Terminal
from persona_check.run import check
from persona_check.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
CLAIMS = ("researcher", "ethicist", "professor")


@cache
def report(name: str) -> Report:
    claim = claim_from_flags(ClaimFlags(), claim_file=FIXTURES / "claims" / f"{name}.toml")
    return check(claim, Settings(replay=FIXTURES / "answers" / name))


@pytest.mark.parametrize("name", CLAIMS)
def test_the_terminal_report_is_the_golden_one(name: str) -> None:
    _compare(FIXTURES / "golden" / f"{name}.txt", Terminal(columns=88).render(report(name)))


@pytest.mark.parametrize("name", CLAIMS)
def test_the_json_report_is_the_golden_one(name: str) -> None:
    _compare(FIXTURES / "golden" / f"{name}.json", JsonV1().render(report(name)))


def _compare(golden: Path, rendered: str) -> None:
    if os.environ.get("PERSONA_CHECK_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(rendered, encoding="utf-8")
    assert golden.read_text("utf-8") == rendered


def test_the_researcher_is_corroborated_and_not_beyond_what_a_record_can_show() -> None:
    assessment = report("researcher").assessment
    assert assessment.verdict is Verdict.CORROBORATED
    assert assessment.assurance is Assurance.A3
    assert 0.7 < assessment.confidence < 0.85


def test_the_made_up_ethicist_is_contradicted() -> None:
    assessment = report("ethicist").assessment
    assert assessment.verdict is Verdict.CONTRADICTED
    shares = assessment.hypotheses
    assert shares.fabricated > max(shares.genuine, shares.borrowed)


def test_the_professors_record_on_another_mailbox_is_mixed_and_most_likely_borrowed() -> None:
    assessment = report("professor").assessment
    assert assessment.verdict is Verdict.MIXED
    shares = assessment.hypotheses
    assert shares.borrowed > max(shares.genuine, shares.fabricated)


def test_every_adverse_line_of_the_golden_reports_has_source_date_and_innocent_words() -> None:
    for name in CLAIMS:
        for finding in json.loads(JsonV1().render(report(name)))["findings"]:
            if finding["outcome"] == "contradicts":
                assert finding["innocent_explanation"], finding
                assert finding["evidence"], finding
                assert all(line["source"] and line["retrieved_at"] for line in finding["evidence"])
