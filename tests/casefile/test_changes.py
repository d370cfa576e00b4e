"""What changed between two reports on one claim; an outage is no change."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from persona_check.casefile.archive import read_members
from persona_check.casefile.changes import changes
from persona_check.report.json_v1 import as_document
from tests.cli.running import ran
from tests.test_golden import FIXTURES, report


def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(as_document(report(name))))
    return found


def kinds(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [one.kind for one in changes(before, after)]


def test_the_same_report_has_not_changed() -> None:
    assert changes(document("professor"), document("professor")) == ()


def test_new_papers_are_counted() -> None:
    after = document("researcher")
    next(one for one in after["candidates"] if one["chosen"])["works"] += 2
    (change,) = changes(document("researcher"), after)
    assert change.kind == "new_papers"
    assert change.words.startswith("2 more papers on record (")


def test_a_retraction_and_a_page_that_is_gone_are_named() -> None:
    after = document("researcher")
    for level in ("work_retracted", "page_not_there"):
        finding = copy.deepcopy(after["findings"][0]) | {
            "level": level,
            "outcome": "inconclusive",
            "summary": level,
        }
        after["findings"].append(finding)
    assert kinds(document("researcher"), after) == ["retraction", "page_gone"]


def test_a_record_that_was_mended_no_longer_contradicts() -> None:
    after = document("professor")
    after["findings"] = [one for one in after["findings"] if one["outcome"] != "contradicts"]
    after["verdict"] = "corroborated"
    told = changes(document("professor"), after)
    assert [one.kind for one in told] == ["verdict", "mended", "mended"]
    assert told[0].words == "verdict: mixed, now corroborated"
    assert told[1].words.startswith("no longer contradicted: tessaly-institute.example imitates")


def test_what_a_silent_source_said_before_is_not_called_gone() -> None:
    before, after = document("professor"), document("professor")
    after["findings"] = [
        one for one in after["findings"] if "ror" not in {e["source"] for e in one["evidence"]}
    ]
    gone = len(before["findings"]) - len(after["findings"])
    assert gone > 0
    assert kinds(before, after).count("mended") == 1
    for lookup in after["lookups"]:
        if lookup["source"] == "ror":
            lookup["result"] = "unavailable"
    told = kinds(before, after)
    assert told.count("not_asked_again") == gone
    assert "mended" not in told
    assert told[-1] == "no_answer"


def test_an_item_that_ends_otherwise_is_told() -> None:
    after = document("researcher")
    after["claim"]["assertions"][0]["state"] = "conflict"
    (change,) = changes(document("researcher"), after)
    assert change.kind == "item"
    assert change.words.endswith(": supported, now conflict")


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "case.zip"
    ran(
        capsys, "check", "--claim", str(FIXTURES / "claims" / "newcomer.toml"),
        "--replay", str(FIXTURES / "answers" / "newcomer"), "--save", str(path), "-q",
    )  # fmt: skip
    return path


def test_a_case_is_asked_about_anew_and_the_changes_are_shown(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = ran(capsys, "recheck", str(case), "--replay", str(case), "-q")
    assert (same.code, same.err) == (0, "")
    assert same.out == (
        "Ilsebill Marrowfield-Tan: saved 2026-11-20, asked again 2026-11-20\n"
        "  nothing has changed\n"
    )
    # the same person, when nobody but DBLP answers
    members = read_members(case)
    bare = tmp_path / "bare.zip"
    save_one(bare, members, "dblp")
    told = ran(capsys, "recheck", str(case), "--replay", str(bare), "-q", "--json")
    assert (told.code, told.err) == (0, "")
    found = {one["kind"] for one in json.loads(told.out)["changes"]}
    assert {"verdict", "answer", "bottom_line", "no_answer", "not_asked_again"} <= found
    assert not {"mended", "lost_support", "page_gone"} & found


def save_one(path: Path, members: dict[str, bytes], source: str) -> None:
    """The answers of one source of a bundle, as recorded answers in a folder of their own."""
    for name, content in members.items():
        if name.startswith(f"answers/{source}/"):
            file = path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def test_what_is_no_saved_case_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "recheck", str(FIXTURES / "answers" / "professor"))
    assert (code, out) == (2, "")
    assert "holds no claim" in err
