"""What a detector calls a truck is a car where it is no larger than cars are, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from core.analyse.car_sizes import CarSizes
from core.trajectory import Trajectories
from core.types import CLASS_IDS, CLASSES, Track

SIZE = (640, 360)
LANES = (150.0, 220.0, 300.0)
WIDTH, HEIGHT = 1.8, 1.0  # of a car at the lower edge of the picture, in shares of 100 pixels


class Road:
    """Seen from its side, with the horizon at the upper edge of the picture."""

    def __init__(self, seed: int = 1) -> None:
        self.sizes, self.random, self.time, self.last = CarSizes(SIZE), np.random.default_rng(seed), 0.0, 0
        self.trajectories = Trajectories(SIZE)

    def passes(self, cls: str, larger: float = 1.0, lane: float = LANES[0], share: float = 1.0, high: float = 1) -> str:
        """One that drives through the picture; its class in the end."""
        self.last += 1
        scale = 100 * lane / 360 * larger * (self.random.normal(1, 0.05) if cls == "car" else 1)
        told = cls
        for x in np.arange(0.0, 640.0, 40.0):
            self.time += 0.2
            box = (x - WIDTH * scale / 2, lane - HEIGHT * high * scale, x + WIDTH * scale / 2, lane)
            cut = (max(0.0, box[0]), box[1], min(640.0, box[2]), box[3])
            seen = Track(self.last, cut, CLASS_IDS[cls], 0.8, 0.0, share=share)
            (track,) = self.sizes.judged(self.trajectories, [seen], self.time)
            told = CLASSES[track.cls]
        self.trajectories.forget([self.last])
        return told

    def cars(self, number: int, **more: float) -> None:
        for k in range(number):
            assert self.passes("car", lane=LANES[k % 3], **more) == "car"


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize(("larger", "cls"), [(0.8, "car"), (1.0, "car"), (1.05, "car"), (1.4, "truck"), (2.5, "truck")])
def test_a_truck_is_larger_than_cars(larger: float, cls: str, lane: float) -> None:
    road = Road()
    road.cars(30)
    assert road.passes("truck", larger, lane, share=0.7) == cls


def test_what_is_as_long_as_a_car_and_higher_is_a_truck() -> None:
    road = Road()
    road.cars(30)
    assert road.passes("truck", high=1.5) == "truck"


def test_a_bus_is_larger_than_cars_and_other_classes_are_left_alone() -> None:
    road, others = Road(), ["motorcycle", "bicycle", "person", "object"]
    road.cars(30)
    assert [road.passes("bus", larger) for larger in (0.9, 1.5)] == ["car", "bus"]
    assert [road.passes(cls, 0.9) for cls in others] == others


def test_nothing_is_said_before_enough_cars_were_seen_that_nobody_doubts() -> None:
    road = Road()
    road.cars(4)
    assert road.passes("truck") == "truck"
    doubted = Road()
    doubted.cars(20, share=0.6)
    assert doubted.passes("truck") == "truck"


def test_one_car_that_stands_there_for_long_is_not_many() -> None:
    road = Road()
    for k in range(500):
        road.sizes.judged(road.trajectories, [Track(1, (300, 100, 380, 150), CLASS_IDS["car"], 0.8, 0.0)], float(k))
    road.time = 1000.0
    assert road.passes("truck", 0.5, 150.0) == "truck"


def test_nothing_is_said_of_places_where_no_cars_were_seen() -> None:
    road = Road()
    for _ in range(15):
        road.passes("car", lane=LANES[0])
    assert road.passes("truck", lane=LANES[0]) == "car"
    assert road.passes("truck", lane=LANES[2]) == "truck"


def test_nothing_is_said_where_cars_are_seen_from_different_sides() -> None:
    road = Road()
    for k in range(30):
        road.passes("car", high=1.0 if k % 2 else 0.55, lane=LANES[k % 3])
    assert road.passes("truck") == "truck"


@pytest.mark.parametrize(("left", "cls"), [(0.0, "truck"), (4.0, "car")])
def test_what_the_edge_cuts_tells_no_size(left: float, cls: str) -> None:
    sizes, known = CarSizes(SIZE), Trajectories(SIZE)
    for k in range(40):
        sizes.judged(known, [Track(k, (left, 100.0, left + 60, 150.0 + k % 3), CLASS_IDS["car"], 0.8, 0.0)], float(k))
    for k in range(3):
        (track,) = sizes.judged(known, [Track(99, (4.0, 100.0, 64.0, 150.0), CLASS_IDS["truck"], 0.8, 0.0)], 50.0 + k)
    assert CLASSES[track.cls] == cls
