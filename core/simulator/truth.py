"""What really happened, found by watching the world in metres: no camera, no pixels, no driver's intention.

A road user crosses a line when the middle of its footprint does. A vehicle runs a red light when that happens at a
stop line, inbound, more than `RED_GRACE` seconds after red began. It drives the wrong way when its middle moves
against a lane's heading for more than `WRONG_WAY_FOR` seconds on end within the lane's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from core.simulator import layout, signals
from core.simulator.layout import ARMS, OUTWARD
from core.simulator.road_users import Vehicle
from core.simulator.view import ZONE_END, exit_line, lane_zone, stop_line
from core.simulator.world import FPS, World

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from core.simulator.road_users import RoadUser
    from core.simulator.routes import Movement

RED_GRACE: Final = 0.5
WRONG_WAY_FOR: Final = 2.0
_OUT: Final = np.array([OUTWARD[arm] for arm in ARMS])


@dataclass(frozen=True, slots=True)
class TrackTruth:
    """Where one road user was: times (n,) in seconds, places (n, 2) in metres, middle of the footprint."""

    id: int
    cls: str
    times: NDArray[np.float64]
    places: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CrossingTruth:
    """A road user went over a line of the scene; forward as the scene defines it."""

    line: str
    direction: Literal["forward", "backward"]
    cls: str
    id: int
    time: float


@dataclass(frozen=True, slots=True)
class ViolationTruth:
    """A broken rule. `time` is the crossing of the stop line, or the beginning of the wrong-way drive."""

    rule: Literal["red_light", "wrong_way"]
    id: int
    cls: str
    time: float
    facts: dict[str, str | float]


@dataclass(frozen=True, slots=True)
class TurnTruth:
    """From which arm to which a vehicle that has entered the junction goes."""

    id: int
    cls: str
    origin: str
    destination: str
    movement: Movement


@dataclass(frozen=True, slots=True)
class Truth:
    """All that happened in the first `seconds` of a world."""

    seconds: float
    tracks: list[TrackTruth]
    crossings: list[CrossingTruth]
    violations: list[ViolationTruth]
    turns: list[TurnTruth]

    def quiet_moment(self, before: float, margin: float = 6.0) -> float:
        """The last moment, in whole frames, with no crossing within `margin` seconds: stop there to compare counts.

        The middle of a slow vehicle passes a line up to some five seconds before or after the point by which
        cameras judge it.

        Raises:
            ValueError: if there is none.
        """
        busy = np.array([c.time for c in self.crossings])
        for frame in range(round((min(before, self.seconds) - margin) * FPS), 0, -1):
            if not np.any(np.abs(busy - frame / FPS) < margin):
                return frame / FPS
        raise ValueError(f"no quiet moment of {margin} s before {before} s")


@dataclass(slots=True)
class _Trace:
    """What the recorder remembers of one road user."""

    user: RoadUser
    times: list[float] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)
    wrong_since: float | None = None
    reported: bool = False


class Recorder:
    """Watches a world step by step."""

    def __init__(self) -> None:
        self._traces: dict[int, _Trace] = {}
        self._crossings: list[CrossingTruth] = []
        self._violations: list[ViolationTruth] = []
        self._turns: dict[int, TurnTruth] = {}

    def watch(self, world: World) -> None:
        """Look at the present moment; call it once a step."""
        for user in world.users():
            pose = user.pose()
            trace = self._traces.setdefault(user.id, _Trace(user))
            if trace.places:
                self._moved(trace, trace.places[-1], (pose.x, pose.y), world.time)
            trace.times.append(world.time)
            trace.places.append((pose.x, pose.y))

    def truth(self, seconds: float) -> Truth:
        """Everything so far."""
        tracks = [
            TrackTruth(t.user.id, t.user.kind.cls, np.array(t.times), np.array(t.places)) for t in self._traces.values()
        ]
        turns = list(self._turns.values())
        return Truth(seconds, tracks, list(self._crossings), list(self._violations), turns)

    def _moved(self, trace: _Trace, old: tuple[float, float], new: tuple[float, float], time: float) -> None:
        for arm in _arms_at(new):
            (before, side), (after, _) = on_arm(arm, old), on_arm(arm, new)
            if abs(side) > layout.KERB:
                continue
            for station in (layout.STOP_LINE, layout.EXIT_LINE):
                if (before > station) != (after > station):
                    when = time - (after - station) / (after - before) / FPS
                    self._crossed(trace.user, arm, station, side, when, inwards=after < before)
            self._wrong_way(trace, arm, side, after, after - before, time)

    def _crossed(  # noqa: PLR0913 - one crossing is told by all of these
        self, user: RoadUser, arm: str, station: float, side: float, time: float, *, inwards: bool
    ) -> None:
        if (station == layout.STOP_LINE) != (side > 0):
            return  # stop lines lie on the inbound half of the road, exit lines on the other
        line, forward = (stop_line(arm), inwards) if side > 0 else (exit_line(arm), not inwards)
        cls = user.kind.cls
        direction: Literal["forward", "backward"] = "forward" if forward else "backward"
        self._crossings.append(CrossingTruth(line, direction, cls, user.id, time))
        if side > 0 and forward and isinstance(user, Vehicle):
            self._entered(user, line, time)

    def _entered(self, user: Vehicle, line: str, time: float) -> None:
        route, cls = user.route, user.kind.cls
        self._turns[user.id] = TurnTruth(user.id, cls, route.origin, route.destination, route.movement)
        red = signals.into_red(route.origin, time)
        if red > RED_GRACE:
            facts: dict[str, str | float] = {
                "line": line,
                "signal": route.origin,
                "seconds_into_red": red,
                "speed": user.v,
            }
            self._violations.append(ViolationTruth("red_light", user.id, cls, time, facts))

    def _wrong_way(  # noqa: PLR0913, PLR0917 - one step in one lane
        self, trace: _Trace, arm: str, side: float, station: float, moved: float, time: float
    ) -> None:
        in_lane = layout.MEDIAN < abs(side) < layout.LANE_EDGE
        in_zone = in_lane and layout.ZONE_START < station < ZONE_END[arm]
        wrong = in_zone and isinstance(trace.user, Vehicle) and moved * side > 0
        if not wrong:
            trace.wrong_since = None
        elif trace.wrong_since is None:
            trace.wrong_since = time
        elif time - trace.wrong_since > WRONG_WAY_FOR and not trace.reported:
            trace.reported = True
            facts: dict[str, str | float] = {"zone": lane_zone(arm, inbound=side > 0), "speed": abs(moved) * FPS}
            self._violations.append(
                ViolationTruth("wrong_way", trace.user.id, trace.user.kind.cls, trace.wrong_since, facts)
            )


def on_arm(arm: str, point: tuple[float, float]) -> tuple[float, float]:
    """Station and offset of a place in the world (see layout)."""
    ox, oy = OUTWARD[arm]
    return point[0] * ox + point[1] * oy, point[1] * ox - point[0] * oy


def _arms_at(point: tuple[float, float]) -> Iterable[str]:
    """The arm on which a place may lie: the one it lies farthest out on, if it is outside the junction."""
    x, y = point
    if max(abs(x), abs(y)) < layout.CORNER:
        return ()
    if abs(x) > abs(y):
        return ("east",) if x > 0 else ("west",)
    return ("north",) if y > 0 else ("south",)


def run_truth(seconds: float, seed: int = 1) -> Truth:
    """What happens in the first `seconds` of the world with this seed, without drawing a picture."""
    world, recorder = World(seed), Recorder()
    recorder.watch(world)
    for _ in range(round(seconds * FPS)):
        world.step()
        recorder.watch(world)
    return recorder.truth(seconds)
