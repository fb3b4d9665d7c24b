from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scene import Geometry, LineCounter, LineCrossing
from core.settings.scene import Scene
from core.types import Track

FPS = 25.0
Path = list[tuple[float, float] | None]


def counter(*points: tuple[float, float]) -> LineCounter:
    scene = Scene.model_validate({"lines": [{"id": "line", "points": points or [(100, 200), (500, 200)]}]})
    return LineCounter(Geometry(scene, 640, 480).lines)


def walk(
    lines: LineCounter, path: Path, track: int = 1, start: float = 0.0, size: tuple[float, float] = (60, 40)
) -> list[LineCrossing]:
    """Lead one track along ground points; None is a frame in which it is not seen."""
    found, first = [], None
    for k, point in enumerate(path):
        time = start + k / FPS
        if point is None:
            found += lines.update([], [], time)
            continue
        first = time if first is None else first
        x, y = point
        box = (x - size[0] / 2, y - size[1], x + size[0] / 2, y)
        found += lines.update([Track(track, box, 0, 0.8, first)], [point], time)
    return found


def ways(found: list[LineCrossing]) -> list[str]:
    return [crossing.direction for crossing in found]


def straight(start: tuple[float, float], end: tuple[float, float], frames: int) -> Path:
    return [tuple(point) for point in np.linspace(start, end, frames).tolist()]


def test_who_passes_counts_once() -> None:
    assert ways(walk(counter(), straight((300, 100), (300, 300), 60))) == ["forward"]
    assert ways(walk(counter(), straight((300, 300), (300, 100), 60))) == ["backward"]


def test_time_and_place_are_those_of_the_crossing_not_of_its_decision() -> None:
    (crossing,) = walk(counter(), straight((300, 100), (300, 300), 51))
    assert crossing.time == pytest.approx(1.0, abs=0.001)
    assert crossing.point == pytest.approx((300, 200))
    assert crossing.track.first_seen == 0.0


def test_who_jumps_over_the_line_between_two_frames_counts() -> None:
    assert ways(walk(counter(), [(300, 40), (300, 120), (300, 280), (300, 360), (300, 440), (300, 520)])) == ["forward"]


def test_one_frames_box_beyond_the_line_is_no_crossing() -> None:
    for jump in (230, 260, 300):
        path = [*straight((300, 100), (300, 185), 40), (300, jump), *straight((300, 185), (300, 170), 20)]
        lines = counter()
        assert walk(lines, path) + lines.end() == []


def test_who_is_seen_beyond_the_line_once_and_never_again_counts_if_on_the_way() -> None:
    lines = counter()
    assert walk(lines, straight((300, 100), (300, 260), 6)) == []
    assert ways(lines.end([1])) == ["forward"]
    assert lines.end([1]) == []
    jumped = counter()
    walk(jumped, [*straight((300, 100), (300, 170), 30), (300, 260)])
    assert jumped.end([1]) == []


def test_who_is_first_seen_on_the_line_does_not_count() -> None:
    assert walk(counter(), straight((300, 199.5), (300, 300), 30)) == []
    assert walk(counter(), [(300, 200.0)] * 3 + straight((300, 200), (300, 100), 30)) == []


@pytest.mark.parametrize("past", [-12, 3, 8, 12, 20])
def test_who_stops_near_the_line_and_is_hidden_for_long_counts_once(past: int) -> None:
    lines, size = counter(), (100, 90)
    found = walk(lines, straight((300, 100), (300, 200 + past), 60) + [(300, 200 + past)] * 50, size=size)
    found += walk(lines, [(300, 200 + past)] * 5 + straight((300, 200 + past), (300, 330), 50), 2, 30.0, size)
    assert ways(found + lines.end()) == ["forward"]


def test_a_gap_at_the_line_does_not_matter() -> None:
    path = straight((300, 100), (300, 300), 50)
    path[15:35] = [None] * 20
    assert ways(walk(counter(), path)) == ["forward"]


def test_who_passes_beside_the_line_does_not_count() -> None:
    assert walk(counter(), straight((520, 100), (520, 300), 60)) == []


def test_who_comes_near_and_turns_does_not_count() -> None:
    path = straight((300, 100), (300, 203), 30) + straight((300, 203), (300, 100), 30)
    assert walk(counter(), path) == []


def test_who_is_first_seen_beyond_the_line_does_not_count() -> None:
    assert walk(counter(), straight((300, 201), (300, 300), 30)) == []


def test_who_is_first_seen_just_before_the_line_counts_when_far_beyond() -> None:
    assert ways(walk(counter(), straight((300, 197), (300, 300), 30))) == ["forward"]
    assert walk(counter(), straight((300, 197), (300, 212), 30)) == []


def test_who_stops_on_the_line_and_rocks_counts_once() -> None:
    rocking: Path = [(300, 200 + 9 * np.sin(k)) for k in range(400)]
    path = straight((300, 100), (300, 205), 40) + rocking + straight((300, 205), (300, 300), 40)
    assert ways(walk(counter(), path)) == ["forward"]


def test_who_goes_back_for_good_counts_backward_once_and_then_forward_again() -> None:
    there, back = straight((300, 150), (300, 240), 30), straight((300, 240), (300, 150), 30)
    assert ways(walk(counter(), there + back)) == ["forward", "backward"]
    assert ways(walk(counter(), there + back + there)) == ["forward", "backward", "forward"]


def test_who_goes_back_only_a_little_does_not_count_again() -> None:
    little = straight((300, 215), (300, 190), 20) + straight((300, 190), (300, 215), 20)
    path = straight((300, 100), (300, 215), 40) + little * 3 + straight((300, 215), (300, 300), 40)
    assert ways(walk(counter(), path)) == ["forward"]


def test_who_goes_around_the_end_after_touching_nothing_does_not_count() -> None:
    path = straight((520, 150), (520, 250), 20) + straight((520, 250), (300, 250), 20)
    assert walk(counter(), path) == []


def test_picked_up_again_under_a_new_id_it_does_not_count_again() -> None:
    lines = counter()
    first = walk(lines, straight((300, 100), (300, 215), 40), track=1)
    second = walk(lines, straight((300, 195), (300, 300), 40), track=2, start=2.5)
    assert ways(first + second) == ["forward"]


def test_picked_up_again_beyond_the_line_it_counts_though_neither_half_would() -> None:
    lines = counter()
    first = walk(lines, straight((300, 100), (300, 198), 40), track=1)
    second = walk(lines, straight((300, 206), (300, 300), 40), track=2, start=2.5)
    assert ways(first + second) == ["forward"]
    assert second[0].track.id == 2


def test_the_next_vehicle_in_a_queue_counts_for_itself() -> None:
    lines = counter()
    first = walk(lines, straight((300, 100), (300, 230), 40), track=1)
    second = walk(lines, straight((300, 150), (300, 260), 40), track=2, start=2.0)
    assert ways(first + second) == ["forward", "forward"]


def test_a_poly_line_counts_at_its_corner_once() -> None:
    for x in (299.9, 300.0, 300.1):
        lines = counter((100, 250), (300, 200), (500, 250))
        assert ways(walk(lines, straight((x, 100), (x, 350), 50))) == ["forward"]


def test_two_tracks_and_two_lines_do_not_mix() -> None:
    scene = Scene.model_validate(
        {"lines": [{"id": "a", "points": [(100, 200), (500, 200)]}, {"id": "b", "points": [(300, 400), (300, 50)]}]}
    )
    lines, found = LineCounter(Geometry(scene, 640, 480).lines), []
    down, right = straight((200, 100), (200, 300), 50), straight((250, 110), (450, 110), 50)
    for k, points in enumerate(zip(down, right, strict=True)):
        tracks = [Track(n, (x - 20, y - 30, x + 20, y), 0, 0.9, 0.0) for n, (x, y) in enumerate(points, 1)]
        found += lines.update(tracks, points, k / FPS)
    assert sorted((c.line.id, c.direction, c.track.id) for c in found) == [("a", "forward", 1), ("b", "forward", 2)]


@given(
    seed=st.integers(0, 2**32 - 1),
    speed=st.floats(20, 600),
    stop=st.integers(0, 60),
    at=st.floats(-10, 10),
    size=st.sampled_from([(24.0, 20.0), (60.0, 40.0), (30.0, 80.0), (180.0, 120.0)]),
)
def test_jitter_gaps_and_a_stop_at_the_line_still_count_once(
    seed: int, speed: float, stop: int, at: float, size: tuple[float, float]
) -> None:
    random = np.random.default_rng(seed)
    step = speed / FPS
    ys = [*np.arange(50, 200 + at, step), *[200 + at] * stop, *np.arange(200 + at, 350 + 3 * step, step)]
    path: Path = []
    for k, y in enumerate(ys):
        jitter = random.uniform(-3, 3, 2)
        edge = k < 4 or k > len(ys) - 4
        path.append(None if not edge and random.random() < 0.1 else (300 + jitter[0], y + jitter[1]))
    assert ways(walk(counter(), path, size=size)) == ["forward"]


@given(seed=st.integers(0, 2**32 - 1), at=st.floats(-12, 12), size=st.floats(20, 150))
def test_a_vehicle_that_stands_at_the_line_counts_at_most_once(seed: int, at: float, size: float) -> None:
    random = np.random.default_rng(seed)
    path: Path = [(300 + x, 200 + at + y) for x, y in random.uniform(-3, 3, (500, 2))]
    assert len(walk(counter(), path, size=(size, size))) <= 1


def test_who_has_stood_on_the_line_and_is_gone_soon_after_counts() -> None:
    lines = counter()
    stands = [(300.0, 199.0), (300.0, 202.0), (300.0, 201.5), (300.0, 203.0)] * 5
    found = walk(lines, [*straight((300, 100), (300, 195), 8), *stands, (300.0, 240.0), (300.0, 270.0)])
    assert ways(found + lines.end([1])) == ["forward"]


def test_two_boxes_beyond_the_line_that_come_back_do_not_count() -> None:
    lines = counter()
    jump = [*straight((300, 100), (300, 180), 8), (300.0, 240.0), (300.0, 240.0), (300.0, 180.0)]
    assert walk(lines, jump) + lines.end([1]) == []


def rocks(kind: str, by: float) -> list[float]:
    """By how many pixels the picture is shifted in each of 500 frames."""
    times = np.arange(500) / FPS
    shifts = {
        "jolt": by * np.maximum(0, 1 - np.abs(times - 8) / 0.3),
        "hold": by * ((times > 8) & (times < 9)),
        "stays": by * (times > 8),
        "rocks": by * np.sin(8 * times),
        "rocks later": by * np.sin(8 * times) * (times > 8),
        "sways": by * np.sin(0.7 * times),
    }
    return shifts[kind].tolist()


@pytest.mark.parametrize("size", [(90, 40), (40, 90), (40, 36)])
@pytest.mark.parametrize("at", [-12, -1, 1, 12])
@pytest.mark.parametrize("kind", ["jolt", "hold", "stays", "rocks", "rocks later", "sways"])
def test_a_picture_that_is_shaken_drives_nobody_over_the_line(kind: str, at: float, size: tuple[float, float]) -> None:
    random, by = np.random.default_rng(1), max(size) / 3 * (-1 if at > 0 else 1)
    jitter = random.normal(0, 0.01 * max(size), (500, 2)).tolist()
    shifts = [y + at + dy for y, (_, dy) in zip(rocks(kind, by), jitter, strict=True)]
    down: Path = [(300 + dx, 200 + shift) for shift, (dx, _) in zip(shifts, jitter, strict=True)]
    lines = counter()
    assert walk(lines, down, size=size) + lines.end([1]) == []


def test_who_stands_before_the_line_and_then_drives_over_it_counts_while_the_picture_rocks() -> None:
    drives = [*[180.0] * 300, *np.linspace(180, 300, 50).tolist(), *[300.0] * 150]
    path: Path = [(300, y + shift) for y, shift in zip(drives, rocks("rocks", 13), strict=True)]
    assert ways(walk(counter(), path, size=(40, 36))) == ["forward"]
