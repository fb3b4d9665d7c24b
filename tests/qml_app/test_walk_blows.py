"""A real engine and its decoder are frozen and killed, and its disk is full, while a page is open: what is said then.

Live is looked at always, the other pages with SMART_INTERSECTION_SLOW=1.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import cv2
import numpy as np
import psutil
import pytest
import walk
from blows import decoders, engine, marked
from drills import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from walk import Walker

PAGES = ("live", "traffic", "violations", "services", "setup", "settings")
#: Seconds until it has to be said; what is wanted is two, and machines that are busy with other tests are slow.
SOON = 30.0
SMALL = 16_384  # bytes that a file may have on the full disk: enough for the engine's state
FPS, SECONDS, SIDE = 10, 240, 160

pytestmark = walk.NEEDED


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Minutes of a box that goes up and down across a line."""
    clip = tmp_path / "up and down.avi"
    writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (2 * SIDE, SIDE))
    for number in range(FPS * SECONDS):
        image = np.full((SIDE, 2 * SIDE, 3), 90, np.uint8)
        top = abs((number * 8) % (2 * SIDE) - SIDE)
        cv2.rectangle(image, (140, top - 15), (180, top + 15), (240, 240, 240), -1)
        writer.write(image)
    writer.release()
    line = f"{{id: across, points: [[10, {SIDE // 2}], [{2 * SIDE - 10}, {SIDE // 2}]]}}"
    file = tmp_path / "here.yaml"
    file.write_text(f"cameras:\n  - id: cam\n    source: {clip}\n    scene: {{lines: [{line}]}}\n")
    return file


def says(walker: Walker, row: str, *conditions: str, patience: float = SOON) -> None:
    """The list of what is well and what is not comes to that."""
    walk.until(lambda: walker.look()["rows"].get(row) in conditions, f"{row} {conditions}", patience)


def well(walker: Walker) -> None:
    """The engine counts, and the window says nothing else."""
    says(walker, "engine", "running", patience=walk.PATIENCE)
    says(walker, "camera/cam", "counting", patience=walk.PATIENCE)
    walk.until(lambda: walker.look()["level"] == "ok", "all is well")
    walker.see("Engine running")


def frozen_engine(walker: Walker) -> None:
    engine(walker).suspend()
    says(walker, "engine", "stalled")
    assert "Engine running" not in walker.texts()
    assert walker.look()["level"] != "ok"
    engine(walker).resume()
    well(walker)


def full_disk(walker: Walker) -> None:
    before = engine(walker).rlimit(psutil.RLIMIT_FSIZE)
    engine(walker).rlimit(psutil.RLIMIT_FSIZE, (SMALL, before[1]))
    says(walker, "journal", "paused", "failed")
    assert walker.look()["level"] != "ok"
    assert "Engine running" not in walker.texts()
    engine(walker).rlimit(psutil.RLIMIT_FSIZE, before)
    says(walker, "journal", "running")
    well(walker)


def frozen_decoder(walker: Walker) -> None:
    (decoder,) = decoders(walker)
    decoder.suspend()
    says(walker, "camera/cam", "no-data")
    assert walker.look()["level"] != "ok"
    decoder.resume()
    well(walker)


def killed_decoder(walker: Walker, page: str) -> None:
    pid = engine(walker).pid
    for one in decoders(walker):
        one.kill()
    says(walker, "camera/cam", "failed")
    seen = walker.look()
    assert seen["level"] == "failed"
    assert seen["rows"]["engine"] == "running"
    assert ["camera", "cam", "", "failed"] in seen["notifications"]
    assert engine(walker).pid == pid
    assert "damaged" not in walker.camera()["reason"]
    if page == "live":
        walker.see("Camera failed")
        walker.see("Counting was interrupted")
        assert not [text for text in walker.texts() if text.startswith(("Counting \N{EN DASH}", "Stop counting"))]
        walker.click("Count again")
        well(walker)


def failing_reader(walker: Walker) -> None:
    """The window's own thread: what it read before is not told as if it were so now."""
    with marked(walker, "broken", "pictures"):
        says(walker, "engine", "unseen")
        assert "Engine running" not in walker.texts()
        assert walker.look()["level"] == "failed"
    well(walker)


def ended_writer(walker: Walker) -> None:
    """As often as it ends it is begun again; what waited in memory is written by the one that goes on."""
    pid = engine(walker).pid
    with marked(walker, "end-writer"):
        says(walker, "journal", "failed")
        assert walker.look()["level"] == "failed"
        assert "Engine running" not in walker.texts()
    says(walker, "journal", "running", patience=walk.PATIENCE)
    well(walker)
    walk.until(lambda: not walker.state()["journal"]["waiting"], "a journal that has everything")
    assert engine(walker).pid == pid


def killed_engine(walker: Walker) -> None:
    gone = engine(walker)
    gone.send_signal(signal.SIGKILL)
    says(walker, "engine", "stopped")
    texts = walker.texts()
    assert "Engine running" not in texts
    assert walker.look()["level"] == "failed"
    well(walker)  # another one began by itself
    assert engine(walker).pid != gone.pid


@pytest.fixture
def walker(display: dict[str, str], config: Path, tmp_path: Path) -> Iterator[Walker]:
    with walk.walking(tmp_path / "walk", display, "--config", str(config)) as found:
        well(found)
        yield found


@pytest.mark.timeout(900)
@pytest.mark.parametrize("page", [pytest.param(page, marks=() if page == "live" else LONG) for page in PAGES])
def test_what_happens_to_engine_and_decoder_is_said_and_mended(walker: Walker, page: str) -> None:
    walker.key(f"ctrl+{PAGES.index(page) + 1}")
    walk.until(lambda: walker.look()["page"] == page, page)
    frozen_engine(walker)
    failing_reader(walker)
    full_disk(walker)
    frozen_decoder(walker)
    ended_writer(walker)
    killed_decoder(walker, page)  # of a recording, which has failed then
    killed_engine(walker)
