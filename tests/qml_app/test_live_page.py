"""The live page as a user works with it: grids, pages, one camera large, held, with fewer layers, as a picture."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import pytest
import recorded
from engine_stand_in import BOX, FPS, HEIGHT, WIDTH, camera_state, overlay, picture, state
from PySide6.QtGui import QImage

from core.live import LiveWriter, write_state
from qml_app.graphics import is_software
from qml_app.monitor import Monitor
from qml_app.reader import PACE, SPARING_PACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look

CAMERAS = [f"cam-{number}" for number in range(1, 7)]


@pytest.fixture
def engine(runtime: Path) -> Iterator[None]:
    """Six cameras, all well, with speeds."""
    stop = threading.Event()
    drawn = overlay()
    drawn["objects"][0]["speed_kmh"] = 43.4

    def produce() -> None:
        writers = [LiveWriter(runtime, name) for name in CAMERAS]
        while not stop.wait(1 / FPS):
            for writer in writers:
                writer.write(picture(), drawn)
            write_state(runtime, state({name: camera_state() for name in CAMERAS}))

    thread = threading.Thread(target=produce)
    thread.start()
    yield
    stop.set()
    thread.join()


def names(texts: list[str]) -> list[str]:
    """Cameras that have a tile in sight."""
    shutter = "Save image of "
    return [text.removeprefix(shutter) for text in texts if text.startswith(shutter)]


@pytest.mark.usefixtures("engine")
def test_four_cameras_at_a_time_page_by_page_and_one_enlarged(look: Look) -> None:
    four = ";".join(("see 1 of 2", *(f"read Save image of {camera}" for camera in CAMERAS[:4])))
    wide_enough_for_this = "ms latency"
    enlarged = f"click Enlarge cam-2;see {wide_enough_for_this};press Escape;lack {wide_enough_for_this}"
    seen = look("live-next", "2 of 2", action=f"see Car 7 · 43 km/h;{enlarged};{four};press PgDown")
    assert names(seen.texts) == CAMERAS[4:]


@pytest.mark.usefixtures("engine")
def test_nine_cameras_at_a_time_are_remembered(look: Look, state_dir: Path) -> None:
    seen = look("live-nine", "Save image of cam-6", action="see 1 of 2;click 9")
    assert names(seen.texts) == CAMERAS
    assert json.loads((state_dir / "dashboard.json").read_text())["grid"] == 9


@pytest.mark.usefixtures("engine")
def test_a_held_picture_says_so_while_the_engine_goes_on(look: Look) -> None:
    told, steps = "Image frozen \u2013 counting continues", "see Car 7;press P;see Frozen at 1"
    seen = look("live-paused", told, action=steps, theme="light")
    assert any(" Nov 2023, " in text and text.startswith("Frozen at 1") for text in seen.texts)
    assert "InfluxDB delivery: failed" in seen.texts
    assert "Resume (P)" in seen.texts
    assert not any(text.startswith("No data") for text in seen.texts)


@pytest.mark.usefixtures("engine")
def test_what_is_drawn_can_be_chosen_and_is_remembered(look: Look, state_dir: Path) -> None:
    steps = "click Overlays;click Speeds;click Zones"
    seen = look("live-layers", "Classes and IDs", action=steps)
    assert "Car 7" in seen.texts
    assert "Car 7 · 43 km/h" not in seen.texts
    assert json.loads((state_dir / "dashboard.json").read_text())["hidden"] == ["speeds", "zones"]


@pytest.mark.usefixtures("engine")
def test_a_snapshot_is_the_whole_picture_with_what_is_drawn_over_it(look: Look, tmp_path: Path) -> None:
    seen = look(
        "live-snapshot",
        "Car 7 · 43 km/h",
        action="see Car 7;click Save image of cam-1;see Image saved",
        HOME=str(tmp_path),
        XDG_CONFIG_HOME="",
    )
    (file,) = tmp_path.rglob("cam-1*.png")
    assert f"Image saved \u2013 {file}" in seen.texts
    image = QImage(str(file))
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    assert image.pixelColor(50, 50).getRgb()[:3] == (255, 128, 0)
    x1, y1, _, y2 = BOX
    edge = {image.pixelColor(round(x1) + dx, round((y1 + y2) / 2)).getRgb()[:3] for dx in range(-3, 6)}
    assert any(abs(red - 76) < 30 and blue > 180 for red, _, blue in edge), edge


@pytest.mark.usefixtures("qapp")
def test_only_what_is_looked_at_is_read_and_several_sparingly(runtime: Path) -> None:
    monitor = Monitor(runtime)
    reader = monitor._reader
    assert (reader.pace, reader.hidden, reader.shown) == (PACE, False, None)
    monitor.spare = True
    monitor.shown = ["a"]
    assert (reader.pace, reader.shown) == (PACE, {"a"})
    monitor.shown = ["a", "b"]
    assert reader.pace == SPARING_PACE
    monitor.paused = True
    assert (reader.hidden, monitor.hidden) == (True, False)
    monitor.hidden = True
    monitor.paused = False
    assert reader.hidden


@pytest.mark.usefixtures("qapp")
def test_a_camera_nobody_looks_at_is_judged_by_the_frames_it_counts(runtime: Path) -> None:
    monitor = Monitor(runtime)
    monitor.shown = []

    def told(second: float, frames: int) -> tuple[str, int]:
        found = state({"cam-1": camera_state(frames=frames)}, updated=second)
        monitor.tell(found, alive=True, now=second, tick=second)
        camera = monitor.cameras.rows[0][1]
        return camera.status, camera.seconds

    assert told(100.0, 0) == ("starting", 0)
    assert told(101.0, 20) == ("live", 0)
    assert told(112.0, 20) == ("no-data", 11)
    assert told(113.0, 45) == ("live", 0)
    monitor.cameras.rows[0][1].watch(113.0, paused=False)  # somebody looks, and no picture comes
    assert told(114.0, 70) == ("starting", 0)


def test_software_renderers_are_known_by_their_names() -> None:
    assert is_software("llvmpipe (LLVM 15.0.6, 256 bits)")
    assert is_software("Software Rasterizer")
    assert not is_software("Mesa Intel(R) UHD Graphics 620 (KBL GT2)")
    assert not is_software("")


def test_a_violation_on_the_live_page_leads_to_it(look: Look, runtime: Path, state_dir: Path) -> None:
    now = time.time()
    older, newer = recorded.violation(now - 60, state="red", line="south"), recorded.violation(now - 30, line="south")
    recorded.write(state_dir, [older, newer])
    named = {"id": older.id, "rule": "red_light", "track": 7, "class": "car", "time": older.time.isoformat()}
    LiveWriter(runtime, "cam-1").write(picture(), overlay())
    write_state(runtime, state({"cam-1": camera_state(recent_violations=[named])}, updated=now + 300))
    seen = look("live-violation", older.id, action="click Red light: Car 7")
    assert newer.id not in seen.texts
