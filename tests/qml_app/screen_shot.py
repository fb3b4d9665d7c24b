"""Saves a picture of the screen of its environment: `screen_shot.py FILE`."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

from qml_app.environment import drop_opencv_plugins

if __name__ == "__main__":
    drop_opencv_plugins(os.environ)
    os.environ.pop("QT_SCALE_FACTOR", None)
    app = QGuiApplication([])
    sys.exit(0 if app.primaryScreen().grabWindow(0).save(sys.argv[1]) else 1)
