"""The ground plan in metres: x east, y north, z up, the origin in the middle of the junction. Traffic keeps right.

A place on an arm is told by its station (distance from the origin along the arm) and its offset (distance to the
right of someone who drives towards the junction): inbound lanes have positive offsets, outbound lanes negative.
"""

from __future__ import annotations

from typing import Final

ARMS: Final = ("north", "east", "south", "west")
OUTWARD: Final = {"north": (0.0, 1.0), "east": (1.0, 0.0), "south": (0.0, -1.0), "west": (-1.0, 0.0)}

MEDIAN: Final = 1.0  # half width of the painted median
LANE_EDGE: Final = 4.25  # between motor lane and cycle lane
KERB: Final = 5.75
LANE: Final = (MEDIAN + LANE_EDGE) / 2  # offset of the motor lane's middle
CYCLE_LANE: Final = (LANE_EDGE + KERB) / 2
CORNER_RADIUS: Final = 5.0
CORNER: Final = KERB + CORNER_RADIUS  # station at which the kerb begins to round the corner
CROSSWALK: Final = (11.2, 14.2)  # stations
STOP_LINE: Final = 15.5
EXIT_LINE: Final = 20.0
ZONE_START: Final = 17.5
ARM_END: Final = 120.0
FOOTWAY: Final = (KERB, KERB + 4.0)  # offsets


def place(arm: str, station: float, offset: float) -> tuple[float, float]:
    """World coordinates of a place on an arm."""
    ox, oy = OUTWARD[arm]
    return station * ox - offset * oy, station * oy + offset * ox


def turned(arm: str, quarters: int) -> str:
    """The arm that lies so many quarter turns clockwise (seen from above) from the given one."""
    return ARMS[(ARMS.index(arm) + quarters) % 4]
