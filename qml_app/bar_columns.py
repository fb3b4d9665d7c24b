"""Stacked bars as columns of pixels. Pure functions over numpy arrays.

A column is a few runs of one colour, so a chart costs nearly the same however many bars it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qml_app.traffic_rows import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qml_app.models import Row

#: `counts` by class in the order of KINDS; `watched` is 0 not at all, 1 in part, 2 throughout.
BAR: Final = np.dtype(
    [("total", np.int64), ("counts", np.int32, len(KINDS)), ("watched", np.uint8), ("labelled", np.bool_)], align=True
)
#: Of a column: the strip, the classes, the ground above.
COLOURS: Final = len(KINDS) + 2
_COLUMNS: Final = np.arange(3 * COLOURS, dtype=np.uint8).reshape(3, COLOURS)  # for each degree of `watched`
_PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}
_OTHERS: Final = len(KINDS) - 1  # classes nobody has heard of share the last place


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in pixels.

    Attributes:
        unit: of each that is counted.
        gap: left free on either side of a bar.
        strip: height of the strip on which the bars stand.
    """

    unit: float
    gap: int
    strip: int


def bars(rows: Sequence[Row]) -> NDArray[np.void]:
    """Rows with `traffic_rows.BAR_ROLES` as an array (bars,) of BAR."""
    return np.array([_bar(row) for row in rows], BAR)


def _bar(row: Row) -> tuple[int, tuple[int, ...], int, bool]:
    _, total, parts, complete, watched, labelled, _ = row
    counts = [0] * len(KINDS)
    for part in parts:
        counts[_PLACES.get(part["kind"], _OTHERS)] += part["count"]
    # What was counted was seen, also where nobody has told yet for how long.
    return total, tuple(counts), 2 if complete else int(watched > 0 or total > 0), labelled


def reach(bars: NDArray[np.void], scale: Scale) -> int:
    """Pixels from below the strip to the top of the highest bar."""
    return scale.strip + round(int(bars["total"].max()) * scale.unit)


def draw(bars: NDArray[np.void], size: tuple[int, int], scale: Scale) -> NDArray[np.uint8]:
    """A picture on its side, (width, height) indices of colours: columns from the left, each from below.

    For each degree of `watched` there is a colour for the strip, for each class, and for the ground above, in this
    order. Where several bars share a column it shows the highest, watched as little as the least watched of them:
    neither a peak nor a hole gets lost.

    Args:
        bars: (bars,) of BAR, at least one.
        size: width and height, pixels.
        scale: how large what is drawn.
    """
    width, height = size
    first = np.arange(width) * len(bars) // width
    shown = _highest(bars, first)
    ends = np.zeros((width, COLOURS + 1), np.int64)  # where a column begins, and where each of its colours ends
    ends[:, 1] = scale.strip
    # Rounded where a class ends, so that no bar is higher or lower than its sum.
    ends[:, 2:-1] = np.minimum(scale.strip + np.rint(np.cumsum(shown["counts"], axis=1) * scale.unit), height)
    ends[_gaps(first, scale.gap), 2:-1] = scale.strip
    ends[:, -1] = height
    runs = np.diff(ends, axis=1)
    return np.repeat(_COLUMNS[shown["watched"]].ravel(), runs.ravel()).reshape(width, height)


def _highest(bars: NDArray[np.void], first: NDArray[np.int64]) -> NDArray[np.void]:
    """One bar for each column, whose bars begin at `first` and end before the next column's, or are that one."""
    found = np.maximum.reduceat(bars["total"] * len(bars) + np.arange(len(bars)), first) % len(bars)
    shown: NDArray[np.void] = bars[found]
    shown["watched"] = np.minimum.reduceat(bars["watched"], first)
    return shown


def _gaps(first: NDArray[np.int64], gap: int) -> NDArray[np.bool_]:
    """Columns nearer than `gap` to one of another bar."""
    around = np.pad(first, gap, constant_values=-1)
    left, right = around[: len(first)], around[2 * gap :]
    return np.not_equal(left, first) | np.not_equal(right, first)
