"""How each part of the system is, and the events that tell when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.events import ServiceHealth, event_id, utc
from core.health_names import CAMERA, THREAD
from core.usage import UNKNOWN, usage

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING: Final = "running"
STARTING: Final = "starting"
STOPPED: Final = "stopped"


class Health(NamedTuple):
    """State of one service in a word, and why it is so; a service that runs needs no reason."""

    state: str
    reason: str | None = None


class Beside(NamedTuple):
    """A service that runs beside the engine, as who keeps it alive knows it.

    Attributes:
        health: how it is.
        pid: of its process, if it has one.
        restarts: how often it was started again by itself.
    """

    health: Health
    pid: int | None = None
    restarts: int | None = None


class Lasting(NamedTuple):
    """How one service is, and since when it is so, seconds since the epoch."""

    state: str
    reason: str | None
    since: float


def lasting(before: Mapping[str, Lasting], now: Mapping[str, Health], time: float) -> dict[str, Lasting]:
    """Since when each service is as it is; another reason alone begins nothing new.

    Args:
        before: what the last look returned; empty at the first.
        now: the services.
        time: of this look, seconds since the epoch.
    """
    return {
        name: Lasting(*one, before[name].since if name in before and before[name].state == one.state else time)
        for name, one in now.items()
    }


def services(engine: str, snapshot: Mapping[str, Any], broker: Mapping[str, Any]) -> dict[str, Health]:
    """Every service by name: engine, broker, journal, evidence, the sinks by theirs and cameras as camera/<id>.

    Threads of the engine are there as thread/<name> for as long as they are failing.

    Args:
        engine: state of the engine, which is the one who looks.
        snapshot: what `Engine.snapshot` says.
        broker: what `Telemetry.broker` says.

    Returns:
        The services in this order; what is not configured ("off") is left out.
    """
    cameras = {f"{CAMERA}{name}": part for name, part in snapshot["cameras"].items()}
    kept = _evidence(snapshot.get("evidence") or {})
    parts = {"broker": broker, "journal": snapshot["journal"], **kept, **snapshot["sinks"], **cameras}
    known = {name: _health(part) for name, part in parts.items() if part["state"] != "off"}
    failing = (snapshot.get("threads") or {}).get("failing") or {}
    threads = {f"{THREAD}{name}": Health("failed", reason) for name, reason in failing.items()}
    return {"engine": Health(engine), **known, **threads}


def changes(site: str, before: Mapping[str, Health], now: Mapping[str, Health], time: float) -> list[ServiceHealth]:
    """One event for each service that is new or whose state is another one; another reason alone is none.

    Args:
        site: name of the site.
        before: the services at the last look; empty at the first.
        now: the services.
        time: of this look, seconds since the epoch.
    """
    return [
        ServiceHealth(
            **_head(site, f"{name}/{health.state}", time), service=name, state=health.state, reason=health.reason
        )
        for name, health in now.items()
        if name not in before or before[name].state != health.state
    ]


def clock_set(site: str, what: str, number: int, time: float) -> ServiceHealth:
    """Somebody has set the machine's clock: `what` happened, the `number`th at this look, at `time`."""
    head = _head(site, f"clock/{number}", time)
    return ServiceHealth(**head, service="clock", state=RUNNING, reason=what)


def usages(site: str, parts: Mapping[str, Beside], time: float) -> list[ServiceHealth]:
    """How each part that has a process does, for those who look at it over time.

    Args:
        site: name of the site.
        parts: by name.
        time: of this look, seconds since the epoch.
    """
    events = []
    for name, part in parts.items():
        used = usage(part.pid) if part.pid is not None else UNKNOWN
        known = {"memory_bytes": used.memory, "uptime_s": round(used.seconds, 1)} if used != UNKNOWN else {}
        events.append(
            ServiceHealth(
                **_head(site, f"{name}/usage", time),
                phase="update",
                service=name,
                state=part.health.state,
                reason=part.health.reason,
                restarts=part.restarts,
                **known,
            )
        )
    return events


def _head(site: str, subject: str, time: float) -> dict[str, Any]:
    return {
        "id": event_id(site, "", "service_health", subject, time),
        "site": site,
        "camera": "",
        "time": utc(time),
    }


def _evidence(told: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Of what has neither written nor failed yet nothing is known."""
    reason = told.get("reason")
    if not reason and not told.get("written"):
        return {}
    return {"evidence": {"state": "failed" if reason else RUNNING, "reason": reason}}


def _health(part: Mapping[str, Any]) -> Health:
    state = str(part["state"])
    return Health(state, None if state == RUNNING else part.get("reason"))
