"""Speeds from paths over a calibrated road."""

from __future__ import annotations

import numpy as np
import pytest

from core.ground_plane import GroundPlane
from core.scene import SpeedMeter

FPS = 25
SCALE = np.diag([0.1, 0.1, 1.0])  # ten pixels a metre


def meter(error: float = 0.0) -> SpeedMeter:
    return SpeedMeter(GroundPlane(SCALE, error))


def box(x: float, y: float) -> tuple[float, float, float, float]:
    """Touches the ground at a place."""
    return (x - 20, y - 30, x + 20, y)


def drive(target: SpeedMeter, seconds: float, speed: float, jitter: np.ndarray | None = None) -> SpeedMeter:
    """Along a slope of 3 to 4, `speed` in metres per second; jitter in metres."""
    for k in range(round(seconds * FPS)):
        way = speed * k / FPS
        point = np.array([0.6, 0.8]) * way * 10 + (0 if jitter is None else jitter[k] * 10)
        target.add(1, k / FPS, box(float(point[0]), float(point[1])))
    return target


def test_a_steady_drive_has_its_speed_and_the_boxs_error_alone() -> None:
    speed = drive(meter(), 2, 10).at(1, 1.5)
    assert speed is not None
    assert speed == pytest.approx((36.0, 0.03 * 36.0))


def test_the_speed_is_that_of_the_crossing_not_of_what_came_later() -> None:
    target = drive(meter(), 2, 10)
    for k in range(2 * FPS, 4 * FPS):
        target.add(1, k / FPS, box(120.0, 160.0))  # it stands
    speed, later = target.at(1, 1.5), target.at(1, 3.5)
    assert speed is not None
    assert later is not None
    assert speed.kmh == pytest.approx(36.0)
    assert later == pytest.approx((0.0, 0.0), abs=1e-9)


def test_too_short_a_path_has_no_speed() -> None:
    assert drive(meter(), 0.3, 10).at(1, 0.3) is None
    assert drive(meter(), 2, 10).at(2, 1.5) is None  # nobody
    target = drive(meter(), 2, 10)
    target.forget([1])
    assert target.at(1, 1.5) is None


def test_what_lies_beyond_the_horizon_has_no_speed() -> None:
    tilted = GroundPlane(np.array([[0.1, 0, 0], [0, 0.1, 0], [0, 0.01, -1.0]]), 0.0)  # the horizon lies at y = 100
    assert drive(SpeedMeter(tilted), 2, 10).at(1, 1.0) is None


def test_the_stated_error_covers_the_scatter_of_jittering_boxes() -> None:
    noise = np.random.default_rng(1).normal(0, 0.5, (300, 2 * FPS, 2))
    speeds = [drive(meter(), 2, 10, jitter).at(1, 1.5) for jitter in noise]
    off = [(speed.kmh - 36.0) / speed.error for speed in speeds if speed]
    assert len(off) == 300
    assert 0.6 < np.std(off) < 1.05


def test_a_poor_calibration_makes_the_error_larger() -> None:
    good, poor = (drive(meter(error), 2, 10).at(1, 1.5) for error in (0.0, 0.5))
    assert good is not None
    assert poor is not None
    assert poor.kmh == good.kmh
    assert poor.error == pytest.approx(np.hypot(good.error, np.sqrt(2) * 0.5 * 3.6), rel=0.05)
