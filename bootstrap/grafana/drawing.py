"""The drawing of a camera's scene: what is drawn on its picture, without the picture, and where each of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.settings.basics import Point
    from core.settings.scene import Line, Scene, Zone

_WIDTH, _HEIGHT = 1000, 600
_MARGIN: Final = 0.08  # of the drawing, so that names at its edge have room
_ZONES: Final = {
    "junction": "fill='#8e8e8e' fill-opacity='.35'",
    "lane": "fill='#8e8e8e' fill-opacity='.2'",
    "approach": "fill='#5794f2' fill-opacity='.25'",
    "exit": "fill='#8e8e8e' fill-opacity='.25'",
    "crosswalk": "fill='none' stroke='#b0b0b0' stroke-width='3' stroke-dasharray='12 9'",
}
_LINES: Final = {"stop": "#f2495c", "exit": "#73bf69", "approach": "#5794f2"}
_OTHER_LINE: Final = "#ff9830"
# What volumes are told at: the first kind that there is. A vehicle is counted once at its stop line.
_FIRST: Final = ("stop", "approach", "screenline", "count")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place at which a volume is shown.

    Attributes:
        name: of the line or the approach zone.
        x, y: its middle, as shares of the drawing's width and height.
    """

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A scene as a picture.

    Attributes:
        image: SVG as an address that a page can show, free of double quotes.
        kind: of the lines at the marks; empty if they are approach zones.
        marks: where volumes are shown.
    """

    image: str
    kind: str
    marks: tuple[Mark, ...]


def drawing(scene: Scene) -> Drawing | None:
    """The drawing of a scene; None if it holds nothing at which volumes are counted."""
    kind, found = _counted(scene)
    if not found:
        return None
    drawn: list[Line | Zone] = [*scene.zones, *scene.lines]
    at = _Frame([point for one in drawn for point in one.points])
    shapes = [*(_zone(one, at) for one in scene.zones), *(_line(one, at) for one in scene.lines)]
    marks = tuple(Mark(one.id, *at.share(_middle(one.points))) for one in found)
    return Drawing(_address("".join(shapes)), kind, marks)


def _counted(scene: Scene) -> tuple[str, Sequence[Line | Zone]]:
    lines = {kind: [one for one in scene.lines if one.kind == kind] for kind in _FIRST}
    zones = [one for one in scene.zones if one.kind == "approach"]
    if zones and not lines["stop"]:
        return "", zones
    return next(((kind, found) for kind, found in lines.items() if found), ("", zones))


class _Frame:
    """The smallest rectangle that holds all points, with a margin."""

    def __init__(self, points: list[Point]) -> None:
        xs, ys = zip(*points, strict=True)
        self._left, self._top = min(xs), min(ys)
        self._width, self._height = max(xs) - self._left or 1.0, max(ys) - self._top or 1.0

    def share(self, point: Point) -> Point:
        """A point as shares of the drawing's width and height."""
        room = 1 - 2 * _MARGIN
        x, y = (point[0] - self._left) / self._width, (point[1] - self._top) / self._height
        return _MARGIN + room * x, _MARGIN + room * y

    def path(self, points: Iterable[Point]) -> str:
        """Points in the drawing's own units."""
        shares = map(self.share, points)
        return " ".join(f"{x * _WIDTH:.0f},{y * _HEIGHT:.0f}" for x, y in shares)


def _zone(zone: Zone, at: _Frame) -> str:
    look = _ZONES.get(zone.kind)
    return f"<polygon points='{at.path(zone.points)}' {look}/>" if look else ""


def _line(line: Line, at: _Frame) -> str:
    colour = _LINES.get(line.kind, _OTHER_LINE)
    return f"<polyline points='{at.path(line.points)}' fill='none' stroke='{colour}' stroke-width='6'/>"


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _address(shapes: str) -> str:
    """As Grafana's canvas takes it: for a picture of another place only if ":/" is in it, as in the namespace."""
    box = f"viewBox='0 0 {_WIDTH} {_HEIGHT}' preserveAspectRatio='none'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{shapes}</svg>"
    return "data:image/svg+xml;utf8," + quote(svg, safe=":/=',.- ")
