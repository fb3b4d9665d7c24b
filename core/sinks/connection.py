"""A connection to an MQTT broker: who we are, how we log in, and how it ends."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import structlog
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from core.sinks.client import KEEPALIVE, LARGEST, Client
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    import ssl

    from paho.mqtt.reasoncodes import ReasonCode

log = structlog.get_logger()

_ANSWER_SECONDS: Final = 10.0
_PAUSE_S: Final = 0.01
_SLOW: Final = 30.0
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


class Connection:
    """A connection that is used once: when it is lost, make another.

    paho keeps its own copy of what is not acknowledged and would send it again by itself; here the journal is the
    only one who knows what is still to be done, so nothing of paho's memory outlives the connection.

    Args:
        target: the broker.
        wake: set when there is something to look at, or the connection is lost.
        manual_ack: acknowledge what comes in only when told to.
        receive: how many incoming messages may wait for that at a time (MQTT 5).
        session: seconds for which the broker keeps our session when we are away (MQTT 5).
    """

    def __init__(
        self,
        target: Target,
        wake: threading.Event,
        *,
        manual_ack: bool = False,
        receive: int | None = None,
        session: int = 3_600,
    ) -> None:
        self.target = target
        self.lost: str | None = None
        self.receive_maximum = 65_535
        self.maximum_packet = 268_435_455
        self.refused_topics: list[str] = []
        self._wake = wake
        self._receive = receive
        self._session_seconds = session
        self._asking = threading.Lock()
        self._asked: dict[int, str] = {}
        self._heeded: set[int] = set()
        self._answer: ReasonCode | None = None
        self._answered = threading.Event()
        self.client = self._build(manual_ack)

    def _build(self, manual_ack: bool) -> Client:  # noqa: FBT001 -- paho's own switch, passed on
        target = self.target
        client = self.make(
            CallbackAPIVersion.VERSION2,
            client_id=target.client_id,
            protocol=target.protocol,
            clean_session=False if target.protocol == MQTTProtocolVersion.MQTTv311 else None,
            reconnect_on_failure=False,
            manual_ack=manual_ack,
        )
        if target.username is not None:
            client.username_pw_set(target.username, target.password)
        if target.tls is not None:
            client.tls_set_context(target.tls)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_subscribe = self._on_subscribe
        return client

    @staticmethod
    def make(*arguments: Any, **options: Any) -> Client:  # noqa: ANN401 -- those of paho's own
        """The client; those who need another one make it."""
        return Client(*arguments, **options)

    def open(self) -> None:
        """Connect and log in.

        Raises:
            Unavailable: the broker is not there, or refuses.
            OldProtocol: it knows no MQTT 5.
        """
        try:
            self.client.connect(self.target.host, self.target.port, KEEPALIVE, **self._session())
        except (OSError, ValueError) as error:
            raise Unavailable("unreachable", f"broker {self.target.address} unreachable: {error}") from error
        self.client.loop_start()
        self._answered.wait(_ANSWER_SECONDS)
        if self._answer is None:
            raise Unavailable(
                "unreachable", f"broker {self.target.address} does not respond: {self.lost or 'timed out'}"
            )
        if self._answer.is_failure:
            raise self._refusal(self._answer)

    def _session(self) -> dict[str, Any]:
        """Our session, subscriptions included, outlives a lost connection."""
        if self.target.protocol != MQTTProtocolVersion.MQTTv5:
            return {}
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.SessionExpiryInterval = self._session_seconds
        properties.MaximumPacketSize = LARGEST
        if self._receive is not None:
            properties.ReceiveMaximum = self._receive
        return {"clean_start": False, "properties": properties}

    def _refusal(self, answer: ReasonCode) -> Exception:
        if answer.value == _OLD_PROTOCOL and self.target.protocol == MQTTProtocolVersion.MQTTv5:
            return OldProtocol()
        text = f"broker {self.target.address} refused the connection: {answer}"
        if answer.value in _REFUSED:
            return Unavailable("refused", f"{text} — check telemetry.mqtt: {_REFUSED[answer.value]}", _SLOW)
        return Unavailable("unreachable", text)

    def subscribe(self, topic: str) -> None:
        """Receive what is published on `topic`; QoS 1."""
        with self._asking:
            _, mid = self.client.subscribe(topic, qos=1)
            if mid is not None:
                self._asked[mid] = topic

    def await_subscriptions(self) -> None:
        """Return once the broker has answered all of them: only from then on does it keep for us what is published.

        Raises:
            Unavailable: the connection was lost before, or it does not answer.
        """
        late = time.monotonic() + _ANSWER_SECONDS
        while not self._asked.keys() <= self._heeded:
            if self.lost is not None or time.monotonic() > late:
                why = self.lost or "timed out"
                raise Unavailable("unreachable", f"broker {self.target.address} does not respond: {why}")
            time.sleep(_PAUSE_S)

    def unsubscribe(self, topic: str) -> None:
        """Receive what is published on `topic` no more."""
        self.client.unsubscribe(topic)

    def close(self) -> None:
        """End the connection in order."""
        self.client.disconnect()
        self.client.loop_stop()

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

    def _on_subscribe(self, _c: object, _u: object, mid: int, codes: list[ReasonCode], _p: object) -> None:
        with self._asking:
            topic = self._asked.get(mid)
        if topic is None or mid in self._heeded:  # an answer to nothing
            return
        self._heeded.add(mid)
        if any(code.is_failure for code in codes):
            self.refused_topics.append(topic)
            log.warning("the broker denied the subscription", topic=topic, reason=str(codes[0]))
            self._wake.set()
