"""Bars as columns of pixels: heights, gaps, and what becomes of bars where there are more of them than pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qml_app.bar_columns import BAR, COLOURS, Scale, bars, draw
from qml_app.bar_plot import BarPlot
from qml_app.models import RowModel
from qml_app.traffic_rows import BAR_ROLES, KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qml_app.models import Row

GROUND = COLOURS - 1
THROUGHOUT = 2 * COLOURS
CAR, BUS = 1 + KINDS.index("car"), 1 + KINDS.index("bus")


def row(place: int, *, watched: float = 60.0, complete: bool = True, labelled: bool = False, **counts: int) -> Row:
    """A row of the traffic page's model."""
    parts, below = [], 0
    for kind, count in counts.items():
        parts.append({"kind": kind, "count": count, "below": below})
        below += count
    return (place * 60_000.0, below, parts, complete, watched, labelled, (place + 1) * 60_000.0)


def drawn(rows: list[Row], size: tuple[int, int], **sizes: Any) -> NDArray[np.uint8]:
    return draw(bars(rows), size, Scale(**({"unit": 1.0, "gap": 0, "strip": 0} | sizes)))


def runs(column: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Colours of a column from below, and how many pixels of each."""
    found, starts = np.unique(column, return_index=True)
    order = np.argsort(starts)
    lengths = np.diff(np.append(starts[order], len(column)))
    return [(int(colour), int(length)) for colour, length in zip(found[order], lengths, strict=True)]


def test_classes_stand_on_one_another_in_their_order_on_the_strip() -> None:
    picture = drawn([row(0, bus=2, car=3)], (1, 20), unit=2.0, strip=3)
    assert runs(picture[0] - THROUGHOUT) == [(0, 3), (CAR, 6), (BUS, 4), (GROUND, 7)]


def test_what_was_not_watched_has_colours_of_its_own() -> None:
    some, none = row(0, complete=False, watched=30.0, car=1), row(1, complete=False, watched=0.0)
    picture = drawn([none, some, row(2, car=1)], (3, 4), strip=1)
    assert picture[:, :2].tolist() == [[0, GROUND], [COLOURS, COLOURS + CAR], [THROUGHOUT, THROUGHOUT + CAR]]


def test_what_was_counted_was_watched_though_nobody_has_told_for_how_long() -> None:
    picture = drawn([row(0, complete=False, watched=0.0, car=1)], (1, 4), strip=1)
    assert picture[:, :2].tolist() == [[COLOURS, COLOURS + CAR]]


def test_bars_have_gaps_and_their_strips_have_none() -> None:
    picture = drawn([row(place, car=5) for place in range(2)], (12, 6), gap=1, strip=1)
    assert "".join("#" if colour == THROUGHOUT + CAR else "." for colour in picture[:, 1]) == ".####..####."
    assert (picture[:, 0] == THROUGHOUT).all()


def test_a_class_nobody_has_heard_of_is_an_object() -> None:
    picture = drawn([row(0, car=1, tram=2)], (1, 4))
    assert runs(picture[0] - THROUGHOUT) == [(CAR, 1), (1 + KINDS.index("object"), 2), (GROUND, 1)]


def test_a_bar_higher_than_the_picture_ends_with_it() -> None:
    assert runs(drawn([row(0, car=9, bus=9)], (1, 12), strip=2)[0] - THROUGHOUT) == [(0, 2), (CAR, 9), (BUS, 1)]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=300), st.integers(1, 90))
def test_no_peak_is_lost_among_more_bars_than_pixels(counts: list[int], width: int) -> None:
    picture = drawn([row(place, car=count) for place, count in enumerate(counts)], (width, 40))
    heights = (picture == THROUGHOUT + CAR).sum(axis=1)
    shown = np.arange(width) * len(counts) // width
    ends = np.maximum(np.append(shown[1:], len(counts)), shown + 1)
    assert heights.tolist() == [max(counts[first:end]) for first, end in zip(shown, ends, strict=True)]


@pytest.mark.parametrize("place", [0, 1_800, 3_599])
def test_nor_is_one_minute_without_camera(place: int) -> None:
    rows = [row(number, car=3) for number in range(3_600)]
    rows[place] = row(place, complete=False, watched=0.0)
    picture = drawn(rows, (1_250, 10), strip=1)
    assert np.flatnonzero(picture[:, 0] == 0).tolist() == [place * 1_250 // 3_600]


ROWS = st.lists(
    st.builds(row, st.integers(0, 12), car=st.integers(0, 3), labelled=st.booleans()),
    unique_by=lambda one: one[0],
    max_size=9,
)


@pytest.mark.usefixtures("qapp")
@given(ROWS, ROWS)
def test_a_plot_that_follows_its_model_has_the_models_bars(before: list[Row], after: list[Row]) -> None:
    model, plot = RowModel(BAR_ROLES), BarPlot()
    model.update(before)
    plot.setProperty("model", model)
    model.update(after)
    for name in BAR.names or ():
        assert plot._bars[name].tolist() == bars(after)[name].tolist()
    assert plot.property("count") == len(after)
