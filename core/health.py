"""How each part of the system is, and the events that tell when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.events import ServiceHealth, event_id, utc

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING: Final = "running"
STOPPED: Final = "stopped"


class Health(NamedTuple):
    """State of one service in a word, and why it is so; a service that runs needs no reason."""

    state: str
    reason: str | None = None


def services(engine: str, snapshot: Mapping[str, Any], broker: Mapping[str, Any]) -> dict[str, Health]:
    """Every service by name: engine, broker, journal, the sinks by theirs and cameras as camera/<id>.

    Args:
        engine: state of the engine, which is the one who looks.
        snapshot: what `Engine.snapshot` says.
        broker: what `Telemetry.broker` says.

    Returns:
        The services in this order; what is not configured ("off") is left out.
    """
    cameras = {f"camera/{name}": part for name, part in snapshot["cameras"].items()}
    parts = {"broker": broker, "journal": snapshot["journal"], **snapshot["sinks"], **cameras}
    known = {name: _health(part) for name, part in parts.items() if part["state"] != "off"}
    return {"engine": Health(engine), **known}


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
            id=event_id(site, "", "service_health", f"{name}/{health.state}", time),
            site=site,
            camera="",
            time=utc(time),
            service=name,
            state=health.state,
            reason=health.reason,
        )
        for name, health in now.items()
        if name not in before or before[name].state != health.state
    ]


def _health(part: Mapping[str, Any]) -> Health:
    state = str(part["state"])
    return Health(state, None if state == RUNNING else part.get("reason"))
