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
from qml_app import tour_clips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CROSSINGS: Final = 12  # enough for every card to have something to show
_LATEST_SECONDS: Final = 180.0


@dataclass(frozen=True, slots=True)
class Site:
    """A machine of its own.

    Attributes:
        name: what `--pages` calls all of its pages, and what begins the names of their pictures; empty for the usual.
        pages: what is opened; `page:name=Text` presses a button there first, `page:name@object` opens a dialog.
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
    clip = tour_clips.record(home / "crossroads_2026-05-04_08-00-00.mp4")
    camera = {"id": "crossroads", "source": str(clip), "scene": {"lines": lines}}
    return Effective(rewrite("", {"site": "crossroads", "cameras": [camera]}), home, kind="video")


def _drawn(home: Path) -> Effective:
    from core.simulator import scene  # noqa: PLC0415 -- loads OpenCV

    keys = {"id", "points", "kind"}
    lines = [line.model_dump(mode="json", include=keys) for line in scene().lines if line.kind != "stop"]
    return _recording(home, lines)


def _trouble(home: Path) -> Effective:
    """Long names, an upright and a 4:3 picture, a camera that is not there, and one that cannot do what it should."""
    upright = tour_clips.record(home / "upright_2026-05-04_08-00-00.mp4", (9, 16))
    standard = tour_clips.record(home / "standard_2026-05-04_08-00-00.mp4", (4, 3))
    across = {"id": "eastbound-carriageway-towards-the-ring-road", "points": [[0.1, 0.5], [0.9, 0.6]]}
    outside = {"id": "kerb-lane-northbound", "kind": "stop", "points": [[10, 900], [1800, 950]]}
    cameras = [
        {"id": "junction-main-street-and-5th-avenue-north", "source": "simulator:crossroads", "scene": _limited()},
        {"id": "pedestrian-crossing-at-the-railway-station", "source": str(upright), "scene": _relative(across)},
        {"id": "bus-lane", "source": str(standard), "scene": {"lines": [outside]}},
        {"id": "roundabout-entry-west-2", "source": "rtsp://127.0.0.1:9/stream"},
    ]
    site = "municipal-traffic-observation-main-street"
    return Effective(rewrite("", {"site": site, "cameras": cameras}), home)


def _relative(line: dict[str, Any]) -> dict[str, Any]:
    return {"units": "relative", "lines": [line]}


def _limited() -> dict[str, Any]:
    """A stop line without a signal and a lane without a direction of travel."""
    stop = {"id": "stop-line-northern-approach-lane-2", "kind": "stop", "points": [[0.3, 0.4], [0.7, 0.4]]}
    lane = [[0.4, 0.5], [0.6, 0.5], [0.6, 0.9], [0.4, 0.9]]
    zone = {"id": "left-turn-lane-of-the-southern-approach", "kind": "lane", "points": lane}
    return {"units": "relative", "lines": [stop], "zones": [zone]}


def _cameras(state: dict[str, Any]) -> list[dict[str, Any]]:
    return list(state.get("cameras", {}).values())


def _counted(state: dict[str, Any]) -> bool:
    ways = [way for one in _cameras(state) for line in one.get("lines", {}).values() for way in line.values()]
    crossings = sum(way.get("total", 0) for way in ways)
    return crossings >= _CROSSINGS and any(sum(one.get("violations", {}).values()) for one in _cameras(state))


def _shown(state: dict[str, Any]) -> bool:
    return all(one.get("playback") for one in _cameras(state))


def _troubled(state: dict[str, Any]) -> bool:
    """The first picture of every camera that has one was seen, and the one that is not there was missed."""
    found = _cameras(state)
    return all(one.get("frames") or one.get("reason") for one in found) and found[-1].get("state") == "reconnecting"


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
    Site(
        "trouble",
        (
            "live",
            "live:closing@closing-question",
            *("traffic", "services", "settings", "settings:unsaved@unsaved-changes"),
            "live:notifications=Notifications",  # last, as the list stays open
        ),
        _trouble,
        _troubled,
    ),
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
