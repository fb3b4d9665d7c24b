"""Crossings wait until a second after the line was met: by then the track's majority tells their class better.

A cyclist who comes from far away is a person at first, and one that drives up to the camera a vehicle of another kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.scene import LineCrossing
    from core.types import TrackUpdate

_WAITS: Final = 1.0  # seconds; live counts lag by as much


@dataclass(slots=True)
class _Waiting:
    crossing: LineCrossing
    cls: int

    def told(self) -> LineCrossing:
        return replace(self.crossing, track=replace(self.crossing.track, cls=self.cls))


class ClassWait:
    """The crossings of one camera that wait for their class. Media time, so that a replay tells the same."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []

    def update(self, found: Iterable[LineCrossing], tracks: TrackUpdate, time: float) -> list[LineCrossing]:
        """Take the crossings decided in one frame.

        Args:
            found: the crossings.
            tracks: what the tracker says of the frame.
            time: media time of the frame, seconds.

        Returns:
            Those that have waited long enough or whose track ended, with their track's class of now.
        """
        self._waiting += [_Waiting(crossing, crossing.track.cls) for crossing in found]
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

    def finish(self) -> list[LineCrossing]:
        """All that still wait."""
        told, self._waiting = [one.told() for one in self._waiting], []
        return told
