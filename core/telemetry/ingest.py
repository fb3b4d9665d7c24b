"""Many edge machines, one database: events from a broker into a journal of our own, and from there into InfluxDB.

One process reads everything; several share the load through an MQTT 5 shared subscription where the broker keeps such
subscriptions over its restarts. A message is acknowledged only when it is on this machine's disk, so nothing is lost
between broker and database; what comes twice becomes the same point.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog
from paho.mqtt.enums import MQTTProtocolVersion

from core.errors import UserError
from core.journal.aside import Refused
from core.journal.journal import Journal
from core.journal.rows import Row
from core.journal.schema import INGEST_JOURNAL
from core.journal.totals import Settled
from core.scrub import unexpected
from core.settings.sinks.influx import cursor
from core.sinks.backoff import Backoff
from core.sinks.connection import OldProtocol
from core.sinks.influx import InfluxSink, token
from core.sinks.sink import Unavailable, pause
from core.sinks.takeover import Takeover
from core.telemetry import subscription
from core.telemetry.intake import Intake, read
from core.telemetry.subscription import VERSION_TOPIC
from core.telemetry.targets import mqtt_credentials, mqtt_target
from core.threads import After, thread

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings.models import Telemetry as Options
    from core.sinks.connection import Target
    from core.telemetry.subscription import Topics

log = structlog.get_logger()

_IDLE_SECONDS: Final = 0.5
_FLUSH_SECONDS: Final = 5.0
_SLOW: Final = 30.0
_TIMES: Final = 8  # short connections in a row; a broker may be restarted a few times
_VERSION_SECONDS: Final = 3.0  # for the broker to tell its version


class Ingest:
    """Subscribes, keeps, writes.

    Args:
        options: `telemetry` of the configuration; mqtt and influx are both needed.
        state_dir: folder of the journal.
        group: processes of the same group share the messages among them, if the broker is good for that; None: this
            process takes all.
        prefix: what to read; may hold wildcards, as in `traffic/+`, and then the level in place of the last one is the
            site. Default: the prefix of the configuration, and a level below it for each site.

    Raises:
        UserError: the configuration names no broker or no database.
    """

    def __init__(self, options: Options, state_dir: Path, group: str | None = None, prefix: str | None = None) -> None:
        if options.mqtt is None or options.influx is None:
            raise UserError(
                "ingest requires an MQTT broker to read from and a database to write to",
                "add telemetry.mqtt and telemetry.influx to the configuration",
            )
        self._mqtt, self._influx = options.mqtt, options.influx
        self._group, self._wanted = group, subscription.filters(prefix or self._mqtt.prefix)
        self._protocol = MQTTProtocolVersion.MQTTv5
        self._notice: str | None = None
        self._takeover = Takeover(_TIMES)
        self._cursor = cursor(self._influx)
        self._journal = Journal(state_dir / INGEST_JOURNAL, options.journal, [self._cursor])
        self._sink: InfluxSink | None = None
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._backoff = Backoff()
        self._credentials = mqtt_credentials(self._mqtt)
        self._thread = thread(self._run, "ingest", after=After.AGAIN)
        self._received = self._refused = 0
        self._state = "connecting"
        self._reason: str | None = None

    def start(self) -> None:
        """Open the journal, and receive and write from now on.

        Raises:
            UserError: the journal, a password or a certificate cannot be used.
        """
        self._journal.open()
        try:
            self._target = self._log_in()
            self._sink = InfluxSink(self._journal, self._cursor, self._influx, partial(token, self._influx))
        except BaseException:
            self._journal.close()
            raise
        self._sink.start()
        self._thread.start()

    def _log_in(self) -> Target:
        """The broker, with the credentials as they are now."""
        return mqtt_target(self._mqtt, f"smart-intersection-ingest-{self._journal.client}", self._protocol)

    def stats(self) -> dict[str, Any]:
        """Counts: of this run for what was received, over all runs for journal and database."""
        intake = {
            "received": self._received,
            "refused": self._refused,
            "state": self._state,
            "reason": self._reason,
            "notice": self._notice,
        }
        sinks = {"influx": self._sink.stats()} if self._sink else {}
        return {"intake": intake, "journal": self._journal.stats(), "sinks": sinks}

    def close(self, timeout: float = 10.0) -> None:
        """Stop receiving, give the database up to `timeout` seconds to take what is here, and close."""
        deadline = time.monotonic() + timeout
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        if self._sink is not None:
            self._sink.close(deadline)
            self._sink.join(max(0.0, deadline - time.monotonic()) + 1.0)
        self._journal.close()

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._receive()
            except Unavailable as problem:
                self._pause(problem)
            except UserError as error:  # a credential that is being replaced
                self._pause(Unavailable("refused", str(error), _SLOW))
            except Exception as error:  # it must go on, whatever strangers publish
                log.exception("unexpected error while receiving")
                self._pause(Unavailable("failed", unexpected(error)))

    def _pause(self, problem: Unavailable) -> None:
        if (self._state, self._reason) != (problem.state, problem.reason):
            log.warning("not receiving; the broker queues new messages", reason=problem.reason)
        self._state, self._reason = problem.state, problem.reason
        pause(self._closing, problem, self._backoff, self._credentials)

    def _receive(self) -> None:
        """One connection: receive until it is lost or we close."""
        self._target = self._log_in()
        intake = Intake(self._target, self._wake)
        try:
            self._open(intake)
            while not self._closing.is_set():
                self._wake.clear()
                self._check(intake)
                if not self._take(intake):
                    self._wake.wait(_IDLE_SECONDS)
        finally:
            intake.close()

    def _open(self, intake: Intake) -> None:
        try:
            intake.open()
        except OldProtocol:
            self._protocol = MQTTProtocolVersion.MQTTv311
            raise Unavailable("connecting", "the broker does not support MQTT 5; using 3.1.1", 0.0) from None
        topics = self._topics(intake)
        for topic in topics.filters:
            intake.subscribe(topic)
        for topic in topics.former:
            intake.unsubscribe(topic)
        self._takeover.opened()
        intake.await_subscriptions()
        self._check(intake)
        if topics.notice != self._notice and topics.notice:
            log.warning("each process of the group reads everything", reason=topics.notice)
        self._notice = topics.notice
        self._state, self._reason = "running", None
        log.info("receiving", broker=self._target.address, topics=topics.filters)

    def _topics(self, intake: Intake) -> Topics:
        if self._group is None:
            return subscription.plain(self._wanted)
        if self._protocol != MQTTProtocolVersion.MQTTv5:
            return subscription.plain(self._wanted, "the broker does not support MQTT 5")
        return subscription.shared(self._wanted, self._group, self._target.password, self._version(intake))

    def _version(self, intake: Intake) -> str | None:
        """What the broker says it is; None if it does not say so, or not to us."""
        intake.subscribe(VERSION_TOPIC)
        until = time.monotonic() + _VERSION_SECONDS
        while intake.version is None and not intake.refused_topics and time.monotonic() < until:
            if self._closing.wait(0.02):
                break
        intake.refused_topics.clear()
        intake.unsubscribe(VERSION_TOPIC)
        return intake.version

    def _check(self, intake: Intake) -> None:
        if intake.refused_topics:
            topic = intake.refused_topics[0]
            raise Unavailable("refused", f"the broker denies read access to {topic} — grant it to this user", _SLOW)
        if intake.lost is not None:
            lost = f"connection to {self._target.address} lost: {intake.lost}"
            if self._takeover.suspected(intake.lost):
                lost = f"{lost}, again and again; another ingest may log in as '{self._target.client_id}'"
                raise Unavailable("unreachable", f"{lost} — delete the copy of this journal there", _SLOW)
            raise Unavailable("unreachable", lost)

    def _take(self, intake: Intake) -> int:
        """Everything that has come: on the disk first, acknowledged then."""
        messages = intake.take()
        if not messages:
            return 0
        arrived = [read(message, self._wanted) for message in messages]
        self._journal.append([row for row in arrived if isinstance(row, Row)])
        refused = tuple(item for item in arrived if isinstance(item, Refused))
        if refused:
            self._journal.settle(self._cursor, Settled(0, 0, refused))
        self._until_safe()
        for message in messages:
            intake.acknowledge(message)
        self._received += len(messages)
        self._refused += len(refused)
        self._backoff.reset()
        return len(messages)

    def _until_safe(self) -> None:
        """Wait for the journal, through a full disk if need be; the broker keeps the rest meanwhile."""
        while not self._journal.flush(_FLUSH_SECONDS):
            if self._closing.is_set():
                raise Unavailable("closed", "closed before the journal could be written")
