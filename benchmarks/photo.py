"""Figures of docs/photo.md: ``python -m benchmarks.photo FOLDER [--part changes|speed|hashes]``.

``changes``: hits after what sites do to pictures, and after crops, beside the GANEyeDistance rule
on the same landmarks; every generated picture is judged by a frame fitted without it. ``speed``:
milliseconds a picture in one process, memory, and a cold start against a bare interpreter.
``hashes``: bits of perceptual hash between copies of a portrait and between portraits.
"""

import argparse
import csv
import io
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

from PIL import Image

from persona_check.calibration.photo_frame import (
    Sample,
    as_it_is,
    cross_validated,
    cut_at_a_corner,
    read,
)
from persona_check.exhibits.photo.decode import decode
from persona_check.exhibits.photo.examination import PhotoLevel, examine
from persona_check.exhibits.photo.fingerprint import apart, fingerprints
from persona_check.exhibits.photo.geometry import frame
from persona_check.statistics import wilson

ROOT = Path(__file__).parents[1]
KINDS = (("gan", ""), ("real", "headshot"), ("real", "ffhq_aligned"))
EYE_CUTS = (0.01, 0.02)


def jpeg_70(image: Image.Image, name: str) -> Image.Image:
    del name
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return Image.open(out).convert("RGB")


def px_400(image: Image.Image, name: str) -> Image.Image:
    del name
    scale = 400 / max(image.size)
    return image.resize((round(image.width * scale), round(image.height * scale)))


def flip(image: Image.Image, name: str) -> Image.Image:
    del name
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def square(image: Image.Image, name: str) -> Image.Image:
    del name
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))


def all_sides_5(image: Image.Image, name: str) -> Image.Image:
    del name
    x, y = round(image.width * 0.05), round(image.height * 0.05)
    return image.crop((x, y, image.width - x, image.height - y))


def upright_4_to_5(image: Image.Image, name: str) -> Image.Image:
    width, height = 0.76 * image.width, 0.95 * image.height
    chance = Random(name)  # noqa: S311 - reproducible crops
    left = chance.random() * (image.width - width)
    top = chance.random() * (image.height - height)
    return image.crop((round(left), round(top), round(left + width), round(top + height)))


CHANGES: dict[str, Callable[[Image.Image, str], Image.Image]] = {
    "as it is": as_it_is,
    "JPEG quality 70": jpeg_70,
    "400 px": px_400,
    "flipped": flip,
    "square crop": square,
    "5 % off each side": all_sides_5,
    "10 % off at a corner": cut_at_a_corner,
    "20 % off at a corner": partial(cut_at_a_corner, share=0.20),
    "upright 4:5 crop": upright_4_to_5,
}


def changes(folder: Path) -> None:
    plain = read(folder)
    print(
        "| change | pictures | hit | near | eyes ≤ 0.01 | eyes ≤ 0.02 |\n|---|---|---|---|---|---|"
    )
    for name, change in CHANGES.items():
        changed = plain if name == "as it is" else read(folder, change, frozenset({"gan", "real"}))
        levels = cross_validated(changed, plain)
        for label, part in KINDS:
            own = [
                (sample, level)
                for sample, level in zip(changed, levels, strict=True)
                if (sample.label, sample.slice) == (label, part)
            ]
            cells = [
                _share([level is PhotoLevel.HIT for _, level in own]),
                _share([level is PhotoLevel.NEAR for _, level in own]),
                *(_share([_eyes(sample) <= cut for sample, _ in own]) for cut in EYE_CUTS),
            ]
            print(f"| {name} | {label} {part} | {' | '.join(cells)} |", flush=True)


def _eyes(sample: Sample) -> float:
    if sample.face is None:
        return math.inf
    mean = frame().points
    return sum(math.dist(sample.face.points[k], mean[k]) for k in (0, 1)) / 2


def _share(found: Sequence[bool]) -> str:
    low, high = wilson(sum(found), len(found))
    return f"{sum(found) / len(found):.1%} [{low:.1%}, {high:.1%}]"


def speed(folder: Path) -> None:
    contents = [path.read_bytes() for path in sorted(folder.glob("*/*.*"))[::6]]
    examine(contents[0])
    walls, cpus = [], []
    for content in contents:
        began, used = time.perf_counter(), time.process_time()
        examine(content)
        walls.append(time.perf_counter() - began)
        cpus.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, cpu = statistics.median(walls) * 1e3, statistics.median(cpus) * 1e3
    print(f"{len(contents)} pictures, warm: median {wall:.0f} ms, {cpu:.0f} ms of processor")
    print(f"peak {peak:.0f} MB")
    picture = str(ROOT / "fixtures/claims/portraits/ethicist.jpg")
    bare = _runs([sys.executable, "-c", "pass"])
    cold = _runs([sys.executable, "-m", "persona_check", "photo", picture])
    print(
        f"bare {bare * 1e3:.0f} ms, cold photo {cold * 1e3:.0f} ms of processor: {cold / bare:.0f}×"
    )


def _runs(command: list[str]) -> float:
    """Median processor seconds of seven runs."""
    spent = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent)


def hashes(folder: Path) -> None:
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["slice"] == "headshot"]
    own, copies = [], []
    for row in rows:
        image = decode((folder / row["file"]).read_bytes()).image
        own.append(fingerprints(image))
        copy = px_400(jpeg_70(image, ""), "")
        copies.append((fingerprints(copy)[0], fingerprints(flip(copy, ""))[1]))
    same = [apart(one[0], copy) for one, two in zip(own, copies, strict=True) for copy in two]
    other = [min(apart(a, b) for a in one) for k, one in enumerate(own) for b, _ in own[:k]]
    print(f"copies differ by at most {max(same)} bits, {len(other)} pairs by at least {min(other)}")
    print("pairs within 6, 10 bits:", sum(d <= 6 for d in other), sum(d <= 10 for d in other))


PARTS = {"changes": changes, "speed": speed, "hashes": hashes}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=PARTS, action="append")
    asked = parser.parse_args()
    for part in asked.part or PARTS:
        PARTS[part](asked.folder)
