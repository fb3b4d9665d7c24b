"""What a camera's rules cannot do with its scene, in words: a rule that never fires must not look like a quiet road."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from core.scene.fineness import COARSE, metres_a_pixel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.scene import Geometry
    from core.settings.models import Camera, Rules
    from core.settings.scene import Scene
    from core.types import Points

_STEPS: Final = np.linspace(0.0, 1.0, 11)
_CLOSER: Final = "move the camera closer, or zoom in"


def limits(camera: Camera, geometry: Geometry) -> tuple[str, ...]:
    """What the rules of a camera cannot see in its scene, each with what to do about it.

    What is on by default and needs something that nobody has drawn is silent: only what was asked for is missed.

    Args:
        camera: with scene and rules.
        geometry: its scene in pixels.
    """
    scene, rules = camera.scene, camera.rules
    return (*_red_light(scene, rules), *_wrong_way(scene, rules), *_on_the_road(scene, rules, geometry))


def _red_light(scene: Scene, rules: Rules) -> Iterator[str]:
    if not rules.red_light.enabled:
        return
    for line in scene.lines:
        if line.signal is not None and line.kind != "stop":
            yield (
                f"line '{line.id}' has a signal but is not a stop line: red-light running is not detected there — "
                "make it a stop line (kind: stop)"
            )
    asked = bool(scene.signals) or _is_asked_for(rules, "red_light")
    if asked and not any(line.signal is not None for line in scene.lines):
        yield "red-light running is not detected: no stop line has a signal — assign a signal to a stop line"


def _wrong_way(scene: Scene, rules: Rules) -> Iterator[str]:
    if not rules.wrong_way.enabled:
        return
    headed = [zone for zone in scene.zones if zone.heading is not None]
    for zone in headed:
        if zone.kind != "lane":
            yield (
                f"zone '{zone.id}' has a direction of travel but is not a lane: wrong-way driving is not detected "
                "there — make it a lane (kind: lane)"
            )
    one_way = any(line.allowed != "both" for line in scene.lines)
    if _is_asked_for(rules, "wrong_way") and not headed and not one_way:
        yield (
            "wrong-way driving is not detected: no lane has a direction of travel and no line a permitted direction — "
            "draw a lane with a direction, or set the permitted direction of a line"
        )


def _on_the_road(scene: Scene, rules: Rules, geometry: Geometry) -> Iterator[str]:
    """What needs metres."""
    if geometry.plane is None:
        if rules.near_miss.enabled and _is_asked_for(rules, "near_miss"):
            yield "near misses are not detected without calibration — calibrate the scene"
        return
    if rules.near_miss.enabled:
        for name, places in _crossed(geometry):
            coarse = float(np.median(metres_a_pixel(geometry.plane, places)))
            if coarse > COARSE:
                yield f"near misses are not detected in zone '{name}': {_covers(coarse)} — {_CLOSER}"
    for line, points in zip(scene.lines, geometry.lines.points, strict=True):
        coarse = float(np.median(metres_a_pixel(geometry.plane, _along(points))))
        if not np.isfinite(coarse):
            yield f"speeds are not measured at line '{line.id}': {_covers(coarse)} — {_CLOSER}"
        elif coarse > COARSE:
            yield f"speeds at line '{line.id}' are imprecise: {_covers(coarse)} — {_CLOSER}"


def _is_asked_for(rules: Rules, name: str) -> bool:
    return name in rules.model_fields_set


def _crossed(geometry: Geometry) -> Iterator[tuple[str, Points]]:
    """The zones where paths cross, by name, with places all over them."""
    zones = geometry.zones
    for column in (*zones.of_kind("junction"), *zones.of_kind("crosswalk")):
        low, high = zones.points[column].min(axis=0), zones.points[column].max(axis=0)
        across, down = np.meshgrid(*(a + (b - a) * _STEPS for a, b in zip(low, high, strict=True)))
        grid = np.column_stack([across.ravel(), down.ravel()])
        yield zones.settings[column].id, grid[zones.inside(grid)[:, column]]


def _along(points: Points) -> Points:
    """Places all along a line."""
    pieces = [a + (b - a) * _STEPS[:, None] for a, b in pairwise(points)]
    found: Points = np.concatenate(pieces)
    return found


def _covers(metres: float) -> str:
    if not np.isfinite(metres):
        return "it lies beyond the horizon of the calibration"
    return f"a pixel covers {metres:.1f} m of road there"
