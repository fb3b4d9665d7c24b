"""The number of a point stands where nobody takes it for that of another, or is left out."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtQml import QJSEngine

from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Rect = dict[str, Any]
Place = tuple[float, float]
DOT = 10
STEP = 10.0
SIZES = {1: (12, 14), 2: (20, 14)}  # of numbers with this many digits
#: A crossroads from above, small: corners of the junction, and further out on three roads and to the left.
CROSSROADS = [
    *[(57, 85), (80, 85), (57, 29), (80, 29), (90, 95), (90, 118), (146, 95), (146, 118)],
    *[(80, 128), (57, 128), (80, 145), (57, 145), (47, 118), (47, 95), (30, 118), (30, 95)],
]


@pytest.fixture(scope="module")
def place(qapp: object) -> Callable[[Sequence[Place]], list[Rect | None]]:
    """The function that the card calls, in an engine of its own, for points in a picture of 176 by 176."""
    assert qapp
    engine = QJSEngine()
    module = engine.importModule(str(QML / "SmartIntersection" / "Settings" / "numbers.mjs"))
    assert not module.isError(), module.toString()

    def call(points: Sequence[Place]) -> list[Rect | None]:
        sizes = [SIZES[len(str(number))] for number in range(1, len(points) + 1)]
        plates = [{"width": wide, "height": high} for wide, high in sizes]
        room = {"width": 176, "height": 176}
        arguments = [engine.toScriptValue(value) for value in ([*map(dot, points)], plates, room, STEP)]
        answer = module.property("place").call(arguments)
        assert not answer.isError(), answer.toString()
        found: list[Rect | None] = answer.toVariant()
        return found

    return call


def dot(at: Place) -> Rect:
    return {"x": at[0] - DOT / 2, "y": at[1] - DOT / 2, "width": DOT, "height": DOT}


def apart(one: Rect, other: Rect) -> float:
    across = max(one["x"] - other["x"] - other["width"], other["x"] - one["x"] - one["width"], 0)
    down = max(one["y"] - other["y"] - other["height"], other["y"] - one["y"] - one["height"], 0)
    return hypot(across, down)


def told_apart(points: Sequence[Place], found: Sequence[Rect | None]) -> None:
    """Each number is in the picture, covers nothing, and has its own dot next to it, or a line that leads there."""
    assert len(found) == len(points)
    for own, spot in enumerate(found):
        if spot is None:
            continue
        ways = [apart(spot, dot(point)) for point in points]
        near = min(STEP, ways[own] + 1) if spot["led"] else ways[own] + 1
        assert all(way >= near for number, way in enumerate(ways) if number != own)
        assert ways[own] > 0
        assert spot["led"] == (ways[own] > STEP / 2)
        assert min(spot["x"], spot["y"]) >= 0
        assert max(spot["x"] + spot["width"], spot["y"] + spot["height"]) <= 176
    assert all(apart(one, other) > 0 for one, other in combinations([spot for spot in found if spot], 2))


def test_hardly_a_point_of_a_crossroads_is_without_its_number(
    place: Callable[[Sequence[Place]], list[Rect | None]],
) -> None:
    found = place(CROSSROADS)
    told_apart(CROSSROADS, found)
    assert found.count(None) <= 1


def test_one_of_two_points_in_one_place_is_not_named_twice(
    place: Callable[[Sequence[Place]], list[Rect | None]],
) -> None:
    assert place([(88, 88), (88, 88)]) == [None, None]


def test_a_number_that_has_no_place_at_its_point_goes_further_out(
    place: Callable[[Sequence[Place]], list[Rect | None]],
) -> None:
    found = place(CROSSROADS)
    assert any(spot and spot["led"] for spot in found)


spots = st.tuples(st.integers(-5, 180), st.integers(-5, 180))


@settings(deadline=None, max_examples=60)
@given(st.lists(spots, min_size=1, max_size=20))
def test_no_number_is_taken_for_another(
    place: Callable[[Sequence[Place]], list[Rect | None]], points: list[Place]
) -> None:
    told_apart(points, place(points))
