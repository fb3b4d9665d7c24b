"""Keeps libraries from phoning home, installing packages and failing over a broken neighbour.

Everything here must happen before OpenVINO, ONNX Runtime, torch or ultralytics are imported; `prepare` is called by
whoever is about to do that, and again by each child process.
"""

from __future__ import annotations

import importlib
import os
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def prepare(cache: Path) -> None:
    """Make this process quiet and its imports safe. Doing it twice changes nothing."""
    os.environ["YOLO_AUTOINSTALL"] = "false"  # ultralytics: no pip and apt at run time
    os.environ["YOLO_OFFLINE"] = "true"  # ultralytics: no DNS look-up on import, no analytics, no downloads
    os.environ["YOLO_CONFIG_DIR"] = str(cache)  # ultralytics: its settings.json and fonts, away from the user's
    # ultralytics: checkpoints are pickles; build only the classes that checkpoints are known to need. Who trusts a
    # file that needs more may set it to false.
    os.environ.setdefault("ULTRALYTICS_SAFE_LOAD", "true")
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # ONNX Runtime since 1.29: uploads and keeps an identifier otherwise
    # openvino.tools.ovc reports each conversion to Google Analytics, unless this package cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None makes the import fail


def only_this_file() -> None:
    """Have ultralytics read the checkpoint it is given.

    Otherwise it takes quotes out of paths, reads `yolov5nu.pt` for `yolov5n.pt`, looks for a file of the same name in
    folders of its own, and asks GitHub, although it was told to be offline. To be called after importing it.
    """
    downloads: Any = importlib.import_module("ultralytics.utils.downloads")
    downloads.attempt_download_asset = _given


def _given(file: Any, *_: Any, **__: Any) -> str:  # noqa: ANN401 -- whatever ultralytics asks for
    return str(file)


def mend_torchvision() -> None:
    """Where torchvision is absent or broken, put in its place the one function of it that ultralytics needs.

    A torchvision built for another torch fails with a RuntimeError ("operator torchvision::nms does not exist").
    ultralytics imports it before predicting, for suppression alone, and has a suppression of its own.
    """
    try:
        importlib.import_module("torchvision")
    except (ImportError, RuntimeError, OSError, AttributeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
            del sys.modules[name]
        torchvision, ops = _empty_module("torchvision"), _empty_module("torchvision.ops")
        torchvision.ops, ops.nms = ops, _nms  # type: ignore[attr-defined]


def _empty_module(name: str) -> ModuleType:
    sys.modules[name] = module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
    return module


def _nms(boxes: Any, scores: Any, iou_threshold: float) -> Any:  # noqa: ANN401 -- torch.Tensor
    """torchvision.ops.nms, done by ultralytics."""
    return importlib.import_module("ultralytics.utils.nms").TorchNMS.nms(boxes, scores, iou_threshold)
