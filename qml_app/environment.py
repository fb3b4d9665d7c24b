"""Makes the process fit for Qt before Qt starts: no plugins of somebody else's Qt, and a screen to draw on."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from bootstrap import screen

if TYPE_CHECKING:
    from collections.abc import MutableMapping

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
    screen.prepare()
