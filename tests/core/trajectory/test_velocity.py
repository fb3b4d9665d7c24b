from __future__ import annotations

import pytest

from core.trajectory import Mover, Trajectory
from core.types import Track

SIZE = (640, 360)


def at(time: float, box: tuple[float, ...]) -> Mover:
    x1, y1, x2, y2 = box
    track = Track(1, (x1, y1, x2, y2), 1, 0.9, 0.0)
    return Mover(track, ((x1 + x2) / 2, y2), (0.0, 0.0), (), measured=False, time=time)


def velocity(first: tuple[float, ...], last: tuple[float, ...], seconds: float = 0.4) -> tuple[float, float] | None:
    """Of a box that moves evenly from one place to another."""
    trajectory = Trajectory()
    for k in range(11):
        trajectory.go(at(seconds * k / 10, tuple(a + (b - a) * k / 10 for a, b in zip(first, last, strict=True))), SIZE)
    return trajectory.velocity


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
    assert Trajectory().velocity is None


def test_after_a_gap_nothing_is_known_until_there_is_a_new_way() -> None:
    trajectory = Trajectory()
    for time, x in ((0.0, 100), (0.04, 104), (3.0, 400), (3.04, 404)):
        trajectory.go(at(time, (x, 100, x + 60, 140)), SIZE)
    assert trajectory.velocity is None
