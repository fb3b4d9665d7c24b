"""Link: the engine that runs here delivers what it journals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bootstrap.condition import SILENT, silence
from bootstrap.engine_process import is_alive
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run


def absent() -> str:
    """Why there is none to be looked at; nothing if one runs."""
    return "" if is_alive(read_state(paths.runtime_dir())) else "no engine is running on this machine"


def delivers(run: Run) -> str:
    """What the journal held at the first look has left every receiver's backlog."""
    first = _state()
    problem: list[UserError] = []

    def done() -> bool:
        problem[:] = _problems(first, _state())
        return not problem

    if not run.wait(done):
        raise problem[0]
    sinks = [name for name, sink in _dict(first, "sinks").items() if sink.get("state") != "off"]
    return f"process {first.get('pid')} delivers to: {', '.join(sinks) or 'no receiver'}"


def _state() -> dict[str, Any]:
    state = read_state(paths.runtime_dir()) or {}
    if not is_alive(state):
        raise UserError("the engine has just stopped", "check its log, then start it again")
    return state


def _problems(first: dict[str, Any], now: dict[str, Any]) -> list[UserError]:
    if (age := silence(now)) > SILENT:
        return [UserError(f"the engine has not responded for {age:.0f} s", "restart the engine")]
    journal = _dict(now, "journal")
    if journal.get("state") == "paused":
        return [UserError(f"it cannot write its journal: {journal.get('reason')}", "free some disk space")]
    since = journal.get("appended", 0) - _dict(first, "journal").get("appended", 0)
    return [
        UserError(f"{name} {sink.get('state')}: {sink.get('reason') or 'no reason'}", _remedy(sink))
        if sink.get("state") != "running"
        else UserError(f"{sink['backlog']} events are waiting for {name}", "wait, or check why that server is slow")
        for name, sink in _dict(now, "sinks").items()
        if sink.get("state") != "off" and (sink.get("state") != "running" or sink.get("backlog", 0) > since)
    ]


def _remedy(sink: dict[str, Any]) -> str:
    return str(sink.get("reason") or "").partition(" — ")[2] or "run: smart-intersection repair"


def _dict(values: dict[str, Any], key: str) -> dict[str, Any]:
    found = values.get(key)
    return found if isinstance(found, dict) else {}
