"""Our own pipeline, and the limits it is measured against."""

from __future__ import annotations

from collections import deque
from typing import Any

import cv2
import numpy as np

from benchmarks.pipeline.measure import CONFIDENCE, IMAGE_SIZE, Measurement, Task
from core.detect import load_model
from core.detect.export import exported
from core.detect.letterbox import Letterbox
from core.settings.models import Detector, Settings
from core.types import Frame

STREAMS = 2


def inference(task: Task) -> Measurement:
    """The limit: the exported network alone, on one prepared input, in whichever mode is the fastest."""
    return max((mode(task) for mode in (_one_by_one, _overlapping)), key=lambda done: done.fps)


def _one_by_one(task: Task) -> Measurement:
    return _infer(task, {"PERFORMANCE_HINT": "LATENCY"}, 1, "one by one")


def _overlapping(task: Task) -> Measurement:
    hints = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": STREAMS}
    return _infer(task, hints, STREAMS + 1, f"{STREAMS} streams")


def _infer(task: Task, hints: dict[str, Any], requests: int, note: str) -> Measurement:
    import openvino  # noqa: PLC0415 -- after core.detect had its say about telemetry

    core = openvino.Core()
    model = core.read_model(exported(task.weights, "openvino", task.cache, print))
    capture = cv2.VideoCapture(str(task.clip))
    _, image = capture.read()
    frames = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    letterbox = Letterbox.rectangle(image.shape[:2], IMAGE_SIZE, 32)
    model.reshape([1, 3, *letterbox.input])
    compiled = core.compile_model(model, "CPU", hints)
    picture = np.full((*letterbox.input, 3), 114, np.uint8)
    letterbox.fill(image, picture)
    lanes = [compiled.create_infer_request() for _ in range(requests)]
    for lane in lanes:
        planes = cv2.dnn.blobFromImage(picture, 1 / 255, swapRB=True)
        lane.set_input_tensor(openvino.Tensor(planes))
    return _keep_busy(lanes, frames, note)


def _keep_busy(lanes: list[Any], frames: int, note: str) -> Measurement:
    done = Measurement(note=note)
    for number in range(frames + len(lanes)):
        lane = lanes[number % len(lanes)]
        if number >= len(lanes):
            lane.wait()
            done.tick()
        if number < frames:
            lane.start_async()
    return done


def bare_loop(task: Task) -> Measurement:
    """Decode, letterbox, infer and suppress in one thread; no tracking, counting, journal or window."""
    settings = Detector(model=str(task.weights), backend="openvino", confidence=CONFIDENCE)
    session = load_model(settings, cache=task.cache, progress=print, streams=STREAMS).session()
    capture = cv2.VideoCapture(str(task.clip))
    done, flying = Measurement(), deque[Any]()
    while (grabbed := capture.read())[0]:
        flying.append(session.submit(Frame(grabbed[1], 0, 0.0, 0.0)))
        if len(flying) >= session.depth:
            flying.popleft().result()
            done.tick()
    while flying:
        flying.popleft().result()
        done.tick()
    return done


def pipeline(task: Task) -> Measurement:
    """Smart Intersection: the whole engine with decoding, tracking, counting, journal, broker and live window."""
    from core.engine import Engine  # noqa: PLC0415 -- the limits need none of it

    settings = Settings.model_validate(
        {
            "detector": {"model": str(task.weights), "backend": "openvino", "confidence": CONFIDENCE},
            "cameras": [
                {"id": "clip", "source": str(task.clip), "scene": {"lines": [{"id": "line", "points": task.line}]}}
            ],
            "telemetry": {"profile": "embedded", "mqtt": {"port": 0}},
        }
    )
    folders = {f"{name}_dir": task.scratch / name for name in ("state", "runtime")}
    engine = Engine(settings, realtime=False, cache_dir=task.cache, **folders)
    engine.start()
    engine.wait()
    engine.stop()
    camera = engine.report()["cameras"]["clip"]
    counts = camera["lines"]["line"]
    return Measurement(
        frames=camera["frames"],
        first=0.0,
        last=(camera["frames"] - 1) / camera["fps"],
        counts={way: counts[way]["total"] for way in ("forward", "backward")},
        note=f"state {camera['state']}; p50 "
        + ", ".join(f"{name} {times['p50']:.2f} ms" for name, times in camera["stages_ms"].items()),
    )
