from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.scene import Geometry
from core.settings.scene import Scene

WIDTH, HEIGHT = 640, 480


def geometry(**scene: object) -> Geometry:
    return Geometry(Scene.model_validate(scene), WIDTH, HEIGHT)


def lines(*points: list[tuple[float, float]], **more: object) -> Geometry:
    return geometry(lines=[{"id": f"l{k}", "points": chain} for k, chain in enumerate(points)], **more)


def crossed(scene: Geometry, start: tuple[float, float], end: tuple[float, float]) -> list[int]:
    sums, _ = scene.lines.crossings(np.array([start], np.float64), np.array([end], np.float64))
    return sums[0].tolist()


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ([(100, 200), (300, 200)], (200, 150), (200, 250)),  # walking right: from above to below
        ([(300, 200), (100, 200)], (200, 250), (200, 150)),  # walking left: from below to above
        ([(200, 100), (200, 300)], (250, 200), (150, 200)),  # walking down: from the viewer's right to the left
        ([(200, 300), (200, 100)], (150, 200), (250, 200)),  # walking up: from the viewer's left to the right
    ],
)
def test_forward_is_from_the_left_to_the_right_of_a_walk_along_the_line(
    line: list[tuple[float, float]], start: tuple[float, float], end: tuple[float, float]
) -> None:
    assert crossed(lines(line), start, end) == [1]
    assert crossed(lines(line), end, start) == [-1]


def test_passing_beside_the_end_of_a_line_is_no_crossing() -> None:
    scene = lines([(100, 200), (300, 200)])
    assert crossed(scene, (301, 100), (301, 300)) == [0]
    assert crossed(scene, (99, 100), (99, 300)) == [0]


def test_a_line_that_reaches_the_edge_goes_on_beyond_it() -> None:
    scene = lines([(320, 100), (320, 480)])
    assert crossed(scene, (400, 530), (200, 530)) == [1]
    assert crossed(scene, (400, 50), (200, 50)) == [0]


def test_relative_points_are_shares_of_the_picture() -> None:
    scene = lines([(0.25, 0.5), (0.75, 0.5)], units="relative")
    assert scene.lines.points[0].tolist() == [[160, 240], [480, 240]]


def test_the_share_tells_where_on_the_way_the_line_was_met() -> None:
    scene = lines([(100, 200), (300, 200)])
    _, share = scene.lines.crossings(np.array([[200.0, 190.0]]), np.array([[200.0, 230.0]]))
    assert share[0, 0] == pytest.approx(0.25)


def test_distance_is_to_the_line_not_to_its_extension() -> None:
    scene = lines([(100, 200), (300, 200), (300, 400)], [(0, 10), (600, 10)])
    distances = scene.lines.distances(np.array([[60.0, 170.0], [310.0, 350.0]]))
    assert distances == pytest.approx(np.array([[50.0, 160.0], [10.0, 340.0]]))


points = st.tuples(st.floats(-50, 700), st.floats(-50, 550))


@example([(0.0, 0.0), (110.0, 300.0)])
@example([(0.0, 300.0), (400.0, 300.0), (110.0, 300.0)])
@example([(100.0, 100.0), (100.0, 0.0)])
@given(st.lists(points, min_size=2, max_size=10))
def test_whoever_comes_back_to_the_start_crossed_a_ring_as_often_inward_as_outward(
    way: list[tuple[float, float]],
) -> None:
    ring = lines([(100, 100), (300, 100), (320, 300), (110, 300), (100, 100)])
    sums, _ = ring.lines.crossings(np.array(way), np.array([*way[1:], way[0]]))
    assert sums.sum() == 0


def test_zones_are_polygons_of_any_shape() -> None:
    scene = geometry(
        zones=[
            {
                "id": "u",
                "points": [
                    (100, 100),
                    (300, 100),
                    (300, 300),
                    (250, 300),
                    (250, 150),
                    (150, 150),
                    (150, 300),
                    (100, 300),
                ],
            },
            {"id": "lane", "points": [(0, 0), (640, 0), (640, 120)], "kind": "lane", "heading": [(10, 10), (10, 60)]},
        ]
    )
    inside = scene.zones.inside(np.array([[120.0, 200.0], [200.0, 200.0], [200.0, 120.0], [630.0, 60.0]]))
    assert inside.tolist() == [[True, False], [False, False], [True, False], [False, True]]
    assert scene.zones.headings.tolist() == [[0, 0], [0, 1]]
    assert scene.zones.of_kind("lane") == (1,)


def test_a_heading_in_relative_units_points_as_in_the_picture() -> None:
    scene = geometry(
        units="relative",
        zones=[{"id": "z", "points": [(0, 0), (1, 0), (1, 1)], "kind": "lane", "heading": [(0.1, 0.1), (0.2, 0.2)]}],
    )
    assert scene.zones.headings[0] == pytest.approx(np.array([0.8, 0.6]))


def test_an_empty_scene_has_nothing_to_cross() -> None:
    scene = geometry()
    assert len(scene.lines) == 0
    assert scene.zones.inside(np.array([[1.0, 1.0]])).shape == (1, 0)
