import json
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from persona_check.calibration import photo_frame as fitting
from persona_check.calibration.photo_frame import Sample, cross_validated, fit, main, read
from persona_check.exhibits.photo.examination import PhotoLevel
from persona_check.exhibits.photo.geometry import frame
from persona_check.exhibits.photo.landmarks import Face

PORTRAITS = Path(__file__).parents[2] / "fixtures" / "claims" / "portraits"


def samples(number: int, source: str, label: str = "gan", away: float = 0.0) -> list[Sample]:
    """Faces scattered about the frame by a two-hundredth of the side."""
    scatter = np.random.default_rng(len(source)).normal(away, 0.005, (number, 10))
    mean = np.asarray(frame().mean)
    faces = [(mean + row).reshape(5, 2).tolist() for row in scatter]
    return [
        Sample(
            f"{source}/{at}.jpg", label, "headshot" if label == "real" else "", source, (512, 512),
            Face(box=(0, 0, 1, 1), points=tuple((x, y) for x, y in points), score=1.0),
        )
        for at, points in enumerate(faces)
    ]  # fmt: skip


def test_each_picture_is_judged_by_a_frame_fitted_without_it() -> None:
    every = [
        *samples(60, "first"),
        *samples(20, "other source"),
        *samples(30, "conference", "real", away=0.2),
        Sample("none.jpg", "gan", "", "first", (9, 9), None),
    ]
    levels = cross_validated(every, every)
    assert levels[:80].count(PhotoLevel.HIT) >= 60
    assert levels[80:] == [PhotoLevel.MISS] * 30 + [PhotoLevel.ABSTAINED]


def test_pictures_cropped_after_generation_do_not_move_the_frame() -> None:
    own = samples(60, "first")
    found = fit([*own, *samples(4, "crops", away=0.3)], named="made up")
    assert found.mean == pytest.approx(fit(own, named="made up").mean, abs=1e-6)
    assert found.fitted_on == "made up"


def test_the_fit_prints_its_figures_and_writes_the_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [*samples(40, "first"), *samples(10, "conference", "real", away=0.2)]
    monkeypatch.setattr(fitting, "read", lambda folder, *rest: made[:40] if rest else made)
    (tmp_path / "manifest.csv").write_text("file,label,slice,source_repo\n")
    monkeypatch.setattr(fitting, "FRAME", tmp_path / "frame.json")
    assert main([str(tmp_path), "--write"]) == 0
    assert (
        "| real headshot | all | 0 of 10 | 0.0% [0.0%, 27.8%] | 0 | 0 |" in capsys.readouterr().out
    )
    written = json.loads((tmp_path / "frame.json").read_text("utf-8"))
    assert written["fitted_on"].startswith("40 StyleGAN-type faces and 10 speakers' headshots")
    assert written["bands"]["hit"]["headshots"] == [0, 10]
    assert written["manifest_sha256"] == sha256(b"file,label,slice,source_repo\n").hexdigest()


def test_a_manifest_is_read_in_its_order_and_what_holds_no_face_has_none(tmp_path: Path) -> None:
    shutil.copy(PORTRAITS / "ethicist.jpg", tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_bytes(b"no picture")
    (tmp_path / "manifest.csv").write_text(
        "file,label,slice,source_repo\na.jpg,gan,,made up\nb.jpg,real,headshot,made up\n"
    )
    first, second = read(tmp_path)
    assert (first.file, first.size, first.face is None) == ("a.jpg", (512, 512), False)
    assert (second.file, second.size, second.face) == ("b.jpg", (0, 0), None)
    (cut,) = read(tmp_path, fitting.cut_at_a_corner, frozenset({"gan"}))
    assert cut.size == (461, 461)
