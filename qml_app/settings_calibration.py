"""The editor of the calibration: points of the road in the picture and in metres, and the road from above."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import Property, QObject, QPointF, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import settings_tree as tree
from qml_app.camera import Camera
from qml_app.models import QVariantList, QVariantMap, RowModel
from qml_app.overlay import Overlay
from qml_app.reader import Picture
from qml_app.settings_corners import in_order
from qml_app.settings_draft import refusal
from qml_app.settings_ground import above
from qml_app.settings_unfinished import LEAST, placed
from qml_app.video import drawable
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from core.settings.yaml_tree import KeyPath
    from core.types import Image
    from qml_app.settings_draft import Draft
    from qml_app.settings_ground import Above
    from qml_app.settings_view import SceneView

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

ROLES: Final = ("place", "point", "east", "north", "off", "problem")
MARK_ROLES: Final = ("place", "given", "found")
_AXES: Final = {"east": 0, "north": 1}


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class CalibrationEditor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Points whose places on the road are known, of the camera that is being edited.

    Args:
        draft: what is being edited.
        view: the picture that is drawn on.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _warped = Signal(object)  # Above or None

    def __init__(self, draft: Draft, view: SceneView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._view = draft, view
        self._selected = -1
        self._dragged: Any = None
        self._sides = ("", "")  # of the rectangle, as they were typed before it was whole
        self._above: Above | None = None
        self._preview = Camera("", self)
        self._warping, self._again = False, False
        self._rows = RowModel(ROLES, self)
        self._marks = RowModel(MARK_ROLES, self)
        self._pool = Tasks("calibration", self)
        self._warped.connect(self._take)
        draft.changed.connect(self._show)
        view.scaled.connect(self._show)
        view.seen.connect(self._warp)

    def stop(self) -> None:
        """Wait for the preview that is being made."""
        self._pool.waitForDone()

    def _path(self, *rest: str | int) -> KeyPath:
        return self._draft.here("scene", "calibration", "points", *rest)

    def _points(self, value: Any = None) -> list[dict[str, Any]]:  # noqa: ANN401 -- a draft holds anything
        found = tree.at(self._draft.value if value is None else value, self._path())
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _show(self, value: Any = None) -> None:  # noqa: ANN401 -- as above
        points = self._points(value)
        if self._selected >= len(points):
            self._selected = -1
        self._fill(points)
        self._warp()
        self.changed.emit()

    def _fill(self, points: list[dict[str, Any]]) -> None:
        known = [place for place, one in enumerate(points) if placed(one)]
        # Four points always fit, however wrong they are: their error is not known.
        whole = self._above is not None and len(self._above.off) == len(known) > LEAST
        off = dict(zip(known, self._above.off, strict=True)) if self._above and whole else {}
        rows = []
        for place, one in enumerate(points):
            try:
                pixels = self._view.scale.pixels(one["image"])
                east, north = (_text(number) for number in one.get("ground") or (None, None))
            except (TypeError, ValueError, IndexError, KeyError):
                continue
            # What has no metres yet is not among the points that are checked.
            problem = self._draft.problem(self._path(known.index(place)), below=True) if place in known else ""
            rows.append((place, pixels, east, north, off.get(place, -1.0), problem))
        self._rows.update(rows)

    def _warp(self) -> None:
        """Make the view from above, off this thread; what changes meanwhile is made right after."""
        if self._warping:
            self._again = True
            return
        image, pairs = self._view.image, self._pairs()
        if image is None or pairs is None:
            self._take(None)
            return
        self._warping = True
        self._pool.do(lambda: self._warped.emit(_above(image, *pairs)), lambda _: self._warped.emit(None))

    def _pairs(self) -> tuple[list[Any], list[Any]] | None:
        """The points that have both, in pixels and metres, if the settings take them."""
        points = [one for one in self._points(self._dragged) if placed(one)]
        if len(points) < LEAST or self._draft.problem(self._path()[:-1], below=True):
            return None
        scale = self._view.scale
        return [scale.pixels(one["image"]).toTuple() for one in points], [one["ground"] for one in points]

    def _take(self, found: Above | None) -> None:
        self._warping = False
        self._above = found
        if found is not None:
            self._preview.show(Picture("", drawable(found.image), Overlay()), time.monotonic())
        known = [place for place, one in enumerate(self._points(self._dragged)) if placed(one)]
        marks = zip(known, found.given, found.found, strict=False) if found else ()
        self._marks.update([(k, QPointF(*given), QPointF(*landed)) for k, given, landed in marks])
        self._fill(self._points(self._dragged))
        self.changed.emit()
        if self._again:
            self._again = False
            self._warp()

    @Slot(QPointF)
    def add(self, point: QPointF) -> None:
        """Another point of the road; its place in metres is yet to be given."""
        here = len(self._points())
        self._selected = here
        value = tree.put(self._draft.value, self._path(here), {"image": self._view.scale.units(point)})
        if here == LEAST - 1 and all(self._sides) and not any(placed(one) for one in self._points()):
            value = self._rectangle(value, *self._sides)
        self._draft.edit(value)

    @Slot(int)
    def select(self, place: int) -> None:
        """Select a point; -1 for none."""
        self._selected = place if place < len(self._points()) else -1
        self.changed.emit()

    @Slot(int, result=bool)
    def step(self, direction: int) -> bool:
        """Select the next point (1) or the one before (-1); false where there is none."""
        count = len(self._points())
        place = self._selected + direction if self._selected >= 0 else 0 if direction > 0 else count - 1
        self.select(place if 0 <= place < count else -1)
        return 0 <= place < count

    @Slot(QPointF, float, result=bool)
    def grab(self, point: QPointF, reach: float) -> bool:
        """Select the point within `reach`, to be dragged; false if there is none."""
        away = {row[0]: (row[1] - point).manhattanLength() for row in self._rows.rows}
        nearest = min(away, key=lambda place: away[place], default=-1)
        found = nearest >= 0 and away[nearest] <= reach
        self.select(nearest if found else -1)
        return found

    @Slot(QPointF)
    def drag(self, point: QPointF) -> None:
        """Have the selected point there; shown, and nothing more until `release`."""
        if self._selected >= 0:
            path = self._path(self._selected, "image")
            self._dragged = tree.put(self._draft.value, path, self._view.scale.units(point))
            self._show(self._dragged)

    @Slot()
    def release(self) -> None:
        """End the drag, as one step."""
        dragged, self._dragged = self._dragged, None
        if dragged is not None:
            self._draft.edit(dragged)

    @Slot(float, float)
    def nudge(self, right: float, down: float) -> None:
        """Move the selected point by pixels."""
        if self._selected >= 0:
            path, scale = self._path(self._selected, "image"), self._view.scale
            at = scale.pixels(tree.at(self._draft.value, path))
            self._draft.put(path, scale.units(at + QPointF(right, down)))

    @Slot()
    def remove(self) -> None:
        """Take the selected point away."""
        if self._selected >= 0:
            self._draft.drop(self._path(self._selected))

    @Slot()
    def clear(self) -> None:
        """Take the calibration away."""
        self._draft.drop(self._path()[:-1])

    @Slot(int, str, str)
    def measure(self, place: int, axis: str, text: str) -> None:
        """Say where a point lies on the road: metres to the right (east) or away (north); nothing takes it back."""
        before = tree.at(self._draft.value, self._path(place, "ground"))
        ground = list(before) if isinstance(before, list) and len(before) == len(_AXES) else [None, None]
        ground[_AXES[axis]] = tree.number(text) if text.strip() else None
        if ground == [None, None]:
            self._draft.drop(self._path(place, "ground"))
        else:
            self._draft.put(self._path(place, "ground"), ground)

    @Slot(str, str)
    def rectangle(self, width: str, length: str) -> None:
        """Say that the first four points are the corners of a rectangle: near left, near right, far right, far left.

        Where they were clicked crosswise, they are brought into that order.
        What is said before there are four points holds as soon as there are.
        """
        self._sides = width.strip(), length.strip()
        if all(self._sides) and len(self._points()) >= LEAST:
            self._draft.edit(self._rectangle(self._draft.value, *self._sides))
        self.changed.emit()

    def _rectangle(self, value: Any, width: str, length: str) -> Any:  # noqa: ANN401 -- a draft holds anything
        wide, long = tree.number(width), tree.number(length)
        points = self._points(value)[:LEAST]
        order = in_order([self._view.scale.pixels(one["image"]).toTuple() for one in points])
        for place, corner in enumerate(([0, 0], [wide, 0], [wide, long], [0, long])):
            value = tree.put(value, self._path(place), {**points[order[place]], "ground": corner})
        return value

    def _given(self) -> list[Any]:
        """Metres of the first four points, as far as they were given."""
        return [one.get("ground") for one in self._points(self._dragged)[:LEAST]]

    def _get_sides(self) -> list[str]:
        """Width and length of the rectangle of the first four points, or what was typed for it."""
        found = _sides(self._given())
        return [_text(one) for one in found] if found else list(self._sides)

    def _get_corners(self) -> list[QPointF]:
        """The first four points, where they are a rectangle or still may become one."""
        given = self._given()
        if any(one is not None for one in given) and _sides(given) is None:
            return []
        return [row[1] for row in self._rows.rows if row[0] < LEAST]

    def _get_lacking(self) -> int:
        """How many points are missing."""
        return max(0, LEAST - len(self._points()))

    def _get_open(self) -> bool:
        """Whether a point has no metres yet."""
        return not all(placed(one) for one in self._points())

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_marks(self) -> QObject:
        return self._marks

    def _get_preview(self) -> QObject:
        return self._preview

    def _get_selected(self) -> int:
        return self._selected

    def _get_refusal(self) -> dict[str, Any]:
        return refusal(self._draft.refusal(self._path()[:-1], below=True))

    def _get_grid(self) -> str:
        """Lines of whole metres in the picture, as a path in SVG's notation."""
        pieces = self._above.grid if self._above else ()
        return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece) for piece in pieces)

    def _get_ready(self) -> bool:
        return self._above is not None

    def _get_error(self) -> float:
        """Metres; -1 while it is not known, as four points always fit."""
        known = self._above is not None and len(self._above.off) > LEAST
        return self._above.error if self._above and known else -1.0

    def _get_step(self) -> float:
        return self._above.step if self._above else 0.0

    def _get_pixels(self) -> float:
        return self._above.pixels if self._above else 0.0

    rows = Property(QObject, _get_rows, constant=True)
    marks = Property(QObject, _get_marks, constant=True)
    preview = Property(Camera, _get_preview, constant=True)
    selected = Property(int, _get_selected, notify=changed)
    refusal = Property(QVariantMap, _get_refusal, notify=changed)
    sides = Property(QVariantList, _get_sides, notify=changed)
    corners = Property(QVariantList, _get_corners, notify=changed)
    lacking = Property(int, _get_lacking, notify=changed)
    open = Property(bool, _get_open, notify=changed)
    grid = Property(str, _get_grid, notify=changed)
    ready = Property(bool, _get_ready, notify=changed)
    error = Property(float, _get_error, notify=changed)
    gridStep = Property(float, _get_step, notify=changed)  # noqa: N815 -- QML's convention
    gridPixels = Property(float, _get_pixels, notify=changed)  # noqa: N815 -- QML's convention


def _text(value: Any) -> str:  # noqa: ANN401 -- a number, what was written instead of one, or nothing yet
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def _sides(given: list[Any]) -> list[Any] | None:
    """Width and length, if four points are given as a rectangle about its near left corner."""
    try:
        wide, long = given[2]
    except (IndexError, TypeError, ValueError):
        return None
    return [wide, long] if given == [[0, 0], [wide, 0], [wide, long], [0, long]] else None


def _above(image: Image, picture: list[Any], ground: list[Any]) -> Above | None:
    try:
        return above(image, np.array(picture, float), np.array(ground, float))
    except ValueError:  # UnfitError among them: the settings tell of it at the points
        return None
