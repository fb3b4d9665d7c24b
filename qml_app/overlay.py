"""What the engine drew over a frame, as rows for the overlay's models. Plain data, no Qt objects but points.

The JSON comes from another process, perhaps of another version: what is missing or misshapen is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qml_app.models import Row

#: `speed` is in km/h, -1 where it is not known.
OBJECT_ROLES = ("track", "kind", "box", "score", "violating", "speed")
TRAIL_ROLES = ("kind", "path")
LINE_ROLES = ("name", "kind", "points", "middle", "angle", "forward", "backward")
ZONE_ROLES = ("name", "kind", "points")
SIGNAL_ROLES = ("name", "lamp")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Rows of each model, in the order of its roles; `time` is the picture's, seconds since the epoch."""

    objects: list[Row] = field(default_factory=list)
    trails: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    zones: list[Row] = field(default_factory=list)
    signals: list[Row] = field(default_factory=list)
    time: float = 0.0


def parse(overlay: dict[str, Any]) -> Overlay:
    """Rows for the models from an overlay as `core.live` hands it over."""
    violating = {track for track in _list(overlay, "violations") if isinstance(track, int)}
    raw = [item for item in _list(overlay, "objects") if isinstance(item, dict)]
    objects = _unique(_rows(raw, lambda item: _object(item, violating)))
    return Overlay(
        objects=objects,
        trails=_trails(raw),
        lines=_unique(_rows(_list(overlay, "lines"), _line)),
        zones=_unique(_rows(_list(overlay, "zones"), _zone)),
        signals=[(str(name), str(lamp)) for name, lamp in _dict(overlay, "signals").items()],
        time=_number(overlay, "time", 0.0),
    )


def _list(overlay: dict[str, Any], key: str) -> list[Any]:
    value = overlay.get(key)
    return value if isinstance(value, list) else []


def _dict(overlay: dict[str, Any], key: str) -> dict[str, Any]:
    value = overlay.get(key)
    return value if isinstance(value, dict) else {}


def _number(values: dict[str, Any], key: str, default: float) -> float:
    value = values.get(key)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else default


def _rows(items: Iterable[Any], make: Callable[[Any], Row]) -> list[Row]:
    rows = []
    for item in items:
        try:
            rows.append(make(item))
        except (KeyError, TypeError, ValueError, IndexError):
            continue
    return rows


def _unique(rows: list[Row]) -> list[Row]:
    return list({row[0]: row for row in rows}.values())


def _object(item: dict[str, Any], violating: set[int]) -> Row:
    x1, y1, x2, y2 = (float(value) for value in item["box"])
    track = int(item["id"])
    score = float(item.get("score", 0.0))
    speed = _number(item, "speed_kmh", -1.0)
    return (track, str(item["class"]), QRectF(x1, y1, x2 - x1, y2 - y1), score, track in violating, speed)


def _points(item: dict[str, Any], least: int) -> list[QPointF]:
    points = [QPointF(float(x), float(y)) for x, y in item["points"]]
    if len(points) < least:
        raise ValueError("too few points")
    return points


def _line(item: dict[str, Any]) -> Row:
    points = _points(item, 2)
    middle, angle = forward_arrow(points)
    forward, backward = int(item.get("forward", 0)), int(item.get("backward", 0))
    return (str(item["id"]), str(item.get("kind", "count")), points, middle, angle, forward, backward)


def _zone(item: dict[str, Any]) -> Row:
    return (str(item["id"]), str(item.get("kind", "")), _points(item, 3))


def _trails(objects: list[dict[str, Any]]) -> list[Row]:
    """One SVG path for each class: a handful of shapes however many road users there are."""
    paths: dict[str, list[str]] = {}
    for item in objects:
        try:
            points = [f"{float(x):.1f},{float(y):.1f}" for x, y in item["trail"]]
            if len(points) > 1:
                paths.setdefault(str(item["class"]), []).append("M" + "L".join(points))
        except (KeyError, TypeError, ValueError):
            continue
    return [(kind, "".join(parts)) for kind, parts in sorted(paths.items())]


def forward_arrow(points: list[QPointF]) -> tuple[QPointF, float]:
    """Where a line's arrow stands and where it points.

    Forward is crossing from the left to the right of a walk along the line; with y downwards, right of the heading
    (dx, dy) is (-dy, dx).

    Returns:
        The point half-way along the line, and the angle of forward in degrees clockwise from the picture's x axis.
    """
    pieces = [(a, b, math.dist(a.toTuple(), b.toTuple())) for a, b in pairwise(points)]
    left = sum(length for *_, length in pieces) / 2
    for a, b, length in pieces:
        if left <= length and length > 0:
            heading = b - a
            return a + heading * (left / length), math.degrees(math.atan2(heading.x(), -heading.y()))
        left -= length
    return points[0], 0.0
