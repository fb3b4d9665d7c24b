"""Wrong way: a vehicle drives against the heading of a lane, or over a line in the direction that is not allowed.

In a lane it must last `min_seconds` and cover half of the vehicle's own size, all of it if it has no class, so that
neither a box that jumps nor somebody who rolls back fires it. Who was seen to stand, or to drive rightly there before,
may be backing into a parking space or out of one, and must go on for longer than that takes; so must who crosses a
line back over which it came. Classes that the lane or line exempts are let go; at a line that takes a second: a class
may be new.

One case a track: it goes on until the track drives rightly or is out of the lane for `_QUIET` seconds, or ends.
Somebody who stops in the lane against its heading is still in violation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from core.rules.case import Case, Place, pixels
from core.rules.limitation import Drawn, Limitation
from core.rules.registry import RuleType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events import Violation
    from core.ground_plane import GroundPlane
    from core.rules.context import Context
    from core.scene import Geometry, Kept, LineCrossing
    from core.settings.rules.wrong_way import WrongWay
    from core.settings.scene import Scene
    from core.trajectory import Mover

_MOVES: Final = 0.25  # sizes per second from which a direction of travel means something
_AGAINST: Final = 0.5  # cosine: within 60 degrees of the opposite of the heading
_TRAVEL: Final = 0.5  # sizes
_NAMELESS_TRAVEL: Final = 1.0  # the same for what has no class: moving things that merge or part are boxes that shift
_BACKS: Final = 5.0  # sizes that somebody may go backwards, or metres where the road is known
_BACKS_METRES: Final = 12.0
_BACKS_SLOWLY: Final = 1.5  # sizes a second above which nobody backs into a parking space
_CLASSED: Final = 1.0  # seconds after which a class is sure
_KNOWN: Final = 0.5  # seconds after which a speed is known well
_PAUSE: Final = 0.5  # seconds for which a run may be interrupted
_QUIET: Final = 2.0  # seconds without wrong after which a case ends
_EVERY: Final = 1.0  # seconds between updates of a case


@dataclass(slots=True)
class _Run:
    """A vehicle going against one lane's heading; perhaps soon a case."""

    since: float
    start: tuple[float, float]
    seen: float


@dataclass(slots=True)
class _Met:
    """Somebody who crossed a line in the direction that is not allowed; perhaps soon a case."""

    crossing: LineCrossing
    backs: bool  # it came over this line
    mover: Mover | None = None  # as it was last seen


@dataclass(slots=True)
class _Open:
    case: Case
    wrong: float  # when the wrong was last seen
    told: float  # when the last event was sent


class WrongWayRule:
    """One camera's wrong-way rule.

    Args:
        place: whose rule.
        settings: the thresholds.
        plane: the road in metres, if it is known.
    """

    def __init__(self, place: Place, settings: WrongWay, plane: GroundPlane | None) -> None:
        self._place = place
        self._settings = settings
        self._plane = plane
        self._runs: dict[tuple[int, int], _Run] = {}
        self._met: dict[tuple[int, str], _Met] = {}
        self._right: set[tuple[int, str]] = set()  # tracks, and lanes and lines where they went rightly
        self._open: dict[int, _Open] = {}

    def update(self, context: Context) -> list[Violation]:
        """Cases that begin, go on or end in this frame."""
        for crossing in context.crossings:
            self._meets(crossing)
        events = [event for key in list(self._met) for event in self._at_line(key, context)]
        for mover in context.movers.values():
            if mover.cls != "person":
                for zone in mover.zones:
                    events += self._in_zone(mover, zone, context)
        return events + self._tidy(context)

    def _meets(self, crossing: LineCrossing) -> None:
        """Remember who crossed a line that has a permitted direction."""
        key = (crossing.track.id, crossing.line.id)
        if _is_forbidden(crossing):
            self._met[key] = _Met(crossing, key in self._right)
        elif crossing.line.allowed != "both":
            self._met.pop(key, None)
            self._right.add(key)

    def _at_line(self, key: tuple[int, str], context: Context) -> list[Violation]:
        """Judge somebody who crossed a line in the wrong direction, once that can be done."""
        met = self._met[key]
        mover = met.mover = context.movers.get(key[0], met.mover)
        over = key[0] in context.ended
        decided = mover is not None and self._is_decided(met, mover, context.time, over=over)
        if over or decided:
            del self._met[key]
        if mover is None or not decided:
            return []
        crossing = met.crossing
        if mover.cls in crossing.line.exempt:
            return []
        shown = self._is_vehicle(mover, crossing.time, context)
        return [] if shown is None else self._wrong(mover, crossing.time, context.time, _line_facts(crossing) | shown)

    def _in_zone(self, mover: Mover, zone: int, context: Context) -> list[Violation]:
        """Judge a vehicle in a zone with a heading."""
        heading, lane = context.zones.headings[zone], context.zones.settings[zone]
        if lane.kind != "lane" or not heading.any() or mover.cls in lane.exempt or not mover.measured:
            return []
        ahead = float(mover.velocity[0] * heading[0] + mover.velocity[1] * heading[1])
        key = (mover.track.id, zone)
        if mover.speed < _MOVES * mover.size:  # stands: neither wrong nor right
            if mover.track.id in self._open and key in self._runs:
                self._open[mover.track.id].wrong = context.time
                self._runs[key].seen = context.time
            return []
        if ahead > -_AGAINST * mover.speed:
            if ahead > _AGAINST * mover.speed:
                self._right.add((mover.track.id, lane.id))
            return []
        run = self._runs.setdefault(key, _Run(context.time, mover.point, context.time))
        run.seen = context.time
        back = (mover.point[0] - run.start[0]) * heading[0] + (mover.point[1] - run.start[1]) * heading[1]
        travel = _NAMELESS_TRAVEL if mover.cls == "object" else _TRAVEL
        if context.time - run.since < self._settings.min_seconds or -back < travel * mover.size:
            return []
        track = mover.track.id
        stood = context.trajectories.of(track).parked
        backs = track not in self._open and (stood or (track, lane.id) in self._right)
        shown = self._is_vehicle(mover, context.time - _KNOWN, context)
        if shown is None or (backs and self._may_back(run.start, mover)):
            return []
        facts = {
            "zone": lane.id,
            "heading": [round(float(part), 3) for part in heading],
            "seconds_against": round(context.time - run.since, 3),
            "travelled_px": round(float(-back), 1),
            "min_seconds": self._settings.min_seconds,
            "point": pixels(mover.point),
            **shown,
        }
        return self._wrong(mover, run.since, context.time, facts)

    def _is_decided(self, met: _Met, mover: Mover, now: float, *, over: bool) -> bool:
        """Whether somebody is seen not to back only, and its class is known well enough."""
        sure = over or not met.crossing.line.exempt or now - met.crossing.time >= _CLASSED
        return sure and not (met.backs and self._may_back(met.crossing.point, mover))

    def _may_back(self, start: tuple[float, float], mover: Mover) -> bool:
        """Whether the way from somewhere is as slow as that into a parking space, and no longer."""
        if mover.speed >= _BACKS_SLOWLY * mover.size:
            return False
        if self._plane is None:
            return math.dist(start, mover.point) < _BACKS * mover.size
        one, other = self._plane.metres(np.array([start, mover.point]))
        return math.dist(one, other) < _BACKS_METRES  # false beyond the horizon

    def _is_vehicle(self, mover: Mover, time: float, context: Context) -> dict[str, float] | None:
        """What shows that somebody is a vehicle; nothing more is asked of whoever was accused already."""
        if mover.track.id in self._open:
            return {}
        return context.vehicles.facts(mover.track, time, unclassified=self._settings.unclassified)

    def _wrong(self, mover: Mover, since: float, now: float, facts: dict[str, Any]) -> list[Violation]:
        facts["speed_px_s"] = round(mover.speed, 1)
        track = mover.track.id
        if track not in self._open:
            case = Case(self._place, "wrong_way", str(track), track, mover.cls, since, facts)
            self._open[track] = _Open(case, now, now)
            return [case.event("new", now)]
        known = self._open[track]
        known.case.facts |= facts
        known.wrong = now
        if now - known.told < _EVERY:
            return []
        known.told = now
        return [known.case.event("update", now)]

    def _tidy(self, context: Context) -> list[Violation]:
        """Forget runs that broke off, end cases that are over."""
        now = context.time
        over = [key for key, run in self._runs.items() if now - run.seen > _PAUSE or key[0] in context.ended]
        for key in over:
            del self._runs[key]
        if context.ended:
            self._right = {key for key in self._right if key[0] not in context.ended}
        quiet = [k for k, known in self._open.items() if now - known.wrong > _QUIET or k in context.ended]
        return [self._open.pop(track).case.event("end", now) for track in quiet]

    def take_over(self, before: WrongWayRule, kept: Kept) -> None:
        """Cases of lines and lanes that are as they were."""
        runs = ((track, kept.zones.get(zone), run) for (track, zone), run in before._runs.items())
        self._runs = {(track, zone): run for track, zone, run in runs if zone is not None}
        named = kept.line_ids | kept.zone_ids
        self._met = {key: met for key, met in before._met.items() if key[1] in kept.line_ids}
        self._right = {key for key in before._right if key[1] in named}
        same = [track for track, known in before._open.items() if _is_kept(known.case, kept)]
        self._open = {track: before._open.pop(track) for track in same}

    def finish(self, time: float) -> list[Violation]:
        """End all cases."""
        events = [known.case.event("end", time) for known in self._open.values()]
        self._open.clear()
        self._runs.clear()
        self._met.clear()
        return events

    def offenders(self) -> set[int]:
        """Tracks with an open case."""
        return set(self._open)


def _is_kept(case: Case, kept: Kept) -> bool:
    """Whether all that a case names is as it was."""
    line, zone = case.facts.get("line"), case.facts.get("zone")
    return (line is None or line in kept.line_ids) and (zone is None or zone in kept.zone_ids)


def _is_forbidden(crossing: LineCrossing) -> bool:
    return crossing.line.allowed not in {"both", crossing.direction}


def _line_facts(crossing: LineCrossing) -> dict[str, Any]:
    return {
        "line": crossing.line.id,
        "direction": crossing.direction,
        "allowed": crossing.line.allowed,
        "point": pixels(crossing.point),
    }


def _has_one_way(scene: Scene) -> bool:
    return any(line.allowed != "both" for line in scene.lines)


def _able(scene: Scene) -> bool:
    return _has_one_way(scene) or any(zone.kind == "lane" and zone.heading is not None for zone in scene.zones)


def _build(place: Place, settings: WrongWay, geometry: Geometry) -> WrongWayRule:
    return WrongWayRule(place, settings, geometry.plane)


def _limits(drawn: Drawn) -> Iterator[Limitation]:
    headed = [zone for zone in drawn.scene.zones if zone.heading is not None]
    for zone in headed:
        if zone.kind != "lane":
            yield Limitation(
                f"zone '{zone.id}' has a direction of travel but is not a lane: wrong-way driving is not detected "
                "there",
                "make it a lane (kind: lane)",
            )
    if drawn.asked and not headed and not _has_one_way(drawn.scene):
        yield Limitation(
            "wrong-way driving is not detected: no lane has a direction of travel and no line a permitted direction",
            "draw a lane with a direction, or set the permitted direction of a line",
        )


RULE: Final = RuleType(_able, _build, limits=_limits)
