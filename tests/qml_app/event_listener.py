"""A client of a broker that remembers the events it is sent."""

from __future__ import annotations

import json
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion


class Listener:
    """Hears what cameras saw.

    Args:
        port: of the broker on this machine.
        user: name and password.
    """

    def __init__(self, port: int, user: tuple[str, str]) -> None:
        self._events: list[dict[str, Any]] = []
        self._client = paho.Client(CallbackAPIVersion.VERSION2)
        self._client.username_pw_set(*user)
        self._client.on_connect = lambda client, *_: client.subscribe("traffic/detection", 1)
        self._client.on_message = lambda _client, _, message: self._events.append(json.loads(message.payload))
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()

    def heard(self, kind: str) -> list[dict[str, Any]]:
        """Events of this kind so far, as they came."""
        return [event for event in list(self._events) if event["kind"] == kind]

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
