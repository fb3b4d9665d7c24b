"""Networks in OpenVINO: the fast path on CPUs.

Where the graph allows it, it takes the camera's bytes itself: conversion from BGR bytes to planes of RGB floats is part
of it, so Python does no more than one copy per frame.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import structlog

from core.detect import precision
from core.detect.facts import read_facts, sidecar
from core.detect.head import check_outputs, read_head
from core.detect.onnx_runtime import onnx_facts
from core.detect.openvino_graph import CHANGES, UNTOUCHED, Change, agree, changed
from core.detect.picture import taken, trial, trial_shape
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.facts import Facts
    from core.detect.opening import Opening
    from core.detect.picture import Planes
    from core.detect.protocol import Shape
    from core.types import Image

log = structlog.get_logger()

#: No inference takes this long: rather fail and be started again than hang for ever.
_PATIENCE_MS: Final = 60_000
#: Frames in flight where throughput counts: half of them are finished in one go while all streams have work.
_MANY: Final = 8
#: For comparing graphs: what differs must be the graph, not the rounding of short floats.
_EXACT: Final = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}


class OpenVinoRuntime:
    """A network read by OpenVINO.

    Args:
        path: the .xml file of an intermediate representation, or an .onnx file.
        facts: what the export says of itself.
        device: "auto" and "cpu" mean the processor; otherwise OpenVINO's own name (GPU, NPU, GPU.1).
        streams: inferences that run at the same time. One gives the least latency; as many as there are cores
            give the most frames per second.
        names: what the settings say that class names mean.
        shown: the user's file, named in errors.

    Raises:
        UserError: unreadable, not a detection network, or no such device.
    """

    backend = "openvino"

    def __init__(  # noqa: PLR0913, PLR0917 -- what is run, on what, and what to call it
        self, path: Path, facts: Facts, device: str, streams: int, names: Mapping[str, str], shown: Path
    ) -> None:
        import openvino  # noqa: PLC0415 -- 0.2 s that other backends need not wait for

        self._ov = openvino
        self._core = openvino.Core()
        self.device = self._known_device(device)
        self._path, self._shown = path, shown
        self.facts = facts
        model = self._read()
        check_outputs(shown, facts, [[_length(side) for side in output.partial_shape] for output in model.outputs])
        self._planes, self.fixed = self._taken(model)
        self.grey = self._planes.channels == 1
        self._change, self._compiled = UNTOUCHED, dict[Any, Any]()
        whole = self._tried(UNTOUCHED)
        self._whole = read_head(shown, facts, names, lambda: whole)
        self._change = self._proved(whole)
        self.head = self._whole.pruned() if self._change.prune else self._whole
        self.batch = 1 if self._change.takes_bytes else self._planes.batch
        self.depth = 1 if streams == 1 else _MANY
        self._hints = _hints(streams) | precision.hints(self.device, quantised=precision.is_quantised(model))
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
                f"OpenVINO cannot load model {self._shown}: {_first_line(error)}",
                "export or download it again",
            ) from error
        return model

    def _taken(self, model: Any) -> tuple[Planes, Shape | None]:  # noqa: ANN401 -- openvino.Model
        port = model.input()
        shape = [_length(side) for side in port.partial_shape]
        return taken(self._shown, shape, self.facts.channels, np.dtype(port.element_type.to_dtype()))

    def _graph(self, change: Change, shape: Shape) -> Any:  # noqa: ANN401 -- openvino.Model
        """The network for pictures of this shape.

        Raises:
            RuntimeError: OpenVINO cannot make it.
            ValueError: it cannot be changed so.
        """
        model = self._read()
        if change != UNTOUCHED or model.input().partial_shape.is_dynamic:
            model.reshape([1, self._planes.channels, *shape])
        return model if change == UNTOUCHED else changed(model, change, self._whole, shape, self._ov)

    def _tried(self, change: Change) -> NDArray[np.float32]:
        """What the network gives for the trial picture, exactly and on the processor if there is one.

        Raises:
            UserError: the untouched network does not take pictures.
        """
        shape = self.fixed or trial_shape(self.facts.stride)
        try:
            graph = self._graph(change, shape)
            device = "CPU" if "CPU" in self._core.available_devices else self.device
            compiled = self._core.compile_model(graph, device, _EXACT if device == "CPU" else {})
            picture = trial(shape)
            lane = self._lane(compiled, shape, change)
            lane.input[:] = picture
            lane.start()
            return lane.wait().copy()
        except RuntimeError as error:
            if change != UNTOUCHED:
                raise
            raise self._refused(shape, error) from error

    def _proved(self, whole: NDArray[np.float32]) -> Change:
        """The fastest change after which the network says the same; none if it cannot be changed."""
        for change in CHANGES if self._planes.channels == 3 else ():  # noqa: PLR2004 -- colour
            if change.prune and self._whole.end_to_end:
                continue
            try:
                if agree(whole, self._tried(change), self._whole, change):
                    return change
                log.info("the network is used without a change that would alter its results", change=change)
            except Exception as error:  # noqa: BLE001 -- whatever the graph is, it runs as it was exported
                log.debug("the network cannot be changed", change=change, reason=_first_line(error))
        return UNTOUCHED

    def lanes(self, shape: Shape) -> Callable[[], OpenVinoLane]:
        """Compile for inputs of this shape, once for all cameras that share it."""
        with self._compiling:
            if shape not in self._compiled:
                self._compiled[shape] = self._compile(shape)
            compiled = self._compiled[shape]
        return partial(self._lane, compiled, shape, self._change)

    def _lane(self, compiled: Any, shape: Shape, change: Change) -> OpenVinoLane:  # noqa: ANN401 -- as above
        request = compiled.create_infer_request()
        if change.takes_bytes:
            return OpenVinoLane(request, self._ov.Tensor, shape)
        return PlanesLane(request, shape, self._planes)

    def _compile(self, shape: Shape) -> Any:  # noqa: ANN401 -- openvino.CompiledModel
        try:
            return self._core.compile_model(self._graph(self._change, shape), self.device, self._hints)
        except RuntimeError as error:
            raise self._refused(shape, error) from error

    def _refused(self, shape: Shape, error: Exception) -> UserError:
        return UserError(
            f"OpenVINO cannot run model {self._shown} on {shape[1]}x{shape[0]} images: {_first_line(error)}",
            "set detector.image_size to the size used for training, or use another backend",
        )


class OpenVinoLane:
    """One inference request with its input; the output is read where OpenVINO put it."""

    def __init__(self, request: Any, tensor: Any, shape: Shape) -> None:  # noqa: ANN401 -- untyped library
        self.input: Image = np.empty((*shape, 3), np.uint8)
        self._read: Image | None = None  # where OpenVINO reads
        self._request = request
        self._tensor = tensor

    def start(self) -> None:
        """Run in OpenVINO's threads, on the picture where it lies."""
        if self._read is not self.input:
            self._request.set_input_tensor(self._tensor(self.input[None], shared_memory=True))
            self._read = self.input
        self._request.start_async()

    def wait(self) -> NDArray[np.float32]:
        """The raw output, in OpenVINO's memory if it is of this type there."""
        if not self._request.wait_for(_PATIENCE_MS):
            self._request.cancel()
            raise RuntimeError("OpenVINO did not finish an inference within a minute")
        output: NDArray[np.float32] = self._request.get_output_tensor().data
        return output[:1].astype(np.float32, copy=False)


class PlanesLane(OpenVinoLane):
    """The same for a network that is run as it was exported, on planes of floats."""

    def __init__(self, request: Any, shape: Shape, planes: Planes) -> None:  # noqa: ANN401 -- as above
        self.input: Image = np.empty((*shape, 3), np.uint8)
        self._request = request
        self._planes = planes

    def start(self) -> None:
        """Make planes of the picture, then run in OpenVINO's threads."""
        np.copyto(self._request.get_input_tensor().data, self._planes.filled(self.input))
        self._request.start_async()


def _hints(streams: int) -> dict[str, Any]:
    if streams > 1:
        return {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": streams}
    return {"PERFORMANCE_HINT": "LATENCY"}


def _length(side: Any) -> int | None:  # noqa: ANN401 -- openvino.Dimension
    return side.get_length() if side.is_static else None


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__)[:200]


def build(opening: Opening) -> OpenVinoRuntime:
    """The network of a model.

    Raises:
        UserError: see `OpenVinoRuntime`.
    """
    settings, path = opening.settings, opening.exported("openvino")
    facts = onnx_facts(path) if path.suffix.lower() == ".onnx" else read_facts(sidecar(path))
    return OpenVinoRuntime(path, facts, settings.device, opening.streams, settings.names, opening.file)
