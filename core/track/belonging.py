"""Who is a part of whom, and who goes on with whose track."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.association import distance_cost
from core.track.crowd import STANDING
from core.track.doubles import along, meets, mixed, wholes
from core.track.kinds import ALIKE, IS_WIDE, PERSON

if TYPE_CHECKING:
    from core.track.crowd import Crowd

_STRANGE_LATER: Final = 0.5  # cost of another class for what was lost for longer
_SETTLED: Final = 0.5  # seconds until it is told whether a box within another moves along with it
_ABSORBED: Final = 0.6  # seconds after which a track that moves along with its whole is given up
EVERY: Final = 0.2  # seconds between two looks at who is a part of whom
_SLOW: Final = 0.4  # sizes per second below which a new track's direction is not known


def host_of(crowd: Crowd, row: int, time: float) -> tuple[int | None, bool]:
    """Row of the confirmed track in this frame of which `row` is a part; else whether it is too early to say."""
    life = crowd.lives[row]
    seen = (k for k, other in enumerate(crowd.lives) if other.id and other.seen == time)
    others = [k for k in seen if meets(life.box, crowd.lives[k].box)]
    if not others:  # the usual case
        return None, False
    one, theirs = crowd.as_seen([row]), crowd.as_seen(others)
    mixes = mixed(one, theirs)[0]
    if not mixes.any():
        return None, False
    is_host = np.array([crowd.lives[k].id == life.part_of for k in others])
    hosts = np.flatnonzero(wholes(one, theirs) | (is_host & mixes & along(one, theirs)))
    return (others[hosts[0]], False) if len(hosts) else (None, time - life.first_seen < _SETTLED)


class Absorption:
    """Ends confirmed tracks that are parts of others; looks for them now and then."""

    def __init__(self) -> None:
        self._looked = -math.inf

    def update(self, crowd: Crowd, time: float) -> None:
        """End tracks that have moved along with a whole as its parts for long: at first that was not clear."""
        spent = time - self._looked
        if spent < EVERY:
            return
        self._looked = time
        rows = [k for k, life in enumerate(crowd.lives) if life.id and life.seen == time]
        pairs = itertools.permutations((crowd.lives[k].box for k in rows), 2)
        if not any(meets(one, other) for one, other in pairs):
            return
        seen, ids = crowd.as_seen(rows), np.array([crowd.lives[k].id for k in rows])
        mixes = mixed(seen, seen)
        moves = np.hypot(*seen.velocities.T) >= STANDING * crowd.filter.sizes()[rows]
        for k in np.flatnonzero(mixes.sum(axis=1) > 1):
            life, one = crowd.lives[rows[k]], crowd.as_seen([rows[k]])
            may_be = (ids < life.id) | (IS_WIDE[seen.classes] & (seen.classes[k] == PERSON))
            belongs = wholes(one, seen) & along(one, seen) & moves & may_be & (ids != life.id)
            life.along = life.along + min(spent, 2 * EVERY) if belongs.any() else 0.0
            if life.along >= _ABSORBED:
                life.give_up()


def take_over(crowd: Crowd, row: int, time: float) -> bool:
    """Give a new track the id of a lost one: of the whole whose part it seemed to be, or its own of earlier."""
    life = crowd.lives[row]
    host = next((k for k, other in enumerate(crowd.lives) if life.part_of and other.id == life.part_of), None)
    if host is None or crowd.lives[host].seen == time:
        host = _earlier(crowd, row, time)
    if host is None:
        return False
    crowd.lives[host].join(life)
    crowd.filter.copy_row(row, host)
    life.give_up()
    return True


def _earlier(crowd: Crowd, row: int, time: float) -> int | None:
    """Row of the lost track that the new one continues: near its predicted place and moving the same way.

    A single box does not tell that: where one vehicle leaves the picture another one enters it. So what was lost
    for longer gets its id back only when the new track is confirmed and has a velocity.
    """
    fresh = crowd.lives[row]
    lost = [k for k, life in enumerate(crowd.lives) if life.id and life.seen < fresh.first_seen]
    lost = [k for k in lost if ALIKE[fresh.cls, crowd.lives[k].cls] and _agrees(crowd, row, k)]
    if not lost:
        return None
    rows = np.array(lost)
    place = crowd.filter.place
    cost = distance_cost(place[rows], place[row : row + 1], crowd.reach(time)[rows])[:, 0]
    cost += _STRANGE_LATER * (crowd.classes(lost) != fresh.cls)
    return int(rows[cost.argmin()]) if cost.min() <= 1 else None


def _agrees(crowd: Crowd, row: int, other: int) -> bool:
    """Whether two tracks do not clearly move in different directions."""
    a, b = crowd.filter.velocity[row, :2], crowd.filter.velocity[other, :2]
    slow = min(float(np.hypot(*a)), float(np.hypot(*b))) < _SLOW * crowd.filter.sizes()[row]
    return slow or float(a @ b) > 0
