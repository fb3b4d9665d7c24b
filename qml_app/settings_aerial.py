"""Calibration on an aerial image: its scale, and the places of the reference points on it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QPointF, QSize, QUrl, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import settings_tree as tree
from qml_app.models import QVariantList, RowModel
from qml_app.settings_sheet import Sheet
from qml_app.settings_unfinished import placed
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from core.settings.yaml_tree import KeyPath
    from qml_app.settings_calibration import CalibrationEditor
    from qml_app.settings_draft import Draft

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_ROLES: Final = ("place", "point")
_ENDS: Final = 2  # of the known distance
_MILLIMETRES: Final = 3  # decimals of metres


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class AerialEditor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The aerial image of the camera that is being edited; what it gives are metres of the calibration's points.

    Metres count from the upper left corner to the right and, negative, downwards. The image itself is kept while the
    window is open.

    Args:
        draft: what is being edited.
        points: the calibration, which knows which point is selected.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _loaded = Signal(str, str, QImage)  # camera, file

    def __init__(self, draft: Draft, points: CalibrationEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._calibration = draft, points
        self._sheets: dict[str, Sheet] = {}
        self._unreadable = ""
        self._grabbed = -1
        self._marks = RowModel(_ROLES, self)
        self._pool = Tasks("aerial", self)
        self._loaded.connect(self._take)
        points.changed.connect(self._show)

    def stop(self) -> None:
        """Wait for the image that is being read."""
        self._pool.waitForDone()

    def _camera(self) -> str:
        cameras = self._draft.cameras
        return str(cameras[self._draft.camera].get("id")) if cameras else ""

    def _sheet(self) -> Sheet:
        return self._sheets.get(self._camera(), Sheet())

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        """Show an image file that was chosen or dropped."""
        file, camera = address.toLocalFile(), self._camera()
        if file:
            self._pool.do(
                lambda: self._loaded.emit(camera, file, QImage(file)),
                lambda _: self._loaded.emit(camera, file, QImage()),
            )

    def _take(self, camera: str, file: str, image: QImage) -> None:
        self._unreadable = Path(file).name if image.isNull() else ""
        if not image.isNull():
            sheet = Sheet(file, image.size())
            sheet.screen.show(image)
            self._sheets[camera] = sheet
        self._show()

    @Slot()
    def close(self) -> None:
        """Do without the image; the metres that came from it stay."""
        self._sheets.pop(self._camera(), None)
        self._unreadable = ""
        self._show()

    @Slot(str)
    def setScale(self, metres: str) -> None:  # noqa: N802 -- QML's convention
        """Say how many metres one pixel has."""
        self._rescale(tree.number(metres))

    @Slot(str)
    def setDistance(self, metres: str) -> None:  # noqa: N802 -- QML's convention
        """Say how far apart the two ends that were clicked are."""
        long, ends = tree.number(metres), self._sheet().ends
        if len(ends) == _ENDS and isinstance(long, int | float):
            self._rescale(long / math.dist(ends[0].toTuple(), ends[1].toTuple()))

    @Slot()
    def measureAgain(self) -> None:  # noqa: N802 -- QML's convention
        """Click a known distance anew."""
        self._sheet().ends = []
        self._sheet().measuring = True
        self._show()

    def _rescale(self, metres: Any) -> None:  # noqa: ANN401 -- a number, or what was typed instead
        sheet = self._sheet()
        if not isinstance(metres, int | float) or metres <= 0:
            return
        if sheet.metres > 0 and self._own():  # the points stay where they are on the image
            self._stretch(float(metres) / sheet.metres)
        sheet.metres, sheet.measuring = float(metres), False
        self._show()

    def _stretch(self, times: float) -> None:
        value = self._draft.value
        for place in self._places():
            ground = [round(times * number, _MILLIMETRES) for number in tree.at(value, self._path(place, "ground"))]
            value = tree.put(value, self._path(place, "ground"), ground)
        self._draft.edit(value)

    @Slot(QPointF, float)
    def press(self, point: QPointF, reach: float) -> None:
        """An end of the known distance, a point to be dragged, or the place of the next point.

        Args:
            point: pixels of the image.
            reach: within which a point counts as hit.
        """
        sheet = self._sheet()
        if not sheet.scaled:
            ends = sheet.ends if len(sheet.ends) < _ENDS else []
            if not ends or math.dist(ends[0].toTuple(), point.toTuple()) >= 1:
                sheet.ends = [*ends, point]
            self._show()
            return
        away = {row[0]: math.dist(row[1].toTuple(), point.toTuple()) for row in self._marks.rows}
        nearest = min(away, key=lambda place: away[place], default=-1)
        self._grabbed = nearest if nearest >= 0 and away[nearest] <= reach else self._next()
        self._calibration.select(self._grabbed)
        if self._grabbed >= 0 and (nearest < 0 or away[nearest] > reach):
            self._put(self._grabbed, point)

    @Slot(QPointF)
    def release(self, point: QPointF) -> None:
        """Have the point that was pressed here, as one step."""
        place, self._grabbed = self._grabbed, -1
        if place >= 0 and self._sheet().scaled:
            self._put(place, point)

    @Slot(float, float)
    def nudge(self, right: float, down: float) -> None:
        """Move the selected point by pixels."""
        place = int(self._calibration.property("selected"))
        at = next((row[1] for row in self._marks.rows if row[0] == place), None)
        if at is not None:
            self._put(place, at + QPointF(right, down))

    def _put(self, place: int, point: QPointF) -> None:
        sheet = self._sheet()
        x = min(max(point.x(), 0.0), float(sheet.size.width())) * sheet.metres
        y = min(max(point.y(), 0.0), float(sheet.size.height())) * sheet.metres
        value = self._draft.value
        if not self._own():  # metres that were counted from elsewhere do not go with these
            for other in range(len(self._points())):
                value = tree.drop(value, self._path(other, "ground"))
        ground = [round(x, _MILLIMETRES), round(-y, _MILLIMETRES)]
        self._draft.edit(tree.put(value, self._path(place, "ground"), ground))

    def _path(self, *rest: str | int) -> KeyPath:
        return self._draft.here("scene", "calibration", "points", *rest)

    def _points(self) -> list[Any]:
        found = tree.at(self._draft.value, self._path())
        return found if isinstance(found, list) else []

    def _places(self) -> dict[int, QPointF]:
        """Where the points that have metres lie on the image."""
        sheet, places = self._sheet(), {}
        for place, one in enumerate(self._points()):
            try:
                x, y = (float(number) for number in one["ground"])
            except (TypeError, ValueError, KeyError):
                continue
            places[place] = QPointF(x, -y) / sheet.metres if sheet.metres else QPointF(-1, -1)
        return places

    def _own(self) -> bool:
        """Whether all metres there are may come from this image: a rectangle counts from a corner of its own."""
        size = self._sheet().size
        inside = (0 < at.x() <= size.width() and 0 < at.y() <= size.height() for at in self._places().values())
        return all(inside)

    def _next(self) -> int:
        """The point whose place is to be clicked: the selected one, or the first that has none."""
        points, own = self._points(), self._own()
        open_ = [place for place, one in enumerate(points) if not own or not placed(one)]
        selected = int(self._calibration.property("selected"))
        return selected if selected in open_ else open_[0] if open_ else -1

    def _show(self) -> None:
        own = self._own() and self._sheet().scaled
        self._marks.update(list(self._places().items()) if own else [])
        self.changed.emit()

    def _get_marks(self) -> QObject:
        return self._marks

    def _get_picture(self) -> str:
        return self._sheet().screen.address

    def _get_size(self) -> QSize:
        return self._sheet().size

    def _get_unreadable(self) -> str:
        return self._unreadable

    def _get_scale(self) -> float:
        """Metres of a pixel; 0 while that is not known or measured anew."""
        return self._sheet().metres if self._sheet().scaled else 0.0

    def _get_ends(self) -> list[QPointF]:
        return self._sheet().ends

    def _get_next(self) -> int:
        return self._next()

    marks = Property(QObject, _get_marks, constant=True)
    picture = Property(str, _get_picture, notify=changed)
    size = Property(QSize, _get_size, notify=changed)
    unreadable = Property(str, _get_unreadable, notify=changed)
    metres = Property(float, _get_scale, notify=changed)
    ends = Property(QVariantList, _get_ends, notify=changed)
    next = Property(int, _get_next, notify=changed)
