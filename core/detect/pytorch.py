"""Whether a model needs PyTorch, and whether it is here. PyTorch and ultralytics only read and export checkpoints."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Final

from core.detect.export import kept
from core.detect.load import backend_for, known_or_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.settings.models import Detector

PACKAGES: Final = ("torch", "ultralytics", "onnx")


def installed() -> bool:
    """Whether all of it is here as a whole: an installation that was killed has written no RECORD."""
    try:
        return all(distribution(name).read_text("RECORD") for name in PACKAGES)
    except PackageNotFoundError:
        return False


def missing_for(detectors: Iterable[Detector], cache: Path) -> str | None:
    """The first model that cannot be read for want of PyTorch, as the settings name it; None if all can run.

    Args:
        detectors: what the cameras' settings say.
        cache: where downloads and exports are kept.
    """
    if installed():
        return None
    return next((str(one.model) for one in detectors if one.model and _needs(one, cache)), None)


def _needs(detector: Detector, cache: Path) -> bool:
    """A checkpoint of which no export is kept, or one that torch itself is to run."""
    found = known_or_file(str(detector.model))
    if found is None:  # no checkpoint, or nothing at all, which is said when it is loaded
        return False
    stem, digest = found
    backend = backend_for(detector)
    return backend == "torch" or kept(stem, digest, backend, cache) is None
