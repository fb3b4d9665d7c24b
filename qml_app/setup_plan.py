"""The summary of a plan of setup as QML sees it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app.models import RowModel
from qml_app.setup_summary import Summary

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_ROLES: Final = ("name", "version", "size", "what")


@QmlElement
@QmlUncreatable("Belongs to the wizard's view model")
class SetupPlan(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """View of the summary; without rows there is nothing to sum up, and the steps speak for themselves.

    Args:
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summary = Summary()
        self._rows = RowModel(_ROLES, self)

    def show(self, found: Summary) -> None:
        """Show a summary, or with an empty one nothing."""
        self._summary = found
        self._rows.update(list(found.rows))
        self.changed.emit()

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_shown(self) -> bool:
        return bool(self._summary.rows)

    def _get_installs(self) -> int:
        return self._summary.installs

    def _get_size(self) -> float:
        return float(self._summary.size)

    def _get_minutes(self) -> int:
        return self._summary.minutes

    rows = Property(QObject, _get_rows, constant=True)
    shown = Property(bool, _get_shown, notify=changed)
    installs = Property(int, _get_installs, notify=changed)
    size = Property(float, _get_size, notify=changed)
    minutes = Property(int, _get_minutes, notify=changed)
