"""A signal head in the picture: which of its lamps is lit.

Each lamp's region is judged by how bright it is and by how much of it has the lamp's own colour; the middle of a lit
lamp is often overexposed and white, and its rim and glow keep the hue. A lamp must clearly beat the others, and they
must be darker: an unlit head, glare, or a vehicle before it gives unknown. A majority over a short time bridges the
flicker of LED lamps; what it decides began where the lamps changed, not where the majority did.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.scene.geometry import Geometry
    from core.settings.basics import SignalState
    from core.settings.signals.video import VideoSignal
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
_DARK: Final = 0.75  # brightness of an unlit lamp at most, in that of the lit one
_CLEAR: Final = 1.0  # a lead from which on nothing is left to doubt
LAG: Final = 0.5  # seconds over which the majority decides


class Reading(NamedTuple):
    """What a head shows in one picture.

    Attributes:
        state: red, amber, green or unknown.
        sure: from 0, where no lamp is ahead of the others, to 1, where nothing is left to doubt; no probability.
    """

    state: SignalState
    sure: float


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

    def state(self, image: Image, time: float) -> tuple[SignalState, float]:
        """What the head shows, by majority of the last half second, and since when within it; unknown if none has one.

        Args:
            image: the newest picture.
            time: media time of it, seconds.
        """
        self._recent.append((time, self._look(image)))
        while self._recent[0][0] < time - LAG:
            self._recent.popleft()
        states = [state for _, state in self._recent]
        best = max(set(states), key=lambda state: (states.count(state), state))
        decided = best if 2 * states.count(best) > len(states) else "unknown"
        return decided, self._began(decided)

    def _began(self, state: SignalState) -> float:
        """Where the looks of the last half second change to `state` most clearly: most of it after, least before."""
        began, lead, most = self._recent[-1][0], 0, 0
        for time, seen in reversed(self._recent):
            lead += 1 if seen == state else -1
            if seen == state and lead >= most:
                began, most = time, lead
        return began

    def read(self, image: Image) -> Reading:
        """What the head shows in this picture alone, and how clearly."""
        looks = self._looks(image)
        state = _decided(looks)
        dark = max((look.score for name, look in looks.items() if name not in _lit(looks)), default=0.0)
        lead = looks[state].score - dark if state in looks else 0.0
        return Reading(state, min(1.0, max(0.0, lead / _CLEAR)))

    def _look(self, image: Image) -> SignalState:
        return _decided(self._looks(image))

    def _looks(self, image: Image) -> dict[SignalState, _Look]:
        return {name: region.look(image, name) for name, region in self._regions.items()}


def _lit(looks: dict[SignalState, _Look]) -> set[SignalState]:
    best = max(look.score for look in looks.values())
    return {name for name, look in looks.items() if look.score >= max(_LEAST, best - _AHEAD)}


def _decided(looks: dict[SignalState, _Look]) -> SignalState:
    lit = _lit(looks)
    dark = [look.brightness for name, look in looks.items() if name not in lit]
    if not lit or not dark or max(dark) > _DARK * max(looks[name].brightness for name in lit):
        return "unknown"
    if lit == {"red", "amber"}:  # before green in some countries: still no go
        return "red"
    return lit.pop() if len(lit) == 1 else "unknown"


class _Look(NamedTuple):
    """One lamp in one picture: `brightness` 0..1 of its brighter part, `score` 0..2 that it is lit."""

    brightness: float
    score: float


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

    def look(self, image: Image, name: str) -> _Look:
        """Score: 0 for what does not show the lamp's own colour, else brightness plus the share of that colour."""
        pixels = cv2.cvtColor(image[self._window], cv2.COLOR_BGR2HSV)[self._mask]
        if not len(pixels):  # the region lies outside of the picture
            return _Look(1.0, 0.0)
        hue, saturation, value = pixels[:, 0], pixels[:, 1], pixels[:, 2]
        own = np.zeros(len(pixels), bool)
        for low, high in _HUES[name]:
            own |= (hue >= low) & (hue <= high)
        coloured = (value >= _BRIGHT) & (saturation >= _COLOURED)
        own &= coloured
        brightness = int(np.sort(value)[len(value) * 3 // 4]) / 255
        if not own.any() or (coloured & ~own).sum() > own.sum():  # grey, or something of another colour
            return _Look(brightness, 0.0)
        return _Look(brightness, brightness + float(own.mean()))
