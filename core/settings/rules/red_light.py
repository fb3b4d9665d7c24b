"""Red-light running."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from core.settings.rules.facts import LINE, POINT, SPEED
from core.settings.rules.kind import ForVehicles, RuleKind
from core.words import Words


class RedLight(ForVehicles):
    """Red-light running: a vehicle crosses a stop line forward while its signal is red."""

    grace: Annotated[float, Field(ge=0)] = Field(0.5, description="Grace period in seconds after the signal turns red.")


KIND: Final = RuleKind(
    name="red_light",
    settings=RedLight,
    title=Words("Red light running", "Rotlichtverstoß"),
    label=Words("Red light", "Rotlicht"),
    severity="critical",
    per_hour=10,
    needs="a stop line with a signal",
    thresholds={"grace": Words("Grace period (s)", "Toleranzzeit (s)")},
    facts={
        "line": LINE,
        "signal": Words("Signal", "Signal"),
        "state": Words("Signal state", "Signalzustand"),
        "seconds_into_red": Words("Time into red", "Zeit nach Rotbeginn"),
        "grace": Words("Grace period", "Toleranzzeit"),
        "point": POINT,
        "speed_px_s": SPEED,
        "speed_kmh": SPEED,
        "seconds_observed": Words("Observation time", "Beobachtungsdauer"),
        "left_at": Words("Last position", "Letzte Position"),
    },
)
