"""Loading ultralytics checkpoints (.pt). The only place that imports ultralytics."""

from __future__ import annotations

import importlib
import zipfile
from typing import TYPE_CHECKING, Any, Final

from core.detect.environment import mend_torchvision, only_this_file, prepare
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

#: torch does not compress what it saves: who unpacks to many times his size is no checkpoint.
_GROWTH: Final = 4
_HARMLESS: Final = 500_000_000  # bytes
_AGAIN: Final = "download or save it again"
#: What ultralytics' messages mean, by words in them.
_MEANINGS: Final = {
    "outside the supported": "it is damaged, or contains more than the classes of known networks",
    "not a loadable checkpoint": "the file is truncated or damaged",
    "ultralytics/yolov5": "it was trained with the YOLOv5 repository",
    "TorchScript": "it is a TorchScript file",
}
_TRUST: Final = "download it again; if it is your own file and you trust it, set ULTRALYTICS_SAFE_LOAD=false"
#: What helps then; for any other message, too.
_REMEDIES: Final = {
    "outside the supported": _TRUST,
    "not a loadable checkpoint": _AGAIN,
    "ultralytics/yolov5": "use the model's Ultralytics version (for example yolov5nu), or train it again with "
    "Ultralytics",
    "TorchScript": "use the .pt file it was exported from",
    "": _TRUST,
}


def load(weights: Path, cache: Path) -> Any:  # noqa: ANN401 -- ultralytics.YOLO; importing it takes seconds
    """The checkpoint as `ultralytics.YOLO`, from exactly this file, whatever it is called.

    A checkpoint is a pickle. It is opened with torch's `weights_only` and ultralytics' list of known classes, so a
    hostile file cannot run code; ULTRALYTICS_SAFE_LOAD=false lifts that for files one trusts.

    Raises:
        UserError: unreadable, or not a detection network.
    """
    _check_size(weights)
    prepare(cache)
    mend_torchvision()
    ultralytics: Any = importlib.import_module("ultralytics")  # only after the preparation
    only_this_file()
    if ultralytics.settings["sync"]:
        ultralytics.settings.update(sync=False)  # offline already silences it; this is its own switch
    try:
        model = ultralytics.YOLO(weights.absolute(), verbose=False)  # relative names may look like addresses
    except MemoryError:
        raise
    except Exception as error:  # what is raised for a damaged pickle is not written down anywhere
        words = next((words for words in _MEANINGS if words in str(error)), "")
        reason = _MEANINGS.get(words) or _first_line(error)
        raise UserError(f"cannot read model {weights} as a PyTorch checkpoint ({reason})", _REMEDIES[words]) from error
    if model.task != "detect":
        raise UserError(
            f"model {weights} is trained for '{model.task}', not for detection",
            "use a detection model, for example yolo11n",
        )
    return model


def metadata(model: Any) -> dict[str, Any]:  # noqa: ANN401 -- ultralytics.YOLO
    """What an export of the checkpoint would say of itself."""
    network = model.model
    return {
        "names": network.names,
        "stride": max(int(max(network.stride)), 32),  # ultralytics predicts with no less
        "imgsz": model.overrides.get("imgsz"),
        "channels": network.yaml.get("channels", 3),
        "head": type(network.model[-1]).__name__,
    }


def _check_size(weights: Path) -> None:
    """Refuse a small file that fills the memory when it is read."""
    try:
        with zipfile.ZipFile(weights) as file:
            unpacked = sum(one.file_size for one in file.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return  # an older kind of checkpoint, or none, which is said when it is loaded
    if unpacked > max(_HARMLESS, _GROWTH * weights.stat().st_size):
        raise UserError(f"model {weights} unpacks to {unpacked / 1e9:.1f} GB, which no checkpoint does", _AGAIN)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
