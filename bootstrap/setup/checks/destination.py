"""Whether the engine uses what is installed; nothing to say where nothing is, or where it stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap import route
from bootstrap.setup.checks.kind import Check, CheckKind
from core import paths
from core.errors import UserError
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    try:
        way = route.find(context.layout, paths.runtime_dir())
    except UserError as error:
        yield Check("destination", "problem", error.what, error.remedy)
        return
    if way.problem:
        yield Check("destination", "problem", way.problem, way.remedy)
    elif way.installed and any(way.used):
        yield Check("destination", "ok", ", ".join(end for end in way.used if end))


KIND: Final = CheckKind(name="destination", title=Words("Destination", "Ziel der Daten"), look=_look, order=90)
