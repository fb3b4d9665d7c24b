"""How far a camera has come, and the one word for how it is now."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.beat import Beat
from core.conditions import AGAIN, NO_DATA
from core.timing import StageClock

if TYPE_CHECKING:
    from core.events import Violation
    from core.sources import Source

#: Without a frame for so many seconds, or for so many times as long as between the ones before, none is coming now.
_SILENT: Final = 2.0
_SILENT_FRAMES: Final = 3


@dataclass(slots=True)
class Progress:
    """How far a camera has come; written by its thread, read by the engine.

    Attributes:
        rested: monotonic seconds up to which its user wanted no frames.
    """

    state: str = "starting"
    reason: str | None = None
    notice: str | None = None  # what makes the results less than they seem
    frames: int = 0
    began: float = 0.0
    latest: float = 0.0
    rested: float = 0.0
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=50))
    violations: deque[Violation] = field(default_factory=lambda: deque(maxlen=20))
    clock: StageClock = field(default_factory=StageClock)
    beat: Beat = field(default_factory=Beat)  # what its thread is busy with

    @property
    def works(self) -> bool:
        """Whether it has not come to its end."""
        return self.state in {"starting", "running"}

    @property
    def fps(self) -> float:
        """Frames per second from the first finished frame to the last."""
        spent = self.latest - self.began
        return (self.frames - 1) / spent if spent > 0 else 0.0

    @property
    def fps_now(self) -> float:
        """Frames per second over the newest 50, as far as none was missing in between; 0 while none come."""
        return 0.0 if self._late(self.latest) else _pace(self._unbroken())

    @property
    def silent(self) -> bool:
        """Whether frames have stopped coming, and its user wants some."""
        return self.frames > 0 and self._late(max(self.latest, self.rested))

    def _unbroken(self) -> list[float]:
        """When the newest frames came, after the last silence."""
        recent, patience = list(self.recent), self._patience()
        for place in range(len(recent) - 1, 0, -1):
            if recent[place] - recent[place - 1] > patience:
                return recent[place:]
        return recent

    def _patience(self) -> float:
        pace = _pace(list(self.recent))
        return max(_SILENT, _SILENT_FRAMES / pace if pace > 0 else 0.0)

    def _late(self, since: float) -> bool:
        return time.monotonic() - since > self._patience()

    def condition(self, source: Source, quality: str) -> str:
        """How the camera is now, in a word.

        Args:
            source: its source.
            quality: what its newest pictures are like, see `core.stillness`.
        """
        if not self.works:
            return self.state
        if not (self.frames or source.state == AGAIN):  # which is told also where nothing ever came
            return self.state
        if source.state != "running":
            return source.state
        if self.silent:
            return NO_DATA
        return quality if source.live and quality != "good" else "running"


def _pace(moments: list[float]) -> float:
    spent = moments[-1] - moments[0] if moments else 0.0
    return (len(moments) - 1) / spent if spent > 0 else 0.0
