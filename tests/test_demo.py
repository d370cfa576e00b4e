"""What `make demo` shows: one claim of each kind, through the whole program, offline."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ran

ROOT = Path(__file__).parent.parent


def demo(
    who: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> dict[str, Any]:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("PERSONA_CHECK_DEBUG", raising=False)
    claim, answers = f"fixtures/claims/{who}.toml", f"fixtures/answers/{who}"
    result = ran(capsys, "check", "--claim", claim, "--replay", answers, "--json")
    assert (result.code, result.err) == (0, "")
    report: dict[str, Any] = json.loads(result.out)
    return report


def leading(report: dict[str, Any]) -> str:
    hypotheses: dict[str, float] = report["hypotheses"]
    return max(hypotheses, key=lambda name: hypotheses[name])


def test_the_genuine_researcher_is_corroborated_as_far_as_a_record_can(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = demo("researcher", capsys, monkeypatch, tmp_path)
    assert (report["verdict"], leading(report), report["conflict"]) == (
        "corroborated",
        "genuine",
        "none",
    )
    assert 0.7 < report["confidence"] < 0.9  # a record alone never reaches the top


def test_the_fabricated_ethicist_is_contradicted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = demo("ethicist", capsys, monkeypatch, tmp_path)
    assert (report["verdict"], leading(report)) == ("contradicted", "fabricated")


def test_the_borrowed_record_is_seen_to_be_borrowed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = demo("professor", capsys, monkeypatch, tmp_path)
    assert report["verdict"] in {"mixed", "contradicted"}
    assert leading(report) == "borrowed"


def test_a_flawless_record_of_this_year_stays_open_and_the_report_says_what_would_decide(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = demo("newcomer", capsys, monkeypatch, tmp_path)
    assert (report["verdict"], report["assurance"]) == ("corroborated", "A2")
    assert report["conflict"] == "none"
    assert report["hypotheses"]["borrowed"] > 0.15
    assert report["interval"][1] < 0.9
    asked = " ".join(step["action"] for step in report["next_steps"])
    assert "Halvenberg University publishes" in asked
    assert "--eml" in asked


def test_the_makefile_runs_these_claims() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.search(r"^CLAIMS := (.*)$", makefile, re.MULTILINE)
    assert named is not None
    assert named[1].split() == ["researcher", "ethicist", "professor", "newcomer"]
