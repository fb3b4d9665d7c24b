"""Histograms of stage durations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.timing import STAGES, Histogram, StageClock


@given(st.lists(st.floats(0.01, 60_000), min_size=50, max_size=300))
def test_percentiles_are_right_within_a_bucket(values: list[float]) -> None:
    histogram = Histogram()
    for value in values:
        histogram.add(value)
    wanted = (0.5, 0.95, 0.99)
    exact = np.quantile(values, wanted, method="inverted_cdf")
    assert histogram.percentiles(wanted) == pytest.approx(exact, rel=0.03)


def test_nothing_counted_gives_zeros() -> None:
    assert Histogram().percentiles((0.5, 0.99)) == [0.0, 0.0]


def test_out_of_range_durations_count_at_the_ends() -> None:
    histogram = Histogram()
    histogram.add(0.0)
    histogram.add(1e12)
    low, high = histogram.percentiles((0.5, 1.0))
    assert low <= 0.001
    assert high > 100_000


def test_total_holds_every_interval_and_the_current_one() -> None:
    clock = StageClock()
    clock.add(decode=1.0, detect=10.0, track=0.1, analyse=0.1, end_to_end=12.0)
    first = clock.roll()
    clock.add(decode=1.0, detect=20.0, track=0.1, analyse=0.1, end_to_end=22.0)
    assert first["detect"]["p50"] == pytest.approx(10.0, rel=0.03)
    assert clock.total()["detect"]["p50"] == pytest.approx(10.0, rel=0.03)
    assert clock.total()["detect"]["p99"] == pytest.approx(20.0, rel=0.03)
    assert set(clock.roll()) == set(STAGES)
    assert clock.roll()["detect"]["p50"] == 0.0
