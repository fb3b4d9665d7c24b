"""Sees the filled buttons on the screen of its environment: a line in, their middles out as JSON, left to right."""

from __future__ import annotations

import json
import os
import sys

import cv2
import numpy as np
from PySide6.QtGui import QGuiApplication, QImage

from qml_app.environment import drop_opencv_plugins

#: The accent of the dark theme, R, G, B.
_ACCENT = (0x58, 0xA6, 0xFF)
_LEAST = (56, 26)
_MOST = (400, 60)


def buttons(image: QImage) -> list[tuple[int, int]]:
    """Middles of what has the size of a button and is filled with the accent."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    pixels = rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3)
    filled = (pixels == np.array(_ACCENT, np.uint8)).all(axis=2).astype(np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(filled)
    whole = [
        (x + width // 2, y + height // 2)
        for x, y, width, height, area in found[1:].tolist()
        if _LEAST[0] <= width <= _MOST[0] and _LEAST[1] <= height <= _MOST[1] and area > width * height // 2
    ]
    return sorted(whole)


def main() -> None:
    """Look whenever asked."""
    drop_opencv_plugins(os.environ)
    app = QGuiApplication([])
    for _ in sys.stdin:
        app.processEvents()
        print(json.dumps(buttons(app.primaryScreen().grabWindow(0).toImage())), flush=True)


if __name__ == "__main__":
    main()
