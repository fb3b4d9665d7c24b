"""A signal that repeats a plan by the wall clock."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from core.scene.head import UNKNOWN, Reading
from core.wall_clock import Ahead

if TYPE_CHECKING:
    from core.scene.head import Wiring
    from core.settings.signals.fixed_plan import FixedPlanSignal
    from core.types import Frame

_DOUBT: Final = 600.0  # seconds after the clock was set in which its time of before may have been the right one


class FixedPlan:
    """A signal that repeats a plan by the wall clock.

    For a while after that was set nobody can tell which of its times the signal goes by: what they do not agree on is
    unknown.
    """

    lag = 0.0

    def __init__(self, signal: FixedPlanSignal) -> None:
        self._signal = signal
        self._ahead = Ahead(_DOUBT)
        self._cycle = sum(phase.seconds for phase in signal.phases)
        ends, total = [], 0.0
        for phase in signal.phases:
            total += phase.seconds
            ends.append(total)
        self._ends = ends

    def observe(self, frame: Frame) -> None:
        """Nothing to see but the clock: the plan knows."""
        self._ahead.note(frame.time, frame.ahead)

    def at(self, time: float) -> Reading:
        """The plan's state; neighbouring phases of one state count as one."""
        readings = [self._by(time + ahead) for ahead in self._ahead.lately(time)]
        agreed = len({reading.state for reading in readings}) == 1
        return min(readings, key=lambda reading: reading.seconds) if agreed else UNKNOWN

    def _by(self, time: float) -> Reading:
        into = (time - self._signal.offset) % self._cycle
        phases = self._signal.phases
        now = min(bisect_right(self._ends, into), len(phases) - 1)
        seconds = into - (self._ends[now] - phases[now].seconds)
        for back in range(1, len(phases)):
            before = phases[now - back]
            if before.state != phases[now].state:
                break
            seconds += before.seconds
        return Reading(phases[now].state, max(0.0, seconds))

    def problem(self, time: float) -> None:
        """A plan knows, but for a while after the clock was set; that is told by itself."""


def build(wiring: Wiring[FixedPlanSignal]) -> FixedPlan:
    """The signal in one camera's picture."""
    return FixedPlan(wiring.signal)
