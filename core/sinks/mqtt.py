"""The MQTT sink: every event on its topic, and a cursor that only an acknowledgement moves."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import structlog
from paho.mqtt.enums import MQTTProtocolVersion

from core.errors import UserError
from core.events import TOPICS
from core.journal.aside import Refused
from core.journal.rows import KINDS
from core.journal.totals import Settled
from core.sinks.acknowledgements import FAILURE, FATAL, FAULTY, SLOW_S, TOO_LARGE, WINDOW, Verdicts
from core.sinks.backoff import Backoff
from core.sinks.camera_states import CameraStates
from core.sinks.connection import OldProtocol, Target
from core.sinks.hearers import NOBODY
from core.sinks.link import Link
from core.sinks.retained import Retained
from core.sinks.sink import Sink, Unavailable
from core.sinks.takeover import Takeover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.journal.journal import Journal
    from core.journal.reader import Reader
    from core.journal.rows import Stored
    from core.settings.sinks.mqtt import Mqtt
    from core.sinks.link import Callback
    from core.sinks.secrets import Watched

log = structlog.get_logger()

_INFLIGHT: Final = 20  # of these, on the wire; brokers promise no more unless they say so
_BATCH_BYTES: Final = 1_000_000
_CLOSE_SECONDS: Final = 2.0
_IDLE_SECONDS: Final = 0.5
_SILENT_SECONDS: Final = 10.0  # without an answer after which the broker is not told to be well any more
_STALLED_SECONDS: Final = 30.0
_OVERHEAD: Final = 64  # bytes of a packet around topic and payload, at most
_ASK_SECONDS: Final = 2.0  # between two looks whether subscribers are back
_PERFORMANCE: Final = KINDS.index("performance")


@dataclass(slots=True)
class _Sent:
    """A message on its way; `event` is None for our own status and camera states."""

    event: Stored | None
    topic: str
    code: int | None = None


class MqttSink(Sink):
    """Publishes the journal.

    Args:
        journal: where events come from.
        cursor: name of the cursor in it.
        target: gives the broker and how to log in there, read anew for each connection.
        options: prefix, and QoS and retain of each topic.
        credentials: files that `target` reads.
        retained: what is remembered of states of cameras that are retained there.

    Raises:
        UserError: a password or certificate cannot be read.
    """

    name = "mqtt"

    def __init__(  # noqa: PLR0913 -- what a sink has, and what a broker takes
        self,
        journal: Journal,
        cursor: str,
        target: Callable[[], Target],
        options: Mqtt,
        credentials: Watched | None = None,
        *,
        retained: Retained | None = None,
    ) -> None:
        super().__init__(journal, cursor, Backoff(), credentials)
        self._renewed = target
        self._target = target()
        self._options = options
        self._status = f"{options.prefix}/status"
        self._subscriptions: dict[str, Callback] = {}
        self._inflight = _INFLIGHT
        self._link: Link | None = None
        self._progressed = 0.0
        self._verdicts, self._asked = Verdicts(options.prefix), 0.0
        self._states = CameraStates(options.prefix, retained or Retained(None, cursor))
        self._takeover = Takeover()
        self._alias = ""  # another name, when somebody else may be logged in under ours
        self._notice: str | None = None
        self._repeated = 0  # the row of `set_aside` up to which all was sent again
        self._sent: OrderedDict[int, _Sent] = OrderedDict()

    def subscribe(self, topic: str, callback: Callback) -> None:
        """Have `callback(topic, payload)` called, from another thread, with what anyone publishes on `topic`."""
        self._subscriptions[topic] = _guarded(callback)
        if self._link is not None:
            self._link.subscribe(topic)

    def unsubscribe(self, topic: str) -> None:
        """Have nothing called any more for what is published on `topic`."""
        self._subscriptions.pop(topic, None)
        if self._link is not None:
            self._link.unsubscribe(topic)

    def cameras(self, names: Iterable[str]) -> None:
        """Which cameras there are from now on: what the broker retains of others is taken away. From any thread."""
        self._states.wanted = frozenset(names)
        self.wake.set()

    def deliver(self, reader: Reader) -> None:
        """Connect and publish until finished; see `Sink.deliver`."""
        self._sent = OrderedDict()
        self._states.connecting()
        self._verdicts.connecting()
        self._log_in()
        link = Link(self._target, self._status, self._inflight, self.wake, self._subscriptions)
        try:
            self._open(link)
            self._publish_on(link, reader)
            self._say_goodbye(link)
        except Unavailable:
            unanswered = next((one for one in self._sent.values() if one.code is None), None)
            if link.lost is not None and unanswered is not None:
                self._verdicts.suspect.lost_with(unanswered.event)
            raise
        except OldProtocol:
            self._target = replace(self._target, protocol=MQTTProtocolVersion.MQTTv311)
            raise Unavailable("connecting", "the broker does not support MQTT 5; using 3.1.1", 0.0) from None
        finally:
            self._link = None
            link.close()

    def _log_in(self) -> None:
        """With the credentials as they are now: they may have been replaced since they were refused."""
        try:
            target = replace(self._renewed(), protocol=self._target.protocol)
            self._target = replace(target, client_id=f"{target.client_id}{self._alias}")
        except UserError as error:
            raise Unavailable("refused", str(error), SLOW_S) from error

    def _open(self, link: Link) -> None:
        link.open()
        if link.receive_maximum < self._inflight:
            self._inflight = link.receive_maximum
            raise Unavailable("connecting", f"the broker accepts {self._inflight} messages at a time", 0.0)
        self._takeover.opened()
        self._link = link  # before subscribing: whoever subscribes meanwhile does it on this link
        for topic in tuple(self._subscriptions):
            link.subscribe(topic)
        self._send(link, None, self._status, b"online", 1, retain=True)
        self._forget_cameras(link)
        for topic, state in self._states.known:
            self._send(link, None, topic, state, 1, retain=True)

    def _publish_on(self, link: Link, reader: Reader) -> None:
        """Keep the window filled; acknowledged events leave it in order."""
        queue: deque[Stored] = deque()
        read = done = self.journal.position(self.cursor)
        self._progressed = time.monotonic()
        self._well(proven=done >= self.journal.totals.last)
        while not self.finished(done):
            self.wake.clear()
            done = self._settle(link, done)
            self._check(link)
            self._tell_double()
            self._forget_cameras(link)
            last = self.journal.totals.last
            if not queue and not self._sent:
                queue.extend(self._repeat(reader))
            if not queue and read < last:
                queue.extend(reader.after(read, WINDOW, _BATCH_BYTES))
                read = queue[-1].seq if queue else last
            if not queue and not self._sent and done < last:  # numbers without an event: lost when a file was damaged
                self.journal.settle(self.cursor, Settled(last, 0))
                done = last
            if not self._send_some(link, queue, done):
                self._rest(link)

    def _repeat(self, reader: Reader) -> list[Stored]:
        """What somebody asked to be sent again of what was set aside."""
        if not self.journal.totals.again.get(self.cursor):
            self._repeated = 0
            return []
        events = reader.again(self.cursor, self._repeated, WINDOW)
        self._repeated = events[-1].again if events else self._repeated
        return events

    def _tell_double(self) -> None:
        """Under another name the connection lasts: under ours somebody else is logged in."""
        if self._alias and self._notice is None and self._takeover.lasts:
            name = self._target.client_id
            self._notice = (
                f"another machine logs in to {self._target.address} as '{name.removesuffix(self._alias)}', probably "
                f"with a copy of this machine's disk; this one continues as '{name}' — give each its own site"
            )
            log.warning(self._notice, sink=self.name)

    def _rest(self, link: Link) -> None:
        """Wait until a quarter of what is on its way is acknowledged, or there is something else to do."""
        link.patience = max(1, len(self._sent) // 4)
        if len(link.acknowledged) < link.patience:
            self.wake.wait(_IDLE_SECONDS)

    def _send_some(self, link: Link, queue: deque[Stored], done: int) -> int:
        """Fill the window from the queue; returns how many were sent."""
        sent = 0
        while queue and self._has_room(done):
            self._send_event(link, queue.popleft())
            sent += 1
        return sent

    def _has_room(self, done: int) -> bool:
        """Whether another message may be on its way. What was answered is not, whoever else is under suspicion."""
        window = self._verdicts.suspect.window(done)
        if len(self._sent) >= WINDOW or window == WINDOW:
            return len(self._sent) < WINDOW
        return sum(one.code is None for one in self._sent.values()) < window

    def _check(self, link: Link) -> None:
        if link.lost is not None:
            if self._takeover.suspected(link.lost):
                self._alias = f"-{secrets.token_hex(4)}"
            raise Unavailable("unreachable", f"connection to {self._target.address} lost: {link.lost}")
        if not self._sent:
            self._progressed = time.monotonic()
        silent = time.monotonic() - self._progressed
        if silent > _STALLED_SECONDS:
            raise Unavailable("unreachable", f"{self._target.address} no longer acknowledges messages")
        if silent > _SILENT_SECONDS and self.state == "running":
            self.state, self.reason = "unreachable", f"{self._target.address} does not respond"
            log.warning("the broker does not respond; events are kept in the journal", sink=self.name)

    def _send_event(self, link: Link, event: Stored) -> None:
        if event.fault is not None:
            self._sent[-event.seq] = _Sent(event, "", FAULTY)
            return
        topic = TOPICS[KINDS[event.kind]]
        options = getattr(self._options.topics, topic)
        if self._verdicts.suspect.convicted(event.seq):
            self._sent[-event.seq] = _Sent(event, topic, FATAL)
            return
        if len(event.body) + len(topic) + _OVERHEAD > link.maximum_packet:
            self._sent[-event.seq] = _Sent(event, topic, TOO_LARGE)
            return
        self._send(link, event, f"{self._options.prefix}/{topic}", event.body, options.qos, retain=options.retain)
        if event.kind == _PERFORMANCE:
            self._send_camera_state(link, event.body)

    def _send_camera_state(self, link: Link, body: bytes) -> None:
        """Whoever subscribes later still learns how each camera is: its newest state is retained."""
        if found := self._states.newest(body):
            self._send(link, None, *found, 1, retain=True)

    def _forget_cameras(self, link: Link) -> None:
        """An empty message takes away what a broker retains."""
        for topic in self._states.to_clear():
            self._send(link, None, topic, b"", 1, retain=True)

    def _send(self, link: Link, event: Stored | None, topic: str, payload: bytes, qos: int, *, retain: bool) -> None:  # noqa: PLR0913 -- a message has as many parts
        mid = link.publish(topic, payload, qos, retain=retain)
        self._sent[mid] = _Sent(event, topic)

    def _settle(self, link: Link, done: int) -> int:
        """Record acknowledgements; the cursor follows the unbroken row of them. Returns where it is."""
        while link.acknowledged:
            mid, code = link.acknowledged.popleft()
            if mid in self._sent:
                self._sent[mid].code = code
        acked, unheard, refused, again, last, before = 0, 0, [], [], done, len(self._sent)
        try:
            while self._sent and (first := next(iter(self._sent.values()))).code is not None:
                reason = self._refusal(first)
                if self._is_open(link, first, reason):
                    break
                self._sent.popitem(last=False)
                if first.event is None:
                    if first.code < FAILURE:
                        self._states.taken(first.topic)
                else:
                    refused += [Refused(first.event.seq, reason, first.event.body, first.event.again)] if reason else []
                    if first.event.again:
                        again += [first.event.again] if reason is None else []
                        continue
                    unheard += first.code == NOBODY
                    acked += reason is None
                    last = first.event.seq
                    self.delivered([first.event])
        finally:
            if len(self._sent) < before:
                self._progressed = time.monotonic()
                self.backoff.reset()
                self._well(proven=last > done or bool(again))
            if last > done or again or refused:
                self.journal.settle(self.cursor, Settled(last, acked, tuple(refused), tuple(again), unheard))
        return last

    def _well(self, *, proven: bool) -> None:
        """That a broker lets us in says nothing yet where it has refused what we publish."""
        if proven or self.state != "refused":
            self.working()

    def _refusal(self, first: _Sent) -> str | None:
        if first.event is None or first.code is None:
            return None
        return self._verdicts.on(first.event, first.topic, first.code, self._target.username)

    def _is_open(self, link: Link, first: _Sent, reason: str | None) -> bool:
        """Whether it waits, and all after it: for subscribers, or for what the broker says to others."""
        if first.event is not None and first.code == NOBODY and self._verdicts.hearers.awaited(first.topic):
            self._ask_again(link)
            return True
        return reason is not None and not self._is_about_it(first, reason)

    def _is_about_it(self, first: _Sent, reason: str) -> bool:
        """Whether a refusal is about this event: what was set aside before is, and the broker takes others."""
        if first.event is None or first.event.again or first.code == FAULTY:
            return True
        codes = [one.code for one in self._sent.values() if one.event is not None]
        room = self._has_room(first.event.seq - 1)
        more = max(one.event.seq for one in self._sent.values() if one.event) < self.journal.totals.last
        return self._verdicts.credible(reason, [*codes, None] if room and more else codes)

    def _ask_again(self, link: Link) -> None:
        """Publish the first event again that nobody got; those after it wait in their order."""
        self._progressed = time.monotonic()
        _, first = self._sent.popitem(last=False)
        event = first.event
        assert event is not None  # noqa: S101 -- whoever calls has looked
        self.state = "waiting"
        self.reason = f"nobody is subscribed to {first.topic} any more; waiting for subscribers"
        if time.monotonic() - self._asked < _ASK_SECONDS:
            self._sent = OrderedDict([(-event.seq, first), *self._sent.items()])
            return
        self._asked = time.monotonic()
        options = getattr(self._options.topics, TOPICS[KINDS[event.kind]])
        mid = link.publish(first.topic, event.body, options.qos, retain=options.retain)
        self._sent = OrderedDict([(mid, _Sent(event, first.topic)), *self._sent.items()])

    def stats(self) -> dict[str, Any]:
        """See `Sink.stats`; `unheard` of the acknowledged events found nobody subscribed."""
        return {**super().stats(), "unheard": self.journal.totals.unheard, "notice": self._notice}

    def _say_goodbye(self, link: Link) -> None:
        """Nobody needs a last will for an orderly end."""
        link.patience = 1
        last = link.publish(self._status, b"offline", 1, retain=True)
        deadline = time.monotonic() + _CLOSE_SECONDS
        while link.lost is None and time.monotonic() < deadline:
            self.wake.clear()
            if any(mid == last for mid, _ in link.acknowledged):
                return
            self.wake.wait(0.1)


def _guarded(callback: Callback) -> Callback:
    """What strangers publish must not end the connection."""

    def call(topic: str, payload: bytes) -> None:
        try:
            callback(topic, payload)
        except Exception:  # the callback is another room's; we only carry
            log.exception("a subscriber failed", topic=topic)

    return call
