"""Lines and zones of a scene in pixels of a given frame size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core import ground_plane
from core.errors import UserError
from core.scene.fit import length_outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from core.ground_plane import GroundPlane
    from core.settings.basics import Point
    from core.settings.scene import Line, Scene, Zone
    from core.types import Points

    Floats = NDArray[np.float64]

#: Share of the picture's longer side within which the end of a line counts as at the edge.
_EDGE: Final = 0.01
#: Pixels that points are moved by so that they never lie exactly on a line; much less than a box is sure to.
_ASIDE: Final = np.array((0.7e-6, 1.3e-6))


def cross(a: Floats, b: Floats) -> Floats:
    """The cross product's z of (..., 2) vectors: positive if `b` points to the right of `a` (y is down)."""
    product: Floats = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return product


class Geometry:
    """A scene in pixels.

    Attributes:
        width, height: of the frame, pixels.
        units: the scene's.
        lines: the directed lines.
        zones: the polygons.
        plane: the road in metres; None without calibration.

    Raises:
        UserError: the calibration gives no plane in a picture of this shape.
    """

    def __init__(self, scene: Scene, width: int, height: int) -> None:
        self._scale = np.array((width, height) if scene.units == "relative" else (1.0, 1.0), np.float64)
        self.width, self.height = width, height
        self.units = scene.units
        self.lines = Lines(scene.lines, [self.pixels(line.points) for line in scene.lines], (width, height))
        self.zones = Zones(scene.zones, [self.pixels(zone.points) for zone in scene.zones], self._scale)
        self.plane = self._plane(scene)

    def pixels(self, points: Sequence[Point]) -> Points:
        """(n, 2) pixels of points in the scene's units."""
        return np.array(points, np.float64).reshape(-1, 2) * self._scale

    def _plane(self, scene: Scene) -> GroundPlane | None:
        if scene.calibration is None:
            return None
        pairs = scene.calibration.points
        try:
            return ground_plane.fit(self.pixels([p.image for p in pairs]), np.array([p.ground for p in pairs]))
        except ground_plane.UnfitError as error:  # what fits a square may be too narrow for the picture's own shape
            raise UserError(error.what, error.remedy) from error


class Lines:
    """All directed poly-lines of a scene, their segments in one array, so that a frame takes a few operations.

    Forward is crossing from the left to the right of a walk from the first point to the last. With y down, the right
    of the direction (dx, dy) is (-dy, dx): over a line drawn from left to right, forward is downwards.

    A line wholly outside the picture is crossed by nobody: what passes there was not seen.
    """

    def __init__(self, settings: Sequence[Line], points: Sequence[Points], size: tuple[int, int]) -> None:
        self.settings = tuple(settings)
        self.points = tuple(points)
        pieces = [(chain[:-1], chain[1:]) for chain in (_beyond(line, size) for line in points)]
        self._from: Floats = np.concatenate([a for a, _ in pieces]) if pieces else np.empty((0, 2))
        self._to: Floats = np.concatenate([b for _, b in pieces]) if pieces else np.empty((0, 2))
        self._along = self._to - self._from
        self._sides = (*self._from.T.copy(), *self._along.T.copy())
        self._squared = np.maximum((self._along**2).sum(axis=1), 1e-12)
        self._first = np.cumsum([0, *(len(a) for a, _ in pieces)])[:-1]
        self._is_seen = np.array([length_outside(line, size) < 1 for line in points], np.int64)

    def __len__(self) -> int:
        return len(self.settings)

    def distances(self, points: Points) -> Floats:
        """Distance of (n, 2) points to each line, not to its extension: (n, lines), pixels."""
        x1, y1, along_x, along_y = self._sides
        x, y = points[:, :1] - x1, points[:, 1:] - y1
        share = np.minimum(np.maximum((x * along_x + y * along_y) / self._squared, 0.0), 1.0)
        return np.minimum.reduceat(np.hypot(x - share * along_x, y - share * along_y), self._first, axis=1)

    def crossings(self, before: Points, after: Points) -> tuple[NDArray[np.int64], Floats]:
        """How straight moves cross each line.

        No move is counted twice or lost where a point lies exactly on a line or its corner, there or back: points are
        taken to lie a little further to the lower right, where no line that somebody drew has its ends.

        Args:
            before: (n, 2) where each move starts.
            after: (n, 2) where it ends.

        Returns:
            (n, lines) how often forward minus how often backward, and (n, lines) the share of the move (0..1) at the
            last crossing, 0 where there is none.
        """
        before, after = before + _ASIDE, after + _ASIDE
        move = (after - before)[:, None, :]
        start, end = before[:, None, :] - self._from, after[:, None, :] - self._from
        left, right = cross(self._along, start), cross(self._along, end)
        sign = (left < 0).astype(np.int64) - (right < 0).astype(np.int64)
        spans = (cross(move, -start) < 0) != (cross(move, self._to - before[:, None, :]) < 0)
        sign *= spans
        share = np.where(sign != 0, left / np.where(left == right, 1.0, left - right), 0.0)
        sums = np.add.reduceat(sign, self._first, axis=1) * self._is_seen
        return sums, np.maximum.reduceat(share, self._first, axis=1)


def _beyond(points: Points, size: tuple[int, int]) -> Points:
    """Let a line that reaches the picture's edge go on outside, where the ground points of cut boxes may lie.

    Not from an end that lies outside: that one was drawn there, or on another picture.
    """
    longer = points.copy()
    for end, inner in ((0, 1), (-1, -2)):
        x, y = points[end]
        if abs(min(x, y, size[0] - 1 - x, size[1] - 1 - y)) <= _EDGE * max(size):
            outward = points[end] - points[inner]
            longer[end] += outward * (max(size) / max(float(np.hypot(*outward)), 1.0))
    return longer


class Zones:
    """All polygons of a scene.

    Attributes:
        headings: (zones, 2) unit vectors of legal travel, zeros where there is none.
    """

    def __init__(self, settings: Sequence[Zone], points: Sequence[Points], scale: Floats) -> None:
        self.settings = tuple(settings)
        self.points = tuple(points)
        self._from: Floats = np.concatenate(points) if points else np.empty((0, 2))
        self._to: Floats = np.concatenate([np.roll(p, -1, axis=0) for p in points]) if points else np.empty((0, 2))
        rise = self._to[:, 1] - self._from[:, 1]
        self._slope = (self._to[:, 0] - self._from[:, 0]) / np.where(rise == 0, 1.0, rise)
        self._first = np.cumsum([0, *(len(p) for p in points)])[:-1]
        self.headings = np.array([_unit(zone, scale) for zone in settings]).reshape(-1, 2)

    def __len__(self) -> int:
        return len(self.settings)

    def of_kind(self, kind: str) -> tuple[int, ...]:
        """Columns of the zones of one kind."""
        return tuple(k for k, zone in enumerate(self.settings) if zone.kind == kind)

    def inside(self, points: Points) -> NDArray[np.bool_]:
        """(n, zones) whether each of (n, 2) points lies within each polygon (even-odd rule)."""
        if not len(self) or not len(points):
            return np.zeros((len(points), len(self)), bool)
        x, y = points[:, :1], points[:, 1:]
        spans = (self._from[:, 1] > y) != (self._to[:, 1] > y)
        left_of = x < self._from[:, 0] + (y - self._from[:, 1]) * self._slope
        return np.bitwise_xor.reduceat(spans & left_of, self._first, axis=1)


def _unit(zone: Zone, scale: Floats) -> Floats:
    if zone.heading is None:
        return np.zeros(2)
    vector = (np.array(zone.heading[1]) - np.array(zone.heading[0])) * scale
    length = float(np.hypot(vector[0], vector[1]))
    return vector / length if length else np.zeros(2)
