"""Keeps libraries from phoning home, installing packages and failing over a broken neighbour.

Everything here must happen before OpenVINO, torch or ultralytics are imported; `prepare` is called by whoever is
about to do that, and again by each child process.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

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
    # openvino.tools.ovc reports each conversion to Google Analytics, unless this package cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None makes the import fail


def hide_broken_torchvision() -> None:
    """Make a torchvision that cannot be imported look absent: ultralytics works without one, not with a broken one.

    A torchvision built for another torch fails with a RuntimeError ("operator torchvision::nms does not exist"),
    which nobody who asks politely with `except ImportError` expects.
    """
    try:
        import torchvision  # noqa: F401, PLC0415 -- whether this works is the question
    except ImportError:
        pass
    except (RuntimeError, OSError, AttributeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
            del sys.modules[name]
        sys.modules["torchvision"] = None  # type: ignore[assignment] # None makes the import fail
