import io
from pathlib import Path

from PIL import Image

from persona_check.batch.links import Link, LinkKind, SamePortraits, links_between
from persona_check.exhibits.photo.fingerprint import PortraitIndex
from persona_check.model.claim import Claim
from persona_check.model.exhibit import Exhibit, ExhibitKind

PORTRAITS = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits"
HIT, OTHER = ((PORTRAITS / f"{name}.jpg").read_bytes() for name in ("ethicist", "researcher"))


def smaller(content: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(content)).resize((300, 300)).save(out, "JPEG", quality=60)
    return out.getvalue()


def test_an_index_keeps_the_first_of_similar_hashes_as_key() -> None:
    index = PortraitIndex()
    assert index.key("00000000000000ff") == "00000000000000ff"
    assert index.key("00000000000000fe") == "00000000000000ff"
    assert index.key("ffffffffffffff00") == "ffffffffffffff00"
    assert index.key("0f0f0f0f0f0f0f0f", "fffffffffffffe00") == "ffffffffffffff00"


def mirrored(content: bytes) -> bytes:
    out = io.BytesIO()
    image = Image.open(io.BytesIO(content)).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    image.resize((400, 400)).save(out, "JPEG", quality=70)
    return out.getvalue()


def claim(name: str, content: bytes) -> Claim:
    photo = Exhibit(
        id="e1", kind=ExhibitKind.PHOTO, file_name="p", content=content, origin="--photo"
    )
    return Claim(id=name, name=name, exhibits=(photo,))


def test_a_batch_links_claims_by_portrait_and_by_frame() -> None:
    claims = [claim("a", HIT), claim("b", OTHER), claim("c", smaller(HIT)), claim("d", b"x")]
    first, second = links_between(claims, SamePortraits())
    assert (first.kind, first.claims) == (LinkKind.PICTURE, ("a", "c"))
    assert second == Link(kind=LinkKind.FRAME, value="StyleGAN type", claims=("a", "c"))


def test_a_mirrored_portrait_is_the_same_portrait() -> None:
    claims = [claim("a", OTHER), claim("b", HIT), claim("c", mirrored(OTHER))]
    (link,) = links_between(claims, SamePortraits())
    assert (link.kind, link.claims) == (LinkKind.PICTURE, ("a", "c"))


def test_placeholders_without_a_face_are_never_the_same_portrait() -> None:
    def blank(colour: str) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (200, 200), colour).save(out, "PNG")
        return out.getvalue()

    assert (
        links_between([claim("a", blank("grey")), claim("b", blank("teal"))], SamePortraits()) == ()
    )
