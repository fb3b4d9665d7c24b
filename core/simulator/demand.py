"""Who turns up, when and where: Poisson arrivals from a seeded generator, and the scripted offenders.

Only `Generator.random` of PCG64 is used, whose stream is the same on every platform; waiting times come from it by
inversion.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from numpy.random import PCG64, Generator, SeedSequence

from core.simulator import layout, signals
from core.simulator.layout import ARMS, place, turned
from core.simulator.routes import STOP_AT, Movement

if TYPE_CHECKING:
    from collections.abc import Iterator

VEHICLES: Final = 0.07  # arrivals a second and arm
CYCLISTS: Final = 0.016
PEDESTRIANS: Final = 0.05
RUNNER_SPEED: Final = 12.5
RUNNER_LATE: Final = 2.6  # seconds of red when the front crosses
WRONG_WAY_SPEED: Final = 9.0
_WRONG_WAY_INTO_GREEN: Final = 11.0
_MIX: Final = (("car", 0.74), ("truck", 0.84), ("bus", 0.90), ("motorcycle", 1.0))  # cumulative
_TURNS: Final[dict[str, tuple[tuple[Movement, float], ...]]] = {
    "car": (("left", 0.17), ("right", 0.40), ("through", 1.0)),
    "motorcycle": (("left", 0.17), ("right", 0.40), ("through", 1.0)),
    "truck": (("through", 1.0),),  # long vehicles that give way in a turn would stand on the stop line
    "bus": (("through", 1.0),),
    "bicycle": (("right", 0.25), ("through", 1.0)),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody appears at the end of an arm."""

    time: float
    arm: str
    cls: str
    movement: Movement
    temper: float  # 0..1, how fast compared with others of the class
    look: float
    speed: float | None = None  # scripted drivers keep to it
    runs_red: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """A pedestrian's way: corners, and the index of the one where the road is crossed."""

    time: float
    way: tuple[tuple[float, float], ...]
    kerb: int
    temper: float
    look: float


@dataclass(frozen=True, slots=True)
class Closure:
    """Times when an arm gets no motor traffic, or none that turns, so that an offender has a free way."""

    arm: str
    start: float
    end: float
    straight_only: bool = False


def _choose(options: tuple[tuple[str, float], ...], u: float) -> str:
    return next(name for name, upto in options if u < upto)


def _turn(cls: str, u: float) -> Movement:
    return next(name for name, upto in _TURNS[cls] if u < upto)


def _waits(random: Generator, rate: float) -> Iterator[float]:
    """Times of a Poisson process."""
    time = 0.0
    while True:
        time += -math.log(1.0 - random.random()) / rate
        yield time


def motor_traffic(random: Generator, arm: str) -> Iterator[Arrival]:
    """Ordinary motor vehicles of one arm."""
    for time in _waits(random, VEHICLES):
        kind, turn, temper, look = (random.random() for _ in range(4))
        cls = _choose(_MIX, kind)
        yield Arrival(time, arm, cls, _turn(cls, turn), temper, look)


def cyclists(random: Generator, arm: str) -> Iterator[Arrival]:
    """Cyclists of one arm."""
    for time in _waits(random, CYCLISTS):
        turn, temper, look = (random.random() for _ in range(3))
        yield Arrival(time, arm, "bicycle", _turn("bicycle", turn), temper, look)


def pedestrians(random: Generator, arm: str) -> Iterator[Walk]:
    """People who cross one arm: along its footway, over, and away on the other side."""
    for time in _waits(random, PEDESTRIANS):
        side, lane, temper, look, onward = (random.random() for _ in range(5))
        sign = 1.0 if side < 0.5 else -1.0  # noqa: PLR2004 - a fair coin
        middle = sum(layout.CROSSWALK) / 2 + 2.0 * (lane - 0.5)
        foot = layout.FOOTWAY[0] + 2.2 + 1.2 * look
        kerb = layout.KERB + 0.7
        away = 40.0 if onward < 0.5 else 30.0  # noqa: PLR2004 - a fair coin
        ends = [(40.0, sign * foot), (middle + 1.5, sign * foot), (middle, sign * kerb)]
        ends += [(middle, -sign * kerb), (middle + 1.5, -sign * foot), (away, -sign * foot)]
        yield Walk(time, tuple(place(arm, *end) for end in ends), 2, temper, look)


def _runner(cycle: int) -> tuple[Arrival, list[Closure]]:
    arm = "north" if cycle % 4 == 0 else "south"
    crosses = signals.red_begins(arm, cycle) + RUNNER_LATE
    time = crosses - (STOP_AT - 4.4) / RUNNER_SPEED
    closures = [Closure(arm, time - 14.0, time + 3.0), Closure(arm, time - 60.0, time, straight_only=True)]
    return Arrival(time, arm, "car", "through", 0.5, 0.05, RUNNER_SPEED, runs_red=True), closures


def _wrong_way(cycle: int) -> tuple[Arrival, list[Closure]]:
    into = "east" if cycle % 4 == 0 else "north"  # the arms of which the camera sees a long stretch
    origin = turned(into, 2)
    enters = signals.green_begins(origin, cycle) + _WRONG_WAY_INTO_GREEN
    time = enters - STOP_AT / WRONG_WAY_SPEED
    closures = [Closure(into, enters - 32.0, enters + 16.0), Closure(origin, time - 10.0, time)]
    closures += [Closure(arm, enters - 60.0, time, straight_only=True) for arm in (into, origin)]
    return Arrival(time, origin, "car", "wrong_way", 0.5, 0.95, WRONG_WAY_SPEED), closures


def script() -> Iterator[tuple[Arrival, list[Closure]]]:
    """The offenders in order: in every other signal cycle one red-light runner and one wrong-way driver."""
    for cycle in count(0, 2):
        yield from sorted((_runner(cycle), _wrong_way(cycle)), key=lambda item: item[0].time)


def streams(seed: int) -> list[Generator]:
    """Independent generators: motor traffic, cyclists and pedestrians of each arm, in the order of `ARMS`."""
    children = SeedSequence(seed).spawn(3 * len(ARMS))
    return [Generator(PCG64(child)) for child in children]
