"""Whether a face stands exactly where StyleGAN-type generators put theirs."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from persona_check.exhibits.photo.landmarks import Face

__all__ = ["Frame", "distance_to", "frame", "measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The generators' mean frame, fitted by ``persona_check.exhibits.photo.fit``.

    ``mean`` are the ten landmark coordinates x1, y1 … y5 as shares of width and height;
    ``precision`` is the inverse covariance, row by row. ``hit_at_most`` and ``near_at_most`` are
    squared Mahalanobis distances that bound the bands. ``fitted_on`` names data, size and split.
    """

    mean: tuple[float, ...]
    precision: tuple[tuple[float, ...], ...]
    hit_at_most: float
    near_at_most: float
    fitted_on: str

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
        hit_at_most=document["hit_at_most"],
        near_at_most=document["near_at_most"],
        fitted_on=document["fitted_on"],
    )


def distance_to(target: Frame, points: tuple[tuple[float, float], ...]) -> float:
    """Squared Mahalanobis distance of five landmarks to the mean frame; 0 is the mean itself."""
    import numpy as np

    away = np.asarray(points, dtype=float).ravel() - np.asarray(target.mean)
    return float(away @ np.asarray(target.precision) @ away)


def measure(face: Face) -> tuple[tuple[str, float], ...]:
    """Distance to the frame, and to the mean eye position alone (shares of the picture's side).

    The latter is GANEyeDistance of Yang, Singh, Menczer, "Characteristics and prevalence of fake
    social media profiles with AI-generated faces" (2024), for comparison.
    """
    import math

    target = frame()
    eyes = [math.dist(face.points[k], target.points[k]) for k in (0, 1)]
    return (
        ("frame_distance_squared", round(distance_to(target, face.points), 2)),
        ("eye_distance_share", round(sum(eyes) / 2, 5)),
        ("face_score", round(face.score, 4)),
    )
