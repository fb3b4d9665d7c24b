"""All trajectories of one camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.trajectory.trajectory import Trajectory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.types import Track


class Trajectories:
    """The trajectories of one camera at one size of picture, by track.

    Args:
        size: width and height of the picture, pixels.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._all: dict[int, Trajectory] = {}

    def of(self, track: int) -> Trajectory:
        """That of a track; an empty one of a track that nobody knows, or that has ended."""
        return self._all.get(track) or Trajectory()

    def begun(self, track: int) -> Trajectory:
        """That of a track, which begins if it is new."""
        known = self._all.get(track)
        if known is None:
            known = self._all[track] = Trajectory()
        return known

    def unseen(self, time: float) -> list[int]:
        """The tracks that were observed before, but not at a media time."""
        return [track for track, one in self._all.items() if one.seen is not None and one.seen.time < time]

    def places(self, tracks: Sequence[Track], time: float) -> list[tuple[float, float]]:
        """Where the tracks of one frame touch the ground, pixels."""
        return [self.begun(track.id).place(track, time, self.size) for track in tracks]

    def measure_anew(self) -> None:
        """Speeds that were told may be others now: the road is."""
        for trajectory in self._all.values():
            trajectory.pace = None

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._all.pop(track, None)
