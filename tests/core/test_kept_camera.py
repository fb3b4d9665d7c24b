"""A camera whose stages fail or hang is told so and begun again; nothing hangs along with it. All stages are fed."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scripted_stages import NoTracks, ScriptedDetector, ScriptedSource
from structlog.testing import capture_logs
from waiting import eventually

from core.beat import ANALYSIS, DETECTOR, Beat, Limits, Patience, Vigil
from core.errors import UserError
from core.events import Performance
from core.kept_camera import HANGS, Failure, KeptCamera
from core.pipeline import Pipeline
from core.stages import Stages, Turn
from core.types import Detections, Frame
from core.watchdog import Watchdog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMITS = Limits(detector=0.2, first=0.2, analysis=0.2, loading=0.2)


@dataclass
class Endless(ScriptedSource):
    """A live camera: frames until it is closed."""

    count: int = 10**9
    live: bool = True

    def frames(self) -> Iterator[Frame]:
        self.state = "running"
        noise = np.random.default_rng(1)
        for index in range(self.count):
            if self.closed.wait(0.005):
                break
            yield Frame(noise.integers(0, 255, (4, 4, 3), np.uint8), index, 100 + index / 10, time.monotonic())
        self.state = "ended"


@dataclass
class Hanging(ScriptedDetector):
    """Hangs, or raises, at its third frame."""

    how: str = "well"
    go_on: threading.Event = field(default_factory=threading.Event)

    def submit(self, frame: Frame) -> Any:
        answer, how = super().submit(frame), self.how
        go_on = self.go_on

        class Later:
            def result(self) -> Detections:
                if frame.index == 3 and how == "hangs":
                    go_on.wait(60)
                if frame.index == 3 and how == "raises":
                    raise RuntimeError("device lost")
                return answer.result()

        return Later()


class Analysing:
    """An analyser that counts its frames, and may hang."""

    scene = "0" * 12
    before: Analysing | None = None

    def go_on_from(self, before: Analysing) -> None:
        self.before = before

    def __init__(self, go_on: threading.Event | None = None) -> None:
        self.seen, self.go_on = 0, go_on

    def update(self, *_: Any) -> list[Any]:
        self.seen += 1
        if self.go_on is not None and self.seen == 3:
            self.go_on.wait(60)
        return []

    def finish(self, _: float) -> list[Any]:
        return []

    def notice(self) -> str | None:
        return None

    def overlay(self) -> dict[str, Any]:
        return {"lines": [], "zones": [], "signals": {}}

    def counts(self) -> dict[str, Any]:
        return {}

    since = movements = violations = counts


class Station:
    """One camera under a watchdog, whose detectors are what `hows` says, one after the other."""

    def __init__(self, *hows: str, analyser: Callable[[], Any] = Analysing, **options: Any) -> None:
        self.hows, self.analyser = list(hows), analyser
        self.emitted: list[Any] = []
        self.failures: list[Failure] = []
        self.detectors: list[Hanging] = []
        self.given_up: list[str] = []
        self.camera = KeptCamera("cam", self.make(Turn(again=True, limits=LIMITS)), self.anew, loading=0.2, **options)
        self.watchdog = Watchdog(lambda: [self.camera], self.given_up.append, every=0.01)

    def make(self, turn: Turn) -> Pipeline:
        detector = Hanging(how=self.hows.pop(0) if len(self.hows) > 1 else self.hows[0])
        self.detectors.append(detector)
        parts: Any = (Endless(), detector, NoTracks(), self.analyser(), None, self.emitted.extend, lambda: ({}, {}))
        return Pipeline("site", "cam", Stages(*parts), turn=turn)

    def anew(self, failure: Failure) -> Pipeline:
        self.failures.append(failure)
        return self.make(Turn(again=not failure.last, why=failure.why, limits=LIMITS))

    def told(self) -> list[tuple[str, str | None]]:
        return [(event.state, event.reason) for event in self.emitted if isinstance(event, Performance)]

    def close(self) -> None:
        self.camera.stop()
        for one in self.detectors:
            one.go_on.set()
        assert self.camera.over.wait(30)
        self.watchdog.stop()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("core.kept_camera._FIRST_PAUSE", 0.02)
    with capture_logs():  # tracebacks take their time to be written
        yield


@pytest.fixture
def station(hasty: None) -> Iterator[Callable[..., Station]]:  # noqa: ARG001 -- it is used by being there
    stations: list[Station] = []

    def made(*hows: str, **options: Any) -> Station:
        one = Station(*hows, **options)
        stations.append(one)
        one.camera.start()
        one.watchdog.start()
        return one

    yield made
    for one in stations:
        one.close()


def runs_again(one: Station) -> bool:
    told = one.camera.snapshot()
    return len(one.detectors) > 1 and told["state"] == "running" and told["frames"] > 5


def test_a_detector_that_hangs_is_told_and_replaced_and_what_it_says_later_is_not_heard(
    station: Callable[..., Station],
) -> None:
    one = station("hangs", "well")
    eventually(lambda: one.failures)
    assert one.failures[0][:2] == (HANGS[DETECTOR], DETECTOR)
    assert ("reconnecting", HANGS[DETECTOR]) in one.told()
    eventually(lambda: runs_again(one))
    assert one.camera.snapshot()["reason"] is None
    assert one.camera.stuck == 1
    emitted = len(one.emitted)
    one.detectors[0].go_on.set()
    eventually(lambda: one.camera.stuck == 0)
    assert len(one.emitted) == emitted
    assert one.camera.snapshot()["state"] == "running"
    assert not one.given_up


def test_what_takes_its_place_counts_on_where_it_has_ended(station: Callable[..., Station]) -> None:
    one = station("hangs", "well")
    first = one.camera.pipeline.analyser
    eventually(lambda: runs_again(one))
    assert one.camera.pipeline.analyser.before is first


def test_while_it_hangs_nobody_waits_for_it_and_no_rate_is_made_up(station: Callable[..., Station]) -> None:
    go_on = threading.Event()
    one = station("well", analyser=lambda: Analysing(go_on))
    eventually(lambda: one.camera.pipeline.analyser.seen == 3)
    began = time.monotonic()
    one.camera.pipeline.change("other", "thresholds", None)  # type: ignore[arg-type] -- not come by
    one.camera.pipeline.look()
    told = one.camera.snapshot()
    assert time.monotonic() - began < 20  # it would be a minute
    eventually(lambda: one.failures)
    assert one.failures[0].at == ANALYSIS
    assert told["lines"] == {}
    assert [state for state, _ in one.told()][-1] == "reconnecting"
    go_on.set()


def test_one_failed_inference_ends_no_camera(station: Callable[..., Station]) -> None:
    one = station("raises", "well")
    eventually(lambda: runs_again(one))
    why = "unexpected error RuntimeError — please report this with the log"
    assert (one.failures[0].why, one.failures[0].at) == (why, DETECTOR)
    assert ("reconnecting", why) in one.told()
    assert [state for state, _ in one.told()].count("failed") == 0


def test_what_fails_is_tried_for_ever_with_growing_pauses_and_has_failed_when_it_is_stopped(
    station: Callable[..., Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.kept_camera._LONGEST_PAUSE", 0.03)
    one = station("raises")
    eventually(lambda: len(one.failures) > 4)
    monkeypatch.setattr("core.kept_camera._LONGEST_PAUSE", 1000.0)
    before = one.camera.failures
    eventually(lambda: one.camera.failures > before)  # from now on it waits
    one.camera.stop()
    assert one.camera.over.wait(30)
    assert one.camera.snapshot()["state"] == "failed"


def test_a_recording_is_begun_again_so_often_and_no_more(station: Callable[..., Station]) -> None:
    one = station("raises", tries=2)
    assert one.camera.over.wait(30)
    assert [failure.last for failure in one.failures] == [False, True]
    assert one.camera.snapshot()["state"] == "failed"
    assert one.told()[-1][0] == "failed"


def test_a_configuration_that_cannot_work_is_not_tried_again() -> None:
    class Refusing(Hanging):
        def submit(self, frame: Frame) -> Any:
            raise UserError(f"frame {frame.index} has no ground truth", "use a model")

    class Wrong(Station):
        def make(self, turn: Turn) -> Pipeline:
            made = super().make(turn)
            made._stages.detector = Refusing()
            return made

    one = Wrong("well")
    one.camera.start()
    one.watchdog.start()
    assert one.camera.over.wait(30)
    one.watchdog.stop()
    assert not one.failures
    assert one.camera.snapshot()["reason"] == "frame 0 has no ground truth — use a model"


@pytest.mark.usefixtures("hasty")
def test_what_takes_its_place_may_fail_or_hang_while_it_is_made() -> None:
    go_on, made = threading.Event(), []

    class Loading(Station):
        def anew(self, failure: Failure) -> Pipeline:
            made.append(failure)
            if len(made) == 1:
                raise OSError("no memory")
            if len(made) == 2:
                go_on.wait(60)
            return super().anew(failure)

    one = Loading("raises", "well")
    one.camera.start()
    one.watchdog.start()
    eventually(lambda: runs_again(one))
    assert [failure.at for failure in made] == [DETECTOR, "loading", "loading"]
    go_on.set()
    eventually(lambda: one.camera.stuck == 0)
    assert one.camera.snapshot()["state"] == "running"
    one.close()


def test_threads_that_hang_again_and_again_are_for_who_keeps_the_process(station: Callable[..., Station]) -> None:
    one = station("hangs")
    eventually(lambda: one.given_up)
    assert one.camera.stuck == 5
    assert one.given_up == ["detectors did not respond several times; the engine ends so that it can be started again"]


def test_a_detector_that_worked_and_now_always_fails_is_for_who_keeps_the_process(
    station: Callable[..., Station],
) -> None:
    one = station("raises")
    eventually(lambda: one.given_up)
    assert one.given_up[0].startswith("all detectors fail")


def test_one_camera_that_raises_does_not_keep_others_from_being_looked_after() -> None:
    looked = []

    class Broken:
        stuck, hopeless = 0, False

        def look(self, awake: float) -> None:
            looked.append(awake)
            if len(looked) == 1:
                raise RuntimeError

    cameras: Any = [Broken(), Broken()]
    Watchdog(lambda: cameras, lambda _: None).look(1.0)
    assert looked == [1.0, 1.0]


def test_a_slow_detector_gets_more_time_and_a_new_size_more_still() -> None:
    patience = Patience(Limits())
    assert (patience.limit((4, 4, 3)), patience.limit((4, 4, 3)), patience.limit()) == (300, 10, 10)
    patience.took(time.perf_counter() - 8)
    assert patience.limit() == pytest.approx(40, abs=1)
    for _ in range(20):
        patience.took(time.perf_counter())
    assert patience.limit() == 10
    assert patience.limit((8, 8, 3)) == 300


def test_the_same_work_is_what_hangs_not_the_same_stage() -> None:
    beat, vigil = Beat(), Vigil()
    for awake in range(10):
        beat.begin(DETECTOR, 5.0)
        assert vigil.stuck(beat, float(awake)) is None
    assert vigil.stuck(beat, 14.0) is None
    assert vigil.stuck(beat, 14.5) == DETECTOR
    beat.rest()
    assert vigil.stuck(beat, 100.0) is None


def test_time_in_which_the_process_was_stopped_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("core.watchdog.time.monotonic", lambda: now[0])
    seen: list[float] = []
    dog = Watchdog(list, lambda _: None, every=0.5)
    monkeypatch.setattr(dog, "look", lambda awake: (seen.append(awake), now.__setitem__(0, now[0] + 600)))
    turns = iter([False, False, True])
    monkeypatch.setattr(dog._stopping, "wait", lambda _: next(turns))
    dog._looked = 100.0
    dog._watch()
    assert seen == [0.0, 2.0]
