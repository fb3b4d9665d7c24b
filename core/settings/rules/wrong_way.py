"""Wrong-way driving."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from core.settings.rules.facts import LINE, POINT, SPEED, ZONE
from core.settings.rules.kind import ForVehicles, RuleKind
from core.words import Words


class WrongWay(ForVehicles):
    """Driving against a lane's heading or over a line in the direction that is not allowed."""

    min_seconds: Annotated[float, Field(ge=0)] = Field(0.6, description="Minimum duration in a lane zone, in seconds.")


KIND: Final = RuleKind(
    name="wrong_way",
    settings=WrongWay,
    title=Words("Driving the wrong way", "Falschfahrt"),
    label=Words("Wrong way", "Falschfahrt"),
    severity="critical",
    per_hour=3,
    needs="a lane with a heading or a line with `allowed`",
    thresholds={"min_seconds": Words("Minimum duration (s)", "Mindestdauer (s)")},
    facts={
        "zone": ZONE,
        "heading": Words("Permitted heading", "Zulässige Richtung"),
        "seconds_against": Words("Duration against traffic", "Dauer gegen die Fahrtrichtung"),
        "travelled_px": Words("Distance travelled", "Zurückgelegte Strecke"),
        "min_seconds": Words("Minimum duration", "Mindestdauer"),
        "line": LINE,
        "direction": Words("Crossing direction", "Fahrtrichtung"),
        "allowed": Words("Permitted direction", "Zulässige Richtung"),
        "point": POINT,
        "speed_px_s": SPEED,
        "speed_kmh": SPEED,
    },
)
