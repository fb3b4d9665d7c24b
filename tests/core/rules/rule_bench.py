"""A stage for rules: vehicles on straight paths over a scene, frame by frame, through the real analyser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from core.analyse import Analyser
from core.events import Violation
from core.settings.models import Camera
from core.types import CLASS_IDS, Detections, Frame, SceneTruth, Track, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import AnyEvent
    from core.types import Image

FPS = 25
PICTURE = np.zeros((480, 640, 3), np.uint8)
#: Ten pixels a metre, seen from straight above.
CALIBRATED = {
    "calibration": {
        "points": [{"image": (x, y), "ground": (x / 10, -y / 10)} for x, y in ((0, 0), (600, 0), (600, 400), (0, 400))]
    }
}


@dataclass
class Bench:
    scene: dict[str, Any]
    rules: dict[str, Any] = field(default_factory=dict)
    signal: Callable[[float], str] = lambda _: "red"
    picture: Callable[[float], Image] = lambda _: PICTURE

    def __post_init__(self) -> None:
        data = {"id": "cam", "source": "x", "scene": self.scene, "rules": self.rules}
        self.analyser = Analyser("site", Camera.model_validate(data), 1.0, "test")
        self.frame = 0

    @property
    def time(self) -> float:
        return self.frame / FPS

    def step(self, *tracks: Track, ended: tuple[int, ...] = ()) -> list[AnyEvent]:
        truth = SceneTruth(Detections.empty(), np.empty(0, np.int64), {"north": self.signal(self.time)})
        frame = Frame(self.picture(self.time), self.frame, self.time, 0.0, 0.0, truth)
        events = self.analyser.update(frame, TrackUpdate(tracks, ended), 1.0)
        self.frame += 1
        return events

    def drive(
        self, start: tuple[float, float], end: tuple[float, float], frames: int, cls: str = "car", track: int = 1
    ) -> list[Violation]:
        """Lead one road user along a line; the violations of that time."""
        found: list[AnyEvent] = []
        for x, y in np.linspace(start, end, frames).tolist():
            box = (x - 30, y - 40, x + 30, y)
            found += self.step(Track(track, box, CLASS_IDS[cls], 0.9, 0.0))
        return [event for event in found if isinstance(event, Violation)]

    def end(self, track: int = 1) -> list[Violation]:
        return [event for event in self.step(ended=(track,)) if isinstance(event, Violation)]
