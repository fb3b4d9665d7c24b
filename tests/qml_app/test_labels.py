"""Labels in the picture never cover each other and never leave it; what is important gets its place first."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtQml import QJSEngine

from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Rect = dict[str, Any]
ROOM = {"width": 400, "height": 300}


@pytest.fixture(scope="module")
def place(qapp: object) -> Callable[..., list[Rect | None]]:
    """The function that the overlay calls, in an engine of its own."""
    assert qapp
    engine = QJSEngine()
    module = engine.importModule(str(QML / "SmartIntersection" / "Live" / "labels.mjs"))
    assert not module.isError(), module.toString()

    def call(
        labels: list[Rect], taken: list[Rect], share: float = 1.0, boxes: Sequence[Rect] = ()
    ) -> list[Rect | None]:
        arguments = [engine.toScriptValue(value) for value in (labels, taken, list(boxes), ROOM, share, 8.0)]
        answer = module.property("place").call(arguments)
        assert not answer.isError(), answer.toString()
        found: list[Rect | None] = answer.toVariant()
        return found

    return call


def rect(x: float, y: float, width: float, height: float) -> Rect:
    return {"x": x, "y": y, "width": width, "height": height}


def label(mark: Rect, *sizes: tuple[float, float], away: float | None = None, **rest: Any) -> Rect:
    mark = mark if away is None else {**mark, "away": away}
    return {"marks": [mark], "sizes": [{"width": w, "height": h} for w, h in sizes], **rest}


def overlap(one: Rect, other: Rect) -> bool:
    apart = one["x"] + one["width"] <= other["x"] + 1e-6 or other["x"] + other["width"] <= one["x"] + 1e-6
    above = one["y"] + one["height"] <= other["y"] + 1e-6 or other["y"] + other["height"] <= one["y"] + 1e-6
    return not (apart or above)


boxes = st.builds(rect, st.integers(-20, 390), st.integers(-20, 290), st.integers(2, 80), st.integers(2, 60))
sizes = st.tuples(st.integers(20, 120), st.integers(10, 20))
marked = st.one_of(
    st.builds(label, boxes, sizes),
    st.builds(label, boxes, sizes, sizes, away=st.floats(-3.2, 3.2), rings=st.integers(0, 5), must=st.booleans()),
)


@settings(deadline=None)
@given(st.lists(marked, max_size=25), st.lists(boxes, max_size=4), st.sampled_from([0.05, 0.3, 1.0]))
def test_no_label_covers_another_or_what_is_taken_or_leaves_the_picture(
    place: Callable[..., list[Rect | None]], labels: list[Rect], taken: list[Rect], share: float
) -> None:
    found = place(labels, taken, share)
    spots = [spot for spot in found if spot]
    assert len(found) == len(labels)
    assert not any(overlap(one, other) for one, other in combinations(spots, 2))
    assert not any(overlap(spot, other) for spot in spots for other in taken)
    assert all(spot["x"] >= 0 and spot["y"] >= 0 for spot in spots)
    assert all(spot["x"] + spot["width"] <= 400 and spot["y"] + spot["height"] <= 300 for spot in spots)
    free = [one for one, spot in zip(labels, found, strict=True) if spot and not one.get("must")]
    covered = sum(one["sizes"][0]["width"] * one["sizes"][0]["height"] for one in free)
    assert covered <= share * 400 * 300


def test_a_label_alone_stands_where_it_is_looked_for(place: Callable[..., list[Rect | None]]) -> None:
    box, line = rect(100, 100, 60, 40), rect(200, 200, 20, 20)
    above, left = place([label(box, (50, 12)), label(line, (50, 12), away=3.14159265, rings=3)], [])
    assert above
    assert (above["x"], above["y"]) == (100, 88)
    assert left
    assert left["x"] + 50 == pytest.approx(196)
    assert left["y"] + 6 == pytest.approx(210, abs=0.01)
    assert (left["ring"], left["form"]) == (0, 0)


def test_the_important_one_gets_the_room_and_the_other_goes_further_out_or_does_without(
    place: Callable[..., list[Rect | None]],
) -> None:
    mark = rect(150, 140, 10, 10)
    crowd = [label(mark, (120, 100), away=0.0, rings=5) for _ in range(8)]
    found = place(crowd, [])
    assert found[0]
    assert found[0]["ring"] == 0
    assert found[-1] is None
    same = place([label(mark, (40, 12), away=0.0, rings=3)] * 12, [])
    assert max(spot["ring"] for spot in same if spot) > 0


def test_where_the_full_form_has_no_room_the_short_one_is_taken(place: Callable[..., list[Rect | None]]) -> None:
    taken = [rect(0, 0, 400, 130), rect(0, 170, 400, 130), rect(0, 0, 150, 300)]
    (spot,) = place([label(rect(395, 145, 5, 5), (300, 12), (40, 12), away=3.14159265, rings=1)], taken)
    assert spot
    assert spot["form"] == 1
    assert spot["width"] == 40


def test_labels_cover_no_more_of_the_picture_than_their_share_but_a_violator_is_always_named(
    place: Callable[..., list[Rect | None]],
) -> None:
    many = [label(rect(20 + 60 * n, 150, 20, 20), (50, 12)) for n in range(5)]
    found = place([*many, label(rect(20, 250, 20, 20), (50, 12), must=True)], [], share=0.0125)  # 1500 of 120000 px
    assert [spot is not None for spot in found] == [True, True, False, False, False, True]


def test_a_label_hides_no_other_road_user_where_it_can_stand_elsewhere(
    place: Callable[..., list[Rect | None]],
) -> None:
    box, behind = rect(100, 100, 60, 40), rect(110, 70, 30, 25)
    (spot,) = place([label(box, (50, 12))], [], boxes=[box, behind])
    assert spot
    assert not overlap(spot, behind)
    assert (spot["x"], spot["y"]) == (100, 140)


def test_a_label_that_would_hide_another_road_user_is_left_out_but_not_that_of_a_violator(
    place: Callable[..., list[Rect | None]],
) -> None:
    box = rect(150, 140, 20, 20)
    crowd = [rect(x, y, 12, 12) for x in range(80, 240, 12) for y in range(104, 200, 12)]
    (spot,) = place([label(box, (50, 12))], [], boxes=crowd)
    assert spot is None
    (violator,) = place([label(box, (50, 12), must=True)], [], boxes=crowd)
    assert violator


def test_what_fills_the_picture_is_named_within_its_box(place: Callable[..., list[Rect | None]]) -> None:
    (spot,) = place([label(rect(-10, -10, 420, 320), (50, 12))], [])
    assert spot
    assert (spot["x"], spot["y"]) == (0, 0)


def test_a_label_stands_at_its_next_mark_before_it_goes_further_out(place: Callable[..., list[Rect | None]]) -> None:
    first, second = {**rect(50, 150, 0, 0), "away": 0.0}, {**rect(300, 150, 0, 0), "away": 0.0}
    taken = [rect(0, 100, 200, 100)]
    (spot,) = place([{"marks": [first, second], "sizes": [{"width": 40, "height": 12}], "rings": 9}], taken)
    assert spot
    assert (spot["ring"], spot["x"]) == (0, 304)


@given(st.floats(-3.2, 3.2), st.tuples(st.integers(20, 120), st.integers(10, 20)))
@settings(deadline=None, max_examples=30)
def test_a_wide_label_stands_as_close_to_its_mark_as_a_narrow_one(
    place: Callable[..., list[Rect | None]], away: float, size: tuple[float, float]
) -> None:
    mark = rect(190, 140, 20, 20)
    (spot,) = place([label(mark, size, away=away)], [])
    assert spot
    across = max(mark["x"] - spot["x"] - spot["width"], spot["x"] - mark["x"] - 20)
    down = max(mark["y"] - spot["y"] - spot["height"], spot["y"] - mark["y"] - 20)
    assert max(across, down) == pytest.approx(4)
