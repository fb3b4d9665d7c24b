"""What the services page shows, as rows. Pure functions: time and conditions are parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.notices import BETWEEN
from qml_app import health
from qml_app import state as engine_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bootstrap.services.control import Status
    from qml_app.installation import Condition, Managed
    from qml_app.models import Row

#: Numbers are -1 where there is none to be known; `reason` says why it is not well.
_BOTH: Final = ("name", "level", "condition", "version", "address", "seconds", "memory")
PART_ROLES: Final = (*_BOTH, "backlog", "delivered", "lost", "reason")
MANAGED_ROLES: Final = (*_BOTH, "product", "restarts", "reason", "doing", "failure", "startable", "stoppable")

_UNKNOWN: Final = -1
_LEVELS: Final = {
    "running": "ok",
    "starting": "busy",
    "terminating": "busy",
    "stopped": "off",
    "initial": "off",
}
#: Of cameras: in these, a reason is a limit and no trouble.
_WELL: Final = {"starting", "running", "ended"}
_NO_SINKS: Final = {"engine", "journal", "broker"}
_RESTING: Final = {"stopped", "initial", "exited"}


def parts(condition: Condition, now: float) -> list[Row]:
    """The engine, and what runs inside it. An external broker is where MQTT is delivered to, not a part of its own."""
    state = condition.state or {}
    engine = engine_state.engine_status(condition.state, now, alive=condition.alive, why=condition.why)
    broker = _dict(state, "broker")
    external = broker.get("embedded") is False
    rows = []
    for name, level, code, address, reason, backlog, amount, lost in engine_state.services(condition.state, engine):
        if name == "broker" and external:
            continue
        place = str(broker.get("address") or "") if name == "mqtt" and external else address
        about = _engine(condition, state, now) if name == "engine" else ("", place, _UNKNOWN, _UNKNOWN)
        sink = name not in _NO_SINKS and _is_sink(name)
        figures = (
            backlog if sink else _UNKNOWN,
            amount if sink or name == "journal" else _UNKNOWN,
            lost if sink or name == "journal" else _UNKNOWN,
        )
        why = _cameras(state) if name == "engine" and engine.code == "running" else reason
        rows.append((name, level, code, *about, *figures, why))
    return rows + [_evidence(row, lives=engine.code == "running") for row in health.evidence(state)]


def _is_sink(name: str) -> bool:
    from core.settings.sinks import SINKS  # noqa: PLC0415 - the settings, for which the first frame does not wait

    return name in SINKS


def _evidence(row: Row, *, lives: bool) -> Row:
    name, level, condition, _, reason, _, written, missed = row
    if not lives:
        return (name, "unknown", "unknown", "", "", *(_UNKNOWN,) * 5, "")
    return (name, level, condition, "", "", *(_UNKNOWN,) * 3, written, missed, reason)


def _engine(condition: Condition, state: dict[str, Any], now: float) -> tuple[str, str, int, int]:
    """Its age is that of its counts: one that began again in the same process is as old as its new beginning."""
    used, started = condition.engine, state.get("started")
    age = max(0.0, now - started) if isinstance(started, int | float) else used.seconds
    return str(state.get("version") or ""), "", int(min(age, used.seconds)), used.memory


def _cameras(state: dict[str, Any]) -> str:
    """What is wrong with which camera; a reason may have a semicolon of its own."""
    wrong = {
        name: str(values.get("reason") or "")
        for name, values in _dict(state, "cameras").items()
        if isinstance(values, dict) and values.get("state") not in _WELL
    }
    return BETWEEN.join(f"{name}: {reason}" for name, reason in wrong.items())


def managed(found: list[Managed], doing: Mapping[str, str], failures: Mapping[str, str]) -> list[Row]:
    """The services that setup has installed.

    Args:
        found: as they are.
        doing: what is being done to a service by the user's wish: start, stop or restart.
        failures: why the last such wish was not fulfilled.
    """
    return [_managed(one, doing.get(one.status.name, ""), failures.get(one.status.name, "")) for one in found]


def level_of(status: Status) -> str:
    """How well a service is: ok, busy, off or failed."""
    return "failed" if _silent(status) else _LEVELS.get(status.state, "failed")


def _silent(status: Status) -> bool:
    return status.state == "running" and status.healthy is False


def _managed(one: Managed, doing: str, failure: str) -> Row:
    status = one.status
    silent, level = _silent(status), level_of(status)
    return (
        status.name,
        "busy" if doing else level,
        "stalled" if silent else status.state,
        one.version,
        one.address,
        int(one.usage.seconds),
        one.usage.memory,
        one.title,
        status.restarts,
        "" if level in {"ok", "off"} else status.reason,
        doing,
        failure,
        not doing and status.state in _RESTING,
        not doing and status.state not in _RESTING,
    )


def _dict(values: dict[str, Any], key: str) -> dict[str, Any]:
    value = values.get(key)
    return value if isinstance(value, dict) else {}
