"""In the engine: what is known of a camera's recordings, when each of them was taken and what is between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.late_log import log
from core.sources.lengths import Lengths
from core.sources.recorded_time import CHANGED, NAME

if TYPE_CHECKING:
    from pathlib import Path

    from core.sources.recorded_time import Begin
    from core.sources.recordings import Recording

#: Seconds between two recordings up to which they are one: names tell whole seconds only.
JOINED: Final = 1.0


@dataclass(frozen=True, slots=True)
class Gap:
    """What is between two recordings, or a file that could not be played to its end.

    Attributes:
        begin, end: no pictures from when to when, seconds since the epoch; `end` comes first where two overlap.
        file: name of the file that begins at `end`, or could not be played.
        reason: why it could not, or what it lacks; None if it is whole.
        played: whether anything of it could be.
    """

    begin: float
    end: float
    file: str
    reason: str | None = None
    played: bool = True


@dataclass(frozen=True, slots=True)
class Position:
    """Where a recording is: number of the file and of the frame in it, both from 0; seconds from its first frame."""

    file: int = 0
    offset: float = 0.0
    frame: int = 0


class Timeline:
    """Recordings one after the other.

    Args:
        typed: when the first one began, if somebody knows better than the file; the others move along with it.
        timeout: seconds a file may take to open.

    Attributes:
        recordings: in order; empty before the first picture was asked for.
        gaps: what was found between recordings, in order.
        position: of the picture handed out last.
    """

    def __init__(self, typed: Begin | None, timeout: float) -> None:
        self.recordings: list[Recording] = []
        self.gaps: list[Gap] = []
        self.position = Position()
        self._typed = typed
        self._lengths = Lengths(timeout)
        self._file = 0
        self._last_time: float | None = None  # of the picture before, if the next one follows it
        self._until = 0.0  # up to when an earlier recording has shown everything
        self._anchors: dict[int, float] = {}  # of files that were opened: when their first picture is taken to be

    def length(self, file: int) -> float | None:
        """Seconds of a recording; None if that is not known (yet)."""
        return self._lengths.seconds(file)

    def rate(self, file: int) -> float | None:
        """Pictures per second of a recording; None if that is not known (yet)."""
        return self._lengths.rate(file)

    def total(self) -> float | None:
        """Seconds of all recordings together; None if that is not known (yet)."""
        lengths = [self.length(file) for file in range(len(self.recordings))]
        return None if not lengths or None in lengths else sum(filter(None, lengths))

    def passed(self) -> float:
        """Seconds from the beginning of the first recording to the picture handed out last."""
        at = self.position
        return sum(self.length(file) or 0.0 for file in range(at.file)) + at.offset

    def began(self) -> Begin | None:
        """When the first recording began, and how that is known; None before its first picture."""
        begin = self._begin(0) if self.recordings else None
        return begin and begin._replace(time=self._anchors.get(0, begin.time))

    def played(self) -> list[tuple[Path, float, float, str]]:
        """Each file that was opened: from when to when it shows, and how that is known."""
        return [
            (self.recordings[file].path, time, time + (self.length(file) or 0.0), self._begin(file).known_from)
            for file, time in sorted(self._anchors.items())
        ]

    def moment(self) -> float | None:
        """When the picture handed out last was taken; None before there is one."""
        anchor = self._anchors.get(self.position.file)
        return None if anchor is None else anchor + self.position.offset

    def _period(self, file: int) -> float:
        return 1 / (self.rate(file) or 25.0)

    def _begin(self, file: int) -> Begin:
        """A changed file was closed at its end. What was typed is for the first one; the others move along."""
        begins = self._of_file(file)
        if self._typed is None:
            return begins
        shift = begins.time - self._of_file(0).time
        return self._typed._replace(time=self._typed.time + shift)

    def _of_file(self, file: int) -> Begin:
        begin = self.recordings[file].begin
        return begin._replace(time=begin.time - (self.length(file) or 0.0)) if begin.known_from == CHANGED else begin

    def _note(self, seconds: float | None, rate: float) -> None:
        self._lengths.note(self._file, seconds, rate)

    def _anchor(self) -> float:
        """Time of the first picture of the file that was opened."""
        time = self._anchors[self._file] = self._joined()
        return time

    def _joined(self) -> float:
        """The same, where the file before it left off; what is between the two is told."""
        begin, last = self._begin(self._file).time, self._last_time
        if last is None:
            return begin
        between = begin - last
        if abs(between) <= JOINED:
            return max(begin, last)
        if between < 0 and self.recordings[self._file].begin.known_from != NAME:  # copied at one time, not recorded
            self._cut()
            return last
        self._tell(Gap(last, begin, self.recordings[self._file].path.name))
        self._until = last
        if between > 0:
            self._cut()
        return begin

    def _cut(self) -> None:
        """The first picture of the file that was opened does not follow what was before."""
        raise NotImplementedError

    def _tell(self, gap: Gap) -> None:
        self.gaps.append(gap)
        if gap.reason is not None:
            log().warning("cannot play a recording", file=gap.file, reason=gap.reason)
        else:
            what = "recordings overlap" if gap.end < gap.begin else "gap between recordings"
            log().warning(what, seconds=round(abs(gap.end - gap.begin), 1), file=gap.file)
