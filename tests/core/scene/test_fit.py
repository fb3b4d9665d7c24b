"""What of a scene lies outside the picture, and that nobody is counted there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scene import Geometry, misfit
from core.scene.fit import area_outside, length_outside
from core.settings.scene import Scene

SIZE = (320, 176)
SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100)]


def found(*, size: tuple[int, int] = SIZE, first: tuple[int, int] | None = None, **drawn: Any) -> str | None:
    scene = Scene.model_validate(drawn)
    return misfit(scene, Geometry(scene, *size), first or size)


def line(*points: tuple[float, float], name: str = "all") -> dict[str, Any]:
    return {"id": name, "points": points}


def moved(shape: list[tuple[float, float]], x: float, y: float) -> list[tuple[float, float]]:
    return [(a + x, b + y) for a, b in shape]


@pytest.mark.parametrize(
    ("end", "fits"),
    [((320, 100), True), ((350, 100), True), ((370, 100), False), ((20, -20), False)],
)
def test_a_tenth_of_a_line_may_lie_outside(end: tuple[float, float], *, fits: bool) -> None:
    said = found(lines=[line((20, 100), end)])
    assert (said is None) is fits
    assert fits or said == "line 'all' lies outside the 320x176 image — redraw it, or use units: relative"


def test_a_line_below_the_picture_is_named_and_so_is_one_far_away() -> None:
    said = found(lines=[line((40, 210), (300, 230)), line((4000, 10), (4000, 90), name="far")])
    expected = "line 'all' and line 'far' lie outside the 320x176 image — redraw them, or use units: relative"
    assert said == expected


@pytest.mark.parametrize(
    ("x", "fits"), [(0, True), (269, True), (271, False), (5000, False), (-49, True), (-51, False)]
)
def test_half_of_a_zone_may_lie_outside(x: float, *, fits: bool) -> None:
    assert (found(zones=[{"id": "z", "points": moved(SQUARE, x, 30)}]) is None) is fits


def test_lamps_and_calibrations_are_looked_at() -> None:
    lamp = {"id": "n", "kind": "video", "red": moved(SQUARE, 10, 10), "green": moved(SQUARE, 400, 10)}
    assert found(signals=[lamp]) == "signal 'n' lies outside the 320x176 image — redraw it, or use units: relative"
    corners = [(10, 10), (600, 10), (600, 340), (10, 340)]
    pairs = [{"image": corner, "ground": corner} for corner in corners]
    assert "the calibration lies outside" in str(found(calibration={"points": pairs}))
    assert found(size=(640, 360), calibration={"points": pairs}) is None


def test_of_many_some_are_named() -> None:
    lines = [line((4000, 10), (4000, 90), name=str(k)) for k in range(5)]
    assert str(found(lines=lines)).startswith("line '0', line '1', line '2' and 2 more lie outside")


def test_what_is_relative_fits_every_picture() -> None:
    drawn = {
        "units": "relative",
        "lines": [line((0, 0.5), (1, 0.5))],
        "zones": [{"id": "z", "points": [(0, 0), (1, 0), (1, 1)]}],
    }
    assert found(**drawn, first=(640, 360)) is None


def test_pixels_do_not_fit_two_sizes() -> None:
    drawn = {"lines": [line((20, 100), (300, 100))]}
    said = found(**drawn, size=(640, 360), first=SIZE)
    assert said == "the image size changed from 320x176 to 640x360; the scene is in pixels — use units: relative"
    assert found(size=(640, 360), first=SIZE) is None  # nothing is drawn


def test_nobody_crosses_a_line_that_is_not_in_the_picture() -> None:
    """Ground points of boxes that the lower edge cuts lie below it: they tell where somebody was, not what was seen."""
    scene = Scene.model_validate({"lines": [line((40, 210), (300, 230)), line((40, 170), (300, 170), name="seen")]})
    lines = Geometry(scene, *SIZE).lines
    sums, _ = lines.crossings(np.array([[160.0, 160.0]]), np.array([[160.0, 260.0]]))
    assert sums.tolist() == [[0, 1]]


def test_an_end_that_lies_outside_is_not_drawn_on() -> None:
    lines = Geometry(Scene.model_validate({"lines": [line((160, 20), (160, 190))]}), *SIZE).lines
    sums, _ = lines.crossings(np.array([[200.0, 185.0], [200.0, 195.0]]), np.array([[100.0, 185.0], [100.0, 195.0]]))
    assert sums.tolist() == [[1], [0]]


@given(st.floats(-200, 500), st.floats(-200, 400))
def test_the_area_outside_is_that_of_a_square_s_two_spans(x: float, y: float) -> None:
    spans = [max(0.0, min(at + 100, edge) - max(at, 0.0)) / 100 for at, edge in ((x, SIZE[0]), (y, SIZE[1]))]
    assert area_outside(np.array(moved(SQUARE, x, y), np.float64), SIZE) == pytest.approx(
        1 - spans[0] * spans[1], abs=1e-3
    )


def test_a_hollow_shape_is_measured_by_its_area() -> None:
    horseshoe = [(300, 10), (400, 10), (400, 20), (310, 20), (310, 90), (400, 90), (400, 100), (300, 100)]
    assert area_outside(np.array(horseshoe, np.float64), SIZE) == pytest.approx(1600 / 2700)


@given(st.floats(-1000, 1000))
def test_the_length_outside_is_a_share_of_the_length(x: float) -> None:
    points = np.array([(x, 50), (x + 100, 50), (x + 100, 60)], np.float64)
    inside = max(0.0, min(x + 100, SIZE[0]) - max(x, 0.0)) + 10 * (0 <= x + 100 <= SIZE[0])
    assert length_outside(points, SIZE) == pytest.approx(1 - inside / 110, abs=0.02)
