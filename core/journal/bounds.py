"""How much the journal's file holds, and what of it has to go."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.journal.ledger import Ledger
    from core.journal.totals import Totals

_TRIM_ROWS: Final = 20_000
_TRIM_TO: Final = 0.95
_CHECK_BYTES: Final = 100_000_000


def used_bytes(ledger: Ledger) -> int:
    """Bytes of the file that hold something; freed pages are used again."""
    pages, free, size = (
        int(ledger.one(f"PRAGMA {name}") or 0) for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def last_to_go(ledger: Ledger, totals: Totals, used: int, max_bytes: int, oldest: float) -> int:
    """The number of the last event to delete in the next step, before the first one if none has to.

    Age alone takes nothing that a sink still has to have: a clock that is wrong must not do so.

    Args:
        ledger: the journal.
        totals: what it counts.
        used: bytes of its events.
        max_bytes: how many there may be.
        oldest: events noted before this time, seconds since the epoch, are too old.
    """
    had_by_all = min((cursor.seq for cursor in totals.cursors.values()), default=totals.last)
    upto = max(min(ledger.older_than(oldest), had_by_all), _too_many(totals, used, max_bytes))
    return min(upto, totals.first - 1 + _TRIM_ROWS, totals.last)


def _too_many(totals: Totals, used: int, max_bytes: int) -> int:
    rows = totals.last - totals.first + 1
    surplus = used - _TRIM_TO * max_bytes
    return totals.first + int(rows * surplus / used) if used > max_bytes else 0


def check(ledger: Ledger) -> None:
    """Read through the file, if it is small enough to do so at every start.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    found = ledger.one("PRAGMA quick_check(1)") if used_bytes(ledger) <= _CHECK_BYTES else "ok"
    if found != "ok":
        error = sqlite3.DatabaseError(f"damaged: {found}")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
