"""Fits the generators' frame: ``python -m persona_check.exhibits.photo.fit FOLDER [--write]``.

FOLDER holds ``manifest.csv`` (file, label, slice, source_repo) and the pictures. Prints the
figures of cross-validation by source repository; writes ``frame.json`` with ``--write``.
"""

import argparse
import csv
import json
import math
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from persona_check.exhibits.photo.decode import UnusablePictureError, decode
from persona_check.exhibits.photo.geometry import Frame, distance_to
from persona_check.exhibits.photo.landmarks import find_faces

__all__ = ["Sample", "fit", "read", "wilson"]

# The frame is that of generated faces within this distance of the median; beyond it pictures were
# cropped after generation.
CORE_SHARE = 0.05
HIT_QUANTILE = 0.98
NEAR_FACTOR = 2.0
LEAST_TO_FIT = 30


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled picture: its landmarks, or None where the test abstains."""

    label: str
    slice: str
    source: str
    points: tuple[tuple[float, float], ...] | None


def read(folder: Path) -> list[Sample]:
    """All pictures of a manifest, measured on all cores."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with ProcessPoolExecutor() as pool:
        points = pool.map(_points, [folder / row["file"] for row in rows], chunksize=8)
        return [
            Sample(row["label"], row["slice"], row["source_repo"], found)
            for row, found in zip(rows, points, strict=True)
        ]


def _points(path: Path) -> tuple[tuple[float, float], ...] | None:
    try:
        faces = find_faces(decode(path.read_bytes()).image)
    except UnusablePictureError:
        return None
    return faces[0].points if faces else None


def fit(generated: Sequence[Sample], *, named: str) -> Frame:
    """The frame of generated faces, robust against those cropped after generation."""
    points: NDArray[np.float64] = np.array([sample.points for sample in generated if sample.points])
    flat = points.reshape(len(points), -1)
    median = np.median(flat, axis=0)
    core = flat[np.abs(flat - median).max(axis=1) < CORE_SHARE]
    mean = core.mean(axis=0)
    precision = np.linalg.inv(np.cov(core.T))
    away = flat - mean
    distances = np.einsum("ij,jk,ik->i", away, precision, away)
    hit = float(np.quantile(distances, HIT_QUANTILE))
    return Frame(
        mean=tuple(round(float(value), 6) for value in mean),
        precision=tuple(tuple(round(float(v), 3) for v in row) for row in precision),
        hit_at_most=round(hit, 2),
        near_at_most=round(hit * NEAR_FACTOR, 2),
        fitted_on=named,
    )


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % Wilson score interval of hits/n."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.96, hits / n
    centre = p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (centre - half) / (1 + z * z / n)), min(1.0, (centre + half) / (1 + z * z / n))


def _share(samples: Sequence[Sample], flagged: Callable[[Sample], bool]) -> str:
    hits = sum(flagged(sample) for sample in samples)
    low, high = wilson(hits, len(samples))
    share = hits / len(samples) if samples else 0.0
    return f"{hits}/{len(samples)} = {share:.3f} [{low:.3f}, {high:.3f}]"


def main() -> int:
    """Prints the figures; writes the frame where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    samples = read(arguments.folder)
    generated = [sample for sample in samples if sample.label == "gan"]
    whole = fit(generated, named=f"{len(generated)} StyleGAN-type faces of {arguments.folder.name}")
    say = sys.stdout.write
    held: list[tuple[Sample, bool]] = []
    for fold in range(10):
        kept = [sample for index, sample in enumerate(generated) if index % 10 != fold]
        frame = fit(kept, named="cross-validation")
        held += [
            (sample, _within(frame, sample))
            for index, sample in enumerate(generated)
            if index % 10 == fold
        ]
    flagged = {id(sample): hit for sample, hit in held}
    say(f"generated, ten folds: {_share(generated, lambda s: flagged[id(s)])}\n")
    for source in sorted({sample.source for sample in generated}):
        others = [sample for sample in generated if sample.source != source]
        if len(others) < LEAST_TO_FIT:
            say(f"generated, source {source} held out: too few others to fit on\n")
            continue
        rest = fit(others, named="other sources")
        own = [sample for sample in generated if sample.source == source]
        say(f"generated, source {source} held out: {_share(own, partial(_within, rest))}\n")
    for part in sorted({sample.slice for sample in samples if sample.label == "real"}):
        chosen = [s for s in samples if s.label == "real" and s.slice == part]
        say(f"real {part}: {_share(chosen, partial(_within, whole))}\n")
    diffusion = [sample for sample in samples if sample.label == "diffusion"]
    say(f"diffusion: {_share(diffusion, partial(_within, whole))}\n")
    if arguments.write:
        target = Path(__file__).with_name("frame.json")
        document = {
            "fitted_on": whole.fitted_on,
            "hit_at_most": whole.hit_at_most,
            "near_at_most": whole.near_at_most,
            "mean": whole.mean,
            "precision": whole.precision,
        }
        target.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


def _within(frame: Frame, sample: Sample) -> bool:
    return sample.points is not None and distance_to(frame, sample.points) <= frame.hit_at_most


if __name__ == "__main__":
    sys.exit(main())
