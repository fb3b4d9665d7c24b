"""One camera's loop: order, back-pressure, failures, reports, changes while it runs."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from scripted_stages import ScriptedDetector, ScriptedSource, make
from structlog.testing import capture_logs

from core import in_flight
from core.camera_report import _in_short
from core.errors import UserError
from core.events import AnyEvent, Detection, Occupancy, Performance, Violation, Watching, ZoneOccupancy, utc
from core.live import LiveReader, LiveWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.types import Frame


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


class Runs:
    """A recording that is played at a pace of its own, or not."""

    playing = True

    def __init__(self, *, paced: bool) -> None:
        self.paced = paced

    def playback(self) -> dict[str, Any]:
        return {}


class Told(ScriptedDetector):
    """Notes when it is given a frame, and when it is asked for an answer."""

    def __init__(self, depth: int) -> None:
        super().__init__(depth)
        self.asked: list[str] = []

    def submit(self, frame: Frame) -> Any:
        later = super().submit(frame)
        asked = self.asked

        class Noted:
            def result(self) -> Any:
                asked.append("answer")
                return later.result()

        asked.append("frame")
        return Noted()


def bunches(asked: list[str]) -> list[int]:
    """How many answers were asked for one after the other."""
    return [len(part) for part in "".join(one[0] for one in asked).split("f") if part]


def test_answers_are_asked_for_in_bunches_once_the_detector_is_known_to_be_quick() -> None:
    detector = Told(8)
    make(ScriptedSource(30), detector)[0].run()
    assert bunches(detector.asked)[:3] == [1, 4, 4]


def test_where_answers_take_long_they_are_asked_for_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_flight, "_QUICK", 0.0)
    detector = Told(8)
    make(ScriptedSource(30), detector)[0].run()
    assert set(bunches(detector.asked)[:-1]) == {1}


def test_a_recording_that_is_watched_at_its_pace_shows_each_picture_soon() -> None:
    source, detector = ScriptedSource(30), Told(16)
    pipeline, *_ = make(source, detector)
    pipeline._stages.playback = Runs(paced=True)
    pipeline.run()
    assert source.most_held == 4
    assert set(bunches(detector.asked)[:-1]) == {1}


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


def test_whatever_is_wrong_with_the_picture_counting_goes_on_and_it_is_told() -> None:
    class Strange:
        problem, watched = None, True

        def write(self, *_: Any) -> None:
            raise ValueError("no picture")

        renew = write

        def close(self) -> None:
            raise OSError("gone")

    live: Any = Strange()
    pipeline, listing, *_ = make(ScriptedSource(5), live=live)
    listing.notice = lambda: None
    pipeline.run()
    pipeline.change("other", None, None)
    assert (pipeline.progress.state, pipeline.progress.frames) == ("ended", 5)
    assert "the window gets no pictures: unexpected error ValueError" in pipeline.snapshot()["reason"]


def test_a_notice_whose_numbers_waver_is_warned_of_once() -> None:
    pipeline, listing, *_ = make(ScriptedSource(6))
    listing.says = {k: f"at 0.{97 - k} frames per second, line '{k % 5 // 4}' is fast" for k in range(6)}
    with capture_logs() as logs:
        pipeline.run()
    warned = [entry["event"] for entry in logs if entry["log_level"] == "warning"]
    assert warned == [listing.says[0], listing.says[4], listing.says[5]]  # another line is another thing
    assert pipeline.snapshot()["reason"] == listing.says[5]
