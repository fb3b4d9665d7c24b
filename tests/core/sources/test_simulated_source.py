from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.decoders import begun_ahead
from core.simulator import Crossroads
from core.sources import open_source
from core.wall_clock import WallClock


def test_the_simulator_comes_with_its_truth_and_replays_the_same(camera: Any) -> None:
    world = Crossroads(seed=5)
    width, height = world.size
    source = open_source(camera("simulator:crossroads?seed=5"))
    expected = np.empty((height, width, 3), np.uint8)
    for frame in source.frames():
        truth = world.step()
        world.render(expected)
        np.testing.assert_array_equal(frame.image, expected)
        assert frame.truth is not None
        np.testing.assert_array_equal(frame.truth.ids, truth.ids)
        np.testing.assert_array_equal(frame.truth.detections.boxes, truth.detections.boxes)
        assert frame.truth.signals == truth.signals
        assert frame.time == pytest.approx(1767250800.0 + frame.index / world.fps)  # 2026-01-01T07:00:00Z
        source.release(frame)
        if frame.index == 30:
            source.close()
    assert not source.live
    assert source.skipped == 0
    assert source.state == "ended"


def test_in_real_time_the_simulator_is_a_live_camera(camera: Any) -> None:
    source = open_source(camera("simulator:crossroads"), realtime=True, clock=WallClock(lambda: 5000.0, lambda: 0.0))
    assert source.live
    indices, captured, times = [], [], []
    with begun_ahead(simulator=True):
        for frame in source.frames():
            indices.append(frame.index)
            captured.append(frame.captured)
            times.append(frame.time)
            source.release(frame)
            if len(indices) == 10:
                source.close()
    assert indices == sorted(set(indices))
    assert times == pytest.approx([5000.0 + index / 25 for index in indices])
    assert captured[-1] - captured[0] > 0.5 * (times[-1] - times[0])


def test_start_time_sets_the_clock_of_the_simulator(camera: Any) -> None:
    source = open_source(camera("simulator"), start_time=42.0)
    assert next(source.frames()).time == 42.0
    source.close()
