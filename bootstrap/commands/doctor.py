"""`doctor` and `upgrade`."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING

import typer

from bootstrap.commands.installation import (
    Json,
    Prefix,
    Yes,
    catalogue_file,
    layout_of,
    mirror_address,
    named,
    perform,
)
from bootstrap.commands.setup import Catalogue, Check, Mirror, Only  # noqa: TC001 - typer looks annotations up
from core.scrub import plain

if TYPE_CHECKING:
    from bootstrap.converge.report import Report
    from bootstrap.setup.context import Context
    from bootstrap.setup.doctor import Diagnosis


def doctor(*, prefix: Prefix = None, catalogue: Catalogue = None, mirror: Mirror = None, json: Json = False) -> int:
    """Diagnose the installation: list problems and fixes. Changes nothing. Exit code 1 if a problem was found."""
    from bootstrap.setup.context import Choices, Context  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.doctor import diagnose  # noqa: PLC0415 - as above

    choices = Choices(catalogue=catalogue_file(catalogue), mirror=mirror_address(mirror))
    found = diagnose(Context(layout_of(prefix), choices))
    if json:
        typer.echo(json_module.dumps(found.to_json(), indent=1))
    else:
        _print(found)
    return found.exit_code


def _print(found: Diagnosis) -> None:
    from bootstrap.setup.findings import lines  # noqa: PLC0415 - as above
    from core.scrub import scrub  # noqa: PLC0415 - a verb pays only for what it uses

    for line in lines(found.findings):
        typer.echo(plain(scrub(line)))


def upgrade(  # noqa: PLR0913 - one parameter an option
    *,
    prefix: Prefix = None,
    only: Only = None,
    catalogue: Catalogue = None,
    mirror: Mirror = None,
    check: Check = False,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Upgrade the services to the recommended versions. Data is kept."""
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.run import upgrade as run  # noqa: PLC0415 - as above

    names = named(only)
    choices = Choices(catalogue=catalogue_file(catalogue), mirror=mirror_address(mirror))

    def go(context: Context) -> Report:
        return run(context, names)

    return perform(go, layout_of(prefix), choices, check=check, yes=yes, json=json)
