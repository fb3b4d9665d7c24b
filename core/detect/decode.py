"""From a network's raw output to boxes: class choice, confidence, non-maximum suppression.

Scores of other classes than ours are never looked at: choosing among six rows of 80 is most of the speed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import cv2
import numpy as np

from core.detect.head import unnamed
from core.types import CLASSES, Detections

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from core.detect.head import Head

    _Candidates: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32]]

_MOST: Final = 300
_HALF: Final = np.float32(0.5)

#: Classes a network takes for one another on the same thing. Suppression looks across a group, so that a box truck
#: seen as car and truck is one detection, and never between groups, so that a rider does not hide the bicycle.
_GROUPS: Final = (("car", "truck", "bus"), ("motorcycle", "bicycle"), ("person",), ("object",))
_GROUP_OF: Final = np.array(
    [next(number for number, group in enumerate(_GROUPS) if name in group) for name in CLASSES], np.int32
)


class Decoder:
    """Reads raw outputs of one network.

    Args:
        head: how the output is laid out.
        confidence: least score, exclusive.
        iou: intersection over union above which the lower score of a group goes.
        wanted: names of the classes to report. The others still take part in the choice of the class, so a truck
            does not become a car because nobody asked for trucks.
    """

    def __init__(self, head: Head, confidence: float, iou: float, wanted: Collection[str]) -> None:
        self._confidence = confidence
        self._iou = iou
        self._ours = head.ours
        self._normalised = head.normalised
        self._read = self._read_end_to_end if head.end_to_end else self._read_dense
        self._suppress = _suppress_others if head.end_to_end else _suppress_groups
        self._rows = list(head.numbers + 4)
        self._classes = head.ours[head.numbers]
        self._wanted = np.array([name in wanted for name in CLASSES])

    def decode(self, raw: NDArray[np.float32]) -> Detections:
        """Detections in pixels of the input, highest score first; their arrays share no memory with `raw`.

        Args:
            raw: (1, 4 + classes, n), centre x, centre y, width, height and scores; or, end to end, (1, n, 6),
                x1 y1 x2 y2 score class; where that is normalised, centre and size in shares of the picture, and so
                are the detections.

        Raises:
            UserError: the network finds a class that it has no name for.
        """
        boxes, scores, classes = self._read(raw[0])
        if not len(scores):
            return Detections.empty()
        kept = self._suppress(boxes, scores, classes, self._iou)
        kept = kept[self._wanted[classes[kept]]]
        return Detections(boxes[kept], scores[kept], classes[kept])

    def _read_dense(self, raw: NDArray[np.float32]) -> _Candidates:
        best = raw[self._rows[0]].copy()
        for row in self._rows[1:]:  # faster than the maximum along an axis of a few long rows
            np.maximum(best, raw[row], out=best)
        chosen = (best > self._confidence).nonzero()[0]
        columns = raw.take(chosen, axis=1)
        middle, half = columns[:2], columns[2:4] * _HALF
        boxes: NDArray[np.float32] = np.concatenate((middle - half, middle + half)).T
        return boxes, best[chosen], self._classes[columns[self._rows].argmax(axis=0)]

    def _read_end_to_end(self, raw: NDArray[np.float32]) -> _Candidates:
        raw = raw[raw[:, 4] > self._confidence]
        numbers = raw[:, 5].astype(np.intp)
        if len(numbers) and numbers.max() >= len(self._ours):
            raise unnamed("the model", int(numbers.max()), len(self._ours))
        classes = self._ours[numbers]
        raw, classes = raw[classes >= 0], classes[classes >= 0]
        boxes = raw[:, :4].copy()
        if self._normalised:
            half = boxes[:, 2:] * np.float32(0.5)
            boxes = np.concatenate((boxes[:, :2] - half, boxes[:, :2] + half), axis=1)
        return boxes, raw[:, 4].copy(), classes


def _suppress_groups(
    boxes: NDArray[np.float32], scores: NDArray[np.float32], classes: NDArray[np.int32], iou: float
) -> NDArray[np.intp]:
    """Greedy non-maximum suppression within each group; indices by falling score, `_MOST` at most."""
    corner_and_size = boxes.copy()
    corner_and_size[:, 2:] -= corner_and_size[:, :2]
    groups = _GROUP_OF[classes].tolist()
    # Lists: OpenCV takes arrays too, element by element, which is three times as slow.
    kept = cv2.dnn.NMSBoxesBatched(corner_and_size.tolist(), scores.tolist(), groups, 0.0, iou)
    return np.asarray(kept[:_MOST], np.intp)


def _suppress_others(
    boxes: NDArray[np.float32], scores: NDArray[np.float32], classes: NDArray[np.int32], iou: float
) -> NDArray[np.intp]:
    """The same after a suppression within each class, which end-to-end networks have done themselves."""
    groups, kept = _GROUP_OF[classes], list[int]()
    for one in np.argsort(-scores, kind="stable").tolist():
        rivals = [other for other in kept if groups[other] == groups[one] and classes[other] != classes[one]]
        if not rivals or (_overlap(boxes[one], boxes[rivals]) <= iou).all():
            kept.append(one)
    return np.asarray(kept[:_MOST], np.intp)


def _overlap(box: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Intersection over union of a box with each of others."""
    sides = np.clip(np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2]), 0, None)
    both = sides.prod(axis=1)
    areas = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1)
    return np.asarray(both / np.maximum(areas - both, np.float32(1e-12)), np.float32)
