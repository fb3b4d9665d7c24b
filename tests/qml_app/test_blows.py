"""Every blow to engine, decoder, journal, disk and the window's threads on every page, with a camera that is live.

`blows.py` deals them; a normal run has a sample in `test_walk_blows.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import blows
import cv2
import numpy as np
import pytest
import walk
from drills import long_drill
from rtsp_camera import RtspCamera

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = walk.NEEDED


@long_drill
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("page", blows.PAGES)
def test_what_a_blow_does_is_said_soon_and_nothing_else_is(display: dict[str, str], tmp_path: Path, page: str) -> None:
    config = tmp_path / "street.yaml"
    config.write_text(blows.CONFIG.format(source=RtspCamera(blows.street, 10**9).address()))
    with walk.walking(tmp_path / "walk", display, "--config", str(config), size=(1440, 900)) as walker:
        blows.well(walker)
        for blow in blows.BLOWS:
            blows.go(walker, page)
            blows.struck(walker, blow, page)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Three seconds of a box that goes down across a line."""
    path = tmp_path / "down.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20, (320, 240))
    for number in range(60):
        image = np.full((240, 320, 3), 90, np.uint8)
        cv2.rectangle(image, (140, 4 * number - 40), (180, 4 * number), (240, 240, 240), -1)
        writer.write(image)
    writer.release()
    return path


@long_drill
@pytest.mark.timeout(900)
def test_a_result_stands_whatever_happens_to_the_engine_that_counted_it(
    display: dict[str, str], tmp_path: Path, clip: Path
) -> None:
    config = tmp_path / "down.yaml"
    config.write_text(blows.CONFIG.format(source=clip))
    with walk.walking(tmp_path / "walk", display, "--config", str(config), size=(1440, 900)) as walker:
        walker.see("counting finished")
        walker.see("Counting finished")
        for blow, says in (
            (blows.frozen(blows.engine(walker)), "Engine not responding"),
            (blows.marked(walker, "broken", "pictures result"), "Window not updating"),
        ):
            with blow:
                walker.see(says, blows.SOON)
                walker.see("counting finished")
                assert "Counting finished" not in walker.texts()
            walker.see("Counting finished")
        blows.engine(walker).kill()
        walker.see("Engine stopped", blows.SOON)
        walker.see("The engine is not running. Nothing is being counted.")
        walker.see("counting finished")
        said = walker.texts()
        assert "across" in said
        assert not {"Counting finished", "running", "counting"} & set(said)
