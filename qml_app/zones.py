"""The traffic page's zones: how full they were."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import traffic_figures
from qml_app.journal_page import JournalPage
from qml_app.models import RowModel

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.history import Places

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the traffic page's view model")
class Zones(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """How full the zones of all cameras were."""

    shown = Signal()  # a property's signal has to be of the property's own class

    def __init__(self, state_dir: Path, places: Places | None = None, parent: QObject | None = None) -> None:
        super().__init__(state_dir, "occupancy", "occupancy", places=places, parent=parent)
        self._rows = RowModel(traffic_figures.ZONE_ROLES, self)
        self._course = (math.nan, math.nan)

    def show(self) -> None:
        """Each zone with its figures."""
        if self._found and self.table:
            told = (self.table, self._found.span, time.time())
            self._rows.update(traffic_figures.zones(*told))
            self._course = traffic_figures.course(*told)
            self.shown.emit()
        super().show()

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_first(self) -> float:
        return self._course[0] * 1000

    def _get_last(self) -> float:
        return self._course[1] * 1000

    rows = Property(QObject, _get_rows, constant=True)
    first = Property(float, _get_first, notify=shown)
    last = Property(float, _get_last, notify=shown)
