"""From the engine's pictures to Qt's video frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

if TYPE_CHECKING:
    from core.types import Image


def video_frame(image: Image) -> QVideoFrame:
    """A video frame with its own copy of `image`, (height, width, 3) uint8 BGR, rows without gaps.

    Qt's own 24-to-32-bit conversion writes straight into the frame's memory: half a millisecond for 1080p, against
    six for numpy's strided copy. OpenCV would be faster still, but would bring its own Qt into this process.
    """
    height, width = image.shape[:2]
    return QVideoFrame(QImage(image.data, width, height, width * 3, QImage.Format.Format_BGR888))
