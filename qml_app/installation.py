"""How the engine's process and the services on this machine are: everything here waits for files and processes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bootstrap.layout import Layout
from bootstrap.services import control, records
from bootstrap.setup.publish import read_current
from core.errors import UserError
from core.live import read_state
from core.processes import lives
from core.usage import UNKNOWN, Usage, usage
from qml_app import engine_end
from qml_app.attempt import told

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.engine_control import EngineControl
    from bootstrap.route import Route
    from bootstrap.services.control import Status
    from bootstrap.services.spec import Probe


@dataclass(frozen=True, slots=True)
class Managed:
    """A service that setup has installed: what it is, and how."""

    status: Status
    title: str
    version: str
    address: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Condition:
    """All of it at one moment.

    Attributes:
        state: what the engine last said; None if it never did.
        alive: whether its process exists.
        engine: what that uses.
        managed: the services that setup has installed.
        problem: why these could not be asked.
        route: where data go; None where that cannot be told.
        confusion: why not.
        seen: when the state was read, seconds since the epoch; to ask the services may have taken longer than an
            engine is silent; None for now.
        why: why the engine ended, as its supervisor has it.
    """

    state: dict[str, Any] | None
    alive: bool
    engine: Usage
    managed: list[Managed]
    problem: str = ""
    route: Route | None = None
    confusion: str = ""
    seen: float | None = None
    why: str = ""


def look(runtime: Path, prefix: Path) -> Condition:
    """How the engine that publishes in `runtime` and the services installed below `prefix` are."""
    state, seen = read_state(runtime), time.time()
    alive = lives(state)
    engine = usage(int(state["pid"])) if state and alive else UNKNOWN
    layout, why = Layout(prefix), engine_end.why(runtime, state, alive=alive)
    way, confusion = _way(layout, runtime)
    try:
        services = [one for one in control.status(layout) if one.name != records.ENGINE]  # that has a row of its own
        managed = [_managed(layout, status) for status in services]
    except OSError as error:
        return Condition(state, alive, engine, [], told(error), way, confusion, seen, why)
    return Condition(state, alive, engine, managed, "", way, confusion, seen, why)


def _way(layout: Layout, runtime: Path) -> tuple[Route | None, str]:
    from bootstrap import route  # noqa: PLC0415 -- the first picture does not wait for it

    try:
        return route.find(layout, runtime), ""
    except UserError as error:
        return None, str(error)


def start(prefix: Path, name: str, *, anew: bool = False) -> None:
    """Have a service run, in a new process if `anew`. Returns before it serves; `look` tells how it fares.

    Raises:
        UserError: there is none of this name, or the supervisor does not start it.
    """
    control.start(Layout(prefix), name, anew=anew)


def stop(prefix: Path, name: str) -> None:
    """End a service and wait until its process is gone.

    Raises:
        UserError: there is none of this name, or it does not end.
    """
    control.stop(Layout(prefix), name)


def use_installed(runtime: Path, control: EngineControl) -> None:
    """Have the engine, or the one that is started next, use what is installed.

    Raises:
        UserError: its configuration cannot be changed, or cannot run.
    """
    from bootstrap import use_installed  # noqa: PLC0415 -- as above

    use_installed.mend(runtime, control)


def _managed(layout: Layout, status: Status) -> Managed:
    from bootstrap.services.spec import load  # noqa: PLC0415 -- as above

    used = usage(status.pid) if status.pid else UNKNOWN
    version = read_current(layout.product(status.name)) or ""
    try:
        spec = load(records.definition_path(layout, status.name))
    except UserError:  # the status tells what is wrong with it
        return Managed(status, status.name, version, "", used)
    return Managed(status, spec.title, version, _address(spec.ready), used)


def _address(probe: Probe) -> str:
    """Where the service is asked whether it serves is where it serves."""
    from bootstrap.services.spec import HttpProbe, MqttProbe, StateProbe  # noqa: PLC0415 -- as above

    if isinstance(probe, StateProbe):
        return ""
    if isinstance(probe, HttpProbe):
        return "/".join(probe.url.split("/")[:3])
    scheme = "mqtt://" if isinstance(probe, MqttProbe) else ""
    return f"{scheme}{probe.host}:{probe.port}"
