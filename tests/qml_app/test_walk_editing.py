"""A line is moved with the mouse on the Live page while the simulated intersection runs.

Lines are drawn with the mouse in test_walk_video.py, and moved under a running engine in test_live_change.py, always.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import walk
from drills import long_drill
from event_listener import Listener

from bootstrap.effective import read, settings
from core.settings import scene_version
from core.simulator import Crossroads

if TYPE_CHECKING:
    from walk import Walker

DOWN = 10  # pixels of the picture that an end of the line is pulled

pytestmark = walk.NEEDED


def line(walker: Walker, name: str) -> list[tuple[float, float]]:
    """A line as the engine runs on it."""
    one = read(walker.runtime)
    assert one is not None
    found = next(one for one in settings(one).cameras[0].scene.lines if one.id == name)
    return [(float(x), float(y)) for x, y in found.points]


def version(walker: Walker) -> str:
    one = read(walker.runtime)
    assert one is not None
    return scene_version(settings(one).cameras[0])


def total(walker: Walker, name: str) -> int:
    return sum(int(way["total"]) for way in walker.camera()["lines"][name].values())


def listening(walker: Walker) -> Listener:
    broker = walker.state()["broker"]
    password = Path(broker["password_file"]).read_text("utf-8").strip()
    return Listener(int(broker["address"].rpartition(":")[2]), (broker["username"], password))


def pull(walker: Walker, name: str) -> None:
    """Move the first end of a line."""
    canvas, (width, height) = walker.part("TileCanvas"), Crossroads().size
    x, y = line(walker, name)[0]
    start = walker.on(canvas, x / width, y / height)
    walker.drag(start, walker.on(canvas, x / width, (y + DOWN) / height))


@long_drill
def test_a_line_moved_with_the_mouse_counts_anew_and_everything_else_goes_on(
    display: dict[str, str], tmp_path: Path
) -> None:
    with walk.walking(tmp_path, display) as walker:
        walker.click("Simulated intersection")
        walker.click("Edit lines and zones")
        walk.until(lambda: walker.camera().get("lines"), "lines in the engine")
        listener = listening(walker)
        try:
            walk.until(lambda: len(counted(walker)) > 1, "crossings of two lines")
            moved, other = counted(walker)[:2]
            before, old, (x, y) = walker.state(), version(walker), line(walker, moved)[0]
            others, frames = total(walker, other), walker.camera()["frames"]
            pull(walker, moved)
            walk.until(lambda: walker.camera()["scene"] != old, "the line in the engine")
            new, state = version(walker), walker.state()
            left, top = line(walker, moved)[0]
            assert (abs(left - x) < 3, abs(top - y - DOWN) < 3) == (True, True)
            assert (state["pid"], state["started"]) == (before["pid"], before["started"])
            assert total(walker, other) >= others
            since = walker.camera()["lines_since"]
            assert since[moved] > since[other]
            walk.until(lambda: of(listener, moved, new), "a crossing of the line where it is now")
            walk.until(lambda: total(walker, moved) == len(of(listener, moved, new)), "a count that began at zero")
            scenes = [event["scene"] for event in listener.heard("crossing")]
            assert scenes == sorted(scenes, key=[old, new].index)
            assert walker.camera()["frames"] > frames  # they go on
        finally:
            listener.close()


def counted(walker: Walker) -> list[str]:
    """Lines that have counted something."""
    return [name for name in walker.camera()["lines"] if total(walker, name)]


def of(listener: Listener, name: str, scene: str) -> list[dict[str, Any]]:
    """Crossings of a line under a version of the scene."""
    return [event for event in listener.heard("crossing") if (event["line"], event["scene"]) == (name, scene)]
