"""What of a scene another one still has as it was: what is under way there goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ground_plane import GroundPlane
    from core.scene.geometry import Geometry
    from core.types import Points

_SAME: Final = 1e-3  # pixels; the same place in pixels and relative to the picture


@dataclass(frozen=True, slots=True)
class Kept:
    """See the module.

    Attributes:
        lines, zones: columns in the new scene by columns in the old one.
        line_ids, zone_ids: the same by name.
        zones_alike: the new scene has exactly the old one's zones, in their order.
        road: the same pixels are the same metres.
    """

    lines: Mapping[int, int] = field(default_factory=dict)
    zones: Mapping[int, int] = field(default_factory=dict)
    line_ids: frozenset[str] = frozenset()
    zone_ids: frozenset[str] = frozenset()
    zones_alike: bool = False
    road: bool = False


def kept(old: Geometry, new: Geometry) -> Kept:
    """Compare two scenes of one camera at one frame size.

    A line is the same while its name and its place are: what is asked of those who cross it may change.
    """
    lines, zones = _same_lines(old, new), _same_zones(old, new)
    count = len(new.zones)
    return Kept(
        lines,
        zones,
        frozenset(new.lines.settings[k].id for k in lines.values()),
        frozenset(new.zones.settings[k].id for k in zones.values()),
        len(old.zones) == count and zones == {k: k for k in range(count)},
        _same_road(old.plane, new.plane),
    )


def _same_lines(old: Geometry, new: Geometry) -> dict[int, int]:
    columns = {line.id: k for k, line in enumerate(new.lines.settings)}
    return {
        k: columns[line.id]
        for k, line in enumerate(old.lines.settings)
        if line.id in columns and _same_place(old.lines.points[k], new.lines.points[columns[line.id]])
    }


def _same_zones(old: Geometry, new: Geometry) -> dict[int, int]:
    columns = {(zone.id, zone.kind): k for k, zone in enumerate(new.zones.settings)}
    found = ((k, columns.get((zone.id, zone.kind))) for k, zone in enumerate(old.zones.settings))
    return {
        k: column
        for k, column in found
        if column is not None
        and _same_place(old.zones.points[k], new.zones.points[column])
        and np.allclose(old.zones.headings[k], new.zones.headings[column])
    }


def _same_place(old: Points, new: Points) -> bool:
    return old.shape == new.shape and bool(np.abs(old - new).max() < _SAME)


def _same_road(old: GroundPlane | None, new: GroundPlane | None) -> bool:
    if old is None or new is None:
        return old is new
    return bool(np.allclose(old.matrix, new.matrix, rtol=1e-9, atol=0)) and old.error == new.error
