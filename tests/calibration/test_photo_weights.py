import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from persona_check.calibration import photo_weights
from persona_check.calibration.fitting import identified
from persona_check.calibration.photo_weights import DATA_SET, LEVEL, data_set, main, row
from persona_check.exhibits.photo.geometry import Band, frame
from persona_check.weighing.table import load, parse


def test_the_weight_that_ships_is_the_one_that_the_counts_give() -> None:
    document = json.loads(photo_weights.CALIBRATION.read_text("utf-8"))
    assert document["levels"][LEVEL] == row(frame())
    assert document["data_sets"][DATA_SET] == data_set(frame())
    assert load().weights[LEVEL].basis == DATA_SET


@pytest.mark.parametrize("flagged", [0, 1, 5, 40])
def test_a_hit_never_weighs_more_than_the_counts_themselves_would_have_it(flagged: int) -> None:
    band = Band(generated=(281, 289), headshots=(flagged, 232))
    found = row(replace(frame(), bands={"hit": band}))
    counted = (9 / 30 * 281 / 289) / max(flagged / 232, 1e-9)
    assert found["fabricated"] / found["genuine"] < counted
    assert found["genuine"] < found["borrowed"] < found["fabricated"] or flagged == 40


def test_more_false_alarms_make_a_hit_weigh_less() -> None:
    def size(flagged: int, of: int) -> float:
        band = Band(generated=(281, 289), headshots=(flagged, of))
        found = row(replace(frame(), bands={"hit": band}))
        return math.log10(found["fabricated"] / found["genuine"])

    assert size(0, 2000) > size(0, 232) > size(1, 232) > size(3, 232)


def test_the_row_is_printed_and_written_where_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(photo_weights.CALIBRATION.read_text("utf-8"))
    other = {key: value for key, value in document["levels"].items() if key != LEVEL}
    target = tmp_path / "weights.json"
    sets = {key: value for key, value in document["data_sets"].items() if key != DATA_SET}
    target.write_text(json.dumps(document | {"levels": other, "data_sets": sets}))
    monkeypatch.setattr(photo_weights, "CALIBRATION", target)
    assert main([]) == 0
    assert LEVEL not in json.loads(target.read_text("utf-8"))["levels"]
    assert main(["--write"]) == 0
    written = json.loads(target.read_text("utf-8"))
    assert written["levels"] == other | {LEVEL: row(frame())}
    assert written["data_sets"] == sets | {DATA_SET: data_set(frame())}
    assert parse(written).weights[LEVEL].trials == 30
    assert written == identified(written, frame().fitted_at)
    assert "against fabricated" in capsys.readouterr().out
