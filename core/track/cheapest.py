"""The assignment of least total cost, for the few rows and columns among which there is something to choose.

SciPy has the same, but importing it takes longer than all else a camera needs to start.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Costs = Sequence[Sequence[float]]


def cheapest(cost: Costs) -> list[tuple[int, int]]:
    """Pairs (row, column) that together cost least; as many as the shorter side has.

    Args:
        cost: finite, rows of the same length.
    """
    if not cost or len(cost) <= len(cost[0]):
        return _by_rows(cost)
    return [(row, column) for column, row in _by_rows(list(zip(*cost, strict=True)))]


def _by_rows(cost: Costs) -> list[tuple[int, int]]:
    """One row after the other joins in and moves those that are in its way (Jonker and Volgenant 1987)."""
    if not cost:
        return []
    found = _Found(cost, [0.0] * len(cost), [0.0] * len(cost[0]), [None] * len(cost[0]))
    for row in range(len(cost)):
        found.join(row)
    return [(row, column) for column, row in enumerate(found.owners) if row is not None]


@dataclass(slots=True)
class _Found:
    """What is assigned so far. A pair's reduced cost, less both prices, is 0 if it is assigned and never negative."""

    cost: Costs
    rows: list[float]
    columns: list[float]
    owners: list[int | None]  # of the columns

    def join(self, row: int) -> None:
        """Along the shortest path to a free column: each row of the path takes the next column of it."""
        distances, before = [inf] * len(self.columns), [row] * len(self.columns)
        passed: dict[int, int] = {}  # columns and their owners, in the order in which they were reached
        last: int | None = row
        length, end = 0.0, -1
        while last is not None:
            for column in self._free_of(passed):
                way = length + self.cost[last][column] - self.rows[last] - self.columns[column]
                if way < distances[column]:
                    distances[column], before[column] = way, last
            end = min(self._free_of(passed), key=distances.__getitem__)
            length, last = distances[end], self.owners[end]
            if last is not None:
                passed[end] = last
        self._reprice(row, length, distances, passed)
        self._move(row, end, before)

    def _free_of(self, passed: dict[int, int]) -> list[int]:
        return [column for column in range(len(self.columns)) if column not in passed]

    def _reprice(self, row: int, length: float, distances: list[float], passed: dict[int, int]) -> None:
        self.rows[row] += length
        for column, owner in passed.items():
            self.rows[owner] += length - distances[column]
            self.columns[column] -= length - distances[column]

    def _move(self, row: int, end: int, before: list[int]) -> None:
        mover: int | None = None
        while mover != row:
            mover = before[end]
            left = next((column for column, owner in enumerate(self.owners) if owner == mover), -1)
            self.owners[end], end = mover, left
