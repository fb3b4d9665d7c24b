"""For how long a period was recorded, of tables with bins. Pure functions: time is a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from qml_app.history import Found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.reports.tables import Table
    from qml_app.periods import Period

#: Of a bin that was measured throughout this much is told at least: each interval begins with its first frame.
_THROUGHOUT: Final = 0.98
#: Seconds that an engine and the page that looks may be behind.
_BEHIND: Final = 120.0


@dataclass(frozen=True, slots=True)
class Seen(Found):
    """Speeds, and the table of counts: it tells when cameras watched."""

    counts: Table | None = None


def share(rows: Iterable[dict[str, Any]], cameras: set[str], period: Period, now: float) -> list[float]:
    """Seconds for which all `cameras` were recorded, and those the period has until now.

    Empty if that is all of them, or nobody has told.
    """
    told: dict[str, dict[Any, float]] = {camera: {} for camera in cameras}
    for row in rows:
        if row["camera"] in told:
            told[row["camera"]][row["start"]] = row["watched_s"]
    seconds = min((sum(bins.values()) for bins in told.values()), default=0.0)
    whole = min(period.end, now) - period.start
    return [seconds, whole] if 0 < seconds < whole - _BEHIND else []


def partly(row: dict[str, Any]) -> bool:
    """Whether a bin of `occupancy` was not measured throughout."""
    return bool(row["watched_s"] < _THROUGHOUT * (row["end"] - row["start"]).total_seconds())
