"""Evidence of all cameras: one thread compresses, another writes; the frame loops wait for neither."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core import local_time
from core.evidence import clip as clips
from core.evidence.file_writer import TOO_MANY, WAITING, File, FileWriter
from core.evidence.misses import FILE, code_of
from core.evidence.outcome import Outcome
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
        self._options, self._zone = options, zone or local_time.zone()
        self._shots: queue.SimpleQueue[Shot | None] = queue.SimpleQueue()  # bounded by the recorders' copies
        self._clips: dict[Recorder, list[_Clip]] = {}
        self._recorders: dict[str, Recorder] = {}
        self._outcome = Outcome(folder, folder.with_name(FILE), wall)
        shelf = Shelf(folder, options.keep_days, options.max_bytes)
        self._writer = FileWriter(shelf, self._outcome, lambda: bool(self._recorders), wall)
        self._threads = [thread(self._compress_on, "evidence-pictures", after=After.AGAIN), self._writer.thread]

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
        self._outcome.begin()
        for one in self._threads:
            one.start()

    def stats(self) -> dict[str, Any]:
        """Of this run: files written whole, errors, files there should be and are not, and why the last one failed."""
        return self._outcome.stats()

    def close(self, timeout: float = 10.0) -> None:
        """Write what waits, for at most `timeout` seconds; recorders must be finished."""
        deadline = time.monotonic() + timeout
        self._shots.put(None)
        for one in self._threads:
            if one.is_alive():
                one.join(max(0.0, deadline - time.monotonic()))
        self._outcome.stopped()

    # The thread that compresses.

    def _compress_on(self) -> None:
        while (shot := self._shots.get()) is not None:
            try:
                self._compress(shot)
            except Exception as error:  # noqa: BLE001 -- a strange picture must not end the others
                self._outcome.failed(SNAPSHOT, error)
                for case in shot.cases:
                    self._lose(shot.recorder, case, error, code_of(error))
        self._writer.end()

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
            self._lose(recorder, case, OSError(TOO_MANY), "slow")
        self._end_clips(recorder, shot.time)

    def _open_case(self, recorder: Recorder, case: Violation, image: Image, shot: Shot) -> None:
        self._outcome.begun(case.id, SNAPSHOT)
        picture = image.copy() if len(shot.cases) > 1 else image
        tracks = _tracks(case)
        boxes = [shot.boxes[track] for track in tracks if track in shot.boxes]
        data = snapshot(picture, boxes, _caption(case, self._zone))
        self._writer.hand_on(File(case.id, SNAPSHOT, lambda path: path.write_bytes(data)))
        if recorder.clip:
            self._outcome.begun(case.id, CLIP)
            start = min(case.started.timestamp(), shot.time) - BEFORE
            self._clips.setdefault(recorder, []).append(_Clip(case.id, tracks, start, shot.time + AFTER))

    def _end_clips(self, recorder: Recorder, now: float) -> None:
        waiting = self._clips.get(recorder, [])
        due = [clip for clip in waiting if clip.end <= now or len(waiting) > WAITING]
        for clip in due:
            waiting.remove(clip)
            pictures = recorder.ring.between(clip.start, clip.end)
            if pictures:
                self._writer.hand_on(File(clip.violation, CLIP, _filler(pictures, clip.tracks)))
            else:
                self._outcome.missed(clip.violation, CLIP, OSError(TOO_MANY), "slow")

    def _lose(self, recorder: Recorder, case: Violation, error: Exception, code: Code) -> None:
        """There is no picture of a violation, and so there will be no clip."""
        for ending in (SNAPSHOT, CLIP) if recorder.clip else (SNAPSHOT,):
            self._outcome.missed(case.id, ending, error, code)


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
