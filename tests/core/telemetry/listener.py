"""A subscriber that is none of ours: bare paho, and a record of all it hears."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

if TYPE_CHECKING:
    from collections.abc import Iterable


class Listener:
    """Subscribes with QoS 1 in a session that survives the broker's restarts and its own lost connections."""

    def __init__(
        self,
        port: int,
        topics: Iterable[str] = ("traffic/#",),
        user: tuple[str, str] | None = None,
        protocol: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv311,
        name: str = "listener",
    ) -> None:
        self.heard: list[tuple[str, bytes, bool]] = []
        self._subscribed = threading.Event()
        self._topics = [(topic, 1) for topic in topics]
        clean = {} if protocol == MQTTProtocolVersion.MQTTv5 else {"clean_session": False}
        self.client = paho.Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=protocol, **clean)
        if user:
            self.client.username_pw_set(*user)
        self.client.reconnect_delay_set(1, 1)
        self.client.on_connect = lambda client, *_: client.subscribe(self._topics)
        self.client.on_subscribe = lambda *_: self._subscribed.set()
        self.client.on_message = lambda _c, _u, m: self.heard.append((m.topic, m.payload, m.retain))
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert self._subscribed.wait(20), "the listener could not subscribe"

    def bodies(self, topic: str) -> list[dict[str, Any]]:
        return [json.loads(payload) for heard, payload, _ in list(self.heard) if heard == topic]

    def last(self, topic: str) -> bytes | None:
        return next((payload for heard, payload, _ in reversed(list(self.heard)) if heard == topic), None)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()
