"""Pictures of phones, and pictures that lost their end on the way."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from persona_check.exhibits.photo.decode import UnusablePictureError, decode
from persona_check.exhibits.photo.examination import PhotoLevel, examine

PORTRAIT = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits" / "researcher.jpg"
FACE = Image.open(PORTRAIT).convert("RGB")


def saved(kind: str, image: Image.Image = FACE, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def brands(*names: bytes) -> bytes:
    """The head of a picture file of these brands, and nothing that could be decoded."""
    body = names[0] + b"\0\0\0\0" + b"".join(names)
    return (len(body) + 8).to_bytes(4) + b"ftyp" + body + b"\0\0\0\x08meta" + b"\0" * 500


@pytest.mark.parametrize("lost", [1, 2, 40])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_without_its_last_bytes_is_examined_and_that_is_told(
    lost: int, progressive: bool
) -> None:
    whole = saved("JPEG", quality=90, progressive=progressive)
    found = examine(whole[:-lost])
    assert found.level is examine(whole).level is PhotoLevel.MISS
    assert found.notes[0] == "the file is cut short and was read as far as it goes"
    assert "cut short" not in " ".join(examine(whole).notes)


def test_how_much_of_a_cut_jpeg_is_missing_is_told_or_too_much() -> None:
    whole = saved("JPEG", quality=90)
    (note,) = decode(whole[: len(whole) * 3 // 4]).notes
    share = int(note.removesuffix("% of the picture is missing").rpartition(" ")[2])
    assert 10 <= share <= 40
    with pytest.raises(UnusablePictureError, match=r"damaged: \d\d% of it is missing"):
        decode(whole[: len(whole) // 5])
    with pytest.raises(UnusablePictureError):
        decode(whole[:30])


def test_what_is_missing_of_a_turned_picture_is_measured_as_it_is_stored() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = saved("JPEG", FACE.rotate(90, expand=True), exif=exif, quality=90)
    cut, turned = decode(whole[: len(whole) * 3 // 4]).notes
    assert "% of the picture is missing" in cut
    assert "rotated" in turned


def test_an_avif_is_read_like_any_picture() -> None:
    found = examine(saved("AVIF", quality=90))
    assert (found.level, decode(saved("AVIF")).format) == (PhotoLevel.MISS, "AVIF")


def test_a_heic_without_its_extra_says_which_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    for content in (brands(b"heic", b"mif1"), brands(b"mif1", b"heix"), brands(b"msf1")):
        with pytest.raises(UnusablePictureError, match="extra “heif”") as caught:
            decode(content)
        assert "or save the picture as JPEG" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(brands(b"mif1", b"avif"), "AVIF"), (brands(b"avif")[:40], "AVIF"), (brands(b"qt  "), None)],
)
def test_a_file_of_that_family_that_cannot_be_read_names_its_kind(
    content: bytes, kind: str | None
) -> None:
    with pytest.raises(UnusablePictureError) as caught:
        decode(content)
    words = "not a supported picture format" if kind is None else f"the {kind} picture"
    assert str(caught.value).startswith(words)


def test_a_heic_is_read_with_its_extra() -> None:
    pytest.importorskip("pillow_heif", reason="the extra heif is not installed")
    headless = examine(brands(b"heic"))
    assert headless.level is PhotoLevel.ABSTAINED
    assert "HEIC" in headless.reason
    assert "JPEG" in headless.reason
    whole = saved("HEIF", quality=90)
    assert (examine(whole).level, decode(whole).format) == (PhotoLevel.MISS, "HEIC")
    with pytest.raises(UnusablePictureError, match="HEIC picture is damaged"):
        decode(whole[: len(whole) // 2])
