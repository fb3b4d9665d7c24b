"""Whether a scene fits the picture: what was drawn on a picture of another size lies beside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from core.scene.geometry import Geometry
    from core.settings.scene import Scene
    from core.types import Points

#: Share of a line's length outside the picture from which on it does not fit.
_LENGTH: Final = 0.1
#: The same of an area, or of the points of a calibration; zones are often drawn larger than what is in view.
_AREA: Final = 0.5
_STEPS: Final = np.linspace(0.0, 1.0, 101)[:, None, None]
_MOST_NAMED: Final = 3


def misfit(scene: Scene, geometry: Geometry, first: tuple[int, int]) -> str | None:
    """What of `scene` does not fit the picture, and what to do; None if all does, as always with `units: relative`.

    More than a tenth of a line's length counts as outside, more than half of the area of a zone or a signal's lamp, and
    more than half of the points of the calibration. Of two sizes of one camera only one can be what was drawn on.

    Args:
        scene: what was drawn.
        geometry: it in pixels of the picture.
        first: width and height of the camera's first picture.
    """
    size, names = (geometry.width, geometry.height), list(_outside(scene, geometry))
    if names:
        lie, them = ("lies", "it") if len(names) == 1 else ("lie", "them")
        return f"{_listed(names)} {lie} outside the {_by(size)} image — redraw {them}, or use units: relative"
    if size != first and scene.units == "pixels" and (scene.lines or scene.zones or scene.calibration):
        return f"the image size changed from {_by(first)} to {_by(size)}; the scene is in pixels — use units: relative"
    return None


def length_outside(points: Points, size: tuple[int, int]) -> float:
    """Share of a poly-line's length outside the picture, to about a hundredth of a piece.

    Args:
        points: (n, 2) pixels.
        size: width and height of the picture, pixels.
    """
    along = np.diff(points, axis=0)
    lengths = np.hypot(along[:, 0], along[:, 1])
    outside = _are_outside(points[:-1] + _STEPS * along, size).mean(axis=0)
    return float(outside @ lengths / max(float(lengths.sum()), 1e-12))


def area_outside(points: Points, size: tuple[int, int]) -> float:
    """Share of a polygon's area outside the picture, by clipping it (Sutherland and Hodgman 1974).

    Args:
        points: (n, 2) pixels.
        size: width and height of the picture, pixels.
    """
    inside = points
    for axis in (0, 1):
        inside = _cut(inside, inside[:, axis])
        inside = _cut(inside, size[axis] - inside[:, axis])
    return 1.0 - _area(inside) / max(_area(points), 1e-12)


def _outside(scene: Scene, geometry: Geometry) -> Iterator[str]:
    """Names of what does not fit."""
    size = geometry.width, geometry.height
    for line, points in zip(scene.lines, geometry.lines.points, strict=True):
        if length_outside(points, size) > _LENGTH:
            yield f"line '{line.id}'"
    for zone, points in zip(scene.zones, geometry.zones.points, strict=True):
        if area_outside(points, size) > _AREA:
            yield f"zone '{zone.id}'"
    for signal in scene.signals:
        if any(area_outside(geometry.pixels(points), size) > _AREA for points in signal.shapes().values()):
            yield f"signal '{signal.id}'"
    if scene.calibration is not None:
        places = geometry.pixels([pair.image for pair in scene.calibration.points])
        if _are_outside(places, size).mean() > _AREA:
            yield "the calibration"


def _are_outside(places: Points, size: tuple[int, int]) -> NDArray[np.bool_]:
    beyond: NDArray[np.bool_] = (places < 0) | (places > np.array(size))
    either: NDArray[np.bool_] = beyond[..., 0] | beyond[..., 1]
    return either


def _cut(points: Points, depth: Points) -> Points:
    """The part of a polygon where `depth`, which is linear in the place, is not negative."""
    kept = []
    for k, (place, here) in enumerate(zip(points, depth.tolist(), strict=True)):
        after, there = points[(k + 1) % len(points)], float(depth[(k + 1) % len(points)])
        if here >= 0:
            kept.append(place)
        if here * there < 0:
            kept.append(place + here / (here - there) * (after - place))
    return np.array(kept).reshape(-1, 2)


def _area(points: Points) -> float:
    return cv2.contourArea(points.astype(np.float32)) if len(points) else 0.0


def _by(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def _listed(names: Sequence[str]) -> str:
    """Some of the names, and how many more there are."""
    more = len(names) - _MOST_NAMED
    shown = [*names[:_MOST_NAMED], f"{more} more"] if more > 0 else list(names)
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
