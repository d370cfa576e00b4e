"""What a hit weighs: ``python -m persona_check.calibration.photo_weights [--write]``.

The row ``photo/generators_frame`` of the calibration, from the counts that the frame was fitted
with (``frame.json``) and a count of documented cases, each taken at the bound of its 95 % Wilson
interval that makes the hit weigh less. So the weight is a bound: what the data can bear at least.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from persona_check.calibration.fitting import identified
from persona_check.exhibits.photo.geometry import Frame, frame
from persona_check.statistics import wilson

__all__ = ["DATA_SET", "LEVEL", "data_set", "row"]

LEVEL = "photo/generators_frame"
DATA_SET = "portraits"
CALIBRATION = Path(__file__).parents[1] / "weighing" / "weights.json"
# Of thirty fake experts documented in the press from 2019 to 2025, those with a generated portrait.
DOCUMENTED = (9, 30)


def row(target: Frame) -> dict[str, Any]:
    """P(hit) under each hypothesis.

    Of genuine people: the share of speakers' headshots that are hits. Of fabricated ones: the share
    of documented cases with a generated portrait, times the share of generated faces that are hits.
    Of borrowers nobody has counted: the geometric mean of both is a judgement. ``trials`` is the
    smallest of the counts.
    """
    band = target.bands["hit"]
    genuine = wilson(*band.headshots)[1]
    fabricated = wilson(*DOCUMENTED)[0] * wilson(*band.generated)[0]
    return {
        "genuine": round(genuine, 4),
        "fabricated": round(fabricated, 4),
        "borrowed": round(math.sqrt(genuine * fabricated), 4),
        "trials": min(DOCUMENTED[1], band.headshots[1], band.generated[1]),
        "basis": DATA_SET,
        "cases": _cases(target),
    }


def data_set(target: Frame) -> dict[str, Any]:
    """What the row rests on, for the calibration's list of data sets."""
    return {
        "size": _cases(target),
        "split": f"{target.fitted_on}; {DOCUMENTED[0]} of {DOCUMENTED[1]} documented fake experts "
        "had a generated portrait; lower bounds; borrowed is a judgement between the two",
        "fitted_on": target.fitted_at,
        "sha256": target.manifest_sha256,
        "synthetic": [],
    }


def _cases(target: Frame) -> dict[str, int]:
    headshots = target.bands["hit"].headshots[1]
    return {"genuine": headshots, "fabricated": DOCUMENTED[1], "borrowed": 0}


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the row; writes it where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    found = row(frame())
    weight = math.log10(found["genuine"] / found["fabricated"])
    sys.stdout.write(f"{LEVEL}: {found}, log10 {weight:.2f} against fabricated\n")
    if asked.write:
        document = json.loads(CALIBRATION.read_text("utf-8"))
        document["levels"][LEVEL] = found
        document["data_sets"][DATA_SET] = data_set(frame())
        written = identified(document, frame().fitted_at)
        text = json.dumps(written, ensure_ascii=False, indent=1)
        CALIBRATION.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
