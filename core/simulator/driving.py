"""How drivers choose their acceleration: car-following, signals, and giving way.

Car-following is the Intelligent Driver Model (Treiber, Hennecke, Helbing: Congested traffic states in empirical
observations and microscopic simulations, Physical Review E 62, 2000). Whatever else a driver has to wait for is a
standing wall that the same model brakes for.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from core.simulator import signals
from core.simulator.routes import STOP_AT, Meeting, meeting_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.simulator.road_users import Vehicle

COMFORTABLE: Final = 2.5  # deceleration, m/s²
HARD: Final = 4.5  # what a driver brakes with at most to stop for a signal or to give way
_LIMIT: Final = 8.0  # what tyres can do
_HEADWAY: Final = 1.1  # seconds
_GAP: Final = 2.0  # metres between standing vehicles
_STOP_SHORT: Final = 1.2  # metres between front and stop line
_STANDING: Final = 0.5  # m/s
_CRAWLING: Final = 3.0
_SPARE: Final = 0.6  # seconds a driver wants to be over the stop line before red
_RUNNING: Final = 9.0
_BOX: Final = (STOP_AT - 60.0, STOP_AT + 50.0)  # arc lengths at which a driver matters to other arms


class Obstacle(NamedTuple):
    """Something ahead: the gap to it in metres, and its speed."""

    gap: float
    speed: float


def matters(v: Vehicle) -> bool:
    """Whether v is close enough to the junction to matter to those on other arms."""
    return _BOX[0] < v.s < _BOX[1]


def wall(v: Vehicle, at: float) -> Obstacle:
    """A reason to stop with the front at arc length `at`."""
    return Obstacle(at - v.s + _gap(v), 0.0)


def _gap(v: Vehicle) -> float:
    return 1.0 if v.route.cycle else _GAP


def idm(v: Vehicle, desired: float, obstacles: Sequence[Obstacle]) -> float:
    """Acceleration by the Intelligent Driver Model, m/s²."""
    a = v.kind.acceleration
    worst = 0.0
    for gap, speed in obstacles:
        dynamic = v.v * _HEADWAY + v.v * (v.v - speed) / (2 * math.sqrt(a * COMFORTABLE))
        wanted = _gap(v) + max(0.0, dynamic)
        worst = max(worst, (wanted / max(gap, 0.1)) ** 2)
    return max(-_LIMIT, a * (1 - (v.v / desired) ** 4 - worst))


def desired_speed(v: Vehicle) -> float:
    """The driver's own speed, less before and in a bend."""
    start, end = v.route.curve
    if v.rear > end or math.isinf(start):
        return v.desired
    limit = math.sqrt(v.route.curve_speed**2 + 2 * 1.6 * max(0.0, start - v.s))
    return min(v.desired, limit)


def braking_distance(v: Vehicle, deceleration: float) -> float:
    """Metres to a standstill."""
    return v.v * v.v / (2 * deceleration)


def leaders(v: Vehicle, ahead: Sequence[Vehicle]) -> Iterator[Vehicle]:
    """Those ahead in the lane v came by that are still in its way, nearest first."""
    for other in ahead:
        meeting = meeting_of(v.route, other.route)
        if other.route is v.route or (meeting is not None and other.rear < meeting.theirs[1]):
            yield other


def obstacles(
    v: Vehicle, ahead: Sequence[Vehicle], near: Sequence[Vehicle], out: Sequence[Vehicle], time: float
) -> list[Obstacle]:
    """Everything v has to heed: leader, traffic it joins, stop line, conflicts in the junction."""
    leader = next(leaders(v, ahead), None)
    found = [] if leader is None else [Obstacle(leader.rear - v.s, leader.v)]
    v.held = leader is not None and leader.held and leader.v < _STANDING and v.v < _CRAWLING
    if _BOX[0] < v.s:
        found += _joined(v, out)
    if matters(v):
        if v.s < STOP_AT and not v.committed:
            found += _signal(v, leader, near, time)
        conflicts = list(_conflicts(v, near))
        v.held = v.held or (bool(conflicts) and v.v < _STANDING)
        found += conflicts
    return found


def _joined(v: Vehicle, out: Sequence[Vehicle]) -> Iterator[Obstacle]:
    """Those who came from another arm and are ahead in the lane v leaves by."""
    left = v.route.length - v.s
    for other in out:
        if other.route is v.route:
            continue
        meeting = meeting_of(v.route, other.route)
        if meeting is None or meeting.kind != "merge" or other.s < meeting.theirs[0]:
            continue
        gap = left - (other.route.length - other.rear)
        if gap > -other.kind.length and left > other.route.length - other.s:
            yield Obstacle(gap, other.v)


def _signal(v: Vehicle, leader: Vehicle | None, near: Sequence[Vehicle], time: float) -> Iterator[Obstacle]:
    """The stop line: a wall while the driver must not, or would better not, cross it."""
    v.runs_red = v.runs_red and not _spoilt(v, leader)
    if v.runs_red:
        return
    distance = STOP_AT - v.s
    must_stop = _late(v, leader, time)
    can_stop = distance > braking_distance(v, HARD)
    hold = must_stop and can_stop
    v.held = v.held or hold
    if hold or (can_stop and (_no_room(v, leader) or _not_clear(v, near))):
        yield wall(v, STOP_AT - _STOP_SHORT)
    elif distance < braking_distance(v, COMFORTABLE) + 0.5:
        v.committed = True


def _spoilt(v: Vehicle, leader: Vehicle | None) -> bool:
    """A runner who has lost speed behind somebody on the way in gives up; he could still stop."""
    return leader is not None and leader.s < STOP_AT and v.v < _RUNNING


def _late(v: Vehicle, leader: Vehicle | None, time: float) -> bool:
    """Whether v, rear and all, would not be over the stop line before red. Nobody legal enters in red."""
    until_red = signals.until_red(v.route.origin, time)
    if until_red <= 0.0:
        return True
    distance = STOP_AT - v.s
    if distance > braking_distance(v, COMFORTABLE) + 10.0:
        return False  # not near enough to have to decide
    return until_red < _time_for(v, distance + v.kind.length, _pace(v, leader)) + _SPARE


def _pace(v: Vehicle, leader: Vehicle | None) -> float:
    """The speed v can expect to reach while it crosses the stop line."""
    own = min(v.desired, v.route.curve_speed)
    if leader is None or leader.s > STOP_AT + 20.0:
        return own
    return min(own, leader.desired, leader.route.curve_speed)


def _time_for(v: Vehicle, distance: float, pace: float) -> float:
    """Seconds for `distance` metres if v cautiously speeds up to `pace`, or slows down to it."""
    if v.v >= pace:
        return distance / pace
    a = 0.6 * v.kind.acceleration
    speeding_up = (pace * pace - v.v * v.v) / (2 * a)
    if speeding_up >= distance:
        return (math.sqrt(v.v * v.v + 2 * a * distance) - v.v) / a
    return (pace - v.v) / a + (distance - speeding_up) / pace


def _no_room(v: Vehicle, leader: Vehicle | None) -> bool:
    """Behind someone who may wait in the junction, v would come to stand on the stop line."""
    if leader is None or leader.s < STOP_AT:
        return False
    if leader.route.movement == "through" and leader.v > _CRAWLING:
        return False
    return leader.rear + braking_distance(leader, COMFORTABLE) < STOP_AT + v.kind.length + _GAP + 1.0


def _not_clear(v: Vehicle, near: Sequence[Vehicle]) -> bool:
    """Someone of the other stage is still in v's way, or runs the red light."""
    for other in near:
        meeting = meeting_of(v.route, other.route)
        if meeting is None or meeting.same_axis or other.rear > _left_at(meeting):
            continue
        if other.s > STOP_AT or other.runs_red or other.committed:
            return True
    return False


def _left_at(meeting: Meeting) -> float:
    """Where the other's rear must be to be out of the way; of someone to follow, soon after it has joined."""
    return meeting.theirs[0] + 8.0 if meeting.kind == "merge" else meeting.theirs[1]


def _conflicts(v: Vehicle, near: Sequence[Vehicle]) -> Iterator[Obstacle]:
    """Stretches of the junction that someone else is on, or will be on before v is through."""
    for other in near:
        meeting = meeting_of(v.route, other.route)
        if meeting is None or meeting.kind == "diverge" or v.s >= meeting.mine[0]:
            continue
        if _blocks(v, other, meeting):
            yield wall(v, meeting.mine[0] - 0.5)


def _blocks(v: Vehicle, other: Vehicle, meeting: Meeting) -> bool:
    if other.s > meeting.theirs[0]:
        return meeting.kind == "cross" and other.rear < meeting.theirs[1]
    if not (meeting.yields and meeting.same_axis) and not other.runs_red:
        return False
    if other.held or meeting.mine[0] - v.s < braking_distance(v, HARD):
        return False
    through = meeting.mine[1] if meeting.kind == "cross" else meeting.mine[0] + 10.0
    mine = _time_for(v, through + v.kind.length - v.s, min(v.desired, v.route.curve_speed))
    theirs = (meeting.theirs[0] - other.s) / max(other.v + 1.5, 0.8 * other.desired)
    return theirs < mine + 1.0
