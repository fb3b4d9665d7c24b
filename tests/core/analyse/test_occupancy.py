"""How full zones are: intervals of media time, queues, shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.analyse import Analyser
from core.events import Occupancy
from core.settings.models import Camera
from core.types import CLASS_IDS, Frame, Track, TrackUpdate

FPS = 25
PICTURE = np.zeros((400, 600, 3), np.uint8)
START = 1_700_000_000  # a whole interval
ZONES = [
    {"id": "lane", "kind": "approach", "points": [(0, 0), (300, 0), (300, 400), (0, 400)]},
    {"id": "rest", "kind": "junction", "points": [(300, 0), (600, 0), (600, 400), (300, 400)]},
    {"id": "parked", "kind": "ignore", "points": [(0, 390), (1, 390), (1, 400)]},
]
CORNERS = [(0, 0), (600, 0), (600, 400), (0, 400)]
CALIBRATION = {"points": [{"image": p, "ground": (p[0] / 10, -p[1] / 10)} for p in CORNERS]}


class Camera25:
    """An analyser that is shown a frame every 40 ms."""

    def __init__(self, zones: list[dict[str, Any]] = ZONES, interval: float = 2.0, **scene: Any) -> None:
        camera = Camera.model_validate({"id": "cam", "source": "x", "scene": {"zones": zones, **scene}})
        self.analyser = Analyser("site", camera, 1.0, "test", occupancy_interval=interval)
        self.frame = 0
        self.told: list[Occupancy] = []

    def show(self, *tracks: Track, ended: tuple[int, ...] = ()) -> None:
        frame = Frame(PICTURE, self.frame, START + self.frame / FPS, 0.0)
        events = self.analyser.update(frame, TrackUpdate(tracks, ended), 0.0)
        self.told += [event for event in events if isinstance(event, Occupancy)]
        self.frame += 1


def car(x: float, y: float = 200.0, ident: int = 1, cls: str = "car") -> Track:
    return Track(ident, (x - 20, y - 30, x + 20, y), CLASS_IDS[cls], 0.9, 0.0)


def zone(event: Occupancy, name: str) -> dict[str, Any]:
    (found,) = [one for one in event.zones if one.zone == name]
    return found.model_dump()


def test_an_interval_ends_on_a_grid_of_media_time_and_tells_of_every_zone() -> None:
    camera = Camera25()
    for _ in range(110):
        camera.show(car(100))
    assert [event.time.timestamp() - START for event in camera.told] == [2.0, 4.0]
    assert [(event.seconds, event.frames) for event in camera.told] == [(2.0, 50), (2.0, 50)]
    first = camera.told[0]
    assert [(one.zone, one.zone_kind) for one in first.zones] == [("lane", "approach"), ("rest", "junction")]
    lane, rest = zone(first, "lane"), zone(first, "rest")
    assert (lane["objects"], lane["mean_objects"], lane["occupancy"]) == ({"car": 1}, 1.0, 1.0)
    assert (rest["objects"], rest["mean_objects"], rest["occupancy"]) == ({}, 0.0, 0.0)


def test_means_and_shares_are_of_all_frames_and_objects_of_the_last() -> None:
    camera = Camera25()
    for k in range(51):
        there = [car(100), car(200, ident=2, cls="bus")] if k < 10 else [car(400, ident=3)]
        camera.show(*(there if k < 25 else []))
    (event,) = camera.told
    assert (zone(event, "lane")["mean_objects"], zone(event, "lane")["occupancy"]) == (0.4, 0.2)
    assert (zone(event, "rest")["mean_objects"], zone(event, "rest")["occupancy"]) == (0.3, 0.3)
    assert zone(event, "rest")["objects"] == {}


@pytest.mark.parametrize("scene", [{}, {"calibration": CALIBRATION}])
def test_who_stands_for_two_seconds_is_in_the_queue_until_it_drives(scene: dict[str, Any]) -> None:
    camera = Camera25(interval=1.0, **scene)
    for _ in range(3 * FPS):
        camera.show(car(100), car(200, ident=2, cls="person"))
    for k in range(2 * FPS + 1):
        camera.show(car(100 + 4.0 * k))  # 100 pixels, or 10 metres, a second
    queues = [(zone(event, "lane")["queue"], zone(event, "lane")["max_queue"]) for event in camera.told]
    assert queues == [(0, 0), (0, 0), (1, 1), (0, 1), (0, 0)]


def test_in_a_calibrated_scene_who_rolls_forward_stays_in_the_queue() -> None:
    """Slower than 5 km/h, then 7: it has not started before it drives 10."""
    camera = Camera25(interval=1.0, calibration=CALIBRATION)
    x = 50.0
    for k in range(6 * FPS):
        x += (10.0 if k < 3 * FPS else 20.0) / FPS
        camera.show(car(x))
    assert [zone(event, "lane")["queue"] for event in camera.told] == [0, 0, 1, 1, 1]


def test_what_is_left_when_the_video_ends_is_told_too() -> None:
    camera = Camera25()
    for _ in range(60):
        camera.show(car(100))
    (rest,) = [event for event in camera.analyser.finish(START + 59 / FPS) if isinstance(event, Occupancy)]
    assert (rest.frames, rest.seconds) == (10, pytest.approx(9 / FPS, abs=0.001))
    assert rest.time.timestamp() - START == pytest.approx(59 / FPS)


def test_a_pause_of_the_source_is_not_counted_as_time_that_was_seen() -> None:
    camera = Camera25()
    for _ in range(30):
        camera.show(car(100))
    camera.frame += 3600 * FPS
    camera.show(car(100))
    (event,) = camera.told
    assert event.seconds == pytest.approx(29 / FPS)
    assert event.frames == 30


def test_a_short_outage_ends_an_interval_where_the_pictures_did() -> None:
    camera = Camera25(interval=10.0)
    for _ in range(51):
        camera.show(car(100))
    camera.frame += 75  # three seconds without a picture
    for _ in range(126):
        camera.show()
    assert [(event.time.timestamp() - START, event.seconds) for event in camera.told] == [(2.0, 2.0), (10.0, 4.96)]
    assert [zone(event, "lane")["occupancy"] for event in camera.told] == [1.0, 0.0]


def test_a_replay_tells_the_same_under_the_same_ids() -> None:
    def play() -> list[Occupancy]:
        camera = Camera25()
        for k in range(120):
            camera.show(car(50 + k))
        return camera.told

    assert play() == play()
    assert len({event.id for event in play()}) == 2


def test_a_scene_without_zones_tells_nothing() -> None:
    camera = Camera25(zones=[])
    for _ in range(120):
        camera.show(car(100))
    assert camera.told == []
    assert camera.analyser.finish(START + 9.0) == []


@pytest.mark.parametrize(("kmh", "queued"), [(8, 0), (0, 1)])
def test_a_lorry_that_the_edge_cuts_is_in_the_queue_only_if_it_stands(kmh: float, queued: int) -> None:
    """It comes in on the left; the middle of what is seen of it goes at half its speed, less than 5 km/h."""
    camera = Camera25(calibration=CALIBRATION)
    for k in range(8 * FPS):
        front = 60 + kmh / 3.6 * 10 * k / FPS
        camera.show(Track(1, (max(0.0, front - 280), 100.0, front, 200.0), CLASS_IDS["truck"], 0.9, 0.0))
    assert [zone(event, "lane")["max_queue"] for event in camera.told[1:]] == [queued] * (len(camera.told) - 1)
    assert len(camera.told) >= 3
