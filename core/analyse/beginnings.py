"""Where road users were before they were known to be some, and where they came into the picture and left it.

A track is told with its third detection or later; its path begins with the first. Who came over the picture's edge
between two frames, or left over it, passed the lines on the way as well. At few frames a second some do both: they are
seen twice, which makes no track, and have passed all the same.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from core.types import Sighting, Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.trajectory import Trajectories
    from core.types import Fleeting

    Box = tuple[float, float, float, float]

_EDGE: Final = 2.0  # pixels from the edge within which a box counts as cut
_MOVES: Final = 0.5  # sizes per second below which nobody comes in or leaves
_TOWARDS: Final = 0.3  # least share of its speed with which it moves towards the edge
_LONGEST: Final = 1.0  # seconds; what is cut for longer may have stood there
_MEMORY: Final = 3.0  # seconds


class Step(NamedTuple):
    """A track at a place where it was not seen but must have been: its box there, and the media time."""

    track: Track
    time: float


def earlier(tracks: Iterable[Track]) -> Iterator[tuple[float, list[Track]]]:
    """What was seen before of tracks that are told for the first time: by media time, as they were then."""
    fresh = [track for track in tracks if track.before]
    for time in sorted({sighting.time for track in fresh for sighting in track.before}):
        yield (
            time,
            [
                replace(track, box=sighting.box, observed=True, before=())
                for track in fresh
                for sighting in track.before
                if sighting.time == time
            ],
        )


class Edges:
    """Tells where tracks of one camera came into the picture and left it.

    Args:
        size: width and height of the picture, pixels.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._times: deque[float] = deque()

    def note(self, trajectories: Trajectories, tracks: Sequence[Track], time: float) -> None:
        """A frame with its observed tracks."""
        self._times.append(time)
        while self._times[0] < time - _MEMORY and len(self._times) > 1:
            self._times.popleft()
        for track in tracks:
            trajectories.begun(track.id).see(track, time)

    def entry(self, track: Track, time: float) -> Step | None:
        """Where a track that is told for the first time, at `time`, came into the picture.

        None if it did not: who is in view in the first frame of all was there before.
        """
        first = track.before[0]
        frame = max((one for one in self._times if one < first.time), default=None)
        if frame is None or first.time != track.first_seen:
            return None
        speeds = self._speeds(first, Sighting(time, track.box))
        box, since = self._outward(first.box, (-speeds[0], -speeds[1]), first.time - frame)
        return None if box is None else Step(replace(track, box=box, observed=False, before=()), first.time - since)

    def exits(self, trajectories: Trajectories, ids: Iterable[int]) -> Iterator[Step]:
        """Where tracks that ended were when they had left the picture; those that ended in view are left out."""
        for key in ids:
            known = trajectories.of(key).seen
            if known is None or known.before.time == known.time:
                continue
            track, time, before = known
            speeds = self._speeds(Sighting(time, track.box), before)
            box, after = self._outward(track.box, speeds, time - before.time)
            if box is not None:
                yield Step(replace(track, box=box, observed=False, before=()), time + after)

    def passed(self, fleeting: Iterable[Fleeting]) -> Iterator[list[Step]]:
        """The ways of those who were seen twice only, because they were in the picture no longer: over both its edges.

        Where frames are that few, a vehicle moves by more than its length between two of them.
        """
        for one in fleeting:
            if not one.id:
                continue
            before, after = one.seen
            spent, speeds = after.time - before.time, self._speeds(before, after)
            came, ago = self._outward(before.box, (-speeds[0], -speeds[1]), spent)
            left, later = self._outward(after.box, speeds, spent)
            if came is None or left is None:
                continue
            track = Track(one.id, before.box, one.cls, one.score, before.time)
            yield [
                Step(replace(track, box=came, observed=False), before.time - ago),
                Step(track, before.time),
                Step(replace(track, box=after.box), after.time),
                Step(replace(track, box=left, observed=False), after.time + later),
            ]

    def unseen(self, trajectories: Trajectories) -> list[int]:
        """The tracks that were not seen in the newest frame, and did not end yet."""
        return trajectories.unseen(self._times[-1])

    def _speeds(self, cut: Sighting, other: Sighting) -> tuple[float, float]:
        """Pixels per second between two sightings; of a side that the picture's edge cuts, the other side tells."""
        spent = other.time - cut.time
        if spent == 0:
            return 0.0, 0.0
        return tuple(  # type: ignore[return-value] # of two
            (other.box[side] - cut.box[side]) / spent for side in (self._side(cut.box, axis) for axis in (0, 1))
        )

    def _side(self, box: Box, axis: int) -> int:
        """Column of the side of a box that is in view; of both the right or lower one."""
        return axis if box[axis + 2] >= self._size[axis] - _EDGE and box[axis] > _EDGE else axis + 2

    def _outward(self, box: Box, speeds: tuple[float, float], frame: float) -> tuple[Box | None, float]:
        """Where a box is once its lower edge's middle is out of the picture, and seconds until then.

        None if a frame later it would still be seen whole.
        """
        size = math.sqrt(max(1.0, (box[2] - box[0]) * (box[3] - box[1])))
        if math.hypot(*speeds) < _MOVES * size or not self._reaches_edge(_moved(box, speeds, frame), speeds):
            return None, 0.0
        spent = min(max(frame, self._until_out(box, speeds)), max(frame, _LONGEST))
        return _moved(box, speeds, spent), spent

    def _reaches_edge(self, box: Box, speeds: tuple[float, float]) -> bool:
        """Whether a box touches an edge towards which it moves, not one along which it does."""
        least = _TOWARDS * math.hypot(*speeds)
        return any(
            (speeds[axis] < -least and box[axis] <= _EDGE)
            or (speeds[axis] > least and box[axis + 2] >= self._size[axis] - _EDGE)
            for axis in (0, 1)
        )

    def _until_out(self, box: Box, speeds: tuple[float, float]) -> float:
        """Seconds until the middle of the lower edge is outside."""
        foot = ((box[0] + box[2]) / 2, box[3])
        ways = [
            ((self._size[axis] if speeds[axis] > 0 else 0.0) - foot[axis]) / speeds[axis]
            for axis in (0, 1)
            if speeds[axis]
        ]
        return max(0.0, min(ways, default=0.0)) + 1e-3


def _moved(box: Box, speeds: tuple[float, float], seconds: float) -> Box:
    x, y = speeds[0] * seconds, speeds[1] * seconds
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y
