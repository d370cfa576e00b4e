import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.running import ran

Capture = pytest.CaptureFixture[str]
PRIOR = {"genuine": 0.5, "fabricated": 0.25, "borrowed": 0.25}


def report(identity: str, verdict: str, genuine: float, fabricated: float) -> str:
    found = {"genuine": genuine, "fabricated": fabricated, "borrowed": 1 - genuine - fabricated}
    row = {"id": identity, "verdict": verdict, "hypotheses": found, "prior": PRIOR}
    return json.dumps(row) + "\n"


def label(identity: str, name: str, **more: str) -> str:
    return json.dumps({"id": identity, "label": name, **more}) + "\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    labelled, reports = tmp_path / "labelled.jsonl", tmp_path / "reports.jsonl"
    labelled.write_text(
        label("a", "real", group="early\x1b[31m")
        + label("b", "fabricated")
        + label("c", "impersonation", subtype="mail")
        + label("d", "embellished")
        + label("e", "genuine")
    )
    reports.write_text(
        report("a", "mixed", 0.4, 0.2)
        + report("b", "contradicted", 0.05, 0.9)
        + report("c", "mixed", 0.1, 0.1)
        + report("d", "corroborated", 0.8, 0.1)
        + json.dumps({"id": "e", "error": "no claim"})
        + "\n\n"
    )
    return str(labelled), str(reports)


def test_figures_by_group_and_calibration_are_told(capsys: Capture, files: tuple[str, str]) -> None:
    labelled, reports = files
    code, out, err = ran(capsys, "evaluate", labelled, "--reports", reports)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "1/1    [0.207, 1.000]  mixed 1" in out
    assert "calibration, claims weighted to match the prior:" in out
    assert "50% of identity borrowers are assumed to make no mistake; genuine claims" in out
    assert "the record is real: 4 forecasts" in out
    assert "no assessed report for: 1 (e)" in out


def test_figures_are_those_of_a_population_mixed_as_the_prior_is(
    capsys: Capture, files: tuple[str, str]
) -> None:
    labelled, reports = files
    _, out, _ = ran(capsys, "evaluate", labelled, "--reports", reports, "-f", "json")
    found = json.loads(out)
    # genuine a (.5 and, as a flawless borrower, .125), fabricated b (.25), borrowed c (.125)
    assert (found["weighted_to_prior"], found["flawless_borrowers"]) == (True, 0.5)
    confidence = 0.5 * 0.6**2 + 0.25 * 0.05**2 + 0.125 * 0.1**2 + 0.125 * 0.4**2
    assert found["confidence"]["brier"] == pytest.approx(confidence, abs=1e-4)
    assert found["confidence"]["base_rate_brier"] == pytest.approx(0.25, abs=1e-4)
    record = 0.625 * 0.2**2 + 0.25 * 0.1**2 + 0.125 * 0.1**2
    assert found["record"]["brier"] == pytest.approx(record, abs=1e-4)
    assert found["reliability"][-1]["share"] == pytest.approx(0.8)
    assert found["reliability"][-1]["mass"] == pytest.approx(0.625)


def test_what_has_no_labelled_claim_is_left_out_and_named(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    some = tmp_path / "some.jsonl"
    some.write_text(label("a", "real") + label("b", "fabricated"))
    _, out, _ = ran(
        capsys, "evaluate", str(some), "--reports", files[1], "--flawless-borrowers", "0"
    )
    assert "left out, no labelled claims: borrowed" in out
    assert "copies of the genuine" not in out


def test_reports_of_several_priors_are_not_weighted_to_one(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    odd = json.loads(report("b", "contradicted", 0.05, 0.9)) | {
        "prior": {"genuine": 0.9, "fabricated": 0.05, "borrowed": 0.05}
    }
    reports = tmp_path / "priors.jsonl"
    reports.write_text(report("a", "mixed", 0.4, 0.2) + json.dumps(odd))
    code, _, err = ran(capsys, "evaluate", files[0], "--reports", str(reports))
    assert code == 2
    assert "different priors" in err
    code, out, _ = ran(capsys, "evaluate", files[0], "--reports", str(reports), "--unweighted")
    assert code == 0
    assert "each claim counted once" in out


def test_json_holds_the_same_figures_and_the_plot_is_a_picture(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    labelled, reports = files
    plot = tmp_path / "plot.svg"
    asked = ("--unweighted", "-f", "json", "--plot", str(plot))
    _, out, _ = ran(capsys, "evaluate", labelled, "--reports", reports, *asked)
    found = json.loads(out)
    assert found["confidence"]["forecasts"] == 3
    assert found["confidence"]["brier"] == pytest.approx((0.36 + 0.0025 + 0.01) / 3, abs=1e-4)
    assert found["confidence"]["base_rate_brier"] == pytest.approx(2 / 9, abs=1e-4)
    assert found["unanswered"] == ["e"]
    assert [(g["label"], g["group"], g["adverse"]) for g in found["groups"]] == [
        ("borrowed", "mail", 1),
        ("embellished", "all", 0),
        ("fabricated", "all", 1),
        ("genuine", "early\x1b[31m", 1),
    ]
    drawn = plot.read_text()
    # the program has just written it: no outside XML
    assert ElementTree.fromstring(drawn).tag.endswith("svg")  # noqa: S314 - see above


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('{"id": "a", "label": "odd"}', "unknown label 'odd'"),
        ('{"label": "real"}', "line 1: not an object with an id"),
        ("{", "line 1: not valid JSON"),
        ('{"id": "a", "label": "real"}\n{"id": "a", "label": "real"}', "duplicate id a"),
    ],
)
def test_a_bad_row_is_named(
    capsys: Capture, files: tuple[str, str], tmp_path: Path, row: str, words: str
) -> None:
    labelled = tmp_path / "bad.jsonl"
    labelled.write_text(row)
    code, out, err = ran(capsys, "evaluate", str(labelled), "--reports", files[1])
    assert (code, out) == (2, "")
    assert words in err
    assert "hint: give each row an id and a label" in err


def test_a_missing_file_is_a_usage_error(capsys: Capture, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none.jsonl")
    code, _, err = ran(capsys, "evaluate", nowhere, "--reports", nowhere)
    assert code == 2
    assert "cannot be read" in err
    assert "Errno" not in err


@pytest.mark.parametrize(
    "row",
    [
        '{"id": "a", "hypotheses": 3}',
        '{"id": "a", "hypotheses": 3, "verdict": "x"}',
        '{"id": "a", "hypotheses": {}, "prior": {}, "verdict": "x"}',
    ],
)
def test_a_row_that_is_no_report_is_a_usage_error(
    capsys: Capture, files: tuple[str, str], tmp_path: Path, row: str
) -> None:
    reports = tmp_path / "odd.jsonl"
    reports.write_text(row)
    code, out, err = ran(capsys, "evaluate", files[0], "--reports", str(reports))
    assert (code, out) == (2, "")
    assert "a: not a persona-check report" in err
