"""The simulated world: admits road users, moves them in steps of 1/25 s, and lets them go at the ends of the arms."""

from __future__ import annotations

from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Final

from core.simulator import demand, driving, layout, signals
from core.simulator.layout import ARMS
from core.simulator.road_users import KINDS, Pedestrian, RoadUser, Vehicle
from core.simulator.routes import STOP_AT, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.simulator.demand import Arrival, Closure, Walk
    from core.simulator.driving import Obstacle

FPS: Final = 25
_STEP: Final = 1.0 / FPS
# When brake lights are on: m/s and m/s².
_STANDING: Final = 0.1
_HOLDING: Final = 0.2
_BRAKING: Final = -0.6


class World:
    """Everything that moves, in metres and seconds since the start. The same seed always gives the same world."""

    def __init__(self, seed: int = 1) -> None:
        random = demand.streams(seed)
        self.frame = 0
        self.vehicles: list[Vehicle] = []
        self.pedestrians: list[Pedestrian] = []
        self._ids = count(1)
        arms = len(ARMS)
        self._traffic = [demand.motor_traffic(random[k], arm) for k, arm in enumerate(ARMS)]
        self._traffic += [demand.cyclists(random[arms + k], arm) for k, arm in enumerate(ARMS)]
        self._next = [next(stream) for stream in self._traffic]
        self._walkers = [demand.pedestrians(random[2 * arms + k], arm) for k, arm in enumerate(ARMS)]
        self._next_walk = [next(stream) for stream in self._walkers]
        self._script = demand.script()
        self._closures: list[Closure] = []
        self._offenders: deque[Arrival] = deque()
        self._queue: dict[tuple[str, bool], deque[Arrival]] = {
            (arm, cycle): deque() for arm in ARMS for cycle in (False, True)
        }
        self._ways: dict[tuple[str, bool], list[Vehicle]] = {key: [] for key in self._queue}
        self._plan()
        self._already_there()

    @property
    def time(self) -> float:
        """Seconds since the start."""
        return self.frame / FPS

    def users(self) -> Iterator[RoadUser]:
        """Everybody in the world, in order of appearance."""
        yield from self.vehicles
        yield from self.pedestrians

    def step(self) -> None:
        """Advance 1/25 s."""
        self._arrive()
        self._drive()
        allowed = signals.walking_allowed(self.time)
        self.pedestrians = [p for p in self.pedestrians if p.walk(_STEP, allowed=allowed)]
        self.frame += 1

    # Arrivals

    def _plan(self) -> None:
        """Read the script on, so that closures are known well before they begin."""
        while not self._offenders or self._offenders[-1].time < self.time + 2 * signals.CYCLE:
            arrival, closures = next(self._script)
            self._offenders.append(arrival)
            self._closures += closures

    def _already_there(self) -> None:
        """One car on the way in on each arm, so that nobody looks at an empty road at first."""
        for arm, ahead in zip(ARMS, (48.0, 40.0, 62.0, 26.0), strict=True):
            self._admit(demand.Arrival(0.0, arm, "car", "through", 0.5, ahead / 70.0), ahead)

    def _arrive(self) -> None:
        for k, stream in enumerate(self._traffic):
            while self._next[k].time <= self.time:
                arrival = self._next[k]
                self._queue[arrival.arm, arrival.cls == "bicycle"].append(arrival)
                self._next[k] = next(stream)
        while self._offenders[0].time <= self.time:
            offender = self._offenders.popleft()
            self._queue[offender.arm, False].appendleft(offender)
            self._plan()
        for key, queue in self._queue.items():
            if queue and self._may_enter(queue[0], key):
                self._admit(self._revised(queue.popleft()))
        for k, walkers in enumerate(self._walkers):
            while self._next_walk[k].time <= self.time:
                self._set_out(self._next_walk[k])
                self._next_walk[k] = next(walkers)

    def _may_enter(self, arrival: Arrival, key: tuple[str, bool]) -> bool:
        """Whether the arm's end is free, open, and nobody comes the wrong way."""
        ahead = self._ways[key]
        room = KINDS[arrival.cls].length + 2.0 + 1.2 * KINDS[arrival.cls].speed
        if ahead and ahead[-1].rear < room:
            return False
        if key[1]:
            return True
        met = any(v.route.movement == "wrong_way" and v.route.destination == key[0] for v in self.vehicles)
        return not met and (arrival.speed is not None or not self._closed(arrival.arm, turns=False))

    def _closed(self, arm: str, *, turns: bool) -> bool:
        self._closures = [c for c in self._closures if c.end > self.time]
        return any(c.arm == arm and c.start <= self.time and c.straight_only == turns for c in self._closures)

    def _revised(self, arrival: Arrival) -> Arrival:
        """Who would turn and may not goes straight on."""
        if arrival.cls == "bicycle" or arrival.speed or not self._closed(arrival.arm, turns=True):
            return arrival
        return demand.Arrival(arrival.time, arrival.arm, arrival.cls, "through", arrival.temper, arrival.look)

    def _admit(self, arrival: Arrival, at: float = 0.0) -> None:
        kind = KINDS[arrival.cls]
        cycle = arrival.cls == "bicycle"
        desired = arrival.speed or kind.speed * (0.92 + 0.16 * arrival.temper)
        ahead = self._ways[arrival.arm, cycle]
        speed = min([desired, *(v.v + 1.0 for v in ahead[-1:])])
        route = find(arrival.arm, arrival.movement, cycle=cycle)
        vehicle = Vehicle(
            next(self._ids), kind, route, at + kind.length, speed, desired, arrival.look, arrival.runs_red
        )
        ahead.append(vehicle)
        self.vehicles.append(vehicle)

    def _set_out(self, walk: Walk) -> None:
        speed = 1.25 + 0.35 * walk.temper
        self.pedestrians.append(
            Pedestrian(next(self._ids), KINDS["person"], list(walk.way), walk.kerb, speed, walk.look)
        )

    # Driving

    def _drive(self) -> None:
        near = [v for v in self.vehicles if driving.matters(v)]
        for way in self._ways.values():
            for k, v in enumerate(way):
                self._think_twice(v)
                ahead = way[k - 1 :: -1] if k else []
                v.acceleration = self._acceleration(v, ahead, near)
        for v in self.vehicles:
            _move(v)
        gone = {v for v in self.vehicles if v.rear > v.route.length}
        if gone:
            self.vehicles = [v for v in self.vehicles if v not in gone]
            self._ways = {key: [v for v in way if v not in gone] for key, way in self._ways.items()}

    def _acceleration(self, v: Vehicle, ahead: list[Vehicle], near: list[Vehicle]) -> float:
        found: list[Obstacle] = driving.obstacles(v, ahead, near, self._leaving(v), self.time)
        return driving.idm(v, driving.desired_speed(v), found)

    def _leaving(self, v: Vehicle) -> list[Vehicle]:
        """Those who may be in the lane by which v leaves."""
        if v.s < STOP_AT - 20.0:
            return []
        route = v.route
        return [
            o
            for o in self.vehicles
            if o.s > STOP_AT and o.route.destination == route.destination and o.route is not route
        ]

    def _think_twice(self, v: Vehicle) -> None:
        """A wrong-way driver who would meet somebody in that lane goes on rightly."""
        if v.route.movement == "wrong_way" and STOP_AT - 6.0 < v.s < STOP_AT:
            oncoming = self._ways[v.route.destination, False]
            if any(o.rear < STOP_AT + layout.STOP_LINE for o in oncoming):
                v.route = find(v.route.origin, "through")


def _move(v: Vehicle) -> None:
    """Ballistic update: constant acceleration over the step, never backwards."""
    before = v.v
    v.v = max(0.0, before + v.acceleration * _STEP)
    v.s += (before + v.v) / 2 * _STEP
    standing = v.v < _STANDING and v.acceleration < _HOLDING
    v.braking = standing or v.acceleration < _BRAKING
