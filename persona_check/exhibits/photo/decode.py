"""A picture of any common kind as plain RGB, or a clear reason why it is not taken."""

import io
import logging
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Picture", "UnusablePictureError", "decode", "opened"]

MOST_BYTES = 25 * 1024 * 1024
# 50 megapixels are more than a professional camera's portrait; decoded they are 150 MB.
MOST_PIXELS = 50_000_000
MOST_SIDE = 20_000
# a phone's two-frame MPO opens as JPEG
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
# The brands by which a file of the ISO base media format says that it is a picture of this kind
# (ISO/IEC 23008-12, annex B; the AV1 image file format, 6.3).
_BRANDS = {
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "HEIC"),
}
_ANY_CODING = frozenset((b"mif1", b"msf1", b"heif"))  # most often HEIC, and then read as such
_END_OF_JPEG = b"\xff\xd9"
EVEN_AT_MOST = 2  # of 255 steps: how far a row of one colour wavers by rounding
MOST_MISSING = 0.5  # of a JPEG cut short; of a portrait the upper half shows the face
# Larger pictures are reduced to this before anything is computed on them.
WORKING_SIDE = 1600


class UnusablePictureError(Exception):
    """The file cannot be examined; the message says why, in words for its owner."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: upright, RGB, 8 bit; ``width`` and ``height`` are those of the file.

    ``notes`` say what was done to it (first frame, rotated, flattened) and what it lacks.
    """

    image: "Image.Image"
    format: str
    width: int
    height: int
    notes: tuple[str, ...] = ()


def decode(content: bytes) -> Picture:
    """The picture in a file's bytes; limits are checked on the header, before decoding.

    Raises:
        UnusablePictureError: not a picture, of an odd format, too large, truncated.
    """
    if not content:
        raise UnusablePictureError("the file is empty")
    if len(content) > MOST_BYTES:
        raise UnusablePictureError(f"the file is larger than {MOST_BYTES // 2**20} MiB")
    try:
        return _decoded(content)
    except _CutShortError as error:
        try:
            # with its end marked the decoder gives what there is, and leaves the rest blank
            picture = _decoded(content + _END_OF_JPEG)
        except _CutShortError:
            raise UnusablePictureError(str(error)) from error
        return _with_missing_told(picture, content + _END_OF_JPEG)


class _CutShortError(UnusablePictureError):
    """A JPEG whose last bytes are missing."""


def _decoded(content: bytes) -> Picture:
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    kind = _kind_by_brand(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = opened(content)
            width, height = image.size
            kind = kind or image.format or "?"
            if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
                raise UnusablePictureError(f"the picture is too large ({width}×{height} pixels)")
            return _upright(image, kind)
    except UnusablePictureError:
        raise
    except UnidentifiedImageError as error:
        raise UnusablePictureError(_why_unread(kind)) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise UnusablePictureError("the picture is too large when unpacked") from error
    except Exception as error:  # Pillow's plug-ins raise whatever a broken file makes them raise
        words = f"the picture is damaged ({type(error).__name__})"
        if kind in {"JPEG", "MPO"} and "truncated" in str(error):
            raise _CutShortError(words) from error
        if kind in {"HEIC", "AVIF"}:
            words = f"the {kind} picture is damaged; save it anew, as JPEG"
        raise UnusablePictureError(words) from error


def opened(content: bytes) -> "Image.Image":
    """The picture with its header read and nothing decoded; raises whatever Pillow raises."""
    from PIL import Image

    # its plug-ins log what they dislike in a file; that would end on the user's terminal
    logging.getLogger("PIL").setLevel(logging.CRITICAL + 1)
    heic = _kind_by_brand(content) == "HEIC" and _reads_heic()
    return Image.open(io.BytesIO(content), formats=("HEIF",) if heic else FORMATS)


def _kind_by_brand(content: bytes) -> str | None:
    """AVIF or HEIC, by the first known brand of the file; None for any other."""
    if content[4:8] != b"ftyp":
        return None
    length = min(max(int.from_bytes(content[:4]), 16), 256)
    brands = (content[8:12], *(content[at : at + 4] for at in range(16, length, 4)))
    told = next((_BRANDS[brand] for brand in brands if brand in _BRANDS), None)
    return told or ("HEIC" if not _ANY_CODING.isdisjoint(brands) else None)


def _reads_heic() -> bool:
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener(thumbnails=False)
    return True


def _why_unread(kind: str | None) -> str:
    if kind == "HEIC" and not _reads_heic():
        return (
            "a HEIC picture is read with the extra “heif” only, which is not installed: run "
            "python3 -m pip install pillow-heif, or save the picture as JPEG"
        )
    if kind is not None:
        return f"the {kind} picture cannot be read here; save it as JPEG"
    return "not a supported picture format"


def _with_missing_told(picture: Picture, content: bytes) -> Picture:
    """The picture with a note of how much of it is missing, where that is little enough."""
    missing = _missing_share(content)
    if missing > MOST_MISSING:
        raise UnusablePictureError(f"the picture is damaged: {missing:.0%} of it is missing")
    lacks = f"; {missing:.0%} of the picture is missing" if missing >= 0.01 else ""
    note = f"the file is cut short and was read as far as it goes{lacks}"
    return replace(picture, notes=(note, *picture.notes))


def _missing_share(content: bytes) -> float:
    """The share of stored rows at the end that are of one colour, as a decoder fills what lacks."""
    import numpy as np

    image = opened(content)
    image.draft("RGB", (WORKING_SIDE, WORKING_SIDE))
    rows = np.asarray(image.convert("L"), dtype=np.int16)
    uneven = np.flatnonzero(rows.max(axis=1) - rows.min(axis=1) > EVEN_AT_MOST)
    return 1.0 - (int(uneven[-1]) + 1) / rows.shape[0] if uneven.size else 1.0


def _upright(image: "Image.Image", kind: str) -> Picture:
    from PIL import Image, ImageOps

    notes = []
    width, height = image.size
    if getattr(image, "n_frames", 1) > 1 and kind != "MPO":
        notes.append("only the first of several frames was examined")
        image.seek(0)
    image.draft("RGB", (WORKING_SIDE, WORKING_SIDE))
    image.load()
    # small before anything copies it: fifty megapixels with an alpha channel are 200 MB
    if max(image.size) > WORKING_SIDE:
        # averaging pixels with an alpha channel makes Pillow copy the whole picture once more
        plain = "A" not in image.mode or width * height <= MOST_PIXELS // 4
        how = Image.Resampling.BOX if plain else Image.Resampling.NEAREST
        image.thumbnail((WORKING_SIDE, WORKING_SIDE), how)
    turned = ImageOps.exif_transpose(image)
    if turned.size != image.size or turned.getexif().get(0x0112) != image.getexif().get(0x0112):
        notes.append("rotated upright as its EXIF data says")
    image = turned
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        notes.append("reduced to 8 bits")
        image = _eight_bits(image)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        notes.append("transparent parts shown as white")
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(white, layer)
    image = image.convert("RGB")
    return Picture(image=image, format=kind, width=width, height=height, notes=tuple(notes))


def _eight_bits(image: "Image.Image") -> "Image.Image":
    import numpy as np
    from PIL import Image

    values = np.asarray(image, dtype=np.float32)
    top = float(values.max()) or 1.0
    return Image.fromarray((values * (255.0 / top)).clip(0, 255).astype(np.uint8))
