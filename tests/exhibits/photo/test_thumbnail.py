import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from persona_check.exhibits.photo.geometry import frame
from persona_check.exhibits.photo.thumbnail import SIDE, thumbnail
from persona_check.exhibits.records import examined
from persona_check.model.claim import Claim
from persona_check.model.examination import PhotoRecord, PhotoSketch
from persona_check.model.exhibit import Exhibit, ExhibitKind

HIT = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits" / "ethicist.jpg"


def sketch_of(content: bytes) -> PhotoSketch | None:
    exhibit = Exhibit(
        id="x1", kind=ExhibitKind.PHOTO, file_name="a.jpg", content=content, origin="--photo"
    )
    about = Claim(id="c", name="Odile Varennikov", exhibits=(exhibit,))
    (record,) = examined(about, as_of=datetime(2026, 1, 2, tzinfo=UTC))
    assert isinstance(record, PhotoRecord)
    return record.sketch


def test_the_record_carries_what_a_report_draws() -> None:
    sketch = sketch_of(HIT.read_bytes())
    assert sketch is not None
    assert sketch.face_box is not None
    left, top, right, bottom = sketch.face_box
    assert all(left < x < right and top < y < bottom for x, y in sketch.landmarks)
    assert len(sketch.landmarks) == 5
    assert sketch.expected == frame().points
    with Image.open(io.BytesIO(sketch.jpeg)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (sketch.width_px, sketch.height_px))


def test_a_picture_without_a_face_is_shown_without_marks_and_no_picture_not_at_all() -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "grey").save(out, "PNG")
    sketch = sketch_of(out.getvalue())
    assert sketch is not None
    assert (sketch.face_box, sketch.landmarks, sketch.expected) == (None, (), ())
    assert sketch_of(b"text") is None


@pytest.mark.parametrize("size", [(4000, 30), (17, 900), (1, 1), (320, 320)])
def test_a_thumbnail_is_bounded_and_keeps_its_shape(size: tuple[int, int]) -> None:
    jpeg, (width, height) = thumbnail(Image.new("RGB", size, "teal"))
    assert max(width, height) == min(SIDE, max(size))
    assert len(jpeg) < 40_000


def test_nothing_of_the_files_own_words_reaches_the_thumbnail() -> None:
    chunk = PngImagePlugin.PngInfo()
    chunk.add_text("comment", "<script>one</script>")
    exif = Image.Exif()
    exif[0x010E] = "<script>two</script>"
    out = io.BytesIO()
    picture = Image.open(HIT).convert("RGB")
    picture.save(out, "PNG", pnginfo=chunk, exif=exif, icc_profile=b"<script>three</script>" * 9)
    sketch = sketch_of(out.getvalue())
    assert sketch is not None
    assert b"script" not in sketch.jpeg
    commented = io.BytesIO()
    picture.save(commented, "JPEG", comment=b"<script>four</script>")
    sketch = sketch_of(commented.getvalue())
    assert sketch is not None
    assert b"script" not in sketch.jpeg
