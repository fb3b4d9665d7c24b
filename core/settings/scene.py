"""What the camera looks at: counting lines, stop lines, zones and signals, in pixels or relative to the picture."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from core.settings.basics import Name, Place, Point, Polygon, Strict
from core.settings.meaning import check_polygon, mistake, unique
from core.settings.signals import Signal  # noqa: TC001 -- pydantic looks annotations up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Direction = Literal["forward", "backward"]
LineKind = Literal["count", "stop", "approach", "exit", "screenline"]
#: Classes of vehicles: whom a rule for vehicles can spare.
VehicleClass = Literal["car", "truck", "bus", "motorcycle", "bicycle"]


class Line(Strict):
    """A directed line. Forward is crossing from the left to the right of a walk from the first point to the last."""

    id: Name
    points: Annotated[list[Point], Field(min_length=2, max_length=16)]
    kind: LineKind = Field(
        "count",
        description="Purpose of the line. Totals add lines of the same kind only, and none of kind 'count': "
        "otherwise the same vehicle would be counted several times.",
    )
    signal: Name | None = Field(None, description="For a stop line: the signal that controls forward crossings.")
    allowed: Literal["both", "forward", "backward"] = Field(
        "both", description="The permitted direction; crossing the other way is a wrong-way violation."
    )
    turn_on_red: Literal["forbidden", "allowed", "allowed_left"] = Field(
        "forbidden",
        description="For a stop line: vehicles that have stopped may turn right on red ('allowed'), or left where "
        "traffic keeps left ('allowed_left').",
    )
    exempt: list[VehicleClass] = Field(
        [], description="Classes that may cross on red, or in the direction that is not permitted, such as bicycle."
    )

    @model_validator(mode="after")
    def _has_length(self) -> Line:
        if any(a == b for a, b in pairwise(self.points)):
            raise mistake(
                f"line '{self.id}' has two neighbouring points at the same position",
                "move or remove one of them",
                "points",
                kind="no_length",
            )
        return self


class Zone(Strict):
    """A polygon on the ground."""

    id: Name
    points: Polygon
    kind: Literal["junction", "lane", "crosswalk", "approach", "exit", "ignore"] = "junction"
    heading: tuple[Point, Point] | None = Field(
        None, description="For a lane: permitted direction, from the first point to the second."
    )
    exempt: list[VehicleClass] = Field(
        [], description="For a lane: classes that may use it in both directions, such as bicycle (contraflow cycling)."
    )

    @model_validator(mode="after")
    def _encloses_something(self) -> Zone:
        if self.heading is not None and self.heading[0] == self.heading[1]:
            raise mistake(
                f"both points of the heading of zone '{self.id}' are the same",
                "use two different points",
                "heading",
                kind="no_direction",
            )
        check_polygon(f"zone '{self.id}'", self.points, "points")
        return self


class GroundPoint(Strict):
    """One point of the road in the picture and in reality."""

    image: Point = Field(description="In the scene's units.")
    ground: Point = Field(description="In metres, in any rectangular coordinate system, seen from above.")


class Calibration(Strict):
    """Where points of the picture lie on the road; speeds are measured with it."""

    points: Annotated[list[GroundPoint], Field(max_length=64)]

    @model_validator(mode="after")
    def _gives_a_plane(self) -> Calibration:
        import numpy as np  # noqa: PLC0415 -- slow to import, and few scenes need it

        from core.ground_plane import UnfitError, fit  # noqa: PLC0415 -- the same

        try:
            fit(np.array([p.image for p in self.points]), np.array([p.ground for p in self.points]))
        except UnfitError as error:
            raise mistake(error.what, error.remedy, "points", kind=error.kind, about=error.about) from error
        return self


class Scene(Strict):
    """Everything drawn on one camera's picture."""

    units: Literal["pixels", "relative"] = "pixels"
    lines: list[Line] = Field([])
    zones: list[Zone] = Field([])
    signals: list[Signal] = Field([])
    calibration: Calibration | None = None

    @model_validator(mode="after")
    def _references_exist(self) -> Scene:
        for key in ("lines", "zones", "signals"):
            unique(key, [item.id for item in getattr(self, key)])
        known = {signal.id for signal in self.signals}
        for index, line in enumerate(self.lines):
            if line.signal is not None and line.signal not in known:
                have = ", ".join(sorted(known)) or "none"
                raise mistake(
                    f"line '{line.id}' refers to signal '{line.signal}', which is not defined",
                    f"add the signal, or use one of: {have}",
                    "lines",
                    index,
                    "signal",
                    kind="unknown_signal",
                    about={"name": line.signal},
                )
        return self

    @model_validator(mode="after")
    def _relative_means_relative(self) -> Scene:
        if self.units == "relative":
            for place, points in self._shapes():
                if any(not 0 <= value <= 1 for point in points for value in point):
                    raise mistake(
                        "a point lies outside the image",
                        "with units: relative, x and y range from 0 to 1",
                        *place,
                        kind="outside",
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
            for key, points in signal.shapes().items():
                yield ("signals", index, key), points
        for index, pair in enumerate(self.calibration.points if self.calibration else ()):
            yield ("calibration", "points", index, "image"), (pair.image,)
