"""Which detector the settings mean."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.detect import catalogue
from core.detect.environment import prepare
from core.detect.files import locate, reported
from core.detect.ground_truth import GroundTruthModel
from core.detect.motion import MotionModel
from core.detect.network import NetworkModel
from core.detect.opening import Opening
from core.errors import UserError
from core.kinds.runtimes import CHECKPOINT, RUNTIMES, model_file, readers

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.detect.protocol import Model
    from core.settings.models import Detector as Settings


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
    path = locate(settings.model, cache, progress)
    name = reported(path)
    progress(f"loading {name}")
    backend = _backend(settings, path)
    return NetworkModel(name, _module(backend).build(Opening(path, settings, cache, progress, streams)), settings)


def _module(backend: str) -> Any:  # noqa: ANN401 -- it has a `build`, and `sees_accelerator` where its kind says so
    """Loaded only now, because some take long and one is needed."""
    return importlib.import_module(f"core.detect.{backend}_runtime")


def _backend(settings: Settings, path: Path) -> str:
    """The backend asked for, or the fastest one that reads this kind of file on this machine."""
    possible = readers(path.suffix.lower())
    if settings.backend == "auto":
        return next((name for name in possible if _accelerates(name, settings.device)), possible[0])
    if settings.backend not in possible:
        raise UserError(
            f"the {settings.backend} backend cannot load {path.name}",
            f"set detector.backend to auto or {' or '.join(possible)}, or use a .pt file",
        )
    return settings.backend


def _accelerates(backend: str, device: str) -> bool:
    kind = RUNTIMES[backend]
    if device == "auto":
        return bool(kind.accelerators) and bool(_module(backend).sees_accelerator())
    return kind.drives(device)


def backend_for(settings: Settings) -> str:
    """What a checkpoint would run on here, without looking for torch.

    Where torch is missing, a graphics processor alone is no reason to fetch it: OpenVINO runs without.
    """
    if settings.backend != "auto":
        return settings.backend
    possible = readers(CHECKPOINT)
    return next((name for name in possible if RUNTIMES[name].drives(settings.device)), possible[0])


def known_or_file(model: str) -> tuple[str, str] | None:
    """Stem and SHA-256 of the checkpoint that `model` names; None if it is none."""
    path = Path(model).expanduser()
    if path.is_file():
        return (path.stem, catalogue.sha256(path)) if model_file(path) == CHECKPOINT else None
    known = catalogue.known_models().get(model.removesuffix(CHECKPOINT))
    return None if known is None or path.is_dir() else (Path(known.file).stem, known.sha256)
