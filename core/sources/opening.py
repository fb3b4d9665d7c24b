"""From a camera's settings to its source, and the check before a run begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.addresses import mask
from core.errors import UserError
from core.sources.decoded import Behaviour, DecodedSource
from core.sources.files import file_problem
from core.sources.location import locate
from core.sources.media_time import SIMULATOR_EPOCH
from core.sources.problems import PROBLEMS
from core.sources.recorded import RecordedSource
from core.sources.recorded_time import begin_as_told
from core.sources.recordings import arranged, expand
from core.sources.wire import Job
from core.wall_clock import WallClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.settings.models import Camera
    from core.sources.location import Location
    from core.types import Frame, Image

#: Seconds a stream may take to open, and between two packets. Cameras that wake up need a few.
_TIMEOUT: Final = 10.0


def open_source(  # noqa: PLR0913 -- each is a separate choice of the engine
    camera: Camera,
    *,
    realtime: bool = False,
    start_time: float | None = None,
    clock: WallClock | None = None,
    zone: tzinfo = UTC,
    slow: int = 0,
) -> DecodedSource | RecordedSource:
    """Make the source of `camera`; its decoder starts with the first frame that is asked for.

    Args:
        camera: whose pictures; `source` may be a `str` that masks itself.
        realtime: files run at their own pace, the simulator becomes a live camera.
        start_time: media time of the first frame of a file or of the simulator, seconds since the epoch.
        clock: what live frames bear the time of; cameras that are compared share one.
        zone: of times of recordings that name none.
        slow: how often its decoder may have been too slow already, see `Behaviour`.

    Raises:
        UserError: `camera.source` is not a source. Whatever else is wrong shows in `state` and `reason`.
    """
    location = locate(camera.source, camera.id)
    if location.about.nature == "video":
        typed = begin_as_told(camera.recorded_at, start_time, zone)
        return RecordedSource(lambda: arranged(camera.source, zone), typed, 1.0 if realtime else 0.0, _TIMEOUT)
    live = comes_back(camera) or realtime
    paced = realtime and not comes_back(camera)
    job = trusting(camera, Job(location.kind, location.where, ring="", live=live, paced=paced, timeout=_TIMEOUT))
    behaviour = _behaviour(location, start_time, clock or WallClock(), live=live)
    return DecodedSource(job, replace(behaviour, slow=slow))


def _behaviour(location: Location, start_time: float | None, clock: WallClock, *, live: bool) -> Behaviour:
    if location.about.nature == "simulator":
        begin = clock.media if live else lambda: SIMULATOR_EPOCH
        return Behaviour(anchor=begin if start_time is None else lambda: start_time, clock=clock)
    return Behaviour(reconnects=True, clock=clock)


def trusting(camera: Camera, job: Job) -> Job:
    """`job` with whom the camera's settings trust."""
    tls, hosts = camera.tls, tuple(host.lower() for host in camera.allowed_hosts)
    return replace(job, tls_verify=tls.verify, ca_file=tls.ca_file or "", allowed_hosts=hosts)


def check_source(camera: Camera, *, timeout: float = 5.0) -> None:
    """Open the source and look at one picture, in a decoder process as always. The simulator is taken at its word.

    Args:
        camera: whose source.
        timeout: seconds a stream may take to open.

    Raises:
        UserError: no picture can be had, or `camera.source` is not a source.
    """
    if locate(camera.source, camera.id).about.nature != "simulator":
        first_picture(camera, timeout=timeout)


def first_picture(camera: Camera, *, timeout: float = 5.0) -> Image:
    """One picture of the source, (height, width, 3) uint8 BGR, the caller's own; decoded in a process of its own.

    Args:
        camera: whose source.
        timeout: seconds a stream may take to open.

    Raises:
        UserError: no picture can be had, or `camera.source` is not a source.
    """
    location = locate(camera.source, camera.id)
    files = _files(camera) if location.about.nature == "video" else [location.where]
    refusals = []
    for file in files:
        try:
            return _picture(camera, replace(location, where=file), timeout)
        except UserError as error:
            refusals.append(error)
    raise refusals[0]


def _files(camera: Camera) -> list[str]:
    try:
        return [str(path) for path in expand(camera.source)]
    except UserError as error:
        raise UserError(f"camera '{camera.id}': {error.what}", error.remedy) from None


def _picture(camera: Camera, location: Location, timeout: float) -> Image:
    job = trusting(camera, Job(location.kind, location.where, ring="", live=False, paced=False, timeout=timeout))
    recorded = location.about.nature == "video"
    examine = (lambda: file_problem(Path(location.where))) if recorded else Behaviour().examine
    source = DecodedSource(job, Behaviour(examine=examine, patience=2 * timeout + 5))
    try:
        frames = source.frames()
        if (frame := next(frames, None)) is not None:
            picture = frame.image.copy()
            if not location.where.lower().startswith("http") or not _alone(source, frames):
                return picture
    finally:
        source.close()
    problem = source.problem
    shown = location.where if recorded else mask(str.__str__(camera.source))
    what = f"camera '{camera.id}': {shown}: {source.reason or 'no image received'}"
    raise UserError(what, problem.remedy if problem else "try again")


def _alone(source: DecodedSource, frames: Iterator[Frame]) -> bool:
    """Whether no picture can follow the first: an address of single images is no camera's stream."""
    return next(frames, None) is None and source.problem is PROBLEMS["snapshot"]


def comes_back(camera: Camera) -> bool:
    """Whether the source is one that is waited for when it cannot be opened: a camera.

    Raises:
        UserError: `camera.source` is not a source.
    """
    return locate(camera.source, camera.id).about.nature == "camera"
