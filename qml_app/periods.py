"""Which period a page shows: back from now, all there is, or from one moment to another. Pure functions."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.reports.bins import Grid
    from core.reports.tables import Table

HOUR: Final = 3_600
DAY: Final = 24 * HOUR
NEVER: Final = 9e9  # year 2255
#: Seconds that times may be ahead of this machine's clock: of a recording without a date that is counted at once.
AHEAD: Final = DAY

#: Seconds back from now, by the page's name for it. Besides there are `all`, and `FROM-TO` in seconds since the epoch.
NAMED: Final = {"hour": HOUR, "hours": 6 * HOUR, "day": DAY, "week": 7 * DAY}
#: Seconds of a bin that can be chosen.
BINS: Final = (60, 300, 900, HOUR, DAY)
#: More bins than these are nobody's to read.
MOST: Final = 3_000
#: Up to which length of a period a bin is taken that nobody has chosen.
_USUAL: Final = ((60, 2 * HOUR), (900, 2 * DAY + HOUR), (HOUR, 21 * DAY), (DAY, NEVER))


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to before `end`, seconds since the epoch; `open` if it goes on with the time."""

    start: float
    end: float
    open: bool = False


def custom(start: float, end: float) -> str:
    """The name of a period from one moment to another, seconds since the epoch; never of less than that."""
    return f"{math.floor(start * 1000) / 1000:.3f}-{math.ceil(end * 1000) / 1000:.3f}"


def known(name: str) -> bool:
    """Whether a page can show it."""
    return name == "all" or name in NAMED or _typed(name) is not None


def _typed(name: str) -> Period | None:
    first, dash, last = name.partition("-")
    try:
        return Period(float(first), float(last)) if dash and float(first) < float(last) else None
    except ValueError:
        return None


def period(name: str, now: float, reach: Sequence[dict[str, Any]]) -> Period:
    """What `name` means now.

    Args:
        name: one of NAMED, `all`, or made by `custom`.
        now: seconds since the epoch.
        reach: where data lies, rows of `core.reports.reach` by column.
    """
    typed = _typed(name)
    if typed:
        return typed
    if name != "all":
        return Period(now - NAMED[name], now, open=True)
    if not reach:
        return Period(now - DAY, now, open=True)
    end = max(row["last"] for row in reach) + 1
    return Period(min(row["first"] for row in reach), max(end, now) if now - end < HOUR else end)


def bins(length: float) -> list[int]:
    """Seconds of the bins that can be chosen for a period of so many seconds."""
    most = max(length, BINS[0])
    return [size for size in BINS if size <= most and (length / size <= MOST or size == BINS[-1])]


def usual_bin(length: float) -> int:
    """Seconds of a bin that nobody has chosen."""
    return next(size for size, most in _USUAL if length <= most)


def fitted(one: Period, grid: Grid) -> Period:
    """A period that goes back from now, with a whole first bin."""
    if not one.open:
        return one
    first = grid.start(one.start)
    return Period(first if first == one.start else grid.end(first), one.end, open=True)


def places(reach: Iterable[dict[str, Any]], shown: Period) -> list[dict[str, Any]]:
    """Each camera with data: `from` and `to` in milliseconds, and whether any of it may lie in the period `shown`."""
    found: dict[str, tuple[float, float]] = {}
    for row in reach:
        first, last = found.get(row["camera"], (NEVER, 0.0))
        found[row["camera"]] = min(first, row["first"]), max(last, row["last"])
    return [
        {"camera": camera, "from": first * 1000, "to": last * 1000, "inside": first < shown.end and last >= shown.start}
        for camera, (first, last) in sorted(found.items())
    ]


def named(table: Table, *, several: bool) -> Table:
    """Sites may name their cameras alike: where there are `several`, a camera bears its site's name."""
    if not several or "camera" not in table.columns:
        return table
    site, camera = table.columns.index("site"), table.columns.index("camera")
    rows = [(*row[:camera], f"{row[site]} · {row[camera]}", *row[camera + 1 :]) for row in table.rows]
    return replace(table, rows=rows)


def records(table: Table | None) -> list[dict[str, Any]]:
    """A table's rows by column."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows] if table else []
