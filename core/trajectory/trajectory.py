"""What is known of one road user: its places, its speed, and whether it stands."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from core.trajectory.ground import WHOLE, cut_sides, ground_point, is_inside
from core.trajectory.seen import Looks, Seen
from core.trajectory.shape import Shape
from core.trajectory.standing import STANDS, STANDS_SECONDS
from core.trajectory.velocity import velocity
from core.types import CLASS_IDS, Sighting

if TYPE_CHECKING:
    from core.trajectory.ground import Sides
    from core.trajectory.mover import Mover
    from core.types import Track

    Point = tuple[float, float]
    Place = tuple[float, float, float, float, float]  # time, box

_MEMORY: Final = 5.0  # seconds; a crossing is decided some time after it happened
_TRAIL_SECONDS: Final = 1.0
_TRAIL: Final = 8  # points
_PERSON: Final = CLASS_IDS["person"]


class Trajectory:
    """The way of one track.

    Attributes:
        moments: where it was observed, outside of zones to ignore, over some seconds; newest last.
        velocity: pixels per second at the newest of them; None while that is not known.
        queues: since when it stands in a queue, seconds; None if it does not.
        stands_since: since when it stands for good, seconds; None if it does not. People on foot are not asked.
        parked: it has stood for so long that it may go on backwards. People on foot park nowhere.
        seen: how it was observed last, also in zones to ignore, and before that.
        looks: what its size was compared with cars'.
        pace: when its speed was measured for people to read, and that, km/h.
    """

    __slots__ = (
        *("_shape", "_size", "_stop", "_whole"),
        *("looks", "moments", "pace", "parked", "queues", "seen", "stands_since", "velocity"),
    )

    def __init__(self) -> None:
        self.moments: deque[Mover] = deque()
        self.velocity: Point | None = None
        self.queues: float | None = None
        self.stands_since: float | None = None
        self.parked = False
        self.seen: Seen | None = None
        self.looks = Looks()
        self.pace: tuple[float, float | None] | None = None
        self._shape = Shape()
        self._size: Point | None = None  # of its box when that was last seen whole
        self._whole: float | None = None  # when it was last not cut by the picture's edge
        self._stop: tuple[float, Point] | None = None  # when and where it last stood, before the newest moment

    def see(self, track: Track, time: float) -> None:
        """It is observed in a frame."""
        before = track.before[-1] if track.before else Sighting(time, track.box)
        self.seen = Seen(track, time, before if self.seen is None else self.seen.sighting)

    def place(self, track: Track, time: float, size: tuple[int, int]) -> Point:
        """Where it touches the ground now, pixels."""
        box = track.box
        if track.observed and is_inside(box, size):
            box = self._shape.whole(box, time)
            if is_inside(box, size):
                self._size = box[2] - box[0], box[3] - box[1]
                return (box[0] + box[2]) / 2, box[3]
        return ground_point(box, size, self._size)

    def go(self, mover: Mover, size: tuple[int, int]) -> Mover:
        """It is somewhere now; what that says of it. Remembered if it is observed.

        Args:
            mover: without its velocity.
            size: width and height of the picture, pixels.
        """
        track = mover.track
        if not track.observed:
            return self._with_velocity(mover, WHOLE)
        self._note_stop()
        cut = cut_sides(track.box, size)
        self.velocity = velocity(self.moments, mover.time, track.box, cut)
        mover = self._with_velocity(mover, cut)
        self._remember(mover)
        if not mover.early and track.cls != _PERSON:
            self._note_standing(mover)
        return mover

    def trail(self) -> list[list[float]]:
        """A few points of the last second, oldest first, whole pixels."""
        since = self.moments[-1].time - _TRAIL_SECONDS if self.moments else 0.0
        points = [one.point for one in self.moments if one.time >= since]
        step = max(1, -(-len(points) // _TRAIL))
        return [[round(x), round(y)] for x, y in points[::-1][::step][::-1]]

    def since(self, time: float) -> list[Mover]:
        """How it was from a media time on, since it is known to be a road user."""
        if not self.moments:
            return []
        time = max(time, self.moments[-1].time - _MEMORY)
        return [one for one in self.moments if one.time >= time and not one.early]

    def whole(self) -> list[Place]:
        """Times and boxes that the picture's edge did not cut."""
        if self._whole is None:
            return []
        since = self._whole - _MEMORY
        return [(one.time, *one.track.box) for one in self.moments if one.cut is WHOLE and one.time >= since]

    def stopped(self, before: float) -> tuple[float, Point] | None:
        """When and where it last stood before a media time that is no earlier than its newest moment."""
        newest = self.moments[-1] if self.moments else None
        return self._stop if newest is None or newest.time >= before else self._newest_stop(newest)

    def _with_velocity(self, mover: Mover, cut: Sides) -> Mover:
        known = self.velocity
        return mover._replace(velocity=known or (0.0, 0.0), measured=known is not None, cut=cut)

    def _remember(self, mover: Mover) -> None:
        """Whole boxes are remembered for longer than what the picture's edge cuts: speeds are taken from them."""
        if mover.cut is WHOLE:
            self._whole = mover.time
        limit = mover.time - _MEMORY
        if self._whole is not None:
            limit = max(limit - _MEMORY, self._whole - _MEMORY)
        self.moments.append(mover)
        while self.moments[0].time < limit:
            self.moments.popleft()

    def _note_stop(self) -> None:
        if self.moments:
            self._stop = self._newest_stop(self.moments[-1])

    def _newest_stop(self, newest: Mover) -> tuple[float, Point] | None:
        return self._stop if newest.early or not stands(newest) else (newest.time, newest.point)

    def _note_standing(self, mover: Mover) -> None:
        since = STANDS.since(self.stands_since, mover.pace, mover.time) if mover.measured else None
        self.parked = self.parked or (since is not None and mover.time - since >= STANDS_SECONDS)
        self.stands_since = since


def stands(mover: Mover) -> bool:
    """Whether somebody stands at a moment."""
    return mover.measured and mover.pace <= STANDS.stops
