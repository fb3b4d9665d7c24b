"""What rules see of a frame, and what they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.events import Violation
    from core.rules.vehicles import Vehicles
    from core.scene import Kept, LineCrossing, Signals, Zones
    from core.types import Track


@dataclass(frozen=True, slots=True)
class Mover:
    """A road user observed in this frame.

    Attributes:
        track: the track.
        point: where it touches the ground, pixels.
        velocity: pixels per second over the last moments; zeros while unknown.
        zones: columns of the zones it is in.
        measured: whether its velocity is known.
    """

    track: Track
    point: tuple[float, float]
    velocity: tuple[float, float]
    zones: tuple[int, ...]
    measured: bool = True

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


@dataclass(frozen=True, slots=True)
class Context:
    """One frame.

    Attributes:
        time: media time, seconds.
        movers: the observed road users by track.
        crossings: line crossings decided in this frame.
        ended: tracks that ended.
        signals: what the signals show and showed.
        zones: the scene's zones.
        vehicles: tells vehicles from people on foot.
    """

    time: float
    movers: Mapping[int, Mover]
    crossings: Sequence[LineCrossing]
    ended: Sequence[int]
    signals: Signals
    zones: Zones
    vehicles: Vehicles


class Rule(Protocol):
    """One rule for one camera."""

    def update(self, context: Context) -> list[Violation]:
        """Look at a frame; what began, went on or ended."""

    def take_over(self, before: Self, kept: Kept) -> None:
        """Go on with what is under way in `before`, the same rule, where the scene is as it was; not the rest."""

    def finish(self, time: float) -> list[Violation]:
        """End what is open."""

    def offenders(self) -> set[int]:
        """Tracks in violation now."""
