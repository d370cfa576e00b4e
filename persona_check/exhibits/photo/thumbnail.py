"""A small copy of the picture that a report can show: made anew, so none of the file is in it."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["thumbnail"]

SIDE = 320
QUALITY = 82


def thumbnail(image: "Image.Image") -> tuple[bytes, tuple[int, int]]:
    """A baseline JPEG of an RGB picture and its (width, height), each side at most 320 px.

    It holds pixels alone: no metadata, profile or text of the file that was submitted.
    """
    from PIL import Image

    longest = max(image.size)
    scale = min(1.0, SIDE / longest)
    width, height = (max(1, round(side * scale)) for side in image.size)
    small = image.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    out = io.BytesIO()
    small.info.clear()  # Pillow would write the comment and profile of the first file
    small.save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), (width, height)
