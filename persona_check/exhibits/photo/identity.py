"""Whether two pictures show the same person, by the user's own insightface model pack."""

import importlib.util
import io
import warnings
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from persona_check.exhibits.photo.decode import UnusablePictureError, decode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "SAME_AT_LEAST",
    "Alikeness",
    "Comparer",
    "Comparison",
    "FacesMissingError",
    "open_comparer",
]

# ArcFace's cosine at a false accept rate of 0.1 % on pairs from LFW (as the authors of AdvFaces
# computed and used it, ronny3050/AdvFaces, thread 7, 2021-09).
SAME_AT_LEAST = 0.28
RATES = (
    "published rates: 0.1 % of pairs of different people in LFW reach 0.28; the pack buffalo_l "
    "accepts 96 % of same-person pairs in IJB-C at 0.01 % false accepts; your pack may differ"
)
HOW_TO_GET = (
    "not compared: install 'persona-check[faces]' with pip, and give --faces-pack a folder of "
    ".onnx models; insightface's packs are for non-commercial research only, and nothing is "
    "downloaded for you"
)


class FacesMissingError(Exception):
    """The library or the model pack is not there; the message says how to get it."""


class Alikeness(StrEnum):
    """What a comparison can say."""

    ALIKE = "alike"
    NOT_SHOWN = "not_shown"  # age, light and pose keep pictures of one person apart too
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The submitted picture against one reference.

    ``cosine`` in [-1, 1] is that of the two faces' embeddings, which are dropped at once; None
    where one picture holds no face or several. ``rates`` are the published error rates.
    """

    reference: str
    alikeness: Alikeness
    cosine: float | None = None
    reason: str = ""
    rates: str = RATES

    @property
    def words(self) -> str:
        """The comparison in one line."""
        if self.cosine is None:
            return self.reason
        return f"{self.reference}: {self.reason} (cosine {self.cosine:.2f}; {self.rates})"


class Comparer:
    """A loaded pack; embeddings live only while two pictures are compared."""

    def __init__(self, analysis: Any) -> None:
        self._analysis = analysis

    def compare(
        self, submitted: bytes, references: Sequence[tuple[str, bytes]]
    ) -> tuple[Comparison, ...]:
        """One comparison for each (name, content) of the references, in order."""
        own, trouble = self._embedding(submitted)
        return tuple(self._compared(own, trouble, name, content) for name, content in references)

    def _compared(
        self, own: "NDArray[np.float32] | None", trouble: str, name: str, content: bytes
    ) -> Comparison:
        if own is None:
            return Comparison(
                reference=name,
                alikeness=Alikeness.NOT_COMPARED,
                reason=f"the submitted picture: {trouble}",
            )
        other, trouble = self._embedding(content)
        if other is None:
            return Comparison(
                reference=name, alikeness=Alikeness.NOT_COMPARED, reason=f"{name}: {trouble}"
            )
        cosine = round(float(own @ other), 4)
        alike = cosine >= SAME_AT_LEAST
        return Comparison(
            reference=name,
            alikeness=Alikeness.ALIKE if alike else Alikeness.NOT_SHOWN,
            cosine=cosine,
            reason="likely the same person; anyone can copy a portrait from a public page"
            if alike
            else "not shown to be the same person; age, light and pose also make pictures differ",
        )

    def _embedding(self, content: bytes) -> "tuple[NDArray[np.float32] | None, str]":
        import numpy as np

        try:
            image = decode(content).image
        except UnusablePictureError as error:
            return None, str(error)
        # insightface takes pixels in the order blue, green, red
        pixels = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                faces = self._analysis.get(pixels)
            except Exception as error:  # by the shape of a stranger's picture, of many kinds
                return None, f"the model pack failed on it ({type(error).__name__})"
        if len(faces) != 1:
            return None, "no face was found" if not faces else "several faces were found"
        vector = np.asarray(faces[0].embedding, dtype=np.float32)
        length = float(np.linalg.norm(vector))
        if not length:
            return None, "the model pack gave no usable result"
        return vector / length, ""


@lru_cache(maxsize=1)
def open_comparer(pack: Path | None) -> Comparer:
    """The comparer on a pack: a folder with a detector and a recognition model as ONNX files.

    Raises:
        FacesMissingError: no pack named, no such folder, no library, or unsuitable models.
    """
    if pack is None or importlib.util.find_spec("insightface") is None:
        raise FacesMissingError(HOW_TO_GET)
    # insightface downloads a pack where the folder is missing, so it is never asked then
    folder = pack.expanduser().resolve()
    if not folder.is_dir() or not any(folder.glob("*.onnx")):
        raise FacesMissingError(f"{pack} is not a folder of .onnx files; {HOW_TO_GET}")
    said = io.StringIO()
    try:
        with warnings.catch_warnings(), redirect_stdout(said), redirect_stderr(said):
            warnings.simplefilter("ignore")
            from insightface.app import FaceAnalysis

            analysis = FaceAnalysis(
                name=str(folder),
                root=str(folder.parent),
                allowed_modules=["detection", "recognition"],
                providers=["CPUExecutionProvider"],
            )
            analysis.prepare(ctx_id=-1, det_size=(640, 640))
    except Exception as error:  # whatever a broken model makes the library raise
        raise FacesMissingError(
            f"the model pack {pack} cannot be loaded ({type(error).__name__})"
        ) from error
    if "recognition" not in analysis.models:
        raise FacesMissingError(f"the model pack {pack} contains no recognition model")
    return Comparer(analysis)
