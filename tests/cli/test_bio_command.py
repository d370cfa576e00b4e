import io
import json
from pathlib import Path

import pytest

from tests.cli.running import ran

Capture = pytest.CaptureFixture[str]
LIFE = "She has been a Professor at Zell University since 2014."


def test_a_text_is_told_item_by_item(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "me.txt"
    file.write_text(LIFE + " \x1b[31mHe founded TideLab in 2015\x1b[0m.", encoding="utf-8")
    code, out, err = ran(capsys, "bio", str(file))
    assert (code, err) == (0, "")
    assert "Professor, Zell University, since 2014" in out
    assert "\x1b" not in out


def test_rows_go_to_a_file_a_bad_one_as_an_error(capsys: Capture, tmp_path: Path) -> None:
    file, out = tmp_path / "bios.jsonl", tmp_path / "out.jsonl"
    file.write_text(json.dumps({"id": "a", "bio": LIFE}) + "\n{nothing\n", encoding="utf-8")
    assert ran(capsys, "bio", str(file), "-f", "json", "-o", str(out)) == (0, "", "")
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert first["events"][0] == {
        "kind": "post",
        "role": "Professor",
        "organization": "Zell University",
        "field": None,
        "start": 2014,
        "end": None,
        "current": True,
        "text": "Professor at Zell University since 2014",
    }
    assert second == {"id": "line 2", "error": "not a JSON object"}


def test_standard_input_is_read_and_nothing_understood_is_said(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"I like rivers.\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    assert ran(capsys, "bio", "-")[1] == "-: nothing found\n"


def test_spans_are_told_as_such(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "me.jsonl"
    bios = (
        "He was Dean at Zell University from 2009 to 2012.",
        "He was Dean at Zell University until 2012.",
        "He joined Zell University in 2012.",
        "He is Dean at Zell University.",
        "He received the Tidal Medal in 2012.",
    )
    file.write_text(
        "".join(json.dumps({"id": n, "bio": bio}) + "\n" for n, bio in enumerate(bios)) + "{}",
        encoding="utf-8",
    )
    _, out, _ = ran(capsys, "bio", str(file))
    spans = ("2009–2012", "until 2012", "from 2012", "Zell University, now", "Tidal Medal, 2012")
    assert [span for span in spans if span not in out] == []
    assert "line 6: error: missing text in bio" in out


def test_a_file_that_is_not_there_is_a_usage_error(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = ran(capsys, "bio", str(tmp_path / "none.txt"))
    assert (code, out) == (2, "")
    assert "cannot be read" in err
