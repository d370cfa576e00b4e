import json
import os
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.cli.running import ran

Capture = pytest.CaptureFixture[str]
PORTRAITS = Path(__file__).parents[2] / "fixtures" / "claims" / "portraits"
HIT, MISS = str(PORTRAITS / "ethicist.jpg"), str(PORTRAITS / "researcher.jpg")


def test_json_is_one_object_a_line_in_input_order(capsys: Capture, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nno more")
    code, out, err = ran(capsys, "photo", MISS, str(broken), HIT, "--format", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(line["file"], line["level"]) for line in lines] == [
        (MISS, "miss"),
        (str(broken), "abstained"),
        (HIT, "hit"),
    ]
    assert (
        lines[1]["reason"] == "the picture is damaged (OSError)" or "picture" in lines[1]["reason"]
    )
    assert lines[2]["measurements"]["likelihood_ratio"] > 10
    assert lines[2]["provenance"] == []
    assert len(lines[2]["face"]["landmarks"]) == 5


def test_a_hit_reads_as_what_it_is_worth_and_diffusion_as_not_assessed(capsys: Capture) -> None:
    _, out, _ = ran(capsys, "photo", HIT)
    assert "some real portraits are cropped the same way" in out
    assert "82 in 100 (at least 37) are generated" in out
    assert "likelihood ratio, generated against ordinary headshots: 452" in out
    assert "(hit: at most 14.92)" in out
    assert "right_at" not in out
    assert "pictures by diffusion models: not assessed" in out


def test_a_list_names_files_one_a_line(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PORTRAITS)
    listed = tmp_path / "list.txt"
    listed.write_text("\ufeffethicist.jpg\n\nnone.jpg\nbad\x00name\n", encoding="utf-8")
    _, out, _ = ran(capsys, "photo", f"@{listed}", "-f", "json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["file"], line["reason"][:40]) for line in lines] == [
        ("ethicist.jpg", "framed exactly like faces from StyleGAN-"),
        ("none.jpg", "cannot be read: No such file or director"),
        ("bad\x00name", "cannot be read: invalid file name"),
    ]


def test_a_list_that_cannot_be_read_is_a_usage_error(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = ran(capsys, "photo", f"@{tmp_path / 'none.txt'}")
    assert (code, out) == (2, "")
    assert "cannot be read" in err


def test_a_pipe_and_a_folder_are_told_apart_from_pictures(capsys: Capture, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, out, _ = ran(capsys, "photo", str(tmp_path / "pipe"), str(tmp_path), "-f", "json")
    assert [json.loads(line)["reason"] for line in out.splitlines()] == ["not a regular file"] * 2


def test_an_annotated_picture_is_written(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    assert ran(capsys, "photo", HIT, "--annotate", str(target)).code == 0
    with Image.open(target) as picture:
        assert (picture.format, picture.width) == ("PNG", 512)


def test_annotating_needs_one_picture_that_opens(capsys: Capture, tmp_path: Path) -> None:
    target = str(tmp_path / "out.png")
    assert ran(capsys, "photo", HIT, MISS, "--annotate", target).code == 2
    (tmp_path / "x.jpg").write_bytes(b"text")
    code, _, err = ran(capsys, "photo", str(tmp_path / "x.jpg"), "--annotate", target)
    assert code == 2
    assert "cannot annotate" in err


def test_the_output_file_holds_all_lines(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    code, out, _ = ran(capsys, "photo", HIT, MISS, "-f", "json", "-o", str(target))
    assert (code, out) == (0, "")
    assert len(target.read_text("utf-8").splitlines()) == 2


def test_words_in_a_file_reach_the_terminal_inert(capsys: Capture, tmp_path: Path) -> None:
    chunk = PngImagePlugin.PngInfo()
    chunk.add_text("Software", "<b>DALL-E</b> \x1b[31mred\x1b[0m\u202e")
    odd = tmp_path / "odd\x1b[2J.png"
    Image.open(HIT).save(odd, pnginfo=chunk)
    _, out, _ = ran(capsys, "photo", str(odd))
    assert "DALL-E" in out
    assert not {"\x1b", "\u202e"} & set(out)
