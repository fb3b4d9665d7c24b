"""Grafana's and InfluxDB's doubles without a process or a port: what setup asks goes straight to their routes.

For what owners do in the servers' pages: dozens of small cases, each on an installation of its own.
"""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Request
from double_parts.store import Store
from grafana_double import cli, provisioning
from grafana_double import server as grafana_server
from grafana_double.database import Database, user
from influxd_double import meta, recovery
from influxd_double import server as influx_server

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference
from bootstrap.grafana import admin, asking
from bootstrap.http_api import Answer, Api, RefusedError, UnreachableError
from bootstrap.influx import access
from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.services.spec import HttpProbe, ServiceSpec
from bootstrap.setup.context import Context
from bootstrap.setup.facts import Facts
from bootstrap.setup.roles import grafana, influxdb
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from bootstrap.converge.resource import Finding, Resource

_OTHER_KINDS = ("DataVersion", "Release", "OldVersions", "Port", "Service")


@dataclass
class Here:
    """An installation whose servers are objects.

    Args:
        prefix: where.
        version: Grafana's.
        command: version of Grafana's command line, if it shall be another.
    """

    prefix: Path
    version: str = "13.2.3"
    command: str = ""
    makes: tuple[Callable[[Context], Any], ...] = (influxdb._resources, grafana._resources)
    notes: list[str] = field(default_factory=list)
    started: int = 0
    grafana: Any = None
    influx: Any = None

    def __post_init__(self) -> None:
        self.layout = Layout(self.prefix)
        self.context = Context(self.layout, facts=_Facts(self), tell=self._tell)
        self.context.backend = self  # type: ignore[assignment]
        self.given = self.layout.config("grafana") / "provisioning"
        self.database = self.layout.data("grafana") / "grafana.db"
        self.influx = self._influxd()

    def _tell(self, step: object) -> None:
        if isinstance(step, Note):
            self.notes.append(step.text)

    def _influxd(self) -> Any:
        folder = self.layout.data("influxdb")
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(folder / "influxd.bolt", meta.EMPTY)
        return influx_server.Server(store, folder / "engine", "v2.9.1", hashed=True)

    # What setup asks of whoever keeps services running.
    def start(self, spec: ServiceSpec, *, anew: bool) -> None:
        if spec.name == "influxdb":
            self.influx = self._influxd()
        elif anew or self.grafana is None:
            self.started += 1
            self.grafana = self._grafana()

    def begin(self) -> None:
        """Both run, with the files that are there."""
        self._read_anew()
        self.start(_spec("grafana"), anew=True)
        self.started = 1

    def stop(self, name: str) -> None:
        setattr(self, "influx" if name == "influxdb" else "grafana", None)

    def status(self, _: str) -> Any:
        return SimpleNamespace(pid=self.started)

    def _grafana(self) -> Any:
        self.database.parent.mkdir(parents=True, exist_ok=True)
        store = Database(self.database, cli._EMPTY)
        with store.change() as state:
            if not state["users"]:
                password = SecretStore(self.layout.secrets).get("grafana-admin") or ""
                state["users"].append(user(1, "admin", password, admin=True))
            provisioning.datasources(self.given / "datasources", state)
            provisioning.dashboards(self.given / "dashboards", state)
            provisioning.alerting(self.given / "alerting", state, self.version)
        basic = "[auth.basic]" not in (self.layout.config("grafana") / "grafana.ini").read_text()
        return grafana_server.Server(store, self.given, self.version, plugin=True, basic=basic)

    def ask(self, api: Api, method: str, path: str, body: object, **more: Any) -> Answer:
        query, headers = more["query"], more["headers"]
        server = self.grafana if api.who == "Grafana" else self.influx
        if server is None:
            raise UnreachableError(f"{api.who} does not respond", "")
        heads = {key.lower(): value for key, value in {**api.headers, **(headers or {})}.items()}
        content = b"" if body is None else json.dumps(body).encode()
        request = Request(method, path, dict(query or {}), heads, content)
        try:
            reply = server.answer(request) if api.who == "Grafana" else server.routes.answer(request)
        except Refusal as refusal:
            reply = server.refuse(refusal) if api.who == "Grafana" else influx_server.refuse(refusal)
        if reply.status >= 300:
            said = reply.data or {}
            raise RefusedError(api.who, reply.status, str(said.get("code", "")), str(said.get("message")), said)
        head = {key.lower(): value for key, value in reply.headers.items()} | {"X-Influxdb-Version": "v2.9.1"}
        return Answer(reply.status, head, reply.data, reply.text or "")

    def admin(self, password: str = "") -> Api:
        """Grafana as its administrator."""
        if password:
            SecretStore(self.layout.secrets).put("other", password)
        return grafana._site(self.context).admin(self.context)

    def _of(self, make: Callable[[Context], Any]) -> Iterator[Resource]:
        """Resources of a service, but for programs, ports and processes."""
        for one in make(self.context):
            if type(one).__name__ == "Service":
                self.start(_spec(one.title), anew=one.title == "grafana" and self._read_anew())
            if type(one).__name__ not in _OTHER_KINDS:
                yield one

    def _read_anew(self) -> bool:
        """Whether a file has changed that Grafana reads at its start."""
        files = sorted(one for one in self.given.glob("*/*") if one.is_file())
        key = self.context.secrets.get("grafana-secret-key")
        now = (key, *((one.name, one.read_text()) for one in files))
        before, self._files = getattr(self, "_files", None), now
        return before is not None and before != now

    def setup(self) -> dict[str, str]:
        """One run of setup: what it changed, and why.

        Raises:
            UserError: a resource failed.
        """
        self.notes.clear()
        changed = {}
        for make in self.makes:
            for one in self._of(make):
                found = one.inspect(self.context)
                if isinstance(found, Difference):
                    one.apply(self.context)
                    again = one.inspect(self.context)
                    if isinstance(again, Difference):
                        raise UserError(f"{one.name}: the problem remains: {again.reason}", "")
                    changed[one.name] = found.reason
        return changed

    def look(self, role: str, name: str) -> Finding:
        """How one resource is."""
        make = {"grafana": grafana._resources, "influxdb": influxdb._resources}[role]
        return next(one for one in self._of(make) if one.name == name).inspect(self.context)


class _Facts(Facts):
    """Grafana's command line, without a process."""

    def __init__(self, here: Here) -> None:
        self._here = here

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        del timeout
        here = self._here
        if "recovery" in command:
            return _recovered(command[command.index("recovery") + 1 :])
        words = command[command.index("admin") :]
        sections = {"paths": {"data": str(here.database.parent)}}
        try:
            with _stdin(text):
                cli._cli(sections, words, here.command or here.version)
        except SystemExit as ended:
            return 1, str(ended)
        return 0, "Admin password changed successfully ✔"


def _recovered(words: list[str]) -> tuple[int, str]:
    """`influxd recovery …`."""
    text = io.StringIO()
    try:
        with redirect_stdout(text):
            recovery.main(words)
    except SystemExit as ended:
        return 1, f"{text.getvalue()}{ended}"
    return 0, text.getvalue()


class _stdin:  # noqa: N801 - used as a function
    def __init__(self, text: str) -> None:
        self._text = text

    def __enter__(self) -> None:
        cli.sys = SimpleNamespace(  # type: ignore[attr-defined,assignment]
            stdin=SimpleNamespace(readline=lambda: self._text), stdout=SimpleNamespace(write=len), exit=_exit
        )

    def __exit__(self, *_: object) -> None:
        import sys  # noqa: PLC0415 - put back

        cli.sys = sys  # type: ignore[attr-defined]


def _exit(text: str) -> None:
    raise SystemExit(text)


def _spec(name: str) -> ServiceSpec:
    return ServiceSpec(name=name, title=name, command=[f"/{name}"], ready=HttpProbe(url="http://127.0.0.1:9"))


def installed(prefix: Path, patch: pytest.MonkeyPatch, only: str) -> Here:
    """An installation on which setup has run once; later runs look at one service.

    That is done once for a prefix and then copied.
    """
    whole = prefix.with_name("whole")
    shutil.rmtree(prefix, ignore_errors=True)
    if whole.is_dir():
        shutil.copytree(whole, prefix)
    here = Here(prefix)

    def call(self: Api, method: str, path: str, body: object = None, **more: Any) -> Answer:
        return here.ask(self, method, path, body, **{"query": None, "headers": None, **more})

    patch.setattr(Api, "call", call)
    for module in (admin, asking, access):
        patch.setattr(module, "until_healthy", lambda *_: None)
    patch.setattr(grafana_server, "_buckets", lambda *_: 2)
    for role in (grafana, influxdb):
        patch.setattr(role, "_spec", lambda _, role=role: _spec(role.NAME))
    patch.setattr(grafana, "_home", lambda _: here.prefix)
    patch.setattr(grafana, "_call", lambda *_: ["grafana"])
    if not whole.is_dir():
        here.setup()
        shutil.copytree(prefix, whole)
    here.begin()
    here.makes = ({"grafana": grafana, "influxdb": influxdb}[only]._resources,)
    return here
