"""What a camera cannot do with its scene, in words: a rule that never fires must not look like a quiet road."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from core.rules import registry
from core.rules.limitation import CLOSER, Limitation, covers
from core.scene.fineness import COARSE, metres_a_pixel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.scene import Geometry
    from core.settings.models import Camera
    from core.settings.scene import Scene
    from core.types import Points

_STEPS: Final = np.linspace(0.0, 1.0, 11)


def limits(camera: Camera, geometry: Geometry) -> tuple[str, ...]:
    """What a camera's rules and its speeds cannot see in its scene, each with what to do about it.

    Args:
        camera: with scene and rules.
        geometry: its scene in pixels.
    """
    return tuple(map(str, (*registry.limits(camera, geometry), *_speeds(camera.scene, geometry))))


def _speeds(scene: Scene, geometry: Geometry) -> Iterator[Limitation]:
    if geometry.plane is None:
        return
    for line, points in zip(scene.lines, geometry.lines.points, strict=True):
        coarse = float(np.median(metres_a_pixel(geometry.plane, _along(points))))
        if not np.isfinite(coarse):
            yield Limitation(f"speeds are not measured at line '{line.id}': {covers(coarse)}", CLOSER)
        elif coarse > COARSE:
            yield Limitation(f"speeds at line '{line.id}' are imprecise: {covers(coarse)}", CLOSER)


def _along(points: Points) -> Points:
    """Places all along a line."""
    pieces = [a + (b - a) * _STEPS[:, None] for a, b in pairwise(points)]
    found: Points = np.concatenate(pieces)
    return found
