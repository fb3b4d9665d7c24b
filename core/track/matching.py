"""Which detection is whose: tracks choose in the order of certainty."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.association import assign, distance_cost
from core.track.boxes import overlapping, to_centres
from core.track.crowd import REACH
from core.track.kinds import ALIKE
from core.track.life import is_as_long, is_covered
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from core.track.crowd import Crowd
    from core.types import Detections

    Floats = NDArray[np.float64]
    Pair = tuple[int, int]
    #: The costs of these tracks' pairs with these detections, perhaps of others too, worked out when needed; the tracks
    #: and the detections it is for; the highest cost.
    _Stage = tuple[Callable[[Sequence[int], Sequence[int]], dict[Pair, float]], list[bool], list[bool], float]

_SURE: Final = 0.4  # scores from here on choose their track first
_OVERLAP_COST: Final = 0.85
_UNSURE_COST: Final = 0.6
_STANDING_COST: Final = 0.5
_COVERED_COST: Final = 0.4
_NEW_COST: Final = 0.7
_STRANGE: Final = 0.1  # cost of another class, so that a cyclist and a pedestrian who meet do not swap
_STRANGENESS: Final[list[list[float]]] = np.where(ALIKE, _STRANGE * (1 - np.eye(len(CLASSES))), np.inf).tolist()
_MISSED: Final = 2  # frames, or seconds, in which a track was not seen and is still found by its place alone
_ABSENT: Final = 0.3
_FIRST_REACH: Final = 1.5  # sizes; nothing is known yet of the velocity of something seen once
_FASTEST: Final = 12.0  # sizes per second; about 130 km/h of a car seen from the side


def match(crowd: Crowd, found: Detections, boxes: Floats, time: float) -> list[int]:
    """Give detections to tracks in the order of certainty; the columns nobody took."""
    rows, columns = list(range(len(crowd.lives))), list(range(len(found)))
    if not rows or not columns:
        return columns
    strange, classes = [_STRANGENESS[life.cls] for life in crowd.lives], found.classes.tolist()
    pairs: list[tuple[int, int]] = []
    for costs, is_row, is_column, limit in _stages(crowd, found, boxes, time):
        some, these = [k for k in rows if is_row[k]], [k for k in columns if is_column[k]]
        if not some or not these:  # the usual case after the first stage; a cost nobody needs is not worked out
            continue
        priced = {
            (row, column): price
            for (row, column), cost in costs(some, these).items()
            if row in some and column in these and (price := cost + strange[row][classes[column]]) <= limit
        }
        taken = assign(priced, limit)
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
    costs = _Costs(crowd, found, boxes, time)
    return (
        (costs.surely_apart, known, sure, _OVERLAP_COST),
        (costs.apart, known, unsure, _UNSURE_COST),
        (costs.uncovered, standing, sure, _STANDING_COST),
        (costs.apart, new, [True] * len(found), _NEW_COST),
        (costs.away, near, sure, 1.0),
        (costs.away, new, unsure, 1.0),
    )


class _Costs:
    """What pairs of one frame's tracks and detections cost. Pairs that are not told cost too much."""

    def __init__(self, crowd: Crowd, found: Detections, boxes: Floats, time: float) -> None:
        self._crowd, self._found, self._boxes, self._time = crowd, found, boxes, time
        self._shares = overlapping(crowd.filter.corners(), boxes)

    def apart(self, _: Sequence[int], __: Sequence[int]) -> dict[Pair, float]:
        """By what they do not have in common."""
        return {pair: 1 - share for pair, share in self._shares.items()}

    def surely_apart(self, _: Sequence[int], __: Sequence[int]) -> dict[Pair, float]:
        """The same; surer boxes come first (ByteTrack)."""
        roots = [math.sqrt(score) for score in self._found.scores.tolist()]
        return {pair: 1 - share * roots[pair[1]] for pair, share in self._shares.items()}

    def uncovered(self, rows: Sequence[int], columns: Sequence[int]) -> dict[Pair, float]:
        """Little where a box shows what is not covered of somebody who stands, as long or as high."""
        costs, boxes = self.apart(rows, columns), self._boxes.tolist()
        for row, column in itertools.product(rows, columns):
            stand, box = self._crowd.lives[row].stand, boxes[column]
            if stand is not None and is_covered(stand, box) and is_as_long(stand, box):
                costs[row, column] = min(costs.get((row, column), 1.0), _COVERED_COST)
        return costs

    def away(self, rows: Sequence[int], columns: Sequence[int]) -> dict[Pair, float]:
        """By the distance from where they should be."""
        lives, time = self._crowd.lives, self._time
        once = np.array([life.hits == 1 for life in lives])
        absent = np.array([time - life.seen for life in lives])
        reach = np.where(once, first_reach(absent) * self._crowd.filter.sizes(), self._crowd.reach(time))
        costs = distance_cost(self._crowd.filter.place, to_centres(self._boxes), reach)
        return dict(zip(itertools.product(rows, columns), costs[np.ix_(rows, columns)].ravel().tolist(), strict=True))


def first_reach(seconds: Floats) -> Floats:
    """How far what was seen once may have moved in so many seconds to be found again, sizes of its box."""
    return np.maximum(_FIRST_REACH, REACH + _FASTEST * seconds)
