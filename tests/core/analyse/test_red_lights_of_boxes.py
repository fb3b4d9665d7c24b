"""Who stops at a red light, however badly its box is seen, is accused of nothing; who runs it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from fed_boxes import play, totals

if TYPE_CHECKING:
    from collections.abc import Callable

GREEN: Final = 20.0  # seconds; red before
SCENE: Final[dict[str, Any]] = {
    "lines": [{"id": "stop", "points": [[100, 200], [500, 200]], "kind": "stop", "signal": "s"}],
    "signals": [
        {
            "id": "s",
            "kind": "fixed_plan",
            "offset": 0,
            "phases": [{"state": "red", "seconds": GREEN}, {"state": "green", "seconds": 600}],
        }
    ],
}


def stops(over: float, at: float, leaves: float) -> Callable[[float], float]:
    """The lower edge of who brakes by 50 px/s² to a stop so many pixels beyond the line, and drives off."""

    def y(time: float) -> float:
        left, after = max(0.0, at - time), max(0.0, time - leaves)
        return 200 + over - (25 * left**2 if left < 2 else 100 + 100 * (left - 2)) + 45 * after**2

    return y


def accused(y: Callable[[float], float], fps: float, *, size: float = 80, jitter: float = 0, seed: int = 0) -> int:
    """Red-light cases of a vehicle that counts once."""
    random = np.random.default_rng(seed)

    def found(time: float) -> list[tuple[float, float, float, float, float, str]]:
        e = random.normal(0, jitter, 4) if jitter else (0, 0, 0, 0)
        low = y(time)
        return [(260 + e[0], low - size + e[1], 260 + size + e[2], low + e[3], 0.8, "car")] if low < 430 else []

    analyser = play(found, np.arange(GREEN - 8, GREEN + 5, 1 / fps).tolist(), **SCENE)
    assert totals(analyser) == {"stop": (1, 0)}
    return analyser.violations()["red_light"]


@pytest.mark.parametrize("over", [-6, -2, 0, 2, 3, 4, 8])
def test_nobody_is_accused_because_its_box_jitters_over_the_line(over: float) -> None:
    waits = stops(over, GREEN - 4, GREEN + 1)
    assert [accused(waits, 10, jitter=jitter, seed=seed) for jitter in (0.8, 1.6) for seed in range(4)] == [0] * 8


@pytest.mark.parametrize("size", [40, 80, 140])
@pytest.mark.parametrize("over", [1, 3, 14, 60])
def test_nobody_is_accused_who_comes_to_a_stop_behind_the_line_and_leaves_with_green(over: float, size: float) -> None:
    cases = [(fps, at, leaves) for fps in (12.5, 5) for at, leaves in ((17.5, 20.5), (19.5, 20.1))]
    assert [accused(stops(over, at, leaves), fps, size=size) for fps, at, leaves in cases] == [0] * len(cases)


def test_nobody_is_accused_who_creeps_over_the_line_in_the_last_second_of_red() -> None:
    for pace in (4, 8, 20):

        def creeps(time: float, pace: float = pace) -> float:
            waits = stops(-4, GREEN - 5, GREEN + 0.4)(time)
            return waits + pace * min(max(0.0, time - GREEN + 1.2), 1.6)

        assert accused(creeps, 25) == 0


@pytest.mark.parametrize("meets", [0.05, 0.2, 0.5])
@pytest.mark.parametrize("speed", [60, 120])
def test_nobody_is_accused_who_brakes_at_the_line_and_goes_on_as_it_turns_green(speed: float, meets: float) -> None:
    """It brakes from the line on by 60 px/s², down to a third of its speed, and then drives off."""
    brakes = speed * 2 / 3 / 60

    def rolls(time: float) -> float:
        since = time - GREEN + meets
        braked, after = min(max(since, 0.0), brakes), max(since - brakes, 0.0)
        return 200 + speed * (min(since, 0.0) + braked) - 30 * braked**2 + speed / 3 * after + 45 * after**2

    assert accused(rolls, 25) == 0


@pytest.mark.parametrize("fps", [25, 10])
@pytest.mark.parametrize(("late", "fires"), [(0.5, 1), (0.3, 1), (0.02, 0), (-0.2, 0)])
def test_who_runs_the_light_just_before_green_has_run_it(late: float, fires: int, fps: float) -> None:
    """At two and a half sizes a second, some 40 km/h."""
    assert accused(lambda time: 200 + 200 * (time - GREEN + late), fps) == fires


@pytest.mark.parametrize("fps", [25, 10, 5])
@pytest.mark.parametrize("speed", [60, 100, 200])
def test_who_drives_on_over_the_line_at_red_is_accused_also_with_a_box_that_jitters(speed: float, fps: float) -> None:
    def runs(time: float) -> float:
        return 200 + speed * (time - GREEN + 5)

    assert [accused(runs, fps, jitter=jitter) for jitter in (0, 1.6)] == [1, 1]
