"""How full zones are: added up frame by frame, told once an interval of media time.

A vehicle is in a queue once it has stood for `QUEUES_SECONDS`, as `core.trajectory.standing` has it. Without
calibration, speeds are in sizes of its own box, which tells less: who drives towards a low camera hardly moves in the
picture. People on foot are in no queue.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from core.events import Occupancy, ZoneOccupancy, event_id, utc
from core.trajectory.standing import QUEUES, QUEUES_METRES, QUEUES_SECONDS
from core.watch import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ground_plane import GroundPlane
    from core.rules.case import Place
    from core.scene import Kept, Zones
    from core.trajectory import Mover, Trajectories

_EVERY: Final = 0.2  # seconds between two looks at who stands
_ROUNDING: Final = 1e-6  # of intervals, as media times are sums of frames


@dataclass(slots=True)
class _Interval:
    """What is added up until the next one begins; a number for each zone."""

    slot: int | None
    began: float
    newest: float
    sums: list[int]
    occupied: list[int]
    queues: list[int]
    longest: list[int]
    frames: int = 0
    last: Sequence[Mover] = ()

    @classmethod
    def begin(cls, slot: int | None, time: float, zones: int) -> _Interval:
        """Nothing yet."""
        return cls(slot, time, time, [0] * zones, [0] * zones, [0] * zones, [0] * zones)


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
        self._looked = -math.inf
        self._now = _Interval.begin(None, 0.0, len(zones))

    def take_over(self, before: ZoneMeter, kept: Kept) -> None:
        """Go on with who stands where; with the interval as well if all zones are as they were."""
        self._looked = before._looked
        if kept.zones_alike and kept.road and self._interval == before._interval:
            self._now, before._now = before._now, self._now

    def update(self, movers: Sequence[Mover], trajectories: Trajectories, time: float) -> list[Occupancy]:
        """Take the road users observed in one frame; what the interval was like if this frame is the first after it."""
        if not self._columns:
            return []
        slot = math.floor(time / self._interval + _ROUNDING)
        told: list[Occupancy] = []
        gap = time - self._now.newest > GAP  # nobody knows what was in the zones meanwhile
        if slot != self._now.slot or gap:
            if self._now.slot is not None:
                told = self.finish(None if gap else min(time, (self._now.slot + 1) * self._interval))
            self._now = _Interval.begin(slot, time, len(self._zones))
        self._add(movers, trajectories, time)
        return told

    def _add(self, movers: Sequence[Mover], trajectories: Trajectories, time: float) -> None:
        if time - self._looked >= _EVERY:
            self._looked = time
            vehicles = [mover for mover in movers if mover.zones and mover.cls != "person"]
            self._look([mover for mover in vehicles if mover.measured], trajectories, time)
        here, queues, now = [0] * len(self._zones), [0] * len(self._zones), self._now
        for mover in movers:
            since = trajectories.of(mover.track.id).queues
            stands = since is not None and time - since >= QUEUES_SECONDS
            for column in mover.zones:
                here[column] += 1
                queues[column] += stands
        for column in self._columns:
            if here[column]:
                now.sums[column] += here[column]
                now.occupied[column] += 1
                now.longest[column] = max(now.longest[column], queues[column])
        now.queues, now.last, now.newest = queues, movers, time
        now.frames += 1

    def _look(self, vehicles: Sequence[Mover], trajectories: Trajectories, time: float) -> None:
        """Note who stands since when."""
        limits = QUEUES_METRES if self._plane is not None else QUEUES
        for mover, speed in zip(vehicles, self._speeds(vehicles), strict=True):
            trajectory = trajectories.of(mover.track.id)
            trajectory.queues = limits.since(trajectory.queues, speed, time)

    def _speeds(self, vehicles: Sequence[Mover]) -> list[float]:
        """In metres or sizes a second; where the road ends, infinite."""
        if not vehicles or self._plane is None:
            return [mover.pace for mover in vehicles]
        points = np.array([mover.point for mover in vehicles])
        before = points - np.array([mover.velocity for mover in vehicles]) * _EVERY
        here, there = np.split(self._plane.metres(np.concatenate([points, before])), 2)
        speeds: list[float] = np.nan_to_num(np.hypot(*(here - there).T) / _EVERY, nan=math.inf).tolist()
        return speeds

    def finish(self, time: float | None = None) -> list[Occupancy]:
        """What was added up since the interval began, up to `time`, or else up to the newest frame."""
        now = self._now
        end = now.newest if time is None else time
        if not now.frames or end <= now.began:
            return []
        site, camera = self._place.site, self._place.camera
        event = Occupancy(
            id=event_id(site, camera, "occupancy", "zones", end),
            site=site,
            camera=camera,
            time=utc(end),
            scene=self._place.scene,
            seconds=round(end - now.began, 3),
            frames=now.frames,
            zones=tuple(self._told(column) for column in self._columns),
        )
        now.frames = 0
        return [event]

    def _told(self, column: int) -> ZoneOccupancy:
        zone, now = self._zones.settings[column], self._now
        return ZoneOccupancy(
            zone=zone.id,
            zone_kind=zone.kind,
            objects=dict(Counter(mover.cls for mover in now.last if column in mover.zones)),
            mean_objects=round(now.sums[column] / now.frames, 3),
            queue=now.queues[column],
            max_queue=now.longest[column],
            occupancy=round(now.occupied[column] / now.frames, 4),
        )
