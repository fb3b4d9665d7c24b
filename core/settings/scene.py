"""What the camera looks at: counting lines, stop lines, zones and signals, in pixels or relative to the picture."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Point = tuple[float, float]
#: Names end up in topics, tags and file names: printable, no control characters, bounded.
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f/+#\\]+$")]
Direction = Literal["forward", "backward"]
SignalState = Literal["green", "amber", "red", "unknown"]


class Strict(BaseModel):
    """Base of all settings: unknown keys are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Line(Strict):
    """A directed line. Forward is crossing from the left to the right of a walk from the first point to the last."""

    id: Name
    points: Annotated[list[Point], Field(min_length=2, max_length=16)]
    kind: Literal["count", "stop"] = "count"
    signal: Name | None = Field(None, description="For a stop line: the signal that governs forward crossings.")
    allowed: Literal["both", "forward", "backward"] = Field(
        "both", description="The direction in which vehicles may cross; the other one is a wrong-way violation."
    )


class Zone(Strict):
    """A polygon on the ground."""

    id: Name
    points: Annotated[list[Point], Field(min_length=3, max_length=64)]
    kind: Literal["junction", "lane", "crosswalk", "approach", "exit", "ignore"] = "junction"
    heading: tuple[Point, Point] | None = Field(
        None, description="For a lane: legal travel goes from the first point to the second."
    )


class Phase(Strict):
    """One interval of a fixed signal plan."""

    state: Literal["green", "amber", "red"]
    seconds: Annotated[float, Field(gt=0)]


class FixedPlanSignal(Strict):
    """A signal that repeats a plan: at time t the plan stands at (t - offset) modulo its length."""

    id: Name
    kind: Literal["fixed_plan"]
    phases: Annotated[list[Phase], Field(min_length=1)]
    offset: float = Field(0.0, description="Seconds since the epoch at which a cycle begins (any one of them).")


class VideoSignal(Strict):
    """A signal head seen in the picture; the brightest lamp decides."""

    id: Name
    kind: Literal["video"]
    red: Annotated[list[Point], Field(min_length=3)]
    amber: Annotated[list[Point], Field(min_length=3)] | None = None
    green: Annotated[list[Point], Field(min_length=3)]


class MqttSignal(Strict):
    """A signal state published by a controller: payload is a state or JSON {"state": ...}."""

    id: Name
    kind: Literal["mqtt"]
    topic: Annotated[str, Field(min_length=1)]
    stale_after: Annotated[float, Field(gt=0)] = 10.0


class SimulatorSignal(Strict):
    """A signal group of the simulated intersection."""

    id: Name
    kind: Literal["simulator"]
    group: Name


Signal = Annotated[
    FixedPlanSignal | VideoSignal | MqttSignal | SimulatorSignal, Field(discriminator="kind")
]


class Scene(Strict):
    """Everything drawn on one camera's picture."""

    units: Literal["pixels", "relative"] = "pixels"
    lines: list[Line] = []
    zones: list[Zone] = []
    signals: list[Signal] = []

    @model_validator(mode="after")
    def _references_exist(self) -> Scene:
        for group in (self.lines, self.zones, self.signals):
            _unique([item.id for item in group])
        known = {signal.id for signal in self.signals}
        for line in self.lines:
            if line.signal is not None and line.signal not in known:
                raise ValueError(f"line '{line.id}' names signal '{line.signal}', which is not among signals")
        return self


def _unique(ids: list[str]) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"id '{twice[0]}' is used twice; ids must differ")
