from __future__ import annotations

import numpy as np
import pytest
from rule_bench import CALIBRATED, FPS, Bench

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


def test_on_a_calibrated_road_a_speed_is_told_in_kilometres_an_hour() -> None:
    bench = Bench({**SCENE, **CALIBRATED})
    (event,) = bench.drive(*DOWN, frames=51)
    assert (event.facts["speed_px_s"], event.facts["speed_kmh"]) == (100.0, 36.0)


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


@pytest.mark.parametrize(("cls", "fires"), [("person", False), ("bicycle", True), ("bus", True)])
def test_persons_do_not_run_red_lights_and_all_vehicles_do(cls: str, *, fires: bool) -> None:
    assert bool(red_from(0).drive(*DOWN, frames=51, cls=cls)) is fires


@pytest.mark.parametrize(
    ("scene", "rules", "fires", "notice"),
    [
        ({}, {}, False, True),
        ({}, {"unclassified": True}, True, False),
        (CALIBRATED, {}, True, False),
        (CALIBRATED, {"unclassified": True}, True, False),
    ],
)
def test_what_has_no_class_is_accused_where_its_speed_is_known_or_if_asked_for(
    scene: dict[str, object], rules: dict[str, object], *, fires: bool, notice: bool
) -> None:
    bench = Bench({**SCENE, **scene}, {"red_light": rules})
    events = bench.drive(*DOWN, frames=51, cls="object")  # at 36 km/h
    assert [event.cls for event in events] == ["object"] * fires
    assert all(event.facts.get("speed_kmh") in {None, 36.0} for event in events)
    assert ["speed_kmh" in event.facts for event in events] == [bool(scene)] * fires
    assert ("set unclassified: true" in str(bench.analyser.notice())) is notice


@pytest.mark.parametrize(("kmh", "fires"), [(4, False), (12, False), (20, True)])
def test_in_a_calibrated_scene_nobody_on_foot_is_taken_for_a_vehicle(kmh: float, *, fires: bool) -> None:
    bench = Bench({**SCENE, **CALIBRATED})
    frames = round(200 / (kmh / 3.6 * 10) * FPS)
    events = bench.drive(*DOWN, frames=frames, cls="object") + bench.end()
    assert ([event.phase for event in events] == ["new", "end"]) is fires
    assert fires or events == []
    assert bench.analyser.notice() is None


def test_the_class_counts_when_it_is_proved_that_a_vehicle_drove_on() -> None:
    """A cyclist who was a person when it met the line."""
    bench = red_from(0)
    assert bench.drive((300, 100), (300, 210), 28, cls="person") == []
    (event,) = bench.drive((300, 210), (300, 300), 23, cls="bicycle")
    assert (event.cls, event.time.timestamp()) == ("bicycle", pytest.approx(1.0, abs=0.05))


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
    assert bench.analyser.violations() == {"red_light": 1}


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


def turning(way: float) -> list[tuple[tuple[float, float], tuple[float, float], int]]:
    """Comes, stands at the line for two seconds, goes on and then aside, to `way` pixels beside its own lane."""
    return [
        ((300, 100), (300, 196), 30),
        ((300, 196), (300, 196), 2 * FPS),
        ((300, 196), (300, 240), 20),
        ((300, 240), (300 + way, 260 if way else 430), 60),
    ]


def go(bench: Bench, legs: list[tuple[tuple[float, float], tuple[float, float], int]], cls: str = "car") -> int:
    for start, end, frames in legs:
        bench.drive(start, end, frames, cls)
    bench.end()
    return bench.analyser.violations()["red_light"]


def test_who_comes_to_a_stop_behind_the_line_has_not_run_the_light_however_late_it_was() -> None:
    """Braking by 100 px/s² to a stop after so many pixels, and away with green. Its size is 49 px."""
    for over in (3, 14, 30, 45, 60, 70):
        bench = Bench(SCENE, signal=lambda time: "red" if time < 6 else "green")
        found = []
        for k in range(8 * FPS):
            left, after = max(0.0, 3.0 - k / FPS), max(0.0, k / FPS - 6.5)
            found += bench.drive(*[(300, 200 + over - 50 * left**2 + 45 * after**2)] * 2, frames=1)
        assert bench.analyser.counts()["stop"]["forward"]["total"] == 1
        assert found == [], over


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_accused_because_its_box_jitters_over_the_line(seed: int) -> None:
    """Four per cent of the box; it stands at the line from the fourth second on and leaves a second after green."""
    random, bench = np.random.default_rng(seed), Bench(SCENE, signal=lambda time: "red" if time < 10 else "green")
    for k in range(14 * FPS):
        time = k / FPS
        y = 201 + seed - 30 * max(0.0, 4 - time) + 45 * max(0.0, time - 11) ** 2
        bench.drive(*[tuple(np.array((300, y)) + random.normal(0, 2, 2))] * 2, frames=1)
    assert bench.analyser.counts()["stop"]["forward"]["total"] == 1
    assert bench.analyser.violations()["red_light"] == 0


@pytest.mark.parametrize(("speed", "fires"), [(4, False), (10, False), (40, True)])
def test_creeping_over_the_line_is_not_running_the_light(speed: float, *, fires: bool) -> None:
    bench = red_from(0)
    assert go(bench, [((300, 150), (300, 185), 40), ((300, 185), (300, 185 + 8 * speed), 8 * FPS)]) == fires


@pytest.mark.parametrize("ends", [205, 215, 230, 300, 420])
@pytest.mark.parametrize("begins", [100, 190, 202])
def test_a_junction_zone_of_any_size_neither_silences_the_rule_nor_accuses_who_stops(begins: int, ends: int) -> None:
    zone = {"id": "box", "points": [(0, begins), (640, begins), (640, ends), (0, ends)], "kind": "junction"}
    light = {"signal": lambda time: "red" if time < 5 else "green"}
    assert go(Bench({**SCENE, "zones": [zone]}, **light), [((*DOWN[0],), (300, 430), 80)]) == 1
    bench = Bench({**SCENE, "zones": [zone]}, **light)
    for k in range(8 * FPS):  # brakes by 100 px/s² to a stop one size behind the line
        left, after = max(0.0, 3.0 - k / FPS), max(0.0, k / FPS - 5.5)
        bench.drive(*[(300, 250 - 50 * left**2 + 45 * after**2)] * 2, frames=1)
    assert bench.analyser.violations()["red_light"] == 0


def test_who_stops_in_the_junction_and_leaves_it_at_red_has_run_the_light() -> None:
    stops = [((300, 100), (300, 230), 60), ((300, 230), (300, 230), 30), ((300, 230), (300, 440), 50)]
    assert go(Bench(SCENE), stops) == 0  # nothing shows that it was not pushed over the line
    assert go(Bench({**SCENE, "zones": [JUNCTION]}), stops) == 1


def line(**more: object) -> dict[str, object]:
    return {**SCENE, "lines": [{**SCENE["lines"][0], **more}]}


@pytest.mark.parametrize(("cls", "fires"), [("bicycle", False), ("car", True)])
def test_classes_that_a_line_exempts_may_go(cls: str, *, fires: bool) -> None:
    assert go(Bench(line(exempt=["bicycle"])), [(*DOWN, 51)], cls) == fires


@pytest.mark.parametrize("scene", [{}, CALIBRATED])
@pytest.mark.parametrize(
    ("permitted", "way", "fires"),
    [
        ("forbidden", -220, True),
        ("allowed", -220, False),  # down the picture, its right is to the left
        ("allowed", 220, True),
        ("allowed", 0, True),
        ("allowed_left", 220, False),
        ("allowed_left", -220, True),
    ],
)
def test_who_has_stopped_may_turn_where_the_line_permits_it(
    scene: dict[str, object], permitted: str, way: float, *, fires: bool
) -> None:
    assert go(Bench({**line(turn_on_red=permitted), **scene}), turning(way)) == fires


def test_who_has_not_stopped_may_not_turn_on_red() -> None:
    turns = [((300, 100), (300, 240), 60), ((300, 240), (150, 250), 40)]
    assert go(Bench(line(turn_on_red="allowed")), turns) == 1


def lamp(changes: float, before: str, after: str) -> Bench:
    """A signal head in the picture, of which another lamp is lit from a moment on."""
    places = {"red": 10, "green": 30}
    colours = {"red": (40, 40, 240), "green": (120, 230, 40)}
    pictures = {}
    for lit, place in places.items():
        pictures[lit] = np.full((480, 640, 3), 30, np.uint8)
        pictures[lit][place : place + 12, 10:22] = colours[lit]
    areas = {one: [(10, y), (21, y), (21, y + 11), (10, y + 11)] for one, y in places.items()}
    scene = {**SCENE, "signals": [{"id": "n", "kind": "video", **areas}]}
    return Bench(scene, picture=lambda time: pictures[after if time >= changes - 1e-9 else before])


def test_who_meets_the_line_as_the_lamp_turns_green_is_judged_by_the_lamp_and_not_by_the_majority() -> None:
    """At 12 sizes a second it has driven on before most of the last half second was green."""
    for late, fires in ((0.04, False), (-0.24, True)):
        bench = lamp(2.0 - late, "red", "green")
        bench.drive((300, 20), (300, 20), 43)  # comes at 600 px/s, and meets the line at 2.0 s
        bench.drive((300, 20), (300, 470), 20, track=2)
        bench.drive((300, 470), (300, 470), FPS, track=2)
        assert bench.analyser.violations()["red_light"] == fires


def test_the_time_into_red_counts_from_the_lamp() -> None:
    bench = lamp(1.4, "green", "red")
    (event,) = bench.drive((300, 100), (300, 300), frames=101)
    assert event.started.timestamp() == pytest.approx(2.0)
    assert event.facts["seconds_into_red"] == pytest.approx(0.6, abs=0.001)
