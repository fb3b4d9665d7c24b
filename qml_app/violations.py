"""The violations page's view model: what the journal holds of them, filtered."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import history, violation_rows
from qml_app.exporter import Exporter
from qml_app.models import QVariantList, RowModel
from qml_app.poller import Poller

if TYPE_CHECKING:
    from pathlib import Path

    from core.telemetry.tables import Span

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS = 2.0


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Violations(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Violations of a period, of a rule and a camera or all.

    Args:
        state_dir: where the engine keeps its journal.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, state_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state_dir = state_dir
        self._period, self._rule, self._camera = "day", "", ""
        self._found: history.Found | None = None
        self._total = 0
        self._rows = RowModel(violation_rows.ROLES, self)
        self._exporter = Exporter("violations", self._span, self)
        self._poller = Poller(lambda: history.read("violations", self._span()), _SECONDS, self)
        self._poller.found.connect(self.tell)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()
        self._exporter.stop()

    def _span(self) -> Span:
        return history.span(self._state_dir, self._period, time.time())

    def tell(self, found: history.Found) -> None:
        """Take over what the journal said."""
        self._found = found
        self._show()

    def _show(self) -> None:
        table = self._found.table if self._found else None
        rows = violation_rows.rows(table, self._rule, self._camera) if table else []
        self._total = len(rows)
        self._rows.update(rows[: violation_rows.MOST])
        self.changed.emit()

    def _values(self, column: str, chosen: str) -> list[str]:
        """What there is to choose from; what is chosen stays there though nothing is left of it."""
        table = self._found.table if self._found else None
        found = violation_rows.values(table, column) if table else []
        return found if chosen in ("", *found) else sorted([*found, chosen])

    def _get_status(self) -> str:
        """Loading, missing (no journal), broken, empty (nothing in the period), filtered (nothing left) or ready."""
        if self._found is None:
            return "loading"
        if self._found.table is None:
            return "missing" if self._found.problem == "missing" else "broken"
        if self._total:
            return "ready"
        return "filtered" if self._found.table.rows else "empty"

    def _get_problem(self) -> str:
        return self._found.problem if self._found else ""

    def _get_active(self) -> bool:
        return self._poller.active

    def _set_active(self, active: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._poller.active = active

    def _get_period(self) -> str:
        return self._period

    def _set_period(self, period: str) -> None:
        if period in history.PERIODS and period != self._period:
            self._period = period
            self._poller.hurry()
            self.changed.emit()

    def _get_rule(self) -> str:
        return self._rule

    def _set_rule(self, rule: str) -> None:
        self._rule = rule
        self._show()

    def _get_camera(self) -> str:
        return self._camera

    def _set_camera(self, camera: str) -> None:
        self._camera = camera
        self._show()

    def _get_rule_names(self) -> list[str]:
        return self._values("rule", self._rule)

    def _get_camera_names(self) -> list[str]:
        return self._values("camera", self._camera)

    def _get_total(self) -> int:
        return self._total

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_exporter(self) -> QObject:
        return self._exporter

    status = Property(str, _get_status, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    active = Property(bool, _get_active, _set_active)
    period = Property(str, _get_period, _set_period, notify=changed)
    rule = Property(str, _get_rule, _set_rule, notify=changed)
    camera = Property(str, _get_camera, _set_camera, notify=changed)
    ruleNames = Property(QVariantList, _get_rule_names, notify=changed)  # noqa: N815 -- QML's convention
    cameraNames = Property(QVariantList, _get_camera_names, notify=changed)  # noqa: N815 -- QML's convention
    total = Property(int, _get_total, notify=changed)
    rows = Property(QObject, _get_rows, constant=True)
    exporter = Property(Exporter, _get_exporter, constant=True)
