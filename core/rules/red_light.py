"""Red-light running: a vehicle crosses a stop line forward while its signal has been red for longer than `grace`.

The signal counts at the moment the line was met, not when the crossing was decided. Unknown is never red.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.rules.case import Case, Place, pixels
from core.types import CLASSES

if TYPE_CHECKING:
    from core.events import Violation
    from core.rules.context import Context
    from core.scene import LineCrossing
    from core.settings.models import RedLight


@dataclass(slots=True)
class _Run:
    case: Case
    was_in_junction: bool = False


class RedLightRule:
    """One camera's red-light rule. A case lasts until its track has left the junction zones, or ends."""

    def __init__(self, place: Place, settings: RedLight) -> None:
        self._place = place
        self._grace = settings.grace
        self._open: dict[tuple[int, str], _Run] = {}

    def update(self, context: Context) -> list[Violation]:
        """New cases at this frame's crossings, ends of old ones."""
        events = [event for crossing in context.crossings for event in self._judge(crossing, context)]
        for key, run in list(self._open.items()):
            if key[0] in context.ended or _has_left(run, context):
                events.append(self._close(key, context))
        return events

    def _judge(self, crossing: LineCrossing, context: Context) -> list[Violation]:
        line, track = crossing.line, crossing.track
        if line.kind != "stop" or line.signal is None or crossing.direction != "forward":
            return []
        reading = context.signals.at(line.signal, crossing.time)
        cls = CLASSES[track.cls]
        if cls == "person" or reading.state != "red" or reading.seconds <= self._grace:
            return []
        mover = context.movers.get(track.id)
        facts = {
            "line": line.id,
            "signal": line.signal,
            "state": reading.state,
            "seconds_into_red": round(reading.seconds, 3),
            "grace": self._grace,
            "point": pixels(crossing.point),
            "speed_px_s": round(mover.speed, 1) if mover else None,
        }
        case = Case(self._place, "red_light", f"{line.id}/{track.id}", track.id, cls, crossing.time, facts)
        self._open[track.id, line.id] = _Run(case)
        return [case.event("new", crossing.time)]

    def _close(self, key: tuple[int, str], context: Context) -> Violation:
        case = self._open.pop(key).case
        mover = context.movers.get(case.track)
        case.facts["seconds_observed"] = round(context.time - case.started, 3)
        if mover is not None:
            case.facts["left_at"] = pixels(mover.point)
        return case.event("end", context.time)

    def finish(self, time: float) -> list[Violation]:
        """End all cases."""
        events = [run.case.event("end", time) for run in self._open.values()]
        self._open.clear()
        return events

    def offenders(self) -> set[int]:
        """Tracks with an open case."""
        return {track for track, _ in self._open}


def _has_left(run: _Run, context: Context) -> bool:
    """Whether the offender was in a junction zone and no longer is."""
    mover = context.movers.get(run.case.track)
    if mover is None:
        return False
    inside = any(zone in context.zones.of_kind("junction") for zone in mover.zones)
    left = run.was_in_junction and not inside
    run.was_in_junction = run.was_in_junction or inside
    return left
