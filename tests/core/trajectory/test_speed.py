"""Speeds from paths over a calibrated road."""

from __future__ import annotations

import numpy as np
import pytest

from core.analyse import Analyser
from core.events import Crossing
from core.ground_plane import GroundPlane
from core.settings.models import Camera
from core.trajectory import Speed, SpeedMeter
from core.types import Frame, Track, TrackUpdate

FPS = 25
SCALE = np.diag([0.1, 0.1, 1.0])  # ten pixels a metre


class Measured:
    """One track's way on a road."""

    def __init__(self, plane: GroundPlane) -> None:
        self.meter = SpeedMeter(plane)
        self.known: list[tuple[float, float, float, float, float]] = []

    def add(self, time: float, seen: tuple[float, float, float, float]) -> None:
        self.known = [*(one for one in self.known if one[0] >= time - 5), (time, *seen)]

    def at(self, time: float) -> Speed | None:
        return self.meter.at(self.known, time)


def meter(error: float = 0.0) -> Measured:
    return Measured(GroundPlane(SCALE, error))


def box(x: float, y: float) -> tuple[float, float, float, float]:
    """Touches the ground at a place."""
    return (x - 20, y - 30, x + 20, y)


def drive(target: Measured, seconds: float, speed: float, jitter: np.ndarray | None = None) -> Measured:
    """Along a slope of 3 to 4, `speed` in metres per second; jitter in metres."""
    for k in range(round(seconds * FPS)):
        way = speed * k / FPS
        point = np.array([0.6, 0.8]) * way * 10 + (0 if jitter is None else jitter[k] * 10)
        target.add(k / FPS, box(float(point[0]), float(point[1])))
    return target


def test_a_steady_drive_has_its_speed_and_the_boxs_error_alone() -> None:
    speed = drive(meter(), 2, 10).at(1.5)
    assert speed is not None
    assert speed == pytest.approx((36.0, 0.03 * 36.0))


def test_the_speed_is_that_of_the_crossing_not_of_what_came_later() -> None:
    target = drive(meter(), 2, 10)
    for k in range(2 * FPS, 4 * FPS):
        target.add(k / FPS, box(120.0, 160.0))  # it stands
    speed, later = target.at(1.5), target.at(3.5)
    assert speed is not None
    assert later is not None
    assert speed.kmh == pytest.approx(36.0)
    assert later == pytest.approx((0.0, 0.0), abs=1e-9)


def test_too_short_a_path_has_no_speed() -> None:
    assert drive(meter(), 0.3, 10).at(0.3) is None
    assert meter().at(1.5) is None  # nobody


def test_what_lies_beyond_the_horizon_has_no_speed() -> None:
    tilted = GroundPlane(np.array([[0.1, 0, 0], [0, 0.1, 0], [0, 0.01, -1.0]]), 0.0)  # the horizon lies at y = 100
    assert drive(Measured(tilted), 2, 10).at(1.0) is None


def test_the_stated_error_covers_the_scatter_of_jittering_boxes() -> None:
    noise = np.random.default_rng(1).normal(0, 0.5, (300, 2 * FPS, 2))
    speeds = [drive(meter(), 2, 10, jitter).at(1.5) for jitter in noise]
    off = [(speed.kmh - 36.0) / speed.error for speed in speeds if speed]
    assert len(off) == 300
    assert 0.6 < np.std(off) < 1.05


def test_a_poor_calibration_makes_the_error_larger() -> None:
    good, poor = (drive(meter(error), 2, 10).at(1.5) for error in (0.0, 0.5))
    assert good is not None
    assert poor is not None
    assert poor.kmh == good.kmh
    assert poor.error == pytest.approx(np.hypot(good.error, np.sqrt(2) * 0.5 * 3.6), rel=0.05)


def seen(*boxes: tuple[float, float, float, float], fps: float = FPS) -> Measured:
    target = meter()
    for k, one in enumerate(boxes):
        target.add(k / fps, one)
    return target


def test_what_grows_out_from_behind_a_house_has_no_speed_until_it_is_seen_whole() -> None:
    """A lorry of 280 px at 36 km/h: the middle of what is seen of it goes at half of that."""
    boxes = [(max(100.0, 4.0 * k - 180), 100.0, 4.0 * k + 100, 160.0) for k in range(1, 150)]
    target = seen(*boxes)
    assert target.at(1.5) is None
    assert all(speed is None or abs(speed.kmh - 36) <= speed.error for speed in (target.at(k / 10) for k in range(60)))
    assert target.at(5.0) == pytest.approx((36.0, 0.03 * 36))


@pytest.mark.parametrize("share", [0.3, 0.6])
def test_a_lower_part_that_is_hidden_for_a_while_moves_nothing(share: float) -> None:
    """Up and down it would be seven metres a second."""
    lower = [160.0 - share * 60 * (20 <= k < 32) for k in range(60)]
    target = seen(*((100.0 + 4 * k, 100.0, 190.0 + 4 * k, y) for k, y in enumerate(lower)))
    speeds = [target.at(k / 10) for k in range(5, 22)]
    assert all(speed is not None and abs(speed.kmh - 36) <= speed.error for speed in speeds)


@pytest.mark.parametrize(("fps", "known"), [(10, True), (5, True), (3, True), (1, False)])
def test_few_pictures_give_the_same_speed_or_none(fps: float, *, known: bool) -> None:
    boxes = [(100 * k / fps, 100.0, 90 + 100 * k / fps, 160.0) for k in range(round(6 * fps))]
    speed = seen(*boxes, fps=fps).at(2.1)
    assert (speed is not None) is known
    assert speed is None or abs(speed.kmh - 36) <= speed.error


@pytest.mark.parametrize("fps", [25, 10, 5])
def test_the_stated_error_covers_jitter_also_where_places_are_few(fps: float) -> None:
    noise = np.random.default_rng(2).normal(0, 1.5, (200, 3 * fps, 4))
    off = []
    for jitter in noise:
        boxes = (np.array((100 * k / fps, 100, 90 + 100 * k / fps, 160)) + jitter[k] for k in range(3 * fps))
        speed = seen(*(tuple(one) for one in boxes), fps=fps).at(1.5)
        assert speed is not None
        off.append(abs(speed.kmh - 36) / speed.error)
    assert np.mean(np.array(off) <= 2) >= 0.95


def test_a_crossing_while_the_edge_cuts_the_box_has_the_speed_of_later_or_none() -> None:
    """A lorry of 280 px that enters at 50 km/h; it is whole from x = 140 on."""
    cal = [{"image": (x, y), "ground": (x / 20, y / 20)} for x, y in ((0, 0), (640, 0), (640, 360), (0, 360))]
    lines = [{"id": str(x), "points": [(x, 50), (x, 350)]} for x in (40, 90, 180, 320, 500, 600)]
    camera = Camera.model_validate(
        {"id": "cam", "source": "x", "scene": {"lines": lines, "calibration": {"points": cal}}}
    )
    analyser, events = Analyser("site", camera, 1.0, "test"), []
    for k in range(110):
        front = 50 / 3.6 * 20 * k / FPS
        one = (max(0.0, front - 280), 100.0, min(640.0, front), 200.0)
        if one[2] - one[0] > 4:
            frame = Frame(np.zeros((360, 640, 3), np.uint8), k, k / FPS, 0.0)
            events += analyser.update(frame, TrackUpdate((Track(1, one, 1, 0.9, 0.0),)), 0.0)
    events += analyser.finish(110 / FPS)
    speeds = {event.line: event.speed_kmh for event in events if isinstance(event, Crossing)}
    assert set(speeds) >= {"40", "90", "180", "320", "500"}
    assert all(speed is None or speed == pytest.approx(50, abs=0.1) for speed in speeds.values())
    assert speeds["40"] is None
    assert speeds["180"] == speeds["320"] == speeds["500"] == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("fps", [25, 5])
def test_the_speed_of_who_brakes_is_that_of_the_moment(fps: float) -> None:
    """From 36 km/h with 3 m/s²: in the first half second after the moment it loses 5 km/h."""
    boxes = []
    for k in range(3 * fps):
        x = 100 * (k / fps) - 15 * (k / fps) ** 2
        boxes.append((x, 100.0, x + 40, 140.0))
    target = seen(*boxes, fps=fps)
    for moment in (1.0, 1.5, 2.0):
        speed = target.at(moment)
        assert speed is not None
        assert speed.kmh == pytest.approx(36 - 3 * 3.6 * moment, abs=speed.error)
    last = target.at(boxes.index(boxes[-1]) / fps)  # nothing is known of later
    assert last is not None
    assert abs(last.kmh - (36 - 3 * 3.6 * (3 - 1 / fps))) <= 2 * last.error


def test_a_lower_edge_that_stands_while_the_upper_one_goes_on_is_hidden() -> None:
    """Driving up the picture, out from behind a wall that ends at y = 300."""
    boxes = [(100.0, 300 - 4.0 * k, 160.0, min(300.0, 480 - 4.0 * k)) for k in range(1, 95)]
    target = seen(*boxes)
    assert target.at(0.8) is None
    assert all(speed is None or abs(speed.kmh - 36) <= speed.error for speed in (target.at(k / 10) for k in range(28)))
    assert target.at(2.8) == pytest.approx((36.0, 0.03 * 36), abs=0.1)


@pytest.mark.parametrize("tilt", [0.0, 1e-17, -1e-17, 1e-6])
def test_a_camera_that_looks_almost_straight_down_measures_boxes_that_jitter(tilt: float) -> None:
    noise = np.random.default_rng(4).normal(0, 0.5, (60, 4))
    target = Measured(GroundPlane(np.array([[0.1, 0, 0], [0, 0.1, 0], [0, tilt, 1.0]]), 0.0))
    for k, jitter in enumerate(noise):
        x1, y1, x2, y2 = (np.array((100 + 4 * k, 100, 190 + 4 * k, 160)) + jitter).tolist()
        target.add(1.7e9 + k / FPS, (x1, y1, x2, y2))
    speeds = [target.at(1.7e9 + k / 10) for k in range(5, 20)]
    assert all(speed is not None and abs(speed.kmh - 36) <= speed.error < 2.5 for speed in speeds)


def test_a_long_vehicle_near_a_low_camera_has_a_larger_error() -> None:
    plane = GroundPlane(np.array([[0.02, 0, -6.0], [0, 0, 10.0], [0, 0.002, 0.0]]), 0.0)
    errors = []
    for length in (60.0, 300.0):
        target = Measured(plane)
        for k in range(40):
            target.add(k / FPS, (4.0 * k, 250.0, 4.0 * k + length, 300.0))
        speed = target.at(0.8)
        assert speed is not None
        errors.append(speed.error / speed.kmh)
    assert errors[0] == pytest.approx(0.03, rel=0.01)
    assert errors[1] > 0.06
