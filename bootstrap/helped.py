"""Help as people read it: no types of Python behind options, and no line ends from the sources."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITHIN_A_PARAGRAPH: Final = re.compile(r"(?<!\n)\n(?!\n)")
_OF_PYTHON: Final = re.compile(r"<[a-z ]+(\[[a-z ]+\])?>")


def command(app: typer.Typer) -> Any:  # noqa: ANN401 - typer's own click has no public types
    """What runs the verbs of `app`, and tells about them."""
    made = get_command(app)
    for verb in _verbs(made):
        context = typer.Context(verb)
        verb.help = _WITHIN_A_PARAGRAPH.sub(" ", inspect.cleandoc(verb.help or ""))
        for parameter in (*verb.params, verb.get_help_option(context)):
            shown = getattr(parameter, "display_type_rich", None)  # typer before 0.26 shows no types
            if shown is not None and _OF_PYTHON.fullmatch(shown(context) or ""):
                parameter.display_type_rich = _nothing
    return made


def _verbs(verb: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    yield verb
    for below in getattr(verb, "commands", {}).values():
        yield from _verbs(below)


def _nothing(ctx: object) -> None:
    """Instead of `<bool>`."""
