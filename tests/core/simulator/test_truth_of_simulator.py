"""The truth told in metres agrees with what boxes in pixels say, by arithmetic that shares nothing with either."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from core.simulator import Truth, run_truth, scene, signals
from core.simulator.camera import CAMERA
from core.simulator.truth import Recorder
from core.simulator.view import ZONE_END
from core.simulator.visibility import look, truth
from core.simulator.world import FPS, World
from core.types import CLASSES

if TYPE_CHECKING:
    from core.settings.basics import Point
    from core.settings.scene import Line, Zone

_RUNS = [(2, 130)]
if os.environ.get("SMART_INTERSECTION_SLOW") == "1":
    _RUNS += [(1, 300)]
    _RUNS += [(seed, 600) for seed in range(10)]


@dataclass
class _Pixels:
    """What the boxes alone tell."""

    crossings: list[tuple[str, str, str, int, float]] = field(default_factory=list)
    red: set[int] = field(default_factory=set)
    against: dict[tuple[int, str], list[float]] = field(default_factory=lambda: defaultdict(list))


def _right_of(walk: tuple[Point, Point], p: Point) -> bool:
    """Whether p is to the right of a walk in the picture; y points down."""
    (ax, ay), (bx, by) = walk
    return (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0


def _crossed(line: Line, old: Point, new: Point) -> str | None:
    ends = (line.points[0], line.points[-1])
    if _right_of(ends, old) == _right_of(ends, new):
        return None
    if _right_of((old, new), ends[0]) == _right_of((old, new), ends[1]):
        return None
    return "forward" if _right_of(ends, new) else "backward"


def _in(zone: Zone, p: Point) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(zone.points, [*zone.points[1:], zone.points[0]], strict=True):
        if (y1 > p[1]) != (y2 > p[1]) and p[0] < (x2 - x1) * (p[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _against(zone: Zone, old: Point, new: Point) -> bool:
    assert zone.heading is not None
    (ax, ay), (bx, by) = zone.heading
    return (bx - ax) * (new[0] - old[0]) + (by - ay) * (new[1] - old[1]) < 0


def _watch(pixels: _Pixels, who: int, cls: str, step: tuple[Point, Point], time: float) -> None:
    for line in scene_lines:
        direction = _crossed(line, *step)
        if direction is None:
            continue
        pixels.crossings.append((line.id, direction, cls, who, time))
        if line.signal and direction == "forward" and signals.into_red(line.signal, time) > 0.5:
            pixels.red.add(who)
    for zone in lane_zones:
        if cls != "person" and _against(zone, *step) and _in(zone, step[1]):
            pixels.against[who, zone.id].append(time)


scene_lines = scene().lines
lane_zones = [zone for zone in scene().zones if zone.kind == "lane"]


@pytest.fixture(scope="module", params=_RUNS, ids=str)
def both(request: pytest.FixtureRequest) -> tuple[Truth, _Pixels]:
    seed, seconds = request.param
    world, recorder, pixels = World(seed), Recorder(), _Pixels()
    last: dict[int, Point] = {}
    recorder.watch(world)
    for _ in range(seconds * FPS):
        world.step()
        recorder.watch(world)
        seen = truth(CAMERA, look(CAMERA, list(world.users())), {})
        rows = zip(seen.ids.tolist(), seen.detections.boxes.tolist(), seen.detections.classes, strict=True)
        for who, (x1, _, x2, y2), cls in rows:
            ground = ((x1 + x2) / 2, y2)
            if who in last:
                _watch(pixels, who, CLASSES[cls], (last[who], ground), world.time)
            last[who] = ground
    return recorder.truth(seconds), pixels


def test_every_crossing_is_seen_in_pixels_and_nothing_else_is(both: tuple[Truth, _Pixels]) -> None:
    true, pixels = both
    end = true.quiet_moment(true.seconds)
    expected = Counter((c.line, c.direction, c.cls, c.id) for c in true.crossings if c.time < end)
    got = Counter(c[:4] for c in pixels.crossings if c[4] < end)
    assert len(expected) > 40
    assert got == expected


def test_red_light_runners_are_the_same_in_pixels(both: tuple[Truth, _Pixels]) -> None:
    true, pixels = both
    assert pixels.red == {v.id for v in true.violations if v.rule == "red_light"}


def test_wrong_way_drivers_are_the_same_in_pixels(both: tuple[Truth, _Pixels]) -> None:
    true, pixels = both
    end = true.seconds - 6.0
    expected = {(v.id, v.facts["zone"]) for v in true.violations if v.rule == "wrong_way" and v.time < end}
    long = {key for key, times in pixels.against.items() if len(times) / FPS > 2.0 and times[0] < end}
    assert expected
    assert long == expected
    others = [times for key, times in pixels.against.items() if key not in expected and times[0] < end]
    assert all(len(times) / FPS < 0.4 for times in others)  # well below the rule's least duration


def test_violations_carry_the_facts_that_make_them() -> None:
    for violation in run_truth(60, seed=1).violations:
        facts = violation.facts
        if violation.rule == "red_light":
            assert float(facts["seconds_into_red"]) > 2.0
            assert facts["line"] == f"stop-{facts['signal']}"
        else:
            assert facts["zone"] in {zone.id for zone in lane_zones}


def test_a_quiet_moment_keeps_away_from_every_crossing() -> None:
    true = run_truth(100, seed=6)
    moment = true.quiet_moment(100)
    assert moment <= 94
    assert min(abs(c.time - moment) for c in true.crossings) >= 6.0


def test_the_scene_lies_in_the_picture_and_offers_every_arm_a_line_of_each_kind() -> None:
    made = scene()
    points = [p for line in made.lines for p in line.points] + [p for zone in made.zones for p in zone.points]
    assert all(0 <= x <= 1280 and 0 <= y <= 720 for x, y in points)
    stops = {line.id: line.signal for line in made.lines if line.kind == "stop"}
    assert stops == {f"stop-{arm}": arm for arm in ZONE_END}
    assert {line.id for line in made.lines if line.kind == "exit"} == {f"exit-{arm}" for arm in ZONE_END}
    assert Counter(zone.kind for zone in made.zones) == {
        "junction": 1,
        "lane": 8,
        "approach": 4,
        "exit": 4,
        "crosswalk": 4,
    }
