"""The real app in a process of its own, on a screen: what it shows, to the pixel."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from engine_stand_in import BOX, FPS, HEIGHT, WIDTH, camera_state, overlay, picture, state

from core.live import LiveReader, LiveWriter, write_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Look, Seen

ROOT = Path(__file__).parents[2]
ORANGE = (255, 128, 0)
CAR = (76, 201, 240)  # Theme's colour of cars
#: Pixels that a box's corner may be off: the extent is measured on the picture's colour, under lines and labels.
SLACK = 3


@dataclass(frozen=True)
class Shown:
    """Where the tile's picture lies in the window, found by its colour."""

    left: int
    top: int
    zoom: float

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Where a picture's pixel is in the window."""
        return round(self.left + x * self.zoom), round(self.top + y * self.zoom)


def shown(seen: Seen) -> Shown:
    across = [x for y in range(300, 600, 20) for x in range(1440) if near(seen.colour(x, y), ORANGE)]
    down = [y for x in range(200, 900, 20) for y in range(900) if near(seen.colour(x, y), ORANGE)]
    width, height = max(across) - min(across) + 1, max(down) - min(down) + 1
    assert abs(width / height - WIDTH / HEIGHT) < 0.02, (width, height)  # whole, and not distorted
    return Shown(min(across), min(down), width / WIDTH)


def near(one: tuple[int, ...], other: tuple[int, ...], slack: int = 12) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


@pytest.fixture
def engine(runtime: Path) -> Iterator[None]:
    """This process as the engine: pictures that are all the same."""
    stop = threading.Event()

    def produce() -> None:
        writer = LiveWriter(runtime, "cam-1")
        while not stop.wait(1 / FPS):
            writer.write(picture(), overlay())
            write_state(runtime, state({"cam-1": camera_state()}))
        writer.close()

    thread = threading.Thread(target=produce)
    thread.start()
    yield
    stop.set()
    thread.join()


def assert_picture_and_box(seen: Seen) -> None:
    x1, y1, x2, y2 = BOX
    place = shown(seen)
    assert place.zoom > 0.6
    for x, y in ((x1, (y1 + y2) / 2), (x2, (y1 + y2) / 2), ((x1 + x2) / 2, y2)):
        sx, sy = place.at(x, y)
        steps = range(-SLACK, SLACK + 1)
        around = [seen.colour(sx + dx, sy + dy) for dx in steps for dy in steps]
        assert any(near(colour, CAR, 30) for colour in around), (x, y, around)
    assert near(seen.colour(*place.at(x1 + 60, (y1 + y2) / 2)), ORANGE)  # a box is a frame


@pytest.mark.usefixtures("engine")
def test_the_window_shows_the_picture_the_boxes_and_the_figures(look: Look) -> None:
    seen = look("live")
    assert_picture_and_box(seen)
    assert {"main-and-5th", "cam-1", "Live", "yolo11n", "25.0", "31", "south", "north"} <= set(seen.texts)
    assert {"Connection refused", "backlog 42", "Red light"} <= set(seen.texts)
    assert not any("No graphics acceleration" in text for text in seen.texts)


@pytest.mark.usefixtures("engine")
def test_the_software_renderer_shows_the_picture_and_says_so(look: Look) -> None:
    seen = look("software", QT_QUICK_BACKEND="software")
    assert any("No graphics acceleration" in text for text in seen.texts)
    assert any(near(seen.colour(x, 300), ORANGE) for x in range(100, 400, 50))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("action", ["import-cv2-first", "import-cv2-later"])
def test_a_process_that_imported_opencv_opens_the_window(look: Look, action: str) -> None:
    seen = look(action, action=action)
    assert (seen.cv2, seen.qt_folders) == (True, [])
    assert near(seen.colour(200, 400), ORANGE)


def test_a_stopped_engine_is_told_over_a_dimmed_picture(look: Look, runtime: Path) -> None:
    LiveWriter(runtime, "cam-1").write(picture(), overlay())
    write_state(runtime, state({"cam-1": camera_state()}, pid=2**22 + 1, updated=time.time() - 600))
    seen = look("engine-stopped", "last known")
    assert "Engine stopped 10 min ago" in seen.texts
    assert not near(seen.colour(200, 400), ORANGE, 60)
    assert not any(text.startswith("Car 7") for text in seen.texts)
    assert seen.texts.count("unknown") == 4
    assert "last known" in seen.texts
    assert "25.0" not in seen.texts  # what was is not what is


def test_a_failed_camera_tells_why_and_no_engine_is_waited_for(look: Look, runtime: Path) -> None:
    assert "Engine not started" in look("waiting", "No data yet.").texts
    failed = camera_state(state="failed", reason="street.mp4 is not a video — give another file")
    write_state(runtime, state({"cam-1": failed}, updated=time.time() + 2))
    assert any("street.mp4 is not a video" in text for text in look("failed", "Camera failed").texts)


def test_an_app_that_is_killed_does_not_disturb_the_engine(display: dict[str, str], runtime: Path) -> None:
    reader = LiveReader(runtime, "cam-1")
    paths = {**os.environ, **display, "PYTHONPATH": str(ROOT)}
    stand_in = [sys.executable, str(Path(__file__).with_name("engine_stand_in.py")), str(runtime), "cam-1"]
    with subprocess.Popen(stand_in, cwd=ROOT, env=paths) as engine:
        try:
            before = next_picture(reader, 0)
            with subprocess.Popen(
                [sys.executable, "-m", "qml_app", "--runtime", str(runtime)], cwd=ROOT, env=paths
            ) as app:
                time.sleep(1.5)
                assert app.poll() is None
                app.kill()
            assert next_picture(reader, before) > before
            assert engine.poll() is None
        finally:
            engine.kill()


def next_picture(reader: LiveReader, before: int) -> int:
    """The number of a picture that comes after that one."""
    late = time.monotonic() + 60
    while (seen := reader.read(after=before)) is None:
        assert time.monotonic() < late, "no picture came"
        time.sleep(0.02)
    return seen.seq


@pytest.mark.usefixtures("engine")
def test_a_talkative_render_thread_does_not_hang_the_end(look: Look) -> None:
    """A message handler in Python did: it waited for the interpreter of a thread that waited for it."""
    look("talkative", QSG_RENDER_TIMING="1")
