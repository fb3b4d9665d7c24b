"""`services …` and `secrets …`."""

from __future__ import annotations

import json as json_module
import os
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from bootstrap.commands.installation import Json, Prefix, Yes, layout_of, perform
from bootstrap.commands.options import for_all
from bootstrap.commands.setup import Check  # noqa: TC001 - typer looks annotations up
from core.errors import UserError
from core.scrub import plain, scrub

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.converge.report import Report
    from bootstrap.layout import Layout
    from bootstrap.services.control import Status
    from bootstrap.services.supervised import Supervised
    from bootstrap.setup.context import Context

_ENGINE: Final = "engine"
_ALL: Final = "all"

Name = Annotated[str, typer.Argument(help="Name of the service.", metavar="NAME")]

app = typer.Typer(help="Manage the installed services.", no_args_is_help=True)
secrets = typer.Typer(help="Show the secrets created by setup.", no_args_is_help=True)
for group in (app, secrets):
    group.callback()(for_all)


@app.command("list")
def list_services(*, prefix: Prefix = None, json: Json = False) -> int:
    """List services and their state. Exit code 0 if all are running, otherwise 1."""
    found = statuses(layout_of(prefix))
    if json:
        typer.echo(json_module.dumps(as_data(found)))
    else:
        typer.echo("\n".join(lines(found)) or "no services are installed")
    return 0 if all(status.ok for status in found) else 1


def statuses(layout: Layout) -> list[Status]:
    """How all services of an installation are.

    Raises:
        UserError: that is for another user to see.
    """
    from bootstrap.services import control  # noqa: PLC0415 - a verb pays only for what it uses

    for folder in (layout.prefix, layout.services, layout.run):
        if folder.exists() and not os.access(folder, os.R_OK | os.X_OK):
            raise UserError(f"permission denied: {folder}", "run this as the user who ran setup")
    return control.status(layout)


def as_data(found: list[Status]) -> list[dict[str, Any]]:
    """For JSON."""
    from dataclasses import asdict  # noqa: PLC0415 - a verb pays only for what it uses

    return [{**asdict(status), "ok": status.ok} for status in found]


def lines(found: list[Status]) -> list[str]:
    """For people."""
    return [
        f"{status.name:<12} {status.state:<12} {f'pid {status.pid}' if status.pid else '-':<12} {plain(status.reason)}"
        for status in found
    ]


@app.command()
def install(*, prefix: Prefix = None, check: Check = False, yes: Yes = False, json: Json = False) -> int:
    """Start the services automatically with the machine."""
    return _autostart(prefix, wanted=True, check=check, yes=yes, json=json)


@app.command()
def remove(*, prefix: Prefix = None, check: Check = False, yes: Yes = False, json: Json = False) -> int:
    """Stop starting the services with the machine. Running services keep running."""
    return _autostart(prefix, wanted=False, check=check, yes=yes, json=json)


@app.command()
def start(name: Name, *, prefix: Prefix = None) -> int:
    """Start a service, the 'engine', or 'all' of them, and wait until it is ready."""
    if name == _ALL:
        return _each(prefix, start, _in_order(layout_of(prefix)))
    return _engine(prefix, "start") if name == _ENGINE else _start(layout_of(prefix), name, anew=False)


@app.command()
def restart(name: Name, *, prefix: Prefix = None) -> int:
    """Restart a service, or the 'engine', and wait until it is ready."""
    return _engine(prefix, "restart") if name == _ENGINE else _start(layout_of(prefix), name, anew=True)


@app.command()
def stop(name: Name, *, prefix: Prefix = None) -> int:
    """Stop a service, the 'engine', or 'all' of them, until it is started again manually or by setup."""
    if name == _ALL:
        return _each(prefix, stop, _in_order(layout_of(prefix))[::-1])
    if name == _ENGINE:
        return _engine(prefix, "stop")
    _backend(layout_of(prefix), name).stop(name)
    typer.echo(f"{name} is stopped")
    return 0


def _in_order(layout: Layout) -> list[str]:
    """All services, each after those it needs; the engine, if it was ever started here, comes last."""
    from bootstrap.services import records  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.services.order import ordered  # noqa: PLC0415 - as above
    from bootstrap.services.spec import load  # noqa: PLC0415 - as above

    names = ordered({name: load(records.definition_path(layout, name)) for name in records.installed(layout)})
    names += [_ENGINE] if _ENGINE in records.names(layout) else []
    if not names:
        raise UserError("no services are installed", "run setup or start the engine first")
    return names


def _each(prefix: Path | None, what: Callable[..., int], names: list[str]) -> int:
    """Do it to each of them, whatever becomes of the others."""
    failed = False
    for name in names:
        try:
            what(name, prefix=prefix)
        except UserError as error:
            typer.echo(f"error: {plain(scrub(str(error)))}", err=True)
            failed = True
    return 1 if failed else 0


def _engine(prefix: Path | None, what: Literal["start", "restart", "stop"]) -> int:
    """The engine runs on what it ran on last, and is kept alive by the supervisor of the services."""
    from bootstrap.engine_control import EngineControl  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above

    use(prefix)
    control = EngineControl(paths.runtime_dir())
    {"start": control.start, "restart": control.restart, "stop": control.end}[what]()
    typer.echo(f"engine is {'stopped' if what == 'stop' else 'running'}")
    return 0


@app.command()
def logs(
    name: Name,
    *,
    lines: Annotated[int, typer.Option("--lines", "-n", help="How many.", min=1, max=100_000, metavar="LINES")] = 50,
    prefix: Prefix = None,
) -> int:
    """Show the last lines of a service's log."""
    layout = layout_of(prefix)
    for line in _backend(layout, name).logs(name, lines):
        typer.echo(plain(scrub(line)))
    return 0


@secrets.command("list")
def list_secrets(*, prefix: Prefix = None) -> int:
    """List the names of all secrets."""
    from bootstrap.secrets import SecretStore  # noqa: PLC0415 - a verb pays only for what it uses

    for name in SecretStore(layout_of(prefix).secrets).names():
        typer.echo(name)
    return 0


@secrets.command()
def show(
    name: Annotated[str, typer.Argument(help="Name of the secret.", metavar="NAME")], *, prefix: Prefix = None
) -> int:
    """Print a secret in plain text."""
    from bootstrap.secrets import SecretStore  # noqa: PLC0415 - a verb pays only for what it uses

    store = SecretStore(layout_of(prefix).secrets)
    found = store.get(name)
    if found is None:
        raise UserError(f"unknown secret {name!r}; available: {', '.join(store.names()) or 'none'}", "run setup")
    typer.echo(found)
    return 0


def _backend(layout: Layout, name: str) -> Supervised:
    from bootstrap.services.supervised import Supervised  # noqa: PLC0415 - a verb pays only for what it uses

    backend = Supervised(layout)
    if backend.status(name) is None and name != _ENGINE:  # of which a log may be there all the same
        raise UserError(f"unknown service {name!r}", "see: smart-intersection services list")
    return backend


def _autostart(prefix: Path | None, *, wanted: bool, check: bool, yes: bool, json: bool) -> int:
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.run import autostart  # noqa: PLC0415 - as above

    def go(context: Context) -> Report:
        return autostart(context, wanted=wanted)

    return perform(go, layout_of(prefix), Choices(), check=check, yes=yes, json=json)


def _start(layout: Layout, name: str, *, anew: bool) -> int:
    from bootstrap.services import records  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.services.spec import load  # noqa: PLC0415 - as above
    from bootstrap.services.wait import until_healthy  # noqa: PLC0415 - as above

    backend = _backend(layout, name)
    spec = load(records.definition_path(layout, name))
    backend.start(spec, anew=anew)
    until_healthy(backend, spec)
    typer.echo(f"{name} is running")
    return 0
