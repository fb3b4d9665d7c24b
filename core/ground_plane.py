"""The road as a plane in metres: the homography between it and the picture, from pairs of points.

Source: Hartley and Zisserman, Multiple View Geometry (2004), ch. 4; normalised before the fit as in 4.4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.types import Points

Unfit: TypeAlias = Literal[
    "points_lacking",
    "image_twice",
    "ground_twice",
    "image_on_line",
    "ground_on_line",
    "no_plane",
    "horizon",
    "contradict",
]
_PAIRS: Final = 4  # of points; they give the eight numbers of a homography
_NARROW: Final = 0.01  # width of a set of points in that of its length: below, it is a line
_POOR: Final = 0.03  # root mean square of the residuals in the extent of the points


class UnfitError(ValueError):
    """The pairs give no usable plane.

    Args:
        what: why, in words.
        remedy: what to do about it.
        kind: why, for those who have words of their own.
        about: numbers in it: points (counted from 1) and metres.
    """

    def __init__(self, what: str, remedy: str, kind: Unfit, **about: float) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.kind: Unfit = kind
        self.about = about


@dataclass(frozen=True, slots=True)
class GroundPlane:
    """Where points of the picture lie on the road.

    Attributes:
        matrix: (3, 3), from homogeneous picture coordinates to metres; the third is positive below the horizon.
        error: standard deviation of one coordinate of a pair, metres; 0 with four pairs, which always fit.
    """

    matrix: NDArray[np.float64]
    error: float

    def metres(self, points: Points) -> Points:
        """(n, 2) metres of (n, 2) picture points; NaN for points on or above the horizon."""
        mapped = np.column_stack([points, np.ones(len(points))]) @ self.matrix.T
        depth = np.where(mapped[:, 2:] > 0, mapped[:, 2:], np.nan)
        found: Points = mapped[:, :2] / depth
        return found


def fit(picture: Points, ground: Points) -> GroundPlane:
    """The plane through pairs of points, by least squares on the ground.

    Args:
        picture: (n, 2) points in the picture, in any unit.
        ground: (n, 2) the same points on the road, metres.

    Raises:
        UnfitError: there are too few pairs, they lie on a line, or they contradict each other.
    """
    _check_places(picture, "image")
    _check_places(ground, "ground")
    from_picture, from_ground = _normalising(picture), _normalising(ground)
    found, _ = cv2.findHomography(_moved(picture, from_picture), _moved(ground, from_ground))
    if found is None:
        raise UnfitError(
            "the reference points do not define a road plane", "spread the points over the road surface", "no_plane"
        )
    plane = GroundPlane(np.linalg.inv(from_ground) @ found @ from_picture, 0.0)
    away = np.hypot(*(plane.metres(picture) - ground).T)
    if np.isnan(away).any():
        raise UnfitError(
            "the horizon would run between the reference points",
            "check that each image point has its own ground point",
            "horizon",
        )
    _check_residuals(away, ground)
    freedom = 2 * len(ground) - 2 * _PAIRS
    return GroundPlane(plane.matrix, float(np.sqrt((away**2).sum() / freedom)) if freedom else 0.0)


def _check_places(points: Points, name: Literal["image", "ground"]) -> None:
    """Refuse what does not fix a plane: that takes four points of which no three lie on a line."""
    if len(points) < _PAIRS:
        raise UnfitError(
            f"calibration requires at least {_PAIRS} reference points; {len(points)} given",
            "add points",
            "points_lacking",
            have=len(points),
        )
    if len(np.unique(points, axis=0)) < len(points):
        one, other = _same(points)
        raise UnfitError(
            f"points[{one}] and points[{other}] have the same {name} coordinates",
            "correct or remove one of them",
            "image_twice" if name == "image" else "ground_twice",
            one=one + 1,
            other=other + 1,
        )
    if any(_on_a_line(np.delete(points, k, axis=0)) for k in range(len(points))):
        raise UnfitError(
            f"the {name} coordinates of all points, or of all but one, lie on a line",
            "choose points on both sides of the road, near and far",
            "image_on_line" if name == "image" else "ground_on_line",
        )


def _same(points: Points) -> tuple[int, int]:
    """The first two points at one place."""
    return next((i, j) for j in range(len(points)) for i in range(j) if np.array_equal(points[i], points[j]))


def _on_a_line(points: Points) -> bool:
    length, width = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    return bool(width <= _NARROW * length)


def _check_residuals(away: NDArray[np.float64], ground: Points) -> None:
    typical, extent = float(np.sqrt((away**2).mean())), float(np.hypot(*np.ptp(ground, axis=0)))
    if typical > _POOR * extent:
        worst = int(away.argmax())
        raise UnfitError(
            f"the reference points do not fit together: typical error {typical:.2g} m, largest {away[worst]:.2g} m at"
            f" points[{worst}]",
            "correct that point, or use points on one flat surface",
            "contradict",
            typical=typical,
            point=worst + 1,
            away=float(away[worst]),
        )


def _normalising(points: Points) -> NDArray[np.float64]:
    """Moves the points' centre to 0 and their mean distance from it to about 1."""
    centre = points.mean(axis=0)
    scale = 1 / np.hypot(*(points - centre).T).mean()
    return np.array([[scale, 0, -scale * centre[0]], [0, scale, -scale * centre[1]], [0, 0, 1]])


def _moved(points: Points, by: NDArray[np.float64]) -> Points:
    moved: Points = points @ by[:2, :2].T + by[:2, 2]
    return moved
