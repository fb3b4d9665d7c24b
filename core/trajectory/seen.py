"""How a track was seen: the newest two times, and what its size was compared with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.types import Sighting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.types import Track


class Seen(NamedTuple):
    """How a track was observed in a frame, and where and when before."""

    track: Track
    time: float
    before: Sighting

    @property
    def sighting(self) -> Sighting:
        """When and where."""
        return Sighting(self.time, self.track.box)


@dataclass(slots=True)
class Looks:
    """At the size of one track.

    Attributes:
        time: of the newest, seconds.
        number: how many there were.
        ratios: sum of the logarithms of its height and its size over those of a car.
    """

    time: float = -math.inf
    number: int = 0
    ratios: NDArray[np.float64] | None = None
