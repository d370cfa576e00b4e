"""What the examination of a submitted photo or message found; records like all others."""

from dataclasses import dataclass
from datetime import datetime

from persona_check.model.provenance import Provenance

__all__ = ["MessageRecord", "PhotoRecord", "PhotoSketch", "PictureLikeness"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSketch:
    """What a report needs to show a submitted picture with its measures, and nothing of the file.

    ``jpeg`` is a copy made anew, upright, of ``width_px`` by ``height_px`` (at most 320 each). All
    positions are shares of that width and height, from the top left. ``face_box`` is (left, top,
    right, bottom), None where no face was measured; ``landmarks`` are the measured left eye, right
    eye, nose, left and right corner of the mouth, ``expected`` where StyleGAN-type generators put
    the same five.
    """

    jpeg: bytes
    width_px: int
    height_px: int
    face_box: tuple[float, float, float, float] | None = None
    landmarks: tuple[tuple[float, float], ...] = ()
    expected: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLikeness:
    """How a submitted photo compares with the picture at ``url``, which a page shows.

    ``kind`` is ``same_picture`` (by perceptual hash), ``alike``, ``not_shown`` (by faces) or
    ``not_compared``; ``words`` say it with its figures.
    """

    url: str
    page_url: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRecord:
    """What the examination of one submitted picture found.

    ``level`` is ``hit``, ``near``, ``miss`` or ``abstained``; ``marks`` are statements of the
    file's own provenance ("IPTC digitalSourceType: trainedAlgorithmicMedia"); ``sketch`` is None
    where the picture could not be read. ``likenesses`` compare it with pictures on pages.
    """

    exhibit: str
    level: str
    reason: str
    provenance: Provenance
    measurements: tuple[tuple[str, float], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()  # (kind, words)
    perceptual_hash: str | None = None
    same_person: tuple[tuple[str, float], ...] = ()  # (reference, cosine similarity)
    sketch: PhotoSketch | None = None
    likenesses: tuple[PictureLikeness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecord:
    """What the DKIM examination of one submitted message found.

    ``outcome`` is that of the best signature: ``pass``, ``fail``, ``no_key``, ``revoked``,
    ``expired``, ``unsigned``, ``malformed`` …; ``aligned`` says that its d= shares the From
    address's organisational domain.
    """

    exhibit: str
    outcome: str
    provenance: Provenance
    from_domain: str | None = None
    from_address: str | None = None
    signing_domain: str | None = None
    aligned: bool = False
    signed_headers: tuple[str, ...] = ()
    sent_at: datetime | None = None
    notes: tuple[str, ...] = ()
