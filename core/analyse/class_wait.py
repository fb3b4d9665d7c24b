"""Crossings wait until a second after the line was met: by then the track's majority tells their class better.

A cyclist who comes from far away is a person at first, and one that drives up to the camera a vehicle of another kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from core.scene import LineCrossing
    from core.types import TrackUpdate

_WAITS: Final = 1.0  # seconds; live counts lag by as much


class Told(NamedTuple):
    """A crossing whose class is known, and the version of the scene that was crossed."""

    crossing: LineCrossing
    scene: str


@dataclass(slots=True)
class _Waiting:
    crossing: LineCrossing
    scene: str
    cls: int

    def told(self) -> Told:
        return Told(replace(self.crossing, track=replace(self.crossing.track, cls=self.cls)), self.scene)


class ClassWait:
    """The crossings of one camera that wait for their class. Media time, so that a replay tells the same."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []

    def update(self, found: Iterable[LineCrossing], scene: str, tracks: TrackUpdate, time: float) -> list[Told]:
        """Take the crossings decided in one frame.

        Args:
            found: the crossings.
            scene: version of the scene they were found in.
            tracks: what the tracker says of the frame.
            time: media time of the frame, seconds.

        Returns:
            Those that have waited long enough or whose track ended, with their track's class of now.
        """
        self._waiting += [_Waiting(crossing, scene, crossing.track.cls) for crossing in found]
        if not self._waiting:
            return []
        classes = {track.id: track.cls for track in tracks.tracks}
        due: list[_Waiting] = []
        still: list[_Waiting] = []
        for one in self._waiting:
            track = one.crossing.track.id
            one.cls = classes.get(track, one.cls)
            (due if time >= one.crossing.time + _WAITS or track in tracks.ended else still).append(one)
        self._waiting = still
        return [one.told() for one in due]

    def finish(self, kept: Collection[str] = ()) -> list[Told]:
        """All that still wait, but those over the lines `kept`, which go on waiting."""
        told = [one.told() for one in self._waiting if one.crossing.line.id not in kept]
        self._waiting = [one for one in self._waiting if one.crossing.line.id in kept]
        return told
