"""Asking the supervisor for something, and asking how things are. Never waits for a service that hangs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil

from bootstrap.files import remove_tree
from bootstrap.services import code, logs, records
from bootstrap.services.machine import State
from bootstrap.services.process import Identity, detached, tag, tagged
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout

_ROOT: Final = Path(__file__).resolve().parents[2]
_TICK: Final = 0.03
_AT_REST: Final = frozenset({State.INITIAL, State.STOPPED, State.EXITED})
_SUPERVISOR_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Status:
    """How a service is.

    Args:
        name: which.
        state: of its state machine, or 'unattended' if it runs without a supervisor.
        reason: why, in words.
        pid: of its process, if it has one.
        healthy: the last probe's answer; None if there was none.
        seconds: since when that answer is known.
        restarts: how often it was started again by itself.
        fingerprint: of the definition and inputs it was started with.
    """

    name: str
    state: str
    reason: str
    pid: int | None = None
    healthy: bool | None = None
    seconds: float | None = None
    restarts: int = 0
    fingerprint: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it serves."""
        return self.state == State.RUNNING and self.healthy is not False


def status(layout: Layout, now: Callable[[], float] = time.time) -> list[Status]:
    """All services, from their records and the process table: milliseconds, whatever hangs."""
    leader = records.supervisor(layout)
    return [_status(layout, name, leader, now()) for name in records.names(layout)]


def _status(layout: Layout, name: str, leader: Identity | None, now: float) -> Status:
    record = records.read(records.state_path(layout, name))
    identity = Identity.read(record)
    alive = identity is not None and identity.alive()
    # A record of the supervisor before this one says how it was then.
    attended = leader is not None and record.get("by") == leader.pid
    state, reason = _judge(record, alive=alive, attended=attended)
    probe = record.get("probe") or {}
    return Status(
        name,
        state,
        reason,
        identity.pid if identity and alive else None,
        probe.get("healthy") if alive else None,
        max(0.0, now - probe["at"]) if alive and "at" in probe else None,
        int(record.get("restarts", 0)),
        record.get("fingerprint") if alive else None,
    )


def _judge(record: dict[str, Any], *, alive: bool, attended: bool) -> tuple[str, str]:
    state, reason = str(record.get("state", State.INITIAL)), str(record.get("reason", ""))
    if not attended:
        return ("unattended", "runs, but its supervisor does not") if alive else (State.STOPPED, "no supervisor runs")
    if state in {State.STARTING, State.RUNNING} and not alive:
        return State.BACKOFF, "its process has just ended"
    return state, reason


def outdated(layout: Layout) -> bool:
    """Whether the supervisor that runs was started by another version of this program."""
    found = records.supervisor(layout)
    return found is not None and records.read(records.supervisor_path(layout)).get("code") != code.stamp()


def dismiss(layout: Layout) -> None:
    """End the supervisor alone: its services go on, and the next one adopts them.

    Raises:
        UserError: it does not end.
    """
    if leader := records.supervisor(layout):
        with suppress(psutil.Error):  # gone by itself
            psutil.Process(leader.pid).kill()
        _wait(lambda: not leader.alive(), _SUPERVISOR_SECONDS, "the supervisor does not end")


def ensure_supervisor(layout: Layout) -> None:
    """Start the supervisor unless it runs, and wait until it does; one of another version makes way.

    Raises:
        UserError: it does not come up; the end of its log is in the message.
    """
    if outdated(layout):
        dismiss(layout)
    if records.supervisor(layout) and not records.stop_path(layout).exists():
        return
    layout.run.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + _SUPERVISOR_SECONDS
    process = _launch(layout)
    while time.monotonic() < deadline:
        if records.supervisor(layout) and not records.stop_path(layout).exists():
            return
        if process.poll() is not None:  # another one was just leaving
            process = _launch(layout)
        time.sleep(_TICK)
    last = "\n".join(records.tail(records.log_path(layout, "supervisor")))
    raise UserError(f"the supervisor does not start\n{last}", f"see {records.log_path(layout, 'supervisor')}")


def _launch(layout: Layout) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    with logs.open_log(records.log_path(layout, "supervisor")) as out:
        return subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "bootstrap.services.supervisor", "--prefix", str(layout.prefix)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": path},
            cwd=Path(layout.prefix.anchor),
            **detached(),
        )


def start(layout: Layout, name: str, *, anew: bool = False) -> None:
    """Have a service run; `anew` replaces its process. Returns before it is ready.

    Raises:
        UserError: there is no such service, or no supervisor.
    """
    _known(layout, name)
    want = records.read_want(layout, name)
    stuck = _state(layout, name) == State.EXITED
    number = max(want.round, _round(layout, name)) + 1 if anew or stuck else want.round
    records.write_want(layout, name, records.Want(up=True, round=number))
    ensure_supervisor(layout)
    # Until the supervisor has heard of it, the status would be that of the round before.
    _wait(lambda: _round(layout, name) >= number, _SUPERVISOR_SECONDS, f"the supervisor does not start {name}")


def stop(layout: Layout, name: str, seconds: float = 30.0) -> None:
    """End a service and wait until its process is gone.

    Raises:
        UserError: there is no such service, or it does not end.
    """
    _known(layout, name)
    want = records.read_want(layout, name)
    records.write_want(layout, name, records.Want(up=False, round=want.round))
    if not any(found.pid for found in status(layout) if found.name == name):
        return
    ensure_supervisor(layout)
    _wait(lambda: _state(layout, name) in _AT_REST, seconds, f"{name} does not end")


def stop_all(layout: Layout, seconds: float = 60.0) -> None:
    """End all services in order, then the supervisor; nothing of ours runs afterwards, tagged orphans included.

    Raises:
        UserError: something does not end.
    """
    if layout.run.is_dir() and any(found.pid for found in status(layout)):
        ensure_supervisor(layout)  # an unattended service ends politely too
    leader = records.supervisor(layout)
    if leader:
        records.stop_path(layout).touch()
        _wait(lambda: not leader.alive(), seconds, "the supervisor does not end")
    for name in records.names(layout):
        for orphan in tagged(tag(layout.prefix, name)):
            orphan.signal_group(kill=True)


def remove(layout: Layout, name: str) -> None:
    """End a service and forget it.

    Raises:
        UserError: it does not end.
    """
    stop(layout, name)
    for path in (
        records.definition_path(layout, name),
        records.want_path(layout, name),
        records.state_path(layout, name),
    ):
        remove_tree(path)


def _state(layout: Layout, name: str) -> str:
    return next((found.state for found in status(layout) if found.name == name), State.STOPPED)


def _round(layout: Layout, name: str) -> int:
    """The round its process belongs to; -1 if the supervisor knows nothing of it yet."""
    found = records.read(records.state_path(layout, name)).get("round")
    return found if isinstance(found, int) else -1


def settled(layout: Layout, name: str) -> bool:
    """Whether a service shall run, and as it does: nobody has asked for its end or for another process."""
    want = records.read_want(layout, name)
    return want.up and want.round <= max(0, _round(layout, name))


def _known(layout: Layout, name: str) -> None:
    if name not in records.names(layout):
        there = ", ".join(records.names(layout)) or "none"
        raise UserError(f"there is no service {name!r}; there are: {there}", "run setup")


def _wait(done: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise UserError(f"{what} within {seconds:.0f} s", "see its log")
        time.sleep(_TICK)
