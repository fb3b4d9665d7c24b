"""Boxes whose truth is known, fed through tracker and analyser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.analyse import Analyser
from core.settings.models import Camera
from core.track import Tracker
from core.types import CLASS_IDS, Detections, Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.events import AnyEvent

    Row = tuple[float, float, float, float, float, str]

WIDTH, HEIGHT = 640, 360
#: Twenty pixels a metre, seen from straight above.
PLANE: dict[str, Any] = {
    "points": [
        {"image": (x, y), "ground": (x * 0.05, y * 0.05)} for x, y in ((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT))
    ]
}


def play(found: Callable[[float], Iterable[Row]], times: Iterable[float], **scene: Any) -> Analyser:
    """Feed what `found` gives for each time; boxes are cut by the picture's edge, and slivers are not seen."""
    return events_of(found, times, **scene)[1]


def events_of(
    found: Callable[[float], Iterable[Row]], times: Iterable[float], **scene: Any
) -> tuple[list[AnyEvent], Analyser]:
    """The same, with all events."""
    camera = Camera.model_validate({"id": "cam", "source": "x", "scene": scene})
    tracker, analyser, image = Tracker(), Analyser("site", camera, 1e9, "hand"), np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    events: list[AnyEvent] = []
    for k, time in enumerate(times):
        rows = [(max(0, a), max(0, b), min(WIDTH, c), min(HEIGHT, d), s, n) for a, b, c, d, s, n in found(time)]
        rows = [row for row in rows if row[2] - row[0] >= 4 and row[3] - row[1] >= 4]
        detections = Detections(
            np.array([row[:4] for row in rows], np.float32).reshape(-1, 4),
            np.array([row[4] for row in rows], np.float32),
            np.array([CLASS_IDS[row[5]] for row in rows], np.int32),
        )
        events += analyser.update(Frame(image, k, time, 0.0), tracker.update(detections, time), 0.0)
    return events + analyser.finish(time), analyser


def totals(analyser: Analyser) -> dict[str, tuple[int, int]]:
    """Forward and backward over each line."""
    return {line: (ways["forward"]["total"], ways["backward"]["total"]) for line, ways in analyser.counts().items()}
