"""What every contestant is given, and how its time is taken."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Line = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Task:
    """The same for everyone.

    Attributes:
        clip: the video.
        weights: the .pt file.
        line: the counting line, pixels.
        cache: exports of the weights, made before the clock runs.
        scratch: an empty folder of this run's.
    """

    clip: Path
    weights: Path
    line: Line
    cache: Path
    scratch: Path


@dataclass(slots=True)
class Measurement:
    """Time from the first finished frame to the last: starting up and warming up count for nobody."""

    frames: int = 0
    first: float = 0.0
    last: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    note: str = ""

    def tick(self) -> None:
        """One more frame is finished."""
        self.last = time.perf_counter()
        if not self.frames:
            self.first = self.last
        self.frames += 1

    @property
    def fps(self) -> float:
        """Frames per second after the first frame."""
        return (self.frames - 1) / (self.last - self.first)


#: Road users among COCO's classes: everyone looks for the same.
COCO_ROAD_USERS = [0, 1, 2, 3, 5, 7]
CONFIDENCE = 0.25
IMAGE_SIZE = 640
