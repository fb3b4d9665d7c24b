"""The camera on its pole: a pinhole without distortion, looking down on the junction from the south-west."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE: Final = (1280, 720)
NEAR: Final = 2.0  # metres; what is nearer to the lens plane is not drawn


class Camera:
    """A pinhole camera (Hartley and Zisserman, Multiple View Geometry, ch. 6).

    Args:
        eye: place of the lens in the world, metres.
        azimuth: direction of view, degrees from east towards north.
        pitch: degrees below the horizontal.
        focal: focal length in pixels.
    """

    def __init__(self, eye: tuple[float, float, float], azimuth: float, pitch: float, focal: float) -> None:
        self.eye = eye
        self.focal = focal
        yaw, down = math.radians(azimuth), math.radians(pitch)
        forward = np.array([math.cos(down) * math.cos(yaw), math.cos(down) * math.sin(yaw), -math.sin(down)])
        right = np.array([math.sin(yaw), -math.cos(yaw), 0.0])
        self._axes = np.stack([right, np.cross(forward, right), forward])

    def view(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(…, 3) world points in the camera's frame: right, down, forward, metres."""
        viewed: NDArray[np.float64] = (points - np.array(self.eye)) @ self._axes.T
        return viewed

    def pixels(self, viewed: NDArray[np.float64]) -> NDArray[np.float64]:
        """(…, 2) pixels of points in the camera's frame; they must lie before the lens."""
        flat = viewed[..., :2] / viewed[..., 2:] * self.focal
        pixels: NDArray[np.float64] = flat + np.array([SIZE[0] / 2, SIZE[1] / 2])
        return pixels

    def project(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(…, 2) pixels of (…, 3) world points, all of them before the lens."""
        return self.pixels(self.view(points))

    def safe(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same for points some of which may lie behind the lens: those end up far outside the picture."""
        viewed = self.view(points)
        viewed[..., 2] = np.maximum(viewed[..., 2], NEAR)
        return self.pixels(viewed)

    def ground(self, x: float, y: float) -> tuple[float, float]:
        """Pixel of a point on the ground."""
        u, v = self.project(np.array([x, y, 0.0]))
        return float(u), float(v)

    def polygon(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels (m, 2) of a polygon (n, 3), clipped to what lies before the lens and not far outside the picture."""
        viewed = self.view(points)
        for plane, least in _CLIP:
            viewed = _clipped(viewed, viewed @ plane - least)
        return self.pixels(viewed)


_CLIP: Final = (
    (np.array([0.0, 0.0, 1.0]), NEAR),
    (np.array([1.0, 0.0, 2.5]), 0.0),
    (np.array([-1.0, 0.0, 2.5]), 0.0),
    (np.array([0.0, -1.0, 2.5]), 0.0),
)


def _clipped(corners: NDArray[np.float64], inside: NDArray[np.float64]) -> NDArray[np.float64]:
    """Polygon cut at one plane (Sutherland and Hodgman 1974); `inside` is negative beyond it."""
    if (inside >= 0).all():
        return corners
    kept = []
    for k, corner in enumerate(corners):
        onward = (k + 1) % len(corners)
        if inside[k] >= 0:
            kept.append(corner)
        if (inside[k] >= 0) != (inside[onward] >= 0):
            kept.append(corner + (corners[onward] - corner) * inside[k] / (inside[k] - inside[onward]))
    return np.array(kept).reshape(-1, 3)


CAMERA: Final = Camera(eye=(-27.5, -32.0, 15.0), azimuth=48.5, pitch=21.0, focal=735.0)
