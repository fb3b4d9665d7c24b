"""A box that grows smaller has its lower part hidden only where nothing else explains that."""

from __future__ import annotations

import numpy as np
import pytest

from core.trajectory.shape import Shape


@pytest.mark.parametrize("fps", [5, 12, 25])
@pytest.mark.parametrize("pace", [5.0, 9.0, 14.0])
def test_who_drives_away_from_right_below_the_camera_is_seen_whole(pace: float, fps: float) -> None:
    """From nine metres on; the camera is seven metres above the road and has a focal length of 900 pixels."""
    shape = Shape()
    for time in np.arange(0, 4, 1 / fps).tolist():
        away = 9 + pace * time
        top, bottom = 900 * (7 - 1.5) / (away + 3), 900 * 7 / away
        half = 900 * 0.9 / away
        box = (640 - half, 300 + top, 640 + half, 300 + bottom)
        assert shape.whole(box, time) == box


def test_a_lower_part_that_is_hidden_is_known_from_before() -> None:
    shape = Shape()
    for time in np.arange(0, 3, 0.1).tolist():
        seen = (600.0, 300.0, 680.0, 400.0 - 50 * (1 < time < 2))
        assert shape.whole(seen, time) == (600, 300, 680, 400)
