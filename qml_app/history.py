"""Tables for a page, from the journal or the database: the engine is never in the way and never waited for."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bootstrap import effective
from bootstrap.layout import Layout
from bootstrap.usual import usual
from core.errors import UserError
from core.journal.schema import JOURNAL
from core.reports.bins import Grid
from qml_app import shown_zone
from qml_app.periods import AHEAD, fitted

if TYPE_CHECKING:
    from pathlib import Path

    from core.reports.tables import Span, Table
    from core.settings.sinks.influx import Influx
    from qml_app.periods import Period

_BIN: Final = 900  # seconds, where nobody looks at bins


@dataclass(frozen=True, slots=True)
class Places:
    """Where it is written which database events go to.

    Attributes:
        prefix: where setup has installed the services.
        runtime: the directory the engine publishes in.
        config: the configuration file where no engine ever ran; without it what `up` takes.
    """

    prefix: Path
    runtime: Path
    config: Path | None = None

    def database(self) -> Influx | None:
        """The one to read; None where events stay in the journal.

        Raises:
            UserError: the configuration or the profile is wrong.
        """
        from bootstrap.database import find, find_running  # noqa: PLC0415 -- the first picture does not wait for it

        running = effective.read(self.runtime)
        if running is not None:
            return find_running(Layout(self.prefix), running)
        return find(Layout(self.prefix), self.config or usual())


@dataclass(frozen=True, slots=True)
class Found:
    """A table, or why there is none.

    Attributes:
        span: what was read; its database is None if that was the journal.
        table: None if it could not be read.
        problem: `missing` if no engine has ever written here, else in words what is wrong. Beside a table it says why
            that is the journal's and not the database's.
        away: whether the database was to be read and could not be.
    """

    span: Span
    table: Table | None = None
    problem: str = ""
    away: bool = False


def span(state_dir: Path, period: Period, size: int = 0) -> Span:
    """What to read of the journal in `state_dir`, on the site's clock.

    Args:
        state_dir: where the engine keeps its journal.
        period: from when to when; one that goes back from now begins with a whole bin.
        size: seconds of a bin; 0 for tables without bins.
    """
    from core.reports.span import Span  # noqa: PLC0415 -- as above

    zone = shown_zone.zone()
    shown = fitted(period, Grid(size, zone)) if size else period
    return Span(state_dir / JOURNAL, shown.start, shown.end + AHEAD * period.open, size or _BIN, zone=zone)


def read(what: str, wanted: Span, places: Places | None = None) -> Found:
    """The table `what`; never raises.

    From the database if `places` name one. If that cannot be read, from this machine's journal, and why is told.
    """
    try:
        database = places.database() if places else None
    except UserError as error:
        return _instead(what, wanted, str(error))
    if database is None:
        return _read(what, wanted)
    found = _read(what, replace(wanted, database=database))
    return found if found.table else _instead(what, wanted, found.problem)


def _instead(what: str, wanted: Span, problem: str) -> Found:
    return replace(_read(what, wanted), problem=problem, away=True)


def _read(what: str, wanted: Span) -> Found:
    from core.reports.tables import table  # noqa: PLC0415 -- as above

    if wanted.database is None and not wanted.journal.is_file():
        return Found(wanted, problem="missing")
    try:
        return Found(wanted, table(what, wanted))
    except (UserError, sqlite3.Error, KeyError, ValueError) as error:
        return Found(wanted, problem=str(error))
