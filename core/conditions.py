"""The words for how a camera is that more than one room knows."""

from __future__ import annotations

from typing import Final

#: Frames came, and none comes now although the source says nothing of it.
NO_DATA: Final = "no_data"
#: A camera whose source is lost, or that has failed and is being begun again.
AGAIN: Final = "reconnecting"
#: In these, frames come.
DELIVERS: Final = frozenset({"running", "frozen", "black"})
#: In these, none comes that could be counted, and what was measured before is no news.
_NOTHING: Final = frozenset({"starting", AGAIN, NO_DATA})


def measured(fps: float, condition: str) -> float:
    """Frames per second to be told of a camera that is so: 0 where nothing comes."""
    return 0.0 if condition in _NOTHING else fps
