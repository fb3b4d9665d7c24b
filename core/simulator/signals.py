"""The fixed signal plan: north and south together, then east and west, then all pedestrians at once.

Pedestrians have a stage of their own, so no turning vehicle ever meets one. Every red of a group begins with an
all-red clearance of `CLEARANCE` seconds.
"""

from __future__ import annotations

from typing import Final, Literal

from core.simulator.layout import ARMS

State = Literal["green", "amber", "red"]
GREEN: Final = 18.0
AMBER: Final = 3.0
CLEARANCE: Final = 2.0
WALK: Final = 5.0
WALK_CLEARANCE: Final = 12.0  # the slowest walker who starts at the end of WALK is across
_STAGE: Final = GREEN + AMBER + CLEARANCE
CYCLE: Final = 2 * _STAGE + WALK + WALK_CLEARANCE
WALK_GROUP: Final = "walk"
_START: Final = {"north": 0.0, "south": 0.0, "east": _STAGE, "west": _STAGE}


def _into(group: str, time: float) -> float:
    """Seconds since the group's last green began."""
    return (time - _START[group]) % CYCLE


def state(group: str, time: float) -> State:
    """What an arm's signal shows at `time` (seconds since the simulator's start)."""
    into = _into(group, time)
    return "green" if into < GREEN else "amber" if into < GREEN + AMBER else "red"


def until_red(group: str, time: float) -> float:
    """Seconds until the group's next red begins; 0 while it is red."""
    return max(0.0, GREEN + AMBER - _into(group, time))


def into_red(group: str, time: float) -> float:
    """Seconds for which the group has been red; 0 while it is not."""
    return max(0.0, _into(group, time) - GREEN - AMBER)


def red_begins(group: str, cycle: int) -> float:
    """When the red of the given cycle (0, 1, …) begins."""
    return _START[group] + cycle * CYCLE + GREEN + AMBER


def green_begins(group: str, cycle: int) -> float:
    """When the green of the given cycle (0, 1, …) begins."""
    return _START[group] + cycle * CYCLE


def walking_allowed(time: float) -> bool:
    """Whether pedestrians may start to cross."""
    return 2 * _STAGE <= time % CYCLE < 2 * _STAGE + WALK


def states(time: float) -> dict[str, State]:
    """Every group's state, the pedestrians' among them."""
    shown: dict[str, State] = {arm: state(arm, time) for arm in ARMS}
    shown[WALK_GROUP] = "green" if walking_allowed(time) else "red"
    return shown
