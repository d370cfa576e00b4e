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
    assert "the record is real: 4 forecasts" in out
    assert "without an assessed report: 1 (e)" in out


def test_json_holds_the_same_figures_and_the_plot_is_a_picture(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    labelled, reports = files
    plot = tmp_path / "plot.svg"
    _, out, _ = ran(
        capsys, "evaluate", labelled, "--reports", reports, "-f", "json", "--plot", str(plot)
    )
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
        ('{"id": "a", "label": "odd"}', "no such label: 'odd'"),
        ('{"label": "real"}', "line 1: no object with an id"),
        ("{", "line 1: no JSON"),
        ('{"id": "a", "label": "real"}\n{"id": "a", "label": "real"}', "a stands twice"),
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
    assert "hint: a row has id and label" in err


def test_a_missing_file_is_a_usage_error(capsys: Capture, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none.jsonl")
    code, _, err = ran(capsys, "evaluate", nowhere, "--reports", nowhere)
    assert code == 2
    assert "cannot be read" in err


@pytest.mark.parametrize(
    "row",
    ['{"id": "a", "hypotheses": 3}', '{"id": "a", "hypotheses": {}, "prior": {}, "verdict": "x"}'],
)
def test_a_row_that_is_no_report_is_a_usage_error(
    capsys: Capture, files: tuple[str, str], tmp_path: Path, row: str
) -> None:
    reports = tmp_path / "odd.jsonl"
    reports.write_text(row)
    code, out, err = ran(capsys, "evaluate", files[0], "--reports", str(reports))
    assert (code, out) == (2, "")
    assert "a: no report of this program" in err
