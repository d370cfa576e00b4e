"""The submitted photo against the pictures that pages show of the person."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from persona_check.exhibits.photo.decode import UnusablePictureError, decode
from persona_check.exhibits.photo.examination import PhotoExamination
from persona_check.exhibits.photo.fingerprint import SAME_PORTRAIT_BITS, apart, fingerprints
from persona_check.exhibits.photo.identity import FacesMissingError, open_comparer
from persona_check.model.examination import PictureLikeness
from persona_check.model.record import PictureRecord

__all__ = ["likenesses"]

NOT_COMPARED = "not_compared"


def likenesses(
    submitted: bytes,
    examination: PhotoExamination,
    pictures: Sequence[PictureRecord],
    faces_pack: Path | None,
) -> tuple[PictureLikeness, ...]:
    """One for each picture: the same by its hash, else by faces where a model pack is given.

    Hashes are compared only where the photo holds a face: plain placeholders are all alike.
    """
    return tuple(_likenesses(submitted, examination, pictures, faces_pack))


def _likenesses(
    submitted: bytes,
    examination: PhotoExamination,
    pictures: Sequence[PictureRecord],
    faces_pack: Path | None,
) -> Iterator[PictureLikeness]:
    for picture in pictures:
        kind, words = _compared(submitted, examination, picture, faces_pack)
        yield PictureLikeness(url=picture.url, page_url=picture.page_url, kind=kind, words=words)


def _compared(
    submitted: bytes, examination: PhotoExamination, picture: PictureRecord, pack: Path | None
) -> tuple[str, str]:
    if examination.face is None or examination.perceptual_hash is None:
        return NOT_COMPARED, f"the submitted picture: {examination.reason}"
    try:
        shown, turned = fingerprints(decode(picture.content).image)
    except UnusablePictureError as error:
        return NOT_COMPARED, f"the picture on {picture.page_url}: {error}"
    for hashed, how in ((shown, ""), (turned, ", mirrored,")):
        bits = apart(hashed, examination.perceptual_hash)
        if bits <= SAME_PORTRAIT_BITS:
            return (
                "same_picture",
                f"the same picture{how} appears on {picture.page_url} ({bits} of 64 bits of the "
                "perceptual hash differ); anyone can copy it from there",
            )
    try:
        comparer = open_comparer(pack)
    except FacesMissingError as error:
        return NOT_COMPARED, f"a different picture appears on {picture.page_url}; faces: {error}"
    name = f"the picture on {picture.page_url}"
    (found,) = comparer.compare(submitted, ((name, picture.content),))
    return found.alikeness.value, found.words
