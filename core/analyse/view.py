"""A camera's scene at one frame size, with everything that remembers pixels.

A new size or another scene makes a new view. At the same size it goes on with what is as it was in the old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.analyse.abilities import limits
from core.analyse.occupancy import ZoneMeter
from core.rules import Vehicles, registry
from core.scene import Geometry, Kept, LineCounter, MovementCounter, Signals, kept
from core.trajectory import Mover, SpeedMeter, Trajectories
from core.trajectory.ground import edge_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import AnyEvent
    from core.rules.case import Place
    from core.scene import MqttSignals
    from core.settings.models import Camera
    from core.trajectory import Speed
    from core.types import Track


_PACE_SECONDS: Final = 0.5
_EARLIER_SECONDS: Final = 1.0


class View:
    """See the module."""

    def __init__(
        self, place: Place, camera: Camera, size: tuple[int, int], published: MqttSignals | None, interval: float
    ) -> None:
        self.size = size
        self._rules = camera.rules
        self._governing = registry.signals(camera)
        self.geometry = Geometry(camera.scene, *size)
        self.signals = Signals(camera.scene.signals, self.geometry, published)
        self.counter = LineCounter(self.geometry.lines)
        self.movements = MovementCounter(self.geometry.zones, self.geometry.plane)
        self.occupancy = ZoneMeter(place, self.geometry.zones, self.geometry.plane, interval)
        self.trajectories = Trajectories(size)
        self.meter = SpeedMeter(self.geometry.plane) if self.geometry.plane is not None else None
        self.vehicles = Vehicles(None if self.meter is None else self.speed)
        self.rules = registry.build(place, camera, self.geometry)
        self.lines = [[[round(x), round(y)] for x, y in points] for points in self.geometry.lines.points]
        self.polygons = [[[round(x), round(y)] for x, y in points] for points in self.geometry.zones.points]
        self._limits = limits(camera, self.geometry)
        self._ignored = frozenset(self.geometry.zones.of_kind("ignore"))

    def take_over(self, before: View) -> Kept:
        """Go on with what is under way in the view before, of the same size; what is left there has come to its end.

        Returns:
            What of the scene is as it was.
        """
        same = kept(before.geometry, self.geometry)
        self.counter.take_over(before.counter, same)
        self.movements.take_over(before.movements, same)
        self.occupancy.take_over(before.occupancy, same)
        self.signals.take_over(before.signals)
        self.trajectories = before.trajectories
        self.trajectories.measure_anew()
        if self._rules == before._rules:
            self.vehicles.take_over(before.vehicles)
        for name in self.rules.keys() & before.rules.keys():
            self.rules[name].take_over(before.rules[name], same)
        return same

    def notices(self, time: float) -> list[str]:
        """What the rules cannot see at a media time, each with what to do about it."""
        spared = self.vehicles.notice
        problems = self.signals.problems(self._governing, time)
        return [*self._limits, *problems, *([] if spared is None else [spared])]

    def finish(self, time: float) -> list[AnyEvent]:
        """End violations and intervals; `time` is the media time of the last frame."""
        ended = [event for rule in self.rules.values() for event in rule.finish(time)]
        return [*self.occupancy.finish(), *ended]

    def movers(self, tracks: Sequence[Track], time: float, *, early: bool = False) -> list[Mover]:
        """The tracks outside of zones to ignore, observed or not, with place, velocity and zones.

        Args:
            tracks: of one moment.
            time: media time, seconds.
            early: they were not known to be road users then.
        """
        points = self.trajectories.places(tracks, time)
        found: list[Mover] = []
        for track, point, inside in zip(tracks, points, self._zones(points), strict=True):
            if self._ignored.isdisjoint(inside):
                here = Mover(track, point, (0.0, 0.0), inside, measured=False, time=time, early=early)
                found.append(self.trajectories.of(track.id).go(here, self.size))
        return found

    def speed(self, track: int, time: float) -> Speed | None:
        """Speed of a track around a media time; None if it is not known."""
        return None if self.meter is None else self.meter.at(self.trajectories.of(track).whole(), time)

    def pace(self, track: int, time: float) -> float | None:
        """How fast a track goes, km/h, for people to read: measured anew every half second. None if it is not known.

        Where one second has too few pictures, it is the speed a second ago.
        """
        if self.meter is None:
            return None
        trajectory = self.trajectories.of(track)
        since, pace = trajectory.pace or (-_PACE_SECONDS, None)
        if time - since >= _PACE_SECONDS:
            speed = self.speed(track, time) or self.speed(track, time - _EARLIER_SECONDS)
            pace = None if speed is None else round(speed.kmh, 1)
            trajectory.pace = time, pace
        return pace

    def _zones(self, points: Sequence[tuple[float, float]]) -> list[tuple[int, ...]]:
        if not points or not len(self.geometry.zones):
            return [()] * len(points)
        # Who stands on the picture's edge, or just beyond it, is in the zone that reaches up to there.
        edge = edge_of(self.size)
        seen = np.clip(np.array(points), edge, np.array(self.size) - edge)
        rows = self.geometry.zones.inside(seen).tolist()
        return [tuple(k for k, inside in enumerate(row) if inside) for row in rows]

    def forget(self, ids: Sequence[int]) -> None:
        """Tracks that ended."""
        self.trajectories.forget(ids)
