"""Asking the supervisor for something, and asking how things are. Never waits for a service that hangs."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.files import remove_tree
from bootstrap.services import leader, records
from bootstrap.services.machine import State
from bootstrap.services.process import signal_group, tag, tagged
from core.errors import UserError
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout

#: The reason of what has ended and the supervisor has not looked at since.
JUST_GONE: Final = "its process has just exited"
_AT_REST: Final = frozenset({State.INITIAL, State.STOPPED, State.EXITED})


@dataclass(frozen=True, slots=True)
class Status:
    """How a service is.

    Args:
        name: which.
        state: of its state machine, or 'unattended' if it runs without a supervisor that answers.
        reason: why, in words.
        pid: of its process, if it has one.
        healthy: the last probe's answer; None if there was none.
        seconds: since when that answer is known.
        restarts: how often it was started again by itself.
        fingerprint: of the definition and inputs it was started with.
        round: what it was asked for when its process began, as records.Want has it; -1 if nothing is known.
    """

    name: str
    state: str
    reason: str
    pid: int | None = None
    healthy: bool | None = None
    seconds: float | None = None
    restarts: int = 0
    fingerprint: str | None = None
    round: int = -1

    @property
    def ok(self) -> bool:
        """Whether it serves."""
        return self.state == State.RUNNING and self.healthy is not False


def status(layout: Layout, now: Callable[[], float] = time.time) -> list[Status]:
    """All services, from their records and the process table: milliseconds, whatever hangs."""
    supervisor, moment = records.supervisor(layout), now()
    hangs = supervisor is not None and leader.silent(layout, moment)
    return [_status(layout, name, supervisor, moment, hangs=hangs) for name in records.names(layout)]


def _status(layout: Layout, name: str, supervisor: Identity | None, now: float, *, hangs: bool) -> Status:
    record = records.process(layout, records.state_path(layout, name))
    identity = Identity.read(record)
    alive = identity is not None and identity.alive()
    # A record of the supervisor before this one says how it was then.
    attended = supervisor is not None and record.get("by") == supervisor.pid
    state, reason = _unattended(alive=alive, hangs=hangs) if hangs or not attended else _judge(record, alive=alive)
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
        _round(record),
    )


def _unattended(*, alive: bool, hangs: bool) -> tuple[str, str]:
    if hangs:
        return "unattended" if alive else State.STOPPED, "the supervisor does not respond"
    return (
        ("unattended", "running without its supervisor") if alive else (State.STOPPED, "the supervisor is not running")
    )


def _judge(record: dict[str, Any], *, alive: bool) -> tuple[str, str]:
    state, reason = str(record.get("state", State.INITIAL)), str(record.get("reason", ""))
    if state not in {State.STARTING, State.RUNNING}:
        return state, reason
    if not alive:
        return State.BACKOFF, JUST_GONE
    return state, _silence(record.get("probe") or {}, reason)


def _silence(probe: dict[str, Any], reason: str) -> str:
    """Why a process that lives does not serve: what it does now, never how well it did before.

    One that answers and cannot do its work says itself why.
    """
    if probe.get("healthy") is not False:
        return reason
    if probe.get("answers"):
        return str(probe.get("detail"))
    since = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(probe["since"])) if "since" in probe else ""
    return f"no response{f' since {since}' if since else ''}: {probe.get('detail') or 'the probe failed'}"


def start(layout: Layout, name: str, *, anew: bool = False) -> None:
    """Have a service run; `anew` replaces its process. Returns before it is ready.

    Raises:
        UserError: there is no such service, or no supervisor.
    """
    _known(layout, name)
    want = records.read_want(layout, name)
    record = records.process(layout, records.state_path(layout, name))
    stuck = _state(layout, name) == State.EXITED or bool(record.get("done"))
    number = max(want.round, _heard(layout, name)) + 1 if anew or stuck else want.round
    records.write_want(layout, name, records.Want(up=True, round=number))
    leader.ensure(layout)
    # Until the supervisor has heard of it, the status would be that of the round before.
    leader.wait(lambda: _heard(layout, name) >= number, leader.SECONDS, f"the supervisor did not start {name}")


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
    leader.ensure(layout)
    leader.wait(lambda: _state(layout, name) in _AT_REST, seconds, f"{name} did not stop")


def stop_all(layout: Layout, seconds: float = 60.0) -> None:
    """End all services in order, then the supervisor; nothing of ours runs afterwards, tagged orphans included.

    Raises:
        UserError: something does not end.
    """
    if layout.run.is_dir() and any(found.pid for found in status(layout)):
        leader.ensure(layout)  # an unattended service ends politely too
    else:
        leader.make_way(layout)
    if supervisor := records.supervisor(layout):
        records.stop_path(layout).touch()
        leader.wait(lambda: not supervisor.alive(), seconds, "the supervisor did not stop")
    for name in records.names(layout):
        for orphan in tagged(tag(layout.prefix, name)):
            signal_group(orphan, kill=True)


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


def _heard(layout: Layout, name: str) -> int:
    """The newest round the supervisor has heard of; -1 if it knows nothing of the service yet."""
    return _round(records.process(layout, records.state_path(layout, name)))


def _round(record: dict[str, Any]) -> int:
    found = record.get("round")
    return found if isinstance(found, int) else -1


def settled(layout: Layout, status: Status) -> bool:
    """Whether a service shall run, and as it did: nobody has asked for its end or for another process since."""
    want = records.read_want(layout, status.name)
    return want.up and want.round <= max(0, status.round)


def _known(layout: Layout, name: str) -> None:
    if name not in records.names(layout):
        there = ", ".join(records.names(layout)) or "none"
        raise UserError(f"unknown service {name!r}; available: {there}", "run setup")
