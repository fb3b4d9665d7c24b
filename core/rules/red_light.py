"""Red-light running: a vehicle crosses a stop line forward while its signal has been red for longer than `grace`.

The signal counts at the moment the line was met, not when the crossing was decided. Unknown is never red. As with
red-light cameras, which take a second picture further in, a vehicle has to drive on past the line: one that stops
just behind it, or whose box reaches over it because somebody walks by, has not run the light. Whether it is a vehicle
is judged then: the class is surer than at the line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.rules.case import Case, Place, pixels
from core.types import CLASSES

if TYPE_CHECKING:
    from core.events import Violation
    from core.rules.context import Context, Mover
    from core.scene import Kept, LineCrossing
    from core.settings.models import RedLight


_DRIVES_ON: Final = 1.0  # sizes of its own box that a vehicle must get away from where it met the line
_IN_TIME: Final = 5.0  # seconds it may take for that


@dataclass(slots=True)
class _Run:
    case: Case
    point: tuple[float, float]
    proved: bool = False
    was_in_junction: bool = False


class RedLightRule:
    """One camera's red-light rule. A case lasts until its track has left the junction zones, or ends."""

    def __init__(self, place: Place, settings: RedLight) -> None:
        self._place = place
        self._settings = settings
        self._open: dict[tuple[int, str], _Run] = {}

    def update(self, context: Context) -> list[Violation]:
        """Cases that are proved in this frame, ends of old ones."""
        for crossing in context.crossings:
            self._suspect(crossing, context)
        events: list[Violation] = []
        for key, run in list(self._open.items()):
            if not run.proved and self._is_proved(run, context):
                run.proved = True
                events.append(run.case.event("new", run.case.started))
            if key[0] in context.ended or _has_left(run, context):
                events += self._close(key, context)
            elif not run.proved and context.time - run.case.started > _IN_TIME:
                del self._open[key]
        return events

    def _suspect(self, crossing: LineCrossing, context: Context) -> None:
        line, track = crossing.line, crossing.track
        if line.kind != "stop" or line.signal is None or crossing.direction != "forward":
            return
        reading = context.signals.at(line.signal, crossing.time)
        if reading.state != "red" or reading.seconds <= self._settings.grace:
            return
        mover = context.movers.get(track.id)
        facts = {
            "line": line.id,
            "signal": line.signal,
            "state": reading.state,
            "seconds_into_red": round(reading.seconds, 3),
            "grace": self._settings.grace,
            "point": pixels(crossing.point),
            "speed_px_s": round(mover.speed, 1) if mover else None,
        }
        subject, cls = f"{line.id}/{track.id}", CLASSES[track.cls]
        case = Case(self._place, "red_light", subject, track.id, cls, crossing.time, facts)
        self._open.setdefault((track.id, line.id), _Run(case, crossing.point))

    def _is_proved(self, run: _Run, context: Context) -> bool:
        """Whether a vehicle drove on; notes what shows that it is one."""
        case, mover = run.case, context.movers.get(run.case.track)
        if mover is None or not _drives_on(run, mover):
            return False
        shown = context.vehicles.facts(mover.track, case.started, unclassified=self._settings.unclassified)
        if shown is not None:
            case.cls = mover.cls
            case.facts |= shown
        return shown is not None

    def _close(self, key: tuple[int, str], context: Context) -> list[Violation]:
        run = self._open.pop(key)
        if not run.proved:
            return []
        case = run.case
        mover = context.movers.get(case.track)
        case.facts["seconds_observed"] = round(context.time - case.started, 3)
        if mover is not None:
            case.facts["left_at"] = pixels(mover.point)
        return [case.event("end", context.time)]

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


def _drives_on(run: _Run, mover: Mover) -> bool:
    return math.dist(mover.point, run.point) >= _DRIVES_ON * mover.size


def _has_left(run: _Run, context: Context) -> bool:
    """Whether the offender was in a junction zone and no longer is."""
    mover = context.movers.get(run.case.track)
    if mover is None:
        return False
    inside = any(zone in context.zones.of_kind("junction") for zone in mover.zones)
    left = run.was_in_junction and not inside
    run.was_in_junction = run.was_in_junction or inside
    return left
