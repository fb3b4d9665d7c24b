"""Near misses: two paths on a road in metres, how far apart in time, and who counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rule_bench import FPS, Bench

from core.events import Violation
from core.types import CLASS_IDS, Track

CORNERS = [(0, 0), (600, 0), (600, 400), (0, 400)]  # ten pixels a metre, seen from straight above
SCENE: dict[str, Any] = {"calibration": {"points": [{"image": p, "ground": (p[0] / 10, -p[1] / 10)} for p in CORNERS]}}
ACROSS = ((50.0, 200.0), (550.0, 200.0))
DOWN = ((300.0, 50.0), (300.0, 350.0))


def track(ident: int, place: np.ndarray, cls: str) -> Track:
    x, y = place.tolist()
    return Track(ident, (x - 10, y - 15, x + 10, y), CLASS_IDS[cls], 0.9, 0.0)


def meet(  # noqa: PLR0913 -- two road users, each with a way, a speed and a class
    gap: float,
    *,
    first: tuple[tuple[float, float], tuple[float, float]] = ACROSS,
    second: tuple[tuple[float, float], tuple[float, float]] = DOWN,
    speeds: tuple[float, float] = (10.0, 10.0),
    classes: tuple[str, str] = ("car", "car"),
    scene: dict[str, Any] = SCENE,
    rules: dict[str, Any] | None = None,
) -> tuple[list[Violation], Bench]:
    """The second is where the ways cross, at (300, 200), `gap` seconds after the first; speeds in metres a second."""
    bench, found, crossing = Bench(scene, rules or {}), [], np.array((300.0, 200.0))
    for k in range(8 * FPS):
        tracks = []
        for ident, way, speed, cls, at in (
            (1, first, speeds[0], classes[0], 4.0),
            (2, second, speeds[1], classes[1], 4.0 + gap),
        ):
            start, end = np.array(way[0]), np.array(way[1])
            along = (end - start) / np.hypot(*(end - start))
            place = crossing + along * speed * 10 * (k / FPS - at)
            if (place > np.minimum(start, end) - 1e-6).all() and (place < np.maximum(start, end) + 1e-6).all():
                tracks.append(track(ident, place, cls))
        found += [event for event in bench.step(*tracks) if isinstance(event, Violation)]
    return found, bench


def test_two_cars_that_cross_shortly_after_each_other_are_one_near_miss() -> None:
    (event,), bench = meet(0.8)
    assert (event.rule, event.phase, event.track, event.cls) == ("near_miss", "new", 2, "car")
    assert event.started.timestamp() == pytest.approx(4.8, abs=0.02)
    assert event.facts == {
        "pet_seconds": pytest.approx(0.8, abs=0.02),
        "max_pet_seconds": 1.5,
        "speed_kmh": pytest.approx(36.0, abs=0.1),
        "first_track": 1,
        "first_class": "car",
        "first_speed_kmh": pytest.approx(36.0, abs=0.1),
        "angle_degrees": 90,
        "point": [pytest.approx(300.0, abs=0.2), pytest.approx(200.0, abs=0.2)],
    }
    assert bench.analyser.violations()["near_miss"] == 1


def test_they_are_marked_in_the_picture_for_a_while() -> None:
    bench, at = Bench(SCENE), 0
    seen: list[list[int]] = []
    for k in range(9 * FPS):
        ways = (np.array((300 + 100 * (k / FPS - 2), 200.0)), np.array((300.0, 200 + 100 * (k / FPS - 2.5))))
        tracks = [track(i + 1, p, "car") for i, p in enumerate(ways) if (p > 0).all() and (p < (600, 400)).all()]
        if bench.step(*tracks):
            at = k
        seen.append(bench.analyser.overlay()["violations"])
    assert at
    assert [1, 2] in seen
    assert seen[-1] == []


@pytest.mark.parametrize("gap", [1.8, -1.8])
def test_more_time_between_them_is_none(gap: float) -> None:
    assert meet(gap)[0] == []


def test_the_threshold_is_the_owners() -> None:
    assert meet(0.8, rules={"near_miss": {"pet": 0.5}})[0] == []
    assert len(meet(1.8, rules={"near_miss": {"pet": 2.0}})[0]) == 1
    assert meet(0.8, rules={"near_miss": {"enabled": False}})[0] == []


def test_who_follows_or_comes_towards_is_in_no_near_miss() -> None:
    slightly = ((50.0, 160.0), (550.0, 240.0))
    assert meet(0.8, second=slightly)[0] == []
    assert meet(0.8, second=(slightly[1], slightly[0]))[0] == []
    assert len(meet(0.8, second=((100.0, 50.0), (500.0, 350.0)))[0]) == 1


def test_a_pedestrian_before_a_car_counts_and_two_pedestrians_do_not() -> None:
    (event,), _ = meet(0.8, speeds=(1.4, 10.0), classes=("person", "car"))
    assert (event.cls, event.facts["first_class"], event.facts["first_speed_kmh"]) == (
        "car",
        "person",
        pytest.approx(5, abs=0.1),
    )
    (event,), _ = meet(-0.8, speeds=(1.4, 10.0), classes=("person", "car"))
    assert (event.track, event.cls) == (1, "person")  # the second is whoever came later
    assert meet(0.8, speeds=(1.4, 1.4), classes=("person", "person"))[0] == []
    assert meet(0.8, speeds=(5.0, 5.0), classes=("bicycle", "bicycle"))[0] == []


def test_creeping_past_somebody_is_none() -> None:
    assert meet(0.8, speeds=(1.4, 2.0), classes=("person", "car"))[0] == []


def test_what_a_detector_cannot_name_is_in_none() -> None:
    assert meet(0.8, classes=("object", "car"))[0] == []


def test_without_calibration_there_is_no_such_rule() -> None:
    found, bench = meet(0.8, scene={})
    assert found == []
    assert "near_miss" not in bench.analyser.violations()


def test_a_box_that_jumps_aside_and_back_crosses_nobodys_path() -> None:
    """As when somebody walks by in front of it and hides its lower part."""
    bench, found = Bench(SCENE), []
    for k in range(6 * FPS):
        ahead, beside = np.array((50 + 80 * k / FPS, 200.0)), np.array((20 + 80 * k / FPS, 230.0))
        if k % (2 * FPS) < 8:
            beside -= (0, 50)
        found += bench.step(track(1, ahead, "car"), track(2, beside, "car"))
    assert [event for event in found if isinstance(event, Violation)] == []


def test_boxes_that_the_pictures_edge_cuts_are_not_judged() -> None:
    """What enters grows, and the middle of what is seen of it moves askew."""
    bench, found = Bench(SCENE), []
    for k in range(5 * FPS):
        x = 4.0 * k
        entering = Track(2, (0, 150, 2 * x, 250 - x / 4), CLASS_IDS["bus"], 0.9, 0.0)
        found += bench.step(track(1, np.array((x, 60 + 4.0 * k)), "car"), entering)
    assert [event for event in found if isinstance(event, Violation)] == []


@pytest.mark.parametrize("seed", range(5))
def test_boxes_that_jitter_hide_no_near_miss_and_make_none(seed: int) -> None:
    """Two pixels are 20 cm here. In lanes 3 m apart, for 20 seconds, nobody crosses anybody's path."""
    random = np.random.default_rng(seed)
    crossing, beside = [], []
    one, other = Bench(SCENE), Bench(SCENE)
    for k in range(20 * FPS):
        jitter = random.normal(0, 2, (4, 2))
        ways = np.array((300 + 80 * (k / FPS - 2), 200.0)), np.array((300.0, 200 + 80 * (k / FPS - 2.8)))
        crossing += one.step(*(track(i + 1, p + jitter[i], "car") for i, p in enumerate(ways) if (abs(p) < 600).all()))
        x = 50 + 80 * (k / FPS % 6)
        lap = 10 * int(k / FPS / 6)
        pair = (np.array((x, 200.0)), np.array((x + 20, 230.0)))
        beside += other.step(*(track(lap + i, p + jitter[i + 2], "car") for i, p in enumerate(pair)))
    assert [event.rule for event in crossing if isinstance(event, Violation)] == ["near_miss"]
    assert [event for event in beside if isinstance(event, Violation)] == []
