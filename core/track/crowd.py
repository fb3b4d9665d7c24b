"""All who are followed, the confirmed and the others: the filter has their places, a `Life` each the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.doubles import Seen
from core.track.kalman import BoxFilter
from core.track.life import Life
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from core.types import Detections

    Floats = NDArray[np.float64]

STANDING: Final = 0.2  # sizes per second below which something stands still
REACH: Final = 0.5  # sizes from the predicted place within which a lost track is found
_REACH_GROWS: Final = 1.0  # the same per second of absence
_FARTHEST: Final = 1.5


class Crowd:
    """Rows of `lives` are those of the filter."""

    def __init__(self) -> None:
        self.filter = BoxFilter()
        self.lives: list[Life] = []

    def predict(self, seconds: float) -> None:
        """Move everybody on."""
        self.filter.predict(seconds)

    def see(self, pairs: Sequence[tuple[int, int]], found: Detections, boxes: Floats, time: float) -> None:
        """Take the detections that are those of tracks: row and column of each."""
        if not pairs:
            return
        rows, columns = zip(*sorted(pairs), strict=True)
        seen = boxes.take(columns, axis=0)
        self.filter.correct(None if len(rows) == len(self.lives) else np.array(rows), seen)
        scores, classes = found.scores.tolist(), found.classes.tolist()
        for row, column, box in zip(rows, columns, seen.tolist(), strict=True):
            self.lives[row].see(box, scores[column], classes[column], time)

    def rest(self, time: float) -> None:
        """Tracks nobody saw: what stood still stays where it is, the others move on without growing."""
        if not self.lives:
            return
        speed = np.hypot(self.filter.velocity[:, 0], self.filter.velocity[:, 1])
        still: list[bool] = (speed < STANDING * self.filter.sizes()).tolist()
        lost = [k for k, life in enumerate(self.lives) if life.seen < time]
        for life, is_still in zip(self.lives, still, strict=True):
            if life.seen < time:
                life.missed += 1
            else:
                life.rest(time, still=is_still)
        if lost:
            self.filter.hold([k for k in lost if self.lives[k].standing])
            self.filter.hold_size(lost)

    def begin(self, found: Detections, boxes: Floats, columns: Sequence[int], time: float) -> None:
        """Begin a track with each detection that nobody took."""
        if not columns:
            return
        self.filter.add(boxes[columns])
        for column in columns:
            x1, y1, x2, y2 = boxes[column].tolist()
            score, cls = float(found.scores[column]), int(found.classes[column])
            votes = np.zeros(len(CLASSES))
            votes[cls] = score
            self.lives.append(Life(time, time, (x1, y1, x2, y2), score, cls, votes))

    def drop(self, time: float) -> list[Life]:
        """Drop those who were not seen for too long, and give them."""
        over = [life.is_over(time) for life in self.lives]
        if not any(over):
            return []
        gone = [life for life, is_over in zip(self.lives, over, strict=True) if is_over]
        self.filter.keep(np.flatnonzero(~np.array(over)))
        self.lives = [life for life, is_over in zip(self.lives, over, strict=True) if not is_over]
        return gone

    def classes(self, rows: Sequence[int]) -> NDArray[np.intp]:
        """What those in these rows are."""
        return np.array([self.lives[row].cls for row in rows], np.intp)

    def reach(self, time: float) -> Floats:
        """Pixels from each track's predicted place within which it may be found; nobody knows what it did unseen."""
        absent = np.array([0.0 if life.standing else time - life.seen for life in self.lives])
        return np.minimum(REACH + _REACH_GROWS * absent, _FARTHEST) * self.filter.sizes()

    def as_seen(self, rows: Sequence[int]) -> Seen:
        """Those in these rows as they were seen last."""
        boxes = np.array([self.lives[k].box for k in rows]).reshape(-1, 4)
        velocities, errors = self.filter.velocity[rows, :2], self.filter.velocity_errors()[rows]
        return Seen(boxes, self.classes(rows), velocities, errors)
