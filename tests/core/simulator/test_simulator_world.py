"""Drivers keep the rules, do not touch each other, and get somewhere; the scripted ones offend on time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.simulator import run_truth, signals
from core.simulator.depth import Footprint
from core.simulator.routes import STOP_AT, find, routes
from core.simulator.world import FPS, World

if TYPE_CHECKING:
    from core.simulator.road_users import Vehicle

SECONDS = 200


def _touch(a: Footprint, b: Footprint) -> bool:
    """Separating axes of two rectangles."""
    for nx, ny in ((a.dx, a.dy), (-a.dy, a.dx), (b.dx, b.dy), (-b.dy, b.dx)):
        p, q = ([x * nx + y * ny for x, y in r.corners()] for r in (a, b))
        if max(p) < min(q) or max(q) < min(p):
            return False
    return True


@dataclass
class _Run:
    """What a run of a world showed."""

    touched: list[tuple[float, int, int]] = field(default_factory=list)
    red: list[tuple[Vehicle, float]] = field(default_factory=list)
    straddled: list[Vehicle] = field(default_factory=list)
    waited: Counter[int] = field(default_factory=Counter)
    seen: dict[int, Vehicle] = field(default_factory=dict)


def _entering(run: _Run, v: Vehicle, before: float, time: float) -> None:
    red = signals.into_red(v.route.origin, time)
    if before < STOP_AT <= v.s and red > 0:
        run.red.append((v, red))
    if before - v.kind.length < STOP_AT <= v.rear and red > 0.3 and not v.runs_red:
        run.straddled.append(v)


def _touching(run: _Run, world: World) -> None:
    prints = [(v.id, Footprint.of(v)) for v in world.vehicles]
    for k, (i, a) in enumerate(prints):
        for j, b in prints[k + 1 :]:
            if abs(a.x - b.x) + abs(a.y - b.y) < 16 and _touch(a, b):
                run.touched.append((world.time, i, j))


@pytest.fixture(scope="module", params=[1, 2])
def run(request: pytest.FixtureRequest) -> _Run:
    world, run = World(request.param), _Run()
    before: defaultdict[int, float] = defaultdict(float)
    for _ in range(SECONDS * FPS):
        world.step()
        for v in world.vehicles:
            run.seen[v.id] = v
            _entering(run, v, before[v.id], world.time)
            before[v.id] = v.s
            run.waited[v.id] += v.v < 0.1
        if world.frame % 5 == 0:
            _touching(run, world)
    return run


def test_no_two_vehicles_ever_touch(run: _Run) -> None:
    assert run.touched == []


def test_only_scripted_runners_enter_in_red_and_they_do_so_at_speed_and_late(run: _Run) -> None:
    assert run.red, "nobody ran a red light"
    assert all(v.runs_red for v, _ in run.red)
    assert all(red >= 2.0 for _, red in run.red)
    assert all(v.v > 6.0 for v, _ in run.red)


def test_law_abiding_vehicles_are_all_over_the_stop_line_before_red(run: _Run) -> None:
    assert [(v.id, v.kind.cls) for v in run.straddled] == []


def test_nobody_waits_for_more_than_three_cycles(run: _Run) -> None:
    assert max(run.waited.values()) / FPS < 3 * signals.CYCLE


def test_traffic_is_mixed_and_flows() -> None:
    truth = run_truth(120, seed=5)
    entered = {c.id for c in truth.crossings if c.line.startswith("stop") and c.direction == "forward"}
    left = {c.id for c in truth.crossings if c.line.startswith("exit")}
    assert len(entered) >= 20
    assert len(left & entered) >= 20
    assert {t.cls for t in truth.tracks} == {"car", "truck", "bus", "motorcycle", "bicycle", "person"}
    assert {turn.movement for turn in truth.turns} >= {"left", "through", "right"}


@pytest.mark.parametrize("seed", range(4))
def test_the_first_minute_shows_both_violations_at_the_same_times_whatever_the_seed(seed: int) -> None:
    violations = {v.rule: v.time for v in run_truth(60, seed).violations}
    assert violations["red_light"] == pytest.approx(23.8, abs=0.3)
    assert violations["wrong_way"] == pytest.approx(39.5, abs=2.5)


def test_the_same_seed_gives_the_same_truth_and_another_seed_another() -> None:
    first, second, other = run_truth(50, 4), run_truth(50, 4), run_truth(50, 5)
    assert first.crossings == second.crossings
    assert first.violations == second.violations
    assert first.turns == second.turns
    assert all(np.array_equal(a.places, b.places) for a, b in zip(first.tracks, second.tracks, strict=True))
    assert first.crossings != other.crossings


def test_everyone_leaves_by_the_arm_of_the_turn() -> None:
    truth = run_truth(180, seed=2)
    destination = {turn.id: turn.destination for turn in truth.turns}
    left = [c for c in truth.crossings if c.line.startswith("exit")]
    assert len(left) > 40
    assert all(c.line == f"exit-{destination[c.id]}" and c.direction == "forward" for c in left)


def test_tracks_are_in_metres_and_have_no_jumps() -> None:
    for track in run_truth(60, seed=3).tracks:
        steps = np.hypot(*np.diff(track.places, axis=0).T)
        assert np.allclose(np.diff(track.times), 1 / FPS)
        assert steps.max(initial=0.0) * FPS < 20.0  # m/s


def test_routes_are_smooth_and_parametrised_by_arc_length() -> None:
    for route in routes():
        steps = np.hypot(np.diff(route.xs[:-1]), np.diff(route.ys[:-1]))
        assert np.allclose(steps, 0.25, atol=2e-3)
        headings = np.unwrap(np.arctan2(np.diff(route.ys[:-1]), np.diff(route.xs[:-1])))
        assert np.abs(np.diff(headings)).max() < 0.12  # no corner: at most 0.25 m of a 2 m radius


def test_left_is_left() -> None:
    assert find("south", "left").destination == "west"
    assert find("south", "right").destination == "east"
    assert find("east", "through").destination == "west"


def test_green_of_one_axis_begins_after_the_other_has_been_red_for_a_while() -> None:
    times = np.arange(0.0, signals.CYCLE, 0.04)
    shown = [signals.states(float(t)) for t in times]
    assert not any(s["north"] != "red" and s["east"] != "red" for s in shown)
    assert not any(s["walk"] == "green" and {s["north"], s["east"]} != {"red"} for s in shown)
    assert all(s["north"] == s["south"] and s["east"] == s["west"] for s in shown)
    assert {s["north"] for s in shown} == {"green", "amber", "red"}
