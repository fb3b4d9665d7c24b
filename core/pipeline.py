"""One camera's straight line: source → detect → track → analyse → events, every stage timed.

Several frames may be in flight in the detector while earlier ones are tracked, always in order. A live source gets
one: a second would wait for the next picture before it is looked at.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import structlog

from core.by_wall import by_wall
from core.conditions import DELIVERS, NO_DATA, measured
from core.errors import UserError
from core.events import Occupancy, Performance, StageTimes, Violation, event_id, utc
from core.notices import together
from core.progress import Progress
from core.scrub import unexpected
from core.wall_clock import Ahead
from core.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from core.analyse import Analyser
    from core.detect import Detector, Pending
    from core.events import AnyEvent
    from core.evidence.recorder import Recorder
    from core.live import LiveWriter
    from core.playback import Played
    from core.settings.models import Camera
    from core.settings.models import Detector as DetectorSettings
    from core.sources import Source
    from core.track import Tracker
    from core.types import Detections, Frame

log = structlog.get_logger()

#: Pictures for the eye come no faster than this, seconds; a file that runs at ten times its speed is not shown whole.
_SHOW_EVERY = 1 / 32

#: Seconds for which it is said that the clock was set, and for which the times before it are remembered.
_TOLD = 600.0
_REMEMBERED = 86_400.0

#: Why a camera has no data where its source says nothing of it.
_NOTHING_COMES = "no image received"


@dataclass(slots=True)
class Stages:
    """What one camera's frames run through."""

    source: Source
    detector: Detector
    tracker: Tracker
    analyser: Analyser
    live: LiveWriter | None
    emit: Callable[[Sequence[AnyEvent]], None]
    receivers: Callable[[], tuple[dict[str, int], dict[str, int]]]  # backlog and set aside of each
    evidence: Recorder | None = None
    playback: Played | None = None  # how a recording is played, for the overlay


class Pipeline:
    """Runs one camera until its source ends, `duration` media seconds have passed or `stop` is called.

    Args:
        site: name of the site, part of event ids.
        camera: id of the camera.
        stages: what the frames run through.
        duration: seconds of media time after which to stop; None for no limit.
        performance_interval: seconds between performance events.
    """

    def __init__(
        self,
        site: str,
        camera: str,
        stages: Stages,
        *,
        duration: float | None = None,
        performance_interval: float = 10.0,
    ) -> None:
        self.progress = Progress()
        self._site = site
        self._camera = camera
        self._stages = stages
        self._duration = duration
        self._interval = performance_interval
        self._in_flight: deque[tuple[Frame, Pending, float]] = deque()
        self._media_start: float | None = None
        self._media_time = 0.0
        self._reported = (time.monotonic(), 0, 0)
        self._told = "" if stages.source.live else "running"  # how the camera was at the last report
        self._shown = 0.0
        self._overlay: dict[str, Any] = {}  # of the picture that is shown
        self._size: tuple[int, ...] | None = None
        self._spans: list[tuple[float, float]] = []  # from when to when without a gap
        self._watch = Watch(site, camera)
        self._ahead = Ahead(_REMEMBERED)
        self._between = threading.Lock()  # held by whoever works on a frame, or changes what frames are seen by

    @property
    def looked_at(self) -> list[tuple[float, float]]:
        """From when to when, media time, there were frames: a span for each stretch without a cut."""
        return [*self._spans[:-1], (self._spans[-1][0], self._media_time)] if self._spans else []

    @property
    def source(self) -> Source:
        """The camera's source."""
        return self._stages.source

    @property
    def analyser(self) -> Analyser:
        """The camera's analyser."""
        return self._stages.analyser

    @property
    def detector(self) -> Detector:
        """The camera's detector."""
        return self._stages.detector

    def stop(self) -> None:
        """End soon, from any thread; what is in flight is finished."""
        self._stages.source.close()

    def change(self, camera: Camera, detector: DetectorSettings, evidence: Recorder | None) -> None:
        """Look at the frames that come next with another scene, other rules and other thresholds; from any thread.

        Args:
            camera: the same camera.
            detector: settings of its detector; the model stays.
            evidence: its recorder; None if no rule can fire now.
        """
        stages = self._stages
        with self._between:
            stages.detector.tune(detector)
            events = self._by_wall(stages.analyser.change(camera))
            if stages.evidence is not None:
                events = stages.evidence.named(events)
                if evidence is None:
                    stages.evidence.finish()
            stages.evidence = evidence
            self._emit(events)
            self._show_scene()

    def look(self) -> None:
        """Report at once if the camera is no longer as it was at the last report; from any thread, once a second.

        Reports come with frames: where none comes, nobody else would tell.
        """
        if self._stages.playback is not None and not self._stages.playback.playing:
            self.progress.rested = time.monotonic()
        with self._between:
            begun = self.progress.frames or self._stages.source.live  # a recording has no time before its first frame
            condition, fps = self._condition(), self.progress.fps_now
            known = fps > 0 or condition not in DELIVERS  # one frame alone tells no rate
            if begun and known and self.progress.works and condition != self._told:
                self._report(time.monotonic(), fps)

    def run(self) -> None:
        """Work through the source; never raises: a failure becomes the camera's state and reason."""
        try:
            self._work()
            self.progress.state, self.progress.reason = self._outcome()
        except UserError as error:
            self.progress.state, self.progress.reason = "failed", str(error)
        except Exception as error:  # one camera's defect must not end the others
            log.exception("camera failed", camera=self._camera)
            self.progress.state = "failed"
            self.progress.reason = unexpected(error)
        finally:
            self._finish_all()

    def _work(self) -> None:
        most = 1 if self._stages.source.live else self._stages.detector.depth
        for frame in self._stages.source.frames():
            if frame is None:  # a recording waits for its user, who is to see what there is
                self._finish(len(self._in_flight))
                continue
            if self._over(frame):
                self._stages.source.release(frame)
                break
            began = time.perf_counter()
            self._in_flight.append((frame, self._stages.detector.submit(frame), began))
            if len(self._in_flight) >= most:
                self._finish(max(1, most // 2))
        self._finish(len(self._in_flight))

    def _finish(self, count: int) -> None:
        """Finish the oldest frames in one go: what one frame brings into the processor's caches serves the next.

        The newest of them is waited for first, so that the others need not be waited for; meanwhile the detector has
        the rest to work on.
        """
        pending = [pending for _, pending, _ in islice(self._in_flight, count)]
        found = [one.result() for one in reversed(pending)]
        for detections in reversed(found):
            with self._between:
                self._finish_one(detections)

    def _over(self, frame: Frame) -> bool:
        if self._media_start is None:
            self._media_start = frame.time
        return self._duration is not None and frame.time - self._media_start >= self._duration

    def _finish_one(self, detections: Detections) -> None:
        frame, _, submitted = self._in_flight.popleft()
        detected = time.perf_counter()
        try:
            if self._spans and (frame.cut or self._size != frame.image.shape):
                self._cut()
                self._spans[-1] = (self._spans[-1][0], self._media_time)
            if frame.cut or not self._spans:
                self._spans.append((frame.time, frame.time))
            self._size = frame.image.shape
            self._ahead.note(frame.time, frame.ahead)
            tracks = self._stages.tracker.update(detections, frame.time)
            tracked = time.perf_counter()
            spent_ms = (tracked - submitted) * 1000 + frame.decode_ms
            events = self._by_wall(self._stages.analyser.update(frame, tracks, spent_ms))
            events = [*self._countable(events), *self._by_wall(self._watch.see(frame))]
            self._notice(frame.time)
            if self._stages.evidence is not None:
                events = self._stages.evidence.take(frame, tracks, events)
            if events:
                self._emit(events)
            analysed = time.perf_counter()
            self._show(frame)
        finally:
            self._stages.source.release(frame)
        self._count(frame, submitted, detected, tracked, analysed)

    def _cut(self) -> None:
        """Nobody is followed over a gap between two recordings, or to a picture of another size."""
        self._stages.tracker.cut()
        events = self._by_wall(self._stages.analyser.cut())
        if self._stages.evidence is not None:
            events = self._stages.evidence.named(events)
        self._emit(events)

    def _limits(self, time: float) -> Iterator[str | None]:
        """What makes the results less than they seem at the moment."""
        yield self._stages.detector.info.notice
        yield self._stages.analyser.notice()
        yield self._watch.notice(live=self._stages.source.live)
        yield self._stages.source.notice
        yield self._stages.live.problem if self._stages.live is not None else None
        yield from (str(step) for step in self._ahead.steps[-1:] if time - step.time <= _TOLD)

    def _notice(self, time: float) -> None:
        """Warn once of each thing that makes the results less than they seem; the reason says it as long as it does."""
        notice, before = together(self._limits(time)), self.progress.notice
        self.progress.notice = notice
        if notice is not None and notice != before:
            log.warning(notice, camera=self._camera)

    def _countable(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """Without how full zones are in a picture that shows no present."""
        if self._watch.stillness.quality == "good":
            return events
        return [event for event in events if not isinstance(event, Occupancy)]

    def _by_wall(self, events: Sequence[AnyEvent]) -> list[AnyEvent]:
        """The events at the times that the wall clock showed; others than theirs once it was set."""
        return [by_wall(event, self._ahead) for event in events] if self._ahead.stepped else list(events)

    def _emit(self, events: Sequence[AnyEvent]) -> None:
        self._stages.emit(events)
        self.progress.violations.extend(
            event for event in events if isinstance(event, Violation) and event.phase == "new"
        )

    def _count(self, frame: Frame, submitted: float, detected: float, tracked: float, analysed: float) -> None:
        now = time.monotonic()
        progress = self.progress
        progress.clock.add(
            decode=frame.decode_ms,
            detect=(detected - submitted) * 1000,
            track=(tracked - detected) * 1000,
            analyse=(analysed - tracked) * 1000,
            end_to_end=(now - frame.captured) * 1000,
        )
        if not progress.frames:
            progress.began, self._reported, progress.state = now, (now, 0, 0), "running"
        progress.frames += 1
        progress.latest = now
        progress.recent.append(now)
        self._media_time = frame.time
        if now - self._reported[0] >= self._interval:
            self._report(now)

    def _show(self, frame: Frame) -> None:
        live, played, now = self._stages.live, self._stages.playback, time.monotonic()
        waits = played is not None and not played.playing  # then its user asked for this picture
        if live is None or (not waits and now - self._shown < _SHOW_EVERY):
            return
        self._shown = now
        overlay = self._stages.analyser.overlay()
        fps, shown = round(self.progress.fps_now, 1), frame.time + frame.ahead
        head: dict[str, Any] = {"time": shown, "frame": frame.index, "fps": fps}
        if played is not None:
            head["playback"] = played.playback()
        self._overlay = {**head, "detector": self._stages.detector.info.name, **overlay}
        live.write(frame.image, self._overlay)

    def _show_scene(self) -> None:
        """Draw the scene of now over the picture that is shown: the next one may be long in coming."""
        if self._stages.live is not None and self._overlay:
            now = self._stages.analyser.overlay()
            self._overlay |= {part: now[part] for part in ("lines", "zones", "signals")}
            self._stages.live.renew(self._overlay)

    def _report(self, now: float, fps: float | None = None) -> None:
        """Say how the camera did since the last report. Ids carry the frame number: one run never doubles itself.

        Args:
            now: monotonic seconds.
            fps: frames per second, where those since the last report are no measure.
        """
        since, frames, skipped = self._reported
        progress, skipped_now = self.progress, self._stages.source.skipped
        self._reported = (now, progress.frames, skipped_now)
        subject = f"performance-{progress.frames}-{time.time_ns()}"
        backlog, set_aside = self._stages.receivers()
        media, self._told = self._moment(now), self._condition()
        event = Performance(
            id=event_id(self._site, self._camera, "performance", subject, media),
            site=self._site,
            camera=self._camera,
            time=utc(media + self._ahead.at(media)),
            detector=self._stages.detector.info.name,
            state=self._told,
            reason=self._reason(),
            fps=round(
                measured((progress.frames - frames) / max(now - since, 1e-9) if fps is None else fps, self._told), 2
            ),
            frames=progress.frames - frames,
            skipped=skipped_now - skipped,
            stages_ms={name: StageTimes(**row) for name, row in progress.clock.roll().items()},
            backlog=backlog,
            set_aside=set_aside,
        )
        self._stages.emit([event])

    def _moment(self, now: float) -> float:
        """Media time of now: where no frames come from a live source, it goes on without them."""
        if not self._stages.source.live:
            return self._media_time
        return self._media_time + now - self.progress.latest if self.progress.frames else time.time()

    def _condition(self) -> str:
        return self.progress.condition(self._stages.source, self._watch.stillness.quality)

    def _outcome(self) -> tuple[str, str | None]:
        """A source that has not given a single picture has failed, whatever it was still hoping for."""
        source = self._stages.source
        lost = source.state == "failed" or (source.reason is not None and not self.progress.frames)
        return ("failed" if lost else "ended"), source.reason

    def _finish_all(self) -> None:
        """Close what is open, each step whatever became of the one before."""
        stages = self._stages
        for step in (self._drain, self._last_words, stages.source.close, stages.detector.close, self._close_live):
            try:
                step()
            except Exception:
                log.exception("could not close", camera=self._camera, step=step.__name__)

    def _drain(self) -> None:
        """After a failure: the detector may still be reading these frames' memory, which `close` takes away."""
        while self._in_flight:
            frame, pending, _ = self._in_flight.popleft()
            with contextlib.suppress(Exception):
                pending.result()
            self._stages.source.release(frame)

    def _last_words(self) -> None:
        with self._between:
            self._end_all()

    def _end_all(self) -> None:
        if self.progress.frames:
            last = (*self._stages.analyser.finish(self._media_time), *self._watch.finish())
            events, evidence = self._by_wall(last), self._stages.evidence
            if evidence is not None:
                events = evidence.named(events)
                evidence.finish()
            self._stages.emit(events)
            self._notice(self._media_time)
        if self.progress.frames or (self._told and self._stages.source.live):
            self._report(time.monotonic())

    def _close_live(self) -> None:
        if self._stages.live is not None:
            self._stages.live.close()

    def _reason(self) -> str | None:
        """Why the camera is as it is, or what makes its results less than they seem."""
        progress = self.progress
        if self._condition() == NO_DATA:
            return _NOTHING_COMES
        return (self._stages.source.reason if progress.works else progress.reason) or progress.notice

    def snapshot(self) -> dict[str, Any]:
        """This camera's part of the run report."""
        progress, source, state = self.progress, self._stages.source, self._condition()
        now = progress.fps_now if state in DELIVERS else 0.0
        return {
            "state": state,
            "reason": self._reason(),
            "frames": progress.frames,
            "skipped": source.skipped,
            "fps": round(progress.fps if state in {"ended", "failed"} else now, 2),
            "fps_now": round(now, 2),
            "unchanged_s": round(self._watch.unchanged if source.live else 0.0, 1),
            "stages_ms": progress.clock.total(),
            **self._counted(),
            "recent_violations": [_in_short(event) for event in list(progress.violations)],
            "detector": self._stages.detector.info.report(),
        }

    def _counted(self) -> dict[str, Any]:
        analyser = self._stages.analyser
        with self._between:  # counts and the scene they are of, not of the one before
            return {
                "scene": analyser.scene,
                "lines": analyser.counts(),
                "lines_since": analyser.since(),
                "movements": analyser.movements(),
                "violations": analyser.violations(),
            }


def _in_short(event: Violation) -> dict[str, Any]:
    return {
        "id": event.id,
        "rule": event.rule,
        "track": event.track,
        "class": event.cls,
        "time": event.started.isoformat(),  # as everywhere a violation is listed
    }
