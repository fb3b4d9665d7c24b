"""The MQTT sink's connection: publishes, and remembers what was acknowledged."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final, Literal

import paho.mqtt.client as paho

from core.sinks.client import Client
from core.sinks.connection import Connection, Target
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from paho.mqtt.enums import MQTTErrorCode
    from paho.mqtt.reasoncodes import ReasonCode

    Callback = Callable[[str, bytes], None]

_TOO_LARGE: Final = 0x95
_UNSPECIFIED: Final = 0x80


class _Client(Client):
    """paho hangs up where a broker refuses a message as too large: its table lacks that reason for PUBACK."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 -- those of paho's own
        super().__init__(*arguments, **options)
        self.too_large: set[int] = set()

    def _handle_pubackcomp(self, cmd: Literal["PUBACK", "PUBCOMP"]) -> MQTTErrorCode:
        packet = self._in_packet["packet"]
        if cmd == "PUBACK" and len(packet) > 2 and packet[2] == _TOO_LARGE:  # noqa: PLR2004 -- after the message's id
            self.too_large.add(int.from_bytes(packet[:2], "big"))
            packet[2] = _UNSPECIFIED
        return super()._handle_pubackcomp(cmd)


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

    @staticmethod
    def make(*arguments: Any, **options: Any) -> Client:  # noqa: ANN401 -- those of paho's own
        """The client; see `_Client`."""
        return _Client(*arguments, **options)

    def publish(self, topic: str, payload: bytes, qos: int, *, retain: bool = False) -> int:
        """Send or queue a message; its id comes back in `acknowledged`.

        Raises:
            Unavailable: the connection is lost.
        """
        info = self.client.publish(topic, payload, qos, retain)
        if info.rc not in (paho.MQTT_ERR_SUCCESS, paho.MQTT_ERR_NO_CONN):
            raise Unavailable("unreachable", f"cannot publish on {topic}: {paho.error_string(info.rc)}")
        return info.mid

    def _refused_by_size(self) -> set[int]:
        assert isinstance(self.client, _Client)  # noqa: S101 -- made here
        return self.client.too_large

    # paho's thread calls these; they only note what happened.

    def _on_publish(self, _c: object, _u: object, mid: int, code: ReasonCode, _p: object) -> None:
        too_large = self._refused_by_size()
        self.acknowledged.append((mid, _TOO_LARGE if mid in too_large else code.value))
        too_large.discard(mid)
        if len(self.acknowledged) >= self.patience:
            self._wake.set()

    def _on_message(self, _c: object, _u: object, message: paho.MQTTMessage) -> None:
        for topic, callback in tuple(self._subscriptions.items()):
            if paho.topic_matches_sub(topic, message.topic):
                callback(message.topic, bytes(message.payload))
