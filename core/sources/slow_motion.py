"""In the decoder process: recordings that play slower or faster than what they show happened, as far as they say so."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What Android writes into MP4 files: how many frames a second were taken.
_TAKEN: Final = "com.android.capture.fps"
#: Slow motion has so many times more, and at least so many a second: in the dark phones take half of what they state.
_OTHER: Final = 3.0
_FAST: Final = 100.0
_MOST: Final = 2000.0  # frames a second; time lapse takes one an hour


def slower(metadata: Mapping[str, str], rate: float) -> float:
    """How many times slower a file plays than it was recorded: 8 for slow motion at 30 of 240 frames, 1 if nobody says.

    Args:
        metadata: of the container.
        rate: frames per second at which it plays.
    """
    taken = math.nan
    with suppress(ValueError):
        taken = float(metadata.get(_TAKEN, "nan"))
    if not (0 < taken < _MOST and rate > 0):
        return 1.0
    ratio = taken / rate
    return ratio if (ratio >= _OTHER and taken >= _FAST) or ratio <= 1 / _OTHER else 1.0


def told(times: float) -> str | None:
    """That the times are not those of a player, in words; None if they are."""
    if times > 1:
        return f"slow motion: the file plays {times:.3g} times slower than it was recorded, counted at true speed"
    if times < 1:
        return f"time lapse: the file plays {1 / times:.3g} times faster than it was recorded, counted at true speed"
    return None
