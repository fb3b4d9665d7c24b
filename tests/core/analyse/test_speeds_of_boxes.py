"""Speeds at lines all over the picture: right within what is stated, or none."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pytest
from fed_boxes import HEIGHT, PLANE, WIDTH, events_of

from core.events import Crossing

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
    told = [crossed(length, height, way, fps, jitter) for fps in (25, 10, 5) for jitter in (0.0, 1.0)]
    known = [event for events in told for event in events.values() if event.speed_kmh is not None]
    off = [abs(event.speed_kmh - KMH) / event.speed_error_kmh for event in known]
    assert sum(one <= 2 for one in off) >= 0.95 * len(off)
    assert max(off, default=0) < 3
    assert {len(events) for events in told} == {len(SHARES)}
    assert length > HEIGHT or told[0][0.5].speed_kmh == pytest.approx(KMH, abs=0.1)
