"""Evidence of all cameras: one thread compresses, another writes; the frame loops wait for neither."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.evidence import clip as clips
from core.evidence.pictures import compress, snapshot
from core.evidence.recorder import AFTER, BEFORE, Recorder, Shot, can_fire
from core.evidence.shelf import CLIP, SNAPSHOT, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import Violation
    from core.evidence.pictures import Picture
    from core.settings.models import Camera
    from core.settings.models import Evidence as Options
    from core.types import Image

log = structlog.get_logger()

#: Files that may wait for the disk, and clips that may wait for their end; what is more is counted as failed.
_WAITING: Final = 32
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
    """

    def __init__(self, folder: Path, options: Options, *, wall: Callable[[], float] = time.time) -> None:
        self._options, self._wall = options, wall
        self._shelf = Shelf(folder, options.keep_days, options.max_bytes)
        self._shots: queue.SimpleQueue[Shot | None] = queue.SimpleQueue()  # bounded by the recorders' copies
        self._files: queue.Queue[_File | None] = queue.Queue()
        self._clips: dict[Recorder, list[_Clip]] = {}
        self._recorders: list[Recorder] = []
        self._written = self._failed = 0
        self._reasons: dict[str, str] = {}  # by the ending of what could not be written
        self._counting = threading.Lock()
        self._opened = False
        self._threads = [
            threading.Thread(target=self._compress_on, name="evidence-pictures", daemon=True),
            threading.Thread(target=self._write_on, name="evidence-files", daemon=True),
        ]

    def recorder(self, camera: Camera) -> Recorder | None:
        """A recorder for a camera; None if none is wanted, or no rule of the camera can ever fire."""
        if not self._options.enabled or not can_fire(camera):
            return None
        recorder = Recorder(self._shots.put, clip=self._options.clip)
        self._recorders.append(recorder)
        return recorder

    def start(self) -> None:
        """Compress and write from now on; without a recorder only old files are cleared away."""
        for thread in self._threads:
            thread.start()

    def stats(self) -> dict[str, Any]:
        """Files written and not written in this run, pictures that came too fast, and why the last file failed."""
        missed = sum(recorder.missed for recorder in self._recorders)
        reason = next(iter(list(self._reasons.values())), None)
        return {"written": self._written, "failed": self._failed, "missed": missed, "reason": reason}

    def close(self, timeout: float = 10.0) -> None:
        """Write what waits, for at most `timeout` seconds; recorders must be finished."""
        deadline = time.monotonic() + timeout
        self._shots.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, deadline - time.monotonic()))
        if any(thread.is_alive() for thread in self._threads):
            self._fail(CLIP, OSError("there was no time left to write everything"))

    # The thread that compresses.

    def _compress_on(self) -> None:
        while (shot := self._shots.get()) is not None:
            try:
                self._compress(shot)
            except Exception as error:  # noqa: BLE001 -- a strange picture must not end the others
                self._fail(SNAPSHOT, error)
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
        self._end_clips(recorder, shot.time)

    def _open_case(self, recorder: Recorder, case: Violation, image: Image, shot: Shot) -> None:
        picture = image.copy() if len(shot.cases) > 1 else image
        tracks = _tracks(case)
        data = snapshot(picture, [shot.boxes[track] for track in tracks if track in shot.boxes], _caption(case))
        self._hand_on(_File(case.id, SNAPSHOT, lambda path: path.write_bytes(data)))
        if recorder.clip:
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

    def _hand_on(self, file: _File) -> None:
        if self._files.qsize() >= _WAITING:
            self._fail(file.ending, OSError("the disk is too slow for so many violations"))
        else:
            self._files.put(file)

    # The thread that writes.

    def _write_on(self) -> None:
        due = 0.0
        while True:
            if time.monotonic() >= due:
                self._try("", self._clear)
                due = time.monotonic() + _CLEAR_SECONDS
            try:
                file = self._files.get(timeout=max(0.0, due - time.monotonic()))
            except queue.Empty:
                continue
            if file is None:
                return
            self._try(file.ending, partial(self._write, file))

    def _try(self, what: str, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with the disk, counting goes on
            self._fail(what, error)
        else:
            if self._reasons.pop(what, None):
                log.info("evidence is kept again", folder=str(self._shelf.folder), ending=what)

    def _write(self, file: _File) -> None:
        self._open()
        self._shelf.write(file.violation, file.ending, file.fill)
        self._written += 1
        self._shelf.clear(self._wall())

    def _clear(self) -> None:
        if self._opened or self._recorders or self._shelf.folder.is_dir():
            self._open()
            self._shelf.clear(self._wall())

    def _open(self) -> None:
        """Again and again until it works: a disk may come back."""
        if not self._opened:
            self._shelf.open()
            self._opened = True

    def _fail(self, what: str, error: Exception) -> None:
        """Say it once, count it always."""
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        with self._counting:
            self._failed += 1
            known, self._reasons[what] = self._reasons.get(what), reason
        if reason != known:
            log.warning(
                "evidence cannot be kept; counting goes on",
                folder=str(self._shelf.folder),
                ending=what,
                error=reason,
            )


def _tracks(case: Violation) -> tuple[int, ...]:
    """Who is to be marked: the offender, and of a near miss both."""
    other = case.facts.get("first_track")
    return (case.track, other) if isinstance(other, int) else (case.track,)


def _caption(case: Violation) -> str:
    when = case.time.isoformat(sep=" ", timespec="milliseconds").replace("+00:00", " UTC")
    return f"{case.rule}  {case.site}/{case.camera}  {when}  {case.cls} {case.track}  {case.id}"


def _filler(pictures: list[Picture], tracks: tuple[int, ...]) -> Callable[[Path], None]:
    return lambda path: clips.write(path, pictures, tracks)
