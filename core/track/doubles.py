"""Boxes that show one road user twice, or somebody in or on it: who is part of whom.

All of them move along with their whole. Two road users who overlap do so for a moment, or one is seen lower than the
other; a part is level with its whole, and people aboard are seen above where their vehicle touches the ground.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.boxes import areas, contained, iou, overlaps
from core.track.kinds import ALIKE, HAS_PARTS, IS_RIDDEN, IS_WIDE, PERSON
from core.types import CLASS_IDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Box = tuple[float, float, float, float]

_WITHIN: Final = 0.85  # share of the smaller box within the larger
_RIDES: Final = 0.7  # the same for a passenger and a bicycle with its rider
_SAME: Final = 0.7  # intersection over union of two boxes of one road user
_SAME_VEHICLE: Final = 0.4  # the same for one that is taken for two kinds of vehicle
_SAME_PERSON: Final = 0.55
_LEVEL: Final = 0.2  # difference of lower edges, in heights of the smaller
_ABOARD: Final = 0.6  # share of a person's box within the vehicle's
_ABOVE: Final = 0.2  # how far a person aboard is above the vehicle's lower edge, in the vehicle's heights
_SMALLER: Final = 0.5  # largest share of a vehicle's area that a person aboard has
_CLOSE: Final = 0.15  # sizes by which a piece of something without a class may lie beside the rest
_PIECE: Final = 0.7  # largest share of the rest's area that it has
_MOVES_ALONG: Final = 0.5  # difference of velocities, sizes per second
_NAMELESS: Final = CLASS_IDS["object"]
_IS_PERSON: Final = np.arange(len(IS_WIDE)) == PERSON
_RELATED: Final = ALIKE | np.outer(IS_WIDE, _IS_PERSON) | np.outer(_IS_PERSON, IS_WIDE)


@dataclass(frozen=True, slots=True)
class Seen:
    """Tracks as they are in one frame.

    Attributes:
        boxes: (n, 4) x1 y1 x2 y2.
        classes: (n,) indices into `CLASSES`.
        velocities: (n, 2) pixels per second.
        errors: (n,) standard errors of these, pixels per second.
    """

    boxes: Floats
    classes: NDArray[np.intp]
    velocities: Floats
    errors: Floats


def wholes(one: Seen, others: Seen) -> Flags:
    """(n,) which of n others the one is a part of, or the same as, or aboard.

    Args:
        one: a single track.
        others: those it may belong to.
    """
    cls, classes = one.classes[0], others.classes
    common, within = iou(one.boxes, others.boxes)[0], contained(one.boxes, others.boxes)[0]
    heights = others.boxes[:, 3] - others.boxes[:, 1]
    lower = others.boxes[:, 3] - one.boxes[0, 3]
    level = np.abs(lower) <= _LEVEL * np.minimum(heights, one.boxes[0, 3] - one.boxes[0, 1])
    part = ((within >= _WITHIN) & HAS_PARTS[classes] & level) | ((within >= _RIDES) & IS_RIDDEN[classes])
    double = (common >= _SAME_VEHICLE) & level & IS_WIDE[cls] & IS_WIDE[classes] & (classes != cls)
    twice = (common >= _SAME_PERSON) & (within >= _WITHIN) & level & (cls == PERSON) & (classes == PERSON)
    aboard = (within >= _ABOARD) & (lower >= _ABOVE * heights) & IS_WIDE[classes] & (cls == PERSON)
    piece = (_beside(one, others)[0] >= _WITHIN) & (areas(one.boxes) <= _PIECE * areas(others.boxes))
    aboard &= areas(one.boxes) <= _SMALLER * areas(others.boxes)
    alike = ALIKE[cls, classes]
    found: Flags = (alike & (common >= _SAME)) | (
        ((alike & (part | double | twice | piece)) | aboard) & along(one, others)
    )
    return found


def along(one: Seen, others: Seen) -> Flags:
    """(n,) which of n others move as the one does, as far as is known."""
    drift = np.hypot(*(others.velocities - one.velocities).T)
    tolerance = np.maximum(_MOVES_ALONG * np.sqrt(areas(one.boxes)), np.hypot(others.errors, one.errors))
    found: Flags = drift <= tolerance
    return found


def mixed(some: Seen, others: Seen) -> Flags:
    """(m, n) which of m and n lie so much within one another that the one may belong to the other."""
    related = _RELATED[some.classes[:, None], others.classes[None, :]]
    return related & (np.maximum(contained(some.boxes, others.boxes), _beside(some, others)) >= _ABOARD)


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes are close enough to one another for `mixed`."""
    reach = _CLOSE * math.sqrt((other[2] - other[0]) * (other[3] - other[1]))
    across = min(one[2], other[2] + reach) > max(one[0], other[0] - reach)
    return across and min(one[3], other[3] + reach) > max(one[1], other[1] - reach)


def _beside(some: Seen, others: Seen) -> Floats:
    """(m, n) shares of boxes without a class that lie in or close to one another: the pieces of one moving thing."""
    nameless = (some.classes == _NAMELESS)[:, None] & (others.classes == _NAMELESS)
    if not nameless.any():  # detectors that know what things are
        return np.zeros(nameless.shape)
    reach = _CLOSE * np.sqrt(areas(others.boxes))[:, None] * np.array([-1.0, -1.0, 1.0, 1.0])
    shares = overlaps(some.boxes, others.boxes + reach) / np.maximum(areas(some.boxes), 1e-9)[:, None]
    found: Floats = shares * nameless
    return found
