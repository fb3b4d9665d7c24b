"""By what clock the journal reckons the age of its events."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from core.ages import Ages

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.store import Store

_DAY: Final = 86_400.0
_WRONG: Final = 60.0  # seconds by which a clock that we reckoned by may differ from the date


class Dating:
    """A clock that never jumps, corrected once the date can be believed. One thread uses it.

    Args:
        wall: seconds since the epoch; may jump.
    """

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._ages = Ages(wall)
        self._began = (0.0, 0.0)
        self._first = 1  # event of this run

    def begin(self, store: Store) -> None:
        """Reckon from now on, never from before what `store` noted last."""
        self._first = store.totals.last + 1
        self._began = (max(self._wall(), store.newest_mark() or 0.0), time.monotonic())
        self._ages = Ages(self._wall)

    def now(self) -> float:
        """Seconds since the epoch: the wall clock at the beginning plus what passed since."""
        wall, monotonic = self._began
        return wall + time.monotonic() - monotonic

    def oldest(self, store: Store, days: float) -> float:
        """Before which time events are older than `days`; as long as the clock may be wrong, none is.

        Where the clock was wrong, the marks in `store` are put right.
        """
        date = self._ages.date()
        if date is None:
            return float("-inf")
        wrong = date - self.now()
        if abs(wrong) > _WRONG:
            store.restamp(self._first, wrong, date)
            self._began = (self._began[0] + wrong, self._began[1])
        return date - days * _DAY
