"""What cameras need before they begin: a source with a picture, and a loaded model."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from core.changes import detector_of, loaded
from core.detect import load_model
from core.errors import UserError
from core.sources import check_source, comes_back, open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import tzinfo
    from pathlib import Path

    from core.detect import Detector, Model
    from core.settings.models import Camera, Settings
    from core.sources import Source
    from core.wall_clock import WallClock

#: Inferences at a time where only frames per second count; more would need more frames than a source lends (8).
_MOST_STREAMS: Final = 6


def open_sources(  # noqa: PLR0913 -- each is a separate choice of the engine
    cameras: Sequence[Camera],
    progress: Callable[[str], None],
    *,
    realtime: bool,
    zone: tzinfo,
    clock: WallClock,
    waits: bool,
) -> tuple[dict[str, Source], dict[str, str]]:
    """Sources of cameras whose pictures can be had, live ones that may come up later among them; why not the others.

    Args:
        cameras: whose.
        progress: told what is being done, and what is waited for.
        realtime: see `open_source`.
        zone: see `open_source`.
        clock: see `open_source`.
        waits: cameras that may come up later are waited for even if there is no other.

    Raises:
        UserError: no camera has a picture, nor can it be waited for.
    """
    progress(f"opening {', '.join(camera.id for camera in cameras)}")
    problems = _problems(cameras)
    usable = [camera for camera, problem in zip(cameras, problems, strict=True) if not problem or comes_back(camera)]
    if not usable or (None not in problems and not waits):
        raise next(problem for problem in problems if problem)
    for camera, problem in zip(cameras, problems, strict=True):
        if problem is not None and camera in usable:
            progress(f"{problem}; waiting for it")
    sources: dict[str, Source] = {
        camera.id: open_source(camera, realtime=realtime, zone=zone, clock=clock) for camera in usable
    }
    told = {camera.id: str(problem) for camera, problem in zip(cameras, problems, strict=True)}
    return sources, {name: why for name, why in told.items() if name not in sources}


def open_more(
    cameras: Sequence[Camera], used: Collection[str], *, realtime: bool, zone: tzinfo, clock: WallClock
) -> list[Source]:
    """Sources of cameras that begin while others run.

    Args:
        cameras: which.
        used: sources that somebody looks at already; they are not tried, because a webcam opens only once.
        realtime: see `open_source`.
        zone: see `open_source`.
        clock: see `open_source`.

    Raises:
        UserError: one has no picture.
    """
    unknown = [camera for camera in cameras if camera.source not in used]
    for problem in _problems(unknown):
        if problem is not None:
            raise problem
    return [open_source(camera, realtime=realtime, zone=zone, clock=clock) for camera in cameras]


class Models:
    """Loaded models. Cameras whose detectors differ in thresholds alone share one.

    Args:
        cache: folder for downloads and exports.
        progress: told in words what slow thing is being done.
    """

    def __init__(self, cache: Path, progress: Callable[[str], None]) -> None:
        self._cache, self._progress = cache, progress
        self._models: dict[str, Model] = {}
        self._loaded: dict[str, float] = {}  # when, monotonic
        self._streams = 1
        self._loading = threading.Lock()

    def load(self, settings: Settings, cameras: Sequence[Camera], *, live: bool) -> None:
        """Have the models of `cameras` at hand, and let go of all others.

        Args:
            settings: of all cameras.
            cameras: those that run.
            live: latency counts, not frames per second.

        Raises:
            UserError: one cannot be loaded; then the models are those of before.
        """
        with self._loading:
            self._streams = 1 if live else min(os.cpu_count() or 1, _MOST_STREAMS)
            models: dict[str, Model] = {}
            for camera in cameras:
                key = _key(settings, camera)
                if key not in models:
                    models[key] = self._models.get(key) or self._load(settings, camera)
            self._models = models

    def renew(self, settings: Settings, camera: Camera, since: float) -> None:
        """Load the model of a camera anew, unless somebody has done so `since` (monotonic) it failed.

        Raises:
            UserError: it cannot be loaded any more.
        """
        with self._loading:
            key = _key(settings, camera)
            if self._loaded.get(key, since) <= since:
                self._models[key] = self._load(settings, camera)

    def _load(self, settings: Settings, camera: Camera) -> Model:
        wanted = detector_of(settings, camera)
        model = load_model(wanted, cache=self._cache, progress=self._progress, streams=self._streams)
        self._loaded[_key(settings, camera)] = time.monotonic()
        return model

    def session(self, settings: Settings, camera: Camera) -> Detector:
        """A detector for a camera, with its own thresholds."""
        detector = self._models[_key(settings, camera)].session()
        detector.tune(detector_of(settings, camera))
        return detector


def _key(settings: Settings, camera: Camera) -> str:
    return loaded(detector_of(settings, camera)).model_dump_json()


def _problems(cameras: Sequence[Camera]) -> list[UserError | None]:
    if not cameras:
        return []
    with ThreadPoolExecutor(max_workers=len(cameras)) as pool:
        return list(pool.map(_problem, cameras))


def _problem(camera: Camera) -> UserError | None:
    try:
        check_source(camera)
    except UserError as error:
        return error
    return None
