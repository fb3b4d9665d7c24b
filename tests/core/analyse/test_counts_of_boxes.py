"""Boxes whose truth is known, through tracker and analyser: who passes is counted once, at any frame rate and edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from fed_boxes import PLANE, play, totals

if TYPE_CHECKING:
    from collections.abc import Callable

    from fed_boxes import Row

ACROSS: list[dict[str, Any]] = [
    {"id": f"x{x}", "points": [[x, 100], [x, 359]]} for x in (8, 64, 192, 320, 448, 576, 632)
]
LINE: list[dict[str, Any]] = [{"id": "l", "points": [[50, 200], [590, 200]]}]


def street(kmh: float, vehicles: int = 6, *, left: bool = False) -> Callable[[float], list[Row]]:
    """Vehicles of 4.5 m from left to right, or to the left, on a road of 0.05 m a pixel, one every 3.137 s."""

    def found(time: float) -> list[Row]:
        xs = [-45 + kmh / 3.6 / 0.05 * (time - 3 - 3.137 * k) for k in range(vehicles)]
        xs = [640 - x for x in xs] if left else xs
        return [(x - 45, 160 + 45 * (k % 3), x + 45, 200 + 45 * (k % 3), 0.9, "car") for k, x in enumerate(xs)]

    return found


@pytest.mark.parametrize(
    ("kmh", "fps"),
    [(30, 2), (50, 2), (50, 3), (50, 5), (50, 25), (80, 2), (80, 3), (80, 10), (100, 2), (120, 2.5), (120, 5)],
)
@pytest.mark.parametrize("left", [False, True])
def test_all_count_at_every_line_at_any_frame_rate(kmh: float, fps: float, *, left: bool) -> None:
    analyser = play(street(kmh, left=left), np.arange(0, 25, 1 / fps).tolist(), lines=ACROSS)
    assert totals(analyser) == {line["id"]: (6, 0) if left else (0, 6) for line in ACROSS}


@pytest.mark.parametrize("fps", [5, 10, 25])
def test_who_comes_over_the_upper_edge_counts_just_below_it(fps: float) -> None:
    lines = [{"id": str(y), "points": [[0, y], [639, y]]} for y in (5, 10, 60, 350)]

    def found(time: float) -> list[Row]:
        ys = [150 * (time - 1 - 2.137 * k) for k in range(5)]
        return [(200 + 40 * (k % 3), y - 60, 260 + 40 * (k % 3), y, 0.9, "car") for k, y in enumerate(ys) if y < 430]

    assert totals(play(found, np.arange(0, 15, 1 / fps).tolist(), lines=lines)) == dict.fromkeys(
        ("5", "10", "60", "350"), (5, 0)
    )


def test_who_is_in_the_picture_from_the_first_frame_on_did_not_come_over_its_edge() -> None:
    analyser = play(
        lambda time: [(100 * time, 160, 100 * time + 90, 200, 0.9, "car")], np.arange(0, 3, 0.1), lines=ACROSS
    )
    assert totals(analyser)["x8"] == (0, 0)
    assert totals(analyser)["x192"] == (0, 1)


def test_what_is_seen_twice_within_the_picture_has_not_passed_through_it() -> None:
    def found(time: float) -> list[Row]:
        places = {1.0: (100, 300), 1.5: (300, 300), 4.0: (500, 320), 4.5: (310, 290)}
        at = places.get(time)
        return [] if at is None else [(at[0] - 45, at[1] - 40, at[0] + 45, at[1], 0.9, "car")]

    assert totals(play(found, np.arange(0, 8, 0.5).tolist(), lines=ACROSS)) == {line["id"]: (0, 0) for line in ACROSS}


def test_too_few_frames_for_the_speeds_are_told_with_the_speed_that_is_too_much() -> None:
    told = play(street(120), np.arange(0, 25, 1 / 2).tolist(), lines=ACROSS, calibration=PLANE).notice()
    assert str(told).startswith("at 2 frames per second, road users faster than 85 km/h may not be counted — ")
    fast = play(street(80), np.arange(0, 25, 1 / 2).tolist(), lines=ACROSS)
    assert "faster than 480 px/s" in str(fast.notice())
    once = play(street(150), np.arange(0, 25, 1 / 3).tolist(), lines=ACROSS)
    assert totals(once)["x320"] == (0, 0)
    assert "faster than 810 px/s may not be counted" in str(once.notice())
    for kmh, fps in ((30, 2), (50, 5), (120, 25)):
        assert play(street(kmh), np.arange(0, 25, 1 / fps).tolist(), lines=ACROSS).notice() is None


@pytest.mark.parametrize(
    ("fps", "headway", "told"), [(2, 0.85, True), (3, 0.7, True), (5, 0.35, True), (2, 2.0, False), (5, 0.7, False)]
)
def test_who_follow_each_other_within_two_frames_are_told_to_be_too_close(
    fps: float, headway: float, *, told: bool
) -> None:
    """From the second frame of a headway on, each is nearer to where the next one was than to itself."""
    spacing = 120

    def column(time: float) -> list[Row]:
        xs = [spacing / headway * (time - 1 - headway * k) for k in range(6)]
        return [(x - 45, 160, x + 45, 200, 0.8, "car") for x in xs]

    notice = play(column, np.arange(0, 5 + 6 * headway, 1 / fps).tolist(), lines=ACROSS).notice()
    apart = f"at {fps} frames per second, road users less than {2 / fps:.2g} s apart may not be counted"
    assert (str(notice).partition(" — ")[0] == apart) == told
    assert told or notice is None


@pytest.mark.parametrize("score", [0.26, 0.3, 0.35, 0.39, 0.41])
def test_what_the_detector_reports_counts_however_faint(score: float) -> None:
    def found(time: float) -> list[Row]:
        return [(260, 150 * time - 120, 360, 150 * time - 40, score, "car")]

    assert totals(play(found, np.arange(0, 4, 0.04).tolist(), lines=LINE)) == {"l": (1, 0)}


@pytest.mark.parametrize("cover", [0.3, 0.4, 0.5, 0.6, 0.7])
@pytest.mark.parametrize("stand", [-0.2, 0.2, 0.3, 0.45])
def test_a_car_in_a_queue_whose_lower_part_is_hidden_drives_neither_back_nor_on(cover: float, stand: float) -> None:
    def found(time: float) -> list[Row]:
        y = 200 + 90 * stand - 60 * max(0, 4 - time) + 60 * max(0, time - 10)
        return [(280, y - 90, 370, y - 90 * cover * (6 < time < 8), 0.8, "car")] if y < 430 else []

    one_way = [{**LINE[0], "allowed": "forward"}]
    analyser = play(found, np.arange(0, 16, 0.125).tolist(), lines=one_way)
    assert totals(analyser) == {"l": (1, 0)}
    assert analyser.violations()["wrong_way"] == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("stand", [0.25, 0.5])
def test_a_small_car_whose_lower_part_is_hidden_stays_the_same_though_its_box_jitters(stand: float, seed: int) -> None:
    random = np.random.default_rng(seed)

    def found(time: float) -> list[Row]:
        y = 200 + 40 * stand - 60 * max(0, 4 - time) + 60 * max(0, time - 10)
        e = random.normal(0, 1.5, 4)
        low = y - 28 * (6 < time < 9)
        return [(280 + e[0], y - 40 + e[1], 320 + e[2], low + e[3], 0.8, "car")] if y < 430 else []

    assert totals(play(found, np.arange(0, 15, 0.1).tolist(), lines=LINE)) == {"l": (1, 0)}


@pytest.mark.parametrize(("past", "last"), [(3, 20), (8, 32), (12, 300)])
def test_who_stopped_beyond_the_line_and_drives_off_behind_what_hides_it_counts_once(past: float, last: float) -> None:
    def found(time: float) -> list[Row]:
        y = 200 + past - 100 * max(0, 5 - time) + 100 * max(0, time - last)
        return [] if y > 430 or 10 < time < 32 else [(260, y - 90, 360, y, 0.8, "car")]

    assert totals(play(found, np.arange(1, 45, 0.1).tolist(), lines=LINE)) == {"l": (1, 0)}


def test_who_stopped_before_the_line_and_is_not_seen_again_does_not_count() -> None:
    def found(time: float) -> list[Row]:
        y = 192 - 100 * max(0, 5 - time)
        return [] if time > 10 else [(260, y - 90, 360, y, 0.8, "car")]

    assert totals(play(found, np.arange(1, 45, 0.1).tolist(), lines=LINE)) == {"l": (0, 0)}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("past", [-12, -6, 0, 6, 12])
def test_who_stands_at_the_line_in_a_jam_counts_once_however_badly_it_is_seen(past: float, seed: int) -> None:
    """Hidden again and again for up to five seconds, with a box that jitters and a class that flips."""
    random, hidden = np.random.default_rng(seed), list[tuple[float, float]]()
    while not hidden or hidden[-1][1] < 30:
        begin = (hidden[-1][1] if hidden else 6) + random.uniform(0.5, 5)
        hidden.append((begin, begin + random.uniform(0.3, 5.5)))

    def found(time: float) -> list[Row]:
        y = 200 + past - 100 * max(0, 5 - time) + 100 * max(0, time - 40)
        if y > 430 or any(begin < time < end for begin, end in hidden):
            return []
        e = random.normal(0, 2.5, 4)
        name = "car" if random.random() < 0.7 else "truck"
        return [(260 + e[0], y - 90 + e[1], 360 + e[2], y + e[3], random.uniform(0.3, 0.9), name)]

    assert totals(play(found, np.arange(1, 46, 0.1).tolist(), lines=LINE)) == {"l": (1, 0)}


@pytest.mark.parametrize("seed", range(5))
def test_two_who_meet_at_the_line_count_once_each_though_one_hides_the_other(seed: int) -> None:
    random = np.random.default_rng(seed)
    farther, paces, starts = random.uniform(5, 25), random.uniform(80, 200, 2), 320 + random.uniform(-40, 40, 2)

    def found(time: float) -> list[Row]:
        one, other = starts[0] - paces[0] * (2 - time), starts[1] + paces[1] * (2 - time)
        common = max(0, 90 - abs(one - other)) / 90
        e = random.normal(0, 1.2, 8)
        rows = [(one - 45 + e[0], 155 + e[1], one + 45 + e[2], 200 + e[3], 0.85, "car")]
        if common < 0.45:
            low = 200 - farther
            rows.append((other - 45 + e[4], low - 45 + e[5], other + 45 + e[6], low + e[7], 0.75, "car"))
        return rows

    middle = [{"id": "l", "points": [[320, 20], [320, 340]]}]
    assert totals(play(found, np.arange(0, 6, 0.08).tolist(), lines=middle)) == {"l": (1, 1)}


def in_a_car(y: float, s: float) -> list[Row]:
    driver = (260, y - 110 * s, 260 + 40 * s, y - 50 * s, 0.5, "person")
    return [(220, y - 120 * s, 220 + 200 * s, y, 0.85, "car"), driver]


def on_a_bed(y: float, s: float) -> list[Row]:
    people = [(220 + at * s, y - 189 * s, 220 + (at + 39) * s, y - 89 * s, 0.6, "person") for at in (50, 110)]
    return [(220, y - 160 * s, 220 + 200 * s, y, 0.85, "truck"), *people]


def in_a_bus(y: float, s: float) -> list[Row]:
    people = [(210 + at * s, y - 135 * s, 210 + (at + 25) * s, y - 80 * s, 0.5, "person") for at in (10, 60, 110, 160)]
    return [(200, y - 150 * s, 200 + 240 * s, y, 0.9, "bus"), *people]


def on_a_motorcycle(y: float, s: float) -> list[Row]:
    rider = (302, y - 105 * s, 302 + 46 * s, y - 20 * s, 0.8, "person")
    passenger = (306, y - 112 * s, 306 + 40 * s, y - 35 * s, 0.7, "person")
    return [(300, y - 60 * s, 300 + 50 * s, y, 0.8, "motorcycle"), rider, passenger]


def with_a_child(y: float, s: float) -> list[Row]:
    rider = (303, y - 110 * s, 303 + 34 * s, y - 15 * s, 0.8, "person")
    child = (308, y - 80 * s, 308 + 22 * s, y - 30 * s, 0.5, "person")
    return [(300, y - 60 * s, 300 + 40 * s, y, 0.7, "bicycle"), rider, child]


@pytest.mark.parametrize("fps", [25, 5])
@pytest.mark.parametrize("scale", [0.5, 1, 1.5])
@pytest.mark.parametrize(
    ("rows", "cls"),
    [
        (in_a_car, "car"),
        (on_a_bed, "truck"),
        (in_a_bus, "bus"),
        (on_a_motorcycle, "motorcycle"),
        (with_a_child, "bicycle"),
    ],
)
def test_people_in_and_on_vehicles_are_not_counted(
    rows: Callable[[float, float], list[Row]], cls: str, scale: float, fps: float
) -> None:
    analyser = play(lambda time: rows(130 * time - 40, scale), np.arange(0, 4.5, 1 / fps).tolist(), lines=LINE)
    assert analyser.counts()["l"] == {"forward": {cls: 1, "total": 1}, "backward": {"total": 0}}


@pytest.mark.parametrize("fps", [25, 5])
@pytest.mark.parametrize("shift", [0.05, 0.15, 0.25])
@pytest.mark.parametrize("names", [("car", "truck"), ("bus", "truck"), ("truck", "car")])
def test_a_vehicle_seen_twice_as_two_kinds_counts_once(names: tuple[str, str], shift: float, fps: float) -> None:
    def found(time: float) -> list[Row]:
        y = 150 * time - 40
        one = (260, y - 100, 360, y, 0.8, names[0])
        return [one, (260 + 100 * shift, y - 100 * (1 + shift), 360 + 100 * shift, y - 30 * shift, 0.6, names[1])]

    assert totals(play(found, np.arange(0, 4, 1 / fps).tolist(), lines=LINE)) == {"l": (1, 0)}


@pytest.mark.parametrize("past", [-12, 3, 8, 12])
def test_who_stops_at_the_line_and_is_hidden_for_longer_than_the_tracker_waits_counts_once(past: float) -> None:
    def found(time: float) -> list[Row]:
        y = 200 + past - 100 * max(0, 5 - time) + 100 * max(0, time - 40)
        return [] if y > 430 or 10 < time < 32 else [(260, y - 90, 360, y, 0.8, "car")]

    assert totals(play(found, np.arange(1, 45, 0.1).tolist(), lines=LINE)) == {"l": (1, 0)}


LANE = {
    "id": "lane",
    "kind": "lane",
    "points": [[0, 100], [640, 100], [640, 300], [0, 300]],
    "heading": [[0, 200], [640, 200]],
}


def jitters(time: float) -> Row:
    e = np.random.default_rng(round(time * 1000)).normal(0, 3, 4)
    return (300 + e[0], 150 + e[1], 400 + e[2], 210 + e[3], 0.6, "car")


def grows(time: float) -> Row:
    return (300 - 60 * max(0, 1 - abs(time % 8 - 2)), 150, 400, 210, 0.6, "car")


def tows(time: float) -> Row:
    x = 50 + 80 * time
    return (x - (120 if int(time / 1.2) % 2 else 40), 150, x + 40, 210, 0.8, "car")


@pytest.mark.parametrize(("row", "until"), [(jitters, 30), (grows, 30), (tows, 9)])
def test_a_box_that_changes_its_shape_drives_the_wrong_way_nowhere(row: Callable[[float], Row], until: float) -> None:
    """A parked car at night, one in the headlights of others, and one whose trailer is seen now and then."""
    analyser = play(lambda time: [row(time)], np.arange(0, until, 0.08).tolist(), zones=[LANE])
    assert analyser.violations()["wrong_way"] == 0


IN = {"id": "in", "kind": "approach", "points": [[0, 100], [200, 100], [200, 300], [0, 300]]}
OUT = {"id": "out", "kind": "exit", "points": [[560, 100], [640, 100], [640, 300], [560, 300]]}


@pytest.mark.parametrize("fps", [5, 8, 12, 25])
def test_turning_movements_need_no_more_frames_than_tracking(fps: float) -> None:
    for offset in (0, 0.25, 0.5, 0.75):

        def found(time: float, offset: float = offset) -> list[Row]:
            x = -60 + 240 * (time + offset / fps)
            return [(x - 45, 180, x + 45, 220, 0.8, "car")]

        analyser = play(found, np.arange(0, 4, 1 / fps).tolist(), zones=[IN, OUT])
        assert analyser.movements()["in"]["out"]["total"] == 1


@pytest.mark.parametrize("fps", [3, 5, 12, 25])
def test_who_turns_aside_is_seen_lower_and_longer_than_before_and_not_hidden(fps: float) -> None:
    """Its upper edge stays where it is, as if something hid its lower part."""
    below = {"id": "below", "kind": "approach", "points": [[150, 240], [350, 240], [350, 360], [150, 360]]}
    aside = {"id": "aside", "kind": "exit", "points": [[400, 150], [500, 150], [500, 200], [400, 200]]}

    def found(time: float) -> list[Row]:
        turned, after = min(max(0.0, time - 2), 1.0), max(0.0, time - 3)
        x, top, wide, high = 250 + 80 * turned + 120 * after, 130 + 70 * max(0.0, 2 - time), 60, 100
        wide, high = wide + 60 * turned, high - 50 * turned
        return [(x - wide / 2, top, x + wide / 2, top + high, 0.8, "car")]

    analyser = play(found, np.arange(0, 6, 1 / fps).tolist(), zones=[below, aside])
    assert analyser.movements()["below"]["aside"]["total"] == 1


STRIPS = {
    "left": [[0, 0], [25, 0], [25, 360], [0, 360]],
    "right": [[615, 0], [640, 0], [640, 360], [615, 360]],
    "below": [[0, 335], [640, 335], [640, 360], [0, 360]],
}


@pytest.mark.parametrize(("start", "end"), [("left", "right"), ("right", "left"), ("below", "left")])
def test_who_stands_with_its_end_beyond_the_edge_is_in_the_zone_that_reaches_up_to_there(start: str, end: str) -> None:
    outside = {"left": (-60, 200), "right": (700, 200), "below": (320, 430)}
    came: dict[str, Any] = {"id": "in", "kind": "approach", "points": STRIPS[start]}
    gone: dict[str, Any] = {"id": "out", "kind": "exit", "points": STRIPS[end]}

    def found(time: float) -> list[Row]:
        x, y = (float(np.interp(time, (0, 2, 4), (outside[start][k], (320, 200)[k], outside[end][k]))) for k in (0, 1))
        return [(x - 40, y - 60, x + 40, y, 0.8, "car")]

    times = np.arange(0, 4, 0.1).tolist()
    assert play(found, times, zones=[came, gone]).movements()["in"]["out"]["total"] == 1


def test_what_the_lower_edge_cuts_is_in_the_zone_to_ignore_that_reaches_up_to_there() -> None:
    parked: Row = (280, 300, 360, 380, 0.8, "car")
    zone = {"id": "kerb", "kind": "ignore", "points": STRIPS["below"]}
    assert play(lambda _: [parked], np.arange(0, 2, 0.1).tolist(), zones=[zone]).overlay()["objects"] == []
    assert len(play(lambda _: [parked], np.arange(0, 2, 0.1).tolist()).overlay()["objects"]) == 1
