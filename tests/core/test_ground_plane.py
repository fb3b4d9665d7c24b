"""The road's plane from pairs of points: found, or refused with the reason."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground_plane import UnfitError, fit

MATRIX = np.array([[0.05, 0.01, -20.0], [0.002, -0.09, 60.0], [0.0001, 0.0021, 0.2]])
GRID = np.array([(x, y) for x in (100, 600, 1100) for y in (200, 400, 700)], float)
ROAD = np.array([(0, 0), (10, 0), (10, 20), (0, 20)], float)


def mapped(points: np.ndarray) -> np.ndarray:
    whole = np.column_stack([points, np.ones(len(points))]) @ MATRIX.T
    return whole[:, :2] / whole[:, 2:]


def refusal(picture: np.ndarray, ground: np.ndarray) -> str:
    with pytest.raises(UnfitError) as caught:
        fit(picture, ground)
    assert caught.value.remedy
    return caught.value.what


@given(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7), st.sampled_from([1.0, 1 / 1280]))
def test_a_plane_is_found_again_wherever_its_origin_lies_and_whatever_the_pictures_unit(
    east: float, north: float, unit: float
) -> None:
    origin = np.array([east, north])
    plane = fit(GRID * unit, mapped(GRID) + origin)
    between = np.array([(350.0, 300.0), (900.0, 600.0)])
    assert plane.metres(between * unit) == pytest.approx(mapped(between) + origin, abs=1e-4)
    assert plane.error < 1e-4


def test_beyond_the_horizon_there_is_no_road() -> None:
    plane = fit(GRID, mapped(GRID))
    horizon = -(MATRIX[2, 0] * 600 + MATRIX[2, 2]) / MATRIX[2, 1]
    below, above = plane.metres(np.array([(600, horizon + 5), (600, horizon - 5)]))
    assert np.isfinite(below).all()
    assert np.isnan(above).all()


def test_the_error_is_the_scatter_of_the_pairs() -> None:
    scatter = np.random.default_rng(1).normal(0, 0.2, (200, *GRID.shape))
    errors = [fit(GRID, mapped(GRID) + noise).error for noise in scatter]
    assert np.sqrt(np.mean(np.square(errors))) == pytest.approx(0.2, rel=0.1)
    assert fit(GRID[[0, 2, 6, 8]], mapped(GRID[[0, 2, 6, 8]])).error == 0.0


@pytest.mark.parametrize(
    ("picture", "ground", "words"),
    [
        (ROAD[:3], ROAD[:3], "at least 4"),
        (
            np.arange(10.0).reshape(5, 2),
            GRID[:5],
            "image coordinates of all points, or of all but one, lie on",
        ),
        (ROAD, np.array([(0, 0), (5, 5), (9, 9), (3, 0)], float), "the ground coordinates of all points"),
        (ROAD[[0, 1, 2, 2]], ROAD, "points[2] and points[3] have the same image coordinates"),
        (ROAD, ROAD[[0, 1, 3, 2]], "the horizon would run between"),
    ],
)
def test_pairs_that_fix_no_plane_are_refused(picture: np.ndarray, ground: np.ndarray, words: str) -> None:
    assert words in refusal(picture, ground)


def test_a_wrong_pair_among_many_is_named() -> None:
    ground = mapped(GRID)
    ground[4] += 0.3 * np.ptp(ground, axis=0)
    assert "largest 24 m at points[4]" in refusal(GRID, ground)
