"""An engine's window side alone: `producer RUNTIME CAMERAS WIDTHxHEIGHT`, 25 pictures a second each, until killed.

Written with the engine's own classes. On each picture fifteen road users with trails move along, over four lines, two
zones and two signals, as at a busy intersection; the pictures change from one to the next.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from core.live import LiveWriter, write_state
from core.processes import created
from core.types import CLASSES

RATE = 25
_USERS = 15
_TRAIL = 8
_PICTURES = 8


def pictures(width: int, height: int) -> list[np.ndarray]:
    """Streets of noise, (height, width, 3) uint8 BGR."""
    noise = np.random.default_rng(7).integers(60, 140, (height, width, 3), np.uint8)
    return [np.roll(noise, 3 * step, axis=1) for step in range(_PICTURES)]


def overlay(frame: int, width: int, height: int) -> dict[str, Any]:
    """What the analyser draws over picture number `frame`."""
    objects = [_user(number, frame, width, height) for number in range(_USERS)]
    lines = [_line(number, frame, width, height) for number in range(4)]
    edge = [[0.1, 0.2], [0.4, 0.2], [0.4, 0.8], [0.1, 0.8]]
    polygon = [[round(x * width), round(y * height)] for x, y in edge]
    shifted = [[x + width // 2, y] for x, y in polygon]
    return {
        "frame": frame,
        "detector": "yolo11n",
        "objects": objects,
        "lines": lines,
        "zones": [
            {"id": "a", "kind": "approach", "points": polygon},
            {"id": "b", "kind": "junction", "points": shifted},
        ],
        "signals": {"north": "red", "east": "green"},
        "violations": [1] if frame % 250 < RATE else [],
    }


def _user(number: int, frame: int, width: int, height: int) -> dict[str, Any]:
    def place(at: int) -> tuple[float, float]:
        return (number * 83.0 + 4.0 * at) % (width - 90), 40 + number * (height - 160) / _USERS

    x, y = place(frame)
    trail = [[round(place(frame - 3 * back)[0]), round(y + 60)] for back in range(_TRAIL, -1, -1)]
    return {
        "id": number + 1 + _USERS * (frame // 500),  # twenty seconds in the picture
        "class": CLASSES[number % len(CLASSES)],
        "box": [round(x, 1), round(y, 1), round(x + 90, 1), round(y + 60, 1)],
        "score": 0.8,
        "observed": True,
        "speed_kmh": 40.0 + (frame // 12 + number) % 9,
        "trail": [point for point in trail if point[0] <= x + 1],
    }


def _line(number: int, frame: int, width: int, height: int) -> dict[str, Any]:
    y = round((number + 1) * height / 6)
    crossed = frame // 100
    points = [[width // 5, y], [4 * width // 5, y]]
    return {"id": f"line-{number}", "points": points, "kind": "count", "forward": crossed, "backward": crossed // 2}


def _camera(frame: int, started: float) -> dict[str, Any]:
    crossed = frame // 100
    return {
        "state": "running",
        "frames": frame,
        "fps": round(frame / max(0.04, time.time() - started), 1),
        "stages_ms": {"end_to_end": {"p50": 31.4, "p95": 40.0, "p99": 55.0}},
        "lines": {f"line-{n}": {"forward": {"car": crossed, "total": crossed}, "backward": {}} for n in range(4)},
        "violations": {"red_light": frame // 250, "wrong_way": 0},
        "detector": {"name": "yolo11n", "backend": "openvino", "device": "CPU"},
    }


def _state(cameras: list[str], frame: int, started: float) -> dict[str, Any]:
    me = psutil.Process()
    return {
        "pid": me.pid,
        "created": created(me),
        "updated": time.time(),
        "site": "benchmark",
        "cameras": {name: _camera(frame, started) for name in cameras},
        "broker": {"state": "running"},
        "journal": {"state": "running", "appended": frame},
        "sinks": {"mqtt": {"state": "connected", "acked": frame}},
    }


def main(runtime: Path, cameras: int, size: str) -> None:
    """Publish until killed, in step with the clock."""
    width, height = map(int, size.split("x"))
    names = [f"cam-{number + 1}" for number in range(cameras)]
    writers = [LiveWriter(runtime, name) for name in names]
    shown, started = pictures(width, height), time.time()
    for frame in range(10**9):
        drawn = overlay(frame, width, height)
        for writer in writers:
            writer.write(shown[frame % _PICTURES], drawn)
        if frame % RATE == 0:
            write_state(runtime, _state(names, frame, started))
        time.sleep(max(0.0, started + (frame + 1) / RATE - time.time()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
