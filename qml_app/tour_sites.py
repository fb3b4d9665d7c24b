"""What a tour is made beside: nothing yet, an engine on the simulator, a recording before and after it was counted."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.effective import Effective, effective
from bootstrap.engine_process import EngineProcess
from core import paths
from core.errors import UserError
from core.live import read_state
from core.settings.rewrite import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CROSSINGS: Final = 12  # enough for every card to have something to show
_LATEST_SECONDS: Final = 180.0
_SKIPPED, _FRAMES = 600, 250  # of the simulator: until there is traffic, and what is recorded of it


@dataclass(frozen=True, slots=True)
class Site:
    """A machine of its own.

    Attributes:
        name: what `--pages` calls all of its pages, and what begins the names of their pictures; empty for the usual.
        pages: what is opened; `page:name=Text` presses a button there first.
        runs: makes what the engine runs on, in the folder it is given; None where none runs.
        ready: whether the engine has something to show, from its state.
    """

    name: str
    pages: tuple[str, ...]
    runs: Callable[[Path], Effective] | None = None
    ready: Callable[[dict[str, Any]], bool] = bool


def _simulator(_: Path) -> Effective:
    return effective(None, "simulator", "ground-truth")


def _recording(home: Path, lines: list[dict[str, Any]]) -> Effective:
    """Some seconds of the simulator as a file, and these lines on it."""
    import cv2  # noqa: PLC0415 -- only for this site
    import numpy as np  # noqa: PLC0415 -- as above

    from core.simulator import Crossroads  # noqa: PLC0415 -- as above

    crossroads, clip = Crossroads(), home / "crossroads_2026-05-04_08-00-00.mp4"
    width, height = crossroads.size
    picture = np.empty((height, width, 3), np.uint8)
    home.mkdir(parents=True, exist_ok=True)
    for _ in range(_SKIPPED):
        crossroads.step()
    video = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"mp4v"), crossroads.fps, (width, height))
    for _ in range(_FRAMES):
        crossroads.step()
        crossroads.render(picture)
        video.write(picture)
    video.release()
    camera = {"id": "crossroads", "source": str(clip), "scene": {"lines": lines}}
    return Effective(rewrite("", {"site": "crossroads", "cameras": [camera]}), home, kind="video")


def _drawn(home: Path) -> Effective:
    from core.simulator import scene  # noqa: PLC0415 -- loads OpenCV

    keys = {"id", "points", "kind"}
    lines = [line.model_dump(mode="json", include=keys) for line in scene().lines if line.kind != "stop"]
    return _recording(home, lines)


def _cameras(state: dict[str, Any]) -> list[dict[str, Any]]:
    return list(state.get("cameras", {}).values())


def _counted(state: dict[str, Any]) -> bool:
    ways = [way for one in _cameras(state) for line in one.get("lines", {}).values() for way in line.values()]
    crossings = sum(way.get("total", 0) for way in ways)
    return crossings >= _CROSSINGS and any(sum(one.get("violations", {}).values()) for one in _cameras(state))


def _shown(state: dict[str, Any]) -> bool:
    return all(one.get("playback") for one in _cameras(state))


def _ended(state: dict[str, Any]) -> bool:
    return all(one.get("state") == "ended" for one in _cameras(state))


SITES: Final = (
    Site("first-start", ("live", "live:add-camera=Add a camera", "setup")),
    Site(
        "",
        (
            "live",
            "live:layers=Overlays",
            "live:drawing=Edit lines and zones",
            *("traffic", "traffic:export=Export …", "violations", "services", "setup"),
            *("settings", "settings:save-as=Save as …"),
        ),
        _simulator,
        _counted,
    ),
    Site("recording", ("live",), lambda home: _recording(home, []), _shown),
    Site("result", ("live",), _drawn, _ended),
)


@contextmanager
def running(site: Site, home: Path) -> Iterator[None]:
    """The site's engine, once it has something to show.

    Raises:
        UserError: it does not start, or shows nothing.
    """
    if site.runs is None:
        yield
        return
    with _at(home):
        engine = EngineProcess(["--realtime", "--stay"], site.runs(home))
        try:
            engine.wait_until_running(lambda _: None)
            _wait(lambda: site.ready(read_state(paths.runtime_dir()) or {}))
            yield
        finally:
            engine.stop()


@contextmanager
def _at(home: Path) -> Iterator[None]:
    before = os.environ.get("SMART_INTERSECTION_HOME")
    os.environ["SMART_INTERSECTION_HOME"] = str(home)
    try:
        yield
    finally:
        os.environ.pop("SMART_INTERSECTION_HOME")
        if before is not None:
            os.environ["SMART_INTERSECTION_HOME"] = before


def _wait(true: Callable[[], bool]) -> None:
    late = time.monotonic() + _LATEST_SECONDS
    while not true():
        if time.monotonic() > late:
            raise UserError("the engine has nothing to show", "check its log")
        time.sleep(0.5)
