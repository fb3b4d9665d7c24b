"""Who wants to hear what on the broker of the MQTT sink, whether it is connected or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from core.sinks.link import Callback, Link

log = structlog.get_logger()


class Subscriptions:
    """Any thread may use it.

    Attributes:
        callbacks: by topic; each gets topic and payload as they came, from anyone, on the connection's thread.
    """

    def __init__(self) -> None:
        self.callbacks: dict[str, Callback] = {}
        self._link: Link | None = None

    def add(self, topic: str, callback: Callback) -> None:
        """Have `callback(topic, payload)` called with what anyone publishes on `topic`."""
        self.callbacks[topic] = _guarded(callback)
        if self._link is not None:
            self._link.subscribe(topic)

    def remove(self, topic: str) -> None:
        """Have nothing called any more for what is published on `topic`."""
        self.callbacks.pop(topic, None)
        if self._link is not None:
            self._link.unsubscribe(topic)

    def connected(self, link: Link) -> None:
        """Subscribe on a new connection."""
        self._link = link  # first: whoever subscribes meanwhile does it on this link
        for topic in tuple(self.callbacks):
            link.subscribe(topic)

    def disconnected(self) -> None:
        """There is no connection any more."""
        self._link = None


def _guarded(callback: Callback) -> Callback:
    """What strangers publish must not end the connection."""

    def call(topic: str, payload: bytes) -> None:
        try:
            callback(topic, payload)
        except Exception:  # the callback is another room's; we only carry
            log.exception("a subscriber failed", topic=topic)

    return call
