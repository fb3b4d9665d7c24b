"""`machines …`: other machines that publish to the broker here."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer looks annotations up
from typing import TYPE_CHECKING, Annotated

import typer

from bootstrap.commands.installation import Json, Prefix, layout_of, perform
from bootstrap.commands.options import for_all

if TYPE_CHECKING:
    from bootstrap.converge.report import Report
    from bootstrap.setup.context import Context

Name = Annotated[str, typer.Argument(help="Name of the machine, for example north-gate.", metavar="NAME")]

app = typer.Typer(help="Manage other machines that publish to this machine's broker.", no_args_is_help=True)
app.callback()(for_all)


@app.command()
def add(
    name: Name,
    *,
    output: Annotated[
        Path, typer.Option(help="File to create for that machine; contains its password.", metavar="FILE")
    ],
    site: Annotated[
        str | None,
        typer.Option(
            help="Value of 'site' in the configuration of that machine. It can publish events of this site only. "
            "Default: as before, for a new machine NAME.",
            metavar="SITE",
        ),
    ] = None,
    prefix: Prefix = None,
    json: Json = False,
) -> int:
    """Grant a machine access and create the file for its 'setup --join FILE'."""
    from bootstrap.setup import machines  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - as above

    def go(context: Context) -> Report:
        return machines.add(context, name, output.expanduser().absolute(), site)

    code = perform(go, layout_of(prefix), Choices(), yes=True, json=json)
    if code == 0 and not json:
        typer.echo(f"\nCopy {output} to {name} and run there:\n  smart-intersection setup --join {output.name}")
    return code


@app.command()
def remove(name: Name, *, prefix: Prefix = None, json: Json = False) -> int:
    """Revoke a machine's access."""
    from bootstrap.setup import machines  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - as above

    def go(context: Context) -> Report:
        return machines.remove(context, name)

    return perform(go, layout_of(prefix), Choices(), yes=True, json=json)


@app.command("list")
def list_machines(*, prefix: Prefix = None) -> int:
    """List the machines that have access, and the site of each."""
    from bootstrap.setup.context import Context  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.roles import mosquitto  # noqa: PLC0415 - as above

    context = Context(layout_of(prefix))
    for name in mosquitto.machines(context):
        typer.echo(f"{name}  {mosquitto.site_of(context, name)}")
    return 0
