import io
from pathlib import Path

import pytest
from PIL import Image

from persona_check.exhibits.photo.examination import examine
from persona_check.exhibits.photo.identity import RATES, Alikeness, Comparison, open_comparer
from persona_check.exhibits.photo.likeness import likenesses
from persona_check.model.examination import PictureLikeness
from persona_check.model.record import PictureRecord
from tests.builders import provenance
from tests.exhibits.photo.model_pack import write_pack

PORTRAITS = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits"
OWN, OTHER = ((PORTRAITS / f"{name}.jpg").read_bytes() for name in ("ethicist", "researcher"))
PAGE = "https://www.norrvik.example/staff/maren"


def picture(content: bytes) -> PictureRecord:
    return PictureRecord(
        url=f"{PAGE}.jpg", page_url=PAGE, provenance=provenance("homepage"), content=content
    )


def compared(content: bytes, submitted: bytes = OWN) -> PictureLikeness:
    (found,) = likenesses(submitted, examine(submitted), (picture(content),), None)
    assert (found.url, found.page_url) == (f"{PAGE}.jpg", PAGE)
    return found


def smaller(content: bytes, kind: str) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(content)).resize((300, 300)).save(out, kind, quality=60)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_the_same_picture_resized_and_recompressed_is_the_same_picture(kind: str) -> None:
    found = compared(smaller(OWN, kind))
    assert found.kind == "same_picture"
    assert "anyone can copy it" in found.words
    assert "of 64 bits" in found.words


def test_a_mirrored_copy_is_the_same_picture_and_said_to_be_mirrored() -> None:
    out = io.BytesIO()
    turned = Image.open(io.BytesIO(OWN)).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    turned.save(out, "JPEG", quality=80)
    found = compared(out.getvalue())
    assert found.kind == "same_picture"
    assert found.words.startswith(f"the same picture, mirrored, appears on {PAGE} (")


def test_another_picture_without_a_pack_is_not_compared_and_the_way_to_get_one_is_said() -> None:
    found = compared(OTHER)
    assert found.kind == "not_compared"
    assert found.words.startswith(f"a different picture appears on {PAGE}; faces: not compared")


def test_a_damaged_picture_is_not_compared() -> None:
    assert compared(OWN[:3000]).words.startswith(f"the picture on {PAGE}: the picture is damaged")


def test_a_photo_without_a_face_matches_no_placeholder() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "grey").save(out, "PNG")
    found = compared(out.getvalue(), submitted=out.getvalue())
    assert (found.kind, found.words) == (
        "not_compared",
        "the submitted picture: no face was found",
    )


def test_through_insightface_itself_another_picture_gets_its_cosine_and_rates(
    tmp_path: Path,
) -> None:
    pytest.importorskip("insightface", reason="comes with the development dependencies")
    pack = write_pack(tmp_path / "models" / "tiny")
    # the tiny pack takes the colours for the face, which stay what they are in a picture turned
    out = io.BytesIO()
    turned = Image.open(io.BytesIO(OTHER)).rotate(25)
    turned.resize((640, 640)).save(out, "PNG")
    (found,) = likenesses(OTHER, examine(OTHER), (picture(out.getvalue()),), pack)
    assert found.kind == "alike"
    assert f"the picture on {PAGE}: " in found.words
    assert RATES in found.words
    open_comparer.cache_clear()


def test_another_picture_is_compared_by_faces_where_a_pack_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Pack:
        def compare(
            self, submitted: bytes, references: tuple[tuple[str, bytes], ...]
        ) -> tuple[Comparison, ...]:
            ((name, content),) = references
            assert (submitted, content) == (OWN, OTHER)
            return (Comparison(reference=name, alikeness=Alikeness.ALIKE, cosine=0.5, reason="r"),)

    monkeypatch.setattr("persona_check.exhibits.photo.likeness.open_comparer", lambda pack: Pack())
    found = compared(OTHER)
    assert found.kind == "alike"
    assert found.words.startswith(f"the picture on {PAGE}: r (cosine 0.50")
