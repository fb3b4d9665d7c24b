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


def street(kmh: float, vehicles: int = 6) -> Callable[[float], list[Row]]:
    """Vehicles of 4.5 m from left to right on a road of 0.05 m a pixel, one every 3.137 s."""

    def found(time: float) -> list[Row]:
        xs = [-45 + kmh / 3.6 / 0.05 * (time - 3 - 3.137 * k) for k in range(vehicles)]
        return [(x - 45, 160 + 45 * (k % 3), x + 45, 200 + 45 * (k % 3), 0.9, "car") for k, x in enumerate(xs)]

    return found


@pytest.mark.parametrize(
    ("kmh", "fps"), [(30, 2), (50, 3), (50, 5), (80, 2), (80, 3), (80, 5), (80, 10), (120, 5), (50, 25)]
)
def test_all_count_at_every_line_at_any_frame_rate(kmh: float, fps: float) -> None:
    analyser = play(street(kmh), np.arange(0, 25, 1 / fps).tolist(), lines=ACROSS)
    assert totals(analyser) == {line["id"]: (0, 6) for line in ACROSS}


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


def test_too_few_frames_for_the_speeds_are_told_with_the_speed_that_is_too_much() -> None:
    told = play(street(120), np.arange(0, 25, 1 / 2).tolist(), lines=ACROSS, calibration=PLANE).notice()
    assert str(told).startswith("at 2 frames per second, road users faster than 85 km/h may not be counted — ")
    fast = play(street(80), np.arange(0, 25, 1 / 2).tolist(), lines=ACROSS)
    assert "faster than 480 px/s" in str(fast.notice())
    for kmh, fps in ((30, 2), (50, 5), (120, 25)):
        assert play(street(kmh), np.arange(0, 25, 1 / fps).tolist(), lines=ACROSS).notice() is None


@pytest.mark.parametrize("score", [0.26, 0.3, 0.35, 0.39, 0.41])
def test_what_the_detector_reports_counts_however_faint(score: float) -> None:
    def found(time: float) -> list[Row]:
        return [(260, 150 * time - 120, 360, 150 * time - 40, score, "car")]

    assert totals(play(found, np.arange(0, 4, 0.04).tolist(), lines=LINE)) == {"l": (1, 0)}


@pytest.mark.parametrize("cover", [0.3, 0.5, 0.6, 0.7])
@pytest.mark.parametrize("stand", [-0.2, 0.2, 0.45])
def test_a_car_in_a_queue_whose_lower_part_is_hidden_drives_neither_back_nor_on(cover: float, stand: float) -> None:
    def found(time: float) -> list[Row]:
        y = 200 + 90 * stand - 60 * max(0, 4 - time) + 60 * max(0, time - 10)
        return [(280, y - 90, 370, y - 90 * cover * (6 < time < 8), 0.8, "car")] if y < 430 else []

    one_way = [{**LINE[0], "allowed": "forward"}]
    analyser = play(found, np.arange(0, 16, 0.08).tolist(), lines=one_way)
    assert totals(analyser) == {"l": (1, 0)}
    assert analyser.violations()["wrong_way"] == 0


@pytest.mark.parametrize("past", [-12, 3, 8, 12])
def test_who_stops_at_the_line_and_is_hidden_for_longer_than_the_tracker_waits_counts_once(past: float) -> None:
    def found(time: float) -> list[Row]:
        y = 200 + past - 100 * max(0, 5 - time) + 100 * max(0, time - 40)
        return [] if y > 430 or 10 < time < 32 else [(260, y - 90, 360, y, 0.8, "car")]

    assert totals(play(found, np.arange(1, 45, 0.1).tolist(), lines=LINE)) == {"l": (1, 0)}


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
