"""The editor of what is drawn on the picture: what is selected, what is being drawn, and every step of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QPointF, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import settings_shapes as shapes
from qml_app import settings_signals as signals
from qml_app import settings_tree as tree
from qml_app.models import QVariantList, QVariantMap, RowModel
from qml_app.settings_units import in_units_of

if TYPE_CHECKING:
    from core.settings.yaml_tree import KeyPath
    from qml_app.settings_draft import Draft
    from qml_app.settings_view import SceneView

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

#: What new ones are called, with a number, until the window says it in its language.
_WORDS = {"lines": "Line", "zones": "Zone", "lamps": "Signal"}
_ENDS = ("lines", "lamps")  # drawn from one point to another


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class SceneEditor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Lines, zones and lamps of the camera that is being edited.

    A handle is a point of a shape or an end of its heading; a grip is the middle of a side, which a corner is pulled
    out of.

    Args:
        draft: what is being edited.
        view: the picture that is drawn on.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, draft: Draft, view: SceneView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._view = draft, view
        self._selected, self._handle = "", -1
        self._drawing = ""
        self._pending: list[QPointF] = []
        self._dragged: Any = None
        self._from = QPointF()
        self._grip = -1
        self._words: dict[str, str] = dict(_WORDS)
        self._governed: KeyPath = ()  # the line that the signal whose lamps are being drawn is for
        self._rows = RowModel(shapes.ROLES, self)
        draft.changed.connect(self._show)
        view.scaled.connect(self._show)

    def _show(self, value: Any = None) -> None:  # noqa: ANN401 -- a draft holds anything
        """Draw the draft, or `value` while it is being dragged."""
        scene = tree.at(self._draft.value if value is None else value, self._draft.here("scene"))
        self._rows.update(shapes.rows(scene, self._view.scale, self._problem))
        row = self._row()
        if row is None:
            self._selected, self._handle = "", -1
        elif self._handle >= len(row["handles"]):
            self._handle = -1
        self.changed.emit()

    def _problem(self, path: KeyPath) -> str:
        return self._draft.problem(self._draft.here("scene", *path), below=True)

    def _row(self, key: str | None = None) -> dict[str, Any] | None:
        wanted = self._selected if key is None else key
        found = next((row for row in self._rows.rows if row[0] == wanted), None)
        return dict(zip(shapes.ROLES, found, strict=True)) if found else None

    @property
    def shape(self) -> KeyPath:
        """Path of the selected shape within the scene; empty where none is selected."""
        return tree.key_path(self._selected)

    def _path(self, *rest: str | int) -> KeyPath:
        """A path within the selected shape; a lamp is nothing but its points."""
        inside = rest[1:] if self.shape[:1] == ("signals",) and rest[:1] == ("points",) else rest
        return self._draft.here("scene", *self.shape, *inside)

    @Slot(str, int)
    def select(self, key: str, handle: int) -> None:
        """Select a shape and one of its handles, or -1 for the shape as a whole."""
        self._drawing, self._pending = "", []
        self._selected, self._handle = (key, handle) if self._row(key) else ("", -1)
        self.changed.emit()

    @Slot(int, result=bool)
    def step(self, direction: int) -> bool:
        """Select the next handle (1) or the one before (-1), of whatever shape; false where there is none."""
        every = [(row[0], handle) for row in self._rows.rows for handle in range(len(row[6]))]
        here = (self._selected, max(self._handle, 0))
        if self._selected == "":
            place = 0 if direction > 0 else len(every) - 1
        else:
            place = every.index(here) + direction if self._handle >= 0 or direction < 0 else every.index(here)
        found = 0 <= place < len(every)
        self.select(*(every[place] if found else ("", -1)))
        return found

    @Slot(str)
    def begin(self, shape: str) -> None:
        """Draw a new shape, point by point; lamps are those of the selected stop line."""
        self._governed = self.shape
        self._selected, self._handle = "", -1
        self._drawing, self._pending = shape, []
        self.changed.emit()

    @Slot(QPointF, float)
    def tap(self, point: QPointF, reach: float) -> None:
        """Another point of what is being drawn; a line ends with its second, a zone within `reach` of its first."""
        if not self._drawing:
            return
        point = self._view.scale.within(point)
        closes = bool(self._pending) and (point - self._pending[0]).manhattanLength() <= reach
        if closes and len(self._pending) >= shapes.SHAPES[self._drawing]:
            self.finish()
            return
        if not closes:
            self._pending = [*self._pending, point]
        if self._drawing in _ENDS and len(self._pending) == 2:  # noqa: PLR2004 -- from here to there
            self.finish()
        self.changed.emit()

    @Slot()
    def finish(self) -> None:
        """End the drawing; without a single point yet, a shape comes into the middle of the picture."""
        shape, points = self._drawing, self._pending or self._usual(self._drawing)
        if not shape or len(points) < (2 if shape in _ENDS else shapes.SHAPES[shape]):
            return
        self._drawing, self._pending = "", []
        if shape == "lamps":
            self._hang(*points)
            return
        path = self._draft.here("scene", shape)
        items = tree.at(self._draft.value, path) or []
        taken = [str(item.get("id")) for item in items if isinstance(item, dict)]
        new = {"id": shapes.free_name(self._words[shape], taken), "points": self._units(points)}
        self._draft.put((*path, len(items)), new)
        self.select(f"{shape}[{len(items)}]", -1)

    def _hang(self, first: QPointF, last: QPointF) -> None:
        """Have the lamps of a signal head between two points govern the line that they are drawn for."""
        if not self._governed or min(abs((last - first).x()), abs((last - first).y())) < 1:
            self.changed.emit()
            return
        path, line = self._draft.here("scene"), self._governed
        lamps = {lamp: self._units(points) for lamp, points in shapes.head(first, last).items()}
        scene = tree.at(self._draft.value, path)
        self._draft.put(path, signals.added(scene, "video", line, self._words["lamps"], lamps))
        self.select(f"{line[0]}[{line[1]}]", -1)

    def _units(self, points: list[QPointF]) -> list[list[float]]:
        return [self._view.scale.units(point) for point in points]

    def _usual(self, shape: str) -> list[QPointF]:
        width, height = self._view.scale.width, self._view.scale.height
        places = {
            "lines": [(0.35, 0.5), (0.65, 0.5)],
            "zones": [(0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)],
            "lamps": [(0.48, 0.1), (0.52, 0.3)],
        }
        return [QPointF(x * width, y * height) for x, y in places.get(shape, ())]

    @Slot()
    def cancel(self) -> None:
        """Draw nothing, or select less: of a handle its shape, of a shape nothing."""
        if not self._drawing and self._handle >= 0:
            self._handle = -1
        else:
            self._selected, self._handle = "", -1
        self._drawing, self._pending = "", []
        self.changed.emit()

    @Slot(QPointF, float)
    def grab(self, point: QPointF, reach: float) -> None:
        """Select what lies within `reach` of a point, to be dragged."""
        self._from, self._grip = point, -1
        row = next((one for one in self._rows.rows if one[0] == self._selected), None)
        side = shapes.grip(row, point, reach) if row is not None else -1
        if side >= 0:
            self._handle, self._grip = -1, side
            self.changed.emit()
        else:
            self.select(*shapes.hit(self._rows.rows, self._selected, point, reach))

    @Slot(QPointF)
    def drag(self, point: QPointF) -> None:
        """Have what was grabbed at `point`; shown, and nothing more until `release`."""
        if not self._selected:
            return
        if self._grip >= 0:
            self._dragged = self._split(self._grip, point)
            self._handle = self._grip + 1
        else:
            self._dragged = self._moved(point - self._from)
        self._show(self._dragged)

    @Slot()
    def release(self) -> None:
        """End the drag, as one step."""
        dragged, self._dragged, self._grip = self._dragged, None, -1
        if dragged is not None:
            self._draft.edit(dragged)

    @Slot(float, float)
    def nudge(self, right: float, down: float) -> None:
        """Move the selected handle, or the whole shape, by pixels."""
        if self._selected:
            self._draft.edit(self._moved(QPointF(right, down)))

    def _moved(self, by: QPointF) -> Any:  # noqa: ANN401 -- a draft holds anything
        """The draft with the selection moved from where it was last saved as a step; nothing leaves the picture."""
        scale, value = self._view.scale, self._draft.value
        points, heading = (tree.at(value, self._path(part)) or [] for part in ("points", "heading"))
        places = [("points", place) for place in range(len(points))]
        places += [("heading", place) for place in range(len(heading))]
        moving = [one for handle, one in enumerate(places) if self._handle in (-1, handle)]
        at = [scale.pixels(tree.at(value, self._path(*one))) for one in moving]
        by = scale.step(at, by)
        for one, point in zip(moving, at, strict=True):
            value = tree.put(value, self._path(*one), scale.units(point + by))
        return value

    @Slot()
    def insert(self) -> None:
        """A point half-way to the next one of the selected shape."""
        row = self._row()
        if row is None:
            return
        points = row["points"]
        last = len(points) - 1 if row["shape"] in shapes.CLOSED else len(points) - 2
        place = min(max(self._handle, 0), last)
        self._insert(place, (points[place] + points[(place + 1) % len(points)]) / 2)

    @Slot(QPointF, float)
    def split(self, point: QPointF, reach: float) -> None:
        """Put a point into the side that lies within `reach` of it."""
        key, handle = shapes.hit(self._rows.rows, self._selected, point, reach)
        row = next((one for one in self._rows.rows if one[0] == key), None)
        if row is not None and handle < 0:
            self.select(key, -1)
            self._insert(shapes.nearest_side(row, point), point)

    def _insert(self, place: int, point: QPointF) -> None:
        self._handle = place + 1
        self._draft.edit(self._split(place, point))

    def _split(self, place: int, point: QPointF) -> Any:  # noqa: ANN401 -- a draft holds anything
        """The draft with another point in a side of the selected shape."""
        points = list(tree.at(self._draft.value, self._path("points")))
        points.insert(place + 1, self._view.scale.units(point))
        return tree.put(self._draft.value, self._path("points"), points)

    @Slot()
    def remove(self) -> None:
        """Take away the selected point; where it is one that is needed, or nothing less is selected, the shape."""
        row = self._row()
        if row is None:
            return
        if self._handle >= len(row["points"]):
            self._draft.drop(self._path("heading"))
        elif self._handle >= 0 and len(row["points"]) > shapes.SHAPES[row["shape"]]:
            self._draft.drop(self._path("points", self._handle))
        elif row["shape"] == "lamps" and row["kind"] != "amber":  # a head without red or green tells nothing
            scene = self._draft.here("scene")
            self._draft.put(scene, signals.removed(tree.at(self._draft.value, scene), row["place"]))
        else:
            path, self._selected, self._handle = self._path(), "", -1
            self._draft.drop(path)

    @Slot()
    def reverse(self) -> None:
        """Have forward, or a lane's direction of travel, the other way round."""
        row = self._row()
        if row is not None:
            part = "points" if row["shape"] == "lines" else "heading"
            points = tree.at(self._draft.value, self._path(part)) or []
            self._draft.put(self._path(part), points[::-1])

    @Slot(bool)
    def setHeading(self, wanted: bool) -> None:  # noqa: N802, FBT001 -- QML's convention
        """Give a lane a direction of travel, or none."""
        row = self._row()
        if row is not None and wanted:
            ends = [self._view.scale.units(point) for point in shapes.across(row["points"])]
            self._draft.put(self._path("heading"), ends)
        elif row is not None:
            self._draft.drop(self._path("heading"))

    @Slot(bool)
    def setRelative(self, wanted: bool) -> None:  # noqa: N802, FBT001 -- QML's convention
        """Have the scene fit every size of the same view, or pixels of this one; nothing moves in this picture."""
        scale, path = self._view.scale, self._draft.here("scene")
        if scale.width > 0 and scale.height > 0 and scale.relative != wanted:
            scene = tree.at(self._draft.value, path) or {}
            self._draft.put(path, in_units_of(scene, scale, replace(scale, relative=wanted)))

    def _get_shapes(self) -> QObject:
        return self._rows

    def _get_selected(self) -> str:
        return self._selected

    def _get_handle(self) -> int:
        return self._handle

    def _get_drawing(self) -> str:
        return self._drawing

    def _get_pending(self) -> list[QPointF]:
        return self._pending

    def _get_key(self) -> str:
        return f"cameras[{self._draft.camera}].scene.{self._selected}" if self._selected else ""

    def _get_grips(self) -> list[QPointF]:
        row = next((one for one in self._rows.rows if one[0] == self._selected), None)
        return shapes.grips(row) if row is not None else []

    def _get_words(self) -> dict[str, str]:
        return self._words

    def _set_words(self, words: dict[str, str]) -> None:
        self._words = {**_WORDS, **words}

    def _get_relative(self) -> bool:
        return self._view.scale.relative

    def _get_headed(self) -> bool:
        return bool(self._selected and tree.at(self._draft.value, self._path("heading")))

    shapeRows = Property(QObject, _get_shapes, constant=True)  # noqa: N815 -- QML's convention
    selected = Property(str, _get_selected, notify=changed)
    handle = Property(int, _get_handle, notify=changed)
    drawing = Property(str, _get_drawing, notify=changed)
    pending = Property(QVariantList, _get_pending, notify=changed)
    selectedKey = Property(str, _get_key, notify=changed)  # noqa: N815 -- QML's convention
    grips = Property(QVariantList, _get_grips, notify=changed)
    words = Property(QVariantMap, _get_words, _set_words)
    headed = Property(bool, _get_headed, notify=changed)
    relative = Property(bool, _get_relative, notify=changed)
