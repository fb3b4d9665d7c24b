"""`Telemetry`: all of it together, as the engine uses it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from paho.mqtt.enums import MQTTProtocolVersion

from core.errors import UserError
from core.journal.journal import Journal
from core.journal.recount import Count
from core.journal.schema import JOURNAL
from core.settings.sinks import cursors
from core.sinks.connection import Target
from core.sinks.mqtt import MqttSink
from core.sinks.registry import Delivery, build
from core.sinks.retained import FILE, Retained
from core.sinks.sink import OFF
from core.telemetry.broker import HOST, USER, EmbeddedBroker
from core.telemetry.targets import mqtt_credentials, mqtt_options, mqtt_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from core.events import AnyEvent
    from core.settings.models import Settings
    from core.settings.sinks.mqtt import Mqtt
    from core.sinks.sink import Sink

_CLIENT: Final = "smart-intersection"


class Telemetry:
    """Takes events from any thread, keeps them, and delivers them.

    Args:
        settings: the whole configuration.
        state_dir: folder of the journal and of the embedded broker's password.
        protocol: of MQTT, spoken to brokers of the settings; the embedded one always hears 3.1.1.
    """

    def __init__(
        self,
        settings: Settings,
        state_dir: Path,
        protocol: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv5,
    ) -> None:
        self._protocol = protocol
        self._settings = settings
        self._state_dir = state_dir
        self._options = mqtt_options(settings)
        self._influx = settings.telemetry.influx
        self._cursors = cursors(settings.telemetry)
        self._journal = Journal(
            state_dir / JOURNAL, settings.telemetry.journal, [name for name in self._cursors.values() if name]
        )
        self._broker: EmbeddedBroker | None = None
        self._sinks: dict[str, Sink] = {}

    def start(self) -> None:
        """Open the journal, start the embedded broker if there is one, and deliver from now on.

        Raises:
            UserError: another engine has the journal, it cannot be written, or a password or certificate is missing.
        """
        self._journal.open()
        try:
            for name, cursor in self._cursors.items():
                if cursor:
                    self._sinks[name] = self._sink(name, cursor)
        except BaseException:
            self.close(0.0)
            raise
        for sink in self._sinks.values():
            sink.start()

    def _sink(self, name: str, cursor: str) -> Sink:
        if name == "mqtt" and self._options is not None:  # it also hears, and may have a broker of our own
            return self._mqtt_sink(self._options, cursor)
        return build(name, Delivery(self._journal, cursor, self._settings.telemetry, self._state_dir))

    def _mqtt_sink(self, options: Mqtt, cursor: str) -> Sink:
        if self._settings.telemetry.profile == "embedded":
            target = self._embedded(options)
            return MqttSink(self._journal, cursor, lambda: target, options)
        renewed = partial(mqtt_target, options, self._client_id(), self._protocol)
        retained = Retained(self._state_dir / FILE, cursor)
        return MqttSink(self._journal, cursor, renewed, options, mqtt_credentials(options), retained=retained)

    def _embedded(self, options: Mqtt) -> Target:
        self._broker = EmbeddedBroker(options.port, self._state_dir / "broker.password")
        self._broker.start()
        return Target(
            HOST, self._broker.port, self._client_id(), USER, self._broker.password, MQTTProtocolVersion.MQTTv311
        )

    def _client_id(self) -> str:
        return f"{_CLIENT}-{self._journal.client}"

    @property
    def instance(self) -> str:
        """Which journal it is; empty before `start`."""
        return self._journal.instance

    def emit(self, events: Sequence[AnyEvent]) -> None:
        """Take events from a frame loop. Never waits, never raises; what does not fit is counted as dropped."""
        if events:
            self._journal.append(events)

    def count(self, camera: str) -> Count:
        """What a count of a camera's recordings tells goes there instead: it takes the place of an earlier one's."""
        return Count(self._journal, self._settings.site, camera)

    def cameras(self, names: Iterable[str]) -> None:
        """Which cameras there are from now on; what a broker retains of others is taken away."""
        sink = self._sinks.get("mqtt")
        if isinstance(sink, MqttSink):
            sink.cameras(names)

    def subscribe(self, topic: str, callback: Callable[[str, bytes], None]) -> None:
        """Have `callback(topic, payload)` called, on another thread, for what anyone publishes on `topic`.

        Raises:
            UserError: there is no broker.
        """
        sink = self._sinks.get("mqtt")
        if not isinstance(sink, MqttSink):
            raise UserError(
                f"cannot subscribe to topic '{topic}': no MQTT broker is configured",
                "add telemetry.mqtt to the configuration",
            )
        sink.subscribe(topic, callback)

    def unsubscribe(self, topic: str) -> None:
        """Receive what is published on `topic` no more."""
        sink = self._sinks.get("mqtt")
        if isinstance(sink, MqttSink):
            sink.unsubscribe(topic)

    def stats(self) -> dict[str, Any]:
        """Counts of the journal and of all sinks, over all runs; see the report in the README."""
        sinks = {name: self._sinks[name].stats() if name in self._sinks else dict(OFF) for name in self._cursors}
        return {"journal": self._journal.stats(), "sinks": sinks}

    def broker(self) -> dict[str, Any]:
        """Where other programs of this machine find the broker, without its password."""
        sink = self._sinks.get("mqtt")
        if self._options is None or sink is None:
            return {"state": "off", "address": None}
        known = {"prefix": self._options.prefix, "reason": sink.reason}
        if self._broker is None:
            scheme = "mqtts" if self._options.tls else "mqtt"
            address = f"{scheme}://{self._options.host}:{self._options.port}"
            return {"state": sink.state, "address": address, "embedded": False, **known}
        return {
            "state": "running" if self._broker.running else "failed",
            "address": self._broker.address,
            "embedded": True,
            "username": USER,
            "password_file": str(self._broker.password_file),
            **known,
        }

    def database(self) -> dict[str, Any]:
        """Where time series are written to; address, organisation and bucket are None where nothing is."""
        sink = self._sinks.get("influx")
        if self._influx is None or sink is None:
            return {"state": "off", "address": None, "org": None, "bucket": None}
        known = {"address": self._influx.url.masked, "org": self._influx.org, "bucket": self._influx.bucket}
        return {"state": sink.state, "reason": sink.reason, **known}

    def close(self, timeout: float = 10.0) -> None:
        """Flush the journal, give the sinks up to `timeout` seconds to deliver, and close.

        What is left is in the journal and shown by `stats`; the next start goes on with it.
        """
        deadline = time.monotonic() + timeout
        self._journal.flush(timeout)
        for sink in self._sinks.values():
            sink.close(deadline)
        for sink in self._sinks.values():
            sink.join(max(0.0, deadline - time.monotonic()) + 1.0)
        if self._broker is not None:
            self._broker.close()
        self._journal.close()
