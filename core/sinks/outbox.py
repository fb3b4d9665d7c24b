"""The MQTT sink's messages on one connection: sent in order, kept until they are answered."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.events import TOPICS
from core.journal.rows import KINDS
from core.sinks.acknowledgements import FAILURE, FATAL, FAULTY, TOO_LARGE

if TYPE_CHECKING:
    import threading

    from core.journal.rows import Stored
    from core.settings.sinks.mqtt import Mqtt
    from core.sinks.acknowledgements import Suspect
    from core.sinks.camera_states import CameraStates
    from core.sinks.link import Link

_CLOSE_SECONDS: Final = 2.0
_OVERHEAD: Final = 64  # bytes of a packet around topic and payload, at most
_PERFORMANCE: Final = KINDS.index("performance")


@dataclass(slots=True)
class Sent:
    """A message on its way; `event` is None for our own status and camera states, `code` until it is answered."""

    event: Stored | None
    topic: str
    code: int | None = None


class Outbox:
    """One thread uses it.

    Args:
        link: the connection.
        options: prefix, and QoS and retain of each topic.
        states: of cameras, published beside their events.
        suspect: the event with which connections may be lost.
    """

    def __init__(self, link: Link, options: Mqtt, states: CameraStates, suspect: Suspect) -> None:
        self._link, self._options = link, options
        self._states, self._suspect = states, suspect
        self._status = f"{options.prefix}/status"
        self._sent: OrderedDict[int, Sent] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sent)

    @property
    def first(self) -> Sent | None:
        """The oldest message."""
        return next(iter(self._sent.values()), None)

    @property
    def unanswered(self) -> list[Sent]:
        """Those without an answer, the oldest first."""
        return [one for one in self._sent.values() if one.code is None]

    @property
    def events(self) -> list[Sent]:
        """Those that are events of the journal, the oldest first."""
        return [one for one in self._sent.values() if one.event is not None]

    def greet(self) -> None:
        """That we are here, and how the cameras were."""
        self._send(None, self._status, b"online", 1, retain=True)
        self.forget_cameras()
        for topic, state in self._states.known:
            self._send(None, topic, state, 1, retain=True)

    def forget_cameras(self) -> None:
        """An empty message takes away what a broker retains."""
        for topic in self._states.to_clear():
            self._send(None, topic, b"", 1, retain=True)

    def send(self, event: Stored) -> None:
        """Publish an event; one that cannot be is answered at once.

        Raises:
            Unavailable: the connection is lost.
        """
        topic = "" if event.fault is not None else TOPICS[KINDS[event.kind]]
        code = self._unfit(event, topic)
        if code is not None:
            self._sent[-event.seq] = Sent(event, topic, code)
            return
        options = getattr(self._options.topics, topic)
        self._send(event, f"{self._options.prefix}/{topic}", event.body, options.qos, retain=options.retain)
        if event.kind == _PERFORMANCE:
            self._send_camera_state(event.body)

    def _unfit(self, event: Stored, topic: str) -> int | None:
        if event.fault is not None:
            return FAULTY
        if self._suspect.convicted(event.seq):
            return FATAL
        return TOO_LARGE if len(event.body) + len(topic) + _OVERHEAD > self._link.maximum_packet else None

    def _send_camera_state(self, body: bytes) -> None:
        """Whoever subscribes later still learns how each camera is: its newest state is retained."""
        if found := self._states.newest(body):
            self._send(None, *found, 1, retain=True)

    def _send(self, event: Stored | None, topic: str, payload: bytes, qos: int, *, retain: bool) -> None:
        mid = self._link.publish(topic, payload, qos, retain=retain)
        self._sent[mid] = Sent(event, topic)

    def hear(self) -> None:
        """Note the answers that have come."""
        while self._link.acknowledged:
            mid, code = self._link.acknowledged.popleft()
            if mid in self._sent:
                self._sent[mid].code = code

    def done(self) -> None:
        """The first one is done with."""
        _, first = self._sent.popitem(last=False)
        if first.event is None and first.code is not None and first.code < FAILURE:
            self._states.taken(first.topic)

    def hold(self, first: Sent, event: Stored) -> None:
        """The first one, an event that is answered, stays; its message's id is free for another."""
        self._sent.popitem(last=False)
        self._put_first(-event.seq, first)

    def repeat(self, first: Sent, event: Stored) -> None:
        """Publish the first one, an event, again in its place."""
        self._sent.popitem(last=False)
        options = getattr(self._options.topics, TOPICS[KINDS[event.kind]])
        mid = self._link.publish(first.topic, event.body, options.qos, retain=options.retain)
        self._put_first(mid, Sent(event, first.topic))

    def _put_first(self, mid: int, sent: Sent) -> None:
        self._sent[mid] = sent
        self._sent.move_to_end(mid, last=False)

    def wait(self, wake: threading.Event, seconds: float) -> None:
        """Until a quarter of what is on its way is answered, or `wake` is set for something else."""
        self._link.patience = max(1, len(self._sent) // 4)
        if len(self._link.acknowledged) < self._link.patience:
            wake.wait(seconds)

    def say_goodbye(self, wake: threading.Event) -> None:
        """Nobody needs a last will for an orderly end."""
        self._link.patience = 1
        last = self._link.publish(self._status, b"offline", 1, retain=True)
        deadline = time.monotonic() + _CLOSE_SECONDS
        while self._link.lost is None and time.monotonic() < deadline:
            wake.clear()
            if any(mid == last for mid, _ in self._link.acknowledged):
                return
            wake.wait(0.1)
