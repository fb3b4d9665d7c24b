"""The traffic page's view model: counts over time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import periods, traffic_lines, traffic_rows
from qml_app.journal_page import JournalPage
from qml_app.models import QVariantList, RowModel
from qml_app.spot_speeds import SpotSpeeds
from qml_app.turning import Turning
from qml_app.zones import Zones

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.history import Places

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Traffic(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Crossings of a period in bins, of one line and direction or of all, and what the page shows besides.

    Args:
        state_dir: where the engine keeps its journal.
        places: where a database is named that is read instead.
        parent: owner, as everywhere in Qt.
    """

    shown = Signal()  # a property's signal has to be of the property's own class

    def __init__(self, state_dir: Path, places: Places | None = None, parent: QObject | None = None) -> None:
        super().__init__(state_dir, "counts", "crossing", places=places, parent=parent)
        self.changed.connect(self.shown)
        self._line, self._direction = "", ""
        self._counts, self._there = traffic_rows.Traffic(), traffic_lines.Lines()
        self._bars = RowModel(traffic_rows.BAR_ROLES, self)
        self._kinds = RowModel(traffic_rows.KIND_ROLES, self)
        self._lines = RowModel(traffic_rows.LINE_ROLES, self)
        self._turning, self._speeds, self._zones = (
            Turning(state_dir, places, self),
            SpotSpeeds(state_dir, places, self),
            Zones(state_dir, places, self),
        )

    def stop(self) -> None:
        """Stop looking, in all views."""
        for view in (self._turning, self._speeds, self._zones):
            view.stop()
        super().stop()

    def show(self) -> None:
        """Bars, totals and choices of what is chosen."""
        found = self._found
        if found and found.table:
            view = traffic_rows.View(self._line, self._direction)
            self._there = traffic_lines.lines(self.reach, periods.records(found.table))
            self._counts = traffic_rows.traffic(found.table, found.span, time.time(), view, self._there)
            self._bars.update(self._counts.bars)
            self._kinds.update(self._counts.kinds)
            self._lines.update(self._counts.lines)
        super().show()

    def _get_line(self) -> str:
        return self._counts.shown or self._line

    def _set_line(self, line: str) -> None:
        self._line = line
        self.show()

    def _get_direction(self) -> str:
        return self._direction

    def _set_direction(self, direction: str) -> None:
        self._direction = direction
        self.show()

    def _get_groups(self) -> list[str]:
        return self._there.groups

    def _get_peak(self) -> list[float]:
        return list(self._counts.peak)

    def _get_ticks(self) -> list[int]:
        return self._counts.ticks

    def _get_total(self) -> int:
        return sum(row[1] for row in self._counts.bars)

    def _get_line_names(self) -> list[str]:
        return self._there.names

    def _get_bars(self) -> QObject:
        return self._bars

    def _get_kinds(self) -> QObject:
        return self._kinds

    def _get_lines(self) -> QObject:
        return self._lines

    def _get_turning(self) -> QObject:
        return self._turning

    def _get_speeds(self) -> QObject:
        return self._speeds

    def _get_zones(self) -> QObject:
        return self._zones

    line = Property(str, _get_line, _set_line, notify=shown)
    direction = Property(str, _get_direction, _set_direction, notify=shown)
    groups = Property(QVariantList, _get_groups, notify=shown)
    peak = Property(QVariantList, _get_peak, notify=shown)
    ticks = Property(QVariantList, _get_ticks, notify=shown)
    total = Property(int, _get_total, notify=shown)
    lineNames = Property(QVariantList, _get_line_names, notify=shown)  # noqa: N815 -- QML's convention
    bars = Property(QObject, _get_bars, constant=True)
    kinds = Property(QObject, _get_kinds, constant=True)
    lines = Property(QObject, _get_lines, constant=True)
    turning = Property(Turning, _get_turning, constant=True)
    speeds = Property(SpotSpeeds, _get_speeds, constant=True)
    zones = Property(Zones, _get_zones, constant=True)
