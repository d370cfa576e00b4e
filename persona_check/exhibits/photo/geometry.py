"""Whether a face stands exactly where StyleGAN-type generators put theirs.

The landmarks are brought nearest to the generators' mean frame by a scale and a shift, which say
of which part of a generator's square the picture would be a crop. Generators put the middle of that
part within a hundredth of the middle of the square, whatever face they make, and so do centred
crops; how large the face is, and what shape and pose it has, varies from face to face.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from persona_check.exhibits.photo.landmarks import Face
from persona_check.statistics import wilson

__all__ = [
    "PREVALENCES",
    "Band",
    "Crop",
    "Frame",
    "best_crop",
    "centre_distance",
    "distance_to",
    "frame",
    "in_frame",
    "limits",
    "measure",
]

# Shares of generated portraits by published counts among social-media profiles
# (arXiv 2401.02627: 0.021-0.044 %; arXiv 2404.14244: 0.052 %), and a round 1 % beside it.
PREVALENCES = (0.0005, 0.01)
# Landmarks are good to about a hundredth of the side, so a window may seem to reach out that far.
WINDOW_SLACK = 0.02
# Sites and people cut up to a twelfth off each side. Ordinary headshots come in at 0.83.
LEAST_WINDOW = 0.84
# Tighter crops leave a face without the rest of the head.
MOST_CROPPED = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """How many development pictures fell into one level, each judged by a fit without it.

    ``generated`` and ``headshots`` are (in the band, of).
    """

    generated: tuple[int, int]
    headshots: tuple[int, int]

    @property
    def likelihood_ratio(self) -> float:
        """P(level | generated) / P(level | real headshot), half a case added to each count."""
        (g, ng), (r, nr) = self.generated, self.headshots
        return ((g + 0.5) / (ng + 1)) / ((r + 0.5) / (nr + 1))

    @property
    def interval(self) -> tuple[float, float]:
        """Bounds of the likelihood ratio from the 95 % Wilson intervals of both shares."""
        low, high = wilson(*self.generated), wilson(*self.headshots)
        return low[0] / high[1], low[1] / high[0] if high[0] > 0 else math.inf

    def predictive(self, prevalence: float) -> tuple[float, float]:
        """Share of pictures at this level that are generated, by Bayes' rule, and its low bound."""
        odds = prevalence / (1 - prevalence)
        each = (odds * ratio for ratio in (self.likelihood_ratio, self.interval[0]))
        share, least = (one / (1 + one) for one in each)
        return share, least


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The generators' mean frame, fitted by ``persona_check.calibration.photo_frame``.

    ``mean`` are the ten landmark coordinates x1, y1 … y5 as shares of width and height;
    ``precision`` is the inverse covariance, row by row; ``centre`` and ``centre_precision`` are the
    same for the middle (x, y) of the best crop's window. A hit's middle lies within the squared
    Mahalanobis distance ``centre_at_most``, what its crop leaves is at most ``residual_at_most``
    (squared Mahalanobis again), and its window is at most ``window_at_most`` wide, in shares of the
    square. ``near_at_most`` bounds what is left by any other crop.
    ``fitted_on`` names data, size and split, ``fitted_at`` the day, ``manifest_sha256`` the list of
    pictures; ``bands`` holds the counts of each level (``hit``,
    ``near``, ``miss``), ``near``'s generated pictures being cropped off-centre.
    """

    mean: tuple[float, ...]
    precision: tuple[tuple[float, ...], ...]
    centre: tuple[float, float]
    centre_precision: tuple[tuple[float, ...], ...]
    centre_at_most: float
    residual_at_most: float
    window_at_most: float
    near_at_most: float
    fitted_on: str
    fitted_at: str
    manifest_sha256: str
    bands: Mapping[str, Band]

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The five mean positions."""
        return tuple(zip(self.mean[::2], self.mean[1::2], strict=True))


@cache
def frame() -> Frame:
    """The frame that ships with this version."""
    text = resources.files("persona_check.exhibits.photo").joinpath("frame.json").read_text("utf-8")
    document = json.loads(text)
    return Frame(
        mean=tuple(document["mean"]),
        precision=tuple(tuple(row) for row in document["precision"]),
        centre=tuple(document["centre"]),
        centre_precision=tuple(tuple(row) for row in document["centre_precision"]),
        centre_at_most=document["centre_at_most"],
        residual_at_most=document["residual_at_most"],
        window_at_most=document["window_at_most"],
        near_at_most=document["near_at_most"],
        fitted_on=document["fitted_on"],
        fitted_at=document["fitted_at"],
        manifest_sha256=document["manifest_sha256"],
        bands={
            level: Band(generated=tuple(row["generated"]), headshots=tuple(row["headshots"]))
            for level, row in document["bands"].items()
        },
    )


def distance_to(target: Frame, points: tuple[tuple[float, float], ...]) -> float:
    """Squared Mahalanobis distance of five landmarks to the mean frame; 0 is the mean itself."""
    import numpy as np

    away = np.asarray(points, dtype=float).ravel() - np.asarray(target.mean)
    return float(away @ np.asarray(target.precision) @ away)


@dataclass(frozen=True, slots=True)
class Crop:
    """The crop of a generator's square picture that explains a face best.

    ``residual`` is the squared Mahalanobis distance that it leaves, the face's own shape and pose;
    ``window`` is (left, top, right, bottom) in shares of the square's side.
    """

    residual: float
    window: tuple[float, float, float, float]

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the window, in shares of the square's side."""
        left, top, right, bottom = self.window
        return (left + right) / 2, (top + bottom) / 2

    @property
    def side(self) -> float:
        """The longer side of the window, in shares of the square's; 1 is the whole picture."""
        left, top, right, bottom = self.window
        return max(right - left, bottom - top)

    @property
    def possible(self) -> bool:
        """Whether the window lies within the square and keeps most of it.

        This is what tells crops from ordinary headshots: there the face is smaller or stands
        elsewhere, so that the window would have to reach beyond the generator's picture.
        """
        left, top, right, bottom = self.window
        inside = min(left, top) >= -WINDOW_SLACK and max(right, bottom) <= 1 + WINDOW_SLACK
        return inside and min(right - left, bottom - top) >= 1 - MOST_CROPPED


def best_crop(
    target: Frame, points: tuple[tuple[float, float], ...], size: tuple[int, int]
) -> Crop:
    """The scale and shift that bring five landmarks nearest to the frame, sides kept in ratio.

    ``size`` is the picture's (width, height) in pixels. Generalised least squares: three of the ten
    dimensions are free, seven remain to be compared.
    """
    import numpy as np

    longest = max(size)
    width, height = size[0] / longest, size[1] / longest
    placed = (np.asarray(points, dtype=float) * (width, height)).ravel()
    free = np.zeros((10, 3))
    free[:, 0] = placed
    free[0::2, 1] = 1
    free[1::2, 2] = 1
    mean, precision = np.asarray(target.mean), np.asarray(target.precision)
    scale, x, y = np.linalg.solve(free.T @ precision @ free, free.T @ precision @ mean)
    left = mean - free @ (scale, x, y)
    return Crop(
        float(left @ precision @ left),
        (float(x), float(y), float(x + scale * width), float(y + scale * height)),
    )


def centre_distance(target: Frame, crop: Crop) -> float:
    """Squared Mahalanobis distance of the window's middle to where generators have it."""
    (a, b), (c, d) = target.centre_precision
    x, y = (own - mean for own, mean in zip(crop.centre, target.centre, strict=True))
    return x * (a * x + b * y) + y * (c * x + d * y)


def in_frame(target: Frame, crop: Crop) -> bool:
    """Whether the picture is the generator's whole square, or a centred crop of most of it."""
    return (
        centre_distance(target, crop) <= target.centre_at_most
        and crop.residual <= target.residual_at_most
        and LEAST_WINDOW <= crop.side <= target.window_at_most
    )


def limits() -> Mapping[str, str]:
    """What each measurement of a hit keeps within, in words."""
    target = frame()
    return {
        "centre_distance_squared": f"hit: at most {target.centre_at_most:g}",
        "crop_residual_squared": f"hit: at most {target.residual_at_most:g}",
        "window_share": f"hit: {LEAST_WINDOW:g} to {target.window_at_most:g}",
    }


def measure(face: Face, size: tuple[int, int]) -> tuple[tuple[str, float], ...]:
    """Distance to the frame, its parts, and the eyes' distance alone.

    The last is GANEyeDistance of Yang, Singh, Menczer, "Characteristics and prevalence of fake
    social media profiles with AI-generated faces" (2024), for comparison.
    """
    target = frame()
    crop = best_crop(target, face.points, size)
    eyes = [math.dist(face.points[k], target.points[k]) for k in (0, 1)]
    return (
        ("frame_distance_squared", round(distance_to(target, face.points), 2)),
        ("centre_distance_squared", round(centre_distance(target, crop), 2)),
        ("crop_residual_squared", round(crop.residual, 2)),
        ("window_share", round(crop.side, 4)),
        ("crop_possible", float(crop.possible)),
        ("eye_distance_share", round(sum(eyes) / 2, 5)),
        ("face_score", round(face.score, 4)),
    )
