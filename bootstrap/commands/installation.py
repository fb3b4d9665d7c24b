"""What all verbs that work on an installation share: its options, and drawing or printing a report."""

from __future__ import annotations

import json as json_module
import re
import sys
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from bootstrap.commands.options import folder
from bootstrap.converge.resource import SHORTEN
from bootstrap.interrupted import cancellable
from bootstrap.os_errors import told
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.report import Report
    from bootstrap.layout import Layout
    from bootstrap.setup.context import Choices, Context
    from bootstrap.setup.render import Terminal
    from bootstrap.setup.stream import JsonLines

# A DNS name, or an address of version 4 or 6; what is in it goes into a certificate.
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?|::1")

_OFF: Final = "off"

Prefix: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="Installation folder. Default: in the user data folder.", metavar="DIR", parser=folder),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Yes: TypeAlias = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")]


class Language(Enum):
    """What dashboards and alerts may speak."""

    en = "en"
    de = "de"


class Progress(Enum):
    """How progress is told."""

    text = "text"
    json = "json"


Steps: TypeAlias = Annotated[
    Progress, typer.Option("--progress", help="Report progress as text, or as one line of JSON per step.")
]


def layout_of(prefix: Path | None) -> Layout:
    """The installation at `prefix`, or the usual one."""
    from bootstrap.layout import Layout  # noqa: PLC0415 - a verb pays only for what it uses

    return Layout((prefix or paths.state_dir()).expanduser().absolute())


def named(only: str | None) -> list[str]:
    """Names that were separated by commas; none for all.

    Raises:
        UserError: there are none in it.
    """
    names = [name.strip() for name in (only or "").split(",") if name.strip()]
    if only is not None and not names:
        raise UserError(
            f"--only {only!r} contains no service", "use for example mosquitto,influxdb, or omit the option"
        )
    return names


def catalogue_file(option: Path | None) -> Path | None:
    """--catalogue from wherever it is looked at later; 'off' is ours."""
    from bootstrap.setup.catalogue import DEFAULT  # noqa: PLC0415 - a verb pays only for what it uses

    if option is None:
        return None
    return DEFAULT if str(option) == _OFF else option.expanduser().absolute()


def mirror_address(option: str | None) -> str | None:
    """--mirror; 'off' is nobody."""
    return "" if option == _OFF else option


def pairs(options: list[str] | None, what: str) -> dict[str, str]:
    """NAME=VALUE options as a dictionary.

    Raises:
        UserError: one has another form.
    """
    found = {}
    for option in options or ():
        name, equals, value = option.partition("=")
        if not (name and equals and value):
            raise UserError(f"{option!r}: expected NAME={what}", f"for example: mosquitto={what}")
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
            raise UserError(f"{name}={value}: a port must be a number from 1 to 65535", "for example: mosquitto=1884")
    return {name: int(value) for name, value in found.items()}


def hosts(options: list[str] | None) -> tuple[str, ...]:
    """Names or addresses of this machine.

    Raises:
        UserError: one is neither.
    """
    for option in options or ():
        if not _HOST.fullmatch(option) or (option == "off" and len(options or ()) > 1):
            raise UserError(f"{option!r} is not a valid host name", "for example: crossing-7.example.org")
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
    progress: Progress = Progress.text,
) -> int:
    """Show what would be done and ask, unless told not to; then do it and tell. Returns the exit code.

    Raises:
        UserError: nobody is there to be asked.
    """
    if progress is Progress.json:
        return _stream(run, layout, choices, check=check, diff=diff, json=json or not (yes or check))
    if not (yes or check):
        choices = _ask(run, layout, choices, diff=diff, json=json)
    report = _draw(run, layout, choices, check=check, diff=diff, json=json)
    if json:
        typer.echo(json_module.dumps(report.to_json(), indent=1))
    return report.exit_code


def _ask(run: Callable[[Context], Report], layout: Layout, choices: Choices, *, diff: bool, json: bool) -> Choices:
    if json or not sys.stdin.isatty():
        raise UserError(
            "confirmation required, but there is no terminal to ask on", "add --yes, or --check to see the changes only"
        )
    found = _draw(run, layout, choices, check=True, diff=diff)
    if any(task.options == SHORTEN for task in found.tasks) and typer.confirm("Delete the older data (see above)?"):
        return replace(choices, shorten=True)
    if found.recap["changed"]:
        typer.confirm("Apply these changes?", abort=True)
    return choices


def _stream(  # noqa: PLR0913 - as above
    run: Callable[[Context], Report], layout: Layout, choices: Choices, *, check: bool, diff: bool, json: bool
) -> int:
    """For a program that listens; what is refused is told in the stream, too."""
    from bootstrap.setup.stream import JsonLines  # noqa: PLC0415 - a verb pays only for what it uses

    if json:
        raise UserError("--progress json cannot ask for confirmation", "add --yes or --check, and omit --json")
    stream = JsonLines(sys.stdout)
    try:
        return _run(run, layout, choices, stream, check=check, diff=diff).exit_code
    except (UserError, OSError) as error:
        stream.refuse(told(error) if isinstance(error, OSError) else error)
        raise


def _run(  # noqa: PLR0913 - as above
    run: Callable[[Context], Report],
    layout: Layout,
    choices: Choices,
    shown: Terminal | JsonLines,
    *,
    check: bool,
    diff: bool,
) -> Report:
    from bootstrap.setup.context import Context  # noqa: PLC0415 - a verb pays only for what it uses

    with cancellable():
        report = run(Context(layout, choices, shown.tell, check=check, diff=diff))
        shown.recap(report)
    return report


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

    from bootstrap.setup.render import Terminal  # noqa: PLC0415 - as above

    terminal = Terminal(Console(stderr=json, highlight=False, soft_wrap=True))
    try:
        return _run(run, layout, choices, terminal, check=check, diff=diff)
    finally:
        terminal.close()
