"""A camera of recordings: one pipeline after another over the same pictures, as its user plays and counts them."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final, Protocol

import structlog

from core.events import utc
from core.lent import LentSource
from core.notices import together
from core.playback import Command, Pace, heard
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.analyse import Analyser
    from core.beat import Beat
    from core.counted_before import Recognised
    from core.detect import Detector
    from core.evidence.recorder import Recorder
    from core.journal.recount import Count
    from core.pipeline import Pipeline
    from core.playback import Mode, Played
    from core.progress import Progress
    from core.settings.models import Camera
    from core.settings.models import Detector as DetectorSettings
    from core.sources.recorded import RecordedSource

log = structlog.get_logger()

_SHOWN: Final = 30.0  # pictures per second that are shown at most
_LISTEN: Final = 0.03  # seconds between two looks at what is asked
_OVER: Final = frozenset({"ended", "failed"})  # states of a run that will not go on


class Maker(Protocol):
    """Makes a fresh pipeline over the source; without a `count` it publishes and stores nothing."""

    def __call__(self, camera: Camera, lent: LentSource, count: Count | None, playback: Played) -> Pipeline:
        """See above."""
        ...


class RecordedCamera:
    """Plays recordings. It has what the engine needs of a `Pipeline`, which is always that of the newest run.

    Each place that is gone to is a run of its own: tracks and counts begin anew there. A run that counts goes from the
    first frame to the last.

    Args:
        camera: the camera.
        source: its recordings; not asked for pictures yet.
        make: makes the pipeline of a run.
        begin: where what a count tells goes.
        keep: keeps the result of a count that has ended, and returns it.
        before: what of its recordings was counted already.
        runtime: where its user asks.
        mode: how it begins; a preview begins paused.
        stay: after the end it waits for what is asked next, until `stop`.
    """

    def __init__(  # noqa: PLR0913 -- each is a separate choice of the caller
        self,
        camera: Camera,
        source: RecordedSource,
        make: Maker,
        begin: Callable[[], Count],
        keep: Callable[[dict[str, Any]], dict[str, Any]],
        *,
        before: Recognised,
        runtime: Path,
        mode: Mode,
        stay: bool,
    ) -> None:
        self._camera, self._make, self._begin_count, self._runtime = camera, make, begin, runtime
        heard(runtime, camera.id)  # what was asked of an engine before
        self._count: Count | None = None
        self._keep = keep
        self._result: dict[str, Any] | None = None
        self._stay = stay
        self._mode: Mode = mode
        self._wake = threading.Condition()
        self._stopping = False
        self._pace = Pace()
        self.source = source
        self._before = source.recognised = before
        if mode == "preview":
            source.pause()
        self._renew()

    @property
    def analyser(self) -> Analyser:
        """The newest run's analyser."""
        return self._pipeline.analyser

    @property
    def detector(self) -> Detector:
        """The newest run's detector."""
        return self._pipeline.detector

    @property
    def counts(self) -> bool:
        """Whether what is seen is published and stored."""
        return self._mode == "count"

    def run(self) -> None:
        """Play until the end, or, if it is to stay, until `stop`; never raises."""
        listening = begin(self._listen, f"playback-{self._camera.id}", after=After.AGAIN)
        while True:
            self._pipeline.run()
            self._conclude()
            with self._wake:
                if not self._pending and (self._stopping or not self._stay):
                    break
                self._wake.wait_for(lambda: self._pending or self._stopping)
                if self._stopping:
                    break
                self._renew()
        with self._wake:
            self._stopping = True
        self.source.close()
        listening.join()

    def _renew(self) -> None:
        """Begin a run. Until it is made, its user's wish is pending: the run of before is not the end of this one."""
        self._count = self._begin_count() if self.counts else None
        lent = LentSource(self.source)
        self._pipeline = self._make(self._camera, lent, self._count, self)
        self._lent = lent

    @property
    def _pending(self) -> bool:
        """Whether its user has gone elsewhere since the newest run was made."""
        return self._lent.turn != self.source.turn

    def _conclude(self) -> None:
        """What was counted takes the place of an earlier count, as far as this one came."""
        spans = self._pipeline.looked_at
        if self._count is None or not spans:
            return
        self._count.finish([*spans, *self._before.moved])
        source = self.source
        self._before.keep(source.played())
        facts = {
            **self._with_reason(self._pipeline.snapshot()),
            "source": str(self._camera.source),
            "recorded": [[_iso(begin), _iso(end)] for begin, end in spans],
            "recordings": [one.path.name for one in source.recordings],
            "gaps": self._gaps(),
            "whole": source.state == "ended" and not self._stopping,
        }
        try:
            self._result = self._keep(facts)
        except OSError as error:
            log.warning("cannot save the result of a count", camera=self._camera.id, error=str(error))
            self._result = facts

    @property
    def beat(self) -> Beat:
        """The newest run's."""
        return self._pipeline.beat

    @property
    def progress(self) -> Progress:
        """The newest run's."""
        return self._pipeline.progress

    @property
    def failed_at(self) -> str | None:
        """The newest run's."""
        return self._pipeline.failed_at

    def abandon(self, why: str) -> None:
        """See `Pipeline.abandon`."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._pipeline.abandon(why)
        self.source.close()

    def stop(self) -> None:
        """End soon, from any thread; what is in flight is finished."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self.source.close()

    def change(self, camera: Camera, detector: DetectorSettings, evidence: Recorder | None) -> None:
        """See `Pipeline.change`."""
        with self._wake:  # not while a run is made that would begin with the scene of before
            self._camera, pipeline = camera, self._pipeline
        pipeline.change(camera, detector, evidence if self.counts else None)

    def obey(self, command: Command) -> None:
        """Do as the user says. While it is counted, it is neither stepped through nor left for another place."""
        with self._wake:
            self._obey(command)
            self._wake.notify_all()

    def _obey(self, command: Command) -> None:
        source, value = self.source, command.value
        if command.verb == "count":
            self._begin("count", lambda: source.set_speed(value))
        elif command.verb == "preview":
            self._begin("preview", source.pause)
        elif command.verb == "speed":
            source.set_speed(value)
        elif command.verb == "pause":
            self._pause()
        elif command.verb == "play":
            self._play()
        elif not self.counts or self._over:
            if self._over:
                source.pause()
            self._mode = "preview"
            self._look_around(command)

    def _pause(self) -> None:
        """Where pictures come faster than they are shown, what is shown last need not be what was seen last."""
        self.source.pause()
        rate = self.source.rate(self.source.position.file) or 25.0
        if not (self.counts or self._over) and not 0 < self.source.speed * rate <= _SHOWN:
            self.source.seek(self.source.passed())

    def _play(self) -> None:
        """From the end it begins again, to be looked at: only `count` counts."""
        if self._over:
            self._begin("preview", self.source.play)
        else:
            self.source.play()

    def _look_around(self, command: Command) -> None:
        source = self.source
        if command.verb == "seek":
            source.seek(command.value)
        elif command.value < 0 or self._over:
            source.step(-1)
        else:
            source.step(1)

    def _begin(self, mode: Mode, how: Callable[[], None]) -> None:
        if mode == "count":
            self.source.play()
        how()
        self.source.rewind()
        self._mode = mode  # from now on a snapshot says so, and that it is pending

    def _listen(self) -> None:
        while not self._stopping:
            for command in heard(self._runtime, self._camera.id):
                try:
                    self.obey(command)
                except Exception:  # the user may ask for something else yet
                    log.exception("could not carry out a playback command", camera=self._camera.id, verb=command.verb)
            self._pace.see(self.source.passed(), time.monotonic())
            time.sleep(_LISTEN)

    def look(self) -> None:
        """See `Pipeline.look`."""
        self._pipeline.look()

    def snapshot(self) -> dict[str, Any]:
        """See `Pipeline.snapshot`, with how it is played."""
        playback, pending = self.playback(), self._pending  # before the state, which belongs to the newest run then
        told = self._with_reason(self._pipeline.snapshot())
        if pending or (told["state"] == "starting" and self.source.state == "running"):
            told["state"] = "running"  # between two places
        if told["state"] in _OVER:  # the run may have ended between these two looks
            playback |= {"playing": False, "left_s": None}
        stages = {name: times for name, times in told["stages_ms"].items() if name != "end_to_end"}
        return {**told, "stages_ms": stages, "playback": {**playback, "gaps": self._gaps()}, "result": self._result}

    def _with_reason(self, told: dict[str, Any]) -> dict[str, Any]:
        """What a pipeline tells, with what is to be known of its recordings."""
        return {**told, "reason": together([told["reason"], *self._before.told])}

    def _gaps(self) -> list[dict[str, Any]]:
        return [
            {"from": _iso(gap.begin), "to": _iso(gap.end), "file": gap.file}
            | {"reason": gap.reason, "played": gap.played}
            for gap in list(self.source.gaps)
        ]

    @property
    def _over(self) -> bool:
        return not self._pending and self._pipeline.progress.state in _OVER

    @property
    def playing(self) -> bool:
        """See `Played`."""
        return self.source.playing and not self._over

    @property
    def paced(self) -> bool:
        """See `Played`."""
        return self.source.speed > 0

    def playback(self) -> dict[str, Any]:
        """See `Played`."""
        source = self.source
        at, passed, length = source.position, source.passed(), source.total()
        began, moment = source.began(), source.moment()
        left = self._pace.left(length, passed) if self.playing else None
        return {
            "mode": self._mode,
            "playing": self.playing,
            "speed": source.speed,
            "position_s": round(passed, 3),
            "length_s": None if length is None else round(max(length, passed), 3),
            "left_s": None if left is None else round(left, 1),
            "file": source.recordings[at.file].path.name if source.recordings else None,
            "file_number": at.file + 1,
            "files": len(source.recordings),
            "frame": at.frame,
            "fps": source.rate(at.file),
            "moment": None if moment is None else _iso(moment),
            "recorded_at": _iso(began.time) if began else None,
            "recorded_from": began.known_from if began else None,
        }


def _iso(time: float) -> str:
    return utc(time).isoformat()
