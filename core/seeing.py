"""What a frame says once its objects are known: tracks, events, evidence, a picture to show, and figures."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from core.by_wall import by_wall
from core.camera_report import Reports
from core.events import Occupancy, Violation
from core.showing import Screen
from core.wall_clock import Ahead
from core.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import AnyEvent
    from core.evidence.recorder import Recorder
    from core.progress import Progress
    from core.settings.models import Camera
    from core.settings.models import Detector as DetectorSettings
    from core.stages import Stages
    from core.types import Detections, Frame

#: Seconds for which the times before the clock was set are remembered.
_REMEMBERED: Final = 86_400.0


class Seeing:
    """Takes one camera's frames in order. Not for several threads at once.

    Args:
        site, camera: whose.
        stages: what the frames run through.
        progress: how far the camera has come; brought forward here.
        interval: seconds between performance events.

    Attributes:
        watch: what the pictures are like.
        reports: tells how the camera does.
        screen: shows the pictures.
    """

    def __init__(self, site: str, camera: str, stages: Stages, progress: Progress, interval: float) -> None:
        self._stages, self._progress = stages, progress
        self._size: tuple[int, ...] | None = None
        self._spans: list[tuple[float, float]] = []  # from when to when without a gap
        self._ahead = Ahead(_REMEMBERED)
        self.watch = Watch(site, camera)
        self.screen = Screen(camera, stages, lambda: progress.fps_now)
        self.reports = Reports(site, camera, stages, progress, self.watch, self._ahead, self.screen, interval)

    @property
    def spans(self) -> list[tuple[float, float]]:
        """From when to when, media time, there were frames: a span for each stretch without a cut."""
        return [*self._spans[:-1], (self._spans[-1][0], self.reports.media)] if self._spans else []

    def take(self, frame: Frame, detections: Detections, submitted: float) -> None:
        """Take a frame and let go of it.

        Args:
            frame: the next one.
            detections: what is in it.
            submitted: when the detector was given it, `time.perf_counter`.
        """
        detected = time.perf_counter()
        try:
            self._follow(frame)
            tracks = self._stages.tracker.update(detections, frame.time)
            tracked = time.perf_counter()
            spent_ms = (tracked - submitted) * 1000 + frame.decode_ms
            events = self._by_wall(self._stages.analyser.update(frame, tracks, spent_ms))
            events = [*self._countable(events), *self._by_wall(self.watch.see(frame))]
            self.reports.notice_if_due(frame.time)
            if self._stages.evidence is not None:
                events = self._stages.evidence.take(frame, tracks, events)
            if events:
                self._emit(events)
            analysed = time.perf_counter()
            self.screen.show(frame)
        finally:
            self._stages.source.release(frame)
        self._count(frame, submitted, detected, tracked, analysed)

    def change(self, camera: Camera, detector: DetectorSettings, evidence: Recorder | None) -> None:
        """See `Pipeline.change`."""
        stages = self._stages
        stages.detector.tune(detector)
        events = self._named(self._by_wall(stages.analyser.change(camera)))
        if stages.evidence is not None and evidence is None:
            stages.evidence.finish()
        stages.evidence = evidence
        self._emit(events)
        self.screen.show_scene()

    def end(self) -> None:
        """No frame follows: say what is left to be said."""
        if self._progress.frames:
            last = (*self._stages.analyser.finish(self.reports.media), *self.watch.finish())
            events = self._named(self._by_wall(last))
            if self._stages.evidence is not None:
                self._stages.evidence.finish()
            self._stages.emit(events)
            self.reports.notice(self.reports.media)
        if self._progress.frames or (self.reports.told and self._stages.source.live):
            self.reports.report(time.monotonic())

    def counted(self) -> dict[str, Any]:
        """What the analyser has counted, for the run report."""
        analyser = self._stages.analyser
        return {
            "scene": analyser.scene,
            "lines": analyser.counts(),
            "lines_since": analyser.since(),
            "movements": analyser.movements(),
            "violations": analyser.violations(),
        }

    def _follow(self, frame: Frame) -> None:
        """Nobody is followed over a gap between two recordings, or to a picture of another size."""
        if self._spans and (frame.cut or self._size != frame.image.shape):
            self._stages.tracker.cut()
            self._emit(self._named(self._by_wall(self._stages.analyser.cut())))
            self._spans[-1] = (self._spans[-1][0], self.reports.media)
        if frame.cut or not self._spans:
            self._spans.append((frame.time, frame.time))
        self._size = frame.image.shape
        self._ahead.note(frame.time, frame.ahead)

    def _countable(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """Without how full zones are in a picture that shows no present."""
        if self.watch.stillness.quality == "good":
            return events
        return [event for event in events if not isinstance(event, Occupancy)]

    def _by_wall(self, events: Sequence[AnyEvent]) -> list[AnyEvent]:
        """The events at the times that the wall clock showed; others than theirs once it was set."""
        return [by_wall(event, self._ahead) for event in events] if self._ahead.stepped else list(events)

    def _named(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """The events with the names of their evidence."""
        evidence = self._stages.evidence
        return events if evidence is None else evidence.named(events)

    def _emit(self, events: Sequence[AnyEvent]) -> None:
        self._stages.emit(events)
        self._progress.violations.extend(
            event for event in events if isinstance(event, Violation) and event.phase == "new"
        )

    def _count(self, frame: Frame, submitted: float, detected: float, tracked: float, analysed: float) -> None:
        now, progress = time.monotonic(), self._progress
        progress.clock.add(
            decode=frame.decode_ms,
            detect=(detected - submitted) * 1000,
            track=(tracked - detected) * 1000,
            analyse=(analysed - tracked) * 1000,
            end_to_end=(now - frame.captured) * 1000,
        )
        if not progress.frames:
            progress.began, progress.state, progress.reason = now, "running", None
            self.reports.begin(now)
        progress.frames += 1
        progress.latest = now
        progress.recent.append(now)
        self.reports.media = frame.time
        self.reports.if_due(now)
