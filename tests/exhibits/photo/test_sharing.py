import io
from pathlib import Path

from PIL import Image

from persona_check.batch.links import Link, LinkKind, SamePortraits, links_between
from persona_check.exhibits.photo.examination import PhotoExamination, PhotoLevel, examine
from persona_check.exhibits.photo.sharing import PortraitIndex, Shared, SharedKind, shared_among
from persona_check.model.claim import Claim, Exhibit, ExhibitKind

PORTRAITS = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits"
HIT, OTHER = ((PORTRAITS / f"{name}.jpg").read_bytes() for name in ("ethicist", "researcher"))


def smaller(content: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(content)).resize((300, 300)).save(out, "JPEG", quality=60)
    return out.getvalue()


def test_copies_of_a_portrait_and_a_generators_frame_are_shared() -> None:
    found = shared_among(
        {name: examine(of) for name, of in {"a": HIT, "b": OTHER, "c": smaller(HIT)}.items()}
    )
    assert [(group.kind, group.names) for group in found] == [
        (SharedKind.PORTRAIT, ("a", "c")),
        (SharedKind.FRAME, ("a", "c")),
    ]
    assert found[0] == Shared(kind=SharedKind.PORTRAIT, key=found[0].key, names=("a", "c"))


def test_placeholders_without_a_face_are_never_the_same_portrait() -> None:
    blank = PhotoExamination(
        level=PhotoLevel.ABSTAINED, reason="no face was found", perceptual_hash="0" * 16
    )
    assert shared_among({"a": blank, "b": blank}) == ()


def test_an_index_keeps_the_first_of_similar_hashes_as_key() -> None:
    index = PortraitIndex()
    assert index.key("00000000000000ff") == "00000000000000ff"
    assert index.key("00000000000000fe") == "00000000000000ff"
    assert index.key("ffffffffffffff00") == "ffffffffffffff00"


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
