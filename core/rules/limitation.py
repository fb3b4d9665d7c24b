"""What a rule cannot do with a camera's scene: one that never fires must not look like a quiet road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from core.scene import Geometry
    from core.settings.scene import Scene

CLOSER: Final = "move the camera closer, or zoom in"


class Limitation(NamedTuple):
    """Something that a rule cannot see, and what to do about it."""

    what: str
    remedy: str

    def __str__(self) -> str:
        """As people read it."""
        return f"{self.what} — {self.remedy}"


class Drawn(NamedTuple):
    """What a rule is asked about: a scene, and where that is in the picture.

    Attributes:
        asked: the configuration names the rule. What is on by default and needs something that nobody has drawn is
            silent: only what was asked for is missed.
    """

    scene: Scene
    geometry: Geometry
    asked: bool


def covers(metres: float) -> str:
    """Why a place is too far away, by the metres of road that a pixel covers there."""
    if not np.isfinite(metres):
        return "it lies beyond the horizon of the calibration"
    return f"a pixel covers {metres:.1f} m of road there"
