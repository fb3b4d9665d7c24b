"""ByteTrack (Zhang et al. 2022, arXiv 2110.06864) with real seconds, one track per vehicle, and patience.

What differs from the paper: the filter and all patience count seconds, not frames; a box within another that moves
along with it is a part of it (a truck's cab) and never becomes a track; what stood still when it was lost is expected
at its place for longer; what was lost or moves fast is also looked for near its predicted place without overlap.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.belonging import EVERY, Absorption, host_of, take_over
from core.track.crowd import Crowd
from core.track.matching import match
from core.track.riders import with_riders
from core.types import Detections, Fleeting, Sighting, Track, TrackUpdate

if TYPE_CHECKING:
    from core.track.life import Life

_SHOWN: Final = 0.5  # seconds for which a lost track is still reported, as not observed


class Tracker:
    """Follows the road users of one camera. Frames must come in order; the gaps between them may vary."""

    def __init__(self) -> None:
        self._last_id = 0
        self.cut()

    def cut(self) -> None:
        """Forget everybody: what comes next does not follow what was. Ids go on, so that no two tracks share one."""
        self._crowd, self._absorption = Crowd(), Absorption()
        self._time: float | None = None

    def update(self, detections: Detections, time: float) -> TrackUpdate:
        """Take one frame's detections.

        Args:
            detections: what the detector found; any order.
            time: media time of the frame, seconds.

        Returns:
            The confirmed tracks, those just lost among them (`observed` False), and the ids that ended.
        """
        self._crowd.predict(max(0.0, time - self._time) if self._time is not None else 0.0)
        self._time = time
        found = with_riders(_usable(detections))
        boxes = found.boxes.astype(np.float64)
        free = match(self._crowd, found, boxes, time)
        self._crowd.rest(time)
        self._crowd.begin(found, boxes, free, time)
        self._confirm(time)
        self._absorption.update(self._crowd, time)
        ended, fleeting = self._end(time)
        return TrackUpdate(self._shown(time), ended, fleeting)

    def _confirm(self, time: float) -> None:
        """Confirm what was seen often enough and is no part of another; whole vehicles before their parts."""
        lives = self._crowd.lives
        ready = [k for k, life in enumerate(lives) if not life.id and life.is_ready(time)]
        if not ready:
            return
        sizes = self._crowd.filter.sizes()
        for row in sorted(ready, key=lambda k: -sizes[k]):
            life = lives[row]
            host, unsure = host_of(self._crowd, row, time)
            if host is not None:
                life.part_of = lives[host].id
                life.before.clear()  # the way so far was the whole's
                life.held = time + EVERY
            elif not unsure and not take_over(self._crowd, row, time):
                self._last_id += 1
                life.id = self._last_id

    def _end(self, time: float) -> tuple[tuple[int, ...], tuple[Fleeting, ...]]:
        """Drop what was not seen for too long; the confirmed ids among it, and what was gone too soon for one."""
        gone = self._crowd.drop(time)
        ended = tuple(life.id for life in gone if life.id)
        return ended, tuple(self._fleeting(life) for life in gone if life.was_fleeting())

    def _fleeting(self, life: Life) -> Fleeting:
        seen = (*life.before, Sighting(life.seen, life.box))
        has_moved = math.dist(seen[0].box[:2], life.box[:2]) > math.dist(life.box[:2], life.box[2:])
        self._last_id += has_moved
        return Fleeting(self._last_id if has_moved else 0, seen, life.cls, life.score)

    def _shown(self, time: float) -> tuple[Track, ...]:
        lives = self._crowd.lives
        rows = [k for k, life in enumerate(lives) if life.id and time - life.seen <= _SHOWN]
        if not rows:
            return ()
        all_seen = all(lives[k].seen == time for k in rows)
        predicted = [] if all_seen else self._crowd.filter.corners().tolist()
        tracks = [_track(lives[k], predicted[k] if predicted else [], time) for k in rows]
        return tuple(sorted(tracks, key=lambda track: track.id))


def _usable(detections: Detections) -> Detections:
    """Without boxes that are none: thinner than a pixel, or not numbers."""
    sides = detections.boxes[:, 2:] - detections.boxes[:, :2]
    fine = (sides >= 1.0) & (sides < np.inf)  # neither is true of what is not a number
    if fine.all():
        return detections
    kept = fine.all(axis=1)
    return Detections(detections.boxes[kept], detections.scores[kept], detections.classes[kept])


def _track(life: Life, predicted: list[float], time: float) -> Track:
    """The detected box while it is seen: the filter's lags behind when a vehicle brakes."""
    observed = life.seen == time
    box = life.box if observed else (predicted[0], predicted[1], predicted[2], predicted[3])
    before = tuple(life.before)
    life.before.clear()
    share = float(life.votes[life.cls]) / life.total
    return Track(life.id, box, life.cls, life.score, life.first_seen, observed, before, share)
