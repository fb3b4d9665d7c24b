from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analyse import Analyser
from core.events import SCHEMA_VERSION, AnyEvent, Crossing, Detection, Violation
from core.settings.models import Camera
from core.track import Tracker
from core.types import CLASS_IDS, Detections, Frame, Track, TrackUpdate

FPS = 25
PICTURE = np.zeros((480, 640, 3), np.uint8)
LINE = {"id": "line", "points": [(100, 200), (500, 200)]}
CLASSES_OF_ROADS = ("car", "truck", "bus")


def analyser(interval: float = 1.0, **scene: Any) -> Analyser:
    camera = Camera.model_validate({"id": "cam", "source": "x", "scene": {"lines": [LINE], **scene}})
    return Analyser("site", camera, interval, "yolo11n")


def frame(k: int, image: np.ndarray = PICTURE) -> Frame:
    return Frame(image, k, 1_700_000_000 + k / FPS, 0.0)


def track(x: float, y: float, cls: str = "car", ident: int = 1, *, observed: bool = True) -> Track:
    return Track(ident, (x - 30, y - 40, x + 30, y), CLASS_IDS[cls], 0.87654, 0.0, observed)


def play(target: Analyser, updates: list[list[Track]]) -> list[AnyEvent]:
    return [
        event for k, tracks in enumerate(updates) for event in target.update(frame(k), TrackUpdate(tuple(tracks)), 7.0)
    ]


def crossings(events: list[AnyEvent]) -> list[Crossing]:
    return [event for event in events if isinstance(event, Crossing)]


def down(frames: int = 60) -> list[list[Track]]:
    return [[track(300, y)] for y in np.linspace(100, 300, frames).tolist()]


def test_counts_always_have_both_directions_and_totals() -> None:
    target = analyser()
    assert target.counts() == {"line": {"forward": {"total": 0}, "backward": {"total": 0}}}
    play(target, down())
    assert target.counts() == {"line": {"forward": {"car": 1, "total": 1}, "backward": {"total": 0}}}
    assert target.violations() == {}


def test_a_crossing_event_says_who_where_and_when() -> None:
    target = analyser()
    (event,) = crossings(play(target, down(51)))
    assert event.model_dump(mode="json", by_alias=True) == {
        "schema_version": SCHEMA_VERSION,
        "kind": "crossing",
        "id": event.id,
        "phase": "new",
        "site": "site",
        "camera": "cam",
        "time": "2023-11-14T22:13:21Z",
        "scene": target.scene,
        "line": "line",
        "line_kind": "count",
        "direction": "forward",
        "track": 1,
        "class": "car",
        "confidence": 0.877,
        "point": [300.0, 200.0],
        "speed_kmh": None,
        "speed_error_kmh": None,
    }


def test_over_a_calibrated_road_a_crossing_has_a_speed() -> None:
    corners = [(0, 0), (600, 0), (600, 400), (0, 400)]  # 10 pixels a metre, seen from straight above
    pairs = [{"image": (x, y), "ground": (x / 10, -y / 10)} for x, y in corners]
    (event,) = crossings(play(analyser(calibration={"points": pairs}), down(51)))
    pixels_a_frame = 200 / 50
    assert event.speed_kmh == pytest.approx(pixels_a_frame * FPS / 10 * 3.6, abs=0.05)
    assert event.speed_error_kmh == pytest.approx(0.03 * event.speed_kmh, abs=0.1)


def test_over_a_calibrated_road_the_overlay_tells_speeds() -> None:
    corners = [(0, 0), (600, 0), (600, 400), (0, 400)]
    pairs = [{"image": (x, y), "ground": (x / 10, -y / 10)} for x, y in corners]
    target = analyser(calibration={"points": pairs})
    play(target, down(51))
    (drawn,) = target.overlay()["objects"]
    assert drawn["speed_kmh"] == pytest.approx(200 / 50 * FPS / 10 * 3.6, abs=0.1)
    plain = analyser()
    play(plain, down(51))
    assert "speed_kmh" not in plain.overlay()["objects"][0]


@pytest.mark.parametrize("fps", [3, 4, 5, 6])
def test_the_overlay_tells_speeds_at_low_frame_rates_without_a_gap(fps: int) -> None:
    corners = [(0, 0), (600, 0), (600, 400), (0, 400)]
    pairs = [{"image": (x, y), "ground": (x / 10, -y / 10)} for x, y in corners]
    target, told = analyser(calibration={"points": pairs}), []
    for k, y in enumerate(np.arange(50, 450, 50 / fps).tolist()):
        picture = Frame(PICTURE, k, 1_700_000_000 + k / fps, 0.0)
        target.update(picture, TrackUpdate((track(300, y),)), 7.0)
        told.append(target.overlay()["objects"][0].get("speed_kmh"))
    seen = told[2 * fps + 1 :]  # two seconds of its path are known
    assert len(seen) >= 3 * fps
    assert seen == [pytest.approx(18, abs=0.1)] * len(seen)


@pytest.mark.parametrize(("changes_at", "cls"), [(40, "truck"), (49, "truck"), (51, "car")])
def test_the_class_of_a_crossing_is_the_majority_a_second_after_it(changes_at: int, cls: str) -> None:
    ys = np.linspace(100, 340, 61).tolist()  # over the line in frame 25, and decided a few frames later
    updates = [[track(300, y, "car" if k < changes_at else "truck")] for k, y in enumerate(ys)]
    target = analyser()
    (event,) = crossings(play(target, updates))
    assert (event.cls, event.time.timestamp()) == (cls, pytest.approx(1_700_000_001, abs=1e-3))
    assert target.counts()["line"]["forward"] == {cls: 1, "total": 1}


def test_a_crossing_is_told_a_second_after_the_line_and_not_later() -> None:
    target = analyser()
    first = crossings(play(target, down(51)[:50]))  # over the line in frame 25
    assert first == []
    (event,) = crossings(target.update(frame(50), TrackUpdate((track(300, 300),)), 7.0))
    assert event.id == crossings(play(analyser(), down(51)))[0].id


def test_a_crossing_is_told_at_once_when_its_track_or_the_video_ends() -> None:
    target, other = analyser(), analyser()
    assert crossings(play(target, down(51)[:40]) + play(other, down(51)[:40])) == []
    (event,) = crossings(target.update(frame(40), TrackUpdate((), ended=(1,)), 7.0))
    (same,) = crossings(other.finish(frame(39).time))
    assert event == same
    assert target.finish(frame(40).time) == []


def test_detections_are_sampled_on_a_grid_of_media_time() -> None:
    events = [e for e in play(analyser(0.5), down(60)) if isinstance(e, Detection)]
    assert [event.frame for event in events] == [0, 13, 25, 38, 50]
    first = events[0]
    assert (first.detector, first.processing_ms, first.counts) == ("yolo11n", 7.0, {"car": 1})
    assert first.objects[0].box == (270.0, 60.0, 330.0, 100.0)


def test_a_sample_names_zones_and_leaves_out_what_is_only_predicted() -> None:
    zone = {"id": "box", "points": [(200, 50), (400, 50), (400, 150), (200, 150)]}
    target = analyser(zones=[zone])
    (event,) = target.update(frame(0), TrackUpdate((track(300, 100), track(500, 100, ident=2, observed=False))), 1.0)
    assert isinstance(event, Detection)
    assert [(seen.track, seen.zones) for seen in event.objects] == [(1, ("box",))]
    assert event.counts == {"car": 1}


def test_what_is_in_a_zone_to_ignore_does_not_exist() -> None:
    zone = {"id": "parking", "kind": "ignore", "points": [(0, 0), (640, 0), (640, 480), (0, 480)]}
    target = analyser(zones=[zone])
    events = play(target, down())
    assert crossings(events) == []
    assert all(event.counts == {} for event in events if isinstance(event, Detection))
    assert target.overlay()["objects"] == []


def test_the_overlay_is_json_in_pixels() -> None:
    zone = {"id": "box", "points": [(0.1, 0.1), (0.9, 0.1), (0.9, 0.5)], "kind": "junction"}
    signal = {"id": "north", "kind": "fixed_plan", "phases": [{"state": "red", "seconds": 9}]}
    line = {"id": "line", "points": [(0.2, 0.5), (0.8, 0.5)], "kind": "stop"}
    target = analyser(lines=[line], zones=[zone], signals=[signal], units="relative")
    assert target.overlay()["objects"] == []
    play(target, [[track(300, y)] for y in np.linspace(200, 300, 60).tolist()])
    overlay = json.loads(json.dumps(target.overlay()))
    assert overlay["lines"] == [
        {"id": "line", "points": [[128, 240], [512, 240]], "kind": "stop", "forward": 1, "backward": 0}
    ]
    assert overlay["zones"] == [{"id": "box", "kind": "junction", "points": [[64, 48], [576, 48], [576, 240]]}]
    assert overlay["signals"] == {"north": "red"}
    assert overlay["violations"] == []
    (drawn,) = overlay["objects"]
    assert (drawn["id"], drawn["class"], drawn["box"], drawn["score"]) == (1, "car", [270.0, 260.0, 330.0, 300.0], 0.88)
    assert 2 <= len(drawn["trail"]) <= 8
    assert drawn["trail"][-1] == [300, 300]
    assert drawn["trail"][0][1] >= 256


def test_a_changed_frame_size_rebuilds_the_scene_and_keeps_the_counts() -> None:
    target = analyser(lines=[{"id": "line", "points": [(0.1, 0.5), (0.9, 0.5)]}], units="relative")
    play(target, [[track(300, y)] for y in np.linspace(100, 400, 60).tolist()])
    half = np.zeros((240, 320, 3), np.uint8)
    for k, y in enumerate(np.linspace(60, 200, 60).tolist()):
        target.update(frame(60 + k, half), TrackUpdate((track(150, y, ident=2),)), 1.0)
    assert target.counts()["line"]["forward"] == {"car": 2, "total": 2}
    assert target.overlay()["lines"][0]["points"] == [[32, 120], [288, 120]]


def test_a_changed_frame_size_ends_open_violations() -> None:
    target = analyser(lines=[{**LINE, "allowed": "backward"}])
    events = play(target, down())
    events += target.update(frame(60, PICTURE[:240]), TrackUpdate(()), 1.0)
    assert [event.phase for event in events if isinstance(event, Violation)] == ["new", "end"]
    assert target.violations() == {"wrong_way": 1}


def test_a_scene_that_does_not_fit_the_picture_is_noticed_also_when_its_size_changes() -> None:
    target = analyser()
    assert target.notice() is None
    play(target, down(3))
    assert target.notice() is None
    target.update(frame(3, PICTURE[:150]), TrackUpdate(()), 1.0)
    assert target.notice() == "line 'line' lies outside the 640x150 image — redraw it, or use units: relative"
    target.update(frame(4, PICTURE[:400]), TrackUpdate(()), 1.0)
    assert (
        target.notice()
        == "the image size changed from 640x480 to 640x400; the scene is in pixels — use units: relative"
    )
    target.update(frame(5), TrackUpdate(()), 1.0)
    assert target.notice() is None


def test_how_large_cars_are_is_known_after_a_gap_between_recordings_and_not_in_another_picture() -> None:
    target = analyser()
    play(target, down(3))
    known = target._cars
    target.cut()
    target.update(frame(4), TrackUpdate(()), 1.0)
    assert target._cars is known
    target.update(frame(5, PICTURE[:400]), TrackUpdate(()), 1.0)
    assert target._cars is not known


def test_an_empty_scene_gives_samples_only() -> None:
    target = analyser(lines=[])
    assert {event.kind for event in play(target, down())} == {"detection"}
    assert target.counts() == {}
    assert target.finish(9.0) == []


def test_finishing_before_the_first_frame_is_nothing() -> None:
    assert analyser().finish(0.0) == []


# Tracker, counter and classes together, on detections as bad as real ones


@given(
    seed=st.integers(0, 2**32 - 1),
    speed=st.floats(60, 500),
    stop=st.integers(0, 80),
    size=st.sampled_from([(60.0, 40.0), (140.0, 100.0), (45.0, 50.0)]),
)
def test_a_badly_detected_vehicle_counts_once(seed: int, speed: float, stop: int, size: tuple[float, float]) -> None:
    """Boxes jitter by 3 pixels, one in ten is missing, the class flips, and the vehicle may stop at the line."""
    random = np.random.default_rng(seed)
    slower = np.linspace(speed, 0, FPS)  # nothing on wheels stops within a frame
    speeds = [*[speed] * 12, *slower, *[0.0] * stop, *slower[::-1], *[speed] * 12]
    ys = np.cumsum(speeds) / FPS
    ys += 200 - ys[12 + FPS]
    tracker, target = Tracker(), analyser()
    for k, y in enumerate(ys):
        box = np.array([300 - size[0] / 2, y - size[1], 300 + size[0] / 2, y]) + random.uniform(-3, 3, 4)
        cls = CLASS_IDS[random.choice(CLASSES_OF_ROADS)]
        found = Detections(box[None].astype(np.float32), np.array([0.8], np.float32), np.array([cls], np.int32))
        update = tracker.update(found if random.random() > 0.1 else Detections.empty(), frame(k).time)
        target.update(frame(k), update, 1.0)
    assert target.counts()["line"]["forward"]["total"] == 1
    assert target.counts()["line"]["backward"] == {"total": 0}


@pytest.mark.parametrize("seed", range(4))
def test_a_vehicle_that_stands_on_the_line_counts_at_most_once(seed: int) -> None:
    random = np.random.default_rng(seed)
    tracker, target = Tracker(), analyser()
    for k in range(40 * FPS):
        box = np.array([270.0, 160.0, 330.0, 200.0]) + random.uniform(-3, 3, 4)
        cls = CLASS_IDS[random.choice(CLASSES_OF_ROADS)]
        found = Detections(box[None].astype(np.float32), np.array([0.8], np.float32), np.array([cls], np.int32))
        update = tracker.update(found if random.random() > 0.1 else Detections.empty(), frame(k).time)
        target.update(frame(k), update, 1.0)
    counts = target.counts()["line"]
    assert counts["forward"]["total"] + counts["backward"]["total"] <= 1
