"""Which detection belongs to which track: costs, limits and the best assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.cheapest import cheapest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Pair = tuple[int, int]

_NEVER: Final = 1e6
_LARGEST_SCALE: Final = 2.0  # ratio of sizes above which two boxes are not one thing seen a moment later


def distance_cost(places: Floats, boxes: Floats, reach: Floats) -> Floats:
    """Distance of centres as a share of (n,) `reach` pixels; never where the sizes differ too much.

    For what moved further than its own length between two frames, or comes out from behind something: there is no
    overlap then.

    Args:
        places: (n, 4) centre x, centre y, width, height of the tracks.
        boxes: (m, 4) the same of the detections.
        reach: (n,) pixels at which the cost is 1.
    """
    gap = np.hypot(places[:, None, 0] - boxes[None, :, 0], places[:, None, 1] - boxes[None, :, 1])
    ratio = np.log((places[:, 2] * places[:, 3])[:, None] / (boxes[:, 2] * boxes[:, 3])[None, :]) / 2
    return np.where(np.abs(ratio) > np.log(_LARGEST_SCALE), _NEVER, gap / np.maximum(reach, 1e-9)[:, None])


def assign(costs: Mapping[Pair, float], limit: float) -> list[Pair]:
    """Pairs (row, column) of least total cost.

    A pair that stays apart costs `limit`, as in ByteTrack: nobody gives up a good partner so that a stranger finds one,
    and one box that belongs to nobody does not shift all others by one.

    Args:
        costs: of the pairs that may be, none of them more than `limit`.
        limit: see above.
    """
    pairs = sorted(costs)
    rows, columns = sorted({row for row, _ in pairs}), sorted({column for _, column in pairs})
    if len(rows) == len(pairs) == len(columns):  # the usual case: nothing to choose
        return pairs
    chosen = cheapest([[costs.get((row, column), limit) for column in columns] for row in rows])
    return sorted(pair for i, j in chosen if (pair := (rows[i], columns[j])) in costs)
