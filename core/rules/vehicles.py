"""Who may be accused of what only vehicles can do.

A detector that names no classes also sees people on foot. In a calibrated scene speed tells them apart; elsewhere
nothing does, and who may be on foot is not accused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.types import CLASS_IDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.trajectory import Speed
    from core.types import Track

_ON_FOOT: Final = 15.0  # km/h; joggers make ten to twelve
_SURELY: Final = 3.0  # standard errors that the speed must lie above it: people who meet or part are boxes that jump
_PERSON: Final = CLASS_IDS["person"]
_NAMELESS: Final = CLASS_IDS["object"]
_SPARED: Final = (
    "road users of unknown class, who may be pedestrians, are not checked for violations by vehicles — use a "
    "model, calibrate the scene, or set unclassified: true for these rules"
)


class Vehicles:
    """Tells vehicles from people on foot, by class and, where there is none, by speed.

    Args:
        speed: that of a track at a media time; None without calibration.
    """

    def __init__(self, speed: Callable[[int, float], Speed | None] | None) -> None:
        self._speed = speed
        self._spared = False

    def take_over(self, before: Vehicles) -> None:
        """Still say who went free, unless speed tells now."""
        self._spared = before._spared and self._speed is None

    @property
    def notice(self) -> str | None:
        """Says so, with remedies, once somebody went free because there is neither a class nor a speed to go by."""
        return _SPARED if self._spared else None

    def facts(self, track: Track, time: float, *, unclassified: bool) -> dict[str, float] | None:
        """What is known of the speed of a vehicle; None if neither class nor speed shows that it is one.

        Args:
            track: who it is about.
            time: media time at which its speed counts, seconds.
            unclassified: what has no class is taken for a vehicle.
        """
        if track.cls == _PERSON:
            return None
        speed = None if self._speed is None else self._speed(track.id, time)
        if track.cls == _NAMELESS and not unclassified:
            self._spared = self._spared or self._speed is None
            if speed is None or speed.kmh - _SURELY * speed.error < _ON_FOOT:
                return None
        return {} if speed is None else {"speed_kmh": round(speed.kmh, 1)}
