"""In the engine: a camera of recordings. One file after the other is decoded, each in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.sources.controls import Controlled
from core.sources.decoded import Behaviour, DecodedSource
from core.sources.files import file_problem
from core.sources.timeline import Gap, Position
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.counted_before import Recognised
    from core.sources.process import DecoderProcess
    from core.sources.recorded_time import Begin
    from core.sources.recordings import Recording
    from core.types import Frame


#: Files that are named of those with the same fault.
_NAMED: Final = 3


class RecordedSource(Controlled):
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
        super().__init__(typed, speed, timeout)
        self.live = False
        self.state = "starting"
        self.reason: str | None = None
        self.notice: str | None = None
        self.recognised: Recognised | None = None
        self._arranged, self._timeout = arranged, timeout
        self._closing = False
        self._latest: DecodedSource | None = None
        self._pictures: Iterator[Frame | None] = iter(())
        self._kept: Frame | None = None
        self._owners: dict[int, DecodedSource] = {}

    @property
    def _process(self) -> DecoderProcess | None:
        return self._latest._process if self._latest is not None else None  # noqa: SLF001 -- two halves of one thing

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

    def _cut(self) -> None:
        if self._source is not None:
            self._source.cut = True

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
            played = at.file == file and self._last_time is not None
            self._tell(Gap(last, last, self.recordings[file].path.name, ended.reason or "cannot be read", played))
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
            told = "; ".join(_together(broken))
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


def _together(broken: list[Gap]) -> Iterator[str]:
    """Each fault once, with the files that have it: a camera may have a thousand."""
    files: dict[str | None, list[str]] = {}
    for gap in broken:
        files.setdefault(gap.reason, []).append(gap.file)
    for reason, names in files.items():
        more = f" … ({len(names)})" if len(names) > _NAMED else ""
        yield f"{', '.join(names[:_NAMED])}{more}: {reason}"
