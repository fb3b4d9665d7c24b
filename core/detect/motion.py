"""Detection without a model: what differs from the background is an object.

Background: adaptive Gaussian mixture (Zivkovic, "Improved adaptive Gaussian mixture model for background
subtraction", ICPR 2004) on a small picture. Leaves and flicker differ from it as well, but they come and go within
a few frames at the same place, whereas a road user enters and leaves a place once: places that change too often are
left out. What moves is unknown, so the class is always "object"; people side by side are one object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.detect.ground_truth import Known
from core.detect.protocol import DetectorInfo, Shape
from core.types import CLASS_IDS, Detections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.types import Frame, Image

_LONGER_SIDE: Final = 480
#: Media seconds in which only the background is learned.
_WARM_UP: Final = 1.0
#: Media seconds after which something that stands still has become background.
_FORGETS: Final = 30.0
#: Share of the picture the smallest object covers.
_SMALLEST: Final = 0.0004
#: Share of the picture above which the scene itself changed (light, a moved camera).
_SCENE_CHANGE: Final = 0.6
#: A pixel that went from still to moving or back in more than this share of recent frames is foliage or flicker.
_FLICKER: Final = 0.12
_FLICKER_MEMORY: Final = 0.02
_FOREGROUND: Final = 255  # 127 is shadow
_LEAST_SOLIDITY: Final = 0.4
_OBJECT: Final = CLASS_IDS["object"]


class MotionModel:
    """Nothing to load."""

    def session(self) -> MotionDetector:
        """A detector for one camera."""
        return MotionDetector()


class MotionDetector:
    """Knows one camera's background. Frames must come in order."""

    depth = 1

    def __init__(self) -> None:
        self._view: _View | None = None

    @property
    def info(self) -> DetectorInfo:
        """Which detector this is."""
        return DetectorInfo("motion", "motion", "CPU", self._view.small if self._view else None)

    def submit(self, frame: Frame) -> Known:
        """Look at the frame; done when this returns."""
        height, width = frame.image.shape[:2]
        if self._view is None or self._view.frame != (height, width):
            self._view = _View((height, width), frame.time)
        return Known(self._view.look(frame.image, frame.time))

    def close(self) -> None:
        """Forget the background."""
        self._view = None


class _View:
    """Background of one camera at one frame size."""

    def __init__(self, frame: Shape, began: float) -> None:
        self.frame = frame
        scale = min(1.0, _LONGER_SIDE / max(frame))
        self.small: Shape = (max(1, round(frame[0] * scale)), max(1, round(frame[1] * scale)))
        self._began = began
        self._last = began
        self._seen = 0
        self._background = cv2.createBackgroundSubtractorMOG2(varThreshold=20, detectShadows=True)
        self._background.setBackgroundRatio(0.7)
        self._moving = np.zeros(self.small, np.uint8)
        self._flicker = np.zeros(self.small, np.float32)

    def look(self, image: Image, time: float) -> Detections:
        mask = self._foreground(image, time)
        if time - self._began < _WARM_UP or cv2.countNonZero(mask) > _SCENE_CHANGE * mask.size:
            return Detections.empty()
        return self._objects(mask)

    def _foreground(self, image: Image, time: float) -> NDArray[np.uint8]:
        """Moving pixels, 255, without shadows and without places that flicker."""
        small = cv2.resize(image, self.small[::-1], interpolation=cv2.INTER_AREA)
        raw = self._background.apply(cv2.GaussianBlur(small, (3, 3), 0), learningRate=self._rate(time))
        moving = cv2.compare(raw, _FOREGROUND, cv2.CMP_EQ)
        changed = cv2.bitwise_xor(moving, self._moving)
        self._moving = moving.astype(np.uint8)
        cv2.accumulateWeighted(changed, self._flicker, _FLICKER_MEMORY)
        still = cv2.compare(cv2.blur(self._flicker, (5, 5)), _FLICKER * 255, cv2.CMP_LT)
        return _tidy(cv2.bitwise_and(moving, still))

    def _rate(self, time: float) -> float:
        """How much the newest frame weighs: all alike in the beginning, then forgetting at media speed."""
        self._seen += 1
        elapsed, self._last = max(0.0, time - self._last), time
        return max(1 / self._seen if time - self._began < _WARM_UP else 0.0, min(1.0, elapsed / _FORGETS))

    def _objects(self, mask: NDArray[np.uint8]) -> Detections:
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        rows = [row for contour in contours if (row := _measure(contour, _SMALLEST * mask.size))]
        if not rows:
            return Detections.empty()
        table = np.array(rows, np.float32)
        boxes = table[:, :4] * np.tile(np.array(self.frame[::-1]) / self.small[::-1], 2).astype(np.float32)
        return Detections(boxes, table[:, 4].copy(), np.full(len(rows), _OBJECT, np.int32))


def _tidy(mask: NDArray[np.uint8] | cv2.typing.MatLike) -> NDArray[np.uint8]:
    """Drop specks, then join the pieces of one object."""
    specks = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    pieces = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, specks)
    return cv2.morphologyEx(opened, cv2.MORPH_CLOSE, pieces).astype(np.uint8)


def _measure(contour: cv2.typing.MatLike, smallest: float) -> tuple[float, ...] | None:
    """x1, y1, x2, y2 and a score of one outline: large and compact ones are surer. None if it is no object."""
    area = cv2.contourArea(contour)
    if area < smallest:
        return None
    solidity = area / cv2.contourArea(cv2.convexHull(contour))
    if solidity < _LEAST_SOLIDITY:
        return None
    x, y, width, height = cv2.boundingRect(contour)
    size = min(1.0, area / (4 * smallest))
    return x, y, x + width, y + height, min(0.95, solidity * (0.5 + 0.5 * size))
