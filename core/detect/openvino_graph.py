"""Changes to an OpenVINO graph that make it faster, each of them proved on the spot.

A changed graph is used only after it has given, for the same picture, what the untouched one gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.detect.head import Head
    from core.detect.protocol import Shape

#: Share of all numbers that have to agree: integer networks round a few of them the other way.
_ALIKE: Final = 0.98
_BOX_SHARE: Final = 0.002  # of the largest coordinate
_LOG_SCORE: Final = 0.02


class Change(NamedTuple):
    """What is done to a graph.

    Attributes:
        prune: leave out the scores of classes that are not ours.
        takes_bytes: it takes a camera's bytes instead of planes of floats.
    """

    prune: bool
    takes_bytes: bool


#: From the fastest to the graph as it is.
CHANGES: Final = (Change(prune=True, takes_bytes=True), Change(prune=False, takes_bytes=True))
UNTOUCHED: Final = Change(prune=False, takes_bytes=False)


def changed(model: Any, change: Change, head: Head, shape: Shape, ov: Any) -> Any:  # noqa: ANN401 -- untyped library
    """The graph after `change`; `model` itself is changed.

    Args:
        model: openvino.Model, its input already (1, 3, height, width).
        change: what to do.
        head: how the untouched output is to be read.
        shape: height and width of the input.
        ov: the module openvino.

    Raises:
        ValueError: the graph does not end as ultralytics' exports do, or has nothing to leave out.
        RuntimeError: OpenVINO does not like the result.
    """
    if change.prune:
        _prune(model, head.numbers, len(head.ours), ov.opset13)
    if change.takes_bytes:
        _take_bytes(model, shape, ov)
    return model


def agree(whole: NDArray[np.float32], found: NDArray[np.float32], head: Head, change: Change) -> bool:
    """Whether a changed graph's output says what the untouched one's does.

    Scores are compared by their logarithms, so that those of places where there is nothing tell as much as others.
    """
    if head.end_to_end:
        boxes, scores = (whole[..., :4], found[..., :4]), (whole[..., 4:5], found[..., 4:5])
        classes = whole[..., 5] == found[..., 5] if whole.shape == found.shape else np.zeros(1, bool)
    else:
        rows = 4 + (head.numbers if change.prune else np.arange(len(head.ours)))
        boxes, scores = (whole[:, :4], found[:, :4]), (whole[:, rows], found[:, 4:])
        classes = np.ones(1, bool)
    if boxes[0].shape != boxes[1].shape or scores[0].shape != scores[1].shape:
        return False
    near = np.abs(boxes[0] - boxes[1]) <= _BOX_SHARE * max(1e-6, float(np.abs(boxes[0]).max()))
    logs = [np.log(np.maximum(part, 1e-12)) for part in scores]
    sure = np.abs(logs[0] - logs[1]) <= _LOG_SCORE
    return bool(min(near.mean(), sure.mean(), classes.mean()) >= _ALIKE)


def _prune(model: Any, numbers: NDArray[np.intp], classes: int, op: Any) -> None:  # noqa: ANN401 -- untyped library
    """Leave out the scores of classes that are not ours where the graph ends as ultralytics' exports do.

    That end is: boxes and the sigmoid of all scores, joined; the scores come from a last convolution at each scale.
    Without the other classes of 80 an inference takes 3 to 5 % less of the processor.
    """
    join = model.get_results()[0].input_value(0).get_node()
    last = join.input_value(join.get_input_size() - 1).get_node()
    ends = (join.get_type_name(), join.get_input_size(), last.get_type_name()) == ("Concat", 2, "Sigmoid")
    if not ends or len(numbers) == classes:
        raise ValueError("nothing to leave out")
    scales = _inputs(_inputs(last)[0])
    if all(_chain(scale, 3) == ["Reshape", "Add", "Convolution"] for scale in scales):
        for scale in scales:
            _prune_scale(scale, numbers, op)
    else:
        _take(last.input(0), 1, numbers, op)
    model.validate_nodes_and_infer_types()


def _prune_scale(reshape: Any, numbers: NDArray[np.intp], op: Any) -> None:  # noqa: ANN401 -- untyped library
    """Let the last convolution of one scale work out the scores of our classes alone."""
    add = reshape.input_value(0).get_node()
    _take(add.input_value(0).get_node().input(1), 0, numbers, op)  # weights
    _take(add.input(1), 1, numbers, op)  # bias
    # In figures: a 0 would mean "as it is" in some exports and nothing at all in others.
    shape = np.array([1, len(numbers), -1])
    reshape.input(1).replace_source_output(op.constant(shape).output(0))


def _take(port: Any, axis: int, numbers: NDArray[np.intp], op: Any) -> None:  # noqa: ANN401 -- untyped library
    """Let `port` have only what is ours along `axis`, where there is one entry for each class."""
    ours = op.gather(port.get_source_output(), op.constant(numbers), op.constant(np.int64(axis)))
    port.replace_source_output(ours.output(0))


def _take_bytes(model: Any, shape: Shape, ov: Any) -> None:  # noqa: ANN401 -- untyped library
    """The same network with (1, h, w, 3) BGR bytes as its input.

    Scaled first and transposed last, the transposition costs nothing: the processor's convolutions want their
    channels last, and the order of colours moves into the first one's weights. What OpenVINO's own `PrePostProcessor`
    makes turns the picture over twice, 3 % of a small network's time.
    """
    op, planes = ov.opset13, model.get_parameters()[0]
    picture = op.parameter([1, *shape, 3], ov.Type.u8, name="picture")
    scaled = op.multiply(op.convert(picture, "f32"), op.constant(np.float32(1 / 255)))
    rgb = op.gather(scaled, op.constant(np.array([2, 1, 0])), op.constant(np.int64(3)))
    turned = op.transpose(rgb, op.constant(np.array([0, 3, 1, 2])))
    wanted = planes.get_element_type()
    ready = turned if wanted == ov.Type.f32 else op.convert(turned, wanted.get_type_name())
    for user in planes.output(0).get_target_inputs():
        user.replace_source_output(ready.output(0))
    model.add_parameters([picture])
    model.remove_parameter(planes)
    model.validate_nodes_and_infer_types()


def _inputs(node: Any) -> list[Any]:  # noqa: ANN401 -- openvino.Node
    return [node.input_value(number).get_node() for number in range(node.get_input_size())]


def _chain(node: Any, length: int) -> list[str]:  # noqa: ANN401 -- openvino.Node
    """The kinds of `node`, of what it is made from, and so on."""
    kinds: list[str] = []
    while len(kinds) < length:
        kinds.append(node.get_type_name())
        if not node.get_input_size():
            break
        node = _inputs(node)[0]
    return kinds
