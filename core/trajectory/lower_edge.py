"""What a box's shape tells of its lower edge, where a vehicle should touch the road: that part of it is hidden.

What is upright grows in the picture with its nearness, what lies on the road with its square, and a vehicle is
something of both; how wide it is on the road does not change while it drives straight on. Where a lower edge is too
high, the road seems too far, and what is there too wide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_USUAL: Final = 0.8  # quantile of the heights that is the usual one; of the widths, from the other end


def hides_by(heights: Floats, widths: Floats, nearness: Floats, tilt: float, rate: Callable[[Floats], float]) -> float:
    """Pixels a second by which the lower edge goes up or down because something hides it, or shows it again.

    Args:
        heights: (n,) of the boxes, pixels.
        widths: (n,) of the boxes on the road, metres.
        nearness: (n,) one over their distances, in any unit.
        tilt: change of the nearness from a pixel to the one below it; 0 for a camera that looks straight down.
        rate: change of n values a second.
    """
    upright, near = heights / nearness, float(nearness.mean())
    grows = rate(upright)
    lying = float(upright.mean()) / near * rate(nearness)
    unexplained = abs(grows - min(max(grows, min(0.0, lying)), max(0.0, lying))) * near
    if not tilt:
        return unexplained
    widens = rate(widths) / max(float(widths.mean()), 1e-9) * near / tilt
    return max(unexplained, _both(abs(grows) * near, abs(widens)) if grows * widens < 0 else 0.0)


def hidden_now(heights: Floats, widths: Floats, nearness: Floats, tilt: float, now: Flags) -> float:
    """Pixels of the lower part that are hidden, as far as the box was higher before, or narrower on the road.

    Args:
        heights: of all boxes that are remembered, pixels.
        widths: of the same on the road, metres.
        nearness: one over their distances, in any unit.
        tilt: change of the nearness from a pixel to the one below it.
        now: which boxes are meant.
    """
    near, height = float(nearness[now].mean()), float(heights[now].mean())
    upright = heights / nearness * near
    least = upright * np.minimum(1.0, near / nearness)  # of what lies on the road less is to be seen farther away
    wide = float(widths[now].mean()) / max(float(np.quantile(widths, 1 - _USUAL)), 1e-9)
    too_far = max(0.0, wide - 1) * near / abs(tilt) if tilt else 0.0
    usual, surely = (float(np.quantile(high, _USUAL)) for high in (upright, least))
    return max(0.0, surely - height, _both(max(0.0, usual - height), too_far))


def _both(by_height: float, by_width: float) -> float:
    """Pixels that are hidden by what both tell: no more than of the height, whatever the width does."""
    return min(by_height, math.sqrt(by_height * by_width))
