"""The bounded queue between the frame loops and the journal's writer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class HandOff(Generic[T]):
    """Many put, one takes everything at once. Putting never waits; what does not fit is counted and gone.

    Args:
        capacity: how many items may wait.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self._items: list[T] = []
        self._refused = 0
        self._taken = 0
        self._told = 0  # of those that are gone, how many were told with what was taken
        self.filled = threading.Event()

    def put(self, items: Sequence[T]) -> int:
        """Queue `items` in order, as far as there is room; returns how many did not fit."""
        with self._lock:
            room = max(0, self._capacity - len(self._items))
            self._items.extend(items[:room])
            refused = max(0, len(items) - room)
            self._refused += refused
        self.filled.set()
        return refused

    def take(self, limit: int) -> tuple[list[T], int]:
        """Up to `limit` of the oldest items, and how many were refused since the last call.

        The items count as waiting until `done`.
        """
        with self._lock:
            taken, self._items = self._items[:limit], self._items[limit:]
            self._taken += len(taken)
            refused, self._refused = self._refused, 0
            self._told += refused
            if not self._items:
                self.filled.clear()
        return taken, refused

    def lose(self, items: int) -> None:
        """So many of what was taken are of no use, and gone as those that did not fit."""
        with self._lock:
            self._told += items

    def done(self) -> None:
        """What was taken is safe now, and what was told gone is noted."""
        with self._lock:
            self._taken = self._told = 0

    @property
    def gone(self) -> int:
        """Items that are lost, and not noted yet."""
        with self._lock:
            return self._refused + self._told

    def __len__(self) -> int:
        with self._lock:
            return len(self._items) + self._taken
