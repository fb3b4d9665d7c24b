"""The wall clock as live cameras use it: durations are monotonic, and somebody who sets the clock harms nothing.

`Frame.time` of a live picture follows the monotonic clock. Small differences to the wall clock are taken up slowly;
where somebody sets the clock, the media clock goes on undisturbed, and `Frame.ahead` tells what to add to be told the
time that the clock on the wall shows.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds of difference from which on the clock was set; less is taken up slowly.
STEP: Final = 0.5
#: How fast: seconds a second, a fifth of the error of any speed.
_SLEW: Final = 0.001
_EVERY: Final = 0.1  # seconds between two looks at the wall clock
_WITHIN: Final = 0.02  # seconds a look may take: one that was interrupted compares different moments


@dataclass(frozen=True, slots=True)
class Step:
    """The clock was set.

    Attributes:
        time: media time, seconds since the epoch.
        seconds: how far forward; negative is back.
        ahead: what the wall clock is ahead of the media clock from then on.
    """

    time: float
    seconds: float
    ahead: float

    def __str__(self) -> str:
        way = "forward" if self.seconds > 0 else "back"
        return f"the system clock was set {way} by {_amount(abs(self.seconds))}"


class WallClock:
    """One for all live cameras of an engine, so that their times can be compared. May be asked from any thread.

    Args:
        wall: seconds since the epoch; may jump.
        monotonic: seconds from anywhere; never jumps.
    """

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._lock = threading.Lock()
        began = monotonic()
        self._known = (began, wall(), 0.0)  # moment, media time then, and how much faster it runs from there
        self._looked = began
        self._steps: tuple[Step, ...] = ()

    @property
    def ahead(self) -> float:
        """Seconds that the wall clock is ahead of the media clock; other than 0 once it was set."""
        steps = self._steps
        return steps[-1].ahead if steps else 0.0

    def media(self, moment: float | None = None) -> float:
        """Media time of a moment of the monotonic clock, at most a little while ago; by default of now."""
        with self._lock:
            now = self._monotonic()
            if now - self._looked >= _EVERY:
                self._look(now)
            return self._at(now if moment is None else moment)

    def steps(self, seen: int = 0) -> tuple[Step, ...]:
        """When the clock was set, oldest first, but for the first `seen` times."""
        self.media()
        return self._steps[seen:]

    def _at(self, moment: float) -> float:
        then, media, faster = self._known
        return media + (moment - then) * (1.0 + faster)

    def _look(self, before: float) -> None:
        """Compare the clocks; what was said before stays as it was said."""
        wall, now = self._wall(), self._monotonic()
        self._looked = now
        if now - before > _WITHIN:
            return
        media = self._at(now)
        difference = wall - media - self.ahead
        if abs(difference) >= STEP:
            self._steps = (*self._steps, Step(media, difference, self.ahead + difference))
            difference = 0.0
        self._known = (now, media, max(-_SLEW, min(_SLEW, difference / 10.0)))


class Ahead:
    """How far the wall clock was ahead of the media clock, frame by frame; frames must come in order.

    Args:
        memory: seconds of media time for which a step is remembered.
    """

    def __init__(self, memory: float) -> None:
        self._memory = memory
        self._known: list[tuple[float, float]] = []  # from when on, how far

    def note(self, time: float, ahead: float) -> None:
        """Take what a frame says."""
        known = self._known
        if not known or known[-1][1] != ahead:
            known.append((time, ahead))
        elif len(known) > 1 and time - known[1][0] > self._memory:
            del known[0]

    def at(self, time: float) -> float:
        """How far at a media time up to the newest frame."""
        return next((ahead for since, ahead in reversed(self._known) if since <= time), self.first)

    def lately(self, time: float) -> list[float]:
        """All that may hold at a media time: what the clock was ahead then, and before it was set not long ago."""
        known = [one for one in self._known if one[0] <= time]
        ends = [since for since, _ in known[1:]]
        past = [ahead for (_, ahead), end in zip(known, ends, strict=False) if time - end <= self._memory]
        return [self.at(time), *past]

    @property
    def stepped(self) -> bool:
        """Whether the two clocks differ at any time that is remembered."""
        return any(ahead for _, ahead in self._known)

    @property
    def first(self) -> float:
        """What is remembered first."""
        return self._known[0][1] if self._known else 0.0

    @property
    def steps(self) -> list[Step]:
        """When the clock was set, as far as that is remembered."""
        pairs = zip(self._known, self._known[1:], strict=False)
        return [Step(since, ahead - before, ahead) for (_, before), (since, ahead) in pairs]


def _amount(seconds: float) -> str:
    """Seconds as people say it: 0.8 s, 30 s, 45 min, 24 h."""
    for size, unit in ((7_200.0, "h"), (120.0, "min")):
        if seconds >= size:
            return f"{seconds / (3_600.0 if unit == 'h' else 60.0):.0f} {unit}"
    return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"  # noqa: PLR2004 -- two digits are enough
