"""Geometry of boxes, x1 y1 x2 y2 in pixels, many against many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


_FEW: Final = 400  # pairs; with fewer, numbers are faster than arrays
_TO_CORNERS: Final = np.array([[1, 0, 1, 0], [0, 1, 0, 1], [-0.5, 0, 0.5, 0], [0, -0.5, 0, 0.5]])


def areas(boxes: Floats) -> Floats:
    """Areas of (n, 4) boxes: (n,)."""
    area: Floats = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return area


def overlaps(a: Floats, b: Floats) -> Floats:
    """Area that each of (n, 4) boxes has in common with each of (m, 4): (n, m)."""
    lower = np.maximum(a[:, None, :2], b[None, :, :2])
    upper = np.minimum(a[:, None, 2:], b[None, :, 2:])
    sides = np.maximum(upper - lower, 0.0)
    common: Floats = sides[..., 0] * sides[..., 1]
    return common


def iou(a: Floats, b: Floats) -> Floats:
    """Intersection over union of (n, 4) with (m, 4) boxes: (n, m), 0..1."""
    common = overlaps(a, b)
    return common / np.maximum(areas(a)[:, None] + areas(b)[None, :] - common, 1e-9)


def overlapping(a: Floats, b: Floats) -> dict[tuple[int, int], float]:
    """As `iou`, of the pairs that overlap alone: by row and column, in their order."""
    if len(a) * len(b) > _FEW:
        shares = iou(a, b)
        return {pair: float(shares[pair]) for pair in zip(*(side.tolist() for side in shares.nonzero()), strict=True)}
    rows, columns = ([(*box, (box[2] - box[0]) * (box[3] - box[1])) for box in side.tolist()] for side in (a, b))
    found: dict[tuple[int, int], float] = {}
    for row, (x1, y1, x2, y2, area) in enumerate(rows):
        for column, (left, top, right, bottom, other) in enumerate(columns):
            if x1 < right and left < x2 and y1 < bottom and top < y2:
                common = (min(x2, right) - max(x1, left)) * (min(y2, bottom) - max(y1, top))
                found[row, column] = common / max(area + other - common, 1e-9)
    return found


def contained(a: Floats, b: Floats) -> Floats:
    """Intersection over the smaller area of the two: 1 where one box lies within the other. (n, m)."""
    return overlaps(a, b) / np.maximum(np.minimum(areas(a)[:, None], areas(b)[None, :]), 1e-9)


def to_centres(boxes: Floats) -> Floats:
    """(n, 4) corners to centre x, centre y, width, height."""
    size = boxes[:, 2:] - boxes[:, :2]
    return np.concatenate((boxes[:, :2] + size / 2, size), axis=1)


def to_corners(centres: Floats) -> Floats:
    """(n, 4) centre x, centre y, width, height to corners."""
    corners: Floats = centres @ _TO_CORNERS
    return corners
