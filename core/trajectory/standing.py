"""Who stands: the one definition, with its numbers for each purpose.

A road user stands while it is slower than a limit, and has started once it is faster than another; how long that lasts
is counted from its beginning. Speeds are in sizes of its own box a second (the geometric mean of the sides) or, where
the road is known and it matters, in metres a second.

The purposes differ, and so do their numbers. Queue counters of traffic simulations take 5 and 10 km/h (PTV Vissim's
default), which leaves room for who creeps on; in sizes that is more than a box jitters. Whoever has to stop
at a light, or stood and backs out of a parking space, must not have crept, so less is allowed; and because vehicles far
away hardly move in the picture, it has to last, or to happen right before the line.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Limits(NamedTuple):
    """Speeds, one unit a second: up to `stops` somebody stops, above `starts` somebody has started."""

    stops: float
    starts: float

    def since(self, before: float | None, speed: float, time: float) -> float | None:
        """Since when somebody stands.

        Args:
            before: since when it stood at the last look; None if it did not.
            speed: now, in the limits' unit.
            time: now, seconds.

        Returns:
            None if it does not stand.
        """
        if speed > (self.stops if before is None else self.starts):
            return None
        return time if before is None else before


#: In a queue.
QUEUES: Final = Limits(0.25, 0.5)
QUEUES_METRES: Final = Limits(5 / 3.6, 10 / 3.6)
QUEUES_SECONDS: Final = 2.0
#: For good: at a light, in a parking space.
STANDS: Final = Limits(0.15, 0.15)
STANDS_SECONDS: Final = 1.0
