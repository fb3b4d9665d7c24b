"""The result page's view model: what a recording came to, and saving it as a file."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.files import write_atomic
from core.errors import UserError
from core.live import read_state
from core.local_time import zone
from core.reports.spreadsheet import FORMS, write
from qml_app import result_tables as tables
from qml_app.models import QVariantList
from qml_app.poller import Poller
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.reports.span import Table

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 1.0
#: What some systems do not have in the names of files.
_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Results(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The counts of one camera at a time, as the engine told them last.

    Args:
        runtime: where the engine publishes.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _saved = Signal(str, str)  # file, why not

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera, self._site, self._zone = "", "", zone()
        self._values: dict[str, Any] = {}
        self._busy, self._file, self._failure = False, "", ""
        self._pool = Tasks("result", self)
        self._saved.connect(self._finish)
        self._poller = Poller(lambda: read_state(runtime), _SECONDS, self, name="result")
        self._poller.found.connect(self._take)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking, and let a file that is being written be finished."""
        self._poller.stop()
        self._pool.waitForDone()

    def _take(self, state: dict[str, Any] | None) -> None:
        cameras = (state or {}).get("cameras")
        values = cameras.get(self._camera) if isinstance(cameras, dict) else None
        found = str((state or {}).get("site") or ""), tables.counted(values) if isinstance(values, dict) else {}
        if found != (self._site, self._values):
            self._site, self._values = found
            self._zone = zone((state or {}).get("timezone"))
            self.changed.emit()

    @Slot(str, result=str)
    def suggested(self, form: str) -> str:
        """A file to save to, among the user's documents."""
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = next((Path(place) for place in places if Path(place).is_dir()), Path.home())
        return str(folder / f"{_UNFIT.sub('-', self._camera)}-counts.{form}")

    @Slot(str, result=bool)
    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return _file(path).exists()

    @Slot(QUrl, result=str)
    def localPath(self, address: QUrl) -> str:  # noqa: N802 -- QML's convention
        """The path of a file that was chosen in a dialog, as this system writes it."""
        return str(Path(address.toLocalFile())) if address.isLocalFile() else ""

    @Slot(str)
    def saveTo(self, name: str) -> None:  # noqa: N802 -- QML's convention
        """Write the result to a file; its ending says in which form, CSV where it says none that is known."""
        if self._busy:
            return
        path = _file(name)
        table = tables.table(self._site, self._camera, self._values)
        self._busy, self._file, self._failure = True, "", ""
        self.changed.emit()
        where = self._zone
        self._pool.do(
            lambda: self._saved.emit(str(path), _save(table, path, where)), lambda why: self._saved.emit(str(path), why)
        )

    def _finish(self, file: str, failure: str) -> None:
        self._busy, self._file, self._failure = False, "" if failure else file, failure
        self.changed.emit()

    def _get_camera(self) -> str:
        return self._camera

    def _set_camera(self, camera: str) -> None:
        if camera != self._camera:
            self._camera, self._values, self._file, self._failure = camera, {}, "", ""
            self._poller.active = camera != ""
            self.changed.emit()

    def _get_classes(self) -> list[str]:
        return tables.classes(self._values)

    def _get_lines(self) -> list[dict[str, Any]]:
        found = tables.crossings(self._values)
        return [_row(line, direction, kinds) for line, direction, kinds in found]

    def _get_movements(self) -> list[dict[str, Any]]:
        return [_row(start, end, kinds) for start, end, kinds in tables.movements(self._values)]

    def _get_violations(self) -> list[dict[str, Any]]:
        return [{"rule": rule, "count": count} for rule, count in tables.violations(self._values)]

    def _get_period(self) -> list[float]:
        """From when to when, milliseconds since the epoch; empty where that is not known."""
        between = tables.period(self._values)
        return [moment.timestamp() * 1000 for moment in between] if between else []

    def _get_gaps(self) -> list[dict[str, Any]]:
        """What there is between the recordings, see `result_tables.gaps`."""
        return tables.gaps(self._values)

    def _get_limits(self) -> list[str]:
        return tables.limits(self._values)

    def _get_busy(self) -> bool:
        return self._busy

    def _get_file(self) -> str:
        return self._file

    def _get_failure(self) -> str:
        return self._failure

    camera = Property(str, _get_camera, _set_camera, notify=changed)
    classes = Property(QVariantList, _get_classes, notify=changed)
    lines = Property(QVariantList, _get_lines, notify=changed)
    movements = Property(QVariantList, _get_movements, notify=changed)
    violations = Property(QVariantList, _get_violations, notify=changed)
    period = Property(QVariantList, _get_period, notify=changed)
    gaps = Property(QVariantList, _get_gaps, notify=changed)
    limits = Property(QVariantList, _get_limits, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    file = Property(str, _get_file, notify=changed)
    failure = Property(str, _get_failure, notify=changed)


def _row(first: str, second: str, kinds: dict[str, int]) -> dict[str, Any]:
    return {"first": first, "second": second, "kinds": kinds, "total": sum(kinds.values())}


def _file(name: str) -> Path:
    return Path(name.strip()).expanduser().absolute()


def _save(table: Table, path: Path, where: tzinfo) -> str:
    """Why it could not be written, or nothing."""
    form = path.suffix.lower().removeprefix(".")
    data = io.BytesIO()
    try:
        write(table, form if form in FORMS else "csv", data, where)
        write_atomic(path, data.getvalue(), 0o644)
    except UserError as error:
        return str(error)
    except OSError as error:
        return str(UserError(f"cannot write {path}: {error.strerror}", "choose another location"))
    return ""
