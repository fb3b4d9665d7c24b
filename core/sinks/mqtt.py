"""The MQTT sink: every event on its topic, and a cursor that only an acknowledgement moves."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import structlog
from paho.mqtt.enums import MQTTProtocolVersion

from core.errors import UserError
from core.journal.totals import Settled
from core.sinks.acknowledgements import FAULTY, SLOW_S, WINDOW, Verdicts
from core.sinks.backoff import Backoff
from core.sinks.camera_states import CameraStates
from core.sinks.connection import OldProtocol, Target
from core.sinks.hearers import NOBODY
from core.sinks.link import Link
from core.sinks.outbox import Outbox, Sent
from core.sinks.retained import Retained
from core.sinks.sink import Sink, Unavailable
from core.sinks.subscriptions import Subscriptions
from core.sinks.takeover import Takeover
from core.sinks.tally import Tally
from core.sinks.upcoming import Upcoming

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
_IDLE_SECONDS: Final = 0.5
_SILENT_SECONDS: Final = 10.0  # without an answer after which the broker is not told to be well any more
_STALLED_SECONDS: Final = 30.0
_ASK_SECONDS: Final = 2.0  # between two looks whether subscribers are back


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
        self._subscriptions = Subscriptions()
        self._inflight = _INFLIGHT
        self._progressed = 0.0
        self._verdicts, self._asked = Verdicts(options.prefix), 0.0
        self._states = CameraStates(options.prefix, retained or Retained(None, cursor))
        self._takeover = Takeover()
        self._notice: str | None = None

    def subscribe(self, topic: str, callback: Callback) -> None:
        """Have `callback(topic, payload)` called, from another thread, with what anyone publishes on `topic`."""
        self._subscriptions.add(topic, callback)

    def unsubscribe(self, topic: str) -> None:
        """Have nothing called any more for what is published on `topic`."""
        self._subscriptions.remove(topic)

    def cameras(self, names: Iterable[str]) -> None:
        """Which cameras there are from now on: what the broker retains of others is taken away. From any thread."""
        self._states.wanted = frozenset(names)
        self.wake.set()

    def deliver(self, reader: Reader) -> None:
        """Connect and publish until finished; see `Sink.deliver`."""
        self._states.connecting()
        self._verdicts.connecting()
        self._log_in()
        link = Link(self._target, self._status, self._inflight, self.wake, self._subscriptions.callbacks)
        outbox = Outbox(link, self._options, self._states, self._verdicts.suspect)
        try:
            self._open(link)
            outbox.greet()
            self._publish_on(link, outbox, reader)
            outbox.say_goodbye(self.wake)
        except Unavailable:
            if link.lost is not None and (unanswered := outbox.unanswered):
                self._verdicts.suspect.lost_with(unanswered[0].event)
            raise
        except OldProtocol:
            self._target = replace(self._target, protocol=MQTTProtocolVersion.MQTTv311)
            raise Unavailable("connecting", "the broker does not support MQTT 5; using 3.1.1", 0.0) from None
        finally:
            self._subscriptions.disconnected()
            link.close()

    def _log_in(self) -> None:
        """With the credentials as they are now: they may have been replaced since they were refused."""
        try:
            target = replace(self._renewed(), protocol=self._target.protocol)
            self._target = replace(target, client_id=f"{target.client_id}{self._takeover.alias}")
        except UserError as error:
            raise Unavailable("refused", str(error), SLOW_S) from error

    def _open(self, link: Link) -> None:
        link.open()
        if link.receive_maximum < self._inflight:
            self._inflight = link.receive_maximum
            raise Unavailable("connecting", f"the broker accepts {self._inflight} messages at a time", 0.0)
        self._takeover.opened()
        self._subscriptions.connected(link)

    def _publish_on(self, link: Link, outbox: Outbox, reader: Reader) -> None:
        """Keep the window filled; acknowledged events leave it in order."""
        upcoming = Upcoming(self.journal, self.cursor, reader)
        done = self.journal.position(self.cursor)
        self._progressed = time.monotonic()
        self._well(proven=done >= self.journal.totals.last)
        while not self.finished(done):
            self.wake.clear()
            done = self._settle(outbox, done)
            self._check(link, outbox)
            outbox.forget_cameras()
            last = self.journal.totals.last
            upcoming.fill(idle=not outbox)
            if not upcoming and not outbox and done < last:  # numbers without an event: lost when a file was damaged
                self.journal.settle(self.cursor, Settled(last, 0))
                done = last
            if not self._send_some(outbox, upcoming, done):
                outbox.wait(self.wake, _IDLE_SECONDS)

    def _send_some(self, outbox: Outbox, upcoming: Upcoming, done: int) -> int:
        """Fill the window; returns how many were sent."""
        before = len(outbox)
        while upcoming and self._has_room(outbox, done):
            outbox.send(upcoming.next())
        return len(outbox) - before

    def _has_room(self, outbox: Outbox, done: int) -> bool:
        """Whether another message may be on its way. What was answered is not, whoever else is under suspicion."""
        window = self._verdicts.suspect.window(done)
        return len(outbox) < WINDOW and (window == WINDOW or len(outbox.unanswered) < window)

    def _check(self, link: Link, outbox: Outbox) -> None:
        if link.lost is not None:
            if self._takeover.suspected(link.lost):
                self._takeover.rename()
            raise Unavailable("unreachable", f"connection to {self._target.address} lost: {link.lost}")
        if self._notice is None and (double := self._takeover.proven(self._target.address, self._target.client_id)):
            self._notice = double
            log.warning(double, sink=self.name)
        if not outbox:
            self._progressed = time.monotonic()
        silent = time.monotonic() - self._progressed
        if silent > _STALLED_SECONDS:
            raise Unavailable("unreachable", f"{self._target.address} no longer acknowledges messages")
        if silent > _SILENT_SECONDS and self.state == "running":
            self.state, self.reason = "unreachable", f"{self._target.address} does not respond"
            log.warning("the broker does not respond; events are kept in the journal", sink=self.name)

    def _settle(self, outbox: Outbox, done: int) -> int:
        """Record acknowledgements; the cursor follows the unbroken row of them. Returns where it is."""
        outbox.hear()
        tally, before = Tally(done), len(outbox)
        try:
            while (first := outbox.first) is not None and first.code is not None:
                reason = self._refusal(first)
                if self._is_open(outbox, first, reason):
                    break
                outbox.done()
                if first.event is not None and tally.add(first.event, first.code, reason):
                    self.delivered([first.event])
        finally:
            if len(outbox) < before:
                self._progressed = time.monotonic()
                self.backoff.reset()
                self._well(proven=tally.proven)
            if settled := tally.settled():
                self.journal.settle(self.cursor, settled)
        return tally.last

    def _well(self, *, proven: bool) -> None:
        """That a broker lets us in says nothing yet where it has refused what we publish."""
        if proven or self.state != "refused":
            self.working()

    def _refusal(self, first: Sent) -> str | None:
        if first.event is None or first.code is None:
            return None
        return self._verdicts.on(first.event, first.topic, first.code, self._target.username)

    def _is_open(self, outbox: Outbox, first: Sent, reason: str | None) -> bool:
        """Whether it waits, and all after it: for subscribers, or for what the broker says to others."""
        if first.event is not None and first.code == NOBODY and self._verdicts.hearers.awaited(first.topic):
            self._ask_again(outbox, first, first.event)
            return True
        return reason is not None and not self._is_about_it(outbox, first, reason)

    def _is_about_it(self, outbox: Outbox, first: Sent, reason: str) -> bool:
        """Whether a refusal is about this event: what was set aside before is, and the broker takes others."""
        if first.event is None or first.event.again or first.code == FAULTY:
            return True
        events = outbox.events
        codes = [one.code for one in events]
        newest = max(one.event.seq for one in events if one.event)
        more = newest < self.journal.totals.last and self._has_room(outbox, first.event.seq - 1)
        return self._verdicts.credible(reason, [*codes, None] if more else codes)

    def _ask_again(self, outbox: Outbox, first: Sent, event: Stored) -> None:
        """Publish the first event again that nobody got; those after it wait in their order."""
        self._progressed = time.monotonic()
        self.state = "waiting"
        self.reason = f"nobody is subscribed to {first.topic} any more; waiting for subscribers"
        if time.monotonic() - self._asked < _ASK_SECONDS:
            outbox.hold(first, event)
        else:
            self._asked = time.monotonic()
            outbox.repeat(first, event)

    def stats(self) -> dict[str, Any]:
        """See `Sink.stats`; `unheard` of the acknowledged events found nobody subscribed."""
        return {**super().stats(), "unheard": self.journal.totals.unheard, "notice": self._notice}
