"""Saving a table of the journal as a file, on a thread of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.errors import UserError
from core.telemetry.export import save
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.telemetry.tables import Span

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to a page's view model")
class Exporter(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Writes what a page shows, by the same code as the verb `export`.

    Args:
        what: which table.
        span: tells the period that the page shows.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _done = Signal(str, int, str)  # file, rows, why it failed

    def __init__(self, what: str, span: Callable[[], Span], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._what, self._span = what, span
        self._busy = False
        self._file, self._rows, self._failure = "", -1, ""
        self._pool = Tasks("export", self)
        self._done.connect(self._finish)

    def stop(self) -> None:
        """Let a file that is being written be finished."""
        self._pool.waitForDone()

    @Slot(QUrl)
    def save(self, address: QUrl) -> None:
        """Write the table to a local file, as CSV."""
        if self._busy or not address.isLocalFile():
            return
        output, span = Path(address.toLocalFile()), self._span()
        self._busy = True
        self.changed.emit()
        self._pool.do(
            lambda: self._done.emit(*_save(self._what, span, output)),
            lambda why: self._done.emit(str(output), -1, why),
        )

    @Slot()
    def forget(self) -> None:
        """The user has read how it went."""
        self._finish("", -1, "")

    def _finish(self, file: str, rows: int, failure: str) -> None:
        self._busy = False
        self._file, self._rows, self._failure = file, rows, failure
        self.changed.emit()

    def _get_busy(self) -> bool:
        return self._busy

    def _get_file(self) -> str:
        return self._file

    def _get_rows(self) -> int:
        return self._rows

    def _get_failure(self) -> str:
        return self._failure

    busy = Property(bool, _get_busy, notify=changed)
    file = Property(str, _get_file, notify=changed)
    rows = Property(int, _get_rows, notify=changed)
    failure = Property(str, _get_failure, notify=changed)


def _save(what: str, span: Span, output: Path) -> tuple[str, int, str]:
    try:
        return str(output), save(what, span, "csv", output), ""
    except UserError as error:
        return str(output), -1, str(error)
