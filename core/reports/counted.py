"""Counts in bins as rows, from whatever has counted them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.reports.span import Cell, Table, quality, when

if TYPE_CHECKING:
    from core.reports.bins import Grid
    from core.reports.coverage import Coverage

    Series = tuple[str, ...]  # site, camera, and the labels of its kind


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted.

    Attributes:
        name: of the table.
        labels: what tells series of a camera apart.
        mean: the column of the mean that goes with a count.
        about: columns that say more of a series and do not tell it apart.
    """

    name: str
    labels: tuple[str, ...]
    mean: str
    about: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """All that tells series apart."""
        return ("site", "camera", *self.labels)


CROSSINGS: Final = Kind("counts", ("line", "direction", "class"), "mean_kmh", ("line_kind",))
MOVEMENTS: Final = Kind("movements", ("origin", "destination", "turn", "class"), "mean_s")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many in each bin of each series, and the mean of what was measured there; bins by their start.

    `about` holds what is known of a series, in the order of `Kind.about`.
    """

    numbers: dict[Series, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    means: dict[tuple[Series, int], float] = field(default_factory=dict)
    about: dict[Series, Series] = field(default_factory=dict)


def table(kind: Kind, grid: Grid, found: Counted, seen: Coverage) -> Table:
    """Rows of all bins in which a series counted or its camera watched."""
    rows: list[tuple[Cell, ...]] = []
    for series, numbers in found.numbers.items():
        watched, about = seen.bins(series[:2]), found.about.get(series, ("",) * len(kind.about))
        for start in watched.keys() | numbers.keys():
            mean = found.means.get((series, start))
            shown = None if mean is None else round(mean, 1)
            how_well = quality(seen, start, watched.get(start, 0.0))
            rows.append((*when(start, grid), *series, *about, numbers[start], shown, *how_well))
    columns = ("start", "end", *kind.series, *kind.about, "count", kind.mean, "complete", "watched_s")
    return Table(kind.name, columns, sorted(rows, key=lambda row: row[: 2 + len(kind.series)]))
