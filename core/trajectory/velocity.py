"""How fast a box moves in the picture, by those of its sides that can be seen.

While the picture's edge cuts a box, its middle moves at half the speed of the road user. The side that is free moves
at the whole speed, so only sides count that are free at both ends of the time that is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.trajectory.ground import WHOLE

if TYPE_CHECKING:
    from collections.abc import Reversible

    from core.trajectory.ground import Sides
    from core.trajectory.mover import Mover

    Box = tuple[float, float, float, float]

_MEMORY: Final = 1.0  # seconds
_BASE: Final = 0.4  # seconds over which a velocity is measured: shorter and a box's jitter looks like speed
_SHORTEST: Final = 0.15  # seconds below which there is no velocity


def velocity(before: Reversible[Mover], time: float, box: Box, cut: Sides) -> tuple[float, float] | None:
    """Pixels per second over about `_BASE` seconds up to now; None while that is not known.

    Across it is that of the sides, up and down that of the lower edge, or of the upper one while that is cut.

    Args:
        before: where it was observed so far, newest last.
        time: now, seconds.
        box: where it is, pixels.
        cut: which sides of the box the picture's edge may cut.
    """
    start = _start(before, time)
    if start is None or time - start.time < _SHORTEST:
        return None
    spent, first = time - start.time, start.track.box
    if cut is not WHOLE or start.cut is not WHOLE:
        return _by_free_sides(first, box, [now or then for now, then in zip(cut, start.cut, strict=True)], spent)
    return (box[0] - first[0] + box[2] - first[2]) / (2 * spent), (box[3] - first[3]) / spent


def _start(before: Reversible[Mover], time: float) -> Mover | None:
    """The place to measure from: old enough if there is one, else the oldest of the last moments."""
    start: Mover | None = None
    for one in reversed(before):
        if start is not None and one.time < time - _MEMORY:
            break
        start = one
        if time - one.time >= _BASE:
            break
    return start


def _by_free_sides(first: Box, last: Box, cut: list[bool], spent: float) -> tuple[float, float] | None:
    moved = [(now - before) / spent for now, before in zip(last, first, strict=True)]
    across = [moved[side] for side in (0, 2) if not cut[side]]
    upright = next((moved[side] for side in (3, 1) if not cut[side]), None)
    return (sum(across) / len(across), upright) if across and upright is not None else None
