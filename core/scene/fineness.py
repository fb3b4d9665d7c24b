"""How much of the road a pixel covers: where it is too much, the picture does not tell who went where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.ground_plane import GroundPlane
    from core.types import Points

COARSE: Final = 0.3  # metres a pixel from which on nobody's path is known


def metres_a_pixel(plane: GroundPlane, points: Points) -> NDArray[np.float64]:
    """(n,) metres of road from each of (n, 2) points to the pixel above it; infinite beyond the horizon."""
    places, above = np.split(plane.metres(np.concatenate([points, points - (0.0, 1.0)])), 2)
    found: NDArray[np.float64] = np.nan_to_num(np.hypot(*(above - places).T), nan=np.inf)
    return found
