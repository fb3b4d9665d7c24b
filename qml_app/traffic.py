"""The traffic page's view model: counts over time from the journal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import history, traffic_rows
from qml_app.exporter import Exporter
from qml_app.models import QVariantList, RowModel
from qml_app.poller import Poller

if TYPE_CHECKING:
    from pathlib import Path

    from core.telemetry.tables import Span

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_MINUTE: Final = 60
#: Seconds of a bin, minutes between labels, and seconds between two looks: a day has many events to read.
_BINS: Final = {"hour": _MINUTE, "hours": 15 * _MINUTE, "day": 15 * _MINUTE}
_LABELS: Final = {"hour": 10, "hours": 60, "day": 180}
_SECONDS: Final = {"hour": 3.0, "hours": 20.0, "day": 60.0}


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Traffic(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Crossings of a period in bins, of one line and direction or of all.

    Args:
        state_dir: where the engine keeps its journal.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, state_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state_dir = state_dir
        self._period, self._line, self._direction = "hour", "", ""
        self._found: history.Found | None = None
        self._shown = traffic_rows.Traffic()
        self._bars = RowModel(traffic_rows.BAR_ROLES, self)
        self._kinds = RowModel(traffic_rows.KIND_ROLES, self)
        self._lines = RowModel(traffic_rows.LINE_ROLES, self)
        self._exporter = Exporter("counts", self._span, self)
        self._poller = Poller(lambda: history.read("counts", self._span()), _SECONDS[self._period], self)
        self._poller.found.connect(self.tell)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()
        self._exporter.stop()

    def _span(self) -> Span:
        return history.span(self._state_dir, self._period, time.time(), _BINS)

    def tell(self, found: history.Found) -> None:
        """Take over what the journal said, unless another period has been chosen meanwhile."""
        if found.span.bin == _BINS[self._period] and abs(found.span.start - self._span().start) < history.HOUR:
            self._found = found
            self._show()

    def _show(self) -> None:
        found = self._found
        if found and found.table:
            view = traffic_rows.View(self._line, self._direction, _LABELS[self._period])
            self._shown = traffic_rows.traffic(found.table, found.span, time.time(), view)
            self._bars.update(self._shown.bars)
            self._kinds.update(self._shown.kinds)
            self._lines.update(self._shown.lines)
        self.changed.emit()

    def _get_status(self) -> str:
        """Loading, missing (no journal), broken, empty (no crossing in the period) or ready."""
        if self._found is None:
            return "loading"
        if self._found.table is None:
            return "missing" if self._found.problem == "missing" else "broken"
        return "ready" if self._found.table.rows else "empty"

    def _get_problem(self) -> str:
        return self._found.problem if self._found else ""

    def _get_active(self) -> bool:
        return self._poller.active

    def _set_active(self, active: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._poller.active = active

    def _get_period(self) -> str:
        return self._period

    def _set_period(self, period: str) -> None:
        if period in _BINS and period != self._period:
            self._period, self._found = period, None
            self._poller.seconds = _SECONDS[period]
            self._poller.hurry()
            self.changed.emit()

    def _get_line(self) -> str:
        return self._line

    def _set_line(self, line: str) -> None:
        self._line = line
        self._show()

    def _get_direction(self) -> str:
        return self._direction

    def _set_direction(self, direction: str) -> None:
        self._direction = direction
        self._show()

    def _get_minutes(self) -> int:
        return _BINS[self._period] // _MINUTE

    def _get_ticks(self) -> list[int]:
        return self._shown.ticks

    def _get_total(self) -> int:
        return sum(row[1] for row in self._shown.bars)

    def _get_line_names(self) -> list[str]:
        names = [row[0] for row in self._shown.lines]
        return names if self._line in ("", *names) else [*names, self._line]

    def _get_bars(self) -> QObject:
        return self._bars

    def _get_kinds(self) -> QObject:
        return self._kinds

    def _get_lines(self) -> QObject:
        return self._lines

    def _get_exporter(self) -> QObject:
        return self._exporter

    status = Property(str, _get_status, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    active = Property(bool, _get_active, _set_active)
    period = Property(str, _get_period, _set_period, notify=changed)
    line = Property(str, _get_line, _set_line, notify=changed)
    direction = Property(str, _get_direction, _set_direction, notify=changed)
    minutes = Property(int, _get_minutes, notify=changed)
    ticks = Property(QVariantList, _get_ticks, notify=changed)
    total = Property(int, _get_total, notify=changed)
    lineNames = Property(QVariantList, _get_line_names, notify=changed)  # noqa: N815 -- QML's convention
    bars = Property(QObject, _get_bars, constant=True)
    kinds = Property(QObject, _get_kinds, constant=True)
    lines = Property(QObject, _get_lines, constant=True)
    exporter = Property(Exporter, _get_exporter, constant=True)
