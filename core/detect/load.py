"""Which detector the settings mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from core.detect import catalogue
from core.detect.environment import prepare
from core.detect.export import exported
from core.detect.facts import read_facts, sidecar
from core.detect.files import kind_of, locate, reported
from core.detect.ground_truth import GroundTruthModel
from core.detect.motion import MotionModel
from core.detect.network import NetworkModel
from core.detect.onnx_runtime import OnnxRuntime, onnx_facts
from core.detect.openvino_runtime import OpenVinoRuntime
from core.detect.torch_runtime import TorchRuntime, torch_sees_accelerator
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.detect.files import Kind
    from core.detect.network import Runtime
    from core.detect.protocol import Model
    from core.settings.models import Detector as Settings

_Backend = Literal["openvino", "onnx", "torch"]
_READERS: Final[dict[Kind, tuple[_Backend, ...]]] = {
    "checkpoint": ("openvino", "onnx", "torch"),
    "onnx": ("onnx", "openvino"),
    "ir": ("openvino",),
}


def load_model(settings: Settings, *, cache: Path, progress: Callable[[str], None], streams: int = 1) -> Model:
    """Load the detector that `settings` name. Without a model that is the motion detector.

    Args:
        settings: the detector's settings.
        cache: folder for downloads and exports.
        progress: told in words what slow thing is being done.
        streams: inferences worth running at the same time: 1 where latency matters (live cameras), the number of
            cores where only frames per second do (files). Backends that run one at a time ignore it.

    Raises:
        UserError: no such model, or it cannot be used.
    """
    if settings.model is None:
        return MotionModel()
    if settings.model == "ground-truth":
        return GroundTruthModel()
    prepare(cache)
    path, kind = locate(settings.model, cache, progress)
    name = reported(path, kind)
    progress(f"loading {name}")
    backend = _backend(settings, path, kind)
    if backend == "torch":
        return NetworkModel(name, TorchRuntime(path, settings.device, cache, settings.names), settings)
    read = exported(path, backend, cache, progress) if kind == "checkpoint" else path
    return NetworkModel(name, _runtime(backend, read, settings, streams, path), settings)


def _runtime(backend: _Backend, path: Path, settings: Settings, streams: int, shown: Path) -> Runtime:
    if backend == "onnx":
        return OnnxRuntime(path, settings.device, settings.names, shown)
    facts = onnx_facts(path) if path.suffix.lower() == ".onnx" else read_facts(sidecar(path))
    return OpenVinoRuntime(path, facts, settings.device, streams, settings.names, shown)


def _backend(settings: Settings, path: Path, kind: Kind) -> _Backend:
    """The backend asked for, or the fastest one that reads this kind of file on this machine."""
    possible = _READERS[kind]
    if settings.backend == "auto":
        wants_torch = kind == "checkpoint" and _wants_torch(settings.device)
        return "torch" if wants_torch else possible[0]
    if settings.backend not in possible:
        raise UserError(
            f"the {settings.backend} backend cannot load {path.name}",
            f"set detector.backend to auto or {' or '.join(possible)}, or use a .pt file",
        )
    return settings.backend


def backend_for(settings: Settings) -> _Backend:
    """What a checkpoint would run on here, without looking for torch.

    Where torch is missing, a graphics processor alone is no reason to fetch it: OpenVINO runs without.
    """
    if settings.backend != "auto":
        return settings.backend
    named = settings.device.isdigit() or settings.device.startswith(("cuda", "mps"))
    return "torch" if named else "openvino"


def known_or_file(model: str) -> tuple[str, str] | None:
    """Stem and SHA-256 of the checkpoint that `model` names; None if it is none."""
    path = Path(model).expanduser()
    if path.is_file():
        return (path.stem, catalogue.sha256(path)) if kind_of(path) == "checkpoint" else None
    known = catalogue.known_models().get(model.removesuffix(".pt"))
    return None if known is None or path.is_dir() else (Path(known.file).stem, known.sha256)


def _wants_torch(device: str) -> bool:
    if device == "auto":
        return torch_sees_accelerator()
    return device.isdigit() or device.startswith(("cuda", "mps"))
