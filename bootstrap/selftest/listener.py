"""A subscriber that keeps what it hears."""

from __future__ import annotations

import secrets
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from paho.mqtt.enums import MQTTProtocolVersion

from bootstrap.selftest.delivery import error
from core.errors import UserError
from core.sinks.connection import Connection, OldProtocol, Target
from core.sinks.secrets import reveal
from core.sinks.sink import Unavailable
from core.telemetry.targets import mqtt_target

if TYPE_CHECKING:
    import paho.mqtt.client as paho

    from bootstrap.selftest.run import Run
    from core.telemetry import Telemetry

_SUBACK_SECONDS: Final = 10.0


class Listener(Connection):
    """Hears everything on one topic; no session of ours outlives it."""

    def __init__(self, target: Target) -> None:
        self.heard: list[bytes] = []
        self._granted = threading.Event()
        super().__init__(target, threading.Event(), session=0)
        self.client.on_message = self._on_message

    def listen(self, topic: str) -> None:
        """Return when the broker has taken the subscription.

        Raises:
            Unavailable: it does not.
        """
        self._topic = topic
        self.open()
        self.subscribe(topic)
        if not self._granted.wait(_SUBACK_SECONDS) or self.refused_topics:
            raise Unavailable("refused", f"the broker denied {self.target.username!r} the subscription to {topic}")

    def leave(self) -> None:
        """Take the subscription back and go."""
        if self.lost is None:
            self.client.unsubscribe(self._topic)
        self.close()

    def _on_subscribe(self, _c: object, _u: object, mid: int, codes: list[Any], _p: object) -> None:
        super()._on_subscribe(_c, _u, mid, codes, _p)
        self._granted.set()

    def _on_message(self, _c: object, _u: object, message: paho.MQTTMessage) -> None:
        self.heard.append(bytes(message.payload))


def listen(run: Run, telemetry: Telemetry) -> Listener | UserError:
    """A subscriber of everything the run publishes, or why there is none; it leaves when the run ends."""
    assert run.places.mqtt is not None  # noqa: S101 - else there is nothing to listen to
    topic = f"{run.places.mqtt.prefix}/#"
    try:
        target = _target(run, telemetry)
        try:
            return _opened(run, target, topic)
        except OldProtocol:
            return _opened(run, replace(target, protocol=MQTTProtocolVersion.MQTTv311), topic)
    except UserError as problem:
        return problem
    except (Unavailable, OldProtocol) as problem:
        return error(run, str(problem))


def _opened(run: Run, target: Target, topic: str) -> Listener:
    made = Listener(target)
    run.stack.callback(made.leave)
    made.listen(topic)
    return made


def _target(run: Run, telemetry: Telemetry) -> Target:
    """The app's credentials where setup has made some, else the engine's."""
    name = f"smart-intersection-selftest-{secrets.token_hex(4)}"
    options = run.places.app.mqtt or run.places.telemetry.mqtt
    if run.places.profile != "embedded" and options is not None:
        return mqtt_target(options, name, run.places.protocol)
    broker = telemetry.broker()
    host, _, port = broker["address"].rpartition("/")[2].partition(":")
    password = reveal(None, broker["password_file"], "broker's password")
    return Target(host, int(port), name, broker["username"], password, MQTTProtocolVersion.MQTTv311)
