from __future__ import annotations

import pytest
from rule_bench import Bench

SCENE = {
    "lines": [{"id": "stop", "points": [(100, 200), (500, 200)], "kind": "stop", "signal": "n"}],
    "signals": [{"id": "n", "kind": "simulator", "group": "north"}],
}
JUNCTION = {"id": "box", "points": [(0, 210), (640, 210), (640, 400), (0, 400)], "kind": "junction"}
DOWN = ((300, 100), (300, 300))


def red_from(seconds: float, before: str = "green") -> Bench:
    return Bench(SCENE, signal=lambda time: "red" if time >= seconds else before)


def test_crossing_at_red_is_a_violation_with_its_facts() -> None:
    (event,) = red_from(0).drive(*DOWN, frames=51)
    assert (event.rule, event.phase, event.track, event.cls) == ("red_light", "new", 1, "car")
    assert event.time == event.started
    assert event.time.timestamp() == pytest.approx(1.0)
    assert event.facts == {
        "line": "stop",
        "signal": "n",
        "state": "red",
        "seconds_into_red": 1.0,
        "grace": 0.5,
        "point": [300.0, 200.0],
        "speed_px_s": 100.0,
    }


@pytest.mark.parametrize("state", ["green", "amber", "unknown", "off"])
def test_no_other_state_is_a_violation(state: str) -> None:
    assert Bench(SCENE, signal=lambda _: state).drive(*DOWN, frames=51) == []


@pytest.mark.parametrize(("red_begins", "fires"), [(0.45, True), (0.55, False)])
def test_the_grace_counts_from_the_beginning_of_red_to_the_line(red_begins: float, *, fires: bool) -> None:
    assert bool(red_from(red_begins).drive(*DOWN, frames=51)) is fires


def test_the_signal_counts_when_the_line_is_met_not_when_the_crossing_is_decided() -> None:
    bench = Bench(SCENE, {"red_light": {"grace": 0}}, lambda time: "red" if time > 1.02 else "amber")
    assert bench.drive(*DOWN, frames=51) == []


def test_backward_is_no_violation() -> None:
    assert red_from(0).drive((300, 300), (300, 100), frames=51) == []


@pytest.mark.parametrize(("cls", "fires"), [("person", False), ("bicycle", True), ("object", True), ("bus", True)])
def test_persons_do_not_run_red_lights_and_all_vehicles_do(cls: str, *, fires: bool) -> None:
    assert bool(red_from(0).drive(*DOWN, frames=51, cls=cls)) is fires


def test_a_line_without_a_signal_or_for_counting_only_is_no_stop_line() -> None:
    plain = {**SCENE, "lines": [{"id": "a", "points": [(100, 200), (500, 200)]}]}
    stop = {**SCENE, "lines": [{"id": "a", "points": [(100, 200), (500, 200)], "kind": "stop"}]}
    assert Bench(plain).drive(*DOWN, frames=51) == []
    assert Bench(stop).drive(*DOWN, frames=51) == []


def test_a_switched_off_rule_is_silent() -> None:
    assert Bench(SCENE, {"red_light": {"enabled": False}}).drive(*DOWN, frames=51) == []


def test_a_case_ends_with_its_track_under_the_same_id() -> None:
    bench = red_from(0)
    (new,) = bench.drive(*DOWN, frames=51)
    assert bench.analyser.overlay()["violations"] == [1]
    (end,) = bench.end()
    assert (end.phase, end.id) == ("end", new.id)
    assert end.facts["seconds_observed"] == pytest.approx(1.04)
    assert bench.analyser.overlay()["violations"] == []
    assert bench.analyser.violations() == {"red_light": 1, "wrong_way": 0}


def test_a_case_ends_when_the_offender_leaves_the_junction() -> None:
    bench = Bench({**SCENE, "zones": [JUNCTION]})
    events = bench.drive((300, 100), (300, 450), frames=80)
    assert [event.phase for event in events] == ["new", "end"]
    assert events[1].facts["left_at"][1] == pytest.approx(402, abs=6)
    assert bench.end() == []


def test_a_case_that_is_open_at_the_end_is_closed() -> None:
    bench = red_from(0)
    (new,) = bench.drive(*DOWN, frames=51)
    assert [(event.id, event.phase) for event in bench.analyser.finish(9.0)] == [(new.id, "end")]
    assert bench.analyser.finish(9.0) == []


def test_a_stop_on_the_line_at_red_is_one_violation_at_most() -> None:
    bench = red_from(0)
    events = bench.drive((300, 100), (300, 203), 40) + bench.drive((300, 203), (300, 197), 40)
    assert events == []
    events = bench.drive((300, 197), (300, 300), 40)
    assert [event.phase for event in events] == ["new"]


def test_who_stops_just_behind_the_line_has_not_run_the_light() -> None:
    bench = red_from(0)
    events = bench.drive((300, 100), (300, 220), 60) + bench.drive((300, 220), (300, 221), 150)
    assert bench.analyser.counts()["stop"]["forward"]["total"] == 1
    assert events + bench.drive((300, 221), (300, 330), 50) + bench.end() == []


def test_a_box_that_reaches_over_the_line_and_shrinks_back_is_no_violation() -> None:
    """A standing car and a person who walks past it, seen as one moving thing."""
    bench = red_from(0)
    steps = [((300, 190), (300, 190), 30), ((300, 190), (300, 215), 10), ((300, 215), (300, 190), 10)]
    assert [event for start, end, frames in steps for event in bench.drive(start, end, frames)] == []
    assert bench.end() == []
