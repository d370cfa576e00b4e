"""A submitted picture with its measures, drawn from what the examination left in the record."""

import base64
from dataclasses import dataclass

from persona_check.model.examination import PhotoRecord
from persona_check.model.photo_measures import measure_words
from persona_check.model.report import Report

__all__ = ["Point", "Portrait", "portraits"]

MOST_JPEG_BYTES = 60_000  # the examination promises 40 kB; what is larger is not its own
MOST_PORTRAITS = 4
_UNSHOWN = frozenset({"crop_possible"})

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One picture; positions and the box (x, y, width, height) are in pixels of the drawing.

    ``address`` is a ``data:`` URI, empty where the picture could not be read.
    """

    file_name: str
    reason: str
    marks: tuple[str, ...]
    measurements: tuple[tuple[str, float], ...]
    address: str = ""
    width_px: int = 0
    height_px: int = 0
    box: tuple[float, float, float, float] | None = None
    landmarks: tuple[Point, ...] = ()
    expected: tuple[Point, ...] = ()

    @property
    def outline(self) -> tuple[Point, ...]:
        """Eyes and corners of the mouth where a generator puts them, in drawing order."""
        if len(self.expected) != 5:
            return ()
        left_eye, right_eye, _, left_mouth, right_mouth = self.expected
        return (left_eye, right_eye, right_mouth, left_mouth)


def portraits(report: Report) -> tuple[Portrait, ...]:
    """The examined pictures that came with the claim, in its order."""
    names = {exhibit.id: exhibit.file_name for exhibit in report.claim.exhibits}
    return tuple(
        _portrait(record, names.get(record.exhibit, record.exhibit))
        for record in report.photos[:MOST_PORTRAITS]
    )


def _portrait(record: PhotoRecord, file_name: str) -> Portrait:
    said = Portrait(
        file_name=file_name,
        reason=record.reason,
        marks=tuple(words for _, words in record.marks),
        measurements=tuple(
            (measure_words(name), value)
            for name, value in record.measurements
            if name not in _UNSHOWN
        ),
    )
    sketch = record.sketch
    if sketch is None or len(sketch.jpeg) > MOST_JPEG_BYTES:
        return said
    wide, high = sketch.width_px, sketch.height_px

    def placed(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((round(x * wide, 1), round(y * high, 1)) for x, y in points)

    box = None
    if sketch.face_box is not None:
        (left, top), (right, bottom) = placed((sketch.face_box[:2], sketch.face_box[2:]))
        box = (left, top, round(right - left, 1), round(bottom - top, 1))
    return Portrait(
        file_name=said.file_name,
        reason=said.reason,
        marks=said.marks,
        measurements=said.measurements,
        address="data:image/jpeg;base64," + base64.b64encode(sketch.jpeg).decode("ascii"),
        width_px=wide,
        height_px=high,
        box=box,
        landmarks=placed(sketch.landmarks),
        expected=placed(sketch.expected),
    )
