from __future__ import annotations

import pytest

from core.scene import Velocities
from core.scene.ground import Sides, cut_sides

SIZE = (640, 360)


def velocity(first: tuple[float, ...], last: tuple[float, ...], seconds: float = 0.4) -> tuple[float, float] | None:
    """Of a box that moves evenly from one place to another."""
    velocities = Velocities()
    for k in range(11):
        x1, y1, x2, y2 = (a + (b - a) * k / 10 for a, b in zip(first, last, strict=True))
        velocities.add(1, seconds * k / 10, (x1, y1, x2, y2), cut_sides((x1, y1, x2, y2), SIZE))
    return velocities.of(1)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((100, 100, 160, 140), (140, 110, 200, 150), (100, 25)),  # whole
        ((0, 100, 60, 140), (0, 100, 100, 140), (100, 0)),  # enters on the left
        ((560, 100, 640, 140), (600, 100, 640, 140), (100, 0)),  # leaves on the right
        ((100, 300, 160, 360), (100, 320, 160, 360), (0, 50)),  # leaves below
        ((100, 0, 160, 20), (100, 0, 160, 60), (0, 100)),  # enters from above
    ],
)
def test_a_box_that_the_edge_cuts_goes_as_fast_as_its_free_side(
    first: tuple[float, ...], last: tuple[float, ...], expected: tuple[float, float]
) -> None:
    assert velocity(first, last) == pytest.approx(expected)


def test_nothing_is_known_of_who_was_just_seen_or_fills_the_picture() -> None:
    assert velocity((100, 100, 160, 140), (140, 110, 200, 150), 0.1) is None
    assert velocity((0, 100, 640, 200), (0, 110, 640, 210)) is None
    assert Velocities().of(1) is None


def test_an_ended_track_is_forgotten() -> None:
    velocities = Velocities()
    for k in range(10):
        velocities.add(1, k / 10, (10.0 * k, 100, 10.0 * k + 50, 140), Sides(*[False] * 4))
    velocities.forget([1])
    assert velocities.of(1) is None
