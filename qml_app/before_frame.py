"""A word to QML right before the window is drawn, when all that changed for this picture has changed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class BeforeFrame(QQuickItem):
    """Emits `due` once before the next picture of the window that it was asked for, in the user interface's thread.

    `Qt.callLater` promises less: a window may be drawn before it, and then shows what belongs to the picture before.
    """

    due = Signal()

    @Slot()
    def ask(self) -> None:
        """Want to be told before the next picture; asked again, still once."""
        self.polish()

    def updatePolish(self) -> None:  # noqa: N802 -- Qt's name
        """What it asked for."""
        self.due.emit()
