"""Networks in OpenVINO: the fast path on CPUs.

The graph itself takes the camera's bytes: conversion from BGR bytes to planes of RGB floats is part of it, so Python
does no more than one copy per frame.
"""

from __future__ import annotations

import platform
import threading
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import yaml

from core.detect.head import read_head
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.protocol import Backend, Shape
    from core.types import Image

#: No inference takes this long: rather fail and be started again than hang for ever.
_PATIENCE_MS: Final = 60_000
#: Frames in flight where throughput counts: half of them are finished in one go while all streams have work.
_MANY: Final = 8


class OpenVinoRuntime:
    """A network read by OpenVINO.

    Args:
        path: the .xml file of an intermediate representation, or an .onnx file.
        metadata: what the export wrote about the network.
        device: "auto" and "cpu" mean the processor; otherwise OpenVINO's own name (GPU, NPU, GPU.1).
        streams: inferences that run at the same time. One gives the least latency; as many as there are cores
            give the most frames per second.

    Raises:
        UserError: unreadable, not a detection network, or no such device.
    """

    backend: Backend = "openvino"

    def __init__(self, path: Path, metadata: Mapping[str, Any], device: str, streams: int) -> None:
        import openvino  # noqa: PLC0415 -- 0.2 s that other backends need not wait for

        self._ov = openvino
        self._core = openvino.Core()
        self.device = self._known_device(device)
        self._path = path
        model = self._read()
        outputs = [[_length(side) for side in output.partial_shape] for output in model.outputs]
        self._whole = read_head(path, metadata, outputs)
        pruned = not self._whole.end_to_end and self._prune(model)
        self.head = self._whole.pruned() if pruned else self._whole
        self.fixed = _fixed_shape(path, [_length(side) for side in model.input().partial_shape])
        self.depth = 1 if streams == 1 else _MANY
        self._hints = _hints(self.device, streams)
        self._compiled: dict[Shape, Any] = {}
        self._compiling = threading.Lock()

    def _known_device(self, device: str) -> str:
        wanted = "CPU" if device in {"auto", "cpu"} else device.upper().removeprefix("INTEL:")
        available: list[str] = self._core.available_devices
        if not any(wanted in (name, name.partition(".")[0]) for name in available):
            raise UserError(
                f"OpenVINO finds no device '{device}' on this machine",
                f"choose one of {', '.join(['auto', *available])}",
            )
        return wanted

    def _read(self) -> Any:  # noqa: ANN401 -- openvino.Model; the library ships no types
        try:
            model = self._core.read_model(self._path)
            model.input()
        except RuntimeError as error:
            raise UserError(
                f"OpenVINO cannot load model {self._path}: {_first_line(error)}",
                "export or download it again",
            ) from error
        return model

    def lanes(self, shape: Shape) -> Callable[[], OpenVinoLane]:
        """Compile for inputs of this shape, once for all cameras that share it."""
        with self._compiling:
            if shape not in self._compiled:
                self._compiled[shape] = self._compile(shape)
            compiled = self._compiled[shape]
        return lambda: OpenVinoLane(compiled.create_infer_request(), self._ov.Tensor, shape)

    def _compile(self, shape: Shape) -> Any:  # noqa: ANN401 -- openvino.CompiledModel
        model = self._read()
        try:
            model.reshape([1, 3, *shape])
            if self.head is not self._whole:
                self._prune(model)
            return self._core.compile_model(self._takes_bytes(model, shape), self.device, self._hints)
        except RuntimeError as error:
            raise UserError(
                f"model {self._path} does not accept {shape[1]}x{shape[0]} images: {_first_line(error)}",
                "set detector.image_size to the size used when the model was exported",
            ) from error

    def _prune(self, model: Any) -> bool:  # noqa: ANN401 -- openvino.Model
        """Leave out the scores of classes that are not ours where the graph ends as ultralytics' exports do.

        That end is: boxes and the sigmoid of all scores, joined; the scores come from a last convolution at each
        scale. Without the other classes of 80 an inference takes 3 to 5 % less of the processor.
        """
        join = model.get_results()[0].input_value(0).get_node()
        last = join.input_value(join.get_input_size() - 1).get_node()
        if (join.get_type_name(), join.get_input_size(), last.get_type_name()) != ("Concat", 2, "Sigmoid"):
            return False
        scales = _inputs(_inputs(last)[0])
        if all(_chain(scale, 3) == ["Reshape", "Add", "Convolution"] for scale in scales):
            for scale in scales:
                self._prune_scale(scale)
        else:
            self._take(last.input(0), 1)
        model.validate_nodes_and_infer_types()
        return True

    def _prune_scale(self, reshape: Any) -> None:  # noqa: ANN401 -- openvino.Node
        """Let the last convolution of one scale work out the scores of our classes alone."""
        add = reshape.input_value(0).get_node()
        self._take(add.input_value(0).get_node().input(1), 0)  # weights
        self._take(add.input(1), 1)  # bias
        shape = np.array([0, len(self._whole.numbers), -1])  # batch as it is, classes, places
        reshape.input(1).replace_source_output(self._ov.opset13.constant(shape).output(0))

    def _take(self, port: Any, axis: int) -> None:  # noqa: ANN401 -- openvino.Input
        """Let `port` have only what is ours along `axis`, where there is one entry for each class."""
        op = self._ov.opset13
        ours = op.gather(port.get_source_output(), op.constant(self._whole.numbers), op.constant(np.int64(axis)))
        port.replace_source_output(ours.output(0))

    def _takes_bytes(self, model: Any, shape: Shape) -> Any:  # noqa: ANN401 -- openvino.Model
        """The same network with (1, h, w, 3) BGR bytes as its input.

        Scaled first and transposed last, the transposition costs nothing: the processor's convolutions want their
        channels last, and the order of colours moves into the first one's weights. What OpenVINO's own
        `PrePostProcessor` makes turns the picture over twice, 3 % of a small network's time.
        """
        op, planes = self._ov.opset13, model.get_parameters()[0]
        picture = op.parameter([1, *shape, 3], self._ov.Type.u8, name="picture")
        scaled = op.multiply(op.convert(picture, "f32"), op.constant(np.float32(1 / 255)))
        rgb = op.gather(scaled, op.constant(np.array([2, 1, 0])), op.constant(np.int64(3)))
        for user in planes.output(0).get_target_inputs():
            user.replace_source_output(op.transpose(rgb, op.constant(np.array([0, 3, 1, 2]))).output(0))
        model.add_parameters([picture])
        model.remove_parameter(planes)
        model.validate_nodes_and_infer_types()
        return model


class OpenVinoLane:
    """One inference request with its input; the output is read where OpenVINO put it."""

    def __init__(self, request: Any, tensor: Any, shape: Shape) -> None:  # noqa: ANN401 -- untyped library
        memory = np.empty((1, *shape, 3), np.uint8)
        request.set_input_tensor(tensor(memory, shared_memory=True))
        self.input: Image = memory[0]
        self._request = request

    def start(self) -> None:
        """Run in OpenVINO's threads."""
        self._request.start_async()

    def wait(self) -> NDArray[np.float32]:
        """The raw output, in OpenVINO's memory."""
        if not self._request.wait_for(_PATIENCE_MS):
            self._request.cancel()
            raise RuntimeError("OpenVINO did not finish an inference within a minute")
        output: NDArray[np.float32] = self._request.get_output_tensor().data
        return output


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


def read_metadata(xml: Path) -> dict[str, Any]:
    """What ultralytics wrote beside the network; nothing if there is no such file.

    Raises:
        UserError: the file is not what ultralytics writes.
    """
    path = xml.with_name("metadata.yaml")
    if not path.is_file():
        return {}
    try:
        metadata = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is damaged: {_first_line(error)}", "export the model again") from error
    if not isinstance(metadata, dict):
        raise UserError(f"{path} is damaged: it contains no keys", "export the model again")
    return metadata


def _hints(device: str, streams: int) -> dict[str, Any]:
    hints: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY"}
    if streams > 1:
        hints = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": streams}
    # Reduced precision is refused or wrong on some processors there; ultralytics does the same.
    if device == "CPU" and (platform.system() == "Windows" or platform.machine() in {"aarch64", "arm64"}):
        hints["INFERENCE_PRECISION_HINT"] = "f32"
    return hints


def _fixed_shape(path: Path, shape: list[int | None]) -> Shape | None:
    if len(shape) != 4 or shape[1] not in {3, None}:  # noqa: PLR2004 -- batch, channels, height, width
        raise UserError(
            f"model {path} does not accept images: its input shape is {shape}", "use a model with input shape 1x3xHxW"
        )
    height, width = shape[2:]
    return (height, width) if height and width else None


def _length(side: Any) -> int | None:  # noqa: ANN401 -- openvino.Dimension
    return side.get_length() if side.is_static else None


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__)[:200]
