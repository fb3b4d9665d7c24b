"""A scene's lines, zones and lamps as rows for drawing, in pixels of the picture. Plain data, no Qt but points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF

from qml_app.overlay import forward_arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from core.settings.yaml_tree import KeyPath
    from qml_app.models import Row

ROLES: Final = ("key", "shape", "place", "name", "kind", "points", "handles", "arrow", "middle", "angle", "problem")
SHAPES: Final = {"lines": 2, "zones": 3, "lamps": 3}  # and how many points they need
CLOSED: Final = ("zones", "lamps")
LAMPS: Final = ("red", "amber", "green")
_TENTH, _FINE = 1, 4  # decimals of pixels and of relative coordinates


@dataclass(frozen=True, slots=True)
class Scale:
    """Between a scene's units and pixels of a picture of this size."""

    width: float
    height: float
    relative: bool

    def pixels(self, point: Sequence[float]) -> QPointF:
        """Pixels of a point in the scene's units."""
        x, y = float(point[0]), float(point[1])
        return QPointF(x * self.width, y * self.height) if self.relative else QPointF(x, y)

    def units(self, point: QPointF) -> list[float]:
        """A point in the scene's units, within the picture and rounded to what an eye can tell."""
        return self.exactly(self.within(point))

    def exactly(self, point: QPointF) -> list[float]:
        """A point in the scene's units, wherever it is."""
        x, y = point.x(), point.y()
        if self.relative:
            return [round(x / self.width, _FINE), round(y / self.height, _FINE)]
        return [round(x, _TENTH), round(y, _TENTH)]

    def within(self, point: QPointF) -> QPointF:
        """The place in the picture that is nearest to a point."""
        return QPointF(min(max(point.x(), 0.0), self.width), min(max(point.y(), 0.0), self.height))

    def step(self, points: Sequence[QPointF], by: QPointF) -> QPointF:
        """As much of a step as keeps all points in the picture; one that is outside already goes no farther out."""
        return QPointF(
            _room([one.x() for one in points], by.x(), self.width),
            _room([one.y() for one in points], by.y(), self.height),
        )


def rows(scene: Any, scale: Scale, problem: Callable[[KeyPath], str]) -> list[Row]:  # noqa: ANN401 - a draft holds anything
    """A row for each line, zone and lamp that can be drawn at all.

    Args:
        scene: of one camera, as it stands in the draft.
        scale: of its picture.
        problem: what is wrong with the shape at a path within the scene.
    """
    found = []
    for key, place, item in _items(scene):
        try:
            if key != "signals":
                found.append(_row(key, place, item, scale, problem((key, place))))
            elif item.get("kind") == "video":
                found += [
                    _lamp(place, lamp, item, scale, problem((key, place, lamp))) for lamp in LAMPS if item.get(lamp)
                ]
        except (TypeError, ValueError, IndexError, KeyError, AttributeError):
            continue
    return found


def _items(scene: Any) -> Iterator[tuple[str, int, Any]]:  # noqa: ANN401 - a draft holds anything
    for key in ("lines", "zones", "signals"):
        items = scene.get(key) if isinstance(scene, dict) else None
        for place, item in enumerate(items if isinstance(items, list) else ()):
            yield key, place, item


def _lamp(place: int, lamp: str, signal: dict[str, Any], scale: Scale, problem: str) -> Row:
    points = [scale.pixels(point) for point in signal[lamp]]
    key, name = f"signals[{place}].{lamp}", str(signal.get("id", ""))
    return key, "lamps", place, name, lamp, points, points, False, QPointF(), 0.0, problem


def _row(shape: str, place: int, item: dict[str, Any], scale: Scale, problem: str) -> Row:
    points = [scale.pixels(point) for point in item["points"]]
    heading = [scale.pixels(point) for point in item.get("heading") or ()]
    middle, angle = QPointF(), 0.0
    if shape == "lines" and len(points) > 1:
        middle, angle = forward_arrow(points)
    elif len(heading) == 2:  # noqa: PLR2004 -- from here to there
        away = heading[1] - heading[0]
        middle, angle = heading[0], math.degrees(math.atan2(away.y(), away.x()))
    arrow = len(points) > 1 and (shape == "lines" or bool(heading))
    kind = str(item.get("kind", "count" if shape == "lines" else "junction"))
    name, handles = str(item.get("id", "")), points + heading
    return f"{shape}[{place}]", shape, place, name, kind, points, handles, arrow, middle, angle, problem


def hit(found: Sequence[Row], selected: str, point: QPointF, reach: float) -> tuple[str, int]:
    """What lies at `point`: a shape and its handle, or -1 for its outline or a zone's ground; nothing is ("", -1).

    Handles come before outlines and those before ground; the selected shape comes before the others.
    """
    ordered = sorted(found, key=lambda row: row[0] != selected)
    for row in ordered:
        away = [_distance(point, handle) for handle in row[6]]
        if away and min(away) <= reach:
            return row[0], away.index(min(away))
    for row in ordered:
        if any(_off(point, *side) <= reach for side in sides(row)):
            return row[0], -1
    ground = sorted((row for row in ordered if row[1] in CLOSED), key=lambda row: row[1] == "zones")
    inside = next((row[0] for row in ground if _within(point, row[5])), "")
    return inside, -1


def grips(row: Row) -> list[QPointF]:
    """Where corners can be pulled out of a zone: the middles of its sides."""
    return [(a + b) / 2 for a, b in sides(row)] if row[1] == "zones" else []


def grip(row: Row, point: QPointF, reach: float) -> int:
    """The side whose middle lies within `reach`, and nearer than any of the handles; -1 for none."""
    away = [_distance(point, one) for one in grips(row)]
    nearest = min((_distance(point, one) for one in row[6]), default=math.inf)
    return away.index(min(away)) if away and min(away) <= reach and min(away) < nearest else -1


def head(first: QPointF, last: QPointF) -> dict[str, list[QPointF]]:
    """The lamps of a signal head that fills the rectangle between two points: red above, or to the left."""
    across, down = abs(last.x() - first.x()), abs(last.y() - first.y())
    left, top = min(first.x(), last.x()), min(first.y(), last.y())
    lamps = {}
    for place, lamp in enumerate(LAMPS):
        x, y, wide, high = (0.0, place / 3, 1.0, 1 / 3) if down >= across else (place / 3, 0.0, 1 / 3, 1.0)
        corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
        lamps[lamp] = [QPointF(left + share * across, top + part * down) for share, part in corners]
    return lamps


def sides(row: Row) -> list[tuple[QPointF, QPointF]]:
    """The sides of a row's shape; a zone's last one leads back to its first point."""
    points = row[5]
    ends = [*points[1:], points[0]] if row[1] in CLOSED else points[1:]
    return list(zip(points, ends, strict=False))


def nearest_side(row: Row, point: QPointF) -> int:
    """Which side of a row's shape is nearest."""
    away = [_off(point, *side) for side in sides(row)]
    return away.index(min(away))


def _distance(a: QPointF, b: QPointF) -> float:
    return math.dist(a.toTuple(), b.toTuple())


def _off(point: QPointF, a: QPointF, b: QPointF) -> float:
    """Distance of a point from the straight between two others."""
    along, length = b - a, QPointF.dotProduct(b - a, b - a)
    share = min(1.0, max(0.0, QPointF.dotProduct(point - a, along) / length)) if length else 0.0
    return _distance(point, a + along * share)


def _within(point: QPointF, corners: Sequence[QPointF]) -> bool:
    """Even-odd rule."""
    odd = False
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (a.y() > point.y()) != (b.y() > point.y()):
            at = a.x() + (point.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x())
            odd ^= point.x() < at
    return odd


def across(points: Sequence[QPointF]) -> tuple[QPointF, QPointF]:
    """A heading for a zone to begin with: from the middle of its first side towards the one opposite."""
    half = len(points) // 2
    first = (points[0] + points[1]) / 2
    last = (points[half] + points[(half + 1) % len(points)]) / 2
    return first + (last - first) / 4, first + (last - first) * 3 / 4


def free_name(word: str, taken: Sequence[str]) -> str:
    """The first of "word 1", "word 2", … that is not taken."""
    return next(name for name in (f"{word} {n}" for n in range(1, len(taken) + 2)) if name not in taken)


def _room(places: Sequence[float], by: float, length: float) -> float:
    """As much of `by` as keeps places between 0 and `length`, and never a way back."""
    if by > 0:
        return min(by, max(0.0, length - max(places)))
    return max(by, min(0.0, -min(places)))
