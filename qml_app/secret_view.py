"""A secret on the screen or in the clipboard, only when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import setup_known
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to a page's view model")
class SecretView(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Shows one secret of the installation at `prefix` at a time.

    Args:
        prefix: where setup has installed.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _found = Signal(str, str, bool)  # name, secret, whether it is to be copied

    def __init__(self, prefix: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._wanted, self._name, self._text = "", "", ""
        self._pool = Tasks("secrets", self)
        self._found.connect(self._take)

    def stop(self) -> None:
        """Let go of everything."""
        self._pool.waitForDone()

    @Slot(str)
    def show(self, name: str) -> None:
        """Show a secret until it is hidden."""
        self._wanted = name
        self._find(name, copied=False)

    @Slot(str)
    def copy(self, name: str) -> None:
        """Put a secret into the clipboard."""
        self._find(name, copied=True)

    @Slot()
    def hide(self) -> None:
        """Show none."""
        self._wanted = ""
        self._set("", "")

    def _find(self, name: str, *, copied: bool) -> None:
        self._pool.do(lambda: self._found.emit(name, setup_known.secret(self._prefix, name), copied))

    def _take(self, name: str, text: str, copied: bool) -> None:  # noqa: FBT001 -- a signal's value
        if copied:
            QGuiApplication.clipboard().setText(text)
        elif name == self._wanted:  # else it was hidden again meanwhile
            self._set(name, text)

    def _set(self, name: str, text: str) -> None:
        if (name, text) != (self._name, self._text):
            self._name, self._text = name, text
            self.changed.emit()

    def _get_name(self) -> str:
        return self._name

    def _get_text(self) -> str:
        return self._text

    name = Property(str, _get_name, notify=changed)
    text = Property(str, _get_text, notify=changed)
