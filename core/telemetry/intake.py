"""The connection through which `ingest` receives, and what is made of a message."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from core.events import is_synthetic, load
from core.journal.aside import Refused
from core.journal.rows import Row, encode_body
from core.sinks.connection import Connection
from core.telemetry import subscription
from core.telemetry.subscription import VERSION_TOPIC

if TYPE_CHECKING:
    import paho.mqtt.client as paho

_RECEIVE: Final = 5_000
_SESSION_SECONDS: Final = 7 * 86_400
_HELD: Final = 64_000_000  # bytes that may wait to be written; then the broker has to
_EACH: Final = 500  # of them for a message itself
_FULL_SECONDS: Final = 0.01


class Intake(Connection):
    """A connection that receives; each message waits until somebody takes it, and then for `acknowledge`.

    Messages of QoS 0 come as fast as strangers publish them: where too much waits, no more is read from the broker.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 -- those of Connection
        super().__init__(*arguments, manual_ack=True, receive=_RECEIVE, session=_SESSION_SECONDS, **options)
        self._inbox: deque[paho.MQTTMessage] = deque()
        self._came = self._gone = 0  # bytes; each is counted by one thread
        self._ended = threading.Event()
        self.version: str | None = None
        self.client.on_message = self._on_message

    def take(self) -> list[paho.MQTTMessage]:
        """All that waits."""
        taken = [self._inbox.popleft() for _ in range(len(self._inbox))]
        self._gone += sum(map(_size, taken))
        return taken

    def close(self) -> None:
        """See `Connection`."""
        self._ended.set()
        super().close()

    def acknowledge(self, message: paho.MQTTMessage) -> None:
        """Tell the broker that `message` is safe here."""
        self.client.ack(message.mid, message.qos)

    def _on_message(self, _c: object, _u: object, message: paho.MQTTMessage) -> None:
        if message.topic == VERSION_TOPIC:
            self.version = bytes(message.payload).decode("utf-8", "replace")
            self.acknowledge(message)
            return
        self._came += _size(message)
        self._inbox.append(message)
        self._wake.set()
        while self._came - self._gone > _HELD and not self._ended.wait(_FULL_SECONDS):
            pass


def _size(message: paho.MQTTMessage) -> int:
    return len(message.payload) + _EACH


def read(message: paho.MQTTMessage, wanted: list[str]) -> Row | Refused | None:
    """The row of a message, or why it is no event; nothing for one of a self-test, which nobody counts."""
    try:
        event = load(bytes(message.payload))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"not an event: {place}: {first['msg']} (topic {message.topic})"
        return Refused(0, reason[:1_000], bytes(message.payload))
    if is_synthetic(event.site):
        return None
    foreign = subscription.stranger(event, message.topic, wanted)
    if foreign is not None:
        return Refused(0, foreign, bytes(message.payload))
    return encode_body(event.kind, round(event.time.timestamp() * 1_000_000), bytes(message.payload))
