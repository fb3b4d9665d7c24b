"""How far a camera has come, and the one word for how it is now."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.conditions import NO_DATA
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
        """Frames per second over the newest 50; 0 while none come."""
        return 0.0 if self._late(self.latest) else self._pace()

    @property
    def silent(self) -> bool:
        """Whether frames have stopped coming, and its user wants some."""
        return self.frames > 0 and self._late(max(self.latest, self.rested))

    def _pace(self) -> float:
        recent = list(self.recent)
        spent = recent[-1] - recent[0] if recent else 0.0
        return (len(recent) - 1) / spent if spent > 0 else 0.0

    def _late(self, since: float) -> bool:
        pace = self._pace()
        return time.monotonic() - since > max(_SILENT, _SILENT_FRAMES / pace if pace > 0 else 0.0)

    def condition(self, source: Source, quality: str) -> str:
        """How the camera is now, in a word.

        Args:
            source: its source.
            quality: what its newest pictures are like, see `core.stillness`.
        """
        if not self.works:
            return self.state
        if not (self.frames or source.state == "reconnecting"):  # which is told also where nothing ever came
            return self.state
        if source.state != "running":
            return source.state
        if self.silent:
            return NO_DATA
        return quality if source.live and quality != "good" else "running"
