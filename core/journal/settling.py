"""What sinks and recounts report between two commits of the journal."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.journal.recount import Counted
    from core.journal.totals import Settled


class Settling:
    """Filled from many threads, emptied by the journal's writer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._news: dict[str, Settled] = {}
        self._positions: dict[str, int] = {}
        self._counted: list[Counted] = []

    def add(self, sink: str, news: Settled) -> None:
        """`sink` is done up to `news.seq`."""
        with self._lock:
            self._positions[sink] = max(news.seq, self._positions.get(sink, 0))
            before = self._news.get(sink)
            self._news[sink] = before.then(news) if before else news

    def position(self, sink: str) -> int:
        """How far `sink` has reported in this run, on the disk or not."""
        return self._positions.get(sink, 0)

    def take(self) -> dict[str, Settled]:
        """All news, by sink."""
        with self._lock:
            taken, self._news = self._news, {}
        return taken

    def give_back(self, taken: dict[str, Settled]) -> None:
        """They could not be written: they come before what was reported since."""
        with self._lock:
            for sink, news in taken.items():
                later = self._news.get(sink)
                self._news[sink] = news.then(later) if later else news

    def recount(self, counted: Counted) -> None:
        """A recording was counted again."""
        with self._lock:
            self._counted.append(counted)

    @property
    def recounts(self) -> tuple[Counted, ...]:
        """Recordings that were counted again, in order."""
        return tuple(self._counted)

    def recounted(self) -> None:
        """The first of them is done with."""
        with self._lock:
            self._counted.pop(0)
