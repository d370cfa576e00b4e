"""A picture of any common kind as plain RGB, or a clear reason why it is not taken."""

import io
import logging
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Picture", "UnusablePictureError", "decode", "opened"]

MOST_BYTES = 25 * 1024 * 1024
# 50 megapixels are more than a professional camera's portrait; decoded they are 150 MB.
MOST_PIXELS = 50_000_000
MOST_SIDE = 20_000
# a phone's two-frame MPO opens as JPEG
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
# Larger pictures are reduced to this before anything is computed on them.
WORKING_SIDE = 1600


class UnusablePictureError(Exception):
    """The file cannot be examined; the message says why, in words for its owner."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: upright, RGB, 8 bit; ``width`` and ``height`` are those of the file.

    ``notes`` say what was done to it (first frame, rotated, flattened).
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
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = opened(content)
            width, height = image.size
            kind = image.format or "?"
            if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
                raise UnusablePictureError(f"the picture is too large ({width}×{height} pixels)")
            return _upright(image, kind)
    except UnusablePictureError:
        raise
    except UnidentifiedImageError as error:
        raise UnusablePictureError("not a supported picture format") from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise UnusablePictureError("the picture is too large when unpacked") from error
    except Exception as error:  # Pillow's plug-ins raise whatever a broken file makes them raise
        raise UnusablePictureError(f"the picture is damaged ({type(error).__name__})") from error


def opened(content: bytes) -> "Image.Image":
    """The picture with its header read and nothing decoded; raises whatever Pillow raises."""
    from PIL import Image

    # its plug-ins log what they dislike in a file; that would end on the user's terminal
    logging.getLogger("PIL").setLevel(logging.CRITICAL + 1)
    return Image.open(io.BytesIO(content), formats=FORMATS)


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
