"""The corners of a rectangle on the road, in whatever order they were clicked."""

from __future__ import annotations

from itertools import permutations

import pytest

from qml_app.settings_corners import in_order

TRAPEZIUM = [(100.0, 700.0), (900.0, 650.0), (640.0, 200.0), (420.0, 210.0)]  # near left, near right, far right, left


@pytest.mark.parametrize("clicked", list(permutations(range(4))))
def test_every_order_is_told_or_meant(clicked: tuple[int, ...]) -> None:
    points = [TRAPEZIUM[place] for place in clicked]
    found = [clicked[place] for place in in_order(points)]
    turns = [list(range(first, 4)) + list(range(first)) for first in range(4)]
    if list(clicked) in turns:
        assert found == list(clicked)  # begun at another corner: what was clicked is meant
    else:
        assert found == [0, 1, 2, 3]


def test_far_corners_that_were_clicked_crosswise_change_places() -> None:
    near_left, near_right, far_right, far_left = TRAPEZIUM
    assert in_order([near_left, near_right, far_left, far_right]) == [0, 1, 3, 2]
