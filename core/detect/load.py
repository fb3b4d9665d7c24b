"""Which detector the settings mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from core.detect import catalogue
from core.detect.environment import prepare
from core.detect.export import exported
from core.detect.ground_truth import GroundTruthModel
from core.detect.motion import MotionModel
from core.detect.network import NetworkModel
from core.detect.onnx_runtime import OnnxRuntime
from core.detect.openvino_runtime import OpenVinoRuntime, read_metadata
from core.detect.torch_runtime import TorchRuntime, torch_sees_accelerator
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.detect.network import Runtime
    from core.detect.protocol import Model
    from core.settings.models import Detector as Settings

_Kind = Literal["checkpoint", "onnx", "ir"]
_Backend = Literal["openvino", "onnx", "torch"]
_SUFFIXES: Final[dict[str, _Kind]] = {".pt": "checkpoint", ".onnx": "onnx", ".xml": "ir"}
_READERS: Final[dict[_Kind, tuple[_Backend, ...]]] = {
    "checkpoint": ("openvino", "onnx", "torch"),
    "onnx": ("onnx", "openvino"),
    "ir": ("openvino",),
}
_GIVE: Final = "use a .pt file, an .onnx file, an OpenVINO folder or a known name"


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
    path, kind = _locate(settings.model, cache, progress)
    name = reported(path, kind)
    progress(f"loading {name}")
    backend = _backend(settings, path, kind)
    if kind == "checkpoint" and backend != "torch":
        path = exported(path, backend, cache, progress)
    return NetworkModel(name, _runtime(backend, path, settings.device, cache, streams), settings)


def _runtime(backend: _Backend, path: Path, device: str, cache: Path, streams: int) -> Runtime:
    if backend == "torch":
        return TorchRuntime(path, device, cache)
    if backend == "onnx":
        return OnnxRuntime(path, device)
    from_onnx = path.suffix.lower() == ".onnx"
    metadata = OnnxRuntime(path, "cpu").metadata if from_onnx else read_metadata(path)
    return OpenVinoRuntime(path, metadata, device, streams)


def _backend(settings: Settings, path: Path, kind: _Kind) -> _Backend:
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
        return (path.stem, catalogue.sha256(path)) if _SUFFIXES.get(path.suffix.lower()) == "checkpoint" else None
    known = catalogue.known_models().get(model.removesuffix(".pt"))
    return None if known is None or path.is_dir() else (Path(known.file).stem, known.sha256)


def _wants_torch(device: str) -> bool:
    if device == "auto":
        return torch_sees_accelerator()
    return device.isdigit() or device.startswith(("cuda", "mps"))


def _locate(model: str, cache: Path, progress: Callable[[str], None]) -> tuple[Path, _Kind]:
    """Where the model lies and what it is. A file of the user's goes before a known name."""
    path = Path(model).expanduser()
    if path.is_dir():
        return _only_xml(path), "ir"
    if path.is_file():
        return _checked_file(path)
    known = catalogue.known_models()
    name = model.removesuffix(".pt")
    if name in known:
        return catalogue.fetch(known[name], cache / "models", progress), "checkpoint"
    if path.suffix or path.name != model:
        raise UserError(f"model not found: {path}", _GIVE)
    raise UserError(f"unknown model '{model}'", f"{_GIVE} ({', '.join(sorted(known))})")


def _checked_file(path: Path) -> tuple[Path, _Kind]:
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise UserError(f"{path} is not a supported model format", _GIVE)
    if path.stat().st_size == 0:
        raise UserError(f"model {path} is empty", "export or download it again")
    return path, kind


def _only_xml(folder: Path) -> Path:
    found = sorted(folder.glob("*.xml"))
    if len(found) != 1:
        raise UserError(
            f"{folder} is not an OpenVINO model: it contains {len(found)} .xml files instead of one",
            "use the folder exported by Ultralytics, with one .xml, one .bin and metadata.yaml",
        )
    return found[0]


def reported(path: Path, kind: _Kind) -> str:
    """What reports call the model: a file that is named like a known one but has other bytes bears some of its hash."""
    name = _name(path, kind)
    known = catalogue.known_models().get(name)
    if known is None or kind != "checkpoint":
        return name
    digest = catalogue.sha256(path)
    return name if digest == known.sha256 else f"{name} ({digest[:8]})"


def _name(path: Path, kind: _Kind) -> str:
    """The name of the weights, without what exports add."""
    folder = path.parent.name
    stem = folder if kind == "ir" and folder.endswith("_openvino_model") else path.stem
    return stem.removesuffix("_openvino_model")
