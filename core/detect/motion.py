"""Detection without a model: what differs from the background is an object.

Background: adaptive Gaussian mixture (Zivkovic, "Improved adaptive Gaussian mixture model for background
subtraction", ICPR 2004) on a small picture. Leaves in the wind and a swaying camera differ from it as well, but only
by showing what belongs a few pixels further: a pixel counts as moving only if nothing near it in the background looks
the same. What moves is unknown, so the class is always "object"; people side by side are one object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.detect.ghosts import Ghosts
from core.detect.ground_truth import Known
from core.detect.protocol import DetectorInfo, Shape
from core.types import CLASS_IDS, Detections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.settings.models import Detector as Settings
    from core.types import Frame, Image

_LONGER_SIDE: Final = 480
#: Media seconds in which only the background is learned.
_WARM_UP: Final = 1.0
#: Media seconds after which something that stands still has become background.
_FORGETS: Final = 30.0
#: Share of the picture the smallest object covers.
_SMALLEST: Final = 0.00015
#: Share of the picture above which the scene itself changed (light, a moved camera).
_SCENE_CHANGE: Final = 0.6
#: Share of the picture that no vehicle enters between two frames.
_SUDDEN: Final = 0.3
#: Media seconds after which a changed scene is learned anew: day and night switch within a few frames.
_SETTLES: Final = 0.5
#: Media seconds after which the background is looked at anew; it changes slowly.
_RANGE_EVERY: Final = 0.5
#: How far leaves and camera move, pixels of the small picture, each way.
_SWAY: Final = 2
#: Grey levels by which a moving pixel lies outside the range of its neighbourhood.
_MARGIN: Final = 12
_SHADOW: Final = 127  # what the mixture marks shadows with; moving pixels are 255
_LEAST_SOLIDITY: Final = 0.5
_LEAST_FILL: Final = 0.3
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

    def tune(self, settings: Settings) -> None:
        """Nothing to take over: what moves has no class, and its score tells only how large and compact it is."""

    def close(self) -> None:
        """Forget the background."""
        self._view = None


class _View:
    """Background of one camera at one frame size."""

    def __init__(self, frame: Shape, began: float) -> None:
        self.frame = frame
        scale = min(1.0, _LONGER_SIDE / max(frame))
        self.small: Shape = (max(1, round(frame[0] * scale)), max(1, round(frame[1] * scale)))
        self._learn(began)

    def _learn(self, began: float) -> None:
        """Learn the background from nothing."""
        self._began = self._last = self._ranged = began
        self._seen = 0
        self._background = cv2.createBackgroundSubtractorMOG2(varThreshold=20, detectShadows=True)
        self._background.setBackgroundRatio(0.7)
        self._exposure = _Exposure()
        self._ghosts = Ghosts(self.small, _SMALLEST * self.small[0] * self.small[1], _FORGETS)
        self._range: tuple[cv2.typing.MatLike, cv2.typing.MatLike] | None = None
        self._changed: float | None = None  # since when another scene has been seen
        self._share = 1.0  # of the picture that moved in the frame before

    def look(self, image: Image, time: float) -> Detections:
        mask = self._foreground(image, time)
        if time - self._began < _WARM_UP:
            return Detections.empty()
        if not self._is_other_scene(cv2.countNonZero(mask) / mask.size, time):
            return self._objects(mask)
        if self._changed is not None and time - self._changed >= _SETTLES:
            self._learn(time)
        return Detections.empty()

    def _is_other_scene(self, share: float, time: float) -> bool:
        """Whether most of the picture changed, or much of it between two frames, as by a switch to night."""
        if share > _SCENE_CHANGE or share - self._share > _SUDDEN:
            self._changed = time if self._changed is None else self._changed
        elif share < _SUDDEN:
            self._changed = None
        self._share = share
        return self._changed is not None

    def _foreground(self, image: Image, time: float) -> NDArray[np.uint8]:
        """Moving pixels, 255, without shadows and without what only sways."""
        small = cv2.resize(image, self.small[::-1], interpolation=cv2.INTER_AREA)
        rate = self._rate(time)
        even = self._exposure.compensate(cv2.GaussianBlur(small, (3, 3), 0), rate)
        raw = self._background.apply(even, learningRate=rate)
        moving = cv2.threshold(raw, _SHADOW, 255, cv2.THRESH_BINARY)[1]
        if self._range is None or time - self._ranged >= _RANGE_EVERY:
            background = self._background.getBackgroundImage()
            self._range, self._ranged = _local_range(background), time
            if time - self._began >= _WARM_UP:
                self._ghosts.look(moving, even, background, time)
        return _tidy(self._ghosts.without(cv2.bitwise_and(moving, _beyond(even, *self._range)), even))

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


class _Exposure:
    """Undoes what a camera's automatic gain does to the whole picture at once.

    The gain is the median ratio to the usual brightness over a grid of points: objects cover less than half of them.
    """

    def __init__(self) -> None:
        self._usual: NDArray[np.float32] | None = None

    def compensate(self, image: cv2.typing.MatLike, rate: float) -> cv2.typing.MatLike:
        sample = image[4::8, 4::8].astype(np.float32).max(axis=2) + 1
        if self._usual is None:
            self._usual = sample
        gain = float(np.median(self._usual / sample))
        self._usual += (sample * gain - self._usual) * rate
        return cv2.convertScaleAbs(image, alpha=gain)


def _local_range(background: cv2.typing.MatLike) -> tuple[cv2.typing.MatLike, cv2.typing.MatLike]:
    """Least and greatest value of each channel within `_SWAY` pixels."""
    around = np.ones((2 * _SWAY + 1, 2 * _SWAY + 1), np.uint8)
    return cv2.erode(background, around), cv2.dilate(background, around)


def _beyond(image: cv2.typing.MatLike, least: cv2.typing.MatLike, greatest: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """255 where some channel lies clearly outside its range."""
    outside = cv2.max(cv2.subtract(image, greatest), cv2.subtract(least, image))
    blue, green, red = cv2.split(outside)
    return cv2.threshold(cv2.max(cv2.max(blue, green), red), _MARGIN, 255, cv2.THRESH_BINARY)[1]


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
    if area < _LEAST_FILL * width * height:
        return None
    size = min(1.0, area / (4 * smallest))
    return x, y, x + width, y + height, min(0.95, solidity * (0.5 + 0.5 * size))
