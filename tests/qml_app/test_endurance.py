"""Engine and services die while the app runs and come back; and after half an hour it holds no more than before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from engine_stand_in import camera_state, overlay, state

from core.live import LiveWriter, write_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Look

ROOT = Path(__file__).parents[2]
LONG = os.environ.get("SMART_INTERSECTION_SLOW") == "1"
#: Half an hour of four cameras with 25 pictures a second, of which the app shows what it can.
PICTURES = 30 * 60 * 25 if LONG else 0
MEBI = 1 << 20


@pytest.fixture
def restless(runtime: Path) -> Iterator[None]:
    """Four small cameras, as fast as they go; users come and go, services fail and recover, violations happen."""
    stop = threading.Event()
    picture = np.random.default_rng(5).integers(0, 255, (180, 320, 3), np.uint8)

    def produce() -> None:
        writers = {f"cam-{number}": LiveWriter(runtime, f"cam-{number}") for number in range(4)}
        for index in range(10**9):
            if stop.wait(0.003):
                return
            drawn = overlay(violating=index % 50 < 5)
            drawn["objects"][0]["id"] = index // 30
            for writer in writers.values():
                writer.write(picture, drawn)
            if index % 5 == 0:
                write_state(runtime, _state(index, list(writers)))

    thread = threading.Thread(target=produce)
    thread.start()
    yield
    stop.set()
    thread.join()


def _state(index: int, names: list[str]) -> dict[str, Any]:
    fresh = {
        "id": f"{index // 200:032}",
        "rule": "red_light",
        "track": index,
        "class": "car",
        "time": "2026-01-01T00:00Z",
    }
    cameras = {name: camera_state(frames=index, recent_violations=[fresh]) for name in names}
    broken = {"state": "failed" if index % 400 < 100 else "running", "address": "127.0.0.1:1883", "reason": "gone"}
    return state(cameras, broker=broken)


@pytest.mark.slow
@pytest.mark.skipif(not LONG, reason="minutes; SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.timeout(2_400)
@pytest.mark.usefixtures("restless")
def test_memory_and_handles_are_flat_over_half_an_hour(display: dict[str, str], runtime: Path, state_dir: Path) -> None:
    program = [sys.executable, str(Path(__file__).with_name("soak.py")), str(PICTURES)]
    options = ["--runtime", str(runtime), "--state", str(state_dir), "--quit-after", "1", "--theme", "dark"]
    environment = {**os.environ, **display, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*program, *options], check=False, capture_output=True, cwd=ROOT, env=environment, text=True, timeout=2_300
    )
    assert done.returncode == 0, done.stderr
    early, late = json.loads(done.stdout.splitlines()[-1])
    assert late["pictures"] >= PICTURES > early["pictures"] > 0
    assert late["rss"] - early["rss"] < 24 * MEBI, (early, late)
    assert late["handles"] - early["handles"] <= 4, (early, late)
    assert late["threads"] - early["threads"] <= 4, (early, late)


def test_an_engine_that_is_killed_and_started_again_is_shown_both_times(
    look: Look, runtime: Path, state_dir: Path
) -> None:
    """By one window: it tells that the engine has stopped, and that it runs again."""
    stand_in = [sys.executable, str(Path(__file__).with_name("engine_stand_in.py")), str(runtime), "cam-1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen(stand_in, cwd=ROOT, env=environment)]
    state_dir.mkdir(parents=True, exist_ok=True)

    def kill_and_start() -> None:
        time.sleep(6)
        running[0].send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        running[0].wait()
        time.sleep(3)
        running.append(subprocess.Popen(stand_in, cwd=ROOT, env=environment))

    fate = threading.Thread(target=kill_and_start)
    fate.start()
    try:
        seen = look("engine-back", "The engine is running again")
        assert {"InfluxDB delivery: failed", "25.0"} <= set(seen.texts)
        assert "The engine has stopped" not in seen.texts
    finally:
        fate.join()
        for one in running:
            one.kill()
            one.wait()
