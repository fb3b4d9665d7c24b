"""One connection to an MQTT broker."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from core.telemetry.sink import Unavailable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    from paho.mqtt.reasoncodes import ReasonCode

    Callback = Callable[[str, bytes], None]

_KEEPALIVE: Final = 30
_ANSWER_SECONDS: Final = 10.0
_SLOW: Final = 60.0
_SESSION_SECONDS: Final = 3600
#: MQTT 5 reason codes of CONNACK that only the owner of the broker can mend.
_REFUSED: Final = {
    0x85: "client id",
    0x86: "user name or password",
    0x87: "authorization",
    0x8A: "client id or address",
}
_OLD_PROTOCOL: Final = 0x84


@dataclass(frozen=True, slots=True)
class Target:
    """Which broker, and as whom.

    Attributes:
        protocol: MQTT 5, or 3.1.1 for brokers that know no better.
        tls: None for a plain connection.
    """

    host: str
    port: int
    client_id: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    protocol: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv5
    tls: ssl.SSLContext | None = None

    @property
    def address(self) -> str:
        """Where it is, for people."""
        return f"{'mqtts' if self.tls else 'mqtt'}://{self.host}:{self.port}"


class OldProtocol(Exception):  # noqa: N818 -- a fact about the broker
    """The broker does not speak MQTT 5."""


class Link:
    """A connection that is used once: when it is lost, make another.

    paho keeps its own copy of what is not acknowledged and would send it again by itself; here the journal is the
    only one who knows what is still to be sent, so nothing of paho's memory outlives the connection.

    Args:
        target: the broker.
        will: topic on which the broker says "offline" when the connection breaks.
        inflight: how many messages may be unacknowledged on the wire.
        wake: set when something was acknowledged or the connection is lost.
        subscriptions: callbacks by topic, may grow; each gets topic and payload as they came, from anyone.
    """

    def __init__(
        self,
        target: Target,
        will: str,
        inflight: int,
        wake: threading.Event,
        subscriptions: Mapping[str, Callback],
    ) -> None:
        self._target = target
        self._wake = wake
        self._subscriptions = subscriptions
        self.acknowledged: deque[tuple[int, int]] = deque()  # message id, reason code
        self.lost: str | None = None
        self.receive_maximum = 65_535
        self.maximum_packet = 268_435_455
        self._answer: ReasonCode | None = None
        self._answered = threading.Event()
        self._client = self._build(will, inflight)

    def _build(self, will: str, inflight: int) -> paho.Client:
        target = self._target
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=target.client_id,
            protocol=target.protocol,
            clean_session=False if target.protocol == MQTTProtocolVersion.MQTTv311 else None,
            reconnect_on_failure=False,
        )
        if target.username is not None:
            client.username_pw_set(target.username, target.password)
        if target.tls is not None:
            client.tls_set_context(target.tls)
        client.will_set(will, b"offline", qos=1, retain=True)
        client.max_inflight_messages_set(inflight)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        client.on_message = self._on_message
        return client

    def open(self) -> None:
        """Connect and log in.

        Raises:
            Unavailable: the broker is not there, or refuses.
            OldProtocol: it knows no MQTT 5.
        """
        try:
            self._client.connect(self._target.host, self._target.port, _KEEPALIVE, **self._session())
        except (OSError, ValueError) as error:
            raise Unavailable("unreachable", f"no broker at {self._target.address}: {error}") from error
        self._client.loop_start()
        self._answered.wait(_ANSWER_SECONDS)
        if self._answer is None:
            raise Unavailable("unreachable", f"{self._target.address} does not answer: {self.lost or 'too slow'}")
        if self._answer.is_failure:
            raise self._refusal(self._answer)

    def _session(self) -> dict[str, Any]:
        """Our session, and with it our subscriptions, outlives a lost connection by an hour."""
        if self._target.protocol != MQTTProtocolVersion.MQTTv5:
            return {}
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.SessionExpiryInterval = _SESSION_SECONDS
        return {"clean_start": False, "properties": properties}

    def _refusal(self, answer: ReasonCode) -> Exception:
        if answer.value == _OLD_PROTOCOL and self._target.protocol == MQTTProtocolVersion.MQTTv5:
            return OldProtocol()
        text = f"the broker {self._target.address} refuses us: {answer}"
        if answer.value in _REFUSED:
            return Unavailable("refused", f"{text} — check telemetry.mqtt: {_REFUSED[answer.value]}", _SLOW)
        return Unavailable("unreachable", text)

    def subscribe(self, topic: str) -> None:
        """Receive what is published on `topic`; QoS 1."""
        self._client.subscribe(topic, qos=1)

    def publish(self, topic: str, payload: bytes, qos: int, *, retain: bool = False) -> int:
        """Send or queue a message; its id comes back in `acknowledged`.

        Raises:
            Unavailable: the connection is lost.
        """
        info = self._client.publish(topic, payload, qos, retain)
        if info.rc not in (paho.MQTT_ERR_SUCCESS, paho.MQTT_ERR_NO_CONN):
            raise Unavailable("unreachable", f"cannot publish on {topic}: {paho.error_string(info.rc)}")
        return info.mid

    def close(self) -> None:
        """End the connection in order."""
        self._client.disconnect()
        self._client.loop_stop()

    # paho's thread calls these; they only note what happened.

    def _on_connect(self, _c: object, _u: object, _f: object, code: ReasonCode, properties: Properties | None) -> None:
        self.receive_maximum = getattr(properties, "ReceiveMaximum", self.receive_maximum)
        self.maximum_packet = getattr(properties, "MaximumPacketSize", self.maximum_packet)
        self._answer = code
        self._answered.set()

    def _on_disconnect(self, _c: object, _u: object, _f: object, code: ReasonCode, _p: object) -> None:
        self.lost = str(code)
        self._answered.set()
        self._wake.set()

    def _on_publish(self, _c: object, _u: object, mid: int, code: ReasonCode, _p: object) -> None:
        self.acknowledged.append((mid, code.value))
        self._wake.set()

    def _on_message(self, _c: object, _u: object, message: paho.MQTTMessage) -> None:
        for topic, callback in tuple(self._subscriptions.items()):
            if paho.topic_matches_sub(topic, message.topic):
                callback(message.topic, bytes(message.payload))
