"""Tells that somebody has turned a camera, so that what was drawn on its picture no longer fits."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from core import local_time
from core.standpoint import Standpoint, small

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.settings.scene import Scene
    from core.types import Frame

_LOOK: Final = 1.0  # seconds between two looks


class CameraMoved:
    """Looks at one camera's frames.

    Args:
        zone: whose time is told; without it the machine's.
    """

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone or local_time.zone()
        self._standpoint = Standpoint()
        self._looked, self._ahead = -math.inf, 0.0

    def see(self, frame: Frame) -> None:
        """Take a frame; frames must come in order."""
        if abs(frame.time - self._looked) >= _LOOK:
            self._looked, self._ahead = frame.time, frame.ahead
            self._standpoint.see(small(frame.image), frame.time)

    def anew(self) -> None:
        """What is drawn fits what is seen from now on."""
        self._standpoint.anew()

    def notice(self, scene: Scene) -> str | None:
        """That it was moved, when, and what to do; None where nothing is drawn, or the camera looks where it did."""
        moved = self._standpoint.moved
        if moved is None or not (scene.lines or scene.zones or scene.signals or scene.calibration):
            return None
        at, now = (datetime.fromtimestamp(t + self._ahead, UTC).astimezone(self._zone) for t in (moved, self._looked))
        when = f"at {at:%H:%M}" if at.date() == now.date() else f"on {at:%Y-%m-%d} at {at:%H:%M}"
        return f"the camera was moved {when}: lines and zones no longer fit \u2014 turn it back, or draw them anew"
