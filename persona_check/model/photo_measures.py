"""What the measurements of a portrait are, in words; distances and ratios have no unit."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["MEASURE_WORDS", "measure_words"]

MEASURE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "width_px": "width in pixels",
        "height_px": "height in pixels",
        "centre_distance_squared": "middle of the frame, distance to the generators', squared",
        "crop_residual_squared": "shape and pose of the face, distance to their mean, squared",
        "window_share": "side of the picture in sides of a generator's",
        "frame_distance_squared": "all five points, distance to the generators', squared",
        "eye_distance_share": "eyes' distance from the generators' place, share of a side",
        "face_score": "face detector's score",
        "likelihood_ratio": "likelihood ratio, generated against ordinary headshots",
        "likelihood_ratio_low": "its low bound",
    }
)
_RIGHT = {
    "right_at_least_at_prevalence_": "at least",
    "right_at_prevalence_": "share generated among such pictures",
}


def measure_words(name: str) -> str:
    """The words for a measurement; its own name where none are known."""
    for start, words in _RIGHT.items():
        if name.startswith(start):
            return f"{words}, where {float(name.removeprefix(start)):.2%} of all are"
    return MEASURE_WORDS.get(name, name.replace("_", " "))
