"""The scene's lines, zones and signals as they lie in the camera's picture.

The engine places a road user at the middle of its box's lower edge. For a long vehicle seen at an angle that point
lies beside it, on the camera's side, up to three metres from its middle. Lines and lane zones therefore reach a
little towards the camera, so that they catch exactly those who drive in their half of the road.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.settings.scene import Calibration, GroundPoint, Line, Scene, Zone
from core.settings.signals.simulator import SimulatorSignal
from core.simulator import layout
from core.simulator.camera import CAMERA
from core.simulator.layout import ARMS, place

if TYPE_CHECKING:
    from core.settings.basics import Point

#: Stations at which the lane zones end: before the picture's edge cuts the boxes of buses, or vehicles get small.
ZONE_END: Final = {"north": 60.0, "east": 60.0, "south": 23.0, "west": 23.0}
# Offsets towards the camera (positive) of lines and lane zones on the near and on the far half of a road.
_NEAR_LINE: Final = (1.9, 6.9)
_FAR_LINE: Final = (-6.1, 1.7)
_NEAR_ZONE: Final = (1.9, 5.2)
_FAR_ZONE: Final = (-4.25, 0.6)


def stop_line(arm: str) -> str:
    """Id of the stop line of an arm."""
    return f"stop-{arm}"


def exit_line(arm: str) -> str:
    """Id of the line that counts departures by an arm."""
    return f"exit-{arm}"


def lane_zone(arm: str, *, inbound: bool) -> str:
    """Id of a lane's zone."""
    return f"lane-{arm}-{'in' if inbound else 'out'}"


def approach(arm: str) -> str:
    """Id of the zone of those who come by an arm."""
    return f"in-{arm}"


def departure(arm: str) -> str:
    """Id of the zone of those who leave by an arm."""
    return f"out-{arm}"


def _pixel(arm: str, station: float, offset: float) -> Point:
    x, y = CAMERA.ground(*place(arm, station, offset))
    return round(x, 1), round(y, 1)


def _towards_camera(arm: str) -> float:
    """1 if the inbound half of the arm is nearer to the camera than the outbound half, else -1."""
    near, far = (CAMERA.ground(*place(arm, layout.STOP_LINE, side * layout.LANE))[1] for side in (1.0, -1.0))
    return 1.0 if near > far else -1.0


def _reach(arm: str, near: tuple[float, float], far: tuple[float, float], *, inbound: bool) -> tuple[float, float]:
    """Offsets of the median's end and of the kerb's end of something on one half of an arm."""
    towards = _towards_camera(arm)
    on_near_half = inbound == (towards > 0)
    inner, outer = near if on_near_half else far[::-1]
    return towards * inner, towards * outer


def _stop(arm: str) -> Line:
    inner, outer = _reach(arm, _NEAR_LINE, _FAR_LINE, inbound=True)
    points = [_pixel(arm, layout.STOP_LINE, offset) for offset in (outer, inner)]
    return Line(id=stop_line(arm), kind="stop", signal=arm, points=points)


def _exit(arm: str) -> Line:
    inner, outer = _reach(arm, _NEAR_LINE, _FAR_LINE, inbound=False)
    points = [_pixel(arm, layout.EXIT_LINE, offset) for offset in (outer, inner)]
    return Line(id=exit_line(arm), kind="exit", points=points)


def _lane(arm: str, *, inbound: bool) -> Zone:
    inner, outer = _reach(arm, _NEAR_ZONE, _FAR_ZONE, inbound=inbound)
    near, far = layout.ZONE_START, ZONE_END[arm]
    corners = [(near, inner), (far, inner), (far, outer), (near, outer)]
    ends = [_pixel(arm, station, (inner + outer) / 2) for station in (far, near)]
    heading = (ends[0], ends[1]) if inbound else (ends[1], ends[0])
    return Zone(
        id=lane_zone(arm, inbound=inbound),
        kind="lane",
        points=[_pixel(arm, *corner) for corner in corners],
        heading=heading,
    )


def _end(arm: str, *, inbound: bool) -> Zone:
    """Where ways through the junction begin or end."""
    inner, outer = _reach(arm, _NEAR_LINE, _FAR_LINE, inbound=inbound)
    near, far = layout.STOP_LINE, ZONE_END[arm]
    corners = [(far, outer), (near, outer), (near, inner), (far, inner)]  # named at the far end: lanes are at the near
    points = [_pixel(arm, *corner) for corner in corners]
    if inbound:
        return Zone(id=approach(arm), kind="approach", points=points)
    return Zone(id=departure(arm), kind="exit", points=points)


def _crosswalk(arm: str) -> Zone:
    near, far = layout.CROSSWALK
    corners = [(station, side * layout.KERB) for station, side in ((near, -1.0), (far, -1.0), (far, 1.0), (near, 1.0))]
    return Zone(id=f"crosswalk-{arm}", kind="crosswalk", points=[_pixel(arm, *c) for c in corners])


def _junction() -> Zone:
    edge = layout.CROSSWALK[0]
    points = [_pixel(arm, edge, side * layout.KERB) for arm in ARMS for side in (1.0, -1.0)]
    return Zone(id="junction", kind="junction", points=points)


def _calibration() -> Calibration:
    """Corners of the crosswalks and kerbs farther out, as a surveyor would take them."""
    stations = {"north": (11.2, 40.0), "east": (11.2, 40.0), "south": (11.2, 20.0), "west": (11.2, 20.0)}
    places = [(arm, at, side * layout.KERB) for arm in ARMS for at in stations[arm] for side in (1.0, -1.0)]
    return Calibration(points=[GroundPoint(image=_pixel(*spot), ground=place(*spot)) for spot in places])


def scene() -> Scene:
    """Lines, zones, signals and calibration for the simulator's picture, in its pixels."""
    return Scene(
        units="pixels",
        lines=[make(arm) for make in (_stop, _exit) for arm in ARMS],
        zones=[
            _junction(),
            *(_lane(arm, inbound=inbound) for arm in ARMS for inbound in (True, False)),
            *(_end(arm, inbound=inbound) for arm in ARMS for inbound in (True, False)),
            *(_crosswalk(arm) for arm in ARMS),
        ],
        signals=[SimulatorSignal(id=arm, kind="simulator", group=arm) for arm in ARMS],
        calibration=_calibration(),
    )
