import json
from pathlib import Path

import pytest

from persona_check.calibration.__main__ import main
from persona_check.weighing.table import load, parse
from tests.quick import first_python

Capture = pytest.CaptureFixture[str]
PRIOR = {"genuine": 0.5, "fabricated": 0.25, "borrowed": 0.25}
KINDS = {
    "real": ("publications/record_confirmed", "circle/none"),
    "fabricated": ("publications/record_absent", "timeline/in_the_future"),
    "impersonation": ("publications/record_confirmed", "contact/look_alike_domain"),
}


def finding(key: str) -> dict[str, object]:
    check, _, level = key.partition("/")
    return {
        "check": check, "level": level, "summary": "s", "assertions": [], "witnesses": [],
        "group": "record" if check == "publications" else f"{level}:x",
    }  # fmt: skip


def report(identity: str, *keys: str) -> str:
    row = {
        "id": identity, "verdict": "insufficient", "hypotheses": PRIOR, "prior": PRIOR,
        "findings": [finding(key) for key in keys if not key.endswith("/none")],
        "skipped": [{"check": "contact"}] if "contact" not in "".join(keys) else [],
        "claim": {"assertions": []},
    }  # fmt: skip
    return json.dumps(row) + "\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    labelled, reports = tmp_path / "labelled.jsonl", tmp_path / "reports.jsonl"
    rows = [(f"{label}-{n}", label, f"kind {n % 2}") for label in KINDS for n in range(12)]
    labelled.write_text(
        "".join(json.dumps({"id": i, "label": name, "group": g}) + "\n" for i, name, g in rows)
    )
    reports.write_text("".join(report(i, *KINDS[name]) for i, name, _ in rows))
    return str(labelled), str(reports)


@first_python
def test_a_fit_is_told_validated_plotted_and_written(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    table, plot = tmp_path / "weights.json", tmp_path / "plot.svg"
    asked = ["--reports", files[1], "--folds", "2", "--name", "made-up"]
    assert main([files[0], *asked, "--write", str(table), "--plot", str(plot)]) == 0
    out = capsys.readouterr().out
    assert "made-up: 12 genuine, 12 fabricated, 12 borrowed" in out
    assert "held-out claims, 2 folds" in out
    assert "held-out kinds, one of 4 at a time" in out
    assert "every finding, tempered" in out
    assert "the claim is genuine: 48 forecasts" in out
    assert "of a refit to resampled kinds" in out
    assert plot.read_text().startswith("<svg")
    written = parse(json.loads(table.read_text()))
    moved = written.weights["publications/record_absent"]
    assert (moved.basis, moved.cases, moved.synthetic) == ("made-up", (12, 12, 12), True)
    assert dict(written.data_sets["made-up"].size) == dict.fromkeys(
        ("genuine", "fabricated", "borrowed"), 12
    )
    # nothing was said of photos, and what was measured of them elsewhere stays
    photos = {key for key in written.weights if key.startswith("photo/")}
    assert photos
    assert {written.weights[key].shares for key in photos} == {
        load().weights[key].shares for key in photos
    }


def test_a_fit_to_a_fitted_table_is_the_same_fit(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    once, twice = tmp_path / "once.json", tmp_path / "twice.json"
    asked = [files[0], "--reports", files[1], "--quick"]
    assert main([*asked, "--write", str(once)]) == 0
    assert main([*asked, "--table", str(once), "--write", str(twice)]) == 0
    assert once.read_text() == twice.read_text()
    assert "left out" not in capsys.readouterr().out


def test_input_that_cannot_be_used_is_named(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "none.jsonl")
    assert main([files[0], "--reports", nowhere]) == 2
    assert "cannot be read" in capsys.readouterr().err
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "label": "odd"}\n')
    reports = tmp_path / "one.jsonl"
    reports.write_text(report("a", "publications/record_absent"))
    assert main([str(bad), "--reports", str(reports)]) == 2
    assert "unknown label" in capsys.readouterr().err


@first_python
def test_several_sets_are_fitted_together_and_told_apart(
    capsys: Capture, files: tuple[str, str], tmp_path: Path
) -> None:
    thin = tmp_path / "thin.jsonl"
    thin.write_text(Path(files[1]).read_text())
    asked = [files[0], files[0], "--reports", files[1], str(thin), "--folds", "2"]
    assert main([*asked, "--present-rule-only"]) == 0
    out = capsys.readouterr().out
    # the same people twice: not twice as many
    assert "labelled-claims: 12 genuine, 12 fabricated, 12 borrowed" in out
    assert out.count("\n  reports  ") == out.count("\n  thin  ") == 2
    assert "every finding" not in out


def test_as_many_reports_as_labelled_files(capsys: Capture, files: tuple[str, str]) -> None:
    assert main([files[0], files[0], "--reports", files[1]]) == 2
    assert "2 labelled files, 1 with reports" in capsys.readouterr().err
