"""Networks in ONNX Runtime."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from core.detect.head import read_head
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.protocol import Backend, Shape
    from core.types import Image


#: What "auto" takes of what is there. Not TensorRT, which spends minutes building; not Azure, which asks a server.
_PREFERRED: Final = ("cuda", "rocm", "dml", "cpu")


class OnnxRuntime:
    """A network run by ONNX Runtime; its session may be used by several threads at once.

    Args:
        path: the .onnx file.
        device: "auto" takes the fastest usual provider of this installation; otherwise a provider's name, for example
            "cpu" or "cuda".

    Raises:
        UserError: unreadable, not a detection network, or no such device.
    """

    backend: Backend = "onnx"
    depth = 1

    def __init__(self, path: Path, device: str) -> None:
        import onnxruntime  # noqa: PLC0415 -- other backends need not wait for it

        onnxruntime.disable_telemetry_events()  # on Windows the environment variable is not looked at
        providers = _providers(device, onnxruntime.get_available_providers())
        try:
            self._session = onnxruntime.InferenceSession(path, providers=providers)
        except Exception as error:  # the library has a class of its own for each status code
            raise UserError(
                f"ONNX Runtime cannot load model {path}: {str(error).splitlines()[0][:200]}",
                "export or download it again",
            ) from error
        self.device = self._session.get_providers()[0].removesuffix("ExecutionProvider")
        self.metadata = parse_metadata(self._session.get_modelmeta().custom_metadata_map)
        self.fixed = _fixed_shape(self._session.get_inputs()[0].shape)
        self._input = self._session.get_inputs()[0].name
        self.head = read_head(path, self.metadata, self._output_shapes(path))

    def _output_shapes(self, path: Path) -> list[list[int]]:
        """What comes out for a small picture: exports with free shapes do not say it."""
        probe = np.zeros((1, 3, *(self.fixed or (64, 64))), np.float32)
        try:
            return [list(output.shape) for output in self._session.run(None, {self._input: probe})]
        except Exception as error:  # as above
            raise UserError(
                f"model {path} does not accept images: {str(error).splitlines()[0][:200]}",
                "use a detection model exported by Ultralytics, with input shape 1x3xHxW",
            ) from error

    def lanes(self, shape: Shape) -> Callable[[], OnnxLane]:
        """Nothing to prepare: ONNX Runtime takes shapes as they come."""
        return lambda: OnnxLane(self._session, self._input, shape)


class OnnxLane:
    """One inference at a time, run when it is started."""

    def __init__(self, session: Any, name: str, shape: Shape) -> None:  # noqa: ANN401 -- untyped library
        self.input: Image = np.empty((*shape, 3), np.uint8)
        self._session = session
        self._name = name
        self._output: NDArray[np.float32] = np.empty(0, np.float32)

    def start(self) -> None:
        """Run now; ONNX Runtime spreads one inference over the cores itself."""
        planes = cv2.dnn.blobFromImage(self.input, 1 / 255, swapRB=True)  # RGB, (1, 3, h, w) float32
        self._output = self._session.run(None, {self._name: planes})[0]

    def wait(self) -> NDArray[np.float32]:
        """The raw output."""
        return self._output


def parse_metadata(properties: dict[str, str]) -> dict[str, Any]:
    """What ultralytics writes into an .onnx file: Python literals as text."""
    metadata: dict[str, Any] = dict(properties)
    for key in ("names", "stride"):
        if key in properties:
            try:
                metadata[key] = ast.literal_eval(properties[key])
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                metadata[key] = properties[key]  # `read_head` says what is wrong with it
    return metadata


def _providers(device: str, available: list[str]) -> list[str]:
    names = {name.removesuffix("ExecutionProvider").lower(): name for name in available}
    if device == "auto":
        return [names[short] for short in _PREFERRED if short in names]
    short = device.partition(":")[0].lower()
    if short not in names:
        raise UserError(
            f"this ONNX Runtime installation does not support device '{device}'",
            f"choose one of auto, {', '.join(sorted(names))}",
        )
    return list(dict.fromkeys([names[short], names["cpu"]]))


def _fixed_shape(shape: list[int | str]) -> Shape | None:
    """Height and width of a (1, 3, h, w) input; ONNX names free sides instead of numbering them."""
    match shape[2:]:
        case [int(height), int(width)]:
            return height, width
    return None
