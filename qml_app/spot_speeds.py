"""The traffic page's speeds at lines."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import periods, recorded_time, traffic_figures, traffic_lines
from qml_app.journal_page import JournalPage
from qml_app.models import QVariantList, RowModel
from qml_app.recorded_time import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from core.reports.tables import Span
    from qml_app.history import Places

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the traffic page's view model")
class SpotSpeeds(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Speeds at one line or all, of one class or all."""

    shown = Signal()

    def __init__(self, state_dir: Path, places: Places | None = None, parent: QObject | None = None) -> None:
        super().__init__(state_dir, "spot_speeds", "speed", binned=False, places=places, parent=parent)
        self.changed.connect(self.shown)
        self._line, self._kind = "", ""
        self._speeds, self._there = traffic_figures.SpotSpeeds(), traffic_lines.Lines()
        self._recorded: list[float] = []
        self._bars = RowModel(traffic_figures.SPEED_BAR_ROLES, self)
        self._lines = RowModel(traffic_figures.SPEED_LINE_ROLES, self)

    def read(self, span: Span) -> Seen:
        """Speeds, and for how long cameras were recorded."""
        found = super().read(span)
        counts = self.read_table("counts", span).table if found.table and found.table.rows else None
        return Seen(found.span, found.table, found.problem, found.away, counts)

    def show(self) -> None:
        """The distribution of what is chosen."""
        if self.table:
            rows = periods.records(self.table)
            measured = {traffic_lines.key(row) for row in rows}
            known = [row for row in self.reach if traffic_lines.key(row) in measured]
            self._there = traffic_lines.lines(known, rows)
            self._speeds = traffic_figures.spot_speeds(self.table, self._line, self._kind, self._there)
            self._bars.update(self._speeds.bars)
            self._lines.update(self._speeds.lines)
            self._recorded = self._share()
        super().show()

    def _share(self) -> list[float]:
        cameras = {name.rsplit("/", 1)[0] for name in self._there.of(self._line)}
        counts = self._found.counts if isinstance(self._found, Seen) else None
        if counts is None:
            return []
        return recorded_time.share(periods.records(counts), cameras, self._period_now(), time.time())

    def _choose_line(self, line: str) -> None:
        self._line = line
        self.show()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self.show()

    def _get_line(self) -> str:
        return self._speeds.shown or self._line

    def _get_groups(self) -> list[Any]:
        return self._there.groups

    def _get_kind(self) -> str:
        return self._kind

    def _get_kinds(self) -> list[Any]:
        return self._speeds.kinds

    def _get_line_names(self) -> list[Any]:
        return self._there.names

    def _get_recorded(self) -> list[Any]:
        return self._recorded

    def _get_total(self) -> int:
        return self._speeds.of.count

    def _get_median(self) -> float:
        return traffic_figures.known(self._speeds.of.p50)

    def _get_p85(self) -> float:
        return traffic_figures.known(self._speeds.of.p85)

    def _get_width(self) -> float:
        return self._speeds.of.width

    def _get_ticks(self) -> list[Any]:
        return self._speeds.ticks

    def _get_bars(self) -> QObject:
        return self._bars

    def _get_lines(self) -> QObject:
        return self._lines

    line = Property(str, _get_line, _choose_line, notify=shown)
    kind = Property(str, _get_kind, _choose_kind, notify=shown)
    kinds = Property(QVariantList, _get_kinds, notify=shown)
    groups = Property(QVariantList, _get_groups, notify=shown)
    lineNames = Property(QVariantList, _get_line_names, notify=shown)  # noqa: N815 -- QML's convention
    total = Property(int, _get_total, notify=shown)
    median = Property(float, _get_median, notify=shown)
    p85 = Property(float, _get_p85, notify=shown)
    width = Property(float, _get_width, notify=shown)
    ticks = Property(QVariantList, _get_ticks, notify=shown)
    recorded = Property(QVariantList, _get_recorded, notify=shown)
    bars = Property(QObject, _get_bars, constant=True)
    lines = Property(QObject, _get_lines, constant=True)
