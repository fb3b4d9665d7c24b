"""The traffic page's turning movements."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import periods, recorded_time, traffic_figures
from qml_app.journal_page import JournalPage
from qml_app.models import QVariantList, RowModel

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.history import Places

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the traffic page's view model")
class Turning(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """From which approach to which exit, of one camera and one class or all."""

    shown = Signal()  # a property's signal has to be of the property's own class

    def __init__(self, state_dir: Path, places: Places | None = None, parent: QObject | None = None) -> None:
        super().__init__(state_dir, "movements", "movement", places=places, parent=parent)
        self.changed.connect(self.shown)
        self._camera, self._kind = "", ""
        self._shown = traffic_figures.Turning()
        self._recorded: list[float] = []
        self._origins = RowModel(traffic_figures.ORIGIN_ROLES, self)
        self._flows = RowModel(traffic_figures.FLOW_ROLES, self)

    def show(self) -> None:
        """The matrix of what is chosen."""
        if self.table:
            self._shown = traffic_figures.turning(self.table, self._camera, self._kind)
            self._origins.update(self._shown.origins)
            self._flows.update(self._shown.flows)
            rows = periods.records(self.table)
            self._recorded = recorded_time.share(rows, {self._camera_shown()}, self._period_now(), time.time())
        super().show()

    def _camera_shown(self) -> str:
        there = self._shown.cameras
        return self._camera if self._camera in there else next(iter(there), "")

    def _choose_camera(self, camera: str) -> None:
        self._camera = camera
        self.show()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self.show()

    def _get_camera(self) -> str:
        return self._camera

    def _get_kind(self) -> str:
        return self._kind

    def _get_cameras(self) -> list[Any]:
        return self._shown.cameras

    def _get_kinds(self) -> list[Any]:
        return self._shown.kinds

    def _get_exits(self) -> list[Any]:
        return self._shown.exits

    def _get_sums(self) -> list[Any]:
        return self._shown.sums

    def _get_recorded(self) -> list[Any]:
        return self._recorded

    def _get_total(self) -> int:
        return sum(self._shown.sums)

    def _get_origins(self) -> QObject:
        return self._origins

    def _get_flows(self) -> QObject:
        return self._flows

    camera = Property(str, _get_camera, _choose_camera, notify=shown)
    kind = Property(str, _get_kind, _choose_kind, notify=shown)
    cameras = Property(QVariantList, _get_cameras, notify=shown)
    kinds = Property(QVariantList, _get_kinds, notify=shown)
    exits = Property(QVariantList, _get_exits, notify=shown)
    sums = Property(QVariantList, _get_sums, notify=shown)
    total = Property(int, _get_total, notify=shown)
    recorded = Property(QVariantList, _get_recorded, notify=shown)
    origins = Property(QObject, _get_origins, constant=True)
    flows = Property(QObject, _get_flows, constant=True)
