from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.track import Tracker, boxes
from core.track.association import assign
from core.types import CLASS_IDS, CLASSES, Detections, Track, TrackUpdate

CAR, TRUCK, BUS = CLASS_IDS["car"], CLASS_IDS["truck"], CLASS_IDS["bus"]
PERSON, BICYCLE, MOTORCYCLE = CLASS_IDS["person"], CLASS_IDS["bicycle"], CLASS_IDS["motorcycle"]
OBJECT = CLASS_IDS["object"]
FPS = 25.0

Row = tuple[float, float, float, float, float, int]


def detections(*rows: Row) -> Detections:
    """Rows of x1, y1, x2, y2, score, class."""
    table = np.array(rows, np.float64).reshape(-1, 6)
    return Detections(table[:, :4].astype(np.float32), table[:, 4].astype(np.float32), table[:, 5].astype(np.int32))


def box(x: float, y: float, w: float = 60, h: float = 40, score: float = 0.8, cls: int = CAR) -> Row:  # noqa: PLR0913, PLR0917 # a row has six numbers
    """A box by the middle of its lower edge."""
    return (x - w / 2, y - h, x + w / 2, y, score, cls)


def run(tracker: Tracker, frames: list[list[Row]], start: float = 0.0) -> list[TrackUpdate]:
    return [tracker.update(detections(*rows), start + k / FPS) for k, rows in enumerate(frames)]


def ids(updates: list[TrackUpdate]) -> set[int]:
    return {track.id for update in updates for track in update.tracks}


def only(update: TrackUpdate) -> Track:
    assert len(update.tracks) == 1
    return update.tracks[0]


def test_a_track_comes_out_with_its_third_detection() -> None:
    updates = run(Tracker(), [[box(100 + 4 * k, 200)] for k in range(5)])
    assert [len(update.tracks) for update in updates] == [0, 0, 1, 1, 1]
    assert only(updates[-1]).first_seen == 0.0


def test_a_flash_never_comes_out() -> None:
    updates = run(Tracker(), [[box(100, 200)], [box(100, 200)], *[[]] * 100])
    assert ids(updates) == set()
    assert all(update.ended == () for update in updates)


def test_ids_count_up_in_the_order_of_confirmation() -> None:
    late = [[box(100, 200)] + ([box(400, 200)] if k >= 3 else []) for k in range(10)]
    updates = run(Tracker(), late)
    assert [track.id for track in updates[-1].tracks] == [1, 2]
    assert updates[-1].tracks[1].box[0] == 370


def test_an_id_is_never_used_twice() -> None:
    tracker = Tracker()
    first = run(tracker, [[box(100, 200)]] * 5)
    gone = run(tracker, [[]] * 500, start=1.0)
    second = run(tracker, [[box(100, 200)]] * 5, start=60.0)
    assert ids(first) == {1}
    assert [end for update in gone for end in update.ended] == [1]
    assert ids(second) == {2}


def test_the_class_is_the_score_weighted_majority() -> None:
    rows = [box(100 + k, 200, cls=TRUCK if k % 3 == 0 else CAR) for k in range(12)]
    assert only(run(Tracker(), [[row] for row in rows])[-1]).cls == CAR
    sure = [box(100 + k, 200, cls=TRUCK, score=0.95) if k % 2 else box(100 + k, 200, score=0.45) for k in range(12)]
    assert only(run(Tracker(), [[row] for row in sure])[-1]).cls == TRUCK


@pytest.mark.parametrize(
    ("said", "cls"),
    [
        ([PERSON, BICYCLE, MOTORCYCLE, BICYCLE, PERSON], BICYCLE),
        ([PERSON, BICYCLE, MOTORCYCLE, MOTORCYCLE, PERSON], MOTORCYCLE),
        ([PERSON, BICYCLE, MOTORCYCLE, PERSON, PERSON], PERSON),
        ([CAR, TRUCK, BUS, TRUCK, CAR, TRUCK], TRUCK),
    ],
)
def test_bicycle_and_motorcycle_stand_together_against_person(said: list[int], cls: int) -> None:
    rows = [box(100 + 2 * k, 200, 40, 80, cls=one) for k, one in enumerate(said)]
    assert only(run(Tracker(), [[row] for row in rows])[-1]).cls == cls


def test_a_box_truck_with_a_cab_that_looks_like_a_car_is_one_track() -> None:
    frames = []
    for k in range(60):
        x = 100 + 6 * k
        whole = (x, 80, x + 220, 200, 0.7, TRUCK)
        cab = (x + 140, 110, x + 220, 199, 0.75, CAR)
        frames.append([whole, cab] if k % 3 else [whole])
    updates = run(Tracker(), frames)
    assert ids(updates) == {1}
    assert CLASSES[only(updates[-1]).cls] == "truck"


def test_a_truck_of_which_first_only_the_cab_was_seen_keeps_its_id() -> None:
    cab = [[(100 + 6 * k + 140, 110, 100 + 6 * k + 220, 199, 0.75, CAR)] for k in range(10)]
    whole = [[(100 + 6 * k, 80, 100 + 6 * k + 220, 200, 0.7, TRUCK)] for k in range(10, 40)]
    both = [[*whole[k], (100 + 6 * (k + 10) + 140, 110, 100 + 6 * (k + 10) + 220, 199, 0.6, CAR)] for k in range(5)]
    assert ids(run(Tracker(), cab + both + whole[5:])) == {1}


def test_a_car_before_a_truck_is_a_car_of_its_own() -> None:
    truck = (100.0, 60.0, 320.0, 200.0, 0.8, TRUCK)
    frames = [[truck, box(120 + 4 * k, 190, score=0.8)] for k in range(40)]
    assert ids(run(Tracker(), frames)) == {1, 2}


def test_a_cyclist_is_one_track() -> None:
    frames = []
    for k in range(40):
        x = 100 + 5 * k
        rider, wheels = box(x, 190, 26, 70, 0.7, PERSON), box(x, 210, 50, 45, 0.6, BICYCLE)
        frames.append([rider, wheels] if k % 4 else [rider])
    updates = run(Tracker(), frames)
    assert ids(updates) == {1}
    assert CLASSES[only(updates[-1]).cls] == "bicycle"


def test_a_pedestrian_beside_a_parked_bicycle_stays_a_pedestrian() -> None:
    frames = [[box(100 + 3 * k, 210, 26, 70, 0.7, PERSON), box(300, 210, 50, 45, 0.6, BICYCLE)] for k in range(30)]
    tracks = run(Tracker(), frames)[-1].tracks
    assert sorted(CLASSES[track.cls] for track in tracks) == ["bicycle", "person"]


def test_low_scores_begin_a_track_when_there_are_enough_of_them() -> None:
    faint = run(Tracker(), [[box(100 + 3 * k, 200, score=0.3)] for k in range(30)])
    assert [len(update.tracks) for update in faint[:5]] == [0, 0, 0, 1, 1]
    assert [sighting.time for sighting in faint[3].tracks[0].before] == pytest.approx([0, 1 / FPS, 2 / FPS])
    seen = [[box(100 + 3 * k, 200, score=0.8 if k < 5 else 0.3)] for k in range(30)]
    assert all(only(update).observed for update in run(Tracker(), seen)[4:])


def test_a_frame_without_it_does_not_end_a_young_track() -> None:
    for missing in range(1, 8):
        frames = [[box(100 + 3 * k, 200, score=0.35)] if k != missing else [] for k in range(30)]
        updates = run(Tracker(), frames)
        assert ids(updates) == {1}
        assert only(updates[-1]).first_seen == 0.0


@pytest.mark.parametrize("missing", [5, 15, 25])
def test_a_moving_track_found_again_near_its_predicted_place_keeps_its_id(missing: int) -> None:
    frames = [[box(100 + 5 * k, 200)] if not 20 <= k < 20 + missing else [] for k in range(70)]
    updates = run(Tracker(), frames)
    assert ids(updates) == {1}
    assert updates[24].tracks[0].observed is False


def test_a_vehicle_that_stands_stays_one_track_behind_a_passing_bus() -> None:
    frames = [[box(300, 200)] if not 50 <= k < 250 else [] for k in range(300)]
    assert ids(run(Tracker(), frames)) == {1}


def test_what_moved_is_not_found_again_much_later() -> None:
    frames = [[box(100 + 8 * k, 200)] for k in range(20)] + [[]] * 100 + [[box(260, 200)]] * 10
    updates = run(Tracker(), frames)
    assert ids(updates) == {1, 2}


def test_time_between_frames_may_vary() -> None:
    tracker, times = Tracker(), np.cumsum([0.04, 0.2, 0.04, 0.12, 0.3, 0.04, 0.08] * 6)
    updates = [tracker.update(detections(box(50 + 120 * t, 200)), float(t)) for t in times]
    assert ids(updates) == {1}


def test_what_moves_further_than_its_length_between_two_frames_is_one_track() -> None:
    tracker = Tracker()
    updates = [tracker.update(detections(box(50 + 65 * k, 200)), k / 8) for k in range(12)]
    assert ids(updates) == {1}


def test_two_who_meet_keep_their_ids() -> None:
    frames = [
        [box(100 + 4 * k, 200, 30, 80, 0.8, PERSON), box(500 - 4 * k, 206, 30, 80, 0.8, PERSON)] for k in range(100)
    ]
    updates = run(Tracker(), frames)
    assert ids(updates) == {1, 2}
    assert {track.id: track.box[0] for track in updates[-1].tracks} == {1: 481.0, 2: 89.0}


def test_a_person_never_becomes_a_car() -> None:
    frames = [[box(200, 200, cls=PERSON)]] * 10 + [[box(200, 200, cls=BUS)]] * 10
    assert ids(run(Tracker(), frames)) == {1, 2}


def test_boxes_that_are_none_are_left_out() -> None:
    odd = [
        (10.0, 10.0, 10.0, 50.0, 0.9, CAR),
        (10.0, 10.0, float("nan"), 50.0, 0.9, CAR),
        (9.0, 9.0, 5.0, 5.0, 0.9, CAR),
    ]
    assert ids(run(Tracker(), [[*odd, box(100, 200)]] * 5)) == {1}


def test_no_detections_ever_is_no_tracks() -> None:
    assert all(update == TrackUpdate((), ()) for update in run(Tracker(), [[]] * 10))


def test_a_faint_stretch_with_gaps_is_bridged() -> None:
    frames = [[box(100 + 4 * k, 200, score=0.8 if k < 8 or k > 40 else 0.3)] if k % 5 else [] for k in range(1, 60)]
    assert ids(run(Tracker(), frames)) == {1}


def test_who_enters_where_another_left_gets_an_id_of_its_own() -> None:
    leaves = [[box(500 + 5 * k, 200)] for k in range(20)]
    enters = [[box(590 - 5 * k, 200)] for k in range(20)]
    assert ids(run(Tracker(), leaves + [[]] * 25 + enters)) == {1, 2}


def test_a_pedestrian_whom_a_cyclist_passes_keeps_its_class_and_id() -> None:
    frames = [[box(300 + k, 205, 30, 80, 0.9, PERSON), box(100 + 6 * k, 210, 40, 85, 0.9, BICYCLE)] for k in range(70)]
    updates = run(Tracker(), frames)
    assert ids(updates) == {1, 2}
    assert {CLASSES[t.cls]: t.id for t in updates[3].tracks} == {CLASSES[t.cls]: t.id for t in updates[-1].tracks}


rows = st.tuples(
    st.floats(-50, 700), st.floats(-50, 500), st.floats(0, 300), st.floats(0, 300), st.floats(0, 1), st.integers(0, 6)
).map(lambda r: (r[0], r[1], r[0] + r[2], r[1] + r[3], r[4], r[5]))


@given(st.lists(st.tuples(st.lists(rows, max_size=8), st.floats(0, 3)), max_size=25))
def test_whatever_a_detector_says_tracks_are_sane(frames: list[tuple[list[Row], float]]) -> None:
    tracker, time, live, ended = Tracker(), 0.0, set(), set()
    for found, step in frames:
        time += step
        update = tracker.update(detections(*found), time)
        now = [track.id for track in update.tracks]
        assert now == sorted(set(now))
        assert not ended & set(now)
        live |= set(now)
        ended |= set(update.ended)
        assert all(np.isfinite(track.box).all() for track in update.tracks)
    assert ended <= live
    assert live <= set(range(1, sum(len(found) for found, _ in frames) + 1))


def test_one_box_that_is_nobodys_does_not_shift_all_others() -> None:
    cars = [[box(100 + 30 * n, 200, 60, 40) for n in range(3)] for _ in range(30)]
    cars[14] = [*(box(100 + 30 * n, 200, 60, 40) for n in range(3)), box(85, 200, 60, 40, 0.9)]
    updates = run(Tracker(), cars)
    assert {track.id: track.box[0] for track in updates[-1].tracks} == {1: 70.0, 2: 100.0, 3: 130.0}


def test_a_pair_that_stays_apart_has_a_price() -> None:
    costs = {(0, 0): 0.1, (0, 1): 0.8, (1, 1): 0.35, (1, 2): 0.8}
    assert assign(costs, 0.85) == [(0, 0), (1, 1)]
    chain = {(0, 0): 0.1, (0, 1): 0.82, (1, 1): 0.35, (1, 2): 0.82, (2, 0): 0.82}  # all three, at 2.46
    assert assign(chain, 0.85) == [(0, 0), (1, 1)]


@pytest.mark.parametrize("most", [0, 10_000])
def test_pairs_that_overlap_are_the_same_by_numbers_and_by_arrays(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boxes, "_FEW", most)
    corners = np.random.default_rng(3).uniform(0, 100, (2, 12, 2))
    some = np.concatenate((corners[0], corners[0] + corners[1] / 2 + 1), axis=1)
    shares = boxes.iou(some, some[:9])
    found = boxes.overlapping(some, some[:9])
    assert found == {pair: share for pair, share in np.ndenumerate(shares) if share}
    assert list(found) == sorted(found)
    assert 9 < len(found) < shares.size


@pytest.mark.parametrize("fps", [2.0, 3.0, 5.0, 10.0])
def test_a_car_that_moves_several_lengths_between_two_frames_is_one_track(fps: float) -> None:
    tracker = Tracker()
    updates = [tracker.update(detections(box(50 + 444 * k / fps, 200, 90)), k / fps) for k in range(round(2 * fps))]
    assert ids(updates) == {1}
    assert sum(update.tracks[0].observed for update in updates if update.tracks) == len(updates) - 2


@pytest.mark.parametrize("shift", [0.1, 0.15, 0.2, 0.25])
def test_a_van_seen_as_car_and_as_truck_is_one(shift: float) -> None:
    frames = []
    for k in range(60):
        y = 40 + 6 * k
        car = (260, max(0, y - 100), 360, y, 0.8, CAR)
        truck = (260 + 100 * shift, max(0, y - 100 * (1 + shift)), 360 + 100 * shift, y - 30 * shift, 0.6, TRUCK)
        frames.append([car, truck])
    assert len({track.id for update in run(Tracker(), frames)[25:] for track in update.tracks}) == 1


def test_people_in_and_on_vehicles_are_none_of_their_own() -> None:
    frames = []
    for k in range(60):
        y = 60 + 6 * k
        driver = (260, max(0, y - 110), 300, y - 50, 0.55, PERSON)
        bed = (560, max(0, y - 190), 600, y - 90, 0.6, PERSON)
        frames.append([(220, max(0, y - 120), 420, y, 0.85, CAR), (500, max(0, y - 160), 700, y, 0.85, TRUCK), driver])
        frames[-1] += [bed] if y > 100 else []
    updates = run(Tracker(), frames)
    assert {CLASSES[track.cls] for update in updates for track in update.tracks} == {"car", "truck"}


def test_a_passenger_on_a_motorcycle_is_no_road_user() -> None:
    frames = []
    for k in range(60):
        y = 120 + 6 * k
        rider, passenger = (302, y - 105, 348, y - 20, 0.8, PERSON), (306, y - 112, 346, y - 35, 0.7, PERSON)
        frames.append([(300, y - 60, 350, y, 0.8, MOTORCYCLE), rider, passenger])
    assert ids(run(Tracker(), frames)) == {1}


def test_a_pedestrian_before_a_car_that_stands_is_one_from_when_they_walk() -> None:
    frames = [[box(300, 200, 120, 80, 0.9), box(300 + max(0, 2 * k - 80), 195, 24, 60, 0.8, PERSON)] for k in range(80)]
    assert len(run(Tracker(), frames)[-1].tracks) == 2


def test_a_parked_car_that_something_covers_from_one_side_stays_where_it_is() -> None:
    """Its box shrinks and its middle moves; behind what covers it, it does not drive on to the next parked car."""
    parked, other = [300.0, 150.0, 380.0, 200.0], [180.0, 150.0, 260.0, 200.0]
    frames = [[(*parked, 0.9, CAR)] for _ in range(60)]
    frames += [[(300.0, 150.0, 380.0 - 6 * k, 200.0, 0.8, CAR)] for k in range(8)]
    frames += [[]] * 40 + [[(*other, 0.8, CAR)] for _ in range(20)]
    updates = run(Tracker(), frames)
    assert next(track for track in updates[75].tracks if track.id == 1).box[0] == pytest.approx(300, abs=8)
    assert [track.id for track in updates[-1].tracks] == [2]


def test_a_piece_close_to_the_rest_of_what_has_no_class_is_none_of_its_own() -> None:
    frames = []
    for k in range(60):
        y = 150 + 4 * k
        rest, piece = (300, y - 80, 380, y - 40, 0.8, OBJECT), (310, y - 39, 370, y - 32, 0.7, OBJECT)
        frames.append([(300, y - 80, 380, y, 0.8, OBJECT)] if k < 10 else [rest, piece])
    assert ids(run(Tracker(), frames)) == {1}
    follows = [[(*b[:4], 0.8, OBJECT) for b in (box(300, 150 + 4 * k), box(300, 40 + 4 * k))] for k in range(40)]
    assert len(ids(run(Tracker(), follows))) == 2


@pytest.mark.parametrize("drift", [0.0, 0.3])
def test_two_boxes_of_one_pedestrian_are_one(drift: float) -> None:
    """The smaller lies within the larger; its middle wavers, so that for a moment it seems to go its own way."""
    frames = []
    for k in range(80):
        x = 150 + 2.5 * k
        inner = (x + 4 + drift * 10 * np.sin(k / 3), 122, x + 34 + drift * 10 * np.sin(k / 3), 200, 0.5, PERSON)
        frames.append([(x, 110, x + 36, 201, 0.8, PERSON), inner] if k > 10 else [(x, 110, x + 36, 201, 0.8, PERSON)])
    assert ids(run(Tracker(), frames)) == {1}


def test_who_pushes_a_bicycle_is_one_with_it_though_only_half_is_boxed_at_times() -> None:
    frames = []
    for k in range(100):
        x = 100 + 2 * k
        rows = [(x, 120, x + 80, 200, 0.7, BICYCLE)]
        if k > 20 and k % 3:  # the upper body within the bicycle's box
            rows.append((x + 20 + 3 * (k % 4), 122, x + 48 + 3 * (k % 4), 168, 0.5, PERSON))
        frames.append(rows)
    assert ids(run(Tracker(), frames)) == {1}
