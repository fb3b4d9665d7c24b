"""The clip of a violation, played by OpenCV, which is there anyway: Qt Multimedia would be 400 MB more."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from core.threads import After, begin

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_USUAL_RATE: Final = 5.0  # of a clip that does not tell
_MOST: Final = 3_000  # pictures; a clip is some seconds long


class _Reader(QObject):
    """Reads one clip on a thread of its own, which may outlive the item; its pictures are kept as JPEG, a twentieth."""

    began = Signal(object, float)
    came = Signal(object, bytes)
    ended = Signal(object)

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self.stopped = False

    def read(self) -> None:
        """Tell the rate, then each picture."""
        import cv2  # noqa: PLC0415 - loaded when the first clip is looked at

        capture = cv2.VideoCapture(self._path, cv2.CAP_FFMPEG)
        try:
            self.began.emit(self, capture.get(cv2.CAP_PROP_FPS) or _USUAL_RATE)
            for _ in range(_MOST):
                there, picture = capture.read()
                if self.stopped or not there:
                    break
                self.came.emit(self, cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes())
        finally:
            capture.release()
            self.ended.emit(self)


@QmlElement
class Clip(QObject):
    """A clip over and over, for an Image to show: nothing in Python runs on the thread that draws."""

    changed = Signal()
    sourceChanged = Signal()  # noqa: N815 -- the name QML gives it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._frame = QUrl(), ""
        self._pictures: list[bytes] = []
        self._period, self._at, self._reading = 1000 / _USUAL_RATE, 0, False
        self._reader: _Reader | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def _set_source(self, source: QUrl) -> None:
        if source == self._source:
            return
        self._source = source
        self._stop_reading()
        self._pictures, self._at, self._frame = [], 0, ""
        if source.isLocalFile():
            self._read(source.toLocalFile())
        self.sourceChanged.emit()
        self.changed.emit()

    def _get_source(self) -> QUrl:
        return self._source

    def _get_frame(self) -> str:
        return self._frame

    def _get_playing(self) -> bool:
        return self._timer.isActive()

    def _get_elapsed(self) -> int:
        return round(self._at * self._period)

    def _get_duration(self) -> int:
        return round(len(self._pictures) * self._period)

    def _get_damaged(self) -> bool:
        return bool(self._source.toString()) and not self._reading and not self._pictures

    @Slot()
    def play(self) -> None:
        """Go on from here."""
        self._timer.start(round(self._period))
        self.changed.emit()

    @Slot()
    def pause(self) -> None:
        """Stay at this picture."""
        self._timer.stop()
        self.changed.emit()

    @Slot(int)
    def step(self, pictures: int) -> None:
        """Stay so many pictures further on; negative: back."""
        self.pause()
        self._show(max(0, min(len(self._pictures) - 1, self._at + pictures)))

    def _read(self, path: str) -> None:
        reader = self._reader = _Reader(path)
        self._reading = True
        reader.began.connect(self._take_rate)
        reader.came.connect(self._take)
        reader.ended.connect(self._all_read)
        begin(reader.read, "clip", after=After.NOTED)  # a pool would be waited for with the GIL in hand
        self.play()

    def _stop_reading(self) -> None:
        if self._reader is not None:
            self._reader.stopped = True
            self._reader = None  # what it has on the way is not taken any more

    def _take_rate(self, reader: _Reader, rate: float) -> None:
        if reader is not self._reader:
            return
        self._period = 1000 / rate
        if self._timer.isActive():
            self._timer.start(round(self._period))

    def _take(self, reader: _Reader, jpeg: bytes) -> None:
        if reader is not self._reader:
            return
        self._pictures.append(jpeg)
        if len(self._pictures) == 1:
            self._show(0)
        self.changed.emit()

    def _all_read(self, reader: _Reader) -> None:
        if reader is self._reader:
            self._reading = False
            self.changed.emit()

    def _next(self) -> None:
        if self._pictures and (self._at + 1 < len(self._pictures) or not self._reading):
            self._show((self._at + 1) % len(self._pictures))

    def _show(self, number: int) -> None:
        if self._pictures:
            self._at = number
            self._frame = f"data:image/jpeg;base64,{b64encode(self._pictures[number]).decode()}"
            self.changed.emit()

    source = Property(QUrl, _get_source, _set_source, notify=sourceChanged)
    frame = Property(str, _get_frame, notify=changed)  # address of the picture, for an Image
    playing = Property(bool, _get_playing, notify=changed)
    elapsed = Property(int, _get_elapsed, notify=changed)  # milliseconds
    duration = Property(int, _get_duration, notify=changed)  # milliseconds
    damaged = Property(bool, _get_damaged, notify=changed)  # nothing to show though all of it was read
