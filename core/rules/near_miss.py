"""Near miss: the paths of two road users cross, and the second is there within `pet` seconds of the first.

For the time between them see `core.scene.encounters`. Their directions differ by 30 to 150 degrees: below, one follows
the other (Gettman et al., Surrogate Safety Assessment Model, FHWA-HRT-08-051, 2008), above, they pass each other. One
of them is a motor vehicle that goes at `min_speed_kmh` or faster.

Only in calibrated scenes, and not for what a detector cannot name. The second road user is the violation's track, which
says nothing about whose fault it was. It happens in an instant, once for each two tracks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from core.rules.case import Case, Place, pixels
from core.rules.limitation import CLOSER, Drawn, Limitation, covers
from core.rules.registry import RuleType
from core.scene import EncounterMeter
from core.scene.fineness import COARSE, metres_a_pixel
from core.types import CLASS_IDS, CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events import Violation
    from core.ground_plane import GroundPlane
    from core.rules.context import Context
    from core.scene import Encounter, Geometry, Kept
    from core.settings.rules.near_miss import NearMiss
    from core.settings.scene import Scene
    from core.types import Points

_ANGLES: Final = (30.0, 150.0)  # degrees
_MOTOR: Final = frozenset(CLASS_IDS[name] for name in ("car", "truck", "bus", "motorcycle"))
_NAMELESS: Final = CLASS_IDS["object"]
_KNOWN: Final = 60.0  # seconds for which two tracks are remembered to have had one
_STEPS: Final = np.linspace(0.0, 1.0, 11)  # across a zone, where its fineness is looked at
_SHOWN: Final = 3.0  # seconds for which the two are marked in the picture


class NearMissRule:
    """One camera's near-miss rule.

    Args:
        place: whose rule.
        settings: the thresholds.
        plane: the road in metres.
        size: width and height of the picture, pixels.
    """

    def __init__(self, place: Place, settings: NearMiss, plane: GroundPlane, size: tuple[int, int]) -> None:
        self._place = place
        self._settings = settings
        self._meter = EncounterMeter(plane, size, settings.pet)
        self._told: dict[tuple[int, int], float] = {}  # when, by the two tracks
        self._time = 0.0

    def update(self, context: Context) -> list[Violation]:
        """Near misses that are known in this frame."""
        self._time = context.time
        self._meter.forget(context.ended)
        movers = [mover for mover in context.movers.values() if mover.track.cls != _NAMELESS]
        found = self._meter.update([m.track for m in movers], [m.point for m in movers], context.time)
        near = [encounter for encounter in found if self._is_near_miss(encounter)]
        if near:
            self._told = {both: time for both, time in self._told.items() if context.time - time < _KNOWN}
        return [self._event(encounter) for encounter in near if self._is_new(encounter)]

    def _is_near_miss(self, encounter: Encounter) -> bool:
        speeds = zip(encounter.classes, encounter.kmh, strict=True)
        fastest = max((speed for cls, speed in speeds if cls in _MOTOR), default=0.0)
        return _ANGLES[0] <= encounter.degrees <= _ANGLES[1] and fastest >= self._settings.min_speed_kmh

    def _is_new(self, encounter: Encounter) -> bool:
        both = (min(encounter.tracks), max(encounter.tracks))
        known, self._told[both] = both in self._told, self._time
        return not known

    def _event(self, encounter: Encounter) -> Violation:
        (first, second), (first_class, second_class) = encounter.tracks, (CLASSES[cls] for cls in encounter.classes)
        facts: dict[str, Any] = {
            "pet_seconds": round(encounter.pet, 2),
            "max_pet_seconds": self._settings.pet,
            "speed_kmh": round(encounter.kmh[1], 1),
            "first_track": first,
            "first_class": first_class,
            "first_speed_kmh": round(encounter.kmh[0], 1),
            "angle_degrees": round(encounter.degrees),
            "point": pixels(encounter.point),
        }
        case = Case(self._place, "near_miss", f"{first}/{second}", second, second_class, encounter.time, facts)
        return case.event("new", self._time)

    def take_over(self, before: NearMissRule, kept: Kept) -> None:
        """Who was told of already and, on the same road, where everybody was."""
        self._told, self._time = before._told, before._time
        if kept.road:
            self._meter.take_over(before._meter)

    def finish(self, time: float) -> list[Violation]:
        """Nothing is open."""
        self._time = time
        return []

    def offenders(self) -> set[int]:
        """Both tracks of the latest near misses."""
        return {track for both, time in self._told.items() if self._time - time < _SHOWN for track in both}


def _able(scene: Scene) -> bool:
    return scene.calibration is not None


def _build(place: Place, settings: NearMiss, geometry: Geometry) -> NearMissRule | None:
    if geometry.plane is None:
        return None
    return NearMissRule(place, settings, geometry.plane, (geometry.width, geometry.height))


def _limits(drawn: Drawn) -> Iterator[Limitation]:
    plane = drawn.geometry.plane
    if plane is None:
        if drawn.asked:
            yield Limitation("near misses are not detected without calibration", "calibrate the scene")
        return
    for name, places in _crossed(drawn.geometry):
        coarse = float(np.median(metres_a_pixel(plane, places)))
        if coarse > COARSE:
            yield Limitation(f"near misses are not detected in zone '{name}': {covers(coarse)}", CLOSER)


def _crossed(geometry: Geometry) -> Iterator[tuple[str, Points]]:
    """The zones where paths cross, by name, with places all over them."""
    zones = geometry.zones
    for column in (*zones.of_kind("junction"), *zones.of_kind("crosswalk")):
        low, high = zones.points[column].min(axis=0), zones.points[column].max(axis=0)
        across, down = np.meshgrid(*(a + (b - a) * _STEPS for a, b in zip(low, high, strict=True)))
        grid = np.column_stack([across.ravel(), down.ravel()])
        yield zones.settings[column].id, grid[zones.inside(grid)[:, column]]


RULE: Final = RuleType(_able, _build, limits=_limits)
