from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.detect.decode import Decoder
from core.detect.head import Head
from core.errors import UserError
from core.types import CLASS_IDS, CLASSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

COCO = {0: "person", 1: "bicycle", 2: "car", 3: "motorcycle", 5: "bus", 7: "truck"}
NUMBERS = {name: number for number, name in COCO.items()}
OURS = np.array([CLASS_IDS.get(COCO.get(number, ""), -1) for number in range(80)], np.int32)
ROAD_USERS = CLASSES[:6]


def decoder(*, end_to_end: bool = False, wanted: tuple[str, ...] = ROAD_USERS, iou: float = 0.7) -> Decoder:
    return Decoder(Head(end_to_end, OURS), 0.25, iou, wanted)


def dense(*found: tuple[tuple[float, float, float, float], dict[str | int, float]]) -> NDArray[np.float32]:
    """A raw output with these candidates (x1 y1 x2 y2 and scores by class), among many empty ones."""
    raw = np.zeros((1, 84, 50 + len(found)), np.float32)
    for place, ((x1, y1, x2, y2), scores) in enumerate(found, start=20):
        raw[0, :4, place] = (x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1
        for name, score in scores.items():
            raw[0, 4 + (name if isinstance(name, int) else NUMBERS[name]), place] = score
    return raw


def names(decoded: NDArray[np.int32]) -> list[str]:
    return [CLASSES[cls] for cls in decoded]


def test_a_candidate_becomes_a_box_with_its_corners() -> None:
    found = decoder().decode(dense(((10, 20, 50, 80), {"car": 0.9})))
    assert found.boxes.tolist() == [[10, 20, 50, 80]]
    assert found.scores.tolist() == [np.float32(0.9)]
    assert names(found.classes) == ["car"]
    assert (found.boxes.dtype, found.scores.dtype, found.classes.dtype) == (np.float32, np.float32, np.int32)


def test_nothing_above_the_confidence_is_no_detection() -> None:
    assert len(decoder().decode(dense(((10, 20, 50, 80), {"car": 0.25})))) == 0


def test_classes_that_are_not_ours_are_no_detection() -> None:
    assert len(decoder().decode(dense(((10, 20, 50, 80), {67: 0.9})))) == 0  # COCO 67: cell phone


def test_a_truck_seen_as_car_too_is_one_detection() -> None:
    raw = dense(((10, 20, 110, 80), {"car": 0.6}), ((11, 20, 111, 81), {"truck": 0.7}))
    assert names(decoder().decode(raw).classes) == ["truck"]


def test_a_rider_does_not_hide_the_bicycle() -> None:
    raw = dense(((10, 20, 50, 80), {"person": 0.6}), ((10, 20, 50, 81), {"bicycle": 0.7}))
    assert names(decoder().decode(raw).classes) == ["bicycle", "person"]


def test_cars_side_by_side_stay_two() -> None:
    raw = dense(((10, 20, 110, 80), {"car": 0.6}), ((40, 20, 140, 80), {"car": 0.7}))
    assert len(decoder().decode(raw)) == 2


def test_a_truck_is_not_reported_as_a_car_because_trucks_are_not_wanted() -> None:
    raw = dense(((10, 20, 110, 80), {"car": 0.5, "truck": 0.7}), ((200, 20, 300, 80), {"car": 0.5}))
    found = decoder(wanted=("car",)).decode(raw)
    assert found.boxes.tolist() == [[200, 20, 300, 80]]


def test_the_surest_come_first_and_three_hundred_are_enough() -> None:
    many = [((n * 20.0, 0.0, n * 20.0 + 10, 10.0), {"car": 0.3 + n / 1000}) for n in range(400)]
    found = decoder().decode(dense(*many))
    assert len(found) == 300
    assert (np.diff(found.scores) <= 0).all()


def test_results_do_not_change_when_the_raw_memory_is_used_again() -> None:
    raw = dense(((10, 20, 50, 80), {"car": 0.9}))
    found = decoder().decode(raw)
    raw[:] = 7
    assert found.boxes.tolist() == [[10, 20, 50, 80]]


def test_an_end_to_end_output_is_read_without_candidates() -> None:
    raw = np.zeros((1, 300, 6), np.float32)
    raw[0, 0] = 10, 20, 50, 80, 0.9, 2
    raw[0, 1] = 11, 20, 50, 80, 0.8, 7  # the same car as truck
    raw[0, 2] = 10, 20, 50, 80, 0.7, 67
    raw[0, 3] = 60, 20, 90, 80, 0.2, 0
    found = decoder(end_to_end=True).decode(raw)
    assert found.boxes.tolist() == [[10, 20, 50, 80]]
    assert names(found.classes) == ["car"]


def test_what_an_end_to_end_network_left_of_one_class_stays() -> None:
    raw = np.zeros((1, 300, 6), np.float32)
    raw[0, 0] = 10, 20, 50, 80, 0.9, 2
    raw[0, 1] = 11, 20, 50, 80, 0.8, 2
    assert len(decoder(end_to_end=True).decode(raw)) == 2


def test_a_class_number_without_a_name_is_refused_and_not_guessed() -> None:
    raw = np.zeros((1, 300, 6), np.float32)
    raw[0, 0] = 10, 20, 50, 80, 0.9, 91
    with pytest.raises(UserError, match="class number 91, but has names for 80 classes only"):
        decoder(end_to_end=True).decode(raw)


def overlap(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    sides = np.clip(np.minimum(first[2:], second[2:]) - np.maximum(first[:2], second[:2]), 0, None)
    both = sides[0] * sides[1]
    return float(both / (np.prod(first[2:] - first[:2]) + np.prod(second[2:] - second[:2]) - both))


boxes = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(20, 60), st.integers(20, 60))


@given(st.lists(st.tuples(boxes, st.sampled_from(ROAD_USERS)), max_size=12), st.floats(0.3, 0.8))
def test_suppression_is_the_textbook_one_within_each_group(
    drawn: list[tuple[tuple[int, int, int, int], str]], iou: float
) -> None:
    found = [
        ((float(x), float(y), float(x + w), float(y + h)), {name: 0.9 - place / 50})
        for place, ((x, y, w, h), name) in enumerate(drawn)
    ]
    decoded = decoder(iou=iou).decode(dense(*found))
    group = {"truck": "car", "bus": "car", "bicycle": "motorcycle"}
    kept: list[tuple[NDArray[np.float32], str]] = []
    for corners, scores in found:  # by falling score
        box, cls = np.array(corners, np.float32), str(next(iter(scores)))
        kind = group.get(cls, cls)
        if all(overlap(box, other) <= iou for other, theirs in kept if theirs == kind):
            kept.append((box, kind))
    assert decoded.boxes.tolist() == [box.tolist() for box, _ in kept]


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_scene_and_a_single_candidate_work(count: int) -> None:
    assert len(decoder().decode(dense(*[((1, 1, 9, 9), {"bus": 0.5})] * count))) == count
