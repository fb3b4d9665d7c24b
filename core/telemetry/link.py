"""The MQTT sink's connection: publishes, and remembers what was acknowledged."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import paho.mqtt.client as paho

from core.telemetry.connection import Connection, Target
from core.telemetry.sink import Unavailable

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from paho.mqtt.reasoncodes import ReasonCode

    Callback = Callable[[str, bytes], None]


class Link(Connection):
    """A connection that publishes.

    Args:
        target: the broker.
        will: topic on which the broker says "offline" when the connection breaks.
        inflight: how many messages may be unacknowledged on the wire.
        wake: set when something was acknowledged or the connection is lost.
        subscriptions: callbacks by topic, may grow; each gets topic and payload as they came, from anyone.
    """

    def __init__(
        self, target: Target, will: str, inflight: int, wake: threading.Event, subscriptions: Mapping[str, Callback]
    ) -> None:
        super().__init__(target, wake)
        self._subscriptions = subscriptions
        self.acknowledged: deque[tuple[int, int]] = deque()  # message id, reason code
        self.patience = 1  # how many of them are worth waking the sink for; two threads in turns are slow
        self.client.will_set(will, b"offline", qos=1, retain=True)
        self.client.max_inflight_messages_set(inflight)
        self.client.on_publish = self._on_publish
        self.client.on_message = self._on_message

    def publish(self, topic: str, payload: bytes, qos: int, *, retain: bool = False) -> int:
        """Send or queue a message; its id comes back in `acknowledged`.

        Raises:
            Unavailable: the connection is lost.
        """
        info = self.client.publish(topic, payload, qos, retain)
        if info.rc not in (paho.MQTT_ERR_SUCCESS, paho.MQTT_ERR_NO_CONN):
            raise Unavailable("unreachable", f"cannot publish on {topic}: {paho.error_string(info.rc)}")
        return info.mid

    # paho's thread calls these; they only note what happened.

    def _on_publish(self, _c: object, _u: object, mid: int, code: ReasonCode, _p: object) -> None:
        self.acknowledged.append((mid, code.value))
        if len(self.acknowledged) >= self.patience:
            self._wake.set()

    def _on_message(self, _c: object, _u: object, message: paho.MQTTMessage) -> None:
        for topic, callback in tuple(self._subscriptions.items()):
            if paho.topic_matches_sub(topic, message.topic):
                callback(message.topic, bytes(message.payload))
