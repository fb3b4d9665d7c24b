"""One run of setup as QML sees it: what it has done, what it is doing, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app.models import QVariantMap, RowModel
from qml_app.setup_rows import TASK_ROLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from qml_app.models import Row

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_REFRESH_MS = 50
_COUNTED = ("ok", "changed", "failed", "skipped")


@QmlElement
@QmlUncreatable("Belongs to the wizard's view model")
class SetupRun(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """View of the run of the wizard's current step.

    Args:
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = Run(code=0)
        self._read: Callable[[Run], list[Row]] = Run.rows
        self._cancelling, self._everything = False, False
        self._tasks = RowModel(TASK_ROLES, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REFRESH_MS)
        self._soon.timeout.connect(self.refresh)

    def show(self, run: Run, read: Callable[[Run], list[Row]]) -> None:
        """Show a run; `read` picks and orders its tasks once it has ended."""
        self._run, self._read = run, read
        self._cancelling, self._everything = False, False
        self.refresh()

    def cancel(self) -> None:
        """It has been told to end."""
        self._cancelling = True
        self.changed.emit()

    def refresh_soon(self) -> None:
        """It has told something; a fast download does so a thousand times a second."""
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show what it has told."""
        whole = self._everything or self._get_busy()
        self._tasks.update(self._run.rows() if whole else self._read(self._run))
        self.changed.emit()

    def _get_everything(self) -> bool:
        return self._everything

    def _set_everything(self, everything: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._everything = everything
        self.refresh()

    def _get_busy(self) -> bool:
        return self._run.code is None

    def _get_outcome(self) -> str:
        return "cancelling" if self._cancelling and self._get_busy() else self._run.outcome

    def _get_refusal(self) -> str:
        return self._run.refusal[0]

    def _get_remedy(self) -> str:
        return self._run.refusal[1]

    def _get_note(self) -> str:
        return self._run.note

    def _get_current(self) -> str:
        return self._run.current

    def _get_moving(self) -> str:
        return self._run.moving[0]

    def _get_moved(self) -> float:
        return float(self._run.moving[1])

    def _get_size(self) -> float:
        return float(self._run.moving[2])

    def _get_done(self) -> int:
        return self._run.ended

    def _get_total(self) -> int:
        return len(self._run.tasks)

    def _get_shown(self) -> int:
        return len(self._tasks.rows)

    def _get_counts(self) -> dict[str, int]:
        return {state: self._run.count(state) for state in _COUNTED}

    def _get_tasks(self) -> QObject:
        return self._tasks

    everything = Property(bool, _get_everything, _set_everything, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    outcome = Property(str, _get_outcome, notify=changed)
    refusal = Property(str, _get_refusal, notify=changed)
    remedy = Property(str, _get_remedy, notify=changed)
    note = Property(str, _get_note, notify=changed)
    current = Property(str, _get_current, notify=changed)
    moving = Property(str, _get_moving, notify=changed)
    moved = Property(float, _get_moved, notify=changed)
    size = Property(float, _get_size, notify=changed)
    done = Property(int, _get_done, notify=changed)
    total = Property(int, _get_total, notify=changed)
    shown = Property(int, _get_shown, notify=changed)
    counts = Property(QVariantMap, _get_counts, notify=changed)
    tasks = Property(QObject, _get_tasks, constant=True)
