"""The vocabulary: everything that is journalled, published and stored.

An event's `id` is deterministic: made from site, camera, kind, subject and start time, so a replay of the same
video gives the same ids, and a second delivery can be recognised. `phase` tells the lifecycle: one id is opened by
"new", may be refined by "update" and is closed by "end"; things that happen in an instant are a single "new".
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

#: Raised when a field is removed or changes meaning (major) or is added (minor).
SCHEMA_VERSION: Final = "1.1"

PhaseName = Literal["new", "update", "end"]

#: Text that becomes a tag of a time series: whatever the line protocol has no way to write is refused here.
Label = Annotated[str, Field(max_length=256, pattern=r"^[^\x00-\x1f\x7f-\x9f\\]*$")]


class _Strict(BaseModel):
    """Unknown fields are refused, values never change, and numbers are numbers (JSON has no NaN)."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, json_schema_serialization_defaults_required=True
    )


class Event(_Strict):
    """What all events share. Times are UTC on the media clock."""

    schema_version: Literal["1.0", "1.1"] = SCHEMA_VERSION  # what an older engine said is still understood
    id: str = Field(min_length=16, max_length=64)
    phase: PhaseName = "new"
    site: Label
    camera: Label
    time: AwareDatetime


class SeenObject(_Strict):
    """One road user in a detection event; box is x1, y1, x2, y2 in pixels."""

    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    confidence: float
    box: tuple[float, float, float, float]
    zones: tuple[str, ...] = ()


class Detection(Event):
    """The road users in view at one moment, sampled at `telemetry.detection_interval`."""

    kind: Literal["detection"] = "detection"
    frame: int
    detector: str
    processing_ms: float
    counts: dict[str, int]
    objects: tuple[SeenObject, ...]


class Crossing(Event):
    """One road user crossed one line. Its speed is there if the scene is calibrated and its path was long enough."""

    kind: Literal["crossing"] = "crossing"
    line: Label
    direction: Literal["forward", "backward"]
    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    confidence: float
    point: tuple[float, float]
    speed_kmh: Annotated[float, Field(ge=0)] | None = None
    speed_error_kmh: Annotated[float, Field(ge=0)] | None = Field(None, description="Standard error of speed_kmh.")


class Violation(Event):
    """A broken rule, with the facts that fired it."""

    kind: Literal["violation"] = "violation"
    rule: Literal["red_light", "wrong_way"]
    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    started: AwareDatetime
    facts: dict[str, Any]


class StageTimes(_Strict):
    """Percentiles of one stage's duration, milliseconds."""

    p50: Annotated[float, Field(ge=0)] = 0.0
    p95: Annotated[float, Field(ge=0)] = 0.0
    p99: Annotated[float, Field(ge=0)] = 0.0


class Performance(Event):
    """How one camera's pipeline did since the last such event."""

    kind: Literal["performance"] = "performance"
    detector: str
    state: str
    fps: float
    frames: int
    skipped: int
    stages_ms: dict[str, StageTimes]
    backlog: dict[str, int]


class ServiceHealth(Event):
    """State of one part of the system; `camera` is empty, and `time` is the machine's, not a video's."""

    kind: Literal["service_health"] = "service_health"
    service: Label
    state: str
    reason: str | None = None


AnyEvent = Annotated[Detection | Crossing | Violation | Performance | ServiceHealth, Field(discriminator="kind")]

#: The topic below the prefix on which each kind is published.
TOPICS: Final = {
    "detection": "detection",
    "crossing": "detection",
    "violation": "violations",
    "performance": "performance",
    "service_health": "performance",
}
