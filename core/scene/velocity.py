"""How fast boxes move in the picture, by those of their sides that can be seen.

While the picture's edge cuts a box, its middle moves at half the speed of the road user. The side that is free moves
at the whole speed, so only sides count that are free at both ends of the time that is looked at.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.scene.ground import Sides

    Box = tuple[float, float, float, float]
    Seen = tuple[float, Box, Sides]

_MEMORY: Final = 1.0  # seconds
_BASE: Final = 0.4  # seconds over which a velocity is measured: shorter and a box's jitter looks like speed
_SHORTEST: Final = 0.15  # seconds below which there is no velocity


class Velocities:
    """Velocities of all tracks of a camera over the last moments."""

    def __init__(self) -> None:
        self._seen: dict[int, deque[Seen]] = {}

    def add(self, track: int, time: float, box: Box, cut: Sides) -> None:
        """A track observed with a box in pixels, some sides of which the picture's edge may cut; time in seconds."""
        seen = self._seen.get(track)
        if seen is None:
            seen = self._seen[track] = deque()
        seen.append((time, box, cut))
        while seen[0][0] < time - _MEMORY and len(seen) > 2:  # noqa: PLR2004 -- two make a velocity
            seen.popleft()

    def of(self, track: int) -> tuple[float, float] | None:
        """Pixels per second over about `_BASE` seconds up to the newest place; None while that is not known.

        Across it is that of the sides, up and down that of the lower edge, or of the upper one while that is cut.
        """
        seen = self._seen.get(track)
        if seen is None:
            return None
        end, last, cut = seen[-1]
        for start, first, was_cut in reversed(seen):  # noqa: B007 -- the first of all if none is old enough
            if end - start >= _BASE:
                break
        spent = end - start
        if spent < _SHORTEST:
            return None
        if True in cut or True in was_cut:
            return _by_free_sides(first, last, [now or before for now, before in zip(cut, was_cut, strict=True)], spent)
        return (last[0] - first[0] + last[2] - first[2]) / (2 * spent), (last[3] - first[3]) / spent

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._seen.pop(track, None)


def _by_free_sides(first: Box, last: Box, cut: list[bool], spent: float) -> tuple[float, float] | None:
    moved = [(now - before) / spent for now, before in zip(last, first, strict=True)]
    across = [moved[side] for side in (0, 2) if not cut[side]]
    upright = next((moved[side] for side in (3, 1) if not cut[side]), None)
    return (sum(across) / len(across), upright) if across and upright is not None else None
