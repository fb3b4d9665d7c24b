"""What the scene's signals show, and since when. Unknown where that is not clear: no rule fires on a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.scene.head import UNKNOWN, Wiring
from core.scene.heads import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.scene.geometry import Geometry
    from core.scene.head import Head, Reading
    from core.scene.mqtt_signals import MqttSignals
    from core.settings.basics import SignalState
    from core.settings.signals import Signal
    from core.types import Frame


class Signals:
    """All signals of a scene."""

    def __init__(self, signals: Sequence[Signal], geometry: Geometry, published: MqttSignals | None = None) -> None:
        self._heads: dict[str, Head] = {signal.id: build(Wiring(signal, geometry, published)) for signal in signals}
        self._known = {signal.id: (signal, geometry.units) for signal in signals}

    def take_over(self, before: Signals) -> None:
        """Go on with what signals showed so far that are still the same."""
        self._heads |= {
            name: head for name, head in before._heads.items() if self._known.get(name) == before._known[name]
        }

    def observe(self, frame: Frame) -> None:
        """Look at a frame; frames must come in order."""
        for head in self._heads.values():
            head.observe(frame)

    def at(self, signal: str, time: float) -> Reading:
        """What a signal showed at a time up to the newest frame; unknown for a name nobody knows."""
        head = self._heads.get(signal)
        return head.at(time) if head is not None else UNKNOWN

    def lag(self, signal: str) -> float:
        """Seconds after which what a signal showed at a time is known for good."""
        head = self._heads.get(signal)
        return head.lag if head is not None else 0.0

    def problems(self, used: Iterable[str], time: float) -> list[str]:
        """Why some of the signals of these names are not known, each with what to do about it."""
        found = (self._heads[name].problem(time) for name in used if name in self._heads)
        return [problem for problem in found if problem is not None]

    def states(self, time: float) -> dict[str, SignalState]:
        """What every signal shows."""
        return {name: head.at(time).state for name, head in self._heads.items()}
