"""Which detection is whose: tracks choose in the order of certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.association import assign, distance_cost
from core.track.boxes import iou, to_centres
from core.track.crowd import REACH
from core.track.kinds import ALIKE
from core.track.life import is_as_long, is_covered
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from core.track.crowd import Crowd
    from core.types import Detections

    Floats = NDArray[np.float64]
    #: The cost of each pair, worked out when needed; the tracks and the detections it is for; the highest cost.
    _Stage = tuple[Callable[[], Floats], list[bool], list[bool], float]

_SURE: Final = 0.4  # scores from here on choose their track first
_OVERLAP_COST: Final = 0.85
_UNSURE_COST: Final = 0.6
_STANDING_COST: Final = 0.5
_COVERED_COST: Final = 0.4
_NEW_COST: Final = 0.7
_STRANGE: Final = 0.1  # cost of another class, so that a cyclist and a pedestrian who meet do not swap
_STRANGENESS: Final = np.where(ALIKE, _STRANGE * (1 - np.eye(len(CLASSES))), np.inf)
_MISSED: Final = 2  # frames, or seconds, in which a track was not seen and is still found by its place alone
_ABSENT: Final = 0.3
_FIRST_REACH: Final = 1.5  # sizes; nothing is known yet of the velocity of something seen once
_FASTEST: Final = 12.0  # sizes per second; about 130 km/h of a car seen from the side


def match(crowd: Crowd, found: Detections, boxes: Floats, time: float) -> list[int]:
    """Give detections to tracks in the order of certainty; the columns nobody took."""
    rows, columns = list(range(len(crowd.lives))), list(range(len(found)))
    if not rows or not columns:
        return columns
    strange = _STRANGENESS[crowd.classes(rows)[:, None], found.classes]
    pairs: list[tuple[int, int]] = []
    for cost, is_row, is_column, limit in _stages(crowd, found, boxes, time):
        some, these = [k for k in rows if is_row[k]], [k for k in columns if is_column[k]]
        if not some or not these:  # the usual case after the first stage; a cost nobody needs is not worked out
            continue
        grid = np.array(some)[:, None], np.array(these)
        taken = [(some[k], these[j]) for k, j in assign((cost() + strange)[grid], limit)]
        pairs += taken
        for row, column in taken:
            rows.remove(row)
            columns.remove(column)
    crowd.see(pairs, found, boxes, time)
    return columns


def _stages(crowd: Crowd, found: Detections, boxes: Floats, time: float) -> tuple[_Stage, ...]:
    """Which tracks choose when among which detections."""
    confirmed = [life.id > 0 for life in crowd.lives]
    recent = [life.missed <= _MISSED or time - life.seen <= _ABSENT for life in crowd.lives]
    known = [a and b for a, b in zip(confirmed, recent, strict=True)]
    standing = [life.id > 0 and life.standing for life in crowd.lives]
    new = [not one for one in confirmed]
    near = [a or b for a, b in zip(new, recent, strict=True)]
    sure: list[bool] = (found.scores >= _SURE).tolist()
    unsure = [not one for one in sure]
    alike = iou(crowd.filter.corners(), boxes)
    return (
        # Surer boxes come first (ByteTrack).
        (lambda: 1 - alike * np.sqrt(found.scores.astype(np.float64)), known, sure, _OVERLAP_COST),
        (lambda: 1 - alike, known, unsure, _UNSURE_COST),
        (lambda: _uncovered(crowd, 1 - alike, boxes), standing, sure, _STANDING_COST),
        (lambda: 1 - alike, new, [True] * len(found), _NEW_COST),
        (lambda: _distances(crowd, boxes, time), near, sure, 1.0),
        (lambda: _distances(crowd, boxes, time), new, unsure, 1.0),
    )


def _uncovered(crowd: Crowd, cost: Floats, boxes: Floats) -> Floats:
    """The cost, but little where a box shows what is not covered of somebody who stands, as long or as high."""
    for row, life in enumerate(crowd.lives):
        if life.standing and life.stand is not None:
            shows = [is_covered(life.stand, box) and is_as_long(life.stand, box) for box in boxes.tolist()]
            cost[row, shows] = np.minimum(cost[row, shows], _COVERED_COST)
    return cost


def _distances(crowd: Crowd, boxes: Floats, time: float) -> Floats:
    once = np.array([life.hits == 1 for life in crowd.lives])
    absent = np.array([time - life.seen for life in crowd.lives])
    reach = np.where(once, first_reach(absent) * crowd.filter.sizes(), crowd.reach(time))
    return distance_cost(crowd.filter.place, to_centres(boxes), reach)


def first_reach(seconds: Floats) -> Floats:
    """How far what was seen once may have moved in so many seconds to be found again, sizes of its box."""
    return np.maximum(_FIRST_REACH, REACH + _FASTEST * seconds)
