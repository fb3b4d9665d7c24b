"""What rules see of a frame, and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.events import Violation
    from core.rules.vehicles import Vehicles
    from core.scene import Kept, LineCrossing, Signals, Zones
    from core.trajectory import Mover, Trajectories


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
        trajectories: where everybody was, also who is not observed in this frame; without those of tracks that ended.
    """

    time: float
    movers: Mapping[int, Mover]
    crossings: Sequence[LineCrossing]
    ended: Sequence[int]
    signals: Signals
    zones: Zones
    vehicles: Vehicles
    trajectories: Trajectories


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
