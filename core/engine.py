"""All cameras of one machine: start together, fail alone, stop gracefully, and one report at the end."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import psutil
import structlog

from core import local_time, paths
from core.analyse import Analyser
from core.detect import load_model
from core.errors import UserError
from core.evidence import FOLDER
from core.evidence.keeper import Evidence
from core.health import RUNNING, STOPPED, Beside, Health, Lasting, changes, lasting, services, usages
from core.live import LiveWriter, write_state
from core.pipeline import Pipeline, Stages
from core.scene import MqttSignals
from core.sources import check_source, comes_back, open_source
from core.telemetry import Telemetry
from core.track import Tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from core.detect import Model
    from core.settings.models import Camera, Settings
    from core.sources import Source

log = structlog.get_logger()

#: Inferences at a time where only frames per second count; more would need more frames than a source lends (8).
_MOST_STREAMS = 6

#: Seconds between two events of what services use.
_USAGE_EVERY = 60.0

_NO_COUNTS: dict[str, Any] = {
    "frames": 0,
    "skipped": 0,
    "fps": 0.0,
    "stages_ms": {},
    "lines": {},
    "movements": {},
    "violations": {"red_light": 0, "wrong_way": 0},
}


class Engine:
    """Runs the cameras of `settings`.

    Args:
        settings: the checked configuration.
        realtime: files and the simulator run at their own speed, not as fast as they can.
        duration: stop each camera after so many seconds of media time.
        state_dir, runtime_dir, cache_dir: where to keep things; by default `core.paths`.
        progress: told in words what slow thing is being done.
        beside: the services that run beside the engine, by name; asked once a second.
        about: facts about this run that the state file repeats, such as its configuration file.
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
        progress: Callable[[str], None] = lambda _: None,
        beside: Callable[[], Mapping[str, Beside]] = dict,
        about: dict[str, Any] | None = None,
    ) -> None:
        self._settings = settings
        self._realtime = realtime
        self._duration = duration
        self._runtime = runtime_dir or paths.runtime_dir()
        self._cache = cache_dir or paths.cache_dir()
        self._progress = progress
        self._beside = beside
        self._about = about or {}
        state_dir = state_dir or paths.state_dir()
        self._telemetry = Telemetry(settings, state_dir)
        self._evidence = Evidence(state_dir / FOLDER, settings.evidence, zone=local_time.zone(settings.timezone))
        self._failed: dict[str, str] = {}
        self._pipelines: dict[str, Pipeline] = {}
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._started = time.time()
        self._health: dict[str, Health] = {}
        self._lasting: dict[str, Lasting] = {}
        self._told_usage = -_USAGE_EVERY
        self._telling = threading.Lock()
        self._state_thread = threading.Thread(target=self._keep_state, name="state", daemon=True)

    def start(self) -> None:
        """Check every source, load the models, then start all cameras.

        Raises:
            UserError: no camera can run, or a model is unusable; nothing was started or written.
        """
        sources = self._open_sources()
        usable = [camera for camera in self._settings.cameras if camera.id in sources]
        live = all(source.live for source in sources.values()) or self._realtime
        models = self._load_models(usable, 1 if live else min(os.cpu_count() or 1, _MOST_STREAMS))
        self._telemetry.start()
        for camera in usable:
            model = models[_model_key(self._settings, camera)]
            self._pipelines[camera.id] = self._pipeline(camera, sources[camera.id], model)
        self._evidence.start()
        for name, pipeline in self._pipelines.items():
            thread = threading.Thread(target=pipeline.run, name=f"camera-{name}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._state_thread.start()

    def _open_sources(self) -> dict[str, Source]:
        """Sources whose pictures can be had, and live ones that may come up later. With none of the first, no run."""
        cameras = self._settings.cameras
        self._progress(f"opening {', '.join(camera.id for camera in cameras)}")
        with ThreadPoolExecutor(max_workers=len(cameras)) as pool:
            problems = list(pool.map(_problem, cameras))
        if None not in problems:
            raise next(problem for problem in problems if problem)
        sources: dict[str, Source] = {}
        for camera, problem in zip(cameras, problems, strict=True):
            if problem is None or comes_back(camera):
                sources[camera.id] = open_source(camera, realtime=self._realtime)
            else:
                self._failed[camera.id] = str(problem)
        return sources

    def _load_models(self, cameras: list[Camera], streams: int) -> dict[str, Model]:
        models: dict[str, Model] = {}
        for camera in cameras:
            key = _model_key(self._settings, camera)
            if key not in models:
                wanted = camera.detector or self._settings.detector
                models[key] = load_model(wanted, cache=self._cache, progress=self._progress, streams=streams)
        return models

    def _pipeline(self, camera: Camera, source: Source, model: Model) -> Pipeline:
        detector, telemetry = model.session(), self._settings.telemetry
        site, published = self._settings.site, self._published(camera)
        stages = Stages(
            source=source,
            detector=detector,
            tracker=Tracker(),
            analyser=Analyser(
                site,
                camera,
                telemetry.detection_interval,
                detector.info.name,
                published,
                occupancy_interval=telemetry.occupancy_interval,
            ),
            live=LiveWriter(self._runtime, camera.id),
            emit=self._telemetry.emit,
            receivers=self._receivers,
            evidence=self._evidence.recorder(camera),
        )
        interval = telemetry.performance_interval
        return Pipeline(site, camera.id, stages, duration=self._duration, performance_interval=interval)

    def _published(self, camera: Camera) -> MqttSignals:
        """The states of signals that a controller publishes; they arrive on the broker connection's thread."""
        signals = MqttSignals(camera.scene.signals)
        for topic in signals.topics:
            self._telemetry.subscribe(topic, lambda name, payload: signals.update(name, payload, time.time()))
        return signals

    def _receivers(self) -> tuple[dict[str, int], dict[str, int]]:
        """Backlog and set aside of each receiver."""
        sinks = self._telemetry.stats()["sinks"]
        backlog, set_aside = (
            {name: int(sink[key]) for name, sink in sinks.items()} for key in ("backlog", "set_aside")
        )
        return backlog, set_aside

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for all cameras to end; True if they have."""
        deadline = None if timeout is None else time.monotonic() + timeout
        for thread in self._threads:
            thread.join(None if deadline is None else max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def stop(self, timeout: float = 10.0) -> None:
        """Stop gracefully: cameras first, then what they said is flushed and, as far as time allows, delivered."""
        for pipeline in self._pipelines.values():
            pipeline.stop()
        self.wait(timeout)
        self._evidence.close(timeout)
        if self._state_thread.is_alive():
            self._tell_health(STOPPED)  # while the journal still takes it
        self._telemetry.close(timeout)
        self._stopping.set()
        if self._state_thread.is_alive():
            self._state_thread.join(timeout)

    def snapshot(self) -> dict[str, Any]:
        """The run report so far; the keys are documented in docs/report.md."""
        cameras = {camera.id: self._camera(camera) for camera in self._settings.cameras}
        first = next(iter(self._pipelines.values()), None)
        info = first.detector.info if first else None
        return {
            "site": self._settings.site,
            "timezone": self._settings.timezone,
            "cameras": {name: snapshot for name, snapshot in cameras.items() if snapshot},
            "detector": {"name": info.name, "backend": info.backend, "device": info.device} if info else None,
            "evidence": self._evidence.stats(),
            **self._telemetry.stats(),
        }

    def _camera(self, camera: Camera) -> dict[str, Any]:
        """One camera's part; empty before it was tried."""
        head = {"source": str(camera.source)}  # an Address prints itself without its password
        if camera.id in self._pipelines:
            return head | self._pipelines[camera.id].snapshot()
        if camera.id in self._failed:
            return head | {"state": "failed", "reason": self._failed[camera.id], **_NO_COUNTS}
        return {}

    def report(self) -> dict[str, Any]:
        """The run report after `stop`."""
        return self.snapshot()

    def _keep_state(self) -> None:
        """Once a second, tell whoever looks how the engine is; a last time when it stops."""
        me = {"pid": os.getpid(), "create_time": psutil.Process().create_time(), "started": self._started}
        stopped = False
        while not stopped:
            self._guarded(lambda: self._tell_health(RUNNING))
            stopped = self._stopping.wait(1.0) if self._threads else True
            head = {
                **self._about,
                **me,
                "updated": time.time(),
                "stopped": stopped,
                "version": version("smart-intersection"),
            }
            self._guarded(lambda: self._write_state(head))  # noqa: B023 -- called at once

    def _write_state(self, head: dict[str, Any]) -> None:
        health = {name: one._asdict() for name, one in self._lasting.items()}
        receivers = {"broker": self._telemetry.broker(), "database": self._telemetry.database()}
        state = {**head, **self.snapshot(), **receivers, "health": health}
        try:
            write_state(self._runtime, state)
        except OSError as error:
            log.warning("cannot write the state file", folder=str(self._runtime), error=str(error))

    @staticmethod
    def _guarded(step: Callable[[], None]) -> None:
        """The thread that tells how the engine is must outlive whatever one look meets."""
        try:
            step()
        except Exception:
            log.exception("cannot tell how the engine is")

    def _tell_health(self, engine: str) -> None:
        """Emit what changed since the last look; nothing follows the engine's own end."""
        with self._telling:
            if self._health.get("engine") == Health(STOPPED):
                return
            now, beside = time.time(), self._beside()
            health = services(engine, self.snapshot(), self._telemetry.broker())
            health |= {name: one.health for name, one in beside.items()}
            events = changes(self._settings.site, self._health, health, now)
            if time.monotonic() - self._told_usage >= _USAGE_EVERY:
                self._told_usage = time.monotonic()
                processes = {"engine": Beside(Health(engine), os.getpid()), **beside}
                events += usages(self._settings.site, processes, now)
            self._telemetry.emit(events)
            self._health = health
            self._lasting = lasting(self._lasting, health, now)


def _problem(camera: Camera) -> UserError | None:
    try:
        check_source(camera)
    except UserError as error:
        return error
    return None


def _model_key(settings: Settings, camera: Camera) -> str:
    return (camera.detector or settings.detector).model_dump_json()
