"""`status` and `version`."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer looks annotations up
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bootstrap.commands.installation import Prefix, layout_of
from core.scrub import plain

if TYPE_CHECKING:
    from bootstrap.condition import Trouble
    from bootstrap.grafana.overview import Overview
    from bootstrap.layout import Layout
    from bootstrap.services.control import Status


_ALERTS_SECONDS: Final = 0.8


def status(
    *,
    prefix: Prefix = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Refresh every second until Ctrl+C.")] = False,
) -> int:
    """Show the state of engine, services and alerts. Exit code 0 if everything configured is running, otherwise 1."""
    import time  # noqa: PLC0415 - a verb pays only for what it uses

    while watch:
        typer.echo("\x1b[2J\x1b[H", nl=False)
        _show(prefix, json=json)
        time.sleep(1.0)
    return _show(prefix, json=json)


def _show(prefix: Path | None, *, json: bool) -> int:
    import json as json_module  # noqa: PLC0415 - the option has the same name

    from bootstrap.commands.services import as_data, statuses  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.condition import engine_trouble, part_troubles  # noqa: PLC0415 - as above
    from bootstrap.engine_process import is_alive  # noqa: PLC0415 - as above
    from bootstrap.grafana.overview import glance  # noqa: PLC0415 - as above
    from bootstrap.services.memory import line, measured  # noqa: PLC0415 - as above
    from bootstrap.services.records import ENGINE  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above
    from core.live import read_state  # noqa: PLC0415 - as above
    from core.telemetry import ingest_state  # noqa: PLC0415 - as above

    layout = layout_of(prefix)
    found, alerts = statuses(layout), glance(layout, _ALERTS_SECONDS)
    services = [one for one in found if one.name != ENGINE]
    way = destination(layout)
    state: dict[str, Any] | None = read_state(paths.runtime_dir())
    alive, ingest = is_alive(state), ingest_state.read(paths.state_dir())
    trouble = engine_trouble(state, next((one for one in found if one.name == ENGINE), None))
    parts = [] if trouble or state is None else list(part_troubles(state, frozenset(one.name for one in services)))
    memory = measured(services, int(state["pid"]) if alive and state else None)
    if json:
        problems = [{"kind": one.kind, "what": one.what} for one in ([trouble] if trouble else parts)]
        facts = {"alive": alive, "state": state, "problems": problems, "services": as_data(services)}
        typer.echo(
            json_module.dumps(
                {**facts, **_as_data(alerts), "memory": memory.to_json(), "destination": way, "ingest": ingest}
            )
        )
    else:
        _print(state, services, alerts, trouble)
        if used := line(memory):
            typer.echo(used)
        for one in parts:
            typer.echo(f"WARNING  {plain(one.what)}")
        if ingest:
            typer.echo(_ingest(ingest))
        if way["problem"]:
            typer.echo(f"WARNING  {way['problem']}\n         → {way['remedy']}")
    receiving = ingest is None or (ingest_state.alive(ingest) and ingest_state.well(ingest))
    unused = state is None and bool(services or ingest) and trouble is not None and trouble.kind == "stopped"
    counts = unused or not (trouble or parts)  # a machine may have services only
    return 0 if counts and receiving and all(service.ok for service in services) else 1


def _ingest(told: dict[str, Any]) -> str:
    from core.telemetry import ingest_state  # noqa: PLC0415 - a verb pays only for what it uses

    return f"ingest: {ingest_state.line(told)}" if ingest_state.alive(told) else "ingest: not running"


def destination(layout: Layout) -> dict[str, str]:
    """Where data go, as data; a configuration that cannot be read is a problem as well."""
    from bootstrap import route  # noqa: PLC0415 - a verb pays only for what it uses
    from core import paths  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    try:
        way = route.find(layout, paths.runtime_dir())
    except UserError as error:
        return {"broker": "", "database": "", "problem": error.what, "remedy": error.remedy}
    return {**way.used._asdict(), "problem": way.problem, "remedy": way.remedy}


def _as_data(alerts: Overview | None) -> dict[str, Any]:
    return {"alerts": alerts.to_json()} if alerts else {}


def _print(
    state: dict[str, Any] | None, services: list[Status], alerts: Overview | None, trouble: Trouble | None
) -> None:
    from bootstrap.commands.alerts import lines as alert_lines  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.commands.services import lines  # noqa: PLC0415 - as above

    for line in (*lines(services), *(alert_lines(alerts) if alerts else ())):
        typer.echo(line)
    if state is None and (trouble is None or trouble.kind == "stopped"):
        typer.echo("the engine has not been started yet")
        return
    from rich.console import Console  # noqa: PLC0415 - as above

    from bootstrap.table import report_table  # noqa: PLC0415 - as above

    state = state or {}
    if trouble is None:
        typer.echo(f"engine: running (process {state.get('pid')})")
        Console().print(report_table(state))
    else:  # how it was is not how it is
        typer.echo(f"engine: {plain(trouble.what.removeprefix('is '))}")
        typer.echo(f"last known cameras: {', '.join(state.get('cameras') or {}) or 'none'}")


def version() -> int:
    """Print the version."""
    from importlib.metadata import version as installed  # noqa: PLC0415 - a verb pays only for what it uses

    typer.echo(f"smart-intersection {installed('smart-intersection')}")
    return 0
