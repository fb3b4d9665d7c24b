"""From a video to its counts with a real mouse on a real screen, and the same counts without a window."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from conftest import ROOT
from drills import long_drill

from benchmarks import first_count
from bootstrap.effective import read
from core.live import read_state

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT, FPS, VEHICLES = 640, 360, 20, 3
FRAMES_EACH = 50


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Bright boxes on grey that go from the top to the bottom one after the other."""
    path = tmp_path / "crossing_2020-01-01_12-00-00.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (WIDTH, HEIGHT))
    for number in range(FRAMES_EACH * (VEHICLES + 1)):
        image = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
        vehicle, step = divmod(number - FRAMES_EACH // 2, FRAMES_EACH)
        if 0 <= vehicle < VEHICLES:
            top = -60 + step * (HEIGHT + 60) // FRAMES_EACH
            cv2.rectangle(image, (280, top), (360, top + 60), (240, 240, 240), -1)
        writer.write(image)
    writer.release()
    return path


def without_window(home: Path, report: Path, folder: Path) -> dict[str, Any]:
    """Counts of a run on the same configuration, by line."""
    one = read(home / "run")
    assert one is not None
    config = folder / "same.yaml"
    config.write_text(one.text)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SMART_INTERSECTION_HOME": str(folder / "other")}
    command = [sys.executable, "-m", "bootstrap.cli", "run", "--config", str(config), "--report", str(report)]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=120)
    (camera,) = json.loads(report.read_text())["cameras"].values()
    found: dict[str, Any] = camera["lines"]
    return found


def exported(folder: Path) -> list[dict[str, str]]:
    """The rows of the file that was saved there."""
    (file,) = first_count.until(lambda: list(folder.glob("*-counts.csv")))
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@long_drill
@pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed; it moves the mouse")
def test_a_line_drawn_on_a_video_counts_as_without_a_window(
    display: dict[str, str], clip: Path, tmp_path: Path
) -> None:
    home, user = tmp_path / "home", tmp_path / "user"
    user.mkdir()

    def ended() -> bool:
        cameras = (read_state(home / "run") or {}).get("cameras") or {}
        return any(camera.get("state") == "ended" for camera in cameras.values())

    with first_count.product(home, {**display, "HOME": str(user)}, "--source", str(clip)) as environment:
        hand = first_count.Hand(environment)
        try:
            done = list(first_count.walk(hand, home))
            first_count.until(ended)
            hand.press_filled()  # export
            hand.press_filled()  # save
            rows = exported(user)
        finally:
            hand.close()
    assert done[-1] == "first count"
    (line,) = {row["name"] for row in rows if row["kind"] == "line"}
    counted = {(row["direction"], row["class"]): int(row["count"]) for row in rows if row["kind"] == "line"}
    assert sum(counted.values()) == VEHICLES
    same = without_window(home, tmp_path / "report.json", tmp_path)[line]
    assert counted == {
        (way, kind): count for way, kinds in same.items() for kind, count in kinds.items() if kind != "total"
    }
