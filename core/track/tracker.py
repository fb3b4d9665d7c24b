"""ByteTrack (Zhang et al. 2022, arXiv 2110.06864) with real seconds, one track per vehicle, and patience.

What differs from the paper: the filter and all patience count seconds, not frames; a box within another that moves
along with it is a part of it (a truck's cab) and never becomes a track; what stood still when it was lost is expected
at its place for longer; what was lost or moves fast is also looked for near its predicted place without overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.association import assign, distance_cost
from core.track.boxes import contained, iou, to_centres
from core.track.kalman import BoxFilter
from core.track.kinds import ALIKE, HAS_PARTS, IS_RIDDEN, majority
from core.track.riders import with_riders
from core.types import CLASSES, Detections, Track, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Rows = NDArray[np.intp]
    Flags = NDArray[np.bool_]
    #: The cost of each pair, worked out when needed; the tracks and the detections it is for; the highest cost.
    _Stage = tuple[Callable[[], Floats], Flags, Flags, float]

_SURE: Final = 0.4  # scores from here on may begin a track
_HITS: Final = 3  # detections that confirm a track
_OVERLAP_COST: Final = 0.85
_UNSURE_COST: Final = 0.6
_STANDING_COST: Final = 0.5
_NEW_COST: Final = 0.7
_STRANGE: Final = 0.1  # cost of another class, so that a cyclist and a pedestrian who meet do not swap
_STRANGE_LATER: Final = 0.5  # the same for what was lost for longer
_MISSED: Final = 2  # frames, or seconds, in which a track was not seen and is still found by its place alone
_ABSENT: Final = 0.3
_SHOWN: Final = 0.5  # seconds for which a lost track is still reported, as not observed
_PATIENCE: Final = 2.5  # seconds for which something that moved is looked for
_STANDING_PATIENCE: Final = 15.0
_STANDING: Final = 0.2  # sizes per second below which something stands still
_STANDING_AGE: Final = 1.0  # seconds after which we know
_REACH: Final = 0.5  # sizes from the predicted place within which a lost track is found
_REACH_GROWS: Final = 1.0  # the same per second of absence
_FARTHEST: Final = 1.5
_FIRST_REACH: Final = 1.5  # sizes; nothing is known yet of the velocity of something seen once
_WITHIN: Final = 0.85  # share of the smaller box within the larger
_SAME: Final = 0.7  # intersection over union of two boxes of one vehicle
_LOWER_EDGES: Final = 0.2  # difference of lower edges, in heights of the smaller
_SLOW: Final = 0.4  # sizes per second below which a new track's direction is not known
_MOVES_ALONG: Final = 0.5  # difference of velocities, sizes per second


@dataclass(slots=True)
class _Life:
    """What a track is beside its place; parallel to a row of the filter."""

    first_seen: float
    seen: float
    box: tuple[float, float, float, float]
    score: float
    votes: Floats
    hits: int = 1
    missed: int = 0
    id: int = 0  # 0 until confirmed
    part_of: int = 0  # id of the track whose part this seems to be
    standing: bool = field(default=False)

    def see(self, box: list[float], score: float, cls: int, time: float) -> None:
        self.box = (box[0], box[1], box[2], box[3])
        self.score, self.seen = score, time
        self.votes[cls] += score
        self.hits, self.missed = self.hits + 1, 0

    def patience(self) -> float:
        return _STANDING_PATIENCE if self.standing else _PATIENCE


class Tracker:
    """Follows the road users of one camera. Frames must come in order; the gaps between them may vary."""

    def __init__(self) -> None:
        self._filter = BoxFilter()
        self._lives: list[_Life] = []
        self._time: float | None = None
        self._last_id = 0

    def cut(self) -> None:
        """Forget everybody: what comes next does not follow what was. Ids go on, so that no two tracks share one."""
        self._filter, self._lives, self._time = BoxFilter(), [], None

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
        self._begin(found, boxes, free[found.scores[free] >= _SURE], time)
        self._confirm(time)
        ended = self._end(time)
        return TrackUpdate(self._shown(time), ended)

    # Association

    def _match(self, found: Detections, boxes: Floats, time: float) -> Rows:
        """Give detections to tracks in the order of certainty; the columns nobody took."""
        is_open = np.ones(len(found), np.bool_)
        if not self._lives or not len(found):
            return np.flatnonzero(is_open)
        confirmed = np.array([life.id > 0 for life in self._lives])
        recent = np.array([life.missed <= _MISSED or time - life.seen <= _ABSENT for life in self._lives])
        standing = np.array([life.standing for life in self._lives])
        sure = found.scores >= _SURE
        classes = self._classes()
        possible = ALIKE[classes[:, None], found.classes[None, :]]
        strange = _STRANGE * (classes[:, None] != found.classes[None, :])
        alike = iou(self._filter.corners(), boxes)
        stages: tuple[_Stage, ...] = (
            # Surer boxes come first (ByteTrack).
            (lambda: 1 - alike * np.sqrt(found.scores.astype(np.float64)), confirmed & recent, sure, _OVERLAP_COST),
            (lambda: 1 - alike, confirmed & recent, ~sure, _UNSURE_COST),
            (lambda: 1 - alike, confirmed & standing, sure, _STANDING_COST),
            (lambda: 1 - alike, ~confirmed, sure, _NEW_COST),
            (lambda: self._distances(boxes, time), ~confirmed | recent, sure, 1.0),
        )
        for cost, rows_wanted, columns_wanted, limit in stages:
            wanted = possible & rows_wanted[:, None] & columns_wanted[None, :]
            if not wanted.any():  # the usual case after the first stage; a cost nobody needs is not worked out
                continue
            rows, columns = assign(cost() + strange, wanted, limit)
            self._see(rows, columns, found, boxes, time)
            possible[rows, :] = False
            possible[:, columns] = False
            is_open[columns] = False
        return np.flatnonzero(is_open)

    def _classes(self) -> NDArray[np.intp]:
        return majority(np.array([life.votes for life in self._lives]))

    def _distances(self, boxes: Floats, time: float) -> Floats:
        once = np.array([life.hits == 1 for life in self._lives])
        reach = np.where(once, _FIRST_REACH * self._filter.sizes(), self._reach(time))
        return distance_cost(self._filter.place, to_centres(boxes), reach)

    def _reach(self, time: float) -> Floats:
        """Pixels from each track's predicted place within which it may be found; nobody knows what it did unseen."""
        absent = np.array([0.0 if life.standing else time - life.seen for life in self._lives])
        return np.minimum(_REACH + _REACH_GROWS * absent, _FARTHEST) * self._filter.sizes()

    def _see(self, rows: Rows, columns: Rows, found: Detections, boxes: Floats, time: float) -> None:
        if not len(rows):
            return
        self._filter.correct(rows, boxes[columns])
        told = zip(boxes[columns].tolist(), found.scores[columns].tolist(), found.classes[columns], strict=True)
        for row, (box, score, cls) in zip(rows, told, strict=True):
            self._lives[row].see(box, score, cls, time)

    def _rest(self, time: float) -> None:
        """Tracks nobody saw: what stood still stays where it is, the others move on without growing."""
        if not self._lives:
            return
        speed = np.hypot(self._filter.velocity[:, 0], self._filter.velocity[:, 1])
        still = speed < _STANDING * self._filter.sizes()
        lost = np.array([life.seen < time for life in self._lives])
        for row, life in enumerate(self._lives):
            if lost[row]:
                life.missed += 1
            else:
                life.standing = bool(still[row]) and time - life.first_seen >= _STANDING_AGE
        standing = np.array([life.standing for life in self._lives])
        self._filter.hold(np.flatnonzero(lost & standing))
        self._filter.hold_size(np.flatnonzero(lost))

    # Birth, confirmation and end

    def _begin(self, found: Detections, boxes: Floats, columns: Rows, time: float) -> None:
        if not len(columns):
            return
        self._filter.add(boxes[columns])
        for column in columns:
            x1, y1, x2, y2 = boxes[column].tolist()
            score = float(found.scores[column])
            votes = np.zeros(len(CLASSES))
            votes[found.classes[column]] = score
            self._lives.append(_Life(time, time, (x1, y1, x2, y2), score, votes))

    def _confirm(self, time: float) -> None:
        """Confirm what was seen often enough and is no part of another; whole vehicles before their parts."""
        ready = [k for k, life in enumerate(self._lives) if not life.id and life.hits >= _HITS and not life.missed]
        if not ready:
            return
        sizes = self._filter.sizes()
        for row in sorted(ready, key=lambda k: -sizes[k]):
            life = self._lives[row]
            host = self._host(row, time)
            if host is not None:
                life.part_of = self._lives[host].id
            elif not self._take_over(row, life, time):
                self._last_id += 1
                life.id = self._last_id

    def _host(self, row: int, time: float) -> int | None:
        """Row of the confirmed track that is seen in this frame and of which `row` is a part, or the other way."""
        others = np.array([k for k, life in enumerate(self._lives) if life.id and life.seen == time], np.intp)
        classes = self._classes()
        others = others[ALIKE[classes[row], classes[others]]]
        mine = np.array([self._lives[row].box])
        theirs = np.array([self._lives[k].box for k in others]).reshape(-1, 4)
        smaller = np.minimum(mine[:, 3] - mine[:, 1], theirs[:, 3] - theirs[:, 1])
        level = np.abs(mine[:, 3] - theirs[:, 3]) <= _LOWER_EDGES * smaller
        drift = self._filter.velocity[others, :2] - self._filter.velocity[row, :2]
        along = np.hypot(drift[:, 0], drift[:, 1]) <= _MOVES_ALONG * self._filter.sizes()[row]
        may_be_part = (HAS_PARTS[classes[others]] & level) | IS_RIDDEN[classes[others]]
        nested = (contained(mine, theirs)[0] >= _WITHIN) & may_be_part & along
        hosts = others[nested | (iou(mine, theirs)[0] >= _SAME)]
        return int(hosts[0]) if len(hosts) else None

    def _earlier(self, row: int, time: float) -> int | None:
        """Row of the lost track that the new one continues: near its predicted place and moving the same way.

        A single box does not tell that: where one vehicle leaves the picture another one enters it. So what was lost
        for longer gets its id back only when the new track is confirmed and has a velocity.
        """
        classes, fresh = self._classes(), self._lives[row]
        lost = [k for k, life in enumerate(self._lives) if life.id and life.seen < fresh.first_seen]
        lost = [k for k in lost if ALIKE[classes[row], classes[k]] and self._agrees(row, k)]
        if not lost:
            return None
        rows = np.array(lost)
        place = self._filter.place
        cost = distance_cost(place[rows], place[row : row + 1], self._reach(time)[rows])[:, 0]
        cost += _STRANGE_LATER * (classes[rows] != classes[row])
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
        old = self._lives[host]
        self._filter.copy_row(row, host)
        old.votes += life.votes
        old.box, old.score, old.seen, old.missed = life.box, life.score, life.seen, 0
        life.missed, life.seen = _HITS, -np.inf  # goes at the end of this frame
        return True

    def _end(self, time: float) -> tuple[int, ...]:
        """Drop what was not seen for too long; the confirmed ids among it."""
        over = [self._is_over(life, time) for life in self._lives]
        if not any(over):
            return ()
        ended = tuple(life.id for life, gone in zip(self._lives, over, strict=True) if gone and life.id)
        self._filter.keep(np.flatnonzero(~np.array(over)))
        self._lives = [life for life, gone in zip(self._lives, over, strict=True) if not gone]
        return ended

    @staticmethod
    def _is_over(life: _Life, time: float) -> bool:
        if not life.id:
            return life.missed >= min(life.hits, _HITS)
        return time - life.seen > life.patience()

    def _shown(self, time: float) -> tuple[Track, ...]:
        rows = [k for k, life in enumerate(self._lives) if life.id and time - life.seen <= _SHOWN]
        if not rows:
            return ()
        predicted, classes = self._filter.corners().tolist(), self._classes().tolist()
        tracks = [_track(self._lives[k], classes[k], predicted[k], time) for k in rows]
        return tuple(sorted(tracks, key=lambda track: track.id))


def _usable(detections: Detections) -> Detections:
    """Without boxes that are none: thinner than a pixel, or not numbers."""
    boxes = detections.boxes
    fine = np.isfinite(boxes).all(axis=1) & (boxes[:, 2:] - boxes[:, :2] >= 1.0).all(axis=1)
    if fine.all():
        return detections
    return Detections(boxes[fine], detections.scores[fine], detections.classes[fine])


def _track(life: _Life, cls: int, predicted: list[float], time: float) -> Track:
    """The detected box while it is seen: the filter's lags behind when a vehicle brakes."""
    observed = life.seen == time
    box = life.box if observed else (predicted[0], predicted[1], predicted[2], predicted[3])
    return Track(life.id, box, cls, life.score, life.first_seen, observed)
