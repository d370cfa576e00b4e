"""The picture with what was measured drawn on it, beside what a generator's frame would be."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from persona_check.exhibits.photo.decode import decode
from persona_check.exhibits.photo.examination import PhotoExamination
from persona_check.exhibits.photo.geometry import frame, limits
from persona_check.model.photo_measures import MEASURE_WORDS

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

__all__ = ["annotate"]

LEAST_SIDE = 480
MOST_SIDE = 1024
# Blue and orange stay apart for colour-blind eyes; the shapes (dot, ring) differ as well.
MEASURED = (0, 114, 178)
EXPECTED = (230, 120, 0)
INK = (20, 20, 20)
PAPER = (250, 250, 248)
# the picture itself shows its size
UNDRAWN = frozenset({"width_px", "height_px"})


def annotate(content: bytes, examination: PhotoExamination) -> bytes:
    """A PNG of the picture: face box, landmarks, the generators' expected places, and the numbers.

    Nothing of the file's own words is drawn. Raises ``UnusablePictureError`` where the picture
    cannot be decoded.
    """
    from PIL import Image, ImageDraw, ImageFont

    image = _sized(decode(content).image)
    font = ImageFont.load_default(13)
    width = max(image.width, LEAST_SIDE)
    lines = [
        (line, colour)
        for words, colour in _lines(examination)
        for line in _wrapped(words, lambda text: font.getlength(text) <= width - 16)
    ]
    step = 18
    canvas = Image.new("RGB", (width, image.height + step * len(lines) + 16), PAPER)
    canvas.paste(image, (0, 0))
    draw = ImageDraw.Draw(canvas)
    if examination.face is not None:
        _expected(draw, image.size)
        _measured(draw, image.size, examination)
    for number, (line, colour) in enumerate(lines):
        draw.text((8, image.height + 8 + number * step), line, fill=colour, font=font)
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def _sized(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    longest = max(image.size)
    scale = min(MOST_SIDE, max(LEAST_SIDE, longest)) / longest
    size = tuple(max(1, round(side * scale)) for side in image.size)
    return image.resize((size[0], size[1]), Image.Resampling.BICUBIC)


def _expected(draw: "ImageDraw.ImageDraw", size: tuple[int, int]) -> None:
    places = [(x * size[0], y * size[1]) for x, y in frame().points]
    left, right, _, low_left, low_right = places
    draw.line([left, right, low_right, low_left, left], fill=EXPECTED, width=2)
    ring = max(5, size[0] // 60)
    for x, y in places:
        draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=EXPECTED, width=2)


def _measured(
    draw: "ImageDraw.ImageDraw", size: tuple[int, int], examination: PhotoExamination
) -> None:
    face = examination.face
    if face is None:
        return
    left, top, right, bottom = (
        share * side for share, side in zip(face.box, (*size, *size), strict=True)
    )
    draw.rectangle((left, top, right, bottom), outline=MEASURED, width=2)
    dot = max(3, size[0] // 120)
    for x, y in ((x * size[0], y * size[1]) for x, y in face.points):
        draw.ellipse((x - dot, y - dot, x + dot, y + dot), fill=MEASURED, outline="white")


def _wrapped(words: str, fits: Callable[[str], bool]) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and not fits(longer):
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _lines(examination: PhotoExamination) -> list[tuple[str, tuple[int, int, int]]]:
    lines = [(f"{examination.level.value}: {examination.reason}", INK)]
    if examination.face is not None:
        lines.append(("blue dots and box: measured face", MEASURED))
        lines.append(("orange rings: where StyleGAN-type generators put them", EXPECTED))
    for key, value in examination.measurements:
        if key in MEASURE_WORDS and key not in UNDRAWN:
            limit = f" ({words})" if (words := limits().get(key)) else ""
            lines.append((f"{MEASURE_WORDS[key]}: {value:g}{limit}", INK))
    lines.append(("pictures by diffusion models: not assessed", INK))
    return lines
