"""What a service is, as data: written by setup, read by the supervisor.

Plain dataclasses: the supervisor runs all day on small machines and has no room for a library that validates.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 - fields are looked up when a definition is read
from typing import Final, Literal

from bootstrap.services import definition
from core import private
from core.errors import UserError

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TcpProbe:
    """Healthy when the port accepts a connection."""

    kind: Literal["tcp"] = "tcp"
    host: str = "127.0.0.1"
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpProbe:
    """Healthy when GET answers with `status` and, if given, JSON in which `key` has `value`."""

    kind: Literal["http"] = "http"
    url: str
    status: int = 200
    key: str | None = None
    value: str | bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MqttProbe:
    """Healthy when the broker accepts us as `username` with the password in `password_file`."""

    kind: Literal["mqtt"] = "mqtt"
    host: str = "127.0.0.1"
    port: int
    username: str
    password_file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StateProbe:
    """Healthy while the process that writes a state file goes on writing; one that runs already is taken over.

    Args:
        path: of the file: JSON with the process's `pid` and `created`, `beat` in monotonic seconds, and `stopped`.
        seconds: so long it may be silent.
        between: so long it may, once it has said that it ended: it may be beginning anew.
    """

    kind: Literal["state"] = "state"
    path: Path
    seconds: float = 10.0
    between: float = 300.0


Probe = TcpProbe | HttpProbe | MqttProbe | StateProbe


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Seconds and numbers a service is kept alive by."""

    start_seconds: float = 30.0  # to become ready
    stop_seconds: float = 10.0  # to end politely
    sick_seconds: float = 10.0  # the same for one that no longer answers
    hopeless: int | None = None  # exit code that says: what it runs on is wrong, for as long as that is as it is
    again_seconds: float | None = 600.0  # after which one that was given up is tried all the same; None: never
    ends: bool = False  # it may end by itself, in order and with success: then it is not started again
    kill_seconds: float = 5.0  # to be gone after the kill
    first_backoff: float = 0.5
    factor: float = 2.0
    longest_backoff: float = 30.0
    restarts: int = 5  # within `window`, then we give up and say so
    window: float = 120.0
    stable_seconds: float = 60.0  # after which earlier failures are forgotten
    probe_period: float = 5.0
    probe_timeout: float = 2.0
    failures: int = 3  # probes in a row that make a running service unhealthy


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSpec:
    """One service.

    Args:
        name: short; also the name of its files.
        title: for people.
        command: absolute program and arguments; no secrets, everyone can read them.
        inputs: files whose change means that the process must be started anew.
        heeds: JSON file; once it, or the `file` it names, has changed, a service that has given up begins again.
        ready: says that it serves; asked again and again as liveness probe too.
        after: services it starts after and ends before, if they start or end, too. An order, no more: with one of them
            stopped or given up it starts all the same, and one that is stopped alone does not wait for it.
        env: added to the environment; no secrets.
        interrupt: it ends in order when interrupted (SIGINT) and not when asked to end (SIGTERM); that comes after half
            of the time it has, if the interrupt does not help. Not on Windows.
        writes: address of a database, if it is one: whether the engine can write to it belongs to its health.
        store: folder of its data, whose disk must have room for that.
        stop_event: what asks it to end on Windows, an event's name with {pid}; empty for Ctrl+Break.

    Raises:
        ValueError: the name is no such name, or there is no command.
    """

    name: str
    title: str
    command: list[str]
    inputs: list[Path] = field(default_factory=list)
    heeds: Path | None = None
    ready: Probe
    after: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    interrupt: bool = False
    writes: str = ""
    store: Path | None = None
    stop_event: str = ""
    policy: Policy = Policy()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} cannot be the name of a service")
        if not self.command:
            raise ValueError("command is empty")

    def fingerprint(self) -> str:
        """Changes whenever a running process should be replaced: the definition or an input has changed."""
        digest = hashlib.sha256(self.text().encode())
        for path in self.inputs:
            digest.update(f"\0{path}\0".encode())
            if path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def text(self) -> str:
        """As stored: readable JSON."""
        return json.dumps(definition.plain(self), indent=1) + "\n"


def load(path: Path) -> ServiceSpec:
    """Read a stored definition.

    Raises:
        UserError: it is not there or not whole.
    """
    try:
        return definition.read(ServiceSpec, json.loads(private.read(path)))
    except FileNotFoundError:
        raise UserError(f"unknown service {path.stem!r}", "run setup") from None
    except (ValueError, OSError) as error:
        raise UserError(f"{path} is damaged ({_short(error)})", "run repair") from None


def _short(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:120]
