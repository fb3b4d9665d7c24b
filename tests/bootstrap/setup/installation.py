"""A real installation for tests: set up through the same code as everybody's, looked at from outside."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
import psutil
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from ports import free_port

from bootstrap.converge.progress import Note, Progress
from bootstrap.services import control
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.run import setup

if TYPE_CHECKING:
    import ssl
    import subprocess

    from bootstrap.converge.report import Report
    from bootstrap.layout import Layout

ROOT = Path(__file__).parents[3]
NEEDS_BROKER = pytest.mark.skipif(
    not shutil.which("mosquitto", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"),
    reason="mosquitto is not installed (apt-get install mosquitto, brew install mosquitto)",
)


@dataclass
class Installation:
    """One prefix with the Mosquitto role on a free port."""

    layout: Layout
    port: int = field(default_factory=free_port)
    notes: list[str] = field(default_factory=list)

    def context(self, **how: Any) -> Context:
        return Context(self.layout, Choices(ports={"mosquitto": self.port}), self._tell, **how)

    def setup(self, **how: Any) -> Report:
        return setup(self.context(**how), ["mosquitto"])

    def changed(self) -> dict[str, str]:
        """Run setup; what it changed and why. Nothing may fail, and a second run must find nothing."""
        report = self.setup()
        assert report.exit_code == 0, report.to_json()
        again = self.setup()
        assert again.recap["changed"] == again.recap["failed"] == 0, again.to_json()
        return {task.name.partition(" : ")[2]: task.reason for task in report.tasks if task.state == "changed"}

    def failure(self) -> tuple[str, str]:
        """Run setup; what failed, and the remedy."""
        failed = [task for task in self.setup().tasks if task.state == "failed"]
        assert len(failed) == 1
        return failed[0].reason, failed[0].remedy

    def pid(self) -> int:
        found = [status.pid for status in control.status(self.layout) if status.name == "mosquitto"]
        assert found[0]
        return found[0]

    def secret(self, user: str) -> str:
        return (self.layout.secrets / f"mqtt-{user}").read_text().strip()

    def _tell(self, progress: Progress) -> None:
        if isinstance(progress, Note):
            self.notes.append(progress.text)


def tree(folder: Path) -> dict[str, tuple[int, str]]:
    """Mode and content's hash of everything below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_mode, path.read_text("latin-1") if path.is_file() else "")
        for path in sorted(folder.rglob("*"))
    }


class Client:
    """An MQTT client that waits for what it expects; `session` names one that the broker keeps for it."""

    def __init__(
        self,
        port: int,
        user: str | None,
        password: str | None,
        tls: ssl.SSLContext | None = None,
        session: str = "",
    ) -> None:
        self.received: list[tuple[str, bytes]] = []
        self._client = paho.Client(CallbackAPIVersion.VERSION2, session, protocol=paho.MQTTv5)
        if user:
            self._client.username_pw_set(user, password)
        if tls:
            self._client.tls_set_context(tls)
        self._client.on_message = lambda *call: self.received.append((call[2].topic, call[2].payload))
        self._reasons: list[Any] = []
        self._client.on_connect = lambda *call: self._reasons.append(call[3])
        self._client.connect("127.0.0.1", port, 60, clean_start=not session, properties=_kept(600 if session else 0))
        self._pump(lambda: bool(self._reasons))

    @property
    def accepted(self) -> bool:
        return not self._reasons[0].is_failure

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        sent = self._client.publish(topic, payload, 1, retain)
        self._pump(sent.is_published)

    def subscribe(self, topic: str) -> None:
        done: list[object] = []
        self._client.on_subscribe = lambda *_: done.append(1)
        self._client.subscribe(topic, 1)
        self._pump(lambda: bool(done))

    def expect(self, count: int) -> list[tuple[str, bytes]]:
        self._pump(lambda: len(self.received) >= count, 400 + 2 * count)
        return self.received

    def forget(self) -> None:
        """End it, and have the broker forget its session."""
        self._client.disconnect(properties=_kept(0, PacketTypes.DISCONNECT))
        self._client.loop(0.02)

    def _pump(self, done: Any, most: int = 400) -> None:
        for _ in range(most):
            if done():
                return
            self._client.loop(0.02)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop(0.02)


def _kept(seconds: int, packet: int = PacketTypes.CONNECT) -> Properties:
    properties = Properties(packet)  # type: ignore[no-untyped-call]
    properties.SessionExpiryInterval = seconds
    return properties


def processes_of(layout: Layout) -> list[psutil.Process]:
    """Every process that has to do with this installation, by its command line."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(str(layout.prefix) in word for word in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def as_json(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    data = json.loads(done.stdout)
    assert isinstance(data, dict)
    return data
