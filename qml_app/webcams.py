"""The webcams of this machine, by the numbers the engine opens them with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_LINUX: Final = Path("/sys/class/video4linux")


def webcams(devices: Path = _LINUX) -> list[dict[str, str]]:
    """Source and name of each: {"source": "webcam:0", "name": "…"}, in the order of their numbers."""
    found = _linux(devices) if sys.platform.startswith("linux") else _others()
    return [{"source": f"webcam:{number}", "name": name} for number, name in found]


def _linux(devices: Path) -> list[tuple[int, str]]:
    """A camera shows several devices; only the first of them has pictures."""
    found = []
    for device in devices.glob("video*"):
        number, first = device.name.removeprefix("video"), _line(device / "index")
        if number.isdigit() and first in ("", "0"):
            found.append((int(number), _line(device / "name") or device.name))
    return sorted(found)


def _line(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _others() -> list[tuple[int, str]]:
    """In the order of the system's list, which OpenCV counts by, too; none without that part of Qt."""
    try:
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 -- not part of every installation
    except ImportError:
        return []
    return [(place, device.description()) for place, device in enumerate(QMediaDevices.videoInputs())]
