"""A producer with the engine's own classes: one colour, one box, one line, and a state file, until it is killed.

Run as a program: `engine_stand_in.py RUNTIME CAMERA [FPS]`. A file `orders.json` in RUNTIME changes what it tells:
`camera` and `state` are laid over what it says, and with `still` no more pictures come.
"""

from __future__ import annotations

import json
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from core.live import LiveWriter, write_state
from core.processes import created

#: BGR of the picture; its size; the box of the one car in it.
ORANGE = (0, 128, 255)
WIDTH, HEIGHT = 1280, 720
BOX = (400.0, 200.0, 720.0, 500.0)
#: Pictures a second: enough to be live, and few enough that the processor that draws them has time for other tests.
FPS = 8.0


@cache
def picture() -> np.ndarray:
    """The same for all, who only read it."""
    image = np.full((HEIGHT, WIDTH, 3), ORANGE, np.uint8)
    image.setflags(write=False)
    return image


def overlay(*, violating: bool = False) -> dict[str, Any]:
    return {
        "time": 1_700_000_000.0,
        "frame": 7,
        "fps": 25.0,
        "detector": "yolo11n",
        "objects": [{"id": 7, "class": "car", "box": BOX, "score": 0.9, "trail": [[560, 600], [560, 500]]}],
        "lines": [{"id": "south", "points": [[100, 650], [500, 650]], "kind": "stop", "forward": 3, "backward": 1}],
        "zones": [{"id": "box", "kind": "junction", "points": [[800, 100], [1200, 100], [1000, 400]]}],
        "signals": {"north": "red"},
        "violations": [7] if violating else [],
    }


def camera_state(**changes: Any) -> dict[str, Any]:
    return {
        "state": "running",
        "reason": None,
        "frames": 100,
        "skipped": 2,
        "fps": 25.0,
        "stages_ms": {"end_to_end": {"p50": 31.4, "p95": 40.0, "p99": 55.0}},
        "lines": {
            "south": {"forward": {"car": 2, "bus": 1, "total": 3}, "backward": {"car": 1, "total": 1}},
        },
        "violations": {"red_light": 1, "wrong_way": 0},
        "recent_violations": [
            {"id": "b" * 32, "rule": "red_light", "track": 7, "class": "car", "time": "2023-11-14T22:13:20+00:00"}
        ],
        "detector": {"name": "yolo11n", "backend": "openvino", "device": "CPU"},
        **changes,
    }


def state(cameras: dict[str, Any], **changes: Any) -> dict[str, Any]:
    me = psutil.Process()
    return {
        "pid": me.pid,
        "created": created(me),
        "started": 1_000.0,
        "updated": time.time(),
        "stopped": False,
        "version": "0.1.0",
        "site": "main-and-5th",
        "cameras": cameras,
        "detector": {"name": "yolo11n", "backend": "openvino", "device": "CPU"},
        "broker": {"state": "running", "address": "127.0.0.1:1883", "reason": None},
        "journal": {"state": "running", "appended": 42, "dropped": 0},
        "sinks": {
            "mqtt": {"state": "connected", "acked": 42, "backlog": 0, "set_aside": 0},
            "influx": {"state": "failed", "reason": "connection refused", "acked": 0, "backlog": 42, "set_aside": 0},
        },
        **changes,
    }


def main(runtime: Path, camera: str, fps: float = FPS) -> None:
    writer = LiveWriter(runtime, camera)
    image, started = picture(), time.time()
    frames = 0
    for index in range(10**9):
        told = orders(runtime)
        if not told.get("still"):
            frames = index
            writer.write(image, {**overlay(), "frame": index})
        if index % round(fps / 2) == 0:
            cameras = {camera: {**camera_state(frames=frames), **told.get("camera", {})}}
            write_state(runtime, {**state(cameras, started=started), **told.get("state", {})})
        time.sleep(1 / fps)


def orders(runtime: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((runtime / "orders.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(float, sys.argv[3:]))
