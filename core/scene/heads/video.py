"""A signal head seen in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.scene.head import SO, History, Reading
from core.scene.lamps import LAG, Lamps

if TYPE_CHECKING:
    from core.scene.geometry import Geometry
    from core.scene.head import Wiring
    from core.settings.signals.video import VideoSignal
    from core.types import Frame

_DRAW: Final = "check that its lamps are visible, and draw them again"


class Seen:
    """A signal head seen in the picture."""

    lag = LAG

    def __init__(self, signal: VideoSignal, geometry: Geometry) -> None:
        self._name = signal.id
        self._lamps = Lamps(signal, geometry)
        self._history = History()

    def observe(self, frame: Frame) -> None:
        """Look at the lamps."""
        self._history.note(frame.time, *self._lamps.state(frame.image, frame.time))

    def at(self, time: float) -> Reading:
        """The state seen last before `time`."""
        return self._history.at(time)

    def problem(self, time: float) -> str | None:
        """Its lamps are not where they were drawn, or hidden."""
        if not self._history.is_unread(time):
            return None
        return f"signal '{self._name}' cannot be read: {SO} — {_DRAW}"


def build(wiring: Wiring[VideoSignal]) -> Seen:
    """The signal in one camera's picture."""
    return Seen(wiring.signal, wiring.geometry)
