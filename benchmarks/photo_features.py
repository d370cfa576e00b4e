"""What was tried beyond the frame (docs/photo.md): ``python -m benchmarks.photo_features FOLDER``.

Faces are brought to the generators' frame and compressed alike. A logistic regression on each
family of features is asked to tell generated faces from FFHQ-framed photos (by folds, and after
training on headshots, another source of real pictures), and diffusion portraits from headshots
(conferences held out, then portraits of another file size). The last column is the control: FFHQ
photos from headshots, real from real. A family that does this as well reads files, not generators.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.photo_families import FAMILIES, FRAME_ONLY, TOGETHER, Floats, described
from persona_check.calibration.photo_frame import Sample, read
from persona_check.exhibits.photo.geometry import best_crop, centre_distance, frame
from persona_check.statistics import wilson

FINE, COARSE = 256, 128  # the small diffusion portraits hold no more
FOLDS = 5
FALSE_ALARMS = 0.01


# -- learning ------------------------------------------------------------------------------------


def learned(real: Floats, generated: Floats) -> Callable[[Floats], Floats]:
    """The score of a ridge logistic regression on standardised features; both classes weigh alike.

    More features than a fifth of the pictures are brought down to that by principal components.
    """
    both = np.concatenate([real, generated])
    mean, spread = both.mean(axis=0), both.std(axis=0) + 1e-9
    scaled = (both - mean) / spread
    keep = min(scaled.shape[1], len(scaled) // 5)
    turn = np.linalg.svd(scaled, full_matrices=False)[2][:keep].T
    data = np.column_stack([np.ones(len(scaled)), scaled @ turn])
    label = np.r_[np.zeros(len(real)), np.ones(len(generated))]
    weight = np.where(label == 1, 0.5 / len(generated), 0.5 / len(real)) * len(label)
    penalty = np.eye(data.shape[1])
    penalty[0, 0] = 1e-6
    at = np.zeros(data.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(data @ at, -30, 30)))
        bend = (data.T * (weight * chance * (1 - chance) + 1e-6)) @ data + penalty
        step = np.linalg.solve(bend, data.T @ (weight * (label - chance)) - penalty @ at)
        at += step
        if np.abs(step).max() < 1e-6:
            break

    def score(features: Floats) -> Floats:
        scores: Floats = ((features - mean) / spread) @ turn @ at[1:] + at[0]
        return scores

    return score


def auc(real: Floats, generated: Floats) -> float:
    """The chance that a generated picture scores above a real one."""
    order = np.concatenate([real, generated]).argsort().argsort() + 1
    n, m = len(real), len(generated)
    return float((order[n:].sum() - m * (m + 1) / 2) / (n * m))


def found_at(real: Floats, generated: Floats) -> str:
    """The share found where one real picture in a hundred is flagged."""
    cut = np.quantile(real, 1 - FALSE_ALARMS, method="higher")
    found = int((generated > cut).sum())
    low, high = wilson(found, len(generated))
    return f"{found / len(generated):.1%} [{low:.1%}, {high:.1%}]"


def folded(real: Floats, generated: Floats) -> tuple[Floats, Floats]:
    """Scores of both, each by a regression that saw four fifths of the others."""
    scores = np.zeros(len(real)), np.zeros(len(generated))
    for fold in range(FOLDS):
        held = [np.arange(len(part)) % FOLDS == fold for part in (real, generated)]
        score = learned(real[~held[0]], generated[~held[1]])
        scores[0][held[0]], scores[1][held[1]] = score(real[held[0]]), score(generated[held[1]])
    return scores


def by_source(real: Floats, sources: Sequence[str], generated: Floats) -> tuple[Floats, Floats]:
    """Scores with each source of real pictures held out in turn, the generated ones by folds."""
    names = sorted(set(sources))
    scores = np.zeros(len(real)), np.zeros(len(generated))
    for turn, name in enumerate(names):
        held = np.array([source == name for source in sources])
        part = np.arange(len(generated)) % len(names) == turn
        score = learned(real[~held], generated[~part])
        scores[0][held], scores[1][part] = score(real[held]), score(generated[part])
    return scores


# -- report --------------------------------------------------------------------------------------


def main(folder: Path) -> None:
    samples = read(folder)
    found = {}
    with ProcessPoolExecutor() as pool:
        for detail in (FINE, COARSE):
            features = pool.map(
                partial(described, folder=folder, detail=detail), samples, chunksize=8
            )
            found[detail] = [
                (s, f) for s, f in zip(samples, features, strict=True) if f is not None
            ]
    kept, coarse = found[FINE], found[COARSE]

    def of(
        name: str,
        label: str,
        part: str = "",
        test: Callable[[Sample], bool] = bool,
        among: Sequence[tuple[Sample, dict[str, list[float]]]] = kept,
    ) -> Floats:
        return np.array(
            [f[name] for s, f in among if (s.label, s.slice) == (label, part) and test(s)]
        )

    main_source = max(
        {s.source for s, _ in kept if s.label == "gan"},
        key=lambda source: sum(s.source == source for s, _ in kept),
    )
    conferences = [s.source for s, _ in coarse if s.slice == "headshot"]
    print(
        "| features | generated / FFHQ: AUC | found at 1 % | other source found "
        "| trained on headshots: AUC | diffusion / headshots: AUC | found at 1 % | other size "
        "| real / real: AUC |\n|" + "---|" * 9
    )
    for name in (*FAMILIES, TOGETHER):
        ffhq = of(name, "real", "ffhq_aligned")
        generated = of(name, "gan", test=lambda s: s.source == main_source)
        other = of(name, "gan", test=lambda s: s.source != main_source)
        inner = folded(ffhq, generated)
        cut = np.quantile(inner[0], 1 - FALSE_ALARMS, method="higher")
        caught = int((learned(ffhq, generated)(other) > cut).sum())
        cells = [f"{auc(*inner):.2f}", found_at(*inner), f"{caught} of {len(other)}"]
        if name in FRAME_ONLY:
            cells += ["–"] * 5
        else:
            headshots = of(name, "real", "headshot")
            half = np.arange(len(generated)) % 2 == 0
            there = learned(headshots, generated[half])
            plain = of(name, "real", "headshot", among=coarse)
            small = of(name, "diffusion", test=lambda s: s.size[0] == 256, among=coarse)
            large = of(name, "diffusion", test=lambda s: s.size[0] != 256, among=coarse)
            scores = by_source(plain, conferences, small)
            limit = np.quantile(scores[0], 1 - FALSE_ALARMS, method="higher")
            seen = int((learned(plain, small)(large) > limit).sum())
            cells += [
                f"{auc(there(ffhq), there(generated[~half])):.2f}",
                f"{auc(*scores):.2f}",
                found_at(*scores),
                f"{seen} of {len(large)}",
                f"{auc(*folded(headshots, ffhq)):.2f}",
            ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    scores = [
        np.array(
            [
                centre_distance(frame(), best_crop(frame(), s.face.points, s.size))
                for s, _ in kept
                if s.face and (s.label, s.slice) == kind
            ]
        )
        for kind in (("real", "ffhq_aligned"), ("gan", ""))
    ]
    print(f"\nthe middle of the frame alone: AUC {auc(-scores[0], -scores[1]):.2f}")
    for detail, those in found.items():
        counts = Counter(f"{s.label} {s.slice}".strip() for s, _ in those)
        print(f"\naligned at {detail} px:", ", ".join(f"{n} {kind}" for kind, n in counts.items()))


def files(folder: Path) -> None:
    """What the files themselves would tell: size and sum of the luminance table, by source."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kinds: dict[str, tuple[Counter[tuple[int, int]], Counter[int]]] = {}
    for row in rows:
        with Image.open(folder / row["file"]) as image:
            tables = getattr(image, "quantization", None) or {0: [0]}
            key = f"{row['label']} {row['slice']} {row['source_repo']}"
            sizes, sums = kinds.setdefault(key, (Counter(), Counter()))
            sizes[image.size] += 1
            sums[sum(tables[0])] += 1
    for kind, (sizes, sums) in kinds.items():
        print(f"{kind}: sizes {sizes.most_common(2)}, luminance tables {sums.most_common(2)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    files(asked.folder)
    main(asked.folder)
