"""Pictures of a camera with what is drawn over it, into the user's own folder for pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.files import write_atomic
from core import local_time
from qml_app import shown_zone
from qml_app.attempt import told
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_FOLDER: Final = "Smart Intersection"


def pictures_folder() -> Path:
    """Where this user's system keeps pictures; the home folder where it says nothing."""
    kept = QStandardPaths.StandardLocation.PicturesLocation
    return Path(QStandardPaths.writableLocation(kept) or Path.home()) / _FOLDER


def file_names(camera: str, milliseconds: float) -> Iterator[str]:
    """Names for a picture of a moment, milliseconds since the epoch, by the site's clock; the next if one is taken."""
    seconds, rest = divmod(round(milliseconds), 1000)
    moment = local_time.local(seconds, shown_zone.zone()).strftime("%Y-%m-%d %H-%M-%S")
    stem = f"{re.sub(r'[^A-Za-z0-9_-]', '_', camera)} {moment}.{rest:03}"
    yield f"{stem}.png"
    for number in range(2, 1000):
        yield f"{stem} ({number}).png"


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Snapshots(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Writes pictures, on a thread of its own.

    Args:
        folder: where to; the user's own by default.
        parent: owner, as everywhere in Qt.
    """

    saved = Signal(str)  # the file
    failed = Signal(str)  # why

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or pictures_folder()
        self._pool = Tasks("snapshots", self, in_order=True)

    def stop(self) -> None:
        """Finish writing."""
        self._pool.waitForDone()

    @Slot(QImage, str, float)
    def save(self, image: QImage, camera: str, milliseconds: float) -> None:
        """Keep a picture that a camera took at a moment."""
        self._pool.do(lambda: self._write(image, camera, milliseconds), self.failed.emit)

    def _write(self, image: QImage, camera: str, milliseconds: float) -> None:
        try:
            data = _png(image)
            self._folder.mkdir(parents=True, exist_ok=True)
            names = file_names(camera, milliseconds)
            file = next(path for path in (self._folder / name for name in names) if not path.exists())
            write_atomic(file, data, 0o644)
        except OSError as error:
            self.failed.emit(told(error))
        except StopIteration:
            self.failed.emit("all names for this image are taken")
        else:
            self.saved.emit(str(file))


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # its stubs want text as bytes
        raise OSError("there is no image to save")
    return bytes(data.data())
