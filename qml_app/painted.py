"""Video for Qt Quick's software renderer, on which VideoOutput stays black."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PaintedVideo(QQuickPaintedItem):
    """Paints the frames of its own sink, aspect kept; offers `videoSink` as VideoOutput does."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._sink = QVideoSink(self)
        self._image = QImage()
        self._sink.videoFrameChanged.connect(self._take)

    def _get_sink(self) -> QObject:
        return self._sink

    videoSink = Property(QObject, _get_sink, constant=True)  # noqa: N815 -- the name VideoOutput has

    def _take(self, frame: QVideoFrame) -> None:
        self._image = frame.toImage()
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the newest picture into the middle of the item."""
        if self._image.isNull():
            return
        room = QSizeF(self.width(), self.height())
        size = QSizeF(self._image.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
