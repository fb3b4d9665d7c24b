"""Red-light running: a vehicle crosses a stop line forward while its signal has been red for longer than `grace`.

The signal counts at the moment the line was met, not when the crossing was decided. Unknown is never red. As with
red-light cameras, which take a second picture further in, a vehicle has to drive on past the line, without a stop and
while the signal is still red; or it leaves the junction ahead of it while the signal is. So one that stops behind the
line, creeps, stands on it with a box that jitters, or leaves with green has not run the light. Of one that is fast the
signal need not be red for all of that way, only until it is clearly over the line: it may meet it just before green.
Whether it is a vehicle, and one that the line does not exempt, is judged then: the class is surer than at the line.

Where a line permits to turn on red, whoever has stopped before it is judged by which way it has gone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.rules.case import Case, Place, pixels
from core.rules.limitation import Drawn, Limitation
from core.rules.registry import RuleType
from core.rules.turning import heading, turned
from core.trajectory.trajectory import stands
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events import Violation
    from core.ground_plane import GroundPlane
    from core.rules.context import Context
    from core.scene import Geometry, Kept, LineCrossing
    from core.scene.geometry import Zones
    from core.settings.rules.red_light import RedLight
    from core.settings.scene import Scene
    from core.trajectory import Mover


_DRIVES_ON: Final = 1.0  # sizes of its own box that a vehicle must get away from where it met the line
_IN_TIME: Final = 3.0  # seconds it may take for that: who needs more creeps
_KEEPS: Final = 0.8  # share of its speed at the line that it must still have there: who brakes may yet stop
_FAR: Final = 2.0  # sizes from where on it need not
_OVER: Final = 0.3  # sizes behind the line where no jitter leads
_FAST: Final = 1.0  # sizes a second at the line from which on nobody creeps or has just started
_AT_LINE: Final = 2.0  # sizes before the line within which a stop counts as one before turning
_STOPPED: Final = 15.0  # seconds for which it does
_SHOWS: Final = 4.0  # sizes behind the line where who turns has begun to; without a junction zone
_TURNS: Final = 30.0  # degrees
_AT_ONCE: Final = 0.1  # seconds after which it shows how somebody went over the line


@dataclass(slots=True)
class _Run:
    """Somebody who met a stop line at red.

    Attributes:
        may_turn: the sign of a turn that is permitted, 1 to the right and -1 to the left; 0 for none.
        pace: sizes a second at the line.
        heading: degrees in which it went there.
        slowed, stopped: it has braked, or stood, since.
        over: when it was clearly over the line.
        drove: when it was shown that it has driven on.
        outside: it was in the junction and has left it.
        mover: it, as it was last seen.
    """

    case: Case
    line: str
    point: tuple[float, float]
    signal: str
    exempt: tuple[str, ...]
    pace: float = 0.0
    may_turn: int = 0
    heading: float | None = None
    slowed: bool = False
    stopped: bool = False
    over: float | None = None
    drove: float | None = None
    mover: Mover | None = None
    proved: bool = False
    was_in_junction: bool = False
    outside: bool = False

    def red_until(self, now: float) -> float:
        """Until when the light has to be red; `now` while that still goes on."""
        shown = self.over if self.pace >= _FAST and not self.slowed else self.drove
        return now if shown is None else shown


class RedLightRule:
    """One camera's red-light rule. A case lasts until its track has left the junction zones, or ends.

    Args:
        place: whose rule.
        settings: the thresholds.
        plane: the road in metres, if it is known.
    """

    def __init__(self, place: Place, settings: RedLight, plane: GroundPlane | None) -> None:
        self._place = place
        self._settings = settings
        self._plane = plane
        self._open: dict[tuple[int, str], _Run] = {}

    def update(self, context: Context) -> list[Violation]:
        """Cases that are proved in this frame, ends of old ones."""
        for crossing in context.crossings:
            self._suspect(crossing, context)
        events: list[Violation] = []
        for key, run in list(self._open.items()):
            mover = context.movers.get(key[0])
            if mover is not None:
                _follow(run, mover, context.time, context.zones)
            if not run.proved:
                events += self._judge(key, run, context)
            if run.proved and (run.outside or key[0] in context.ended):
                events.append(self._close(key, context))
        return events

    def _suspect(self, crossing: LineCrossing, context: Context) -> None:
        line, track = crossing.line, crossing.track
        known = self._open.get((track.id, line.id))
        if crossing.direction != "forward":
            if known is not None and not known.proved:
                del self._open[track.id, line.id]
            return
        if line.kind != "stop" or line.signal is None:
            return
        way = context.trajectories.of(track.id).since(crossing.time + _AT_ONCE)
        if track.id in context.ended:  # who is gone proves nothing more
            way = []
        mover = way[0] if way else context.movers.get(track.id)
        facts = {
            "line": line.id,
            "signal": line.signal,
            "state": "red",
            "grace": self._settings.grace,
            "point": pixels(crossing.point),
            "speed_px_s": round(mover.speed, 1) if mover else None,
        }
        subject, cls = f"{line.id}/{track.id}", CLASSES[track.cls]
        case = Case(self._place, "red_light", subject, track.id, cls, crossing.time, facts)
        run = _Run(case, line.id, crossing.point, line.signal, tuple(line.exempt))
        if mover is not None:
            self._note(run, crossing, mover, context)
        for seen in way:
            if seen.time < context.time:  # now it is followed like everybody
                _follow(run, seen, seen.time, context.zones)
        self._open.setdefault((track.id, line.id), run)

    def _note(self, run: _Run, crossing: LineCrossing, mover: Mover, context: Context) -> None:
        """How fast somebody met the line, and whether it may turn."""
        run.pace = mover.speed / mover.size
        permitted = crossing.line.turn_on_red
        if permitted != "forbidden" and _has_stopped(crossing, mover.size, context):
            run.may_turn = 1 if permitted == "allowed" else -1
            run.heading = heading(mover, self._plane)

    def _judge(self, key: tuple[int, str], run: _Run, context: Context) -> list[Violation]:
        """Prove a case, or drop it for good; nothing of both while that is open."""
        guilty = self._is_red(run, context) and self._is_guilty(run, context)
        if guilty:
            run.proved = True
            return [run.case.event("new", run.case.started)]
        if guilty is False or key[0] in context.ended:
            del self._open[key]
        return []

    def _is_red(self, run: _Run, context: Context) -> bool | None:
        """Whether the light was red from before the line was met for as long as it has to be.

        None while that may still turn out: what lamps in the picture show is known a moment later.
        """
        lag, started = context.signals.lag(run.signal), run.case.started
        begun = context.signals.at(run.signal, started)
        if begun.state != "red" or begun.seconds <= self._settings.grace:
            return None if context.time < started + lag else False
        until = run.red_until(context.time)
        now = context.signals.at(run.signal, until)
        if now.state != "red" or until - now.seconds > started:
            return False
        run.case.facts["seconds_into_red"] = round(begun.seconds, 3)
        return None if run.drove is not None and context.time < until + lag else True

    def _is_guilty(self, run: _Run, context: Context) -> bool | None:
        """Whether a vehicle that the line does not exempt has driven on, and has not turned where it may."""
        if run.drove is None:
            in_time = not run.stopped and context.time - run.case.started <= _IN_TIME
            return None if in_time or run.was_in_junction else False
        mover = run.mover
        if mover is None or mover.cls in run.exempt or not self._shows_vehicle(run, mover, context):
            return None
        if not run.may_turn:
            return True
        way = self._way(run, mover)
        return None if way is None else way < _TURNS

    def _way(self, run: _Run, mover: Mover) -> float | None:
        """Degrees by which who may turn has done so; None while that does not show yet."""
        shows = run.outside or math.dist(mover.point, run.point) >= _SHOWS * mover.size
        now = heading(mover, self._plane)
        if not shows or now is None or run.heading is None:
            return None
        return run.may_turn * turned(run.heading, now)

    def _shows_vehicle(self, run: _Run, mover: Mover, context: Context) -> bool:
        """Whether it is one; notes what shows that."""
        case = run.case
        shown = context.vehicles.facts(mover.track, case.started, unclassified=self._settings.unclassified)
        if shown is not None:
            case.cls = mover.cls
            case.facts |= shown
        return shown is not None

    def _close(self, key: tuple[int, str], context: Context) -> Violation:
        case = self._open.pop(key).case
        mover = context.movers.get(case.track)
        case.facts["seconds_observed"] = round(context.time - case.started, 3)
        if mover is not None:
            case.facts["left_at"] = pixels(mover.point)
        return case.event("end", context.time)

    def take_over(self, before: RedLightRule, kept: Kept) -> None:
        """Cases of lines that are as they were."""
        self._open = {key: before._open.pop(key) for key in list(before._open) if key[1] in kept.line_ids}

    def finish(self, time: float) -> list[Violation]:
        """End all cases."""
        events = [run.case.event("end", time) for run in self._open.values() if run.proved]
        self._open.clear()
        return events

    def offenders(self) -> set[int]:
        """Tracks with an open case."""
        return {track for (track, _), run in self._open.items() if run.proved}


def _has_stopped(crossing: LineCrossing, size: float, context: Context) -> bool:
    """Whether who crosses a line has stood right before it."""
    stop = context.trajectories.of(crossing.track.id).stopped(context.time)
    if stop is None:
        return False
    time, place = stop
    return crossing.time - time <= _STOPPED and math.dist(place, crossing.point) <= _AT_LINE * size


def _follow(run: _Run, mover: Mover, time: float, zones: Zones) -> None:
    """Note where somebody is now: in a junction zone or no longer in one, standing, or further on."""
    run.mover = mover
    inside = any(zone in zones.of_kind("junction") for zone in mover.zones)
    run.outside = run.was_in_junction and not inside
    run.was_in_junction = run.was_in_junction or inside
    run.stopped = run.stopped or stands(mover)
    if run.over is None and _away(run, mover) >= _OVER:
        run.over = time
    run.slowed = run.slowed or (run.drove is None and mover.speed < _KEEPS * run.pace * mover.size)
    if run.drove is None and _drives_on(run, mover, time):
        run.drove = time


def _away(run: _Run, mover: Mover) -> float:
    """Sizes from where it met the line."""
    return math.dist(mover.point, run.point) / mover.size


def _drives_on(run: _Run, mover: Mover, time: float) -> bool:
    """Whether it went on without a stop and without braking for one, or is far behind the line and the junction."""
    away = _away(run, mover)
    if run.outside and away >= _FAR:
        return True
    goes_on = away >= _FAR or (away >= _DRIVES_ON and mover.speed >= _KEEPS * run.pace * mover.size)
    return goes_on and not run.stopped and time - run.case.started <= _IN_TIME


def _able(scene: Scene) -> bool:
    return any(line.kind == "stop" and line.signal for line in scene.lines)


def _build(place: Place, settings: RedLight, geometry: Geometry) -> RedLightRule:
    return RedLightRule(place, settings, geometry.plane)


def _signals(scene: Scene) -> list[str]:
    return [line.signal for line in scene.lines if line.kind == "stop" and line.signal is not None]


def _limits(drawn: Drawn) -> Iterator[Limitation]:
    for line in drawn.scene.lines:
        if line.signal is not None and line.kind != "stop":
            yield Limitation(
                f"line '{line.id}' has a signal but is not a stop line: red-light running is not detected there",
                "make it a stop line (kind: stop)",
            )
    if (drawn.scene.signals or drawn.asked) and not any(line.signal is not None for line in drawn.scene.lines):
        yield Limitation(
            "red-light running is not detected: no stop line has a signal", "assign a signal to a stop line"
        )


RULE: Final = RuleType(_able, _build, signals=_signals, limits=_limits)
