"""A note beside the journal of how far it was: who cuts off its end, or takes it away, does not do so unseen."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core import private

if TYPE_CHECKING:
    from pathlib import Path

    from core.journal.store import Store
    from core.journal.totals import Totals

_EVERY: Final = 10.0  # seconds


class Witness:
    """Written now and then, never waited for: what came since the last note may be lost without being told.

    Args:
        path: of the note.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted = 0.0

    def note(self, instance: str, totals: Totals, *, now: bool = False) -> None:
        """How far the journal is; not more often than is worth it, unless it is `now` or never."""
        if not now and time.monotonic() - self._noted < _EVERY:
            return
        self._noted = time.monotonic()
        with suppress(OSError):
            noted = {"instance": instance, "first": totals.first, "last": totals.last}
            private.write(self._path, json.dumps(noted))

    def compare(self, store: Store, *, emptied: bool = False) -> str | None:
        """What has become of the events there were; those that are missing are counted as dropped.

        Args:
            store: the journal as it is now.
            emptied: its file was there, with nothing in it: nobody has put it elsewhere.
        """
        try:
            noted = json.loads(self._path.read_text("utf-8"))
            instance, first, last = str(noted["instance"]), int(noted["first"]), int(noted["last"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if instance != store.instance:
            held = max(0, last - first + 1)
            if emptied:
                store.lose(held)
                return f"the file of the journal was emptied: {held} events were lost"
            return f"the journal is another one than before; that one held {held} events"
        missing = last - store.totals.last
        if missing <= 0:
            return None
        store.lose(missing)
        return f"the end of the journal is missing: {missing} events were lost"
