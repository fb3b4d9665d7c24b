"""Who moves: sizes and temperaments of road users, and their state."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from core.simulator.routes import Route


class Kind(NamedTuple):
    """What all road users of a class share. Lengths in metres, speeds in m/s, accelerations in m/s²."""

    cls: str
    length: float
    width: float
    height: float
    speed: float
    acceleration: float


KINDS: Final = {
    kind.cls: kind
    for kind in (
        Kind("car", 4.4, 1.8, 1.5, 12.5, 2.3),
        Kind("truck", 7.8, 2.4, 3.0, 11.0, 1.5),
        Kind("bus", 10.5, 2.5, 3.1, 11.0, 1.5),
        Kind("motorcycle", 2.2, 0.8, 1.6, 12.5, 2.6),
        Kind("bicycle", 1.8, 0.6, 1.75, 5.0, 1.0),
        Kind("person", 0.5, 0.6, 1.75, 1.4, 1.0),
    )
}


class Pose(NamedTuple):
    """Where a road user is: middle of its footprint, and the unit vector it faces."""

    x: float
    y: float
    dx: float
    dy: float


@dataclass(eq=False, slots=True)
class Vehicle:
    """A driver, rider or cyclist on a route.

    Attributes:
        s: arc length of its front on the route.
        runs_red: scripted red-light runner.
        committed: has decided to cross the stop line, and cannot stop any more.
        held: waits, or brakes, for its signal or its turn, or stands behind someone who does: will not come soon.
        braking: brake lights are on.
        look: 0..1, chooses the paint; no influence on behaviour.
    """

    id: int
    kind: Kind
    route: Route
    s: float
    v: float
    desired: float
    look: float
    runs_red: bool = False
    committed: bool = False
    held: bool = False
    braking: bool = False
    acceleration: float = 0.0

    @property
    def rear(self) -> float:
        """Arc length of the rear bumper."""
        return self.s - self.kind.length

    def pose(self) -> Pose:
        """Both axles are on the route, the body lies on the chord between them."""
        length = self.kind.length
        fx, fy = self.route.at(self.s - 0.2 * length)
        rx, ry = self.route.at(self.s - 0.8 * length)
        dx, dy = fx - rx, fy - ry
        norm = math.hypot(dx, dy)
        return Pose((fx + rx) / 2, (fy + ry) / 2, dx / norm, dy / norm)


@dataclass(eq=False, slots=True)
class Pedestrian:
    """Someone who walks along `way`, crosses a road on the way, and waits at the kerb for the walk signal.

    Attributes:
        way: corners of the way; the crossing is the leg that starts at corner `kerb`.
        leg: index of the corner behind.
        done: metres walked on this leg.
        waiting: stands at the kerb.
    """

    id: int
    kind: Kind
    way: list[tuple[float, float]]
    kerb: int
    speed: float
    look: float
    leg: int = 0
    done: float = 0.0
    waiting: bool = False
    walked: float = field(default=0.0)

    def pose(self) -> Pose:
        """Faces along its leg."""
        (ax, ay), (bx, by) = self.way[self.leg], self.way[self.leg + 1]
        length = math.hypot(bx - ax, by - ay)
        dx, dy = (bx - ax) / length, (by - ay) / length
        return Pose(ax + dx * self.done, ay + dy * self.done, dx, dy)

    def walk(self, seconds: float, *, allowed: bool) -> bool:
        """Go on for some seconds; False when the end of the way is reached."""
        self.waiting = self.leg == self.kerb and self.done == 0.0 and not allowed
        if self.waiting:
            return True
        self.done += self.speed * seconds
        self.walked += self.speed * seconds
        if self.done >= math.dist(self.way[self.leg], self.way[self.leg + 1]):
            self.leg, self.done = self.leg + 1, 0.0
        return self.leg < len(self.way) - 1


RoadUser = Vehicle | Pedestrian
