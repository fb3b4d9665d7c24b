"""A signal whose controller publishes its state."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from core.scene.head import SO, History, Reading

if TYPE_CHECKING:
    from core.scene.head import Wiring
    from core.scene.mqtt_signals import MqttSignals
    from core.settings.basics import SignalState
    from core.settings.signals.mqtt import MqttSignal
    from core.types import Frame

_LISTEN: Final = "check the controller and the topic"


class Published:
    """A signal whose controller publishes its state."""

    lag = 0.0

    def __init__(self, signal: MqttSignal, holder: MqttSignals | None) -> None:
        self._signal = signal
        self._holder = holder
        self._history = History()

    def observe(self, frame: Frame) -> None:
        """Take what the controller said last; unknown if that is too old."""
        state: SignalState = "unknown"
        if self._holder is not None:
            state = self._holder.state(self._signal.topic, frame.time, self._signal.stale_after)
        self._history.note(frame.time, state)

    def at(self, time: float) -> Reading:
        """The state known last before `time`."""
        return self._history.at(time)

    def problem(self, time: float) -> str | None:
        """The controller is silent, or says what is no state."""
        name, topic = self._signal.id, self._signal.topic
        age = math.inf if self._holder is None else self._holder.age(topic, time)
        since = self._history.at(time)
        if since.state != "unknown":
            return None
        if age > self._signal.stale_after:
            late = self._history.was_known or since.seconds >= self._signal.stale_after
            return f"signal '{name}' receives nothing on topic '{topic}': {SO} — {_LISTEN}" if late else None
        if not self._history.is_unread(time):
            return None
        return f"messages on topic '{topic}' contain no state of signal '{name}': {SO} — publish red, amber or green"


def build(wiring: Wiring[MqttSignal]) -> Published:
    """The signal in one camera's picture."""
    return Published(wiring.signal, wiring.published)
