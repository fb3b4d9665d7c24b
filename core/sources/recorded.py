"""In the engine: a camera of recordings. One file after the other is decoded, each in a process of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import structlog

from core.errors import UserError
from core.sources.decoded import Behaviour, DecodedSource
from core.sources.files import file_problem
from core.sources.lengths import Lengths
from core.sources.recorded_time import CHANGED, NAME
from core.sources.wire import Do, Job, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.counted_before import Recognised
    from core.sources.process import DecoderProcess
    from core.sources.recorded_time import Begin
    from core.sources.recordings import Recording
    from core.types import Frame

log = structlog.get_logger()

#: Seconds between two recordings up to which they are one: names tell whole seconds only.
JOINED: Final = 1.0


@dataclass(frozen=True, slots=True)
class Gap:
    """What is between two recordings, or a file that could not be played to its end.

    Attributes:
        begin, end: no pictures from when to when, seconds since the epoch; `end` comes first where two overlap.
        file: name of the file that begins at `end`, or could not be played.
        reason: why it could not; None if it could.
    """

    begin: float
    end: float
    file: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a recording is: number of the file and of the frame in it, both from 0; seconds from its first frame."""

    file: int = 0
    offset: float = 0.0
    frame: int = 0


class RecordedSource:
    """A `Source` of recordings that can be paused and moved about in.

    After `seek`, `rewind` and a step back `frames` ends; asked for again, it goes on from there. It ends after the
    last recording too, `state` is "ended" then, and `seek` brings it back.

    Args:
        arranged: gives the recordings, in order. Raises UserError if there are none.
        typed: when the first one began, if somebody knows better than the file; the others move along with it.
        speed: 1 is that of the recording, 0 as fast as possible.
        timeout: seconds a file may take to open.

    Attributes:
        live: never; every picture is handed out.
        skipped: pictures that an earlier recording has shown already.
        position: of the picture handed out last.
        gaps: what was found between recordings, in order.
        playing, speed: as the user wants it.
        recordings: in order; empty before the first picture was asked for.
        recognised: set by the owner: what of them was counted before.
    """

    def __init__(
        self, arranged: Callable[[], list[Recording]], typed: Begin | None, speed: float, timeout: float
    ) -> None:
        self.live = False
        self.skipped = 0
        self.state = "starting"
        self.reason: str | None = None
        self.notice: str | None = None
        self.position = Position()
        self.gaps: list[Gap] = []
        self.playing, self.speed = True, speed
        self.recordings: list[Recording] = []
        self.recognised: Recognised | None = None
        self._arranged, self._typed, self._timeout = arranged, typed, timeout
        self._lengths = Lengths(timeout)
        self._lock = threading.RLock()
        self._closing = False
        self._over = False  # the last recording has ended
        self._epoch = 0
        self._place: Position | None = Position()  # where the next decoder begins; None once its first picture came
        self._show = True  # its first picture is shown even while paused
        self._source: DecodedSource | None = None
        self._latest: DecodedSource | None = None
        self._file = 0
        self._pictures: Iterator[Frame | None] = iter(())
        self._kept: Frame | None = None
        self._owners: dict[int, DecodedSource] = {}
        self._last_time: float | None = None  # of the picture before, if the next one follows it
        self._until = 0.0  # up to when an earlier recording has shown everything
        self._index = 0
        self._anchors: dict[int, float] = {}  # of files that were opened: when their first picture is taken to be

    @property
    def _process(self) -> DecoderProcess | None:
        return self._latest._process if self._latest is not None else None  # noqa: SLF001 -- two halves of one thing

    # What the user does, from any thread.

    def play(self) -> None:
        """Go on."""
        self._set(Order(Do.PLAY), playing=True)

    def pause(self) -> None:
        """Stay at the picture that is shown."""
        self._set(Order(Do.PAUSE), playing=False)

    def set_speed(self, speed: float) -> None:
        """Play at `speed` times the recording's own, 0 as fast as possible."""
        self.speed = speed
        self._set(Order(Do.SPEED, value=speed), playing=self.playing)

    def step(self, pictures: int) -> None:
        """One picture on, or one back; pauses."""
        if pictures > 0:
            self._set(Order(Do.STEP), playing=False)
            return
        self.pause()
        at = self.position
        if at.offset > 0 or at.file == 0:
            self._go(at, Do.BACK)
        else:
            self._go(Position(at.file - 1, self.length(at.file - 1) or 0.0), Do.SEEK)

    def seek(self, seconds: float) -> None:
        """Go to `seconds` from the beginning of the first recording; gaps between recordings take no time."""
        last = len(self.recordings) - 1
        for file in range(last + 1):
            length = self.length(file)
            if length is None or seconds < length or file == last:
                self._go(Position(file, max(0.0, seconds)), Do.SEEK)
                return
            seconds -= length

    def rewind(self) -> None:
        """Go to the first picture of all, and forget what was found on the way."""
        with self._lock:
            self.gaps, self.skipped, self._index = [], 0, 0
            self._go(Position(), Do.SEEK, another=True)

    def _set(self, order: Order, *, playing: bool) -> None:
        with self._lock:
            self.playing = playing
            if self._source is not None and not self._source.send(order):
                self._source.close()  # it has not begun yet: begun again, it begins as it should

    def _go(self, place: Position, how: Do, *, another: bool = False) -> None:
        """Be elsewhere. In this file its decoder is told; another file, or the same `another` time, gets its own."""
        with self._lock:
            self._epoch = self._epoch % 65_535 + 1
            self._last_time, self._until, self._over = None, 0.0, False
            told = place if how == Do.SEEK else replace(place, offset=max(0.0, place.offset - self._period(place.file)))
            self._place, self._show = told, True
            self._index = sum(
                round((self.length(file) or 0.0) * (self.rate(file) or 0.0)) for file in range(place.file)
            )
            if self._source is None:
                return
            if another or place.file != self._file or not self._source.send(Order(how, self._epoch, place.offset)):
                self._source.close()

    # What is known of the recordings.

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

    # The pictures, on the camera's thread.

    @property
    def turn(self) -> int:
        """Another number each time its user goes elsewhere."""
        return self._epoch

    def frames(self, turn: int | None = None) -> Iterator[Frame | None]:
        """See `Source`, and above; nothing if it is not this `turn` any more."""
        epoch = self._epoch if turn is None else turn
        if not self._found():
            return
        if self._kept is not None and self._epoch == epoch:
            kept, self._kept = self._kept, None
            yield self._handed(kept)
        while not (self._closing or self._over) and self._epoch == epoch:
            yield from self._file_on(epoch)
        if self._closing and self.state != "failed":
            self.state = "ended"

    def _file_on(self, epoch: int) -> Iterator[Frame | None]:
        """The pictures of one file from where it is."""
        source = self._source or self._opened()
        for picture in self._pictures:
            if picture is not None and source.epoch != self._epoch:
                source.release(picture)
            elif self._epoch != epoch:
                self._kept = picture
                return
            elif picture is None:
                yield None
            elif not self._shown_already(source, picture):
                yield self._handed(picture)
        with self._lock:
            self._source = None
            # Else its user has gone elsewhere meanwhile, and it had ended before it heard of that.
            if self._epoch == epoch == source.epoch and not source.closed:
                self._next(source)

    def _found(self) -> bool:
        if not self.recordings:
            try:
                found = self._arranged()
            except UserError as error:
                self.state, self.reason = "failed", str(error)
                return False
            self.recordings = self.recognised.once(found, self._typed) if self.recognised else found
            self._lengths.look([one.path for one in self.recordings])
        return True

    def _opened(self) -> DecodedSource:
        """A decoder that begins at the place where to go."""
        with self._lock:
            place = self._place or Position()
            self._file = place.file
            path = self.recordings[place.file].path
            job = Job(
                kind="file",
                where=str(path),
                ring="",
                live=False,
                paced=False,
                timeout=self._timeout,
                speed=self.speed,
                playing=self.playing,
                show=self._show,
                begin=place.offset,
                epoch=self._epoch,
            )
            behaviour = Behaviour(examine=lambda: file_problem(path), anchor=self._anchor, facts=self._note)
            self._source = self._latest = DecodedSource(job, behaviour, self._index)
            self._pictures = self._source.pictures()
            return self._source

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
        if self._source is not None:
            self._source.cut = True

    def _tell(self, gap: Gap) -> None:
        self.gaps.append(gap)
        if gap.reason is not None:
            log.warning("cannot play a recording", file=gap.file, reason=gap.reason)
        else:
            what = "recordings overlap" if gap.end < gap.begin else "gap between recordings"
            log.warning(what, seconds=round(abs(gap.end - gap.begin), 1), file=gap.file)

    def _shown_already(self, source: DecodedSource, picture: Frame) -> bool:
        """Whether a recording before has shown this moment."""
        if picture.time >= self._until:
            return False
        self.skipped += 1
        source.release(picture)
        return True

    def _handed(self, picture: Frame) -> Frame:
        source = self._source
        if source is None:
            raise RuntimeError("a picture of no recording")
        self.state, self.reason = "running", None
        with self._lock:
            if source.epoch == self._epoch:  # else its user has gone elsewhere meanwhile, and it leads nowhere
                self._place = None
                self.position = Position(self._file, source.offset, picture.index - source.first)
                self._last_time = picture.time + self._period(self._file)
        self._owners[id(picture)] = source
        return picture

    def _next(self, ended: DecodedSource) -> None:
        """After the end of a file: go to the next one, if there is one."""
        file = self._file
        at = self.position
        if ended.state == "failed" or ended.reason is not None:
            last = max(self._last_time or 0.0, self._begin(file).time)
            self._tell(Gap(last, last, self.recordings[file].path.name, ended.reason or "cannot be read"))
        elif at.file == file:
            self._lengths.note(file, at.offset + self._period(file), self.rate(file) or 0.0)
        self._index += at.frame + 1 if at.file == file else 0
        if file + 1 < len(self.recordings):
            self._place, self._show = Position(file + 1), False
        else:
            self._conclude(ended)
            self._over = True

    def _conclude(self, ended: DecodedSource) -> None:
        broken = [gap for gap in self.gaps if gap.reason is not None]
        if len(self.recordings) == 1:
            self.state, self.reason = ended.state, ended.reason
        else:
            told = "; ".join(f"{gap.file}: {gap.reason}" for gap in broken)
            nothing = len(broken) >= len(self.recordings) and self._last_time is None
            self.state, self.reason = ("failed" if nothing else "ended"), told or None

    def release(self, frame: Frame) -> None:
        """See `Source`."""
        owner = self._owners.pop(id(frame), None)
        if owner is not None:
            owner.release(frame)

    def close(self) -> None:
        """See `Source`."""
        self._closing = True
        self._lengths.close()
        with self._lock:
            if self._source is not None:
                self._source.close()
            elif self.state in {"starting", "running"}:
                self.state = "ended"
