"""Loading ultralytics checkpoints (.pt). The only place that imports ultralytics."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from core.detect.environment import mend_torchvision, prepare
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def load(weights: Path, cache: Path) -> Any:  # noqa: ANN401 -- ultralytics.YOLO; importing it takes seconds
    """The checkpoint as `ultralytics.YOLO`.

    A checkpoint is a pickle. It is opened with torch's `weights_only` and ultralytics' list of known classes, so a
    hostile file cannot run code; ULTRALYTICS_SAFE_LOAD=false lifts that for files one trusts.

    Raises:
        UserError: unreadable, or not a detection network.
    """
    prepare(cache)
    mend_torchvision()
    ultralytics: Any = importlib.import_module("ultralytics")  # only after the preparation
    if ultralytics.settings["sync"]:
        ultralytics.settings.update(sync=False)  # offline already silences it; this is its own switch
    try:
        model = ultralytics.YOLO(weights, verbose=False)
    except Exception as error:  # what is raised for a damaged pickle is not written down anywhere
        raise UserError(
            f"cannot read model {weights} as a PyTorch checkpoint ({_reason(error)})",
            "download it again; if it is your own file and you trust it, set ULTRALYTICS_SAFE_LOAD=false",
        ) from error
    if model.task != "detect":
        raise UserError(
            f"model {weights} is trained for '{model.task}', not for detection",
            "use a detection model, for example yolo11n",
        )
    return model


def _reason(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return text[0][:300] if text else type(error).__name__
