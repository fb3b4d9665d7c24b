"""From a new home to an exported table with mouse and keys; what was counted is what a run without a window counts."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
import walk
from drills import long_drill

if TYPE_CHECKING:
    from pathlib import Path

    from walk import Walker

WIDTH, HEIGHT, FPS, VEHICLES, FRAMES_EACH = 640, 360, 20, 4, 40
PATH = "Or enter a path"

pytestmark = walk.NEEDED


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Bright boxes on grey, two from the top to the bottom and two back."""
    path = tmp_path / "crossing.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (WIDTH, HEIGHT))
    for number in range(FRAMES_EACH * (VEHICLES + 1)):
        image = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
        vehicle, step = divmod(number - FRAMES_EACH // 2, FRAMES_EACH)
        if 0 <= vehicle < VEHICLES:
            along = step * (HEIGHT + 60) // FRAMES_EACH - 60
            top = along if vehicle % 2 else HEIGHT - 60 - along
            cv2.rectangle(image, (280, top), (360, top + 60), (240, 240, 240), -1)
        writer.write(image)
    writer.release()
    return path


def counted_in_the_window(walker: Walker, source: Path, table: Path, config: Path) -> Counter[tuple[str, ...]]:
    """Open, draw, save, count and export; the rows of what was exported."""
    walker.see("Welcome to Smart Intersection")
    walker.field(PATH, str(source))
    walker.key("Return")
    walker.click("Draw line")
    walker.see("Drag from one side")
    picture = walker.part("TileCanvas")
    walker.drag(walker.on(picture, 0.06, 0.43), walker.on(picture, 0.94, 0.46))
    walk.until(lambda: walker.camera().get("lines"), "the line in the engine")
    walker.click("Save")
    walker.field("File", str(config))
    walker.click("Save")
    walk.until(config.exists, "the settings in their file")
    walker.click("Count")
    walker.see("counting finished")
    walker.click("Export …")
    walker.field("File", str(table))
    walker.key("Return")
    walk.until(table.exists, "the exported table")
    with table.open(encoding="utf-8", newline="") as rows:
        lines = [row for row in csv.DictReader(rows) if row["kind"] == "line"]
    return Counter({(row["name"], row["direction"], row["class"]): int(row["count"]) for row in lines})


def counted_without(config: Path, folder: Path) -> Counter[tuple[str, ...]]:
    """The same of `run --report`, in a home of its own."""
    environment = {**os.environ, "PYTHONPATH": str(walk.ROOT), "SMART_INTERSECTION_HOME": str(folder / "other")}
    report = folder / "report.json"
    command = [sys.executable, "-m", "bootstrap.cli", "run", "--config", str(config), "--report", str(report)]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=150)
    (camera,) = json.loads(report.read_text())["cameras"].values()
    ways: dict[str, dict[str, dict[str, Any]]] = camera["lines"]
    return Counter(
        {
            (line, way, kind): number
            for line, both in ways.items()
            for way, kinds in both.items()
            for kind, number in kinds.items()
            if kind != "total" and number
        }
    )


def test_a_video_opened_by_its_path_is_counted_as_without_a_window(
    display: dict[str, str], clip: Path, tmp_path: Path
) -> None:
    table, config = tmp_path / "mine.csv", tmp_path / "mine.yaml"
    with walk.walking(tmp_path / "walk", display) as walker:
        counts = counted_in_the_window(walker, clip, table, config)
    assert counts.total() == VEHICLES
    assert {way for _, way, _ in counts} == {"forward", "backward"}
    assert counts == counted_without(config, tmp_path)


@long_drill
def test_a_real_recording_is_counted_as_without_a_window(
    display: dict[str, str], shared_data: Path, tmp_path: Path
) -> None:
    table, config = tmp_path / "mine.csv", tmp_path / "mine.yaml"
    source = shared_data / "videos" / "Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4"
    with walk.walking(tmp_path / "walk", display) as walker:
        counts = counted_in_the_window(walker, source, table, config)
    assert counts
    assert counts == counted_without(config, tmp_path)
