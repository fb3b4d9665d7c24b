from __future__ import annotations

import pytest
from rule_bench import CALIBRATED, FPS, Bench

LANE = {
    "id": "lane",
    "kind": "lane",
    "points": [(200, 0), (400, 0), (400, 480), (200, 480)],
    "heading": [(300, 100), (300, 400)],
}
SCENE = {"zones": [LANE]}
ONE_WAY = {"lines": [{"id": "gate", "points": [(100, 200), (500, 200)], "allowed": "forward"}]}
GATE = {"lines": [{"id": "gate", "points": [(100, 300), (500, 300)], "allowed": "forward"}]}
UP = ((300, 400), (300, 100))


def test_driving_against_the_heading_is_a_violation_with_its_facts() -> None:
    events = Bench(SCENE).drive(*UP, frames=76)
    assert [event.phase for event in events] == ["new", "update", "update"]
    new = events[0]
    assert (new.rule, new.track, new.cls) == ("wrong_way", 1, "car")
    assert new.facts["zone"] == "lane"
    assert new.facts["heading"] == [0.0, 1.0]
    assert new.facts["seconds_against"] == pytest.approx(0.6, abs=0.05)
    assert new.facts["travelled_px"] == pytest.approx(60, abs=5)
    assert new.facts["speed_px_s"] == pytest.approx(100, abs=1)
    assert (new.time - new.started).total_seconds() == pytest.approx(0.6, abs=0.05)


def test_on_a_calibrated_road_a_speed_is_told_in_kilometres_an_hour() -> None:
    (new, *_) = Bench({**SCENE, **CALIBRATED}).drive(*UP, frames=76)
    assert new.facts["speed_kmh"] == pytest.approx(36, abs=0.5)


def test_updates_come_once_a_second_under_one_id_with_growing_facts() -> None:
    bench = Bench(SCENE)
    events = bench.drive((300, 440), (300, 40), frames=6 * FPS) + bench.end()
    assert [event.phase for event in events] == ["new", *["update"] * 5, "end"]
    assert len({event.id for event in events}) == 1
    travelled = [event.facts["travelled_px"] for event in events]
    assert travelled == sorted(travelled)
    assert bench.analyser.violations() == {"wrong_way": 1}


def test_driving_along_the_heading_or_across_is_fine() -> None:
    assert Bench(SCENE).drive((300, 100), (300, 400), frames=76) == []
    assert Bench(SCENE).drive((210, 300), (390, 300), frames=76) == []


def test_outside_of_the_lane_every_direction_is_fine() -> None:
    assert Bench(SCENE).drive((500, 400), (500, 100), frames=76) == []


def test_persons_may_walk_as_they_like() -> None:
    assert Bench(SCENE).drive(*UP, frames=76, cls="person") == []


@pytest.mark.parametrize("scene", [SCENE, ONE_WAY])
@pytest.mark.parametrize(("kmh", "fires"), [(5, False), (12, False), (36, True)])
def test_what_has_no_class_is_accused_if_it_is_faster_than_people(
    scene: dict[str, object], kmh: float, *, fires: bool
) -> None:
    bench, frames = Bench({**scene, **CALIBRATED}), round(300 / (kmh / 3.6 * 10) * FPS)
    events = bench.drive(*UP, frames=frames, cls="object")
    assert [event.facts["speed_kmh"] for event in events[:1]] == [pytest.approx(kmh, abs=0.5)] * fires
    assert bench.analyser.violations()["wrong_way"] == fires


@pytest.mark.parametrize(("cls", "pixels", "fires"), [("car", 44, True), ("object", 44, False), ("object", 80, True)])
def test_what_has_no_class_must_cover_its_own_size(cls: str, pixels: float, *, fires: bool) -> None:
    """A queue seen as one moving thing, of which the end is left over: its box shrinks backwards, by less than that."""
    bench = Bench({**SCENE, **CALIBRATED})
    bench.drive((300, 300), (300, 300 - pixels), round(pixels / 2), cls)
    bench.drive((300, 300 - pixels), (300, 300 - pixels), 50, cls)
    assert bench.analyser.violations()["wrong_way"] == fires


@pytest.mark.parametrize("scene", [SCENE, ONE_WAY])
def test_without_a_calibration_what_has_no_class_is_accused_only_if_asked_for(scene: dict[str, object]) -> None:
    plain, asked = Bench(scene), Bench(scene, {"wrong_way": {"unclassified": True}})
    assert plain.drive(*UP, frames=76, cls="object") == []
    assert "road users of unknown class" in str(plain.analyser.notice())
    assert asked.drive(*UP, frames=76, cls="object")[0].cls == "object"
    assert asked.analyser.notice() is None


def test_rolling_back_a_little_is_no_violation() -> None:
    bench = Bench(SCENE)
    assert bench.drive((300, 200), (300, 180), 20) + bench.drive((300, 180), (300, 400), 60) == []


def test_a_box_that_jumps_is_no_violation() -> None:
    bench = Bench(SCENE)
    events = bench.drive((300, 300), (300, 300), 30) + bench.drive((300, 230), (300, 230), 60)
    assert events == []


def test_who_stops_against_the_heading_is_still_in_violation() -> None:
    bench = Bench(SCENE)
    events = bench.drive((300, 400), (300, 250), 40) + bench.drive((300, 250), (300, 250), 10 * FPS)
    assert "end" not in {event.phase for event in events}
    events = bench.drive((300, 250), (300, 400), 4 * FPS)
    assert [event.phase for event in events] == ["end"]


def test_crossing_in_the_direction_that_is_not_allowed_is_a_violation() -> None:
    bench = Bench(ONE_WAY)
    (new,) = bench.drive((300, 300), (300, 100), frames=51)
    assert {key: new.facts[key] for key in ("line", "direction", "allowed", "point")} == {
        "line": "gate",
        "direction": "backward",
        "allowed": "forward",
        "point": [300.0, 200.0],
    }
    assert [event.phase for event in bench.end()] == ["end"]
    assert Bench(ONE_WAY).drive((300, 100), (300, 300), frames=51) == []


def test_a_lane_and_a_line_on_one_way_are_one_violation() -> None:
    bench = Bench({**SCENE, **ONE_WAY})
    events = bench.drive(*UP, frames=76) + bench.end()
    assert [event.phase for event in events].count("new") == 1
    assert {"zone", "line"} <= set(events[-1].facts)


def test_a_replay_gives_the_same_ids() -> None:
    first, second = (Bench(SCENE).drive(*UP, frames=76) for _ in range(2))
    assert [event.id for event in first] == [event.id for event in second]


@pytest.mark.parametrize("scene", [{}, CALIBRATED])
@pytest.mark.parametrize(("lengths", "fires"), [(1.2, False), (2.0, False), (6.0, True)])
@pytest.mark.parametrize("drawn", [SCENE, GATE])
def test_backing_into_a_parking_space_is_no_violation_and_driving_off_backwards_is(
    drawn: dict[str, object], scene: dict[str, object], lengths: float, *, fires: bool
) -> None:
    """The car is 45 px long, four and a half metres."""
    bench, back = Bench({**drawn, **scene}), 320 - 45 * lengths
    for leg in (((300, 60), (300, 320), 80), ((300, 320), (300, 320), 40), ((300, 320), (300, back), 90)):
        bench.drive(*leg)
    assert bench.analyser.violations()["wrong_way"] == fires


@pytest.mark.parametrize("drawn", [SCENE, GATE])
def test_who_drives_off_against_the_direction_after_a_stop_is_no_parking_car(drawn: dict[str, object]) -> None:
    """Two sizes a second: 18 km/h."""
    bench = Bench(drawn)
    for leg in (((300, 60), (300, 320), 80), ((300, 320), (300, 320), 40), ((300, 320), (300, 220), 25)):
        bench.drive(*leg)
    assert bench.analyser.violations()["wrong_way"] == 1


def test_somebody_parked_may_back_out() -> None:
    bench = Bench(SCENE)
    assert bench.drive((300, 300), (300, 300), 2 * FPS) + bench.drive((300, 300), (300, 220), 40) == []


@pytest.mark.parametrize(("to", "fires"), [((330, 230), False), ((230, 130), True)])
def test_somebody_parked_beside_the_lane_may_back_into_it_but_not_race(to: tuple[float, float], *, fires: bool) -> None:
    bench = Bench(SCENE)
    found = bench.drive((420, 320), (420, 320), 2 * FPS) + bench.drive((420, 320), to, round(2.4 * FPS))
    assert [event.rule for event in found[:1]] == ["wrong_way"] * fires


@pytest.mark.parametrize(("cls", "fires"), [("bicycle", False), ("car", True)])
def test_classes_that_a_lane_or_a_line_exempts_may_go_both_ways(cls: str, *, fires: bool) -> None:
    lane = {"zones": [{**LANE, "exempt": ["bicycle"]}]}
    line = {"lines": [{**ONE_WAY["lines"][0], "exempt": ["bicycle"]}]}
    for scene in (lane, line):
        bench = Bench(scene)
        bench.drive(*UP, frames=76, cls=cls)
        bench.end()
        assert bench.analyser.violations()["wrong_way"] == fires


def test_at_a_line_that_exempts_somebody_the_class_of_a_second_later_counts() -> None:
    bench = Bench({"lines": [{**ONE_WAY["lines"][0], "exempt": ["bicycle"]}]})
    assert bench.drive((300, 260), (300, 180), 20, cls="motorcycle") == []
    assert bench.drive((300, 180), (300, 100), 40, cls="bicycle") + bench.end() == []


def test_who_leaves_before_its_class_is_sure_is_judged_by_the_last_one() -> None:
    bench = Bench({"lines": [{**ONE_WAY["lines"][0], "exempt": ["bicycle"]}]})
    assert bench.drive((300, 260), (300, 170), 20) == []
    assert [event.phase for event in bench.end()] == ["new", "end"]
