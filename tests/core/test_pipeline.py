"""One camera's loop: order, back-pressure, failures, reports. The stages are stand-ins, the loop is the real one."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from structlog.testing import capture_logs

from core.detect.protocol import DetectorInfo
from core.errors import UserError
from core.events import AnyEvent, Detection, Occupancy, Performance, Violation, Watching, ZoneOccupancy, utc
from core.live import LiveReader, LiveWriter
from core.pipeline import Pipeline, Stages, _in_short
from core.types import Detections, Frame, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass
class ScriptedSource:
    """Hands out `count` frames at 10 per media second; may fail afterwards."""

    count: int
    live: bool = False
    failure: str | None = None
    skipped: int = 0
    state: str = "starting"
    reason: str | None = None
    held: int = 0
    most_held: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    def frames(self) -> Iterator[Frame]:
        self.state = "running"
        for index in range(self.count):
            if self.closed.is_set():
                break
            self.held += 1
            self.most_held = max(self.most_held, self.held)
            yield Frame(np.zeros((4, 4, 3), np.uint8), index, 100 + index / 10, 0.0)
        self.state, self.reason = ("failed", self.failure) if self.failure else ("ended", None)

    def release(self, frame: Frame) -> None:
        assert frame.image is not None
        self.held -= 1

    def close(self) -> None:
        self.closed.set()


@dataclass
class ScriptedDetector:
    depth: int = 1
    fails_at: int | None = None
    info: DetectorInfo = field(default_factory=lambda: DetectorInfo("scripted", "onnx", "CPU"))
    closed: bool = False
    tuned: Any = None

    def submit(self, frame: Frame) -> Any:
        detector = self

        class Later:
            def result(self) -> Detections:
                if frame.index == detector.fails_at:
                    raise ValueError("broken on purpose")
                return Detections.empty()

        return Later()

    def tune(self, settings: Any) -> None:
        self.tuned = settings

    def close(self) -> None:
        self.closed = True


class NoTracks:
    def update(self, detections: Detections, time: float) -> TrackUpdate:
        assert len(detections) == 0
        assert time >= 100
        return TrackUpdate(())


class Listing:
    """An analyser that remembers what it was shown."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.says: dict[int, str] = {}  # notices, by frame
        self.finished_at: float | None = None
        self.scene = "0" * 12

    def change(self, camera: Any) -> list[AnyEvent]:
        self.scene = camera
        return []

    def since(self) -> dict[str, str | None]:
        return {}

    def update(self, frame: Frame, tracks: TrackUpdate, spent_ms: float) -> list[AnyEvent]:
        assert not tracks.tracks
        assert spent_ms >= 0
        self.seen.append(frame.index)
        return []

    def finish(self, time: float) -> list[AnyEvent]:
        self.finished_at = time
        return []

    def counts(self) -> dict[str, Any]:
        return {}

    def movements(self) -> dict[str, Any]:
        return {}

    def violations(self) -> dict[str, int]:
        return {"red_light": 0, "wrong_way": 0}

    def notice(self) -> str | None:
        return self.says.get(self.seen[-1])

    def overlay(self) -> dict[str, Any]:
        return {"lines": [self.scene], "zones": [], "signals": {}, "objects": list(self.seen)}


def make(
    source: ScriptedSource, detector: ScriptedDetector | None = None, live: LiveWriter | None = None, **options: Any
) -> tuple[Any, Any, Any, Any]:
    emitted: list[AnyEvent] = []

    def emit(events: Sequence[AnyEvent]) -> None:
        emitted.extend(events)

    detector, listing = detector or ScriptedDetector(), Listing()
    stages = Stages(source, detector, NoTracks(), listing, live, emit, lambda: ({"mqtt": 3}, {"mqtt": 1}))  # type: ignore[arg-type]
    return Pipeline("site", "cam", stages, **options), listing, detector, emitted


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_every_frame_arrives_once_in_order_at_any_depth(depth: int) -> None:
    source = ScriptedSource(20)
    pipeline, listing, detector, _ = make(source, ScriptedDetector(depth))
    pipeline.run()
    assert listing.seen == list(range(20))
    assert (pipeline.progress.state, pipeline.progress.frames) == ("ended", 20)
    assert (source.held, source.most_held) == (0, depth)
    assert detector.closed
    assert source.closed.is_set()


def test_a_live_source_has_one_frame_in_flight() -> None:
    source = ScriptedSource(20, live=True)
    pipeline, *_ = make(source, ScriptedDetector(4))
    pipeline.run()
    assert source.most_held == 1


def test_duration_is_media_time() -> None:
    pipeline, listing, *_ = make(ScriptedSource(100), duration=2.0)
    pipeline.run()
    assert listing.seen == list(range(20))
    assert listing.finished_at == pytest.approx(101.9)


def test_a_failed_source_is_a_failed_camera_with_its_reason() -> None:
    pipeline, listing, *_ = make(ScriptedSource(5, failure="the decoder died"))
    pipeline.run()
    assert (pipeline.progress.state, pipeline.progress.reason) == ("failed", "the decoder died")
    assert listing.seen == list(range(5))


def test_a_defect_in_a_stage_fails_this_camera_and_releases_its_frames() -> None:
    source = ScriptedSource(20)
    pipeline, listing, detector, _ = make(source, ScriptedDetector(2, fails_at=7))
    pipeline.run()
    assert pipeline.progress.state == "failed"
    assert pipeline.progress.reason == "unexpected error ValueError — please report this with the log"
    assert listing.seen == list(range(7))
    assert source.held == 0
    assert detector.closed


def test_a_user_error_is_shown_in_its_own_words() -> None:
    class Picky(ScriptedDetector):
        def submit(self, frame: Frame) -> Any:
            raise UserError(f"frame {frame.index} has no ground truth", "use a model")

    pipeline, *_ = make(ScriptedSource(3), Picky())
    pipeline.run()
    assert pipeline.progress.reason == "frame 0 has no ground truth — use a model"


def test_stop_ends_the_loop_and_finishes_what_is_in_flight() -> None:
    source = ScriptedSource(10**9)
    pipeline, listing, *_ = make(source, ScriptedDetector(3))
    thread = threading.Thread(target=pipeline.run)
    thread.start()
    while not listing.seen:
        pass
    pipeline.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert source.held == 0
    assert listing.seen == list(range(pipeline.progress.frames))


def test_performance_is_reported_at_its_interval_and_at_the_end() -> None:
    pipeline, _, _, emitted = make(ScriptedSource(50), performance_interval=0.0)
    pipeline.run()
    reports = [event for event in emitted if isinstance(event, Performance)]
    assert sum(report.frames for report in reports) == 50
    assert (reports[-1].backlog, reports[-1].set_aside) == ({"mqtt": 3}, {"mqtt": 1})
    assert len({report.id for report in reports}) == len(reports)


def test_a_notice_is_the_reason_while_it_holds_and_is_warned_of_once() -> None:
    pipeline, listing, _, emitted = make(ScriptedSource(6))
    listing.says = dict.fromkeys((2, 3, 5), "line 'a' lies outside the 4x4 image — redraw it")
    with capture_logs() as logs:
        pipeline.run()
    assert [entry["event"] for entry in logs if entry["log_level"] == "warning"] == [listing.says[2]] * 2
    assert pipeline.snapshot()["state"] == "ended"
    assert pipeline.snapshot()["reason"] == listing.says[5]
    assert [event.reason for event in emitted if isinstance(event, Performance)] == [listing.says[5]]


def test_when_the_clock_is_set_events_have_its_time_and_the_reason_says_it() -> None:
    class Set(ScriptedSource):
        def frames(self) -> Iterator[Frame]:
            return (replace(frame, ahead=-60.0 if frame.index > 5 else 0.0) for frame in super().frames())

    pipeline, listing, _, emitted = make(Set(12))
    head: dict[str, Any] = {"id": "d" * 32, "site": "s", "camera": "c", "frame": 0, "detector": "d"}
    base = Detection(**head, time=utc(0), processing_ms=1, counts={}, objects=())
    listing.update = lambda frame, *_: [base.model_copy(update={"time": utc(frame.time)})]
    listing.notice = lambda: None
    pipeline.run()
    seen = [event.time.timestamp() for event in emitted if isinstance(event, Detection)]
    assert seen == pytest.approx([100 + k / 10 - (60 if k > 5 else 0) for k in range(12)])
    assert emitted[-1].time.timestamp() == pytest.approx(41.1)  # of the performance at the end
    assert pipeline.snapshot()["reason"] == "the system clock was set back by 60 s"


def test_time_in_which_pictures_came_is_told_as_watched_and_what_was_frozen_is_the_reason() -> None:
    pipeline, listing, _, emitted = make(ScriptedSource(450))
    listing.notice = lambda: None
    pipeline.run()
    stretches = [event for event in emitted if isinstance(event, Watching)]
    assert sum(event.seconds for event in stretches) == pytest.approx(45.0)
    assert {event.quality for event in stretches} == {"black"}  # as the pictures of this source are
    assert pipeline.snapshot()["reason"].startswith("45 s of the recording are a frozen or black image")


def test_a_frozen_or_black_picture_does_not_fill_zones() -> None:
    pipeline, listing, _, emitted = make(ScriptedSource(100))
    zone = ZoneOccupancy(zone="z", zone_kind="lane", objects={}, mean_objects=1, queue=0, max_queue=0, occupancy=1)
    head: dict[str, Any] = {"id": "o" * 32, "site": "s", "camera": "c", "time": utc(0)}
    listing.update = lambda *_: [Occupancy(**head, seconds=1, frames=1, zones=(zone,))]
    listing.notice = lambda: None
    pipeline.run()
    assert 30 <= sum(isinstance(event, Occupancy) for event in emitted) <= 40  # black after three seconds


def test_a_failure_is_a_better_reason_than_a_notice() -> None:
    pipeline, listing, *_ = make(ScriptedSource(5, failure="the decoder died"))
    listing.says = dict.fromkeys(range(5), "line 'a' lies outside the 4x4 image — redraw it")
    pipeline.run()
    assert (pipeline.snapshot()["state"], pipeline.snapshot()["reason"]) == ("failed", "the decoder died")


def test_the_snapshot_has_the_documented_keys() -> None:
    pipeline, *_ = make(ScriptedSource(5))
    pipeline.run()
    snapshot = pipeline.snapshot()
    assert set(snapshot) >= {
        "state",
        "reason",
        "frames",
        "skipped",
        "fps",
        "stages_ms",
        "lines",
        "movements",
        "violations",
    }
    assert set(snapshot["stages_ms"]) == {"decode", "detect", "track", "analyse", "end_to_end"}
    assert set(snapshot["stages_ms"]["detect"]) == {"p50", "p95", "p99"}


def test_a_source_that_was_never_reached_is_told_while_it_is_tried_again() -> None:
    source = ScriptedSource(0, live=True)
    source.state, source.reason = "reconnecting", "connection refused"
    told = make(source)[0].snapshot()
    assert (told["state"], told["reason"]) == ("reconnecting", "connection refused")


def test_a_source_that_was_never_reached_has_failed_when_it_is_stopped() -> None:
    class Hoping(ScriptedSource):
        def frames(self) -> Iterator[Frame]:
            yield from super().frames()
            self.state, self.reason = "reconnecting", "nobody answers at rtsp://camera"

    for frames, state in ((0, "failed"), (3, "ended")):
        pipeline, *_ = make(Hoping(frames))
        pipeline.run()
        assert (pipeline.progress.state, pipeline.progress.reason) == (state, "nobody answers at rtsp://camera")


def test_a_camera_that_gives_no_pictures_has_no_fps(monkeypatch: pytest.MonkeyPatch) -> None:
    source = ScriptedSource(50)
    pipeline, *_ = make(source)
    clock = iter(range(10**6))
    monkeypatch.setattr("core.pipeline.time.monotonic", lambda: next(clock) / 10)
    pipeline._work()
    source.state = "running"
    running = pipeline.snapshot()
    assert running["fps"] == running["fps_now"] > 0
    monkeypatch.setattr("core.pipeline.time.monotonic", lambda: 10**6)
    assert (pipeline.snapshot()["fps"], pipeline.snapshot()["fps_now"]) == (0, 0)
    monkeypatch.setattr("core.pipeline.time.monotonic", lambda: next(clock) / 10)
    source.state = "reconnecting"
    assert (pipeline.snapshot()["fps"], pipeline.snapshot()["fps_now"]) == (0, 0)


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_000.0
        for module in ("pipeline", "progress"):
            monkeypatch.setattr(f"core.{module}.time.monotonic", lambda: self.now)


def running(monkeypatch: pytest.MonkeyPatch, *, live: bool = True, **options: Any) -> tuple[Any, ...]:
    """A camera that has delivered 20 pictures, ten a second, and has not ended."""
    clock = Clock(monkeypatch)

    class Steady(ScriptedSource):
        def frames(self) -> Iterator[Frame]:
            noise = np.random.default_rng(1)
            for frame in super().frames():
                clock.now += 0.1
                yield replace(frame, image=noise.integers(0, 255, (4, 4, 3), np.uint8))

    source = Steady(20, live=live)
    pipeline, listing, _, emitted = make(source, performance_interval=1_000.0, **options)
    listing.notice = lambda: None
    pipeline._work()
    source.state, source.reason = "running", None
    return pipeline, source, clock, emitted


def reports(emitted: list[AnyEvent]) -> list[tuple[str, float]]:
    return [(event.state, event.fps) for event in emitted if isinstance(event, Performance)]


def test_a_camera_that_falls_silent_says_so_at_once_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, source, clock, emitted = running(monkeypatch)
    pipeline.look()
    clock.now += 1.5
    pipeline.look()
    clock.now += 1.0
    for _ in range(3):
        pipeline.look()
    silent = pipeline.snapshot()
    assert (silent["state"], silent["reason"], silent["fps"]) == ("no_data", "no image received", 0)
    source.state, source.reason = "reconnecting", "nobody answers"
    pipeline.look()
    told = reports(emitted)
    assert [state for state, _ in told] == ["running", "no_data", "reconnecting"]
    assert told[0][1] > 0
    assert [fps for _, fps in told[1:]] == [0, 0]
    times = [event.time.timestamp() for event in emitted if isinstance(event, Performance)]
    assert times == pytest.approx([101.9, 104.4, 104.4])


def test_a_camera_that_comes_back_has_the_rate_of_the_frames_since(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, source, clock, emitted = running(monkeypatch)
    clock.now += 60.0
    pipeline.look()
    source.count = 1
    pipeline._work()
    source.state = "running"
    pipeline.look()
    assert [state for state, _ in reports(emitted)] == ["no_data"]  # one frame tells no rate
    source.count = 5
    pipeline._work()
    source.state = "running"
    pipeline.look()
    assert reports(emitted)[1:] == [("running", 10.0)]
    assert pipeline.snapshot()["fps"] == 10.0


def test_a_live_camera_that_was_never_reached_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.pipeline.time.time", lambda: 5_000.0)
    source = ScriptedSource(0, live=True)
    pipeline, _, _, emitted = make(source)
    pipeline.look()
    source.state, source.reason = "reconnecting", "nobody answers"
    pipeline.look()
    pipeline.look()
    assert reports(emitted) == [("starting", 0), ("reconnecting", 0)]
    assert emitted[-1].time.timestamp() == 5_000.0


def test_a_recording_that_its_user_holds_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, _, clock, emitted = running(monkeypatch, live=False)
    playback = SimpleNamespace(playing=False)
    pipeline._stages.playback = playback
    clock.now += 600.0
    pipeline.look()
    assert pipeline.snapshot()["state"] == "running"
    playback.playing = True
    clock.now += 3.0
    pipeline.look()
    assert reports(emitted) == [("no_data", 0)]


def test_pictures_in_which_nothing_can_be_counted_are_the_state_of_a_live_camera(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipeline, *_ = running(monkeypatch)
    pipeline._watch.stillness.quality = "frozen"
    told = pipeline.snapshot()
    assert (told["state"], told["fps"] > 0) == ("frozen", True)
    pipeline._stages.source.live = False
    assert pipeline.snapshot()["state"] == "running"


def test_the_fps_of_a_run_that_is_over_are_those_of_the_whole_run() -> None:
    pipeline, *_ = make(ScriptedSource(50))
    pipeline.run()
    assert pipeline.snapshot()["fps"] == pytest.approx(pipeline.progress.fps, abs=0.01)
    assert pipeline.snapshot()["fps"] > 0
    assert pipeline.snapshot()["fps_now"] == 0


def test_a_change_waits_for_the_frame_that_is_looked_at_and_is_there_for_the_next() -> None:
    looks, go_on, done = threading.Event(), threading.Event(), threading.Event()
    pipeline, listing, detector, _ = make(ScriptedSource(3))
    scenes: list[str] = []

    def update(*_: Any) -> list[AnyEvent]:
        looks.set()
        assert go_on.wait(10)
        scenes.append(listing.scene)
        return []

    listing.update, listing.notice = update, lambda: None
    thread = threading.Thread(target=pipeline.run)
    thread.start()
    assert looks.wait(10)

    def change() -> None:
        pipeline.change("other", "thresholds", None)
        done.set()

    changing = threading.Thread(target=change)
    changing.start()
    assert not done.wait(0.2)
    go_on.set()
    for one in (changing, thread):
        one.join(10)
    assert scenes[0] == "0" * 12
    assert detector.tuned == "thresholds"
    assert listing.scene == "other"


def test_another_scene_is_drawn_over_the_picture_that_is_shown_though_no_other_comes(tmp_path: Path) -> None:
    waits, go_on = threading.Event(), threading.Event()

    class Stalling(ScriptedSource):
        def frames(self) -> Iterator[Frame]:
            for frame in super().frames():
                yield frame
                waits.set()
                assert go_on.wait(10)

    pipeline, *_ = make(Stalling(2), live=LiveWriter(tmp_path, "cam"))
    thread = threading.Thread(target=pipeline.run)
    thread.start()
    assert waits.wait(10)
    before = LiveReader(tmp_path, "cam").read()
    pipeline.change("other", None, None)
    after = LiveReader(tmp_path, "cam").read()
    go_on.set()
    thread.join(10)
    assert before is not None
    assert after is not None
    assert after.overlay == {**before.overlay, "lines": ["other"]}


def test_a_violation_is_listed_at_the_time_it_began() -> None:
    """It is told a little later, when it is certain; its page, its files and its export say when it began."""
    told = {"id": "a" * 32, "phase": "new", "site": "s", "camera": "c", "rule": "wrong_way", "track": 7, "class": "car"}
    event = Violation.model_validate({**told, "facts": {}, "started": utc(100.4), "time": utc(101.2)})
    assert _in_short(event)["time"] == utc(100.4).isoformat()
