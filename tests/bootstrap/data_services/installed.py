"""An installation with doubles of InfluxDB and Grafana and a real broker, and ways to look into and break it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import points
import psutil
from command_line import apart, call
from installation import Client
from ports import free_ports

from bootstrap.grafana.site import Site as GrafanaSite
from bootstrap.http_api import Api
from bootstrap.influx.client import Influx
from bootstrap.influx.names import OPERATOR
from bootstrap.layout import Layout
from bootstrap.services import control
from bootstrap.setup import run
from bootstrap.setup.context import Choices, Context

if TYPE_CHECKING:
    import subprocess

    from bootstrap.converge.report import Report, Result
    from bootstrap.influx.models import Authorization

ROOT = Path(__file__).resolve().parents[3]
OK = 200
NOW = time.time_ns()  # of points: what is older than the retention is refused
SERVICES = ["influxdb", "grafana"]
ALL = ["mosquitto", *SERVICES]  # those that store something
EVERY = [*ALL, "evidence"]
BROKER = shutil.which("mosquitto", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")))


@dataclass
class Installed:
    """Where it is and where its releases come from."""

    prefix: Path
    catalogue: Path
    mirror: str
    ports: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ports = dict(zip(EVERY, free_ports(len(EVERY)), strict=True))

    @property
    def layout(self) -> Layout:
        return Layout(self.prefix)

    def context(self, *, check: bool = False, diff: bool = False, shorten: bool = False) -> Context:
        choices = Choices(ports=self.ports, catalogue=self.catalogue, mirror=self.mirror, shorten=shorten)
        return Context(self.layout, choices, check=check, diff=diff)

    def setup(self, *only: str, **how: bool) -> Report:
        return run.setup(self.context(**how), list(only) or SERVICES)

    def arguments(self) -> list[str]:
        ports = [word for name, port in self.ports.items() for word in ("--port", f"{name}={port}")]
        return ["--prefix", str(self.prefix), "--catalogue", str(self.catalogue), "--mirror", self.mirror, *ports]

    def command(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """The product's own command line, in a process of its own, with all choices."""
        return apart(*words, *self.arguments(), env=self._environment(env))

    def verb(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """As `command`, but in this process and without any choice but where it is."""
        return call(*words, "--prefix", str(self.prefix), env=self._environment(env))

    def _environment(self, env: dict[str, str]) -> dict[str, str]:
        return {"SMART_INTERSECTION_HOME": str(self.prefix.parent / "home"), **env}

    def secret(self, name: str) -> str:
        return self.layout.secrets.joinpath(name).read_text().strip()

    def influx_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['influxdb']}"

    def operator(self) -> Influx:
        return Influx(self.influx_url(), self.secret(OPERATOR))

    def influx_api(self, secret: str = OPERATOR) -> Api:
        return Api("InfluxDB", self.influx_url(), {"Authorization": f"Token {self.secret(secret)}"})

    def org(self) -> str:
        found = self.operator().organization("smart-intersection")
        assert found
        return found.id

    def bucket(self, name: str = "traffic") -> Any:
        return self.operator().bucket(self.org(), name)

    def authorization(self, description: str) -> Authorization:
        (found,) = [one for one in self.operator().authorizations() if one.description.endswith(description)]
        return found

    def grafana(self) -> Api:
        return GrafanaSite(f"http://127.0.0.1:{self.ports['grafana']}").admin(self.context())

    def datasource_health(self) -> str:
        path = "/api/datasources/uid/smart-intersection-influxdb/health"
        return str(self.grafana().get(path).data["message"])

    def write(self, line: str) -> None:
        """A point, sent with the engine's own token as the engine sends it."""
        import httpx  # noqa: PLC0415 - as the product does

        answer = httpx.post(
            f"{self.influx_url()}/api/v2/write",
            params={"org": "smart-intersection", "bucket": "traffic"},
            content=line.encode(),
            headers={"Authorization": f"Token {self.secret('influxdb-engine')}"},
            trust_env=False,
        )
        assert answer.status_code == 204, answer.text

    def stored(self) -> str:
        """All points of the bucket as lines, the oldest first, asked of the server."""
        return points.lines(self.influx_api(), "smart-intersection", "traffic")

    def mqtt(self, user: str) -> Client:
        """The broker, spoken to as one of its clients."""
        return Client(self.ports["mosquitto"], user, self.secret(f"mqtt-{user}"))

    def store(self, what: str) -> None:
        """Something in each service that no repair may lose: a point, a dashboard, a retained message."""
        self.write(f"kept,name={what} count=1i {NOW}")
        board = {"id": None, "uid": f"own-{what}", "title": what, "panels": [], "schemaVersion": 39}
        self.grafana().call("POST", "/api/dashboards/db", {"dashboard": board})
        if BROKER:
            engine = self.mqtt("engine")
            engine.publish(f"traffic/kept/{what}", b"here", retain=True)
            engine.close()
            self._written(f"traffic/kept/{what}")

    def _written(self, topic: str) -> None:
        """The broker writes its messages every few seconds; SIGUSR1 has it do so now."""
        database = self.layout.data("mosquitto") / "mosquitto.db"
        before = _changed(database)
        os.kill(self.pid("mosquitto"), signal.SIGUSR1)
        deadline = time.monotonic() + 60
        while _changed(database) == before:
            assert time.monotonic() < deadline, topic
            time.sleep(0.05)

    def holds(self, what: str) -> dict[str, bool]:
        """In which services it still is."""
        found = {"influxdb": f"kept,name={what} " in self.stored()}
        found["grafana"] = self.grafana().get(f"/api/dashboards/uid/own-{what}").status == OK
        if BROKER:
            app = self.mqtt("app")
            app.subscribe(f"traffic/kept/{what}")
            found["mosquitto"] = app.expect(1) == [(f"traffic/kept/{what}", b"here")]
            app.close()
        return found

    def pid(self, name: str) -> int:
        (found,) = [one for one in control.status(self.layout) if one.name == name]
        assert found.pid, found
        return found.pid

    def stop(self) -> None:
        control.stop_all(self.layout)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def listening(pids: list[int]) -> set[tuple[str, int]]:
    """Addresses these processes listen on, TCP, and that they have bound, UDP."""
    found = [one for one in psutil.net_connections("inet") if one.pid in pids and one.laddr]
    tcp = [one for one in found if one.type != socket.SOCK_STREAM or one.status == psutil.CONN_LISTEN]
    return {(one.laddr.ip, one.laddr.port) for one in tcp}


def changed(report: Report) -> dict[str, str]:
    """What a run has changed, and why; it must have gone well."""
    bad = [f"{task.name}: {task.reason} ({task.remedy})" for task in report.tasks if task.state == "failed"]
    assert not bad, bad
    return {task.name: task.reason for task in report.tasks if task.state == "changed"}


def failed(report: Report) -> Result:
    (found,) = [task for task in report.tasks if task.state == "failed"]
    return found


def recap(output: str) -> dict[str, int]:
    return dict(json.loads(output)["recap"])
