"""Somebody sets the machine's clock while cameras look: no duration changes, and events have the time of the wall."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from core.by_wall import by_wall
from core.engine import Engine
from core.events import Violation, utc
from core.scene import MqttSignals
from core.settings import parse
from core.wall_clock import Ahead, WallClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EPOCH = 1_777_900_000.0
SIGNALS = """
cameras: [{id: c, source: "rtsp://host/x", scene: {signals: [{id: s, kind: mqtt, topic: lights/1}]}}]
telemetry: {profile: embedded, mqtt: {port: 0}}
"""


class Machine:
    """Two clocks: one that only goes on, one that is set."""

    def __init__(self) -> None:
        self.passed, self.set, self.late = 50.0, EPOCH, 0.0
        self.clock = WallClock(self.wall, lambda: self.passed)

    def wall(self) -> float:
        self.passed += self.late
        return self.set + self.passed - 50.0

    def run(self, seconds: float, rate: float = 25.0) -> Iterator[tuple[float, float]]:
        """Media time and what the wall clock is ahead, frame by frame."""
        for _ in range(round(seconds * rate)):
            self.passed += 1 / rate
            yield self.clock.media(self.passed), self.clock.ahead


@pytest.mark.parametrize("step", [-86_400.0, -3_600.0, -30.0, -1.0, 1.0, 10.0, 86_400.0])
def test_a_clock_that_is_set_changes_no_duration_and_the_wall_is_told(step: float) -> None:
    machine = Machine()
    before = list(machine.run(10))
    machine.set += step
    after = list(machine.run(10))
    times = [time for time, _ in (*before, *after)]
    assert all(0.039 < later - time < 0.041 for time, later in itertools.pairwise(times))
    assert sum(after[-1]) == pytest.approx(EPOCH + 20 + step, abs=0.01)
    (told,) = machine.clock.steps()
    assert (told.time, told.seconds) == (pytest.approx(EPOCH + 10, abs=0.2), pytest.approx(step, abs=0.01))


def test_small_differences_are_taken_up_slowly() -> None:
    machine = Machine()
    list(machine.run(1))
    machine.set -= 0.3
    times = [time for time, _ in machine.run(400)]
    assert all(0.0399 < later - time < 0.0401 for time, later in itertools.pairwise(times))
    assert times[-1] == pytest.approx(EPOCH + 401 - 0.3, abs=0.02)
    assert machine.clock.steps() == ()


def test_a_look_that_was_interrupted_proves_nothing() -> None:
    machine = Machine()
    chance = random.Random(4)  # noqa: S311 -- a seed
    for _ in range(50):
        machine.late = chance.choice([0.0, 0.0, 2.0])
        list(machine.run(0.2))
    assert machine.clock.steps() == ()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-30, "back by 30 s"), (3_600, "forward by 60 min"), (-86_400, "back by 24 h"), (1.2, "forward by 1.2 s")],
)
def test_what_happened_is_said_in_words(seconds: float, text: str) -> None:
    machine = Machine()
    machine.set += seconds
    list(machine.run(0.2))
    assert [str(step) for step in machine.clock.steps()] == [f"the system clock was set {text}"]
    assert machine.clock.steps(1) == ()


def test_a_violation_has_one_beginning_before_and_after_the_clock_was_set() -> None:
    ahead = Ahead(3_600.0)
    for second in range(20):
        ahead.note(EPOCH + second, -30.0 if second >= 10 else 0.0)
    values: dict[str, Any] = {"id": "v" * 32, "site": "s", "camera": "c", "rule": "red_light", "track": 1, "facts": {}}
    case = Violation(**values, time=utc(EPOCH + 5), started=utc(EPOCH + 4), **{"class": "car"})
    end = case.model_copy(update={"phase": "end", "time": utc(EPOCH + 15)})
    assert by_wall(case, ahead) == case
    assert by_wall(end, ahead) == end.model_copy(update={"time": utc(EPOCH + 15) - timedelta(seconds=30)})


def test_an_engine_tells_each_step_once_and_a_controller_that_spoke_before_it_is_still_believed(tmp_path: Path) -> None:
    engine, machine = Engine(parse(SIGNALS, "test"), state_dir=tmp_path, runtime_dir=tmp_path), Machine()
    engine._clock = engine._telling._clock = machine.clock
    engine._signals = MqttSignals(engine._settings.cameras[0].scene.signals)
    list(machine.run(2))
    engine._hear("lights/1", b"red")
    machine.set -= 3_600.0
    list(machine.run(2))
    assert engine._signals.state("lights/1", machine.clock.media(), 10.0) == "red"
    (told,) = engine._telling._clock_set("s", EPOCH)
    assert (told.service, told.reason) == ("clock", "the system clock was set back by 60 min")
    assert engine._telling._clock_set("s", EPOCH) == []
