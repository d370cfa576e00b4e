"""The examination of one submitted picture, from bytes to a level with its measurements."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from persona_check.exhibits.photo.decode import UnusablePictureError, decode
from persona_check.exhibits.photo.fingerprint import fingerprints
from persona_check.exhibits.photo.geometry import (
    PREVALENCES,
    Frame,
    best_crop,
    frame,
    in_frame,
    measure,
)
from persona_check.exhibits.photo.landmarks import Face, ModelMissingError, find_faces
from persona_check.exhibits.photo.provenance import marks
from persona_check.exhibits.photo.thumbnail import thumbnail
from persona_check.model.examination import PhotoSketch

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["DIFFUSION", "PhotoExamination", "PhotoLevel", "examine", "level_of", "one_face"]

DIFFUSION = "pictures by diffusion models: not assessed"
# Generated faces come alone and fill a good part of the frame; a second face as large as this
# share of the first makes the picture another kind of picture.
SECOND_FACE_SHARE = 0.25
LEAST_PIXELS = 64
# StyleGAN's frame is square; any other picture can only be a crop of it.
MOST_UNSQUARE = 1.06


class PhotoLevel(StrEnum):
    """What the frame test can say."""

    HIT = "hit"
    NEAR = "near"
    MISS = "miss"
    ABSTAINED = "abstained"


REASONS = {
    PhotoLevel.HIT: "framed exactly like faces from StyleGAN-type generators; some real portraits "
    "are cropped the same way",
    PhotoLevel.NEAR: "framed like an off-centre crop of a StyleGAN-type face; so are one or two in "
    "a hundred ordinary headshots, so this is weak evidence",
    PhotoLevel.MISS: "no sign of a StyleGAN-type face generator; this does not show that the photo "
    "is real",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoExamination:
    """What one picture gave.

    ``measurements`` are those of ``geometry.measure``, the picture's size in pixels, and beyond a
    miss what the level is worth (``right_at_prevalence_P``: share of such pictures that are
    generated where the share P of all is; ``right_at_least_at_prevalence_P``: its low bound).
    ``marks`` are what the file says of itself; ``perceptual_hash`` is a 64-bit pHash in hex, for
    finding the same portrait again, ``mirrored_hash`` that of its mirror image. ``face`` is the
    face measured, None where it abstained before; ``sketch`` shows it, None where the file is no
    readable picture.
    """

    level: PhotoLevel
    reason: str
    measurements: tuple[tuple[str, float], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    perceptual_hash: str | None = None
    mirrored_hash: str | None = None
    face: Face | None = None
    sketch: PhotoSketch | None = None
    notes: tuple[str, ...] = ()


def examine(content: bytes) -> PhotoExamination:
    """The examination; whatever the bytes are, it ends in a level with its reason."""
    unread = PhotoExamination(level=PhotoLevel.ABSTAINED, reason="", marks=marks(content))
    try:
        picture = decode(content)
    except UnusablePictureError as error:
        return replace(unread, reason=str(error))
    size = (("width_px", float(picture.width)), ("height_px", float(picture.height)))
    jpeg, (width, height) = thumbnail(picture.image)
    sketch = PhotoSketch(jpeg=jpeg, width_px=width, height_px=height)
    portrait, mirrored = fingerprints(picture.image)
    seen = replace(
        unread,
        measurements=size,
        perceptual_hash=portrait,
        mirrored_hash=mirrored,
        sketch=sketch,
        notes=picture.notes,
    )
    if min(picture.width, picture.height) < LEAST_PIXELS:
        return replace(seen, reason="the picture is too small")
    first = one_face(picture.image)
    if isinstance(first, str):
        return replace(seen, reason=first)
    level = level_of(first, picture.image.size, frame())
    return replace(
        seen,
        level=level,
        reason=REASONS[level],
        measurements=(*measure(first, picture.image.size), *size, *_worth(level)),
        face=first,
        sketch=replace(sketch, face_box=first.box, landmarks=first.points, expected=frame().points),
        notes=(*picture.notes, DIFFUSION),
    )


def one_face(image: "Image.Image") -> Face | str:
    """The one face to measure, or in words why there is none."""
    try:
        faces = find_faces(image)
    except ModelMissingError as error:
        return str(error)
    if not faces:
        return "no face was found"
    first, *others = faces
    if any(_area(other) >= SECOND_FACE_SHARE * _area(first) for other in others):
        return "several faces were found"
    if any(not 0 <= share <= 1 for point in first.points for share in point):
        return "the face is cut off at the edge of the picture"
    return first


def level_of(face: Face, size: tuple[int, int], target: Frame) -> PhotoLevel:
    """The level of a measured face in a picture of this width and height."""
    crop = best_crop(target, face.points, size)
    if _is_square(*size) and in_frame(target, crop):
        return PhotoLevel.HIT
    if crop.possible and crop.residual <= target.near_at_most:
        return PhotoLevel.NEAR
    return PhotoLevel.MISS


def _is_square(width: int, height: int) -> bool:
    return max(width, height) <= MOST_UNSQUARE * min(width, height)


def _worth(level: PhotoLevel) -> tuple[tuple[str, float], ...]:
    if level is PhotoLevel.MISS:
        return ()
    band = frame().bands[level.value]
    return (
        ("likelihood_ratio", round(band.likelihood_ratio, 1)),
        ("likelihood_ratio_low", round(band.interval[0], 1)),
        *(
            (f"right_{which}at_prevalence_{share}", round(value, 3))
            for share in PREVALENCES
            for which, value in zip(("", "at_least_"), band.predictive(share), strict=True)
        ),
    )


def _area(face: Face) -> float:
    left, top, right, bottom = face.box
    return (right - left) * (bottom - top)
