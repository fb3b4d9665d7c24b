"""Recordings of the simulator in the shapes that cameras have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SKIPPED, _FRAMES = 600, 250  # of the simulator: until there is traffic, and what is recorded of it
WIDE: Final = (16, 9)


def record(clip: Path, shape: tuple[int, int] = WIDE) -> Path:
    """Some seconds of it as a file.

    Args:
        clip: where to.
        shape: width to height; what is beside it is cut off on the left and right.
    """
    import cv2  # noqa: PLC0415 -- only where something is recorded
    import numpy as np  # noqa: PLC0415 -- as above

    from core.simulator import Crossroads  # noqa: PLC0415 -- as above

    crossroads = Crossroads()
    width, height = crossroads.size
    picture = np.empty((height, width, 3), np.uint8)
    wide = min(width, height * shape[0] // shape[1] // 2 * 2)
    left = (width - wide) // 2
    clip.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(_SKIPPED):
        crossroads.step()
    video = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"mp4v"), crossroads.fps, (wide, height))
    for _ in range(_FRAMES):
        crossroads.step()
        crossroads.render(picture)
        video.write(picture[:, left : left + wide])
    video.release()
    return clip
