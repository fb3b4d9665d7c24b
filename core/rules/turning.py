"""Which way a vehicle turned: from pixels or, where the road is known in metres, on the road."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.ground_plane import GroundPlane
    from core.trajectory import Mover

_MOMENT = 0.1  # seconds of its way that a direction is taken from


def heading(mover: Mover, plane: GroundPlane | None) -> float | None:
    """Direction of travel in degrees, growing clockwise as seen from above; None where it is not known.

    Args:
        mover: a road user that moves.
        plane: the road in metres, if it is known.
    """
    (x, y), (across, down) = mover.point, mover.velocity
    if plane is None:
        return math.degrees(math.atan2(down, across))
    before, now = plane.metres(np.array([(x - across * _MOMENT, y - down * _MOMENT), (x, y)]))
    # A camera looks at the road from above and its pictures have y down, so this tells which way round metres go.
    clockwise = math.copysign(1.0, float(np.linalg.det(plane.matrix)))
    degrees = math.degrees(math.atan2(*reversed((now - before).tolist()))) * clockwise
    return degrees if math.isfinite(degrees) else None


def turned(before: float, now: float) -> float:
    """Degrees from one direction to another, -180 to 180, clockwise: to the right is positive."""
    return (now - before + 180.0) % 360.0 - 180.0
