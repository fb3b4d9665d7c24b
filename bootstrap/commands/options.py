"""Options that several verbs share."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from core.kinds.sources import LISTED


def folder(text: str | Path) -> Path:
    """A folder by its name; none is the variable of a script that is not set, not the folder one happens to be in."""
    if not str(text).strip():
        raise typer.BadParameter("the name of the folder is empty")
    return Path(text)


Prefix: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        help="Installation whose services are used. Default: in the user data folder.", metavar="DIR", parser=folder
    ),
]
Source: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help=f"{LISTED.en[0].upper()}{LISTED.en[1:]}. Use the variable to keep a password out of the list of "
        "processes.",
        envvar="SMART_INTERSECTION_SOURCE",
        metavar="SOURCE",
    ),
]
Model: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Path to a .pt, .onnx or OpenVINO model, a known name such as yolo11n, or ground-truth. "
        "Default: the motion detector, which does not tell classes apart.",
        metavar="MODEL",
    ),
]
Config: TypeAlias = Annotated[Path | None, typer.Option(help="Configuration file (YAML).", metavar="FILE")]
Duration: TypeAlias = Annotated[
    float | None, typer.Option(help="Stop after this many seconds of video.", min=0.001, metavar="SECONDS")
]
Report: TypeAlias = Annotated[Path | None, typer.Option(help="Write the run report as JSON.", metavar="FILE")]


def for_all(context: typer.Context, *, prefix: Prefix = None) -> None:
    """`--prefix` before a verb: the same as behind it, where it counts more."""
    context.default_map = defaults(context, prefix)


def defaults(context: typer.Context, prefix: Path | None) -> MutableMapping[str, Any] | None:
    """What the verbs below take for their installation where none is named behind them."""
    if prefix is None:
        return context.default_map
    below: dict[str, Any] = getattr(context.command, "commands", {})
    return {name: {"prefix": str(prefix)} for name, verb in below.items() if _takes_one(verb)}


def _takes_one(verb: Any) -> bool:  # noqa: ANN401 - typer's own click has no public types
    return any(option.name == "prefix" and option.metavar == "DIR" for option in verb.params)
