"""Pictures as networks take them, and one to try a network with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.protocol import Shape
    from core.types import Image

from core.errors import UserError

#: Sides of the picture a network of free shape is tried with: small, and with places for the 300 boxes that
#: end-to-end networks pick.
_TRIAL: Final = 320
_COLOUR: Final = 3


class Planes(NamedTuple):
    """A network's input of floats.

    Attributes:
        channels: 3 for RGB, 1 for grey.
        dtype: of each value, 0 to 1.
        batch: pictures that go in together; only the first is ours, the others stay black.
    """

    channels: int
    dtype: np.dtype[Any]
    batch: int

    def filled(self, image: Image) -> NDArray[Any]:
        """A (height, width, 3) BGR picture as (batch, channels, height, width)."""
        colour = self.channels == _COLOUR
        shown = image if colour else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        planes: NDArray[Any] = cv2.dnn.blobFromImage(shown, 1 / 255, swapRB=colour)
        if self.batch > 1:
            planes = np.concatenate((planes, np.zeros((self.batch - 1, *planes.shape[1:]), planes.dtype)))
        return planes.astype(self.dtype, copy=False)


def taken(path: Path, shape: list[int | None], channels: int, dtype: np.dtype[Any]) -> tuple[Planes, Shape | None]:
    """How a network with an input of this shape takes pictures, and their height and width if these are fixed.

    Args:
        path: named in errors.
        shape: of the input; None for free sides.
        channels: what the export says of them, where the shape does not.
        dtype: of the input.

    Raises:
        UserError: it takes something else than pictures, or pictures of more channels than cameras give.
    """
    if len(shape) != 4:  # noqa: PLR2004 -- batch, channels, height, width
        sides = "x".join("?" if side is None else str(side) for side in shape)
        raise UserError(
            f"model {path} does not accept images: its input shape is {sides or 'nothing'}",
            "use a model with input shape 1x3xHxW",
        )
    batch, deep, height, width = shape
    deep = deep or channels
    if deep not in {1, _COLOUR}:
        raise UserError(
            f"model {path} expects images with {deep} channels; cameras provide color images with 3",
            "use a model for color or grayscale images",
        )
    fixed = (height, width) if height and width else None
    return Planes(deep, dtype, batch or 1), fixed


def trial(shape: Shape) -> Image:
    """A picture with edges of all kinds, the same each time: (height, width, 3)."""
    height, width = shape
    patches = np.random.default_rng(0).integers(0, 256, (height // 12 + 2, width // 12 + 2, 3), np.uint8)
    return np.asarray(cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def trial_shape(stride: int) -> Shape:
    """Height and width of the trial picture for a network of free shape."""
    side = whole(_TRIAL, stride)
    return side, side


def whole(side: int, stride: int) -> int:
    """The side, rounded up to whole strides as ultralytics does."""
    return -(-side // stride) * stride
