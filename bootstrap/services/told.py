"""What the supervisor has been told, by files: read again when their folder says that something has changed.

Replacing a file changes its folder's date, so one look at that answers most rounds.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from bootstrap.services import records

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout
    from bootstrap.services.records import Want

# A folder's date is as coarse as its file system; one this young may hide another change of the same moment.
_YOUNG: Final = 2.5
_ANYWAY: Final = 5.0  # seconds: not every file system, nor every clock, tells


class Told:
    """Which services are defined and what shall become of them, as of the last `look`.

    Args:
        layout: of the installation.
        clock: monotonic seconds.

    Attributes:
        names: of all that are defined, sorted.
    """

    def __init__(self, layout: Layout, clock: Callable[[], float]) -> None:
        self._layout, self._clock = layout, clock
        self._folder = layout.services
        self._date: int | None = None
        self._again_at = 0.0
        self._young = True
        self._wants: dict[str, Want] = {}
        self.names: list[str] = []

    def look(self) -> bool:
        """Look for something new; whether it was read again."""
        date = self._changed()
        if date == self._date and not self._young and self._clock() < self._again_at:
            return False
        self._date, self._again_at = date, self._clock() + _ANYWAY
        self._young = abs(time.time() - date / 1e9) < _YOUNG
        self.names, self._wants = records.names(self._layout), {}
        return True

    def want(self, name: str) -> Want:
        """What shall become of a service."""
        if name not in self._wants:
            self._wants[name] = records.read_want(self._layout, name)
        return self._wants[name]

    def _changed(self) -> int:
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0
