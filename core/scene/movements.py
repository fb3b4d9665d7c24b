"""Turning movements: who went from which approach to which exit.

1. A track is in a zone when it was seen there for `_STAYS` seconds on end: a box that jitters over a corner is not.
   Each frame stands for the time since the one before, so that one is enough where they are that far apart.
2. Its origin is the first approach it is in, its destination the first exit after that; then it is done. An approach
   that it is in later for `_ANOTHER` seconds becomes its origin: who only touches one on its way keeps the first.
3. A new track that begins where another vanished a moment ago goes on with that one's state. Not if it had arrived:
   at the picture's edge one leaves where the next one comes.

People on foot make no turning movements. Who was not seen in an approach has no origin and is not counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from core.scene.heirs import Stay, predecessor
from core.types import CLASS_IDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events.models import Turn
    from core.ground_plane import GroundPlane
    from core.scene.geometry import Zones
    from core.scene.kept import Kept
    from core.types import Points, Track

_STAYS: Final = 0.2  # seconds
_ANOTHER: Final = 1.0
_ROUNDING: Final = 1e-6
_KEPT: Final = 120.0  # seconds; longer than anybody is out of sight and comes back as the same track
_TIDY: Final = 10.0  # seconds
_PERSON: Final = CLASS_IDS["person"]
_STRAIGHT: Final = 45.0  # degrees of change of direction up to which a way goes through
_BACK: Final = 135.0  # and from which it goes back


@dataclass(frozen=True, slots=True)
class Moved:
    """One track went from an approach to an exit.

    Attributes:
        origin, destination: columns of the zones.
        turn: None where the scene does not tell.
        track: the track when that was decided, up to a few frames later.
        time: media time of its arrival at the exit, seconds.
        seconds: since it left the approach.
    """

    origin: int
    destination: int
    turn: Turn | None
    track: Track
    time: float
    seconds: float


@dataclass(slots=True)
class _Way:
    stay: Stay
    origin: int | None = None
    left: float = 0.0  # when it was last in its origin
    zone: int | None = None  # the zone in question
    since: float = 0.0
    arrived: bool = False


class MovementCounter:
    """Finds the turning movements of one camera.

    Args:
        zones: of the scene; those of kind approach and exit count.
        plane: the road in metres; without it turns are not told.
    """

    def __init__(self, zones: Zones, plane: GroundPlane | None) -> None:
        self._approaches = frozenset(zones.of_kind("approach"))
        self._exits = frozenset(zones.of_kind("exit"))
        self._turns = turns(zones, plane)
        self._ways: dict[int, _Way] = {}
        self._tidied = -math.inf
        self._newest = -math.inf
        self._frame = 0.0  # seconds for which a frame stands

    def take_over(self, before: MovementCounter, kept: Kept) -> None:
        """Go on with the ways of the counter before; who comes from a zone that changed has no origin any more."""
        self._ways = before._ways
        for way in self._ways.values():
            way.origin = None if way.origin is None else kept.zones.get(way.origin)
            way.zone = None if way.zone is None else kept.zones.get(way.zone)

    def __len__(self) -> int:
        """How many ways there are."""
        return len(self._approaches) * len(self._exits)

    def update(self, tracks: Sequence[Track], zones: Sequence[Sequence[int]], time: float) -> list[Moved]:
        """Take the tracks observed in one frame.

        Args:
            tracks: observed tracks.
            zones: columns of the zones each is in.
            time: media time, seconds.

        Returns:
            The movements decided in this frame.
        """
        self._forget(time)
        if time > self._newest:
            self._frame, self._newest = min(time - self._newest, _STAYS), time
        found = []
        for track, inside in zip(tracks, zones, strict=True):
            if track.cls == _PERSON:
                continue
            way = self._ways.get(track.id)
            if way is None:
                way = self._ways[track.id] = self._begin(track, tracks, time)
            way.stay.see(track.box, time)
            if not way.arrived and (moved := self._step(way, track, inside, time)) is not None:
                found.append(moved)
        return found

    def _step(self, way: _Way, track: Track, inside: Sequence[int], time: float) -> Moved | None:
        if way.origin in inside:
            way.left = time
        zone = self._wanted(way.origin, inside)
        if zone != way.zone:
            way.zone, way.since = zone, time
        is_exit = zone in self._exits
        spent = time - way.since + self._frame + _ROUNDING
        if zone is None or spent < (_STAYS if is_exit or way.origin is None else _ANOTHER):
            return None
        if not is_exit:
            way.origin, way.left, way.zone = zone, time, None
            return None
        assert way.origin is not None  # noqa: S101 -- else no exit is wanted
        way.arrived = True
        turn = self._turns.get((way.origin, zone))
        return Moved(way.origin, zone, turn, track, way.since, max(0.0, way.since - way.left))

    def _wanted(self, origin: int | None, inside: Sequence[int]) -> int | None:
        """The zone that would mean something: an exit for who has an origin, else another approach."""
        exits = (k for k in inside if k in self._exits) if origin is not None else ()
        return next(iter((*exits, *(k for k in inside if k in self._approaches and k != origin))), None)

    def _begin(self, track: Track, tracks: Sequence[Track], time: float) -> _Way:
        here = {other.id for other in tracks}
        vanished = ((key, way.stay) for key, way in self._ways.items() if key not in here and not way.arrived)
        before = predecessor(track, vanished)
        return _Way(Stay(track.box, time)) if before is None else self._ways.pop(before)

    def _forget(self, time: float) -> None:
        if time - self._tidied >= _TIDY:
            self._tidied = time
            self._ways = {key: way for key, way in self._ways.items() if time - way.stay.time <= _KEPT}


def turns(zones: Zones, plane: GroundPlane | None) -> dict[tuple[int, int], Turn]:
    """How one turns from each approach to each exit, by columns; empty where the road's plane is not known.

    Directions are taken from an approach's middle to the junction's and from there to the exit's.
    """
    ends = zones.of_kind("approach"), zones.of_kind("exit")
    if plane is None or not all(ends):
        return {}
    middles = np.array([plane.metres(points).mean(axis=0) for points in zones.points]).reshape(-1, 2)
    middle = middles[list(zones.of_kind("junction") or (*ends[0], *ends[1]))].mean(axis=0)
    # A camera looks at the road from above and its pictures have y down, so this tells which way round metres go.
    clockwise = math.copysign(1.0, np.linalg.det(plane.matrix))
    ways = {(a, b): _angle(middle - middles[a], middles[b] - middle) * clockwise for a in ends[0] for b in ends[1]}
    return {way: _turn(math.degrees(angle)) for way, angle in ways.items() if math.isfinite(angle)}


def _angle(one: Points, other: Points) -> float:
    return math.atan2(one[0] * other[1] - one[1] * other[0], float(one @ other))


def _turn(degrees: float) -> Turn:
    """The word for a change of direction, clockwise."""
    if abs(degrees) <= _STRAIGHT:
        return "through"
    if abs(degrees) >= _BACK:
        return "u_turn"
    return "right" if degrees > 0 else "left"
