"""A signal head in the picture: which of its lamps is lit.

Each lamp's region is judged by how bright it is and by how much of it has the lamp's own colour; the middle of a lit
lamp is often overexposed and white, and its rim and glow keep the hue. A lamp must clearly beat the others: an unlit
head, glare, or a vehicle before it gives unknown. A majority over a short time bridges the flicker of LED lamps.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.scene.geometry import Geometry
    from core.settings.scene import SignalState, VideoSignal
    from core.types import Image, Points

_HUES: Final = {  # OpenCV's hue, 0..179: red lies around 0
    "red": ((0, 12), (165, 179)),
    "amber": ((8, 35),),
    "green": ((40, 100),),
}
_COLOURED: Final = 70  # least saturation of a pixel whose hue means something
_BRIGHT: Final = 110  # least value of a pixel that shines
_LEAST: Final = 0.45  # least score of a lit lamp
_AHEAD: Final = 0.25  # how far a lit lamp's score must be ahead of an unlit one's
_WINDOW: Final = 0.5  # seconds over which the majority decides


class Lamps:
    """One signal head."""

    def __init__(self, signal: VideoSignal, geometry: Geometry) -> None:
        named: dict[SignalState, Points] = {
            "red": geometry.pixels(signal.red),
            "green": geometry.pixels(signal.green),
        }
        if signal.amber is not None:
            named["amber"] = geometry.pixels(signal.amber)
        self._regions = {name: _Region(points, geometry.width, geometry.height) for name, points in named.items()}
        self._recent: deque[tuple[float, SignalState]] = deque()

    def state(self, image: Image, time: float) -> SignalState:
        """What the head shows, by majority of the last half second; unknown if none has one."""
        self._recent.append((time, self._look(image)))
        while self._recent[0][0] < time - _WINDOW:
            self._recent.popleft()
        states = [state for _, state in self._recent]
        best = max(set(states), key=lambda state: (states.count(state), state))
        return best if 2 * states.count(best) > len(states) else "unknown"

    def _look(self, image: Image) -> SignalState:
        scores = {name: region.score(image, name) for name, region in self._regions.items()}
        order = sorted(scores, key=lambda name: -scores[name])
        lit = [name for name in order if scores[name] >= max(_LEAST, scores[order[0]] - _AHEAD)]
        if len(lit) == 1:
            return lit[0]
        both = set(lit) == {"red", "amber"} and "green" in scores  # red and amber before green: still no go
        return "red" if both else "unknown"


class _Region:
    """Pixels of one lamp: a window of the picture and a mask in it."""

    def __init__(self, points: Points, width: int, height: int) -> None:
        corners = np.round(points).astype(np.int32)
        left, top = np.clip(corners.min(axis=0), 0, (width - 1, height - 1)).tolist()
        right, bottom = np.clip(corners.max(axis=0), 0, (width - 1, height - 1)).tolist()
        self._window = (slice(top, bottom + 1), slice(left, right + 1))
        mask = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
        cv2.fillPoly(mask, [corners - (left, top)], 1)
        self._mask: NDArray[np.bool_] = mask.astype(bool)

    def score(self, image: Image, name: str) -> float:
        """0 for dark or grey, up to 2: the brightness of its brighter part plus the share in its own colour."""
        pixels = cv2.cvtColor(image[self._window], cv2.COLOR_BGR2HSV)[self._mask]
        if not len(pixels):  # the region lies outside of the picture
            return 0.0
        hue, saturation, value = pixels[:, 0], pixels[:, 1], pixels[:, 2]
        own = np.zeros(len(pixels), bool)
        for low, high in _HUES[name]:
            own |= (hue >= low) & (hue <= high)
        shines = value >= _BRIGHT
        own &= shines & (saturation >= _COLOURED)
        strange = shines & (saturation >= _COLOURED) & ~own
        if strange.sum() > own.sum():  # something else of another colour is there
            return 0.0
        bright = float(np.percentile(value, 75)) / 255
        return float(own.mean()) + bright if own.any() else 0.0
