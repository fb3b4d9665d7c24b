"""What all verbs that work on an installation share: its options, and drawing or printing a report."""

from __future__ import annotations

import json as json_module
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout
    from bootstrap.setup.context import Choices, Context
    from bootstrap.setup.report import Report

# A DNS name, or an address of version 4 or 6; what is in it goes into a certificate.
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?|::1")

Prefix: TypeAlias = Annotated[
    Path | None, typer.Option(help="Where the installation is. Default: the folder of user data.", metavar="DIR")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]
Yes: TypeAlias = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def layout_of(prefix: Path | None) -> Layout:
    """The installation at `prefix`, or the usual one."""
    from bootstrap.layout import Layout  # noqa: PLC0415 - a verb pays only for what it uses

    return Layout((prefix or paths.state_dir()).expanduser().absolute())


def pairs(options: list[str] | None, what: str) -> dict[str, str]:
    """NAME=VALUE options as a dictionary.

    Raises:
        UserError: one has another form.
    """
    found = {}
    for option in options or ():
        name, equals, value = option.partition("=")
        if not (name and equals and value):
            raise UserError(f"{option!r} is not NAME={what}", f"for example: mosquitto={what}")
        found[name] = value
    return found


def ports(options: list[str] | None) -> dict[str, int]:
    """NAME=PORT options.

    Raises:
        UserError: one is no port.
    """
    found = pairs(options, "PORT")
    for name, value in found.items():
        if not value.isdecimal() or not 0 < int(value) < 65536:  # noqa: PLR2004 - all TCP ports
            raise UserError(f"{name}={value}: a port is a number from 1 to 65535", "for example: mosquitto=1884")
    return {name: int(value) for name, value in found.items()}


def hosts(options: list[str] | None) -> tuple[str, ...]:
    """Names or addresses of this machine.

    Raises:
        UserError: one is neither.
    """
    for option in options or ():
        if not _HOST.fullmatch(option) or (option == "off" and len(options or ()) > 1):
            raise UserError(f"{option!r} is no name of a machine", "for example: crossing-7.example.org")
    return tuple(options or ())


def perform(  # noqa: PLR0913 - the options all these verbs have
    run: Callable[[Context], Report],
    layout: Layout,
    choices: Choices,
    *,
    check: bool = False,
    diff: bool = False,
    yes: bool = False,
    json: bool = False,
) -> int:
    """Show what would be done and ask, unless told not to; then do it and tell. Returns the exit code.

    Raises:
        UserError: nobody is there to be asked.
    """
    if not (yes or check):
        _ask(run, layout, choices, diff=diff, json=json)
    report = _draw(run, layout, choices, check=check, diff=diff, json=json)
    if json:
        typer.echo(json_module.dumps(report.to_json(), indent=1))
    return report.exit_code


def _ask(run: Callable[[Context], Report], layout: Layout, choices: Choices, *, diff: bool, json: bool) -> None:
    if json or not sys.stdin.isatty():
        raise UserError(
            "this changes the machine, and nobody is there to be asked", "add --yes, or --check to look only"
        )
    if _draw(run, layout, choices, check=True, diff=diff).recap["changed"]:
        typer.confirm("Do this?", abort=True)


def _draw(  # noqa: PLR0913 - as above
    run: Callable[[Context], Report],
    layout: Layout,
    choices: Choices,
    *,
    check: bool,
    diff: bool,
    json: bool = False,
) -> Report:
    from rich.console import Console  # noqa: PLC0415 - a verb pays only for what it uses

    from bootstrap.setup.context import Context  # noqa: PLC0415 - as above
    from bootstrap.setup.render import Terminal  # noqa: PLC0415 - as above

    terminal = Terminal(Console(stderr=json, highlight=False, soft_wrap=True))
    report = run(Context(layout, choices, terminal.tell, check=check, diff=diff))
    terminal.recap(report)
    return report
