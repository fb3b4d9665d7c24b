"""Our own pipeline, and the limits it is measured against."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from benchmarks.pipeline.measure import CONFIDENCE, IMAGE_SIZE, Measurement, Task
from core.detect import load_model
from core.detect.export import exported
from core.detect.letterbox import GREY, Letterbox
from core.settings.models import Detector, Settings
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.detect import Model
    from core.types import Image

    Lane = tuple[Callable[[], Any], Callable[[], Any]]  # starts an inference, waits for it
    _Told = Mapping[str, str]  # to OpenVINO, of numbers
    _Tries = Sequence[_Told]

STREAMS = 2
#: Streams and inferences in flight: what is the fastest differs from machine to machine.
_MODES = ((1, 1), (STREAMS, STREAMS + 1), (STREAMS, 4 * STREAMS))
#: What OpenVINO is told of numbers, beside nothing: with 32-bit floats a network is faster on some processors.
_NUMBERS: _Tries = ({}, {"INFERENCE_PRECISION_HINT": "f32"})
#: Our own graph has the numbers that the product runs it with.
_OURS: _Tries = ({},)


def inference(task: Task) -> Measurement:
    """The limit: the network as it is exported, alone, on one prepared input, in its fastest mode and numbers."""
    return _fastest(task, _exported, _NUMBERS)


def inference_ours(task: Task) -> Measurement:
    """The same for the graph that `pipeline` runs: bytes go in, and no scores but those of road users come out."""
    return _fastest(task, _as_we_run_it, _OURS)


def _fastest(task: Task, lanes: Callable[[Task, Image, int, int, _Told], Sequence[Lane]], told: _Tries) -> Measurement:
    capture = cv2.VideoCapture(str(task.clip))
    _, image = capture.read()
    frames = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    measured = [
        _keep_busy(lanes(task, image, *mode, numbers), frames, _note(*mode, numbers))
        for numbers in told
        for mode in _MODES
    ]
    return max(measured, key=lambda done: done.fps)


def _note(streams: int, requests: int, numbers: _Told) -> str:
    return ", ".join([f"streams {streams}, in flight {requests}", *numbers.values()])


def _exported(task: Task, image: Image, streams: int, requests: int, numbers: _Told) -> list[Lane]:
    import openvino  # noqa: PLC0415 -- after core.detect had its say about telemetry

    many = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": streams}
    hints = many if streams > 1 else {"PERFORMANCE_HINT": "LATENCY"}
    core = openvino.Core()
    model = core.read_model(exported(task.weights, "openvino", task.cache, print))
    letterbox = Letterbox.rectangle(image.shape[:2], IMAGE_SIZE, 32)
    model.reshape([1, 3, *letterbox.input])
    compiled = core.compile_model(model, "CPU", {**hints, **numbers})
    picture = np.full((*letterbox.input, 3), 114, np.uint8)
    letterbox.fill(image, picture)
    lanes = [compiled.create_infer_request() for _ in range(requests)]
    for lane in lanes:
        planes = cv2.dnn.blobFromImage(picture, 1 / 255, swapRB=True)
        lane.set_input_tensor(openvino.Tensor(planes))
    return [(lane.start_async, lane.wait) for lane in lanes]


def _as_we_run_it(task: Task, image: Image, streams: int, requests: int, _: _Told) -> list[Lane]:
    model: Any = _model(task, streams)
    letterbox = model.letterbox(image.shape[:2])
    make = model.runtime.lanes(letterbox.input)
    lanes = [make() for _ in range(requests)]
    for lane in lanes:
        lane.input[:] = GREY
        letterbox.fill(image, lane.input)
    return [(lane.start, lane.wait) for lane in lanes]


def _model(task: Task, streams: int) -> Model:
    settings = Detector(model=str(task.weights), backend="openvino", image_size=IMAGE_SIZE, confidence=CONFIDENCE)
    return load_model(settings, cache=task.cache, progress=print, streams=streams)


def _keep_busy(lanes: Sequence[Lane], frames: int, note: str) -> Measurement:
    done = Measurement(note=note)
    for number in range(frames + len(lanes)):
        start, wait = lanes[number % len(lanes)]
        if number >= len(lanes):
            wait()
            done.tick()
        if number < frames:
            start()
    return done


def bare_loop(task: Task) -> Measurement:
    """Decode, letterbox, infer and suppress in one thread; no tracking, counting, journal or window."""
    session = _model(task, STREAMS).session()
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
    """Smart Intersection: the whole engine with decoding, tracking, counting, journal, broker; nobody looks at it."""
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
