"""From a network's raw output to boxes: class choice, confidence, non-maximum suppression.

Scores of other classes than ours are never looked at: choosing among six rows of 80 is most of the speed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import cv2
import numpy as np

from core.types import CLASSES, Detections

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from core.detect.head import Head

    _Candidates: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32]]

_MOST: Final = 300

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
        self._read = self._read_end_to_end if head.end_to_end else self._read_dense
        self._rows = list(head.numbers + 4)
        self._classes = head.ours[head.numbers]
        self._wanted = np.array([name in wanted for name in CLASSES])

    def decode(self, raw: NDArray[np.float32]) -> Detections:
        """Detections in pixels of the input, highest score first; their arrays share no memory with `raw`.

        Args:
            raw: (1, 4 + classes, n), centre x, centre y, width, height and scores; or, end to end, (1, n, 6),
                x1 y1 x2 y2 score class.
        """
        boxes, scores, classes = self._read(raw[0])
        if not len(scores):
            return Detections.empty()
        kept = _suppress(boxes, scores, _GROUP_OF[classes], self._iou)
        kept = kept[self._wanted[classes[kept]]]
        return Detections(boxes[kept], scores[kept], classes[kept])

    def _read_dense(self, raw: NDArray[np.float32]) -> _Candidates:
        best = raw[self._rows[0]].copy()
        for row in self._rows[1:]:  # faster than the maximum along an axis of a few long rows
            np.maximum(best, raw[row], out=best)
        chosen = np.flatnonzero(best > self._confidence)
        scores = raw[np.ix_(self._rows, chosen)]
        middle, half = raw[:2, chosen], raw[2:4, chosen] * np.float32(0.5)
        boxes: NDArray[np.float32] = np.concatenate((middle - half, middle + half)).T
        return boxes, best[chosen], self._classes[scores.argmax(axis=0)]

    def _read_end_to_end(self, raw: NDArray[np.float32]) -> _Candidates:
        raw = raw[raw[:, 4] > self._confidence]
        classes = self._ours[raw[:, 5].astype(np.intp)]
        raw, classes = raw[classes >= 0], classes[classes >= 0]
        return raw[:, :4].copy(), raw[:, 4].copy(), classes


def _suppress(
    boxes: NDArray[np.float32], scores: NDArray[np.float32], groups: NDArray[np.int32], iou: float
) -> NDArray[np.intp]:
    """Greedy non-maximum suppression within each group; indices by falling score, `_MOST` at most."""
    corner_and_size = boxes.copy()
    corner_and_size[:, 2:] -= corner_and_size[:, :2]
    # Lists: OpenCV takes arrays too, element by element, which is three times as slow.
    kept = cv2.dnn.NMSBoxesBatched(corner_and_size.tolist(), scores.tolist(), groups.tolist(), 0.0, iou)
    return np.asarray(kept[:_MOST], np.intp)
