"""A road user at one moment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from core.class_names import CLASSES
from core.trajectory.ground import WHOLE

if TYPE_CHECKING:
    from core.trajectory.ground import Sides
    from core.types import Track


class Mover(NamedTuple):
    """A road user as it was at one moment.

    Attributes:
        track: the track.
        point: where it touches the ground, pixels.
        velocity: pixels per second over the last moments; zeros while unknown.
        zones: columns of the zones it is in.
        measured: whether its velocity is known.
        time: media time, seconds.
        cut: which sides of its box the picture's edge may cut.
        early: it was not known to be a road user yet.
    """

    track: Track
    point: tuple[float, float]
    velocity: tuple[float, float]
    zones: tuple[int, ...]
    measured: bool
    time: float
    cut: Sides = WHOLE
    early: bool = False

    @property
    def cls(self) -> str:
        """Name of the class."""
        return CLASSES[self.track.cls]

    @property
    def speed(self) -> float:
        """Pixels per second."""
        return math.hypot(*self.velocity)

    @property
    def size(self) -> float:
        """Geometric mean of the box's sides, pixels."""
        x1, y1, x2, y2 = self.track.box
        return math.sqrt((x2 - x1) * (y2 - y1))

    @property
    def pace(self) -> float:
        """Sizes a second."""
        return self.speed / self.size
