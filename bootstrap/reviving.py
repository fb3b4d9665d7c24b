"""The engine and its supervisor keep each other: one that was killed, and that nobody else starts, the engine does."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from bootstrap import engine_service
from bootstrap.services import leader, records
from bootstrap.services.records import ENGINE
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout

_EVERY: Final = 5.0  # seconds
_PATIENCE: Final = 15.0  # for the operating system, or for whoever is just replacing it


class Reviving:
    """Looks now and then whether there is a supervisor; of an engine that it keeps.

    Args:
        clock: monotonic seconds.
        revive: starts one.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        revive: Callable[[Layout], object] = leader.ensure,
    ) -> None:
        self._clock, self._revive = clock, revive
        self._due = clock() + _EVERY
        self._since: float | None = None  # when it was missed first

    def look(self) -> None:
        """Take note, and start one if there has been none for long; returns at once."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + _EVERY
        layout = engine_service.keeper()
        if records.supervisor(layout) is not None or not records.read_want(layout, ENGINE).up:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= _PATIENCE:
            self._since = None
            begin(partial(self._revive, layout), "supervisor", after=After.NOTED)
