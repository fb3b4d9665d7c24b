"""Saving a table of the journal as a file, on a thread of its own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.files import write_atomic
from core import local_time
from core.errors import UserError
from core.reports.spreadsheet import FORMS
from qml_app import shown_zone
from qml_app.models import QVariantList
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.reports.tables import Span

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

#: Remembers the folder, in the state directory.
NOTE: Final = "export-folder"
#: Desktops that bring a file dialog of their own to Qt's programs.
_DESKTOPS: Final = ("gnome", "kde", "unity", "cinnamon", "mate", "xfce", "lxqt", "pantheon", "deepin", "budgie")


@QmlElement
@QmlUncreatable("Belongs to a page's view model")
class Exporter(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Writes what a page shows, by the same code as the verb `export`.

    Args:
        what: which table.
        span: tells the period that the page shows.
        state_dir: where the folder is remembered that was saved to last.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _done = Signal(str, int, str)  # file, rows, why it failed

    def __init__(self, what: str, span: Callable[[], Span], state_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._what, self._span, self._note = what, span, state_dir / NOTE
        self._busy = False
        self._file, self._rows, self._failure = "", -1, ""
        self._pool = Tasks("export", self)
        self._done.connect(self._finish)

    def stop(self) -> None:
        """Let a file that is being written be finished."""
        self._pool.waitForDone()

    @Slot(QUrl)
    def save(self, address: QUrl) -> None:
        """Write the table to a local file; its ending says in which form, CSV if it says none."""
        if self._busy or not address.isLocalFile():
            return
        output, span = Path(address.toLocalFile()), self._span()
        form = output.suffix.removeprefix(".").lower()
        if form not in FORMS:
            form, output = "csv", output.with_name(f"{output.name}.csv")
        self._busy = True
        self.changed.emit()
        self._pool.do(
            lambda: self._done.emit(*_save(self._what, span, form, output, self._note)),
            lambda reason: self._done.emit("", -1, reason),
        )

    @Slot()
    def forget(self) -> None:
        """The user has read how it went."""
        self._finish("", -1, "")

    @Slot(str, float, float, str, result=str)
    def named(self, name: str, start: float, end: float, form: str) -> str:
        """A file name that says what is in it: the table and the period, in milliseconds since the epoch."""
        first, last = (local_time.local(moment / 1000, shown_zone.zone()) for moment in (start, end))
        period = (
            f"{first:%Y-%m-%d}" if (end - start) / 1000 == _A_DAY else f"{first:%Y-%m-%d_%H%M}--{last:%Y-%m-%d_%H%M}"
        )
        return f"{name}_{period}.{form}"

    @Slot(QUrl, str, result=QUrl)
    def at(self, folder: QUrl, name: str) -> QUrl:
        """The address of a file in a folder."""
        return QUrl.fromLocalFile(str(Path(folder.toLocalFile()) / Path(name).name))

    @Slot(QUrl, result=bool)
    def exists(self, address: QUrl) -> bool:
        """Whether there is such a file."""
        return Path(address.toLocalFile()).exists()

    @Slot(QUrl, result=QUrl)
    def above(self, folder: QUrl) -> QUrl:
        """The folder that holds this one."""
        return QUrl.fromLocalFile(str(Path(folder.toLocalFile()).parent))

    def _finish(self, file: str, rows: int, failure: str) -> None:
        self._busy = False
        self._file, self._rows, self._failure = file, rows, failure
        self.changed.emit()

    def _get_folder(self) -> QUrl:
        """Where one saved last, else the user's own folder for documents, else theirs."""
        places = [_noted(self._note), *map(Path, _documents()), Path.home()]
        return QUrl.fromLocalFile(str(next(place for place in places if place and place.is_dir())))

    def _get_busy(self) -> bool:
        return self._busy

    def _get_file(self) -> str:
        return self._file

    def _get_rows(self) -> int:
        return self._rows

    def _get_failure(self) -> str:
        return self._failure

    def _get_forms(self) -> list[str]:
        return ["csv", "xlsx", "json"]

    def _get_native(self) -> bool:
        return has_native_dialogs(sys.platform, os.environ.get("XDG_CURRENT_DESKTOP", ""))

    folder = Property(QUrl, _get_folder, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    file = Property(str, _get_file, notify=changed)
    rows = Property(int, _get_rows, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
    forms = Property(QVariantList, _get_forms, constant=True)
    native = Property(bool, _get_native, constant=True)


_A_DAY: Final = 86_400.0


def has_native_dialogs(platform: str, desktop: str) -> bool:
    """Whether the system has a dialog for saving; Qt's own, where it has none, is white and knows no name."""
    return not platform.startswith("linux") or any(name in desktop.lower() for name in _DESKTOPS)


def _documents() -> list[str]:
    return QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)


def _noted(note: Path) -> Path | None:
    with suppress(OSError, UnicodeDecodeError):
        return Path(note.read_text("utf-8"))
    return None


def _save(what: str, span: Span, form: str, output: Path, note: Path) -> tuple[str, int, str]:
    from core.reports.export import save  # noqa: PLC0415 -- the first picture does not wait for it

    try:
        rows = save(what, span, form, output)
    except UserError as error:
        return str(output), -1, str(error)
    with suppress(OSError):
        write_atomic(note, str(output.parent), 0o600)
    return str(output), rows, ""
