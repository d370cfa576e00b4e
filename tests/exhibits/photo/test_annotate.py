import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from persona_check.exhibits.photo.annotate import EXPECTED, MEASURED, annotate
from persona_check.exhibits.photo.decode import UnusablePictureError
from persona_check.exhibits.photo.examination import examine
from persona_check.exhibits.photo.geometry import frame

PORTRAITS = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits"
HIT = (PORTRAITS / "ethicist.jpg").read_bytes()


def drawn(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(annotate(content, examine(content)))).convert("RGB")


def test_the_measured_face_and_the_expected_frame_are_drawn_where_they_are() -> None:
    picture = drawn(HIT)
    found = examine(HIT).face
    assert found is not None
    x, y = found.points[0]
    assert picture.getpixel((round(x * 512), round(y * 512))) == MEASURED
    left, right, *_ = frame().points
    middle = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    around = {
        picture.getpixel((round(middle[0] * 512), round(middle[1] * 512) + d)) for d in (-1, 0, 1)
    }
    assert EXPECTED in around
    assert picture.width == 512
    assert picture.height > 512


def test_a_picture_without_a_face_is_drawn_with_its_reason_alone() -> None:
    out = io.BytesIO()
    Image.new("RGB", (3000, 100), "grey").save(out, "PNG")
    picture = drawn(out.getvalue())
    assert picture.width == 1024
    assert not {MEASURED, EXPECTED} & {colour for _, colour in picture.getcolors(1 << 20) or ()}


def test_the_reason_is_not_cut_off_however_narrow_the_picture_is() -> None:
    out = io.BytesIO()
    Image.new("RGB", (100, 900), "grey").save(out, "PNG")
    found = replace(examine(out.getvalue()), reason="twelve words " * 40)
    picture = Image.open(io.BytesIO(annotate(out.getvalue(), found))).convert("L")
    assert picture.width == 480
    beside = picture.crop((470, 905, 480, picture.height))
    assert min(beside.tobytes()) > 200
    assert picture.height > 900 + 5 * 18


def test_what_is_no_picture_cannot_be_drawn_on() -> None:
    with pytest.raises(UnusablePictureError):
        annotate(b"text", examine(b"text"))
