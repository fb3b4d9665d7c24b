"""Near misses."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from core.settings.rules.facts import POINT, SPEED
from core.settings.rules.kind import RuleKind, RuleSettings
from core.words import Words


class NearMiss(RuleSettings):
    """Two road users whose paths cross almost at the same time; found where the scene is calibrated."""

    pet: Annotated[float, Field(gt=0, le=5)] = Field(
        1.5, description="Maximum post-encroachment time in seconds between the first and the second road user."
    )
    min_speed_kmh: Annotated[float, Field(ge=0)] = Field(
        10.0, description="Minimum speed of a motor vehicle involved, in km/h."
    )


KIND: Final = RuleKind(
    name="near_miss",
    settings=NearMiss,
    title=Words("Near miss", "Beinaheunfall"),
    label=Words("Near miss", "Beinaheunfall"),
    severity="warning",
    per_hour=10,
    needs="a calibration",
    thresholds={
        "pet": Words("Maximum time gap (s)", "Größter Zeitabstand (s)"),
        "min_speed_kmh": Words("Minimum vehicle speed (km/h)", "Mindestgeschwindigkeit des Fahrzeugs (km/h)"),
    },
    facts={
        "pet_seconds": Words("Time gap (PET)", "Zeitabstand (PET)"),
        "max_pet_seconds": Words("Limit", "Grenzwert"),
        "speed_kmh": SPEED,
        "first_track": Words("First road user", "Erster Beteiligter"),
        "first_class": Words("Class of first road user", "Klasse des ersten Beteiligten"),
        "first_speed_kmh": Words("Speed of first road user", "Geschwindigkeit des ersten Beteiligten"),
        "angle_degrees": Words("Angle", "Winkel"),
        "point": POINT,
    },
    momentary=True,
)
