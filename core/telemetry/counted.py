"""Counts in bins as rows, from whatever has counted them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.telemetry.span import Cell, Table, quality, when

if TYPE_CHECKING:
    from core.telemetry.bins import Coverage

    Series = tuple[str, ...]  # site, camera, and the labels of its kind


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted.

    Attributes:
        name: of the table.
        labels: what tells series of a camera apart.
        mean: the column of the mean that goes with a count.
    """

    name: str
    labels: tuple[str, ...]
    mean: str

    @property
    def series(self) -> tuple[str, ...]:
        """All that tells series apart."""
        return ("site", "camera", *self.labels)


CROSSINGS: Final = Kind("counts", ("line", "direction", "class"), "mean_kmh")
MOVEMENTS: Final = Kind("movements", ("origin", "destination", "turn", "class"), "mean_s")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many in each bin of each series, and the mean of what was measured there; bins by their start."""

    numbers: dict[Series, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    means: dict[tuple[Series, int], float] = field(default_factory=dict)


def table(kind: Kind, size: int, found: Counted, seen: Coverage) -> Table:
    """Rows of all bins of `size` seconds in which a series counted or its camera watched."""
    rows: list[tuple[Cell, ...]] = []
    for series, numbers in found.numbers.items():
        watched = seen.bins(series[:2])
        for start in watched.keys() | numbers.keys():
            mean = found.means.get((series, start))
            shown = None if mean is None else round(mean, 1)
            rows.append((*when(start, size), *series, numbers[start], shown, *quality(seen, watched.get(start, 0.0))))
    columns = ("start", "end", *kind.series, "count", kind.mean, "complete", "watched_s")
    return Table(kind.name, columns, sorted(rows, key=lambda row: row[: 2 + len(kind.series)]))
