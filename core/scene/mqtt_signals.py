"""Signal states that controllers publish over MQTT.

Whoever subscribes hands the messages over; payloads are untrusted.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final

from core.settings.signals.mqtt import MqttSignal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.settings.basics import SignalState
    from core.settings.signals import Signal

_STATES: Final[dict[str, SignalState]] = {
    "red": "red",
    "amber": "amber",
    "yellow": "amber",
    "green": "green",
    "unknown": "unknown",
}
_LONGEST: Final = 4096  # bytes; a state is a word


class MqttSignals:
    """Newest state of each topic the scene's signals name. One thread may update while others read.

    Args:
        signals: any signals, of one camera or of several; those of kind "mqtt" count.

    Attributes:
        topics: what they name.
    """

    def __init__(self, signals: Iterable[Signal]) -> None:
        self.topics = _topics(signals)
        self._newest: dict[str, tuple[float, SignalState]] = {}

    def follow(self, signals: Iterable[Signal]) -> None:
        """Take other signals from now on; states on topics they share are still known."""
        self.topics = _topics(signals)
        for gone in self._newest.keys() - self.topics:
            self._newest.pop(gone, None)

    def update(self, topic: str, payload: bytes, time: float) -> None:
        """Take a message: a state, or JSON {"state": ...}.

        Anything else makes the signal unknown, for a controller that says something we do not understand may have
        changed its lamps. Topics nobody asked for are ignored.

        Args:
            topic: where it was published.
            payload: as received.
            time: seconds since the epoch at which it arrived.
        """
        if topic in self.topics:
            self._newest[topic] = (time, read_state(payload))

    def state(self, topic: str, time: float, stale_after: float) -> SignalState:
        """The newest state, or unknown if it is further than `stale_after` seconds from `time`."""
        _, state = self._newest.get(topic, (0.0, "unknown"))
        return state if self.age(topic, time) <= stale_after else "unknown"

    def age(self, topic: str, time: float) -> float:
        """Seconds between the newest message on a topic and `time`; infinite if there was none."""
        told = self._newest.get(topic)
        return math.inf if told is None else abs(time - told[0])


def _topics(signals: Iterable[Signal]) -> frozenset[str]:
    return frozenset(signal.topic for signal in signals if isinstance(signal, MqttSignal))


def read_state(payload: bytes) -> SignalState:
    """The state a payload names, or unknown."""
    if len(payload) > _LONGEST:
        return "unknown"
    try:
        text = payload.decode().strip()
        value = json.loads(text) if text[:1] in ("{", '"') else text
    except (ValueError, RecursionError):
        return "unknown"
    if isinstance(value, dict):
        value = value.get("state")
    return _STATES.get(value.strip().lower(), "unknown") if isinstance(value, str) else "unknown"
