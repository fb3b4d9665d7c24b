"""What the camera looks at: counting lines, stop lines, zones and signals, in pixels or relative to the picture."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Polygon = Annotated[list[Point], Field(min_length=3, max_length=64)]
Place: TypeAlias = "tuple[str | int, ...]"
#: Names end up in topics, tags and file names: printable, no control characters, bounded.
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f/+#\\]+$")]
Direction = Literal["forward", "backward"]
SignalState = Literal["green", "amber", "red", "unknown"]


class Strict(BaseModel):
    """Base of all settings: unknown keys are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False)


class Line(Strict):
    """A directed line. Forward is crossing from the left to the right of a walk from the first point to the last."""

    id: Name
    points: Annotated[list[Point], Field(min_length=2, max_length=16)]
    kind: Literal["count", "stop"] = "count"
    signal: Name | None = Field(None, description="For a stop line: the signal that governs forward crossings.")
    allowed: Literal["both", "forward", "backward"] = Field(
        "both", description="The direction in which vehicles may cross; the other one is a wrong-way violation."
    )

    @model_validator(mode="after")
    def _has_length(self) -> Line:
        if any(a == b for a, b in pairwise(self.points)):
            raise mistake(f"line '{self.id}' has a piece of no length", "give points that differ", "points")
        return self


class Zone(Strict):
    """A polygon on the ground."""

    id: Name
    points: Polygon
    kind: Literal["junction", "lane", "crosswalk", "approach", "exit", "ignore"] = "junction"
    heading: tuple[Point, Point] | None = Field(
        None, description="For a lane: legal travel goes from the first point to the second."
    )

    @model_validator(mode="after")
    def _encloses_something(self) -> Zone:
        if self.heading is not None and self.heading[0] == self.heading[1]:
            raise mistake(f"the heading of zone '{self.id}' has no length", "give two different points", "heading")
        check_polygon(f"zone '{self.id}'", self.points, "points")
        return self


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
    red: Polygon
    amber: Polygon | None = None
    green: Polygon

    @model_validator(mode="after")
    def _lamps_are_areas(self) -> VideoSignal:
        for lamp in ("red", "amber", "green"):
            points = getattr(self, lamp)
            if points is not None:
                check_polygon(f"the {lamp} lamp of signal '{self.id}'", points, lamp)
        return self


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


Signal = Annotated[FixedPlanSignal | VideoSignal | MqttSignal | SimulatorSignal, Field(discriminator="kind")]


class Scene(Strict):
    """Everything drawn on one camera's picture."""

    units: Literal["pixels", "relative"] = "pixels"
    lines: list[Line] = []
    zones: list[Zone] = []
    signals: list[Signal] = []

    @model_validator(mode="after")
    def _references_exist(self) -> Scene:
        for key in ("lines", "zones", "signals"):
            unique(key, [item.id for item in getattr(self, key)])
        known = {signal.id for signal in self.signals}
        for index, line in enumerate(self.lines):
            if line.signal is not None and line.signal not in known:
                have = ", ".join(sorted(known)) or "none"
                raise mistake(
                    f"line '{line.id}' names signal '{line.signal}', which is not among signals",
                    f"add that signal or name one there is: {have}",
                    "lines",
                    index,
                    "signal",
                )
        return self

    @model_validator(mode="after")
    def _relative_means_relative(self) -> Scene:
        if self.units == "relative":
            for place, points in self._shapes():
                if any(not 0 <= value <= 1 for point in points for value in point):
                    raise mistake(
                        "a point lies outside the picture", "with units: relative, x and y go from 0 to 1", *place
                    )
        return self

    def _shapes(self) -> Iterator[tuple[Place, Sequence[Point]]]:
        """Everything drawn, with its place in the configuration."""
        for key in ("lines", "zones"):
            for index, item in enumerate(getattr(self, key)):
                yield (key, index, "points"), item.points
                if getattr(item, "heading", None):
                    yield (key, index, "heading"), item.heading
        for index, signal in enumerate(self.signals):
            if isinstance(signal, VideoSignal):
                for lamp in ("red", "amber", "green"):
                    yield ("signals", index, lamp), getattr(signal, lamp) or ()


def mistake(what: str, remedy: str, *place: str | int) -> PydanticCustomError:
    """An error about meaning; `place` leads from the model that noticed it to the key that is wrong."""
    return PydanticCustomError("mistake", "{what}", {"what": what, "remedy": remedy, "place": place})


def unique(key: str, ids: list[str]) -> None:
    """Refuse the second use of an id.

    Raises:
        PydanticCustomError: an id occurs twice.
    """
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise mistake(f"id '{name}' is used twice", "give each its own id", key, index, "id")


def check_polygon(name: str, points: Sequence[Point], key: str) -> None:
    """Refuse a polygon that crosses itself or encloses nothing.

    Raises:
        PydanticCustomError: it does.
    """
    if _area(points) == 0 or _crosses_itself(points):
        raise mistake(f"{name} crosses itself or has no area", "list its corners in order around it", key)


def _crosses_itself(points: Sequence[Point]) -> bool:
    """Whether any two sides of the closed polygon that share no corner touch. O(n²); n is bounded by the model."""
    sides = [*pairwise(points), (points[-1], points[0])]
    return any(
        _touch(sides[i], sides[j])
        for i in range(len(sides))
        for j in range(i + 2, len(sides))
        if not (i == 0 and j == len(sides) - 1)
    )


def _touch(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Segment intersection by orientations (Cormen et al., Introduction to Algorithms, 33.1)."""
    (a, b), (c, d) = one, other
    turns = _turn(c, d, a), _turn(c, d, b), _turn(a, b, c), _turn(a, b, d)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((turns[0], c, d, a), (turns[1], c, d, b), (turns[2], a, b, c), (turns[3], a, b, d))
    return any(turn == 0 and _within(start, end, point) for turn, start, end, point in ends)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _within(a: Point, b: Point, point: Point) -> bool:
    return all(min(a[i], b[i]) <= point[i] <= max(a[i], b[i]) for i in (0, 1))


def _area(points: Sequence[Point]) -> float:
    """Area of a simple polygon (shoelace formula)."""
    sides = [*pairwise(points), (points[-1], points[0])]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)) / 2
