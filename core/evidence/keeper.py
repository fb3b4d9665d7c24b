"""Evidence of all cameras: one thread compresses, another writes; the frame loops wait for neither."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog

from core import local_time
from core.ages import Ages
from core.evidence import clip as clips
from core.evidence.misses import FILE, Miss, Misses, code_of
from core.evidence.pictures import compress, snapshot
from core.evidence.recorder import AFTER, BEFORE, Recorder, Shot
from core.evidence.shelf import CLIP, SNAPSHOT, Shelf
from core.rules.registry import able
from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from pathlib import Path

    from core.events import Violation
    from core.evidence.misses import Code
    from core.evidence.pictures import Picture
    from core.settings.models import Camera
    from core.settings.models import Evidence as Options
    from core.types import Image

log = structlog.get_logger()

#: Files that may wait for the disk, and clips that may wait for their end; what is more is counted as failed.
_WAITING: Final = 32
_TOO_MANY: Final = "too many violations at once to keep evidence for all of them"
_NO_TIME: Final = "the engine stopped before the file was complete"
_CLEAR_SECONDS: Final = 3_600.0


@dataclass(frozen=True, slots=True)
class _File:
    """Something to be written."""

    violation: str
    ending: str
    fill: Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class _Clip:
    """A clip that waits for its last picture."""

    violation: str
    tracks: tuple[int, ...]
    start: float
    end: float


class Evidence:
    """Keeps a short memory of each camera's pictures, and writes snapshot and clip of each new violation.

    Args:
        folder: where to; see `Shelf`.
        options: what to keep.
        wall: the clock that ages of files are reckoned by.
        zone: the site's time zone, for the line of text below a picture; the machine's if there is none.
    """

    def __init__(
        self, folder: Path, options: Options, *, wall: Callable[[], float] = time.time, zone: tzinfo | None = None
    ) -> None:
        self._options, self._wall, self._zone = options, wall, zone or local_time.zone()
        self._misses = Misses(folder.with_name(FILE))
        self._shelf = Shelf(folder, options.keep_days, options.max_bytes)
        self._ages = Ages(wall)
        self._shots: queue.SimpleQueue[Shot | None] = queue.SimpleQueue()  # bounded by the recorders' copies
        self._files: queue.Queue[_File | None] = queue.Queue()
        self._clips: dict[Recorder, list[_Clip]] = {}
        self._recorders: dict[str, Recorder] = {}
        self._written = self._failed = self._missed = 0
        self._reasons: dict[str, str] = {}  # by the ending of what could not be written
        self._counting = threading.Lock()
        self._opened = False
        self._threads = [
            thread(self._compress_on, "evidence-pictures", after=After.AGAIN),
            thread(self._write_on, "evidence-files", after=After.AGAIN),
        ]

    def recorder(self, camera: Camera) -> Recorder | None:
        """The recorder of a camera; None if none is wanted, or no rule of the camera can ever fire."""
        if not self._options.enabled or not able(camera):
            return None
        if camera.id not in self._recorders:
            self._recorders[camera.id] = Recorder(self._shots.put, clip=self._options.clip)
        return self._recorders[camera.id]

    def anew(self, camera: str) -> None:
        """The pictures of this camera begin anew, at another time: what it showed before is no part of them."""
        self._recorders.pop(camera, None)

    def start(self) -> None:
        """Compress and write from now on; without a recorder only old files are cleared away."""
        self._misses.begin()
        for one in self._threads:
            one.start()

    def stats(self) -> dict[str, Any]:
        """Of this run: files written whole, errors, files there should be and are not, and why the last one failed."""
        reason = next(iter(list(self._reasons.values())), None)
        return {"written": self._written, "failed": self._failed, "missed": self._missed, "reason": reason}

    def close(self, timeout: float = 10.0) -> None:
        """Write what waits, for at most `timeout` seconds; recorders must be finished."""
        deadline = time.monotonic() + timeout
        self._shots.put(None)
        for one in self._threads:
            if one.is_alive():
                one.join(max(0.0, deadline - time.monotonic()))
        for left in self._misses.unfinished():
            self._miss(left.violation, left.ending, OSError(_NO_TIME), "stopped")

    # The thread that compresses.

    def _compress_on(self) -> None:
        while (shot := self._shots.get()) is not None:
            try:
                self._compress(shot)
            except Exception as error:  # noqa: BLE001 -- a strange picture must not end the others
                self._fail(SNAPSHOT, error)
                for case in shot.cases:
                    self._lose(shot.recorder, case, error, code_of(error))
        self._files.put(None)

    def _compress(self, shot: Shot) -> None:
        recorder, image = shot.recorder, shot.image
        if image is not None:
            try:
                if recorder.clip:
                    recorder.ring.add(compress(image, shot.time, shot.boxes))
                for case in shot.cases:
                    self._open_case(recorder, case, image, shot)
            finally:
                recorder.give_back(image)
        for case in shot.cases if image is None else ():
            self._lose(recorder, case, OSError(_TOO_MANY), "slow")
        self._end_clips(recorder, shot.time)

    def _open_case(self, recorder: Recorder, case: Violation, image: Image, shot: Shot) -> None:
        self._begin(case.id, SNAPSHOT)
        picture = image.copy() if len(shot.cases) > 1 else image
        tracks = _tracks(case)
        boxes = [shot.boxes[track] for track in tracks if track in shot.boxes]
        data = snapshot(picture, boxes, _caption(case, self._zone))
        self._hand_on(_File(case.id, SNAPSHOT, lambda path: path.write_bytes(data)))
        if recorder.clip:
            self._begin(case.id, CLIP)
            start = min(case.started.timestamp(), shot.time) - BEFORE
            self._clips.setdefault(recorder, []).append(_Clip(case.id, tracks, start, shot.time + AFTER))

    def _end_clips(self, recorder: Recorder, now: float) -> None:
        waiting = self._clips.get(recorder, [])
        due = [clip for clip in waiting if clip.end <= now or len(waiting) > _WAITING]
        for clip in due:
            waiting.remove(clip)
            pictures = recorder.ring.between(clip.start, clip.end)
            if pictures:
                self._hand_on(_File(clip.violation, CLIP, _filler(pictures, clip.tracks)))
            else:
                self._miss(clip.violation, CLIP, OSError(_TOO_MANY), "slow")

    def _hand_on(self, file: _File) -> None:
        if self._files.qsize() >= _WAITING:
            self._miss(file.violation, file.ending, OSError(_TOO_MANY), "slow")
        else:
            self._files.put(file)

    # The thread that writes.

    def _write_on(self) -> None:
        due = 0.0
        while True:
            if time.monotonic() >= due:
                if error := self._try("", self._clear):
                    self._fail("", error)
                due = time.monotonic() + _CLEAR_SECONDS
            try:
                file = self._files.get(timeout=max(0.0, due - time.monotonic()))
            except queue.Empty:
                continue
            if file is None:
                return
            if error := self._try(file.ending, partial(self._write, file)):
                self._miss(file.violation, file.ending, error, code_of(error))

    def _try(self, what: str, act: Callable[[], None]) -> Exception | None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with the disk, counting goes on
            return error
        if self._reasons.pop(what, None):
            log.info("evidence is being written again", folder=str(self._shelf.folder), ending=what)
        return None

    def _write(self, file: _File) -> None:
        self._open()
        self._shelf.write(file.violation, file.ending, file.fill)
        self._written += 1
        self._misses.note(Miss(file.violation, file.ending, "kept", time=self._wall()))
        if error := self._try("", self._clear):
            self._fail("", error)

    def _clear(self) -> None:
        if self._opened or self._recorders or self._shelf.folder.is_dir():
            self._open()
            self._shelf.clear(self._ages.date())

    def _open(self) -> None:
        """Again and again until it works: a disk may come back."""
        if not self._opened:
            self._shelf.open()
            self._opened = True

    def _begin(self, violation: str, ending: str) -> None:
        self._misses.note(Miss(violation, ending, "begun", time=self._wall()))

    def _lose(self, recorder: Recorder, case: Violation, error: Exception, code: Code) -> None:
        """There is no picture of a violation, and so there will be no clip."""
        for ending in (SNAPSHOT, CLIP) if recorder.clip else (SNAPSHOT,):
            self._miss(case.id, ending, error, code)

    def _miss(self, violation: str, ending: str, error: Exception, code: Code) -> None:
        """A file there should be will not be: count it, and tell whoever looks for it why."""
        with self._counting:
            self._missed += 1
        self._fail(ending, error)
        reason = self._reasons.get(ending, "")
        self._misses.note(Miss(violation, ending, code, reason, self._wall()))

    def _fail(self, what: str, error: Exception) -> None:
        """Say it once, count it always."""
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        with self._counting:
            self._failed += 1
            known, self._reasons[what] = self._reasons.get(what), reason
        if reason != known:
            log.warning(
                "cannot write evidence; counting continues",
                folder=str(self._shelf.folder),
                ending=what,
                error=reason,
            )


def _tracks(case: Violation) -> tuple[int, ...]:
    """Who is to be marked: the offender, and of a near miss both."""
    other = case.facts.get("first_track")
    return (case.track, other) if isinstance(other, int) else (case.track,)


def _caption(case: Violation, zone: tzinfo) -> str:
    """As the app says it in English: the letters of a picture are ASCII."""
    when = local_time.written(case.time, zone, "milliseconds")
    rule, kind = (code.replace("_", " ").capitalize() for code in (case.rule, case.cls))
    return f"{rule}   {case.site}, {case.camera}   {when}   {kind} {case.track}   Event ID {case.id}"


def _filler(pictures: list[Picture], tracks: tuple[int, ...]) -> Callable[[Path], None]:
    return lambda path: clips.write(path, pictures, tracks)
