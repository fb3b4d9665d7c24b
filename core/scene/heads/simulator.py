"""A signal of the simulated intersection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.scene.head import SO, History, Reading

if TYPE_CHECKING:
    from core.scene.head import Wiring
    from core.settings.basics import SignalState
    from core.settings.signals.simulator import SimulatorSignal
    from core.types import Frame


class Simulated:
    """A signal group of the simulated intersection, from the frame's truth."""

    lag = 0.0

    def __init__(self, signal: SimulatorSignal) -> None:
        self._name, self._group = signal.id, signal.group
        self._history = History()

    def observe(self, frame: Frame) -> None:
        """Read the group's state; unknown in a frame that has no truth."""
        state = frame.truth.signals.get(self._group) if frame.truth is not None else None
        known: SignalState = "unknown"
        if state in ("red", "amber", "green"):
            known = state  # type: ignore[assignment] # mypy does not narrow by membership
        self._history.note(frame.time, known)

    def at(self, time: float) -> Reading:
        """The state seen last before `time`."""
        return self._history.at(time)

    def problem(self, time: float) -> str | None:
        """Other sources have no such group."""
        if not self._history.is_unread(time):
            return None
        return f"signal '{self._name}' cannot be read: {SO} — use it with the simulator only"


def build(wiring: Wiring[SimulatorSignal]) -> Simulated:
    """The signal in one camera's picture."""
    return Simulated(wiring.signal)
