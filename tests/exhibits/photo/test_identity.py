import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from persona_check.exhibits.photo.identity import (
    RATES,
    SAME_AT_LEAST,
    Alikeness,
    Comparer,
    Comparison,
    FacesMissingError,
    open_comparer,
)
from persona_check.exhibits.records import examined
from persona_check.model.claim import Claim
from persona_check.model.examination import PhotoRecord
from persona_check.model.exhibit import Exhibit, ExhibitKind

WHERE = "insightface and onnx come with the development dependencies"


def plain(*quarters: str) -> bytes:
    """A picture whose four quarters have these colours."""
    image = Image.new("RGB", (640, 640))
    for number, colour in enumerate(quarters):
        image.paste(colour, (number % 2 * 320, number // 2 * 320, 640, 640))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


ONE = plain("red", "blue", "green", "white")
OTHER = plain("cyan", "yellow", "magenta", "black")
FACELESS = plain("black", "black", "black", "black")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("insightface", reason=WHERE, exc_type=ImportError)
    pytest.importorskip("onnx", reason=WHERE, exc_type=ImportError)
    from tests.exhibits.photo.model_pack import write_pack

    return write_pack(tmp_path_factory.mktemp("faces") / "models" / "tiny")


@pytest.fixture(scope="module")
def comparer(pack: Path) -> Comparer:
    return open_comparer(pack)


def test_the_same_face_is_alike_and_the_published_error_rates_are_said(comparer: Comparer) -> None:
    (found,) = comparer.compare(ONE, [("page.png", ONE)])
    assert found.alikeness is Alikeness.ALIKE
    assert found.cosine == pytest.approx(1, abs=1e-3)
    assert "anyone can copy" in found.words
    assert RATES in found.words


def test_another_face_is_not_shown_to_be_the_same_and_never_said_to_differ(
    comparer: Comparer,
) -> None:
    (found,) = comparer.compare(ONE, [("page.png", OTHER)])
    assert found.alikeness is Alikeness.NOT_SHOWN
    assert found.cosine is not None
    assert found.cosine < SAME_AT_LEAST
    assert "age, light and pose" in found.words


def test_what_holds_no_face_or_is_no_picture_is_not_compared(comparer: Comparer) -> None:
    assert comparer.compare(ONE, [("a.png", FACELESS), ("b.png", b"text")]) == (
        Comparison(
            reference="a.png",
            alikeness=Alikeness.NOT_COMPARED,
            reason="a.png: no face was found",
        ),
        Comparison(
            reference="b.png",
            alikeness=Alikeness.NOT_COMPARED,
            reason="b.png: not a supported picture format",
        ),
    )
    (found,) = comparer.compare(FACELESS, [("a.png", ONE)])
    assert found.words == "the submitted picture: no face was found"


@pytest.mark.parametrize("size", [(20_000, 1), (2, 3_000)])
def test_a_picture_of_a_shape_that_the_library_cannot_take_ends_no_check(
    size: tuple[int, int], comparer: Comparer
) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    (found,) = comparer.compare(ONE, [("thread.png", out.getvalue())])
    assert found.alikeness is Alikeness.NOT_COMPARED
    assert found.words.startswith("thread.png: the model pack failed on it (")
    (found,) = comparer.compare(out.getvalue(), [("a.png", ONE)])
    assert found.words.startswith("the submitted picture: the model pack failed on it (")


class Analysis:
    """An analysis that finds these many faces, all without a direction."""

    def __init__(self, faces: int) -> None:
        self.faces = faces

    def get(self, pixels: object) -> list[object]:
        class Found:
            embedding = (0.0, 0.0)

        return [Found()] * self.faces


@pytest.mark.parametrize(
    ("faces", "reason"),
    [(1, "the model pack gave no usable result"), (2, "several faces were found")],
)
def test_an_unusable_answer_of_the_pack_compares_nothing(faces: int, reason: str) -> None:
    (found,) = Comparer(Analysis(faces)).compare(ONE, [("a.png", ONE)])
    assert found.words == f"the submitted picture: {reason}"


def test_without_a_pack_the_way_to_get_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(FacesMissingError, match="nothing is downloaded for you"):
        open_comparer(None)
    with pytest.raises(FacesMissingError, match="non-commercial research only"):
        open_comparer(tmp_path)


def test_a_missing_folder_is_never_handed_to_the_library(tmp_path: Path) -> None:
    with pytest.raises(FacesMissingError, match=r"not a folder of \.onnx files|not compared"):
        open_comparer(tmp_path / "buffalo_l")
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(FacesMissingError, match=r"persona-check\[faces\]"):
        open_comparer(tmp_path / "pack")


def test_a_broken_pack_and_one_without_recognition_are_refused(pack: Path, tmp_path: Path) -> None:
    from tests.exhibits.photo.model_pack import write_pack

    half = write_pack(tmp_path / "half", recognition=False)
    with pytest.raises(FacesMissingError, match="no recognition model"):
        open_comparer(half)
    (half / "det.onnx").write_bytes(b"not a model")
    open_comparer.cache_clear()
    with pytest.raises(FacesMissingError, match="cannot be loaded"):
        open_comparer(half)


def claimed(*references: bytes) -> Claim:
    pictures = [(ExhibitKind.PHOTO, "own.png", ONE)]
    pictures += [
        (ExhibitKind.PHOTO_REFERENCE, f"r{n}.png", content) for n, content in enumerate(references)
    ]
    return Claim(
        id="c",
        name="Odile Varennikov",
        exhibits=tuple(
            Exhibit(id=f"e{n}", kind=kind, file_name=name, content=content, origin="--photo")
            for n, (kind, name, content) in enumerate(pictures)
        ),
    )


def test_a_record_holds_similarities_and_never_an_embedding(pack: Path) -> None:
    (record,) = examined(
        claimed(ONE, OTHER), as_of=datetime(2026, 1, 2, tzinfo=UTC), faces_pack=pack
    )
    assert isinstance(record, PhotoRecord)
    assert [kind for kind, _ in record.marks] == ["alike", "not_shown"]
    assert [name for name, _ in record.same_person] == ["r0.png", "r1.png"]
    assert all(isinstance(value, float) for _, value in record.same_person)


def test_without_a_pack_the_record_says_that_nothing_was_compared() -> None:
    (record,) = examined(claimed(ONE), as_of=datetime(2026, 1, 2, tzinfo=UTC))
    assert isinstance(record, PhotoRecord)
    assert record.same_person == ()
    assert [kind for kind, _ in record.marks] == ["not_compared"]
