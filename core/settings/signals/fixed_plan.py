"""A plan that repeats."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from core.settings.basics import Strict
from core.settings.signals.kind import SignalKind, SignalSettings
from core.words import Words


class Phase(Strict):
    """One interval of a fixed signal plan."""

    state: Literal["green", "amber", "red"]
    seconds: Annotated[float, Field(gt=0)]


class FixedPlanSignal(SignalSettings):
    """A signal that repeats a plan: at time t the plan stands at (t - offset) modulo its length."""

    kind: Literal["fixed_plan"]
    phases: Annotated[list[Phase], Field(min_length=1)]
    offset: float = Field(0.0, description="Start of any cycle, in seconds since 1970-01-01 UTC.")


KIND: Final = SignalKind(
    name="fixed_plan",
    settings=FixedPlanSignal,
    label=Words("Fixed-time plan", "Festzeitplan"),
    source="repeating plan",
    keys="`phases: [{state, seconds}]`, `offset`: start of any cycle, in seconds since 1970",
    new={  # the seconds are there to be corrected
        "phases": [
            {"state": "green", "seconds": 30},
            {"state": "amber", "seconds": 3},
            {"state": "red", "seconds": 30},
        ]
    },
    order=1,
)
