"""One camera's straight line: source → detect → track → analyse → events, every stage timed.

Several frames may be in flight in the detector while earlier ones are tracked, always in order. A live source gets
one: a second would wait for the next picture before it is looked at.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.beat import ANALYSIS
from core.conditions import AGAIN
from core.errors import UserError
from core.in_flight import InFlight
from core.progress import Progress
from core.scrub import unexpected
from core.seeing import Seeing
from core.sources.ring import HELD
from core.stages import Stages, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.analyse import Analyser
    from core.detect import Detector
    from core.evidence.recorder import Recorder
    from core.settings.models import Camera
    from core.settings.models import Detector as DetectorSettings
    from core.sources import Source
    from core.types import Frame

log = structlog.get_logger()

#: Seconds that somebody who only looks waits for a frame to be finished.
_SOON: Final = 1.0

__all__ = ["Pipeline", "Stages", "Turn"]


#: Frames of a recording that is played at a pace of its own which may be in flight: a few, or people see them late.
_PACED: Final = 4

#: Of a camera that nobody begins again.
_ONLY: Final = Turn()


class _LeftError(Exception):
    """Another pipeline has taken this one's place."""


class Pipeline:
    """Runs one camera until its source ends, `duration` media seconds have passed or `stop` is called.

    Args:
        site: name of the site, part of event ids.
        camera: id of the camera.
        stages: what the frames run through.
        duration: seconds of media time after which to stop; None for no limit.
        performance_interval: seconds between performance events.
        turn: which of several pipelines of this camera it is.

    Attributes:
        progress: how far it has come.
        beat: what its thread is busy with.
        failed_at: the stage that was at work when it failed.
    """

    def __init__(  # noqa: PLR0913 -- each is a separate choice of the engine
        self,
        site: str,
        camera: str,
        stages: Stages,
        *,
        duration: float | None = None,
        performance_interval: float = 10.0,
        turn: Turn = _ONLY,
    ) -> None:
        self.progress = Progress() if turn.why is None else Progress(state=AGAIN, reason=turn.why)
        self.beat = self.progress.beat
        self.failed_at: str | None = None
        self._turn = turn
        self._stopping = self._left = False
        self._camera = camera
        self._stages = stages
        self._duration = duration
        self._in_flight = InFlight(stages, self.beat, turn.limits)
        self._media_start: float | None = None
        self._seeing = Seeing(site, camera, stages, self.progress, performance_interval)
        self._known: dict[str, Any] = {}  # what was counted at the last look
        self._between = threading.Lock()  # held by whoever works on a frame, or changes what frames are seen by

    @property
    def looked_at(self) -> list[tuple[float, float]]:
        """From when to when, media time, there were frames: a span for each stretch without a cut."""
        return self._seeing.spans

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

    def go_on_from(self, before: Pipeline) -> None:
        """Count on where the pipeline has ended whose place this one takes; a recording begins at zero."""
        if self.source.live:
            self.analyser.go_on_from(before.analyser)
            self.progress.violations.extend(before.progress.violations)

    def stop(self) -> None:
        """End soon, from any thread; what is in flight is finished."""
        self._stopping = True
        self._stages.source.close()

    def change(self, camera: Camera, detector: DetectorSettings, evidence: Recorder | None) -> None:
        """Look at the frames that come next with another scene, other rules and other thresholds; from any thread.

        Args:
            camera: the same camera.
            detector: settings of its detector; the model stays.
            evidence: its recorder; None if no rule can fire now.
        """
        with self._soon(self._turn.limits.analysis) as held:
            if held:  # else it hangs, and what takes its place begins with what holds then
                self._seeing.change(camera, detector, evidence)

    def look(self) -> None:
        """Report at once if the camera is no longer as it was at the last report; from any thread, once a second.

        Reports come with frames: where none comes, nobody else would tell.
        """
        if self._stages.playback is not None and not self._stages.playback.playing:
            self.progress.rested = time.monotonic()
        with self._soon() as held:
            if held:
                self._seeing.reports.look()

    @contextmanager
    def _soon(self, seconds: float = _SOON) -> Iterator[bool]:
        """Between two frames, if that comes within so many seconds: a stage may hang."""
        held = self._between.acquire(timeout=seconds)
        try:
            yield held
        finally:
            if held:
                self._between.release()

    def run(self) -> None:
        """Work through the source; never raises: a failure becomes the camera's state and reason."""
        try:
            self._work()
            self._conclude(*self._outcome())
        except _LeftError:
            log.info("a stage that hung has answered; another has taken its place", camera=self._camera)
        except UserError as error:
            self._conclude(self._failed if self.progress.frames else "failed", str(error))
        except Exception as error:  # one camera's defect must not end the others
            self.failed_at = self.beat.work[0] if self.beat.work else None
            self.beat.rest()
            log.exception("camera failed", camera=self._camera)
            self._conclude(self._failed, unexpected(error))
        finally:
            self._finish_all()

    def abandon(self, why: str) -> None:
        """Go on without its thread, which hangs; from another one. Nothing it may yet do is seen.

        Args:
            why: which becomes the camera's reason.
        """
        self._conclude(self._failed, why)
        self._left = True
        stages = self._stages
        with self._soon() as held:
            self._each(self._seeing.end if held else self._report_now, self._seeing.screen.close)
            stages.silence()
        self._each(stages.source.close)

    @property
    def _failed(self) -> str:
        return AGAIN if self._turn.again and not self._stopping else "failed"

    def _conclude(self, state: str, reason: str | None) -> None:
        if not self._left:
            self.progress.state, self.progress.reason = state, reason

    def _work(self) -> None:
        for frame in self._stages.source.frames():
            if frame is None:  # a recording waits for its user, who is to see what there is
                self._finish(len(self._in_flight))
                continue
            if self._over(frame):
                self._stages.source.release(frame)
                break
            self._in_flight.submit(frame)
            most, together = self._at_once()
            if len(self._in_flight) >= most:
                self._finish(together)
        self._finish(len(self._in_flight))

    def _at_once(self) -> tuple[int, int]:
        """From how many frames in flight on some are finished, and how many then."""
        stages = self._stages
        if stages.source.live:
            return 1, 1
        most = min(stages.detector.depth, HELD)
        if stages.playback is not None and stages.playback.paced:  # people see each picture when it is due
            return min(most, _PACED), 1
        return most, max(1, most // 2) if self._in_flight.quick else 1

    def _finish(self, count: int) -> None:
        """Finish the oldest frames in one go: what one frame brings into the processor's caches serves the next."""
        for detections in self._in_flight.answers(count):
            self.beat.begin(ANALYSIS, self._turn.limits.analysis)
            with self._between:
                if self._left:
                    raise _LeftError
                frame, submitted = self._in_flight.take()
                self._seeing.take(frame, detections, submitted)
        self.beat.rest()

    def _over(self, frame: Frame) -> bool:
        if self._media_start is None:
            self._media_start = frame.time
        return self._duration is not None and frame.time - self._media_start >= self._duration

    def _outcome(self) -> tuple[str, str | None]:
        """A source that has not given a single picture has failed, whatever it was still hoping for."""
        source = self._stages.source
        reason = source.reason or (None if self.progress.frames else self._turn.why)
        if source.state == "failed":  # a recording would fail again
            return ("failed" if self._stages.playback is not None else self._failed), reason
        return ("failed" if reason is not None and not self.progress.frames else "ended"), reason

    def _finish_all(self) -> None:
        """Close what is open, each step whatever became of the one before."""
        source, detector, screen = self._stages.source, self._stages.detector, self._seeing.screen
        self._each(self._in_flight.drain, self._last_words, source.close, detector.close, screen.close)
        self.beat.rest()

    def _each(self, *steps: Callable[[], None]) -> None:
        for step in steps:
            try:
                step()
            except Exception:
                log.exception("could not close", camera=self._camera, step=step.__name__)

    def _last_words(self) -> None:
        with self._between:
            self._seeing.end()

    def _report_now(self) -> None:
        self._seeing.reports.report(time.monotonic(), 0.0)

    def snapshot(self) -> dict[str, Any]:
        """This camera's part of the run report."""
        with self._soon() as held:  # counts and the scene they are of, not of the one before
            if held or not self._known:
                self._known = self._seeing.counted()
        return self._seeing.reports.snapshot(self._known)
