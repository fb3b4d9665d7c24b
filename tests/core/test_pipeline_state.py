"""What a camera's loop says of itself: state, reason, frame rate, and when it falls silent."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scripted_stages import ScriptedSource, make

from core.beat import DETECTOR
from core.events import AnyEvent, Performance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.types import Frame


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


def test_a_camera_whose_detector_keeps_its_image_does_not_say_that_none_came(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, _, clock, _ = running(monkeypatch)
    pipeline.beat.begin(DETECTOR, 10.0)
    clock.now += 5.0
    told = pipeline.snapshot()
    assert (told["state"], told["reason"], told["fps"]) == ("no_data", "the detector does not respond", 0)


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
    pipeline._seeing.watch.stillness.quality = "frozen"
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
