"""Ghosts: what stood there while the background was learned has driven off, and the bare road now differs from it.

A ghost does not move and has no edge in the picture, but one in the background; with a vehicle that stopped it is the
other way round. The road that shows there is remembered, and no longer taken for something that moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.uint8] | cv2.typing.MatLike

_EVERY: Final = 0.5  # media seconds; what differs less than `_ALIKE` after them does not move
_ALIKE: Final = 14  # grey levels
_SHARPER: Final = 2.0  # times as strong an edge the background has around a ghost
_AXES: Final = ((1, 0), (0, 1))
_AN_EDGE: Final = 8.0  # grey levels a pixel from which on there is one
_BAND: Final = 3  # pixels of the edge's width
_AROUND: Final = 5  # pixels by which the remembered road reaches beyond the ghost


class Ghosts:
    """Knows the ghosts of one camera at one picture size.

    Args:
        size: height and width of the pictures, pixels.
        smallest: area of the smallest object, pixels.
        lasts: media seconds after which the background has learned the road itself.
    """

    def __init__(self, size: tuple[int, int], smallest: float, lasts: float) -> None:
        self._where: Mask = np.zeros(size, np.uint8)
        self._road: Mask = np.zeros((*size, 3), np.uint8)
        self._smallest, self._lasts = smallest, lasts
        self._before: Mask | None = None
        self._looked = self._found = -np.inf

    def without(self, moving: Mask, picture: Mask) -> Mask:
        """The mask of moving pixels less those that show the road where a ghost was."""
        if not self._found > -np.inf:
            return moving
        return cv2.bitwise_and(moving, cv2.bitwise_not(cv2.bitwise_and(self._where, _same(picture, self._road))))

    def look(self, moving: Mask, picture: Mask, background: Mask, time: float) -> None:
        """Look for new ones among the pixels that differ from the background, twice a second."""
        if time - self._looked < _EVERY:
            return
        if time - self._found > self._lasts:
            self._where[:], self._found = 0, -np.inf
        self._looked = time
        if self._before is not None:
            still = cv2.bitwise_and(moving, _same(picture, self._before))
            self._remember(still, picture, background, time)
        self._before = picture.copy()

    def _remember(self, still: Mask, picture: Mask, background: Mask, time: float) -> None:
        outlines, _ = cv2.findContours(still, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        outlines = [one for one in outlines if cv2.contourArea(one) >= self._smallest]
        if not outlines:
            return
        here, there = _edges(picture), _edges(background)
        for outline in outlines:
            band = cv2.drawContours(np.zeros_like(still), [outline], -1, 255, _BAND)
            was = cv2.mean(there, band)[0]
            if was >= _AN_EDGE and was >= _SHARPER * cv2.mean(here, band)[0]:
                found = cv2.drawContours(np.zeros_like(still), [outline], -1, 255, -1)
                found = cv2.dilate(found, np.ones((2 * _AROUND + 1, 2 * _AROUND + 1), np.uint8))
                cv2.copyTo(picture, found, self._road)
                self._where, self._found = cv2.bitwise_or(self._where, found), time


def _same(one: Mask, other: Mask) -> Mask:
    """255 where two pictures are alike in all channels."""
    blue, green, red = cv2.split(cv2.absdiff(one, other))
    return cv2.threshold(cv2.max(cv2.max(blue, green), red), _ALIKE, 255, cv2.THRESH_BINARY_INV)[1]


def _edges(picture: Mask) -> cv2.typing.MatLike:
    """Strength of edges, grey levels a pixel of the channel that has the strongest."""
    channels = cv2.split(picture)
    across = (cv2.magnitude(*(cv2.Sobel(one, cv2.CV_32F, *axis, scale=1 / 4) for axis in _AXES)) for one in channels)
    blue, green, red = across
    return cv2.max(cv2.max(blue, green), red)
