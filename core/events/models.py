"""The vocabulary: everything that is journalled, published and stored.

An event's `id` is deterministic: made from site, camera, kind, subject and start time, so a replay of the same
video gives the same ids, and a second delivery can be recognised. `phase` tells the lifecycle: one id is opened by
"new", may be refined by "update" and is closed by "end"; things that happen in an instant are a single "new".
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from core.scrub import scrub

#: Raised when a field is removed or changes meaning (major) or is added (minor).
SCHEMA_VERSION: Final = "1.6"

PhaseName = Literal["new", "update", "end"]

#: Text that becomes a tag of a time series: whatever the line protocol has no way to write is refused here.
Label = Annotated[str, Field(max_length=256, pattern=r"^[^\x00-\x1f\x7f-\x9f\\]*$")]

#: Words of others, an error for example, which may repeat what they were given.
Told = Annotated[str, AfterValidator(scrub)]

#: A file's name without its folder, on any system.
FileName = Annotated[str, Field(max_length=128, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]

#: Open: a rule that is added is no new version of the events. What there are: assets/schema/rules.json.
RuleName = Annotated[
    str,
    Field(
        max_length=64,
        pattern=r"^[a-z][a-z0-9_]*$",
        description="A name of the registry of rules, which a later release may add to.",
        json_schema_extra={"x-registry": "./rules.json"},
    ),
]
Quality = Literal["good", "frozen", "black"]
Turn = Literal["left", "through", "right", "u_turn"]
Positive = Annotated[float, Field(ge=0)]
SceneVersion = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]

#: A key of the published schemas: the version that added a field. Events of older versions lack it, so it is optional.
SINCE: Final = "x-since"


class _Strict(BaseModel):
    """Unknown fields are refused, values never change, and numbers are numbers (JSON has no NaN)."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, json_schema_serialization_defaults_required=True
    )


class Event(_Strict):
    """What all events share. Times are UTC on the media clock."""

    schema_version: Annotated[str, Field(pattern=r"^1\.[0-9]+$")] = SCHEMA_VERSION  # older engines are understood
    id: str = Field(min_length=16, max_length=64)
    phase: PhaseName = "new"
    site: Label
    camera: Label
    time: AwareDatetime


class Observed(Event):
    """What the events have in common that were counted under a scene."""

    scene: SceneVersion | None = Field(
        None,
        description="Version of the camera's lines, zones, signals, calibration and rules that this was counted under.",
        json_schema_extra={SINCE: "1.3"},
    )


class SeenObject(_Strict):
    """One road user in a detection event; box is x1, y1, x2, y2 in pixels."""

    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    confidence: float
    box: tuple[float, float, float, float]
    zones: tuple[str, ...] = ()


class Detection(Observed):
    """The road users in view at one moment, sampled at `telemetry.detection_interval`."""

    kind: Literal["detection"] = "detection"
    frame: int
    detector: str
    processing_ms: float
    counts: dict[str, int]
    objects: tuple[SeenObject, ...]


class Crossing(Observed):
    """One road user crossed one line. Its speed is there if the scene is calibrated and its path was long enough."""

    kind: Literal["crossing"] = "crossing"
    line: Label
    direction: Literal["forward", "backward"]
    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    confidence: float
    point: tuple[float, float]
    speed_kmh: Positive | None = Field(None, json_schema_extra={SINCE: "1.1"})
    speed_error_kmh: Positive | None = Field(
        None, description="Standard error of speed_kmh.", json_schema_extra={SINCE: "1.1"}
    )
    line_kind: Label | None = Field(
        None,
        description="What the line is for: count, stop, approach, exit, screenline.",
        json_schema_extra={SINCE: "1.3"},
    )


class Movement(Observed):
    """One road user went from an approach zone to an exit zone; `time` is when it reached the exit."""

    kind: Literal["movement"] = "movement"
    origin: Label
    destination: Label
    turn: Turn | None = Field(None, description="Null where the scene does not tell.")
    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    seconds: Positive = Field(description="From leaving the approach to reaching the exit.")
    speed_kmh: Positive | None = Field(None, description="On reaching the exit, in a calibrated scene.")
    speed_error_kmh: Positive | None = Field(None, description="Standard error of speed_kmh.")


class ZoneOccupancy(_Strict):
    """One zone in an interval. A vehicle that stands is in the queue."""

    zone: Label
    zone_kind: Label
    objects: dict[str, int] = Field(description="Road users in it at the end, by class.")
    mean_objects: Positive
    queue: int = Field(ge=0, description="Standing vehicles at the end.")
    max_queue: int = Field(ge=0)
    occupancy: float = Field(ge=0, le=1, description="Share of the frames with somebody in it.")


class Occupancy(Observed):
    """How full a camera's zones were in an interval of media time that ends at `time`."""

    kind: Literal["occupancy"] = "occupancy"
    seconds: Positive = Field(description="Length of the interval.")
    frames: int = Field(ge=1)
    zones: tuple[ZoneOccupancy, ...] = Field(min_length=1)


class Violation(Observed):
    """A broken rule, with the facts that fired it."""

    kind: Literal["violation"] = "violation"
    rule: RuleName
    track: int
    cls: Label = Field(alias="class", serialization_alias="class")
    started: AwareDatetime
    facts: dict[str, Any]
    evidence: tuple[FileName, ...] = Field(
        (), description="Names of files in the engine's evidence folder.", json_schema_extra={SINCE: "1.2"}
    )


class Review(Event):
    """What somebody thinks of a violation; the newest one counts. `time` is the machine's."""

    kind: Literal["review"] = "review"
    violation: str = Field(min_length=16, max_length=64, description="Id of the violation.")
    rule: RuleName
    verdict: Literal["accepted", "dismissed", "open"]
    note: str = Field("", max_length=2000)
    reviewer: Label = ""


class WithdrawnEvent(_Strict):
    """One event that no longer holds, as it was told."""

    kind: str
    id: str = Field(min_length=16, max_length=64)
    phase: PhaseName
    time: AwareDatetime


class Withdrawal(Event):
    """A recording was counted again: what an earlier count told of it and this one does not, no longer holds.

    `time` is where in the recording the count ended.
    """

    kind: Literal["withdrawal"] = "withdrawal"
    events: tuple[WithdrawnEvent, ...] = Field(min_length=1)


#: Seconds of media time that one `Watching` tells at most; it ends on this grid if pictures go on.
STRETCH: Final = 5.0


class Watching(Event):
    """A camera's pictures came without a gap, all of one quality, for the `seconds` that end at `time`."""

    kind: Literal["watching"] = "watching"
    seconds: Positive
    quality: Quality = Field(
        description="What is frozen or black was looked at, but nothing can be counted in it.",
    )


class StageTimes(_Strict):
    """Percentiles of one stage's duration, milliseconds."""

    p50: Positive = 0.0
    p95: Positive = 0.0
    p99: Positive = 0.0


class Performance(Event):
    """How one camera's pipeline did since the last such event."""

    kind: Literal["performance"] = "performance"
    detector: str
    state: str
    reason: Told | None = Field(
        None,
        description="Why the camera is in this state, or what makes its results less than they seem.",
        json_schema_extra={SINCE: "1.5"},
    )
    fps: float
    frames: int
    skipped: int
    stages_ms: dict[str, StageTimes]
    backlog: dict[str, int]
    set_aside: dict[str, int] | None = Field(
        None, description="Events each receiver refused for good, over all runs.", json_schema_extra={SINCE: "1.2"}
    )


class ServiceHealth(Event):
    """State of one part of the system; `camera` is empty, and `time` is the machine's, not a video's.

    Phase "new" tells of a change, "update" how a part does that did not change.
    """

    kind: Literal["service_health"] = "service_health"
    service: Label
    state: str
    reason: Told | None = None
    restarts: Annotated[int, Field(ge=0)] | None = Field(
        None, description="Since its supervisor started.", json_schema_extra={SINCE: "1.2"}
    )
    memory_bytes: Annotated[int, Field(ge=0)] | None = Field(
        None,
        description="With its child processes: PSS on Linux, elsewhere RSS.",
        json_schema_extra={SINCE: "1.2"},
    )
    uptime_s: Positive | None = Field(None, json_schema_extra={SINCE: "1.2"})


AnyEvent = Annotated[
    Detection
    | Crossing
    | Movement
    | Occupancy
    | Violation
    | Review
    | Withdrawal
    | Watching
    | Performance
    | ServiceHealth,
    Field(discriminator="kind"),
]
