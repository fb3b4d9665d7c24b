"""Which detection belongs to which track: costs, limits and the best assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.cheapest import cheapest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

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


def assign(cost: Floats, limit: float) -> list[tuple[int, int]]:
    """Pairs (row, column) of least total cost, none that costs more than `limit`.

    A pair that stays apart costs `limit`, as in ByteTrack: nobody gives up a good partner so that a stranger finds one,
    and one box that belongs to nobody does not shift all others by one.
    """
    if cost.size == 1:
        return [(0, 0)] if cost[0, 0] <= limit else []
    allowed = cost <= limit
    rows, columns = (side.tolist() for side in np.nonzero(allowed))
    if len(set(rows)) == len(rows) == len(set(columns)):  # the usual case: nothing to choose
        return list(zip(rows, columns, strict=True))
    rows, columns = sorted(set(rows)), sorted(set(columns))
    chosen = cheapest(np.where(allowed, cost, limit)[np.ix_(rows, columns)].tolist())
    return sorted((rows[i], columns[j]) for i, j in chosen if allowed[rows[i], columns[j]])
