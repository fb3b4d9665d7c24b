from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sources.media_time import MediaClock


def offsets(pts: list[float], fps: float = 10.0) -> list[float]:
    clock = MediaClock(fps)
    return [round(clock.offset(time), 6) for time in pts]


def test_good_times_are_kept_relative_to_the_first() -> None:
    assert offsets([5.0, 5.04, 5.5, 95.0]) == [0.0, 0.04, 0.5, 90.0]


@pytest.mark.parametrize("absent", [0.0, math.nan, math.inf, -1.0, 7.0])
def test_absent_times_fall_back_to_the_frame_rate(absent: float) -> None:
    assert offsets([absent] * 25) == [round(number / 10, 6) for number in range(25)]


def test_one_time_given_twice_delays_nothing_after_it() -> None:
    assert offsets([0.0, 0.1, 0.1, 0.2, 0.3, 0.4]) == [0.0, 0.1, 0.2, 0.201, 0.3, 0.4]


def test_a_splice_goes_on_from_where_the_clock_was() -> None:
    assert offsets([50.0, 50.1, 0.0, 0.1, 0.2]) == [0.0, 0.1, 0.2, 0.3, 0.4]


@pytest.mark.parametrize(("fps", "back"), [(25.0, 0.4), (25.0, 0.9), (10.0, 0.9), (3.0, 2.0)])
def test_joined_recordings_that_overlap_go_on_at_their_pace(fps: float, back: float) -> None:
    first = [number / fps for number in range(100)]
    second = [first[-1] - back + number / fps for number in range(100)]
    assert offsets(first + second, fps) == [round(number / fps, 6) for number in range(200)]


@pytest.mark.parametrize("broken", [0.3, 3.6, 1e6])
def test_one_frame_with_a_broken_time_moves_no_other(broken: float) -> None:
    times = [number / 25 for number in range(100)]
    times[99 - 8] = broken
    seen = offsets(times, 25.0)
    times[99 - 8] = seen[99 - 8]
    assert seen == [round(time, 6) for time in times]


def test_frames_that_are_badly_ordered_are_no_splice() -> None:
    order = [k + step for k in range(0, 80, 8) for step in (0, 4, 2, 1, 3, 6, 5, 7)]
    assert offsets([number / 25 for number in order], 25.0)[-1] == pytest.approx(79 / 25)


def test_a_leap_of_days_is_a_broken_time() -> None:
    assert offsets([0.0, 0.1, 1e9, 1e9 + 0.1]) == [0.0, 0.1, 0.2, 0.3]


@pytest.mark.parametrize("fps", [0.0, -1.0, math.nan, math.inf, 90_000.0])
def test_a_nonsense_frame_rate_counts_as_25(fps: float) -> None:
    assert offsets([0.0] * 3, fps) == [0.0, 0.04, 0.08]


@given(st.lists(st.floats() | st.floats(0, 100), max_size=60), st.floats())
def test_whatever_the_container_says_time_is_finite_and_strictly_increases(pts: list[float], fps: float) -> None:
    clock = MediaClock(fps)
    seen = [clock.offset(time) for time in pts]
    assert all(math.isfinite(time) for time in seen)
    assert all(before < after for before, after in itertools.pairwise(seen))
    assert seen[:1] in ([], [0.0])
