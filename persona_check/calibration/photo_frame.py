"""Fits the generators' frame: ``python -m persona_check.calibration.photo_frame FOLDER [--write]``.

FOLDER holds ``manifest.csv`` (file, label, slice, source_repo) and the pictures. Each generated
picture is judged by a frame fitted without it: without its whole source where enough others are
left, else without its tenth. Real pictures never take part in the fit. ``--write`` stores the
frame of all generated pictures, with the counts of each level, in ``frame.json``; for the level
"near" the generated pictures are cropped by a tenth on two sides first.
"""

import argparse
import csv
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from persona_check.exhibits.photo.decode import UnusablePictureError, decode
from persona_check.exhibits.photo.examination import PhotoLevel, level_of, one_face
from persona_check.exhibits.photo.geometry import Band, Frame, best_crop, centre_distance
from persona_check.exhibits.photo.landmarks import Face
from persona_check.statistics import wilson

if TYPE_CHECKING:
    from PIL import Image

__all__ = [
    "Sample", "as_it_is", "cross_validated", "cut_at_a_corner", "fit", "measured", "read", "shares",
]  # fmt: skip

Change = Callable[["Image.Image", str], "Image.Image"]
LABELS = frozenset({"gan", "real", "diffusion"})

# The frame is that of generated faces within this distance of the median; beyond it pictures were
# cropped after generation.
CORE_SHARE = 0.05
# Together some 98 % of generated faces lie within. The middle is what tells headshots apart; the
# other two are wide, since they vary from face to face.
CENTRE_QUANTILE = 0.99
RESIDUAL_QUANTILE = 0.995
WINDOW_QUANTILE = 0.995
# the middles of windows that were not shifted by a crop after generation
CENTRE_CORE_SHARE = 0.02
NEAR_QUANTILE = 0.90
LEAST_TO_FIT = 30
FRAME = Path(__file__).parents[1] / "exhibits" / "photo" / "frame.json"
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled picture: its size in pixels and its face, None where the test abstains."""

    file: str
    label: str
    slice: str
    source: str
    size: tuple[int, int]
    face: Face | None


def as_it_is(image: "Image.Image", name: str) -> "Image.Image":
    """The picture itself."""
    del name
    return image


def cut_at_a_corner(image: "Image.Image", name: str, share: float = 0.10) -> "Image.Image":
    """The picture without that share on two sides that meet; the name's hash picks the corner."""
    corner = zlib.crc32(name.encode()) % 4
    width, height = image.size
    across, down = round(width * share), round(height * share)
    left, top = (0, across)[corner % 2], (0, down)[corner // 2]
    return image.crop((left, top, left + width - across, top + height - down))


def read(folder: Path, change: Change = as_it_is, labels: frozenset[str] = LABELS) -> list[Sample]:
    """All pictures of a manifest with these labels, changed, measured on all cores, in order."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["label"] in labels]
    with ProcessPoolExecutor() as pool:
        found = pool.map(
            partial(measured, change=change), [folder / row["file"] for row in rows], chunksize=8
        )
        return [
            Sample(row["file"], row["label"], row["slice"], row["source_repo"], *of)
            for row, of in zip(rows, found, strict=True)
        ]


def measured(path: Path, change: Change = as_it_is) -> tuple[tuple[int, int], Face | None]:
    """Size and face of one file, changed."""
    try:
        image = change(decode(path.read_bytes()).image, path.name)
    except UnusablePictureError:
        return (0, 0), None
    face = one_face(image)
    return image.size, None if isinstance(face, str) else face


def fit(
    generated: Sequence[Sample], *, named: str, bands: Mapping[str, Band] | None = None
) -> Frame:
    """The frame of generated faces, robust against those cropped after generation."""
    points: NDArray[np.float64] = np.array([s.face.points for s in generated if s.face])
    flat = points.reshape(len(points), -1)
    median = np.median(flat, axis=0)
    core = flat[np.abs(flat - median).max(axis=1) < CORE_SHARE]
    mean = core.mean(axis=0)
    precision = np.linalg.inv(np.cov(core.T))
    found = Frame(
        mean=tuple(round(float(value), 6) for value in mean),
        precision=tuple(tuple(round(float(v), 3) for v in row) for row in precision),
        centre=(0.5, 0.5),
        centre_precision=((0.0, 0.0), (0.0, 0.0)),
        centre_at_most=0.0,
        residual_at_most=0.0,
        window_at_most=0.0,
        near_at_most=0.0,
        fitted_on=named,
        fitted_at="",
        manifest_sha256="",
        bands=bands or {},
    )
    crops = [best_crop(found, s.face.points, s.size) for s in generated if s.face]
    middles = np.array([crop.centre for crop in crops])
    core = middles[np.abs(middles - np.median(middles, axis=0)).max(axis=1) < CENTRE_CORE_SHARE]
    (a, b), (c, d) = np.round(np.linalg.inv(np.cov(core.T)), 1).tolist()
    x, y = core.mean(axis=0).tolist()
    found = replace(found, centre=(round(x, 6), round(y, 6)), centre_precision=((a, b), (c, d)))

    def cut(values: Sequence[float], quantile: float, digits: int = 2) -> float:
        return round(float(np.quantile(values, quantile)), digits)

    residuals = [crop.residual for crop in crops]
    return replace(
        found,
        centre_at_most=cut([centre_distance(found, crop) for crop in crops], CENTRE_QUANTILE),
        residual_at_most=cut(residuals, RESIDUAL_QUANTILE),
        window_at_most=cut([crop.side for crop in crops], WINDOW_QUANTILE, 4),
        near_at_most=cut(residuals, NEAR_QUANTILE),
    )


def cross_validated(samples: Sequence[Sample], fitted_on: Sequence[Sample]) -> list[PhotoLevel]:
    """The level of each sample by a frame fitted without that file.

    ``fitted_on`` holds the generated pictures as they are; ``samples`` may be changed ones.
    """
    generated = [sample for sample in fitted_on if sample.label == "gan"]
    place = {sample.file: number for number, sample in enumerate(generated)}
    frames: dict[tuple[str, int], Frame] = {}
    levels = []
    for sample in samples:
        if sample.face is None:
            levels.append(PhotoLevel.ABSTAINED)
            continue
        others = [s for s in generated if s.source != sample.source]
        if sample.label != "gan":
            key = "", 0
        elif len(others) >= LEAST_TO_FIT:
            key = sample.source, 0
        else:
            key = sample.source, place[sample.file] % FOLDS + 1
            others = [s for i, s in enumerate(generated) if i % FOLDS + 1 != key[1]]
        if key not in frames:
            frames[key] = fit(others, named="cross-validation")
        levels.append(level_of(sample.face, sample.size, frames[key]))
    return levels


def bands_of(
    whole: Sequence[PhotoLevel], headshots: Sequence[PhotoLevel], cropped: Sequence[PhotoLevel]
) -> dict[str, Band]:
    """The counts of each level among generated pictures, whole or cropped, and headshots."""
    return {
        level.value: Band(
            generated=(found.count(level), len(found)),
            headshots=(headshots.count(level), len(headshots)),
        )
        for level, found in (
            (PhotoLevel.HIT, whole),
            (PhotoLevel.NEAR, cropped),
            (PhotoLevel.MISS, whole),
        )
    }


def shares(samples: Sequence[Sample], levels: Sequence[PhotoLevel]) -> str:
    """The share of hits by kind and by source, with 95 % Wilson intervals, as Markdown rows."""
    groups: dict[tuple[str, str], list[PhotoLevel]] = {}
    for sample, level in zip(samples, levels, strict=True):
        kind = f"{sample.label} {sample.slice}".strip()
        groups.setdefault((kind, "all"), []).append(level)
        groups.setdefault((kind, sample.source), []).append(level)
    rows = [
        "| pictures | source | hit | share of hits | near | abstained |",
        "|---|---|---|---|---|---|",
    ]
    for (kind, source), found in sorted(groups.items()):
        hits = found.count(PhotoLevel.HIT)
        low, high = wilson(hits, len(found))
        rows.append(
            f"| {kind} | {source} | {hits} of {len(found)} | {hits / len(found):.1%} "
            f"[{low:.1%}, {high:.1%}] | {found.count(PhotoLevel.NEAR)} "
            f"| {found.count(PhotoLevel.ABSTAINED)} |"
        )
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; writes the frame where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    samples = read(asked.folder)
    levels = cross_validated(samples, samples)
    cropped = read(asked.folder, cut_at_a_corner, frozenset({"gan"}))
    cropped_levels = cross_validated(cropped, samples)
    judged = list(zip(samples, levels, strict=True))
    bands = bands_of(
        [level for sample, level in judged if sample.label == "gan"],
        [level for sample, level in judged if sample.slice == "headshot"],
        cropped_levels,
    )
    sys.stdout.write(shares(samples, levels) + "\n\ncut by a tenth at a corner:\n\n")
    sys.stdout.write(shares(cropped, cropped_levels) + "\n\n")
    for name, band in bands.items():
        low, high = band.interval
        sys.stdout.write(
            f"{name}: likelihood ratio {band.likelihood_ratio:.2f} [{low:.2f}, {high:.2f}], "
            f"generated {band.generated}, headshots {band.headshots}\n"
        )
    if asked.write:
        manifest = (asked.folder / "manifest.csv").read_bytes()
        _write(samples, bands, hashlib.sha256(manifest).hexdigest())
    return 0


def _write(samples: Sequence[Sample], bands: Mapping[str, Band], manifest_sha256: str) -> None:
    generated = [sample for sample in samples if sample.label == "gan"]
    named = (
        f"{len(generated)} StyleGAN-type faces and "
        f"{bands['hit'].headshots[1]} speakers' headshots; counts by cross-validation, "
        "sources held out where others suffice, else tenths"
    )
    whole = fit(generated, named=named, bands=bands)
    document = {
        "fitted_on": whole.fitted_on,
        "fitted_at": datetime.now(UTC).date().isoformat(),
        "manifest_sha256": manifest_sha256,
        "centre": whole.centre,
        "centre_precision": whole.centre_precision,
        "centre_at_most": whole.centre_at_most,
        "residual_at_most": whole.residual_at_most,
        "window_at_most": whole.window_at_most,
        "near_at_most": whole.near_at_most,
        "bands": {
            level: {"generated": band.generated, "headshots": band.headshots}
            for level, band in bands.items()
        },
        "mean": whole.mean,
        "precision": whole.precision,
    }
    FRAME.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
