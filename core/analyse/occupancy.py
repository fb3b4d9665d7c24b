"""How full zones are: added up frame by frame, told once an interval of media time.

A vehicle stands in a queue from when it is slower than 5 km/h until it is faster than 10 km/h, as queue counters of
traffic simulations have it (PTV Vissim's default), and once that lasted `_STANDS` seconds. Without calibration, speeds
are in sizes of its own box, which tells less: who drives towards a low camera hardly moves in the picture. People on
foot are in no queue.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from core.events import Occupancy, ZoneOccupancy, event_id, utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.ground_plane import GroundPlane
    from core.rules import Mover
    from core.rules.case import Place
    from core.scene import Zones

_METRES: Final = (5 / 3.6, 10 / 3.6)  # a second: who is slower stops, who is faster has started
_SIZES: Final = (0.25, 0.5)  # geometric means of the box's sides a second; a box that jitters is slower
_STANDS: Final = 2.0  # seconds
_EVERY: Final = 0.2  # seconds between two looks at who stands
_ROUNDING: Final = 1e-6  # of intervals, as media times are sums of frames


class ZoneMeter:
    """Measures all zones of one camera but those to ignore.

    Args:
        place: whose zones.
        zones: of the scene.
        plane: the road in metres; None without calibration.
        interval: seconds of media time, on a grid, so that a replay tells the same.
    """

    def __init__(self, place: Place, zones: Zones, plane: GroundPlane | None, interval: float) -> None:
        self._place = place
        self._zones = zones
        self._plane = plane
        self._interval = interval
        self._columns = tuple(k for k, zone in enumerate(zones.settings) if zone.kind != "ignore")
        self._standing: dict[int, float] = {}  # since when, by track
        self._looked = -math.inf
        self._slot: int | None = None
        self._clear(0.0)

    def _clear(self, time: float) -> None:
        self._began = self._newest = time
        self._frames = 0
        self._last: Sequence[Mover] = ()
        self._sums = [0] * len(self._zones)
        self._occupied = [0] * len(self._zones)
        self._queues = [0] * len(self._zones)
        self._longest = [0] * len(self._zones)

    def update(self, movers: Sequence[Mover], time: float) -> list[Occupancy]:
        """Take the road users observed in one frame; what the interval was like if this frame is the first after it."""
        if not self._columns:
            return []
        slot = math.floor(time / self._interval + _ROUNDING)
        told: list[Occupancy] = []
        if slot != self._slot:
            if self._slot is not None:
                told = self.finish(min(time, (self._slot + 1) * self._interval))
            self._clear(time)
            self._slot = slot
        self._add(movers, time)
        return told

    def _add(self, movers: Sequence[Mover], time: float) -> None:
        if time - self._looked >= _EVERY:
            self._looked = time
            self._look([mover for mover in movers if mover.zones and mover.cls != "person"], time)
        here, queues = [0] * len(self._zones), [0] * len(self._zones)
        for mover in movers:
            stands = time - self._standing.get(mover.track.id, time) >= _STANDS
            for column in mover.zones:
                here[column] += 1
                queues[column] += stands
        for column in self._columns:
            if here[column]:
                self._sums[column] += here[column]
                self._occupied[column] += 1
                self._longest[column] = max(self._longest[column], queues[column])
        self._queues, self._last, self._newest = queues, movers, time
        self._frames += 1

    def _look(self, vehicles: Sequence[Mover], time: float) -> None:
        """Note who stands since when."""
        stops, starts = _METRES if self._plane is not None else _SIZES
        for mover, speed in zip(vehicles, self._speeds(vehicles), strict=True):
            track = mover.track.id
            if speed > (starts if track in self._standing else stops):
                self._standing.pop(track, None)
            else:
                self._standing.setdefault(track, time)

    def _speeds(self, vehicles: Sequence[Mover]) -> list[float]:
        """In metres or sizes a second; where the road ends, infinite."""
        if not vehicles or self._plane is None:
            return [mover.speed / mover.size for mover in vehicles]
        points = np.array([mover.point for mover in vehicles])
        before = points - np.array([mover.velocity for mover in vehicles]) * _EVERY
        here, there = np.split(self._plane.metres(np.concatenate([points, before])), 2)
        speeds: list[float] = np.nan_to_num(np.hypot(*(here - there).T) / _EVERY, nan=math.inf).tolist()
        return speeds

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._standing.pop(track, None)

    def finish(self, time: float | None = None) -> list[Occupancy]:
        """What was added up since the interval began, up to `time`, or else up to the newest frame."""
        end = self._newest if time is None else time
        if not self._frames or end <= self._began:
            return []
        site, camera = self._place.site, self._place.camera
        event = Occupancy(
            id=event_id(site, camera, "occupancy", "zones", end),
            site=site,
            camera=camera,
            time=utc(end),
            seconds=round(end - self._began, 3),
            frames=self._frames,
            zones=tuple(self._told(column) for column in self._columns),
        )
        self._frames = 0
        return [event]

    def _told(self, column: int) -> ZoneOccupancy:
        zone = self._zones.settings[column]
        return ZoneOccupancy(
            zone=zone.id,
            zone_kind=zone.kind,
            objects=dict(Counter(mover.cls for mover in self._last if column in mover.zones)),
            mean_objects=round(self._sums[column] / self._frames, 3),
            queue=self._queues[column],
            max_queue=self._longest[column],
            occupancy=round(self._occupied[column] / self._frames, 4),
        )
