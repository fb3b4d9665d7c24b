"""Tables of the journal for a page: read beside the engine, which is never in the way and never waited for."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.telemetry.service import JOURNAL
from core.telemetry.tables import TABLES, Span, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOUR: Final = 3_600
_DAY: Final = 24 * HOUR
_NEVER: Final = 9e9  # year 2255

#: Seconds back from now, by the page's name for it; 0 is all there is.
PERIODS: Final = {"hour": HOUR, "hours": 6 * HOUR, "day": _DAY, "week": 7 * _DAY, "all": 0}


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal said: a table, or why there is none.

    Attributes:
        span: what was asked for.
        table: None if it could not be read.
        problem: `missing` if no engine has ever written here, else in words what is wrong.
    """

    span: Span
    table: Table | None = None
    problem: str = ""


def span(state_dir: Path, period: str, now: float, bins: Mapping[str, int] | None = None) -> Span:
    """The last hour, six hours, day or week, or all there is, of the journal in `state_dir`.

    Args:
        state_dir: where the engine keeps its journal.
        period: one of PERIODS.
        now: seconds since the epoch.
        bins: seconds of a bin by period; the first bin is then a whole one.
    """
    size = (bins or {}).get(period, 900)
    back = PERIODS[period]
    start = (now - back) // size * size + (size if bins else 0) if back else 0.0
    return Span(state_dir / JOURNAL, start, _NEVER, size)


def read(what: str, wanted: Span) -> Found:
    """The table `what` of the journal; never raises."""
    if not wanted.journal.is_file():
        return Found(wanted, problem="missing")
    try:
        return Found(wanted, TABLES[what](wanted))
    except (UserError, sqlite3.Error, KeyError, ValueError) as error:
        return Found(wanted, problem=str(error))
