"""The real app in a process of its own, on a screen: what it shows, to the pixel."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from engine_stand_in import HEIGHT, WIDTH, camera_state, overlay, picture, state

from core.live import LiveReader, LiveWriter, write_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Look, Seen

ROOT = Path(__file__).parents[2]
ORANGE = (255, 128, 0)
CAR = (76, 201, 240)  # Theme's colour of cars
#: Where the tile's picture lies in a window of 1440x900 with one camera.
LEFT, RIGHT, TOP, BOTTOM = 98, 1078, 154, 846


def on_screen(x: float, y: float) -> tuple[int, int]:
    """Where a picture's pixel is in the window: fitted into the tile, in its middle."""
    zoom = min((RIGHT - LEFT) / WIDTH, (BOTTOM - TOP) / HEIGHT)
    left = LEFT + (RIGHT - LEFT - WIDTH * zoom) / 2
    top = TOP + (BOTTOM - TOP - HEIGHT * zoom) / 2
    return round(left + x * zoom), round(top + y * zoom)


def near(one: tuple[int, ...], other: tuple[int, ...], slack: int = 12) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


@pytest.fixture
def engine(runtime: Path) -> Iterator[None]:
    """This process as the engine: 25 pictures a second, all the same."""
    stop = threading.Event()

    def produce() -> None:
        writer = LiveWriter(runtime, "cam-1")
        while not stop.wait(0.04):
            writer.write(picture(), overlay())
            write_state(runtime, state({"cam-1": camera_state()}))
        writer.close()

    thread = threading.Thread(target=produce)
    thread.start()
    yield
    stop.set()
    thread.join()


def assert_picture_and_box(seen: Seen) -> None:
    assert near(seen.colour(*on_screen(100, 100)), ORANGE)
    places = ((x, y) for x in range(100, 1100, 2) for y in range(150, 850, 2))
    assert any(near(seen.colour(x, y), CAR, 30) for x, y in places)


@pytest.mark.usefixtures("engine")
def test_the_window_shows_the_picture_the_boxes_and_the_figures(look: Look) -> None:
    seen = look("live")
    assert_picture_and_box(seen)
    assert {"main-and-5th", "cam-1", "yolo11n", "25.0", "31", "south"} <= set(seen.texts)
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
    assert near(seen.colour(*on_screen(100, 100)), ORANGE)


def test_a_stopped_engine_is_told_over_a_dimmed_picture(look: Look, runtime: Path) -> None:
    LiveWriter(runtime, "cam-1").write(picture(), overlay())
    write_state(runtime, state({"cam-1": camera_state()}, pid=2**22 + 1, updated=time.time() - 600))
    seen = look("engine-stopped", "last known")
    assert "Engine stopped 10 min ago" in seen.texts
    assert not near(seen.colour(*on_screen(100, 100)), ORANGE, 60)
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
        with subprocess.Popen([sys.executable, "-m", "qml_app", "--runtime", str(runtime)], cwd=ROOT, env=paths) as app:
            time.sleep(1.5)
            assert app.poll() is None
            app.kill()
        seen = reader.read()
        assert seen is not None
        time.sleep(0.3)
        assert reader.read(after=seen.seq) is not None
        assert engine.poll() is None
        engine.kill()


@pytest.mark.usefixtures("engine")
def test_a_talkative_render_thread_does_not_hang_the_end(look: Look) -> None:
    """A message handler in Python did: it waited for the interpreter of a thread that waited for it."""
    look("talkative", QSG_RENDER_TIMING="1")
