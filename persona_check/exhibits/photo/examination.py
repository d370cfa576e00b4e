"""The examination of one submitted picture, from bytes to a level with its measurements."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from persona_check.exhibits.photo.decode import UnusablePictureError, decode
from persona_check.exhibits.photo.geometry import frame, measure
from persona_check.exhibits.photo.landmarks import Face, ModelMissingError, find_faces
from persona_check.exhibits.photo.provenance import marks

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["DIFFUSION", "PhotoExamination", "PhotoLevel", "examine"]

DIFFUSION = "pictures by diffusion models: not assessed"
# Generated faces come alone and fill a good part of the frame; a second face as large as this
# share of the first makes the picture another kind of picture.
SECOND_FACE_SHARE = 0.25
LEAST_PIXELS = 64
# StyleGAN's frame is square; a picture cropped otherwise cannot be compared with it.
MOST_UNSQUARE = 1.06


class PhotoLevel(StrEnum):
    """What the frame test can say."""

    HIT = "hit"
    NEAR = "near"
    MISS = "miss"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoExamination:
    """What one picture gave.

    ``measurements`` are those of ``geometry.measure`` and the picture's size in pixels; ``marks``
    are what the file says of itself; ``perceptual_hash`` is a 64-bit pHash in hex, for finding the
    same portrait again. ``face`` is the face measured, None where it abstained before.
    """

    level: PhotoLevel
    reason: str
    measurements: tuple[tuple[str, float], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    perceptual_hash: str | None = None
    face: Face | None = None
    notes: tuple[str, ...] = ()


def examine(content: bytes) -> PhotoExamination:
    """The examination; whatever the bytes are, it ends in a level with its reason."""
    own = marks(content)
    try:
        picture = decode(content)
    except UnusablePictureError as error:
        return _abstained(str(error), own)
    size = (("width_px", float(picture.width)), ("height_px", float(picture.height)))
    fingerprint = _fingerprint(picture.image)
    if min(picture.width, picture.height) < LEAST_PIXELS:
        return _abstained("the picture is too small", own, size, fingerprint)
    try:
        faces = find_faces(picture.image)
    except ModelMissingError as error:
        return _abstained(str(error), own, size, fingerprint)
    if not faces:
        return _abstained("no face was found", own, size, fingerprint)
    first, *others = faces
    if any(_area(other) >= SECOND_FACE_SHARE * _area(first) for other in others):
        return _abstained("several faces were found", own, size, fingerprint)
    measured = (*measure(first), *size)
    level, reason = _level(dict(measured), picture.width, picture.height)
    return PhotoExamination(
        level=level,
        reason=reason,
        measurements=measured,
        marks=own,
        perceptual_hash=fingerprint,
        face=first,
        notes=(*picture.notes, DIFFUSION),
    )


def _level(measured: dict[str, float], width: int, height: int) -> tuple[PhotoLevel, str]:
    target = frame()
    distance = measured["frame_distance_squared"]
    if max(width, height) > MOST_UNSQUARE * min(width, height):
        return PhotoLevel.MISS, "not square, as generators' pictures are; this is no evidence"
    if distance <= target.hit_at_most:
        return PhotoLevel.HIT, (
            "framed exactly like the output of StyleGAN-type generators; some real portraits are "
            "cropped the same way"
        )
    if distance <= target.near_at_most:
        return PhotoLevel.NEAR, "framed nearly like generators' output; this is no evidence"
    return PhotoLevel.MISS, "not framed like StyleGAN-type output; this is no evidence either way"


def _abstained(
    reason: str,
    own: tuple[tuple[str, str], ...],
    measured: tuple[tuple[str, float], ...] = (),
    fingerprint: str | None = None,
) -> PhotoExamination:
    return PhotoExamination(
        level=PhotoLevel.ABSTAINED,
        reason=reason,
        measurements=measured,
        marks=own,
        perceptual_hash=fingerprint,
    )


def _area(face: Face) -> float:
    left, top, right, bottom = face.box
    return (right - left) * (bottom - top)


def _fingerprint(image: "Image.Image") -> str:
    import imagehash

    return str(imagehash.phash(image))
