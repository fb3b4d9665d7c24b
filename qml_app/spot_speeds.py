"""The traffic page's speeds at lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import traffic_figures
from qml_app.journal_page import SECONDS, JournalPage
from qml_app.models import QVariantList, RowModel

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.history import Places

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the traffic page's view model")
class SpotSpeeds(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Speeds at one line or all, of one class or all."""

    shown = Signal()

    def __init__(self, state_dir: Path, places: Places | None = None, parent: QObject | None = None) -> None:
        super().__init__(state_dir, "spot_speeds", SECONDS, "hour", places=places, parent=parent)
        self.changed.connect(self.shown)
        self._line, self._kind = "", ""
        self._shown = traffic_figures.SpotSpeeds()
        self._bars = RowModel(traffic_figures.SPEED_BAR_ROLES, self)
        self._lines = RowModel(traffic_figures.SPEED_LINE_ROLES, self)

    def show(self) -> None:
        """The distribution of what is chosen."""
        if self.table:
            self._shown = traffic_figures.spot_speeds(self.table, self._line, self._kind)
            self._bars.update(self._shown.bars)
            self._lines.update(self._shown.lines)
        super().show()

    def _choose_line(self, line: str) -> None:
        self._line = line
        self.show()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self.show()

    def _get_line(self) -> str:
        return self._line

    def _get_kind(self) -> str:
        return self._kind

    def _get_kinds(self) -> list[Any]:
        return self._shown.kinds

    def _get_line_names(self) -> list[Any]:
        return [row[0] for row in self._shown.lines]

    def _get_total(self) -> int:
        return self._shown.of.count

    def _get_median(self) -> float:
        return traffic_figures.known(self._shown.of.p50)

    def _get_p85(self) -> float:
        return traffic_figures.known(self._shown.of.p85)

    def _get_width(self) -> float:
        return self._shown.of.width

    def _get_ticks(self) -> list[Any]:
        return self._shown.ticks

    def _get_bars(self) -> QObject:
        return self._bars

    def _get_lines(self) -> QObject:
        return self._lines

    line = Property(str, _get_line, _choose_line, notify=shown)
    kind = Property(str, _get_kind, _choose_kind, notify=shown)
    kinds = Property(QVariantList, _get_kinds, notify=shown)
    lineNames = Property(QVariantList, _get_line_names, notify=shown)  # noqa: N815 -- QML's convention
    total = Property(int, _get_total, notify=shown)
    median = Property(float, _get_median, notify=shown)
    p85 = Property(float, _get_p85, notify=shown)
    width = Property(float, _get_width, notify=shown)
    ticks = Property(QVariantList, _get_ticks, notify=shown)
    bars = Property(QObject, _get_bars, constant=True)
    lines = Property(QObject, _get_lines, constant=True)
