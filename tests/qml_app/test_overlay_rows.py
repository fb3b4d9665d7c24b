"""The engine's overlay as rows for QML."""

from __future__ import annotations

import math
from typing import Any

import pytest
from engine_stand_in import BOX, overlay
from PySide6.QtCore import QPointF, QRectF

from qml_app.overlay import forward_arrow, parse


def test_an_overlay_becomes_rows() -> None:
    rows = parse(overlay(violating=True))
    x1, y1, x2, y2 = BOX
    assert rows.objects == [(7, "car", QRectF(x1, y1, x2 - x1, y2 - y1), 0.9, True, -1.0)]
    assert rows.trails == [("car", "M560.0,600.0L560.0,500.0")]
    assert rows.signals == [("north", "red")]
    assert [row[:2] for row in rows.zones] == [("box", "junction")]
    assert rows.lines[0][0:2] + rows.lines[0][5:] == ("south", "stop", 3, 1)


@pytest.mark.parametrize(
    ("end", "degrees"),
    [((10, 0), 90), ((0, 10), 180), ((-10, 0), -90), ((0, -10), 0), ((10, 10), 135)],
)
def test_forward_is_to_the_right_of_a_walk_along_the_line(end: tuple[float, float], degrees: float) -> None:
    middle, angle = forward_arrow([QPointF(0, 0), QPointF(*end)])
    assert middle == QPointF(end[0] / 2, end[1] / 2)
    assert math.isclose(math.cos(math.radians(angle - degrees)), 1)


def test_the_arrow_stands_half_way_along_a_bent_line() -> None:
    middle, angle = forward_arrow([QPointF(0, 0), QPointF(10, 0), QPointF(10, 30)])
    assert (middle, angle) == (QPointF(10, 10), 180)


def test_a_line_without_length_has_an_arrow_where_it_is() -> None:
    assert forward_arrow([QPointF(3, 3), QPointF(3, 3)]) == (QPointF(3, 3), 0.0)


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"objects": None, "lines": 3, "signals": []},
        {"objects": [{"id": 1}, {"id": 2, "class": "car", "box": [1, 2]}, "x"]},
        {"lines": [{"id": "a", "points": [[1, 2]]}], "zones": [{"id": "z", "points": [[1], [2], [3]]}]},
        {"objects": [{"id": 1, "class": "car", "box": ["a", 2, 3, 4], "trail": [[1, 2], [3]]}]},
    ],
)
def test_what_is_misshapen_is_left_out(odd: dict[str, Any]) -> None:
    rows = parse(odd)
    assert (rows.objects, rows.lines, rows.zones, rows.trails, rows.signals) == ([], [], [], [], [])
