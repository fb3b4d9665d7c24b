"""All cameras of one machine: start together, fail alone, stop gracefully, and one report at the end."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog

from core import counted_before, local_time, paths
from core.assembly import Assembly
from core.beat import DETECTOR, Limits
from core.changes import compare, detector_of
from core.counted_before import CountedBefore
from core.errors import UserError
from core.evidence import FOLDER
from core.evidence.keeper import Evidence
from core.kept_camera import KeptCamera
from core.leftovers import sweep_memory, sweep_runtime
from core.pipeline import Turn
from core.preparing import Models, open_more, open_sources
from core.scene import MqttSignals
from core.settings.version import scene_version
from core.sources import open_source
from core.sources.recorded import RecordedSource
from core.telemetry import Telemetry
from core.telling import Telling
from core.threads import LEDGER, later
from core.wall_clock import WallClock
from core.watchdog import Watchdog

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from core.changes import Changes
    from core.health import Beside
    from core.kept_camera import Failure, Runner
    from core.settings.models import Camera, Settings
    from core.sources import Source

log = structlog.get_logger()

#: Seconds in which a camera that is taken away should have ended.
_PATIENCE: Final = 10.0
#: Seconds after which a start is slow.
_SLOW: Final = 10.5
#: How often a recording, or the simulator as fast as it can, is begun again; each time from its beginning.
_TRIES: Final = 2

_LOOK: Final = 0.1  # seconds between two looks whether it is over
_LIMITS: Final = Limits()

_NO_COUNTS: dict[str, Any] = {
    "frames": 0,
    "skipped": 0,
    "fps": 0.0,
    "stages_ms": {},
    "lines": {},
    "movements": {},
    "violations": {},
}


class Engine:
    """Runs the cameras of `settings`.

    Args:
        settings: the checked configuration.
        realtime: files and the simulator run at their own speed, not as fast as they can.
        duration: stop each camera after so many seconds of media time.
        state_dir, runtime_dir, cache_dir: where to keep things; by default `core.paths`.
        stay: for a window: recordings that have ended can be counted again, and one that has nothing to count yet is
            shown, paused on its first picture.
        progress: told in words what slow thing is being done.
        beside: the services that run beside the engine, by name; asked once a second.
        about: facts about this run that the state file repeats, such as its configuration file; they may change.
        waits: cameras that cannot be reached at the start are waited for even if there is no other.
        give_up: told in words, on another thread, that only a new process can help; `wait` is over then.
        limits: of what a stage may take.
    """

    def __init__(  # noqa: PLR0913 -- each is a separate choice of the caller
        self,
        settings: Settings,
        *,
        realtime: bool = False,
        duration: float | None = None,
        state_dir: Path | None = None,
        runtime_dir: Path | None = None,
        cache_dir: Path | None = None,
        stay: bool = False,
        progress: Callable[[str], None] = lambda _: None,
        beside: Callable[[], Mapping[str, Beside]] = dict,
        about: dict[str, Any] | None = None,
        waits: bool = True,
        give_up: Callable[[str], None] = lambda _: None,
        limits: Limits = _LIMITS,
    ) -> None:
        self._settings = settings
        self._clock = WallClock()
        self._realtime = realtime
        self._duration = duration
        self._runtime = runtime_dir or paths.runtime_dir()
        self._progress = progress
        self._about = {} if about is None else about
        state_dir = state_dir or paths.state_dir()
        self._telemetry = Telemetry(settings, state_dir)
        counted = CountedBefore(state_dir / counted_before.FILE, lambda: self._telemetry.instance)
        self._evidence = Evidence(state_dir / FOLDER, settings.evidence, zone=local_time.zone(settings.timezone))
        self._signals = MqttSignals(())
        self._models = Models(cache_dir or paths.cache_dir(), progress)
        self._assembly = Assembly(
            self._runtime,
            state_dir,
            self._telemetry,
            self._evidence,
            self._models,
            self._signals,
            counted,
            duration,
            stay and duration is None,
        )
        self._failed: dict[str, str] = {}
        self._cameras: dict[str, KeptCamera] = {}  # replaced as a whole: other threads look at it
        self._applied = 0
        self._changing = threading.Lock()
        self._ending = False
        self._waits, self._limits = waits, limits
        self._gave_up: str | None = None
        self._told_to_give_up = give_up
        self._watchdog = Watchdog(self._running, self._give_up)
        self._telling = Telling(
            self._runtime,
            self._telemetry,
            self._clock,
            look=self._look,
            snapshot=self.snapshot,
            beside=beside,
            about=lambda: {**self._about, "applied": self._applied},
        )

    def start(self) -> None:
        """Check every source, load the models, then start all cameras.

        Raises:
            UserError: no camera can run, or a model is unusable; nothing was started or written.
        """
        settings = self._settings
        sources, self._failed = open_sources(
            settings.cameras,
            self._progress,
            realtime=self._realtime,
            zone=local_time.zone(settings.timezone),
            clock=self._clock,
            waits=self._waits,
        )
        usable = [camera for camera in settings.cameras if camera.id in sources]
        live = any(source.live for source in sources.values())
        self._models.load(settings, usable, live=live)
        with self._told_if_slow():
            self._telemetry.start()
            self._telemetry.cameras(camera.id for camera in settings.cameras)
            try:
                self._follow_signals(settings.cameras)
            except UserError:
                self._telemetry.close(0.0)
                raise
            self._evidence.start()
        sweep_memory()
        sweep_runtime(self._runtime, (camera.id for camera in settings.cameras))
        self._begin(usable, list(sources.values()))
        self._watchdog.start()
        self._telling.start()

    @contextmanager
    def _told_if_slow(self) -> Iterator[None]:
        """A disk that does not respond is told by somebody who does not wait for it."""
        early = later(_SLOW, self._telling.early, "slow start")
        try:
            yield
        except BaseException:
            early.cancel()
            self._telling.stop(_PATIENCE)
            raise
        early.cancel()

    def apply(self, settings: Settings) -> bool:
        """Go on with another configuration; from any thread.

        A scene, rules and thresholds are taken over between two frames: tracks, and what is under way at lines and
        zones that are as they were, go on. Cameras that are new, gone, or have another source or model are started and
        stopped; the others do not lose a frame.

        Returns:
            False if it takes another engine, because site, telemetry or evidence are others; nothing was changed.

        Raises:
            UserError: a scene, a new source or a model is unusable; nothing was changed.
        """
        with self._changing:
            found = None if self._ending else compare(self._settings, settings)
            if found is None:
                return False
            self._take_over(settings, found, self._prepare(settings, found))
            self._applied += 1
            return True

    def _prepare(self, settings: Settings, found: Changes) -> list[Source]:
        """All that may be refused; sources of the cameras that begin."""
        used = {camera.source for camera in self._settings.cameras}
        for camera in found.go_on:
            if camera.id in self._cameras:
                self._cameras[camera.id].pipeline.analyser.check(camera)
        zone = local_time.zone(settings.timezone)
        sources = open_more(found.begin, used, realtime=self._realtime, zone=zone, clock=self._clock)
        staying = {name: one.pipeline.source for name, one in self._cameras.items() if name not in found.end}
        running = [camera for camera in settings.cameras if camera.id in staying or camera in found.begin]
        live = any(source.live for source in (*staying.values(), *sources))
        self._models.load(settings, running, live=live)
        self._follow_signals(settings.cameras)
        return sources

    def _take_over(self, settings: Settings, found: Changes, sources: Sequence[Source]) -> None:
        self._settings = settings
        self._telemetry.cameras(camera.id for camera in settings.cameras)
        for camera in found.go_on:
            if camera.id in self._cameras:
                recorder = self._evidence.recorder(camera)
                self._cameras[camera.id].pipeline.change(camera, detector_of(settings, camera), recorder)
        self._end(found.end)
        sweep_runtime(self._runtime, (camera.id for camera in settings.cameras))
        self._begin(found.begin, sources)

    def _begin(self, cameras: Sequence[Camera], sources: Sequence[Source]) -> None:
        """Start cameras whose models are at hand."""
        begun: dict[str, KeptCamera] = {}
        for camera, source in zip(cameras, sources, strict=True):
            first = self._assembly.runner(self._settings, camera, source, Turn(again=True, limits=self._limits))
            recorded = isinstance(source, RecordedSource)
            tries = None if source.live or not (recorded or self._duration) else _TRIES
            anew = partial(self._anew, camera.id)
            begun[camera.id] = KeptCamera(camera.id, first, anew, tries=tries, loading=self._limits.loading)
        for one in begun.values():
            one.start()
        self._cameras = self._cameras | begun

    def _anew(self, name: str, failure: Failure) -> Runner:
        """What takes the place of a camera's pipeline that failed."""
        settings = self._settings
        camera = next(one for one in settings.cameras if one.id == name)
        if failure.at == DETECTOR:
            self._models.renew(settings, camera, failure.since)
        zone = local_time.zone(settings.timezone)
        source = open_source(camera, realtime=self._realtime, zone=zone, clock=self._clock, slow=failure.number)
        return self._assembly.runner(settings, camera, source, Turn(not failure.last, failure.why, self._limits))

    def _running(self) -> list[KeptCamera]:
        return list(self._cameras.values())

    def _give_up(self, why: str) -> None:
        self._gave_up = why
        self._told_to_give_up(why)

    def _end(self, names: Collection[str]) -> None:
        """Stop some cameras and wait until they have said everything."""
        ending = {name: one for name, one in self._cameras.items() if name in names}
        for one in ending.values():
            one.stop()
        for name, one in ending.items():
            if not one.over.wait(_PATIENCE):
                log.warning("a camera did not stop in time; continuing without it", camera=name)
        self._cameras = {name: one for name, one in self._cameras.items() if name not in names}
        self._failed = {name: why for name, why in self._failed.items() if name not in names}

    def _follow_signals(self, cameras: Sequence[Camera]) -> None:
        """Receive what controllers publish on the topics that these cameras name, and nothing else.

        Raises:
            UserError: there is no broker; then the topics are those of before.
        """
        before = self._signals.topics
        self._signals.follow([signal for camera in cameras for signal in camera.scene.signals])
        try:
            for topic in sorted(self._signals.topics - before):
                self._telemetry.subscribe(topic, self._hear)
        except UserError:
            self._signals.follow([signal for camera in self._settings.cameras for signal in camera.scene.signals])
            raise
        for topic in before - self._signals.topics:
            self._telemetry.unsubscribe(topic)

    def _hear(self, topic: str, payload: bytes) -> None:
        """A controller published its state; on the broker connection's thread."""
        self._signals.update(topic, payload, self._clock.media())

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for all cameras to end; True if they have, or if only a new process can help."""
        deadline = None if timeout is None else time.monotonic() + timeout
        cameras = list(self._cameras.values())
        for one in cameras:
            while not one.over.wait(_LOOK if deadline is None else max(0.0, min(_LOOK, deadline - time.monotonic()))):
                if self._gave_up is not None or (deadline is not None and time.monotonic() >= deadline):
                    break
        over = all(one.over.is_set() for one in cameras) and not self._changing.locked()  # another may begin
        return over or self._gave_up is not None

    def stop(self, timeout: float = 10.0) -> None:
        """Stop gracefully: cameras first, then what they said is flushed and, as far as time allows, delivered."""
        with self._changing:
            self._ending = True
        cameras, deadline = list(self._cameras.values()), time.monotonic() + timeout
        for one in cameras:
            one.stop()
        for one in cameras:
            one.over.wait(max(0.0, deadline - time.monotonic()))
        self._watchdog.stop()
        self._evidence.close(timeout)
        self._telling.last()
        self._telemetry.close(timeout)
        self._telling.stop(timeout)

    def snapshot(self) -> dict[str, Any]:
        """The run report so far; the keys are documented in docs/report.md."""
        cameras = {camera.id: self._camera(camera) for camera in self._settings.cameras}
        first = next(iter(self._cameras.values()), None)
        return {
            "site": self._settings.site,
            "timezone": self._settings.timezone,
            "cameras": {name: snapshot for name, snapshot in cameras.items() if snapshot},
            "detector": first.pipeline.detector.info.report() if first else None,
            "evidence": self._evidence.stats(),
            "threads": LEDGER.report(),
            "gave_up": self._gave_up,
            **self._telemetry.stats(),
        }

    def _camera(self, camera: Camera) -> dict[str, Any]:
        """One camera's part; empty before it was tried."""
        head = {"source": str(camera.source)}  # an Address prints itself without its password
        running = self._cameras.get(camera.id)
        if running is not None:
            return head | running.snapshot()
        if camera.id in self._failed:
            scene = {"scene": scene_version(camera)}
            return head | {"state": "failed", "reason": self._failed[camera.id], **scene, **_NO_COUNTS}
        return {}

    def report(self) -> dict[str, Any]:
        """The run report after `stop`."""
        return self.snapshot()

    def _look(self) -> None:
        for one in self._cameras.values():
            one.pipeline.look()
