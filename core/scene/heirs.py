"""Tracks that are picked up again: a new one that begins where another vanished a moment ago goes on with its life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.types import Track

    Box = tuple[float, float, float, float]
    LastSeen = tuple[int, Box, float]  # track, box, media time

_VANISHED: Final = 3.0  # seconds within which a track is picked up again
_SAME_PLACE: Final = 0.3  # intersection over union of the last box and the first


def predecessor(track: Track, vanished: Iterable[LastSeen]) -> int | None:
    """The id of the one among `vanished` that `track` goes on with; None if it is really new."""
    overlap, key = max(
        ((_iou(box, track.box), -key) for key, box, time in vanished if 0 < track.first_seen - time <= _VANISHED),
        default=(0.0, 0),
    )
    return -key if overlap >= _SAME_PLACE else None


def _iou(a: Box, b: Box) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    return common / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common)
