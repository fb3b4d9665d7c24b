"""Link: what is installed here is what the engine uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run


def check(run: Run) -> str:
    """A chain that holds is worth nothing where the engine sends its events past it."""
    way = run.places.route
    if way.problem:
        raise UserError(way.problem, way.remedy)
    who = "the running engine" if way.running else "the engine, once started,"
    ends = [end for end in way.used if end]
    return f"{who} sends events to {', '.join(ends) or 'its journal only'}"
