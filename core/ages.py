"""By what date it is, things are old enough to be deleted: a wrong date must not cost what nobody can bring back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds for which the clock was not set until its date is believed. A machine without a battery begins with any
#: date; the network tells it the right one within minutes.
BELIEVED: Final = 3_600.0
_SET: Final = 60.0  # seconds by which wall and monotonic clock part between two looks where somebody has set the clock


class Ages:
    """The date, as soon as it can be believed. One thread uses it.

    Args:
        wall: seconds since the epoch; may jump.
        monotonic: seconds from anywhere; never jumps.
    """

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._since = monotonic()
        self._apart = wall() - self._since

    def date(self) -> float | None:
        """Seconds since the epoch; None as long as the clock may be wrong. To be asked every few minutes."""
        now = self._monotonic()
        apart = self._wall() - now
        if abs(apart - self._apart) > _SET:
            self._since = now
        self._apart = apart
        return now + apart if now - self._since >= BELIEVED else None
