"""Makes the process fit for Qt before Qt starts: no plugins of somebody else's Qt, and a screen to draw on."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

#: The folder QML modules are imported from.
QML: Final = Path(__file__).with_name("qml")

#: opencv-python sets these on import on Linux, to a Qt 5 of its own. Child processes inherit them.
_CLAIMED_BY_OPENCV: Final = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def drop_opencv_plugins(environment: MutableMapping[str, str]) -> None:
    """Forget Qt folders that lie inside a `cv2` package; what the user set stays.

    PySide6 would look for its platform plugin in OpenCV's folder only, find one built for another Qt and abort.
    Must run after the last import of cv2 and before the QGuiApplication exists; an import after that is harmless.
    """
    for name in _CLAIMED_BY_OPENCV:
        if "cv2" in PurePath(environment.get(name, "")).parts:
            del environment[name]


def require_screen(environment: Mapping[str, str], platform: str) -> None:
    """Check that there is a screen, because Qt aborts the process without a word we choose if there is none.

    Raises:
        UserError: Linux without X11, Wayland or a chosen Qt platform.
    """
    if not platform.startswith("linux"):
        return
    if not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise UserError(
            "no screen: neither DISPLAY nor WAYLAND_DISPLAY is set",
            "start the dashboard in a desktop session, or run with --headless for the table in the terminal",
        )


def draw_lightly(environment: MutableMapping[str, str]) -> None:
    """Ask for a window without a depth and a stencil buffer, for which this app's flat pages have no use.

    Qt draws from back to front then, and Mesa's llvmpipe takes its short way for pictures and plain areas.
    """
    environment.setdefault("QSG_NO_DEPTH_BUFFER", "1")
    environment.setdefault("QSG_NO_STENCIL_BUFFER", "1")


def prepare() -> None:
    """Do all of it for this process. Qt may be imported before, but no QGuiApplication made."""
    drop_opencv_plugins(os.environ)
    draw_lightly(os.environ)
    require_screen(os.environ, sys.platform)
