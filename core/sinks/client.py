"""paho's client, made to bear whatever a broker sends: what others publish through it, and what it says itself.

paho takes packets of 256 MB into memory, properties of a message with an effort that grows with the square of their
number, and one topic that is no text ends its thread unseen: nothing would be sent or received any more.
"""

from __future__ import annotations

import threading
from typing import Any, Final

import paho.mqtt.client as paho
from paho.mqtt.enums import MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.exception import MalformedPacket
from paho.mqtt.properties import VariableByteIntegers

from core.threads import LEDGER

#: Bytes of a message that we take; what anybody publishes may be a hundred times as large, and none of ours is.
LARGEST: Final = 2_000_000
#: Bytes of any other packet; answers are a few, and a reason in words.
_ANSWER: Final = 16_384
_CHUNK: Final = 65_536
#: Seconds after which a silent broker is asked for a sign of life, whatever it proposes: else its loss may go unseen.
KEEPALIVE: Final = 30
_KIND, _PUBLISH, _QOS = 0xF0, 0x30, 0x06  # of a packet's first byte (MQTT 5, 2.1 and 3.3.1)
_EXACTLY_ONCE: Final = 0x04
_NO_TOPIC: Final = b"\0\1?"


class Client(paho.Client):
    """A client whose memory and time are bounded, and whose loss is always told to `on_disconnect`.

    The end of a message that is too large is left out: whoever looks at it finds that it is none of ours, and the
    broker does not bring it again and again.
    """

    def loop_forever(self, *arguments: Any, **options: Any) -> MQTTErrorCode:  # noqa: ANN401 -- those of paho's own
        """See `paho.Client`; what it raises is the end of this connection, and told as such."""
        try:
            return super().loop_forever(*arguments, **options)
        except Exception as error:  # noqa: BLE001 -- a mistake of ours or paho's; the connection is gone with its thread
            LEDGER.note(threading.current_thread().name, error)
            return self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_UNKNOWN)

    def _sock_recv(self, bufsize: int) -> bytes:
        packet = self._in_packet
        if packet["remaining_length"] > _ANSWER and packet["command"] & _KIND != _PUBLISH:
            raise ConnectionError  # no answer is that long
        del packet["packet"][LARGEST:]
        return super()._sock_recv(min(bufsize, _CHUNK))

    def _handle_connack(self) -> MQTTErrorCode:
        code = super()._handle_connack()
        self._keepalive = min(self._keepalive or KEEPALIVE, KEEPALIVE)
        return code

    def _handle_publish(self) -> MQTTErrorCode:
        if self._in_packet["command"] & _QOS == _EXACTLY_ONCE:  # which nobody asked for; paho would keep them
            return MQTTErrorCode.MQTT_ERR_PROTOCOL
        self._in_packet["packet"] = _bare(self._in_packet["packet"], self._in_packet["command"], self._protocol)
        return super()._handle_publish()


def _bare(packet: bytearray, command: int, protocol: MQTTProtocolVersion) -> bytearray:
    """A message (MQTT 5, 3.3) without its properties, none of which we use, on a topic that is text.

    Raises:
        MalformedPacket: it is none.
    """
    topic = 2 + int.from_bytes(packet[:2], "big")
    at = topic + (2 if command & _QOS else 0)
    payload = at
    if protocol == MQTTProtocolVersion.MQTTv5:
        length, size = VariableByteIntegers.decode(packet[at : at + 4])  # type: ignore[no-untyped-call]
        payload = at + size + length
    if len(packet) < at:
        raise MalformedPacket  # it ends in its head
    head = packet[:topic] if _is_text(packet[2:topic]) else bytearray(_NO_TOPIC)
    none = b"\0" if protocol == MQTTProtocolVersion.MQTTv5 else b""
    return head + packet[topic:at] + none + packet[payload:]


def _is_text(topic: bytearray) -> bool:
    try:
        return bool(topic.decode("utf-8"))
    except UnicodeDecodeError:
        return False
