"""The road seen from above, as a calibration has it: the picture warped, and where its points came to lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from core.types import Image, Points

_SIDE: Final = 640  # pixels of the preview's longer side
_MARGIN: Final = 0.25  # of the points' extent, shown around them
_SAMPLES: Final = 49  # of a line of the grid
_MOST: Final = 64
_STEPS: Final = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)  # metres between lines of the grid


@dataclass(frozen=True, slots=True)
class Above:
    """A calibration, looked at from above.

    Attributes:
        image: (h, w, 3) BGR, the picture as it would look from above.
        error: standard deviation of one coordinate, metres; 0 with four points, which always fit.
        off: (n,) metres from each point as given to where the plane puts it.
        given: (n, 2) pixels of the preview, the points as given.
        found: (n, 2) pixels of the preview, where the plane puts them.
        step: metres between the lines of the grid, and `pixels` of the preview for it.
        pixels: see there.
        grid: the same lines as the camera sees them, pixels of its picture.
    """

    image: Image
    error: float
    off: list[float]
    given: Points
    found: Points
    step: float
    pixels: float
    grid: list[list[tuple[float, float]]]


def above(image: Image, picture: Points, ground: Points) -> Above:
    """What the camera sees, from above.

    Args:
        image: (h, w, 3) BGR.
        picture: (n, 2) pixels of it.
        ground: (n, 2) the same points in metres.

    Raises:
        core.ground_plane.UnfitError: the points give no plane.
    """
    import cv2  # noqa: PLC0415 -- slow, and brings a Qt of its own: only where something is calibrated

    from core.ground_plane import fit  # noqa: PLC0415 -- loads the same

    plane = fit(picture, ground)
    landed = plane.metres(picture)
    view, (width, height), scale = _view(plane.matrix, picture, ground)
    warped = cv2.warpPerspective(image, view @ plane.matrix, (width, height), flags=cv2.INTER_LINEAR)
    step = min(_STEPS, key=lambda metres: abs(metres * scale - _SIDE / 8))
    return Above(
        np.asarray(warped, np.uint8),
        plane.error,
        [float(d) for d in np.hypot(*(landed - ground).T)],
        _moved(ground, view),
        _moved(landed, view),
        float(step),
        float(step * scale),
        _grid(plane.matrix, ground, float(step), image.shape[1::-1]),
    )


def _grid(matrix: Points, ground: Points, step: float, size: tuple[int, ...]) -> list[list[tuple[float, float]]]:
    """Lines of the grid about the points, projected into the picture of this size as far as they are in view."""
    low, high = ground.min(axis=0), ground.max(axis=0)
    beyond = (high - low) / 2
    first, last = np.floor((low - beyond) / step) * step, np.ceil((high + beyond) / step) * step
    into = np.asarray(np.linalg.inv(matrix), np.float64)
    lines = []
    for axis in (0, 1):
        along = np.linspace(first[1 - axis], last[1 - axis], _SAMPLES)
        for place in np.arange(first[axis], last[axis] + step / 2, step).tolist()[:_MOST]:
            across = np.full(_SAMPLES, place)
            line = np.column_stack([across, along] if axis == 0 else [along, across])
            lines += _seen(line, into, size)
    return lines


def _seen(line: Points, into: Points, size: tuple[int, ...]) -> list[list[tuple[float, float]]]:
    """A line on the road in the picture; in pieces where it leaves that or passes behind the camera."""
    mapped = np.column_stack([line, np.ones(len(line))]) @ into.T
    ahead = mapped[:, 2] > 0
    places = mapped[:, :2] / np.where(ahead, mapped[:, 2], np.nan)[:, None]
    near = ahead & (np.abs(places - np.array(size) / 2) <= np.array(size)).all(axis=1)
    pieces = np.split(np.arange(len(line)), np.flatnonzero(np.diff(near.astype(int))) + 1)
    return [[(float(x), float(y)) for x, y in places[piece]] for piece in pieces if near[piece[0]] and len(piece) > 1]


def _view(matrix: Points, picture: Points, ground: Points) -> tuple[Points, tuple[int, int], float]:
    """From metres to pixels of the preview, its size, and pixels of a metre. What is left stays left."""
    low, extent = ground.min(axis=0), np.ptp(ground, axis=0)
    margin = _MARGIN * float(extent.max())
    scale = _SIDE / (float(extent.max()) + 2 * margin)
    width, height = (round((float(side) + 2 * margin) * scale) for side in extent)
    shift = scale * (margin - low)
    if _mirrors(matrix, picture.mean(axis=0)):  # metres count upwards, as on a map
        view = np.array([[scale, 0, shift[0]], [0, -scale, height - shift[1]], [0, 0, 1]])
    else:
        view = np.array([[scale, 0, shift[0]], [0, scale, shift[1]], [0, 0, 1]])
    return view, (width, height), scale


def _mirrors(matrix: Points, point: Points) -> bool:
    """Whether the plane turns right into left about a point: the sign of its Jacobian's determinant."""
    depth = float(matrix[2] @ [*point, 1.0])
    return float(np.linalg.det(matrix)) / depth**3 < 0


def _moved(points: Points, by: Points) -> Points:
    moved: Points = points @ by[:2, :2].T + by[:2, 2]
    return moved
