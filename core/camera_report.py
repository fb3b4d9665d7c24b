"""What a camera's pipeline says of itself: performance events, its part of the run report, and why it is as it is."""

from __future__ import annotations

import math
import re
import time
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.beat import ANALYSIS, DETECTOR
from core.conditions import AGAIN, DELIVERS, NO_DATA, measured
from core.events import Performance, StageTimes, event_id, utc
from core.notices import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events import Violation
    from core.progress import Progress
    from core.showing import Screen
    from core.stages import Stages
    from core.wall_clock import Ahead
    from core.watch import Watch

log = structlog.get_logger()

#: Seconds of media time between two looks at what makes the results less than they seem.
_LOOK: Final = 0.2
#: Seconds for which it is said that the clock was set.
_TOLD: Final = 600.0

#: Why a camera has no data where its source says nothing of it.
_NOTHING_COMES: Final = "no image received"
#: And where images come, but a stage keeps the newest one.
WAITS: Final = {DETECTOR: "the detector does not respond", ANALYSIS: "the analysis does not respond"}
_NUMBERS: Final = re.compile(r"(?<![\w'])\d+(\.\d+)?(?!')")  # but those in names


class Reports:
    """Tells how one camera does.

    Args:
        site, camera: whose.
        stages: what its frames run through.
        progress: how far it has come.
        watch: what its pictures are like.
        ahead: how far the wall clock is ahead of its frames.
        screen: what shows its pictures.
        interval: seconds between performance events.

    Attributes:
        told: how the camera was at the last report.
        media: media time of the newest finished frame.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- each is another thing that is told of
        self,
        site: str,
        camera: str,
        stages: Stages,
        progress: Progress,
        watch: Watch,
        ahead: Ahead,
        screen: Screen,
        interval: float,
    ) -> None:
        self._site, self._camera, self._stages = site, camera, stages
        self._progress, self._watch, self._ahead, self._screen = progress, watch, ahead, screen
        self._interval = interval
        self._reported = (time.monotonic(), 0, 0)
        self._looked = -math.inf  # when `notice` did, media time
        self._warned: set[str] = set()  # what the results lack, without its numbers, which may waver
        self.media = 0.0
        self.told = progress.state if progress.state == AGAIN else "" if stages.source.live else "running"

    def begin(self, now: float) -> None:
        """The first frame is finished; `now` is monotonic, as everywhere here."""
        self._reported = (now, 0, 0)

    def if_due(self, now: float) -> None:
        """Report if the interval is over."""
        if now - self._reported[0] >= self._interval:
            self.report(now)

    def look(self) -> None:
        """Report at once if the camera is no longer as it was at the last report."""
        begun = self._progress.frames or self._stages.source.live  # a recording has no time before its first frame
        condition, fps = self.condition(), self._progress.fps_now
        known = fps > 0 or condition not in DELIVERS  # one frame alone tells no rate
        if begun and known and self._progress.works and condition != self.told:
            self.report(time.monotonic(), fps)

    def report(self, now: float, fps: float | None = None) -> None:
        """Say how the camera did since the last report. Ids carry the frame number: one run never doubles itself.

        Args:
            now: monotonic seconds.
            fps: frames per second, where those since the last report are no measure.
        """
        since, frames, skipped = self._reported
        progress, skipped_now = self._progress, self._stages.source.skipped
        self._reported = (now, progress.frames, skipped_now)
        subject = f"performance-{progress.frames}-{time.time_ns()}"
        backlog, set_aside = self._stages.receivers()
        media, self.told = self._moment(now), self.condition()
        counted = (progress.frames - frames) / max(now - since, 1e-9) if fps is None else fps
        event = Performance(
            id=event_id(self._site, self._camera, "performance", subject, media),
            site=self._site,
            camera=self._camera,
            time=utc(media + self._ahead.at(media)),
            detector=self._stages.detector.info.name,
            state=self.told,
            reason=self.reason(),
            fps=round(measured(counted, self.told), 2),
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
            return self.media
        return self.media + now - self._progress.latest if self._progress.frames else time.time()

    def condition(self) -> str:
        """How the camera is, in a word."""
        return self._progress.condition(self._stages.source, self._watch.stillness.quality)

    def reason(self) -> str | None:
        """Why the camera is as it is, or what makes its results less than they seem."""
        progress = self._progress
        if self.condition() == NO_DATA:
            work = progress.beat.work
            return _NOTHING_COMES if work is None else WAITS[work[0]]
        told = self._stages.source.reason if progress.works or self.condition() == AGAIN else None
        return told or (None if progress.works else progress.reason) or progress.notice

    def notice_if_due(self, time: float) -> None:
        """Do as `notice`, a few times a second; `time` is the media time of the newest frame."""
        if abs(time - self._looked) >= _LOOK:
            self.notice(time)

    def notice(self, time: float) -> None:
        """Warn once of each thing that makes the results less than they seem; the reason says it as long as it does.

        Args:
            time: media time of the newest frame.
        """
        self._looked = time
        limits = [limit for limit in self._limits(time) if limit]
        notice = together(limits)
        if notice == self._progress.notice:
            return
        self._progress.notice = notice
        before, self._warned = self._warned, {_NUMBERS.sub("#", limit) for limit in limits}
        for limit in limits:
            if _NUMBERS.sub("#", limit) not in before:
                log.warning(limit, camera=self._camera)

    def _limits(self, time: float) -> Iterator[str | None]:
        """What makes the results less than they seem at the moment."""
        yield self._stages.detector.info.notice
        yield self._stages.analyser.notice()
        yield self._watch.notice(live=self._stages.source.live)
        yield self._stages.source.notice
        yield self._screen.problem
        yield from (str(step) for step in self._ahead.steps[-1:] if time - step.time <= _TOLD)

    def snapshot(self, counted: dict[str, Any]) -> dict[str, Any]:
        """This camera's part of the run report.

        Args:
            counted: what its analyser has counted.
        """
        progress, source, state = self._progress, self._stages.source, self.condition()
        now = progress.fps_now if state in DELIVERS else 0.0
        return {
            "state": state,
            "reason": self.reason(),
            "frames": progress.frames,
            "skipped": source.skipped,
            "fps": round(progress.fps if state in {"ended", "failed"} else now, 2),
            "fps_now": round(now, 2),
            "unchanged_s": round(self._watch.unchanged if source.live else 0.0, 1),
            "stages_ms": progress.clock.total(),
            **counted,
            "recent_violations": [_in_short(event) for event in list(progress.violations)],
            "detector": self._stages.detector.info.report(),
        }


def _in_short(event: Violation) -> dict[str, Any]:
    return {
        "id": event.id,
        "rule": event.rule,
        "track": event.track,
        "class": event.cls,
        "time": event.started.isoformat(),  # as everywhere a violation is listed
    }
