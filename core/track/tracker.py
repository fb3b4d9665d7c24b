"""ByteTrack (Zhang et al. 2022, arXiv 2110.06864) with real seconds, one track per vehicle, and patience.

What differs from the paper: the filter and all patience count seconds, not frames; a box within another that moves
along with it is a part of it (a truck's cab) and never becomes a track; what stood still when it was lost is expected
at its place for longer; what was lost or moves fast is also looked for near its predicted place without overlap.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.association import assign, distance_cost
from core.track.boxes import iou, to_centres
from core.track.doubles import Seen, along, meets, mixed, wholes
from core.track.kalman import BoxFilter
from core.track.kinds import ALIKE, IS_WIDE, PERSON, majority
from core.track.riders import with_riders
from core.types import CLASSES, Detections, Fleeting, Sighting, Track, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    #: The cost of each pair, worked out when needed; the tracks and the detections it is for; the highest cost.
    _Stage = tuple[Callable[[], Floats], list[bool], list[bool], float]

_SURE: Final = 0.4  # scores from here on choose their track first
HITS: Final = 3  # detections that confirm a track, if
_EVIDENCE: Final = 1.2  # their scores add up to this: the fainter, the more of them
_FORGIVEN: Final = 2  # frames in a row in which what is not confirmed may be missed
_OVERLAP_COST: Final = 0.85
_UNSURE_COST: Final = 0.6
_STANDING_COST: Final = 0.5
_COVERED_COST: Final = 0.4
_NEW_COST: Final = 0.7
_STRANGE: Final = 0.1  # cost of another class, so that a cyclist and a pedestrian who meet do not swap
_STRANGENESS: Final = np.where(ALIKE, _STRANGE * (1 - np.eye(len(CLASSES))), np.inf)
_STRANGE_LATER: Final = 0.5  # the same for what was lost for longer
_MISSED: Final = 2  # frames, or seconds, in which a track was not seen and is still found by its place alone
_ABSENT: Final = 0.3
_SHOWN: Final = 0.5  # seconds for which a lost track is still reported, as not observed
_PATIENCE: Final = 2.5  # seconds for which something that moved is looked for
_STANDING_PATIENCE: Final = 15.0
_STANDING: Final = 0.2  # sizes per second below which something stands still
_STANDING_AGE: Final = 1.0  # seconds after which we know
_AS_LONG: Final = 0.8  # share of its width, or of its height, that is seen of what something covers from one side
_BUDGES: Final = 0.15  # sizes by which a side of what stands may move
_REACH: Final = 0.5  # sizes from the predicted place within which a lost track is found
_REACH_GROWS: Final = 1.0  # the same per second of absence
_FARTHEST: Final = 1.5
_FIRST_REACH: Final = 1.5  # sizes; nothing is known yet of the velocity of something seen once
_FASTEST: Final = 12.0  # sizes per second; about 130 km/h of a car seen from the side
_REMEMBERED: Final = 100  # sightings of what is not confirmed
_SETTLED: Final = 0.5  # seconds until it is told whether a box within another moves along with it
_ABSORBED: Final = 0.6  # seconds after which a track that moves along with its whole is given up
_EVERY: Final = 0.2  # seconds between two looks at who is a part of whom
_SLOW: Final = 0.4  # sizes per second below which a new track's direction is not known


@dataclass(slots=True)
class _Life:
    """What a track is beside its place; parallel to a row of the filter."""

    first_seen: float
    seen: float
    box: tuple[float, float, float, float]
    score: float
    cls: int  # by majority of the votes
    votes: Floats
    total: float = field(init=False)  # of the votes
    hits: int = 1
    missed: int = 0
    id: int = 0  # 0 until confirmed
    part_of: int = 0  # id of the track whose part this seems to be
    standing: bool = field(default=False)
    stand: tuple[float, float, float, float] | None = None  # its box when it was last seen to be still
    held: float = -math.inf  # until when it is taken for that without another look
    along: float = 0.0  # seconds for which it has moved along with the whole that it seems to be a part of
    before: deque[Sighting] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))  # until it was told

    def __post_init__(self) -> None:
        self.total = self.score

    def see(self, box: list[float], score: float, cls: int, time: float) -> None:
        if not self.id:
            self.before.append(Sighting(self.seen, self.box))
        self.box = (box[0], box[1], box[2], box[3])
        self.score, self.seen = score, time
        self._vote(cls, score)
        self.hits, self.missed = self.hits + 1, 0

    def _vote(self, cls: int, score: float) -> None:
        self.votes[cls] += score
        self.total += score
        if cls != self.cls:  # one more for the winner changes nothing
            self.cls = int(majority(self.votes))

    def join(self, other: _Life) -> None:
        """It was seen as the other, too, and that was later."""
        self.votes += other.votes
        self.total += other.total
        self.cls = int(majority(self.votes))
        self.before.extend(sighting for sighting in other.before if sighting.time > self.seen)
        self.box, self.score, self.seen, self.missed = other.box, other.score, other.seen, 0

    def is_ready(self, time: float) -> bool:
        """Whether it was seen often and surely enough to be a road user, and now, and is not known to be a part."""
        return not self.missed and self.hits >= HITS and time >= self.held and self.votes.sum() >= _EVIDENCE

    def was_fleeting(self) -> bool:
        """Whether it was surely seen, but so few times that nobody knows what it was."""
        return not self.id and self.hits < HITS and not self.part_of and self.total >= _EVIDENCE * self.hits / HITS

    def rest(self, time: float, *, still: bool) -> None:
        """Note whether it stands: it is still, or it was and is only being covered, so that one of its sides moves."""
        if still:
            self.standing, self.stand = time - self.first_seen >= _STANDING_AGE, self.box
        else:
            self.standing = self.standing and self.stand is not None and _is_covered(self.stand, self.box)

    def patience(self) -> float:
        return _STANDING_PATIENCE if self.standing else _PATIENCE


class Tracker:
    """Follows the road users of one camera. Frames must come in order; the gaps between them may vary."""

    def __init__(self) -> None:
        self._filter = BoxFilter()
        self._lives: list[_Life] = []
        self._time: float | None = None
        self._looked = -math.inf  # when parts were last looked for among the confirmed
        self._last_id = 0

    def cut(self) -> None:
        """Forget everybody: what comes next does not follow what was. Ids go on, so that no two tracks share one."""
        self._filter, self._lives, self._time, self._looked = BoxFilter(), [], None, -math.inf

    def update(self, detections: Detections, time: float) -> TrackUpdate:
        """Take one frame's detections.

        Args:
            detections: what the detector found; any order.
            time: media time of the frame, seconds.

        Returns:
            The confirmed tracks, those just lost among them (`observed` False), and the ids that ended.
        """
        self._filter.predict(max(0.0, time - self._time) if self._time is not None else 0.0)
        self._time = time
        found = with_riders(_usable(detections))
        boxes = found.boxes.astype(np.float64)
        free = self._match(found, boxes, time)
        self._rest(time)
        self._begin(found, boxes, free, time)
        self._confirm(time)
        self._absorb(time)
        ended, fleeting = self._end(time)
        return TrackUpdate(self._shown(time), ended, fleeting)

    # Association

    def _match(self, found: Detections, boxes: Floats, time: float) -> list[int]:
        """Give detections to tracks in the order of certainty; the columns nobody took."""
        rows, columns = list(range(len(self._lives))), list(range(len(found)))
        if not rows or not columns:
            return columns
        strange = _STRANGENESS[self._classes(rows)[:, None], found.classes]
        pairs: list[tuple[int, int]] = []
        for cost, is_row, is_column, limit in self._stages(found, boxes, time):
            some, these = [k for k in rows if is_row[k]], [k for k in columns if is_column[k]]
            if not some or not these:  # the usual case after the first stage; a cost nobody needs is not worked out
                continue
            grid = np.array(some)[:, None], np.array(these)
            taken = [(some[k], these[j]) for k, j in assign((cost() + strange)[grid], limit)]
            pairs += taken
            for row, column in taken:
                rows.remove(row)
                columns.remove(column)
        self._see(pairs, found, boxes, time)
        return columns

    def _stages(self, found: Detections, boxes: Floats, time: float) -> tuple[_Stage, ...]:
        """Which tracks choose when among which detections."""
        confirmed = [life.id > 0 for life in self._lives]
        recent = [life.missed <= _MISSED or time - life.seen <= _ABSENT for life in self._lives]
        known = [a and b for a, b in zip(confirmed, recent, strict=True)]
        standing = [life.id > 0 and life.standing for life in self._lives]
        new = [not one for one in confirmed]
        near = [a or b for a, b in zip(new, recent, strict=True)]
        sure: list[bool] = (found.scores >= _SURE).tolist()
        unsure = [not one for one in sure]
        alike = iou(self._filter.corners(), boxes)
        return (
            # Surer boxes come first (ByteTrack).
            (lambda: 1 - alike * np.sqrt(found.scores.astype(np.float64)), known, sure, _OVERLAP_COST),
            (lambda: 1 - alike, known, unsure, _UNSURE_COST),
            (lambda: self._uncovered(1 - alike, boxes), standing, sure, _STANDING_COST),
            (lambda: 1 - alike, new, [True] * len(found), _NEW_COST),
            (lambda: self._distances(boxes, time), near, sure, 1.0),
            (lambda: self._distances(boxes, time), new, unsure, 1.0),
        )

    def _classes(self, rows: Sequence[int]) -> NDArray[np.intp]:
        return np.array([self._lives[row].cls for row in rows], np.intp)

    def _uncovered(self, cost: Floats, boxes: Floats) -> Floats:
        """The cost, but little where a box shows what is not covered of somebody who stands, as long or as high."""
        for row, life in enumerate(self._lives):
            if life.standing and life.stand is not None:
                shows = [_is_covered(life.stand, box) and _is_as_long(life.stand, box) for box in boxes.tolist()]
                cost[row, shows] = np.minimum(cost[row, shows], _COVERED_COST)
        return cost

    def _distances(self, boxes: Floats, time: float) -> Floats:
        once = np.array([life.hits == 1 for life in self._lives])
        absent = np.array([time - life.seen for life in self._lives])
        reach = np.where(once, first_reach(absent) * self._filter.sizes(), self._reach(time))
        return distance_cost(self._filter.place, to_centres(boxes), reach)

    def _reach(self, time: float) -> Floats:
        """Pixels from each track's predicted place within which it may be found; nobody knows what it did unseen."""
        absent = np.array([0.0 if life.standing else time - life.seen for life in self._lives])
        return np.minimum(_REACH + _REACH_GROWS * absent, _FARTHEST) * self._filter.sizes()

    def _see(self, pairs: Sequence[tuple[int, int]], found: Detections, boxes: Floats, time: float) -> None:
        if not pairs:
            return
        rows, columns = (np.array(side) for side in zip(*pairs, strict=True))
        seen = boxes[columns]
        self._filter.correct(rows, seen)
        told = seen.tolist(), found.scores[columns].tolist(), found.classes[columns].tolist()
        for (row, _), box, score, cls in zip(pairs, *told, strict=True):
            self._lives[row].see(box, score, cls, time)

    def _rest(self, time: float) -> None:
        """Tracks nobody saw: what stood still stays where it is, the others move on without growing."""
        if not self._lives:
            return
        speed = np.hypot(self._filter.velocity[:, 0], self._filter.velocity[:, 1])
        still: list[bool] = (speed < _STANDING * self._filter.sizes()).tolist()
        lost = [k for k, life in enumerate(self._lives) if life.seen < time]
        for life, is_still in zip(self._lives, still, strict=True):
            if life.seen < time:
                life.missed += 1
            else:
                life.rest(time, still=is_still)
        if lost:
            self._filter.hold([k for k in lost if self._lives[k].standing])
            self._filter.hold_size(lost)

    # Birth, confirmation and end

    def _begin(self, found: Detections, boxes: Floats, columns: Sequence[int], time: float) -> None:
        if not columns:
            return
        self._filter.add(boxes[columns])
        for column in columns:
            x1, y1, x2, y2 = boxes[column].tolist()
            score, cls = float(found.scores[column]), int(found.classes[column])
            votes = np.zeros(len(CLASSES))
            votes[cls] = score
            self._lives.append(_Life(time, time, (x1, y1, x2, y2), score, cls, votes))

    def _confirm(self, time: float) -> None:
        """Confirm what was seen often enough and is no part of another; whole vehicles before their parts."""
        ready = [k for k, life in enumerate(self._lives) if not life.id and life.is_ready(time)]
        if not ready:
            return
        sizes = self._filter.sizes()
        for row in sorted(ready, key=lambda k: -sizes[k]):
            life = self._lives[row]
            host, unsure = self._host(row, time)
            if host is not None:
                life.part_of = self._lives[host].id
                life.before.clear()  # the way so far was the whole's
                life.held = time + _EVERY
            elif not unsure and not self._take_over(row, life, time):
                self._last_id += 1
                life.id = self._last_id

    def _host(self, row: int, time: float) -> tuple[int | None, bool]:
        """Row of the confirmed track in this frame of which `row` is a part; else whether it is too early to say."""
        life = self._lives[row]
        seen = (k for k, other in enumerate(self._lives) if other.id and other.seen == time)
        others = [k for k in seen if meets(life.box, self._lives[k].box)]
        if not others:  # the usual case
            return None, False
        one, theirs = self._as_seen([row]), self._as_seen(others)
        mixes = mixed(one, theirs)[0]
        if not mixes.any():
            return None, False
        is_host = np.array([self._lives[k].id == life.part_of for k in others])
        hosts = np.flatnonzero(wholes(one, theirs) | (is_host & mixes & along(one, theirs)))
        return (others[hosts[0]], False) if len(hosts) else (None, time - life.first_seen < _SETTLED)

    def _absorb(self, time: float) -> None:
        """End tracks that have moved along with a whole as its parts for long: at first that was not clear."""
        spent = time - self._looked
        if spent < _EVERY:
            return
        self._looked = time
        rows = [k for k, life in enumerate(self._lives) if life.id and life.seen == time]
        pairs = itertools.permutations((self._lives[k].box for k in rows), 2)
        if not any(meets(one, other) for one, other in pairs):
            return
        seen, ids = self._as_seen(rows), np.array([self._lives[k].id for k in rows])
        mixes = mixed(seen, seen)
        moves = np.hypot(*seen.velocities.T) >= _STANDING * self._filter.sizes()[rows]
        for k in np.flatnonzero(mixes.sum(axis=1) > 1):
            life, one = self._lives[rows[k]], self._as_seen([rows[k]])
            may_be = (ids < life.id) | (IS_WIDE[seen.classes] & (seen.classes[k] == PERSON))
            belongs = wholes(one, seen) & along(one, seen) & moves & may_be & (ids != life.id)
            life.along = life.along + min(spent, 2 * _EVERY) if belongs.any() else 0.0
            if life.along >= _ABSORBED:
                life.missed, life.seen = HITS, -np.inf  # ends with this frame

    def _as_seen(self, rows: Sequence[int]) -> Seen:
        boxes = np.array([self._lives[k].box for k in rows]).reshape(-1, 4)
        velocities, errors = self._filter.velocity[rows, :2], self._filter.velocity_errors()[rows]
        return Seen(boxes, self._classes(rows), velocities, errors)

    def _earlier(self, row: int, time: float) -> int | None:
        """Row of the lost track that the new one continues: near its predicted place and moving the same way.

        A single box does not tell that: where one vehicle leaves the picture another one enters it. So what was lost
        for longer gets its id back only when the new track is confirmed and has a velocity.
        """
        fresh = self._lives[row]
        lost = [k for k, life in enumerate(self._lives) if life.id and life.seen < fresh.first_seen]
        lost = [k for k in lost if ALIKE[fresh.cls, self._lives[k].cls] and self._agrees(row, k)]
        if not lost:
            return None
        rows = np.array(lost)
        place = self._filter.place
        cost = distance_cost(place[rows], place[row : row + 1], self._reach(time)[rows])[:, 0]
        cost += _STRANGE_LATER * (self._classes(lost) != fresh.cls)
        return int(rows[cost.argmin()]) if cost.min() <= 1 else None

    def _agrees(self, row: int, other: int) -> bool:
        """Whether two tracks do not clearly move in different directions."""
        a, b = self._filter.velocity[row, :2], self._filter.velocity[other, :2]
        slow = min(float(np.hypot(*a)), float(np.hypot(*b))) < _SLOW * self._filter.sizes()[row]
        return slow or float(a @ b) > 0

    def _take_over(self, row: int, life: _Life, time: float) -> bool:
        """Give a new track the id of a lost one: of the whole whose part it seemed to be, or its own of earlier."""
        host = next((k for k, other in enumerate(self._lives) if life.part_of and other.id == life.part_of), None)
        if host is None or self._lives[host].seen == time:
            host = self._earlier(row, time)
        if host is None:
            return False
        self._lives[host].join(life)
        self._filter.copy_row(row, host)
        life.missed, life.seen = HITS, -np.inf  # goes at the end of this frame
        return True

    def _end(self, time: float) -> tuple[tuple[int, ...], tuple[Fleeting, ...]]:
        """Drop what was not seen for too long; the confirmed ids among it, and what was gone too soon for one."""
        over = [self._is_over(life, time) for life in self._lives]
        if not any(over):
            return (), ()
        gone = [life for life, is_over in zip(self._lives, over, strict=True) if is_over]
        self._filter.keep(np.flatnonzero(~np.array(over)))
        self._lives = [life for life, is_over in zip(self._lives, over, strict=True) if not is_over]
        ended = tuple(life.id for life in gone if life.id)
        return ended, tuple(self._fleeting(life) for life in gone if life.was_fleeting())

    def _fleeting(self, life: _Life) -> Fleeting:
        seen = (*life.before, Sighting(life.seen, life.box))
        has_moved = math.dist(seen[0].box[:2], life.box[:2]) > math.dist(life.box[:2], life.box[2:])
        self._last_id += has_moved
        return Fleeting(self._last_id if has_moved else 0, seen, life.cls, life.score)

    @staticmethod
    def _is_over(life: _Life, time: float) -> bool:
        if not life.id:
            return life.missed > min(life.hits, _FORGIVEN)
        return time - life.seen > life.patience()

    def _shown(self, time: float) -> tuple[Track, ...]:
        rows = [k for k, life in enumerate(self._lives) if life.id and time - life.seen <= _SHOWN]
        if not rows:
            return ()
        all_seen = all(self._lives[k].seen == time for k in rows)
        predicted = [] if all_seen else self._filter.corners().tolist()
        tracks = [_track(self._lives[k], predicted[k] if predicted else [], time) for k in rows]
        return tuple(sorted(tracks, key=lambda track: track.id))


def first_reach(seconds: Floats) -> Floats:
    """How far what was seen once may have moved in so many seconds to be found again, sizes of its box."""
    return np.maximum(_FIRST_REACH, _REACH + _FASTEST * seconds)


def _is_as_long(before: Sequence[float], now: Sequence[float]) -> bool:
    """Whether a box is as wide as it was before, or as high."""
    return any(now[k + 2] - now[k] >= _AS_LONG * (before[k + 2] - before[k]) for k in (0, 1))


def _is_covered(before: Sequence[float], now: Sequence[float]) -> bool:
    """Whether a box shows part of what it showed before: of both its widths and heights one side is where it was."""
    budge = _BUDGES * math.sqrt((before[2] - before[0]) * (before[3] - before[1]))
    low, high = ([abs(now[k + axis] - before[k + axis]) <= budge for axis in (0, 1)] for k in (0, 2))
    smaller = now[2] - now[0] <= before[2] - before[0] + budge and now[3] - now[1] <= before[3] - before[1] + budge
    return smaller and all(a or b for a, b in zip(low, high, strict=True))


def _usable(detections: Detections) -> Detections:
    """Without boxes that are none: thinner than a pixel, or not numbers."""
    sides = detections.boxes[:, 2:] - detections.boxes[:, :2]
    fine = (sides >= 1.0) & (sides < np.inf)  # neither is true of what is not a number
    if fine.all():
        return detections
    kept = fine.all(axis=1)
    return Detections(detections.boxes[kept], detections.scores[kept], detections.classes[kept])


def _track(life: _Life, predicted: list[float], time: float) -> Track:
    """The detected box while it is seen: the filter's lags behind when a vehicle brakes."""
    observed = life.seen == time
    box = life.box if observed else (predicted[0], predicted[1], predicted[2], predicted[3])
    before = tuple(life.before)
    life.before.clear()
    share = float(life.votes[life.cls]) / life.total
    return Track(life.id, box, life.cls, life.score, life.first_seen, observed, before, share)
