"""Speeds at lines all over the picture: right within what is stated, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from fed_boxes import HEIGHT, PLANE, WIDTH, events_of

from core.events import Crossing
from core.ground_plane import GroundPlane
from core.trajectory import SpeedMeter

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.trajectory import Speed

KMH: Final = 50.0
PACE: Final = KMH / 3.6 * 20  # pixels a second
SHARES: Final = (0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.875, 0.94)


def crossed(length: float, height: float, way: str, fps: float, jitter: float = 0.0) -> dict[float, Crossing]:
    """Crossings of lines at these shares of the way through the picture, of one vehicle that comes and goes."""
    random, across = np.random.default_rng(7), way in {"right", "left"}
    whole = WIDTH if across else HEIGHT
    lines: list[dict[str, Any]] = []
    for share in SHARES:
        at = round((share if way in {"right", "down"} else 1 - share) * whole)
        lines.append({"id": f"{share}", "points": [[at, 0], [at, 359]] if across else [[0, at], [639, at]]})

    def found(time: float) -> list[tuple[float, float, float, float, float, str]]:
        front = PACE * (time - 0.5)
        one, other = (front - length, front) if way in {"right", "down"} else (whole - front, whole - front + length)
        e = random.normal(0, jitter, 4) if jitter else (0, 0, 0, 0)
        row = (one, 200 - height, other, 200) if across else (200, one, 200 + height, other)
        return [(row[0] + e[0], row[1] + e[1], row[2] + e[2], row[3] + e[3], 0.9, "car")]

    times = np.arange(0, 1.5 + (whole + length) / PACE, 1 / fps)
    events, _ = events_of(found, times.tolist(), lines=lines, calibration=PLANE)
    return {float(event.line): event for event in events if isinstance(event, Crossing)}


@pytest.mark.parametrize(("length", "height"), [(40, 30), (90, 40), (220, 70), (500, 120)])
@pytest.mark.parametrize("way", ["right", "left", "down", "up"])
def test_no_speed_is_beyond_its_stated_error_wherever_the_line_is(length: float, height: float, way: str) -> None:
    """While the edge cuts it, the middle of what is seen goes at half the speed."""
    told = [crossed(length, height, way, fps, jitter) for fps, jitter in ((25, 0.0), (10, 1.0), (5, 0.5))]
    known = [event for events in told for event in events.values() if event.speed_kmh is not None]
    off = [abs(event.speed_kmh - KMH) / event.speed_error_kmh for event in known]
    assert sum(one <= 2 for one in off) >= 0.95 * len(off)
    assert max(off, default=0) < 3
    assert {len(events) for events in told} == {len(SHARES)}
    assert length > HEIGHT or told[0][0.5].speed_kmh == pytest.approx(KMH, abs=0.1)


#: A camera six metres above the road, of 700 pixels focal length, whose horizon lies at y = 100.
FOCAL, ABOVE, MIDDLE, HORIZON = 700.0, 6.0, 640.0, 100.0
PINHOLE = np.array([[ABOVE, 0, -ABOVE * MIDDLE], [0, 0, FOCAL * ABOVE], [0, 1, -HORIZON]])
#: Where a car is at a time, metres across and away, if it goes so many metres a second.
WAYS: Final[dict[str, Callable[[float, float], tuple[float, float]]]] = {
    "across": lambda pace, time: (pace * (time - 2), 25),
    "nearer": lambda pace, time: (2, 12 + pace * (4 - time)),
    "away": lambda pace, time: (2, 12 + pace * time),
    "aslant": lambda pace, time: (-10 + 0.7 * pace * time, 20 + 0.7 * pace * time),
}


def hidden(way: str, share: float, seconds: float, fps: float) -> list[Speed | None]:
    """Speeds of a car at 40 km/h whose lower part is hidden from the middle of its way on, within so many seconds."""
    meter, random = SpeedMeter(GroundPlane(PINHOLE, 0.05)), np.random.default_rng(3)
    known: list[tuple[float, float, float, float, float]] = []
    for time in np.arange(0, 4, 1 / fps).tolist():
        across, away = WAYS[way](40 / 3.6, time)
        y = [HORIZON + FOCAL * (ABOVE - high) / away for high in (1.5, 0.0)]
        y[1] -= share * (y[1] - y[0]) * min(max((time - 1.5) / seconds, 0.0), 1.0)
        half, middle = FOCAL * 0.9 / away, MIDDLE + FOCAL * across / away
        box = np.array((middle - half, y[0], middle + half, y[1])) + random.normal(0, 0.5, 4)
        known.append((time, *box.tolist()))
    return [meter.at(known, time) for time in np.arange(0.6, 3.6, 0.2).tolist()]


@pytest.mark.parametrize("way", WAYS)
def test_a_lower_edge_that_is_hidden_bit_by_bit_is_within_the_stated_error(way: str) -> None:
    """Where it should touch the road, it stays behind or hurries ahead: up to half of the speed."""
    cases = [(share, seconds, fps) for share in (0.15, 0.3, 0.6) for seconds in (0.3, 1.0, 2.0) for fps in (25, 8)]
    speeds = [one for case in cases for one in hidden(way, *case)]
    off = [abs(one.kmh - 40) / one.error for one in speeds if one is not None]
    assert len(off) >= 0.8 * len(speeds)
    assert sum(one <= 2 for one in off) >= 0.95 * len(off)
    plain = [one for one in hidden(way, 0.0, 1.0, 25) if one is not None]
    assert max(one.error for one in plain) < 0.06 * 40
