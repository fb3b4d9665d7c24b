"""Fitting a frame into a network's input without changing its proportions, as ultralytics does when predicting.

The scaled picture is centred; what remains is grey 114. Agreement with `YOLO.predict` depends on the rounding here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.detect.protocol import Shape
    from core.types import Image

GREY: Final = 114


@dataclass(frozen=True, slots=True)
class Letterbox:
    """How a frame lies in the input.

    Attributes:
        frame: height and width of the frame.
        input: height and width of the network's input.
        scaled: height and width of the frame inside the input.
        top, left: where its upper left corner lies in the input.
    """

    frame: Shape
    input: Shape
    scaled: Shape
    top: int
    left: int

    @classmethod
    def rectangle(cls, frame: Shape, size: int, stride: int) -> Letterbox:
        """The smallest input of whole strides that holds the frame with its longer side scaled to `size`."""
        scaled = _scaled(frame, (size, size))
        height, width = (size - (size - side) // stride * stride for side in scaled)
        return cls._centred(frame, (height, width), scaled)

    @classmethod
    def fixed(cls, frame: Shape, target: Shape) -> Letterbox:
        """The frame in an input whose shape cannot be chosen."""
        return cls._centred(frame, target, _scaled(frame, target))

    @classmethod
    def stretched(cls, frame: Shape, target: Shape) -> Letterbox:
        """The frame over the whole input, whatever its proportions."""
        return cls(frame, target, target, 0, 0)

    @classmethod
    def _centred(cls, frame: Shape, target: Shape, scaled: Shape) -> Letterbox:
        top, left = (round((outer - inner) / 2 - 0.1) for outer, inner in zip(target, scaled, strict=True))
        return cls(frame, target, scaled, top, left)

    @property
    def is_whole(self) -> bool:
        """Whether the frame is the input as it is."""
        return self.frame == self.input == self.scaled

    def fill(self, image: Image, out: Image) -> None:
        """Write the scaled `image` into `out`, (height, width, 3), whose border is grey already."""
        height, width = self.scaled
        inner = out[self.top : self.top + height, self.left : self.left + width]
        if self.scaled == self.frame:
            np.copyto(inner, image)
        else:
            written = cv2.resize(image, (width, height), dst=inner, interpolation=cv2.INTER_LINEAR)
            if written is not inner:  # OpenCV made an array of its own because it did not like this one
                np.copyto(inner, written)

    def restore(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Move (n, 4) boxes, x1 y1 x2 y2, from input to frame pixels in place; clipped to the frame."""
        height, width = self.frame
        # Each side's own scale: both were rounded to whole pixels, which shows on narrow pictures.
        corner, scale, edge = np.array(
            (
                (self.left, self.top) * 2,
                (width / self.scaled[1], height / self.scaled[0]) * 2,
                (width, height) * 2,
            ),
            np.float32,
        )
        boxes -= corner
        boxes *= scale
        np.maximum(boxes, 0, out=boxes)
        np.minimum(boxes, edge, out=boxes)
        return boxes


def _ratio(frame: Shape, target: Shape) -> float:
    return min(target[0] / frame[0], target[1] / frame[1])


def _scaled(frame: Shape, target: Shape) -> Shape:
    ratio = _ratio(frame, target)
    return max(1, round(frame[0] * ratio)), max(1, round(frame[1] * ratio))
