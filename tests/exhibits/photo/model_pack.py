"""A tiny model pack of the layout that insightface loads: one box in the middle, colours as face.

The detector has the nine outputs of SCRFD (scores, boxes, five points at strides 8, 16, 32, two
anchors a place) and answers the same whatever it sees, unless the picture's middle is black. The
recognition model answers the mean colour of each quarter of the aligned face.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

__all__ = ["write_pack"]

SIDE = 640
STRIDES = (8, 16, 32)


def write_pack(folder: Path, *, recognition: bool = True) -> Path:
    """The pack's folder, written anew."""
    folder.mkdir(parents=True)
    onnx.save(_detector(), str(folder / "det.onnx"))
    if recognition:
        onnx.save(_recogniser(), str(folder / "w600k_tiny.onnx"))
    return folder


def _constant(name: str, values: NDArray[np.float32]) -> onnx.TensorProto:
    return numpy_helper.from_array(values.astype(np.float32), name)


def _detector() -> onnx.ModelProto:
    """Score = clipped brightness of the picture's middle; box and points fixed."""
    nodes, constants, outputs = [], [], []
    # brightness of the 64 x 64 pixels in the middle, as 0 (black) or 1 (anything else)
    for name, bounds in (("from", [288, 288]), ("to", [352, 352]), ("axes", [2, 3])):
        constants.append(numpy_helper.from_array(np.array(bounds, np.int64), name))
    nodes.append(helper.make_node("Slice", ["input", "from", "to", "axes"], ["middle"]))
    nodes.append(helper.make_node("ReduceMax", ["middle"], ["brightest"], keepdims=0))
    constants += [_constant("low", np.array(0.95)), _constant("many", np.array(10.0))]
    nodes.append(helper.make_node("Add", ["brightest", "low"], ["lifted"]))
    nodes.append(helper.make_node("Mul", ["lifted", "many"], ["steep"]))
    constants += [_constant("zero", np.array(0.0)), _constant("one", np.array(1.0))]
    nodes.append(helper.make_node("Clip", ["steep", "zero", "one"], ["seen"]))
    # box: 320 px wide about the middle; points as in the alignment template of ArcFace
    points = np.array([[250, 260], [390, 260], [320, 340], [265, 400], [375, 400]], np.float32)
    groups: dict[str, list[tuple[str, tuple[int, int]]]] = {"score": [], "box": [], "points": []}
    for stride in STRIDES:
        side = SIDE // stride
        places = side * side * 2
        centre = (side // 2) * stride
        at = ((side // 2) * side + side // 2) * 2
        score = np.zeros((places, 1), np.float32)
        if stride == 32:
            score[at] = 0.9
        box = np.zeros((places, 4), np.float32)
        box[at] = np.array([160, 160, 160, 160]) / stride
        marks = np.zeros((places, 10), np.float32)
        marks[at] = (points - centre).ravel() / stride
        for kind, values in (("score", score), ("box", box), ("points", marks)):
            name = f"{kind}_{stride}"
            constants.append(_constant(f"{name}_fixed", values))
            nodes.append(helper.make_node("Mul", [f"{name}_fixed", "seen"], [name]))
            groups[kind].append((name, values.shape))
    for kind in ("score", "box", "points"):
        outputs += [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
            for name, shape in groups[kind]
        ]
    return _model("detector", nodes, constants, (1, 3, SIDE, SIDE), outputs)


def _recogniser() -> onnx.ModelProto:
    nodes = [
        helper.make_node(
            "AveragePool", ["input"], ["pooled"], kernel_shape=[56, 56], strides=[56, 56]
        ),
        helper.make_node("Flatten", ["pooled"], ["embedding"]),
    ]
    out = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, 12])
    return _model("recogniser", nodes, [], (1, 3, 112, 112), [out])


def _model(
    name: str,
    nodes: list[onnx.NodeProto],
    constants: list[onnx.TensorProto],
    shape: tuple[int, ...],
    outputs: list[onnx.ValueInfoProto],
) -> onnx.ModelProto:
    source = helper.make_tensor_value_info("input", TensorProto.FLOAT, list(shape))
    graph = helper.make_graph(nodes, name, [source], outputs, constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
