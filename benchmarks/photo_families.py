"""Families of features of a face brought to the generators' frame, for ``photo_features``."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from persona_check.calibration.photo_frame import Sample
from persona_check.exhibits.photo.decode import decode
from persona_check.exhibits.photo.geometry import best_crop, frame

__all__ = ["FAMILIES", "FRAME_ONLY", "TOGETHER", "Floats", "described"]

Floats: TypeAlias = NDArray[np.float64]
SIDE = 256


@dataclass(frozen=True, slots=True)
class Aligned:
    """One face in the generators' frame: RGB in [0, 1], and the sample that it is of."""

    sample: Sample
    pixels: Floats

    @property
    def grey(self) -> Floats:
        grey: Floats = self.pixels @ np.array([0.299, 0.587, 0.114])
        return grey


def aligned(sample: Sample, folder: Path, detail: int) -> Aligned | None:
    """The window that the face asks for, brought to ``detail`` and then to SIDE pixels.

    None without a face, or where it would have to be enlarged to that detail.
    """
    if sample.face is None:
        return None
    image = decode((folder / sample.file).read_bytes()).image
    crop = best_crop(frame(), sample.face.points, image.size)
    longest = max(image.size)
    left, top, right, _ = crop.window
    # the window says where the picture lies in the square; wanted is the square in the picture
    scale = (right - left) / (image.width / longest)
    x, y = -left / scale * longest, -top / scale * longest
    side = longest / scale
    if side < detail * 0.95:
        return None
    margin = int(max(0, -x, -y, x + side - image.width, y + side - image.height)) + 2
    if margin > min(image.size) / 2:
        return None
    padded = np.pad(np.asarray(image), ((margin, margin), (margin, margin), (0, 0)), "reflect")
    box = tuple(round(v + margin) for v in (x, y, x + side, y + side))
    small = Image.fromarray(padded).crop((box[0], box[1], box[2], box[3]))
    small = small.resize((detail, detail), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.resize((SIDE, SIDE), Image.Resampling.BICUBIC).save(out, "JPEG", quality=75)
    pixels = np.asarray(Image.open(out).convert("RGB"), dtype=float) / 255
    return Aligned(sample, pixels)


def spectrum(face: Aligned) -> list[float]:
    inner = face.grey[64:192, 64:192]
    window = np.hanning(128)
    power = np.abs(np.fft.fftshift(np.fft.fft2((inner - inner.mean()) * np.outer(window, window))))
    y, x = np.indices(power.shape) - 64
    radius = np.hypot(x, y).astype(int)
    rings = [np.log(power[radius == r].mean() + 1e-9) for r in range(2, 64, 2)]
    return [float(ring - rings[0]) for ring in rings]


def _joint(rows: Sequence[Floats]) -> Floats:
    """Correlations, 0 where a row does not vary."""
    with np.errstate(invalid="ignore", divide="ignore"):
        joint: Floats = np.nan_to_num(np.corrcoef(rows))
    return joint


def _residual(grey: Floats) -> Floats:
    around = np.roll(grey, 1, 0) + np.roll(grey, -1, 0) + np.roll(grey, 1, 1) + np.roll(grey, -1, 1)
    residual: Floats = (grey - around / 4)[4:-4, 4:-4]
    return residual


def residual_energy(face: Aligned) -> list[float]:
    residual = _residual(face.grey)[4:244, 4:244].reshape(10, 24, 10, 24)
    energy = np.log(residual.var(axis=(1, 3)) + 1e-9)[2:9, 2:8]
    return [float(value) for value in (energy - energy.mean()).ravel()]


def co_occurrence(face: Aligned) -> list[float]:
    residual = _residual(face.grey)[40:210, 50:200]
    step = max(float(np.abs(residual).mean()), 1e-6)
    level = np.clip(np.round(residual / step), -2, 2).astype(int) + 2
    found = []
    for axis in (0, 1):
        a, b, c = (np.roll(level, -k, axis)[:-2, :-2] for k in range(3))
        counts = np.bincount((a * 25 + b * 5 + c).ravel(), minlength=125).astype(float)
        found += [float(v) for v in np.log(counts + 1)]
    return found


def eyes(face: Aligned) -> list[float]:
    """Iris and pupil as the dark part about each eye's place, and the highlights on it."""
    each = []
    for x, y in frame().points[:2]:
        cx, cy, half = round(x * SIDE), round(y * SIDE), 11
        patch = face.grey[cy - half : cy + half + 1, cx - half : cx + half + 1]
        fine = np.asarray(
            Image.fromarray((patch * 255).astype(np.uint8)).resize(
                (69, 69), Image.Resampling.BICUBIC
            ),
            dtype=float,
        )
        rows, columns = np.indices(fine.shape)
        disc = np.hypot(rows - 34, columns - 34) < 26
        cut = np.quantile(fine[disc], 0.35)
        dark = (fine <= cut) & disc
        weight = dark.sum() or 1
        mx, my = float((columns * dark).sum() / weight), float((rows * dark).sum() / weight)
        xx = float((((columns - mx) ** 2) * dark).sum() / weight)
        yy = float((((rows - my) ** 2) * dark).sum() / weight)
        xy = float((((columns - mx) * (rows - my)) * dark).sum() / weight)
        low, high = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
        ellipse = (
            (columns - mx) ** 2 * yy + (rows - my) ** 2 * xx - 2 * xy * (columns - mx) * (rows - my)
        ) <= 4 * (xx * yy - xy**2)
        overlap = float((ellipse & dark).sum() / max(1, (ellipse | dark).sum()))
        bright = (fine >= np.quantile(fine[disc], 0.97)) & disc
        shine = bright.sum() or 1
        each.append(
            [
                overlap,
                float(low / max(high, 1e-6)),
                mx - 34,
                my - 34,
                float((columns * bright).sum() / shine) - mx,
                float((rows * bright).sum() / shine) - my,
                float(fine[bright].mean() - fine[dark].mean()) / 255,
                float(fine[dark].std()) / 255,
            ]
        )
    one, other = np.array(each)
    other = other * np.array([1, 1, -1, 1, -1, 1, 1, 1])
    # the same light falls on both eyes: its place is compared unmirrored
    lights = each[0][4] - each[1][4], each[0][5] - each[1][5]
    return [*(one + other).tolist(), *np.abs(one - other).tolist(), *np.abs(lights).tolist()]


def borders(face: Aligned) -> list[float]:
    """Reflections and seams at the edge: FFHQ pads by mirroring, generators by zeros inside."""
    found = []
    for turn in range(4):
        grey = np.rot90(face.grey, turn)
        for width in (6, 12, 20):
            strip, inner = grey[:width], grey[width : 2 * width][::-1]
            found.append(float(_joint([strip.ravel(), inner.ravel()])[0, 1]))
        steps = np.abs(np.diff(grey[:16], axis=0)).mean(axis=1) + 1e-4
        found += np.log(steps[:3] / steps[6:].mean()).tolist()
    return found


def background(face: Aligned) -> list[float]:
    found = []
    for part in (
        face.pixels[:70, :60], face.pixels[:70, -60:],
        face.pixels[90:170, :36], face.pixels[90:170, -36:],
    ):  # fmt: skip
        grey = part.mean(axis=2)
        down, across = np.gradient(grey)
        slope = np.hypot(down, across)
        found += [
            float(np.log(slope.mean() + 1e-4)),
            float(np.log(slope.std() / (slope.mean() + 1e-4) + 1e-4)),
            float(np.log(np.abs(_residual(grey)).mean() + 1e-4)),
            float(grey.std()),
            float((part.max(axis=2) - part.min(axis=2)).mean()),
        ]
    return found


def outline(face: Aligned) -> list[float]:
    """Edges of hair and ears in two rings about the face, by sector, and left against right."""
    down, across = np.gradient(face.grey)
    slope = np.hypot(down, across)
    rows, columns = np.indices(slope.shape)
    away = np.hypot((columns - 128) / 72, (rows - 140) / 100)
    angle = np.arctan2(rows - 140, np.abs(columns - 128))
    found = []
    for ring in ((0.95, 1.15), (1.15, 1.4)):
        for sector in np.arange(-1.4, 0.9, 0.4):
            place = (away > ring[0]) & (away <= ring[1]) & (np.abs(angle - sector) <= 0.2)
            left, right = slope[place & (columns < 128)], slope[place & (columns >= 128)]
            found += [float(np.log(side.mean() + 1e-4)) for side in (left, right)]
            found.append(float(np.abs(np.log((left.mean() + 1e-4) / (right.mean() + 1e-4)))))
            both = np.concatenate([left, right])
            found.append(float(np.log(np.quantile(both, 0.95) / (np.median(both) + 1e-3) + 1e-3)))
    return found


def colours(face: Aligned) -> list[float]:
    inner = face.pixels[60:200, 70:186]
    residuals = [_residual(inner[:, :, k]).ravel() for k in range(3)]
    joint = _joint(residuals)
    flat = inner.reshape(-1, 3)
    return [
        *flat.mean(axis=0).tolist(),
        *flat.std(axis=0).tolist(),
        *_joint(list(flat.T))[np.triu_indices(3, 1)].tolist(),
        *joint[np.triu_indices(3, 1)].tolist(),
    ]


def landmarks(face: Aligned) -> list[float]:
    """All coordinates with squares and products: what unequal covariances can tell."""
    if face.sample.face is None:
        return []
    away = (np.array(face.sample.face.points).ravel() - np.array(frame().mean)) * 100
    left, right = np.triu_indices(10)
    return [*away.tolist(), *(away[left] * away[right]).tolist()]


FAMILIES: Mapping[str, Callable[[Aligned], list[float]]] = {
    "radial spectrum": spectrum,
    "residual energy at places": residual_energy,
    "residual co-occurrence": co_occurrence,
    "iris, pupil, highlights": eyes,
    "outline of hair and ears": outline,
    "colours and their residuals": colours,
    "border reflections and seams": borders,
    "background": background,
    "landmarks, squares and products": landmarks,
}
TOGETHER = "all that alignment leaves"
# these need the whole frame, which few headshots hold, or what alignment takes away
FRAME_ONLY = frozenset(
    {"border reflections and seams", "background", "landmarks, squares and products"}
)


def described(sample: Sample, folder: Path, detail: int) -> dict[str, list[float]] | None:
    """All features of one picture; None where it cannot be aligned."""
    face = aligned(sample, folder, detail)
    if face is None:
        return None
    found = {name: family(face) for name, family in FAMILIES.items()}
    found[TOGETHER] = [v for name, own in found.items() if name not in FRAME_ONLY for v in own]
    return found
