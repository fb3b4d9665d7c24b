"""What road users did at lines and in zones: now, before they were told, and last of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.analyse.beginnings import earlier

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.analyse.beginnings import Edges
    from core.analyse.view import View
    from core.scene import LineCrossing, Moved
    from core.trajectory import Mover
    from core.types import TrackUpdate


def over_lines(view: View, movers: Sequence[Mover], time: float, present: Collection[int] = ()) -> list[LineCrossing]:
    """The crossings of lines at a moment."""
    return view.counter.update([m.track for m in movers], [m.point for m in movers], time, present)


def through_zones(view: View, movers: Sequence[Mover], time: float) -> list[Moved]:
    """The turning movements that come to their end at a moment."""
    if not len(view.movements):
        return []
    return view.movements.update([m.track for m in movers], [m.zones for m in movers], time)


def caught_up(edges: Edges, view: View, tracks: TrackUpdate, time: float) -> tuple[list[LineCrossing], list[Moved]]:
    """What those did who are told for the first time, from where they came into the picture or were first seen."""
    edges.note(view.trajectories, [track for track in tracks.tracks if track.observed], time)
    crossings: list[LineCrossing] = []
    moved: list[Moved] = []
    present = {track.id for track in tracks.tracks}
    for track in tracks.tracks:
        entry = edges.entry(track, time) if track.before else None
        if entry is not None:
            crossings += over_lines(view, view.movers([entry.track], entry.time, early=True), entry.time, present)
    for then, early in earlier(tracks.tracks):
        movers = view.movers(early, then, early=True)
        crossings += over_lines(view, movers, then, present)
        moved += through_zones(view, movers, then)
    return crossings, moved


def passed_through(edges: Edges, view: View, tracks: TrackUpdate) -> tuple[list[LineCrossing], list[Moved]]:
    """What those did who were seen twice only, on their way through the picture."""
    crossings: list[LineCrossing] = []
    moved: list[Moved] = []
    if not tracks.fleeting:
        return crossings, moved
    present = {track.id for track in tracks.tracks}
    for way in edges.passed(tracks.fleeting):
        for step in way:
            movers = view.movers([step.track], step.time, early=True)
            crossings += over_lines(view, movers, step.time, present)
            moved += through_zones(view, movers, step.time) if step.track.observed else []
        crossings += view.counter.end([way[0].track.id])
        view.forget([way[0].track.id])
    return crossings, moved


def gone(edges: Edges, view: View, ended: Sequence[int]) -> list[LineCrossing]:
    """What those did last who ended: who left the picture passed the lines on the way."""
    crossings: list[LineCrossing] = []
    for track, time in edges.exits(view.trajectories, ended):
        crossings += over_lines(view, view.movers([track], time), time)
    return crossings + view.counter.end(ended)
