"""A cyclist is one road user, though detectors report a person and a bicycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.boxes import areas, overlaps
from core.track.kinds import IS_RIDDEN, PERSON, RIDDEN
from core.types import Detections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LEAST_COMMON: Final = 0.15  # share of the person's box within the bicycle's
_LEAST_SIDEWAYS: Final = 0.6  # share of the narrower box's width
_ABOVE: Final = 0.2  # how far the rider's head is above what is ridden, in heights of the rider
_WITHIN: Final = 0.85  # share of a person's box in the bicycle's from which they belong together anyway


def with_riders(found: Detections) -> Detections:
    """Put each rider and what they ride into one box, of the ridden thing's class and the higher score."""
    classes = set(found.classes.tolist())
    if PERSON not in classes or classes.isdisjoint(RIDDEN):
        return found
    ridden, persons = np.flatnonzero(IS_RIDDEN[found.classes]), np.flatnonzero(found.classes == PERSON)
    fit = _fit(found.boxes[ridden].astype(np.float64), found.boxes[persons].astype(np.float64))
    boxes, scores, gone = found.boxes.copy(), found.scores.copy(), []
    for _ in range(min(fit.shape)):
        wheel, rider = np.unravel_index(int(fit.argmax()), fit.shape)
        if fit[wheel, rider] <= 0:
            break
        fit[wheel, :] = fit[:, rider] = 0.0
        one, other = ridden[wheel], persons[rider]
        boxes[one, :2] = np.minimum(boxes[one, :2], boxes[other, :2])
        boxes[one, 2:] = np.maximum(boxes[one, 2:], boxes[other, 2:])
        scores[one] = max(scores[one], scores[other])
        gone.append(other)
    stay = np.delete(np.arange(len(found)), gone)
    return Detections(boxes[stay], scores[stay], found.classes[stay])


def _fit(wheels: Floats, persons: Floats) -> Floats:
    """(n, m) pixels that each person's box has in common with each bicycle's; 0 where they do not sit on it.

    Of two on one it is that of the larger who rides: a child in its seat lies more within than who takes it along.
    """
    common = overlaps(wheels, persons)
    share = common / np.maximum(areas(persons)[None, :], 1e-9)
    left = np.maximum(wheels[:, None, 0], persons[None, :, 0])
    right = np.minimum(wheels[:, None, 2], persons[None, :, 2])
    narrower = np.minimum((wheels[:, 2] - wheels[:, 0])[:, None], (persons[:, 2] - persons[:, 0])[None, :])
    sideways = (right - left) / np.maximum(narrower, 1e-9)
    above = wheels[:, None, 1] - persons[None, :, 1] >= _ABOVE * (persons[:, 3] - persons[:, 1])[None, :]
    sits = (share >= _LEAST_COMMON) & (sideways >= _LEAST_SIDEWAYS) & above
    return np.where(sits | (share >= _WITHIN), common, 0.0)
