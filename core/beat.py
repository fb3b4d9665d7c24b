"""What a thread is busy with, and since when: written by that thread alone, read by the watchdog."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final, TypeAlias

DETECTOR: Final = "detector"
ANALYSIS: Final = "analysis"
LOADING: Final = "loading"

#: A detector that was slow lately gets so many times as long as it took.
_TIMES: Final = 5.0
#: And what it took counts less with each frame.
_FADES: Final = 0.9
_MOST: Final = 120.0  # seconds

#: One piece of work: which stage does it, and the seconds it may take.
Work: TypeAlias = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a stage may take before it is said to hang.

    Attributes:
        detector: of an answer; a detector that is slow on this machine gets more, see `Patience`.
        first: of an answer to the first frame of a size, for which a network may be compiled.
        analysis: of one frame, from the tracker to its events.
        loading: of all that a camera needs to begin, its model among it.
    """

    detector: float = 10.0
    first: float = 300.0
    analysis: float = 30.0
    loading: float = 600.0


class Beat:
    """A thread's sign of life.

    Attributes:
        work: what it is busy with; None while it waits for others, for as long as it likes.
    """

    __slots__ = ("work",)

    def __init__(self) -> None:
        self.work: Work | None = None

    def begin(self, stage: str, limit: float) -> None:
        """From now on it works on this, for at most `limit` seconds."""
        self.work = (stage, limit)  # a new one each time: the watchdog compares identities

    def rest(self) -> None:
        """It waits for others."""
        self.work = None


class Patience:
    """How long a detector may take: large networks on small machines take their time, and say so by what they took.

    Args:
        limits: of a detector nothing is known of yet.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._slowest = 0.0
        self._shape: tuple[int, ...] | None = None

    def limit(self, shape: tuple[int, ...] | None = None) -> float:
        """Seconds for an answer, to a frame of this shape if one is given to it now."""
        if shape is not None and shape != self._shape:
            self._shape = shape
            return self._limits.first
        return max(self._limits.detector, min(_MOST, _TIMES * self._slowest))

    def took(self, began: float) -> None:
        """It has answered what it was asked when `time.perf_counter` was `began`."""
        self._slowest = max(time.perf_counter() - began, _FADES * self._slowest)


class Vigil:
    """Watches one beat by a clock that stands still while the machine or this process sleeps."""

    def __init__(self) -> None:
        self._seen: Work | None = None
        self._since = 0.0

    def stuck(self, beat: Beat, awake: float) -> str | None:
        """The stage that has been at the same work for longer than it may, if any; `awake` is that clock, seconds."""
        work = beat.work
        if work is not self._seen:
            self._seen, self._since = work, awake
        return work[0] if work is not None and awake - self._since > work[1] else None
