"""What cameras need before they begin: a source with a picture, and a loaded model."""

from __future__ import annotations

import os
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


def open_sources(
    cameras: Sequence[Camera], progress: Callable[[str], None], *, realtime: bool, zone: tzinfo, clock: WallClock
) -> tuple[dict[str, Source], dict[str, str]]:
    """Sources of cameras whose pictures can be had, live ones that may come up later among them; why not the others.

    Raises:
        UserError: no camera has a picture.
    """
    progress(f"opening {', '.join(camera.id for camera in cameras)}")
    problems = _problems(cameras)
    if None not in problems:
        raise next(problem for problem in problems if problem)
    usable = [camera for camera, problem in zip(cameras, problems, strict=True) if not problem or comes_back(camera)]
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

    def load(self, settings: Settings, cameras: Sequence[Camera], *, live: bool) -> None:
        """Have the models of `cameras` at hand, and let go of all others.

        Args:
            settings: of all cameras.
            cameras: those that run.
            live: latency counts, not frames per second.

        Raises:
            UserError: one cannot be loaded; then the models are those of before.
        """
        streams = 1 if live else min(os.cpu_count() or 1, _MOST_STREAMS)
        models: dict[str, Model] = {}
        for camera in cameras:
            key = _key(settings, camera)
            if key not in models:
                models[key] = self._models.get(key) or load_model(
                    detector_of(settings, camera), cache=self._cache, progress=self._progress, streams=streams
                )
        self._models = models

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
