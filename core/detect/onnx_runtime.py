"""Networks in ONNX Runtime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from core.detect.facts import Facts, read_facts
from core.detect.head import check_outputs, read_head
from core.detect.picture import taken, trial, trial_shape
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.opening import Opening
    from core.detect.picture import Planes
    from core.detect.protocol import Shape
    from core.types import Image


#: What "auto" takes of what is there. Not TensorRT, which spends minutes building; not Azure, which asks a server.
_PREFERRED: Final = ("cuda", "rocm", "dml", "cpu")
_SILENT: Final = 4
_FLOATS: Final = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(double)": np.float64}


class OnnxRuntime:
    """A network run by ONNX Runtime; its session may be used by several threads at once.

    Args:
        path: the .onnx file.
        device: "auto" takes the fastest usual provider of this installation; otherwise a provider's name, for example
            "cpu" or "cuda".
        names: what the settings say that class names mean.
        shown: the user's file, named in errors.

    Raises:
        UserError: unreadable, not a detection network, or no such device.
    """

    backend = "onnx"
    depth = 1

    def __init__(self, path: Path, device: str, names: Mapping[str, str], shown: Path) -> None:
        self._session = _opened(path, device, shown)
        self.device = self._session.get_providers()[0].removesuffix("ExecutionProvider")
        self.facts = _facts(self._session)
        check_outputs(shown, self.facts, [_sides(output.shape) for output in self._session.get_outputs()])
        first, *more = self._session.get_inputs()
        if more or first.type not in _FLOATS:
            raise UserError(
                f"model {shown} does not accept images alone: its inputs are "
                f"{', '.join(f'{one.name} {one.type}' for one in (first, *more))}",
                "use a detection model exported by Ultralytics",
            )
        dtype = np.dtype(_FLOATS[first.type])
        self._planes, self.fixed = taken(shown, _sides(first.shape), self.facts.channels, dtype)
        self.grey, self.batch = self._planes.channels == 1, self._planes.batch
        self._input = first.name
        self.head = read_head(shown, self.facts, names, lambda: self._tried(shown))

    def _tried(self, shown: Path) -> NDArray[np.float32]:
        """What comes out for the trial picture: exports with free shapes do not say it."""
        shape = self.fixed or trial_shape(self.facts.stride)
        lane = self.lanes(shape)()
        lane.input[:] = trial(shape)
        try:
            lane.start()
        except Exception as error:  # the library has a class of its own for each status code
            raise UserError(
                f"ONNX Runtime cannot run model {shown} on {shape[1]}x{shape[0]} images: "
                f"{str(error).splitlines()[0][:200]}",
                "use a detection model exported by Ultralytics, or the openvino backend",
            ) from error
        return lane.wait()

    def lanes(self, shape: Shape) -> Callable[[], OnnxLane]:
        """Nothing to prepare: ONNX Runtime takes shapes as they come."""
        return lambda: OnnxLane(self._session, self._input, shape, self._planes)


class OnnxLane:
    """One inference at a time, run when it is started."""

    def __init__(self, session: Any, name: str, shape: Shape, planes: Planes) -> None:  # noqa: ANN401 -- untyped library
        self.input: Image = np.empty((*shape, 3), np.uint8)
        self._session = session
        self._name = name
        self._planes = planes
        self._output: NDArray[np.float32] = np.empty(0, np.float32)

    def start(self) -> None:
        """Run now; ONNX Runtime spreads one inference over the cores itself."""
        output = self._session.run(None, {self._name: self._planes.filled(self.input)})[0]
        self._output = output[:1].astype(np.float32, copy=False)

    def wait(self) -> NDArray[np.float32]:
        """The raw output."""
        return self._output


def onnx_facts(path: Path) -> Facts:
    """What ultralytics wrote into an .onnx file, read without making the network ready to run.

    Raises:
        UserError: the file is damaged.
    """
    return _facts(_opened(path, "cpu", path, only_read=True))


def _facts(session: Any) -> Facts:  # noqa: ANN401 -- onnxruntime.InferenceSession
    return read_facts(session.get_modelmeta().custom_metadata_map)


def _opened(path: Path, device: str, shown: Path, *, only_read: bool = False) -> Any:  # noqa: ANN401 -- as above
    import onnxruntime  # noqa: PLC0415 -- other backends need not wait for it

    onnxruntime.disable_telemetry_events()  # on Windows the environment variable is not looked at
    providers = _providers(device, onnxruntime.get_available_providers())
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _SILENT  # what is wrong is raised and told once, by us
    if only_read:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(path, options, providers=providers)
    except Exception as error:  # the library has a class of its own for each status code
        raise UserError(
            f"ONNX Runtime cannot load model {shown}: {str(error).splitlines()[0][:200]}",
            "export or download it again",
        ) from error


def _sides(shape: Sequence[int | str | None]) -> list[int | None]:
    """ONNX names free sides instead of numbering them."""
    return [side if isinstance(side, int) else None for side in shape]


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


def build(opening: Opening) -> OnnxRuntime:
    """The network of a model.

    Raises:
        UserError: see `OnnxRuntime`.
    """
    settings = opening.settings
    return OnnxRuntime(opening.exported("onnx"), settings.device, settings.names, opening.file)
