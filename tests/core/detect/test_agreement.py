"""Every backend sees on real clips what `ultralytics.YOLO.predict` sees with the same weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from core.detect import checkpoint, load_model
from core.detect.network import NetworkModel
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from core.types import Frame

    Found = tuple[NDArray[np.float32], list[str], NDArray[np.float32]]

CLIPS = {
    "ozlu_input_video.mp4": (0, 100, 150, 250),
    "Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4": (10, 40),
    "vtest.avi": (5, 30, 60, 90),
}
SURE = 0.5


@pytest.fixture(scope="module")
def expected(weights: Path, model_cache: Path, clip: Callable[..., list[Frame]]) -> list[tuple[str, Frame, Found]]:
    """Frames, with boxes, classes and scores that ultralytics finds there."""
    reference = checkpoint.load(weights, model_cache)
    frames = [(name, frame) for name, numbers in CLIPS.items() for frame in clip(name, numbers)]
    return [(name, frame, predicted(reference, frame)) for name, frame in frames]


def predicted(reference: Any, frame: Frame) -> Found:
    result = reference.predict(
        frame.image, imgsz=640, conf=0.05, classes=[0, 1, 2, 3, 5, 7], verbose=False, device="cpu"
    )[0]
    boxes = result.boxes
    return boxes.xyxy.numpy(), [result.names[int(cls)] for cls in boxes.cls], boxes.conf.numpy()


def iou(box: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    sides = np.clip(np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2]), 0, None)
    both = sides.prod(axis=1)
    whole: NDArray[np.float32] = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - both
    return both / whole


@pytest.mark.parametrize(
    ("backend", "pixels"),
    [("torch", 0.1), ("onnx", 0.6), ("openvino", 3.0)],  # OpenVINO computes in bfloat16 where the processor can
)
def test_sure_detections_are_those_of_ultralytics(  # noqa: PLR0913, PLR0917 -- fixtures
    backend: str,
    pixels: float,
    weights: Path,
    model_cache: Path,
    settings: Callable[..., Any],
    expected: list[tuple[str, Frame, Found]],
) -> None:
    session = load_model(settings(weights, backend=backend), cache=model_cache, progress=print).session()
    compared = 0
    for name, frame, (boxes, classes, scores) in expected:
        found = session.submit(frame).result()
        for box, cls, score in zip(found.boxes, found.classes, found.scores, strict=True):
            if score < SURE:
                continue
            # Cars in a row overlap: the partner is the one of the same class that lies closest.
            same = np.array([theirs == CLASSES[cls] for theirs in classes])
            distance = np.abs(boxes[same] - box).max(axis=1)
            partner = distance.argmin()
            assert distance[partner] <= pixels, (name, frame.index, CLASSES[cls], box)
            assert abs(scores[same][partner] - score) <= 0.05 * max(1.0, pixels)
            compared += 1
        for box, score in zip(boxes, scores, strict=True):
            if score > SURE + 0.1:
                assert iou(box, found.boxes).max() > 0.7, (name, frame.index, box, score)
    assert compared >= 30
    assert session.info.backend == backend


@pytest.mark.parametrize("name", ["yolo11n_int8", "yolov8n_int8"])  # by ultralytics 8.4.51, in two ways
def test_a_folder_exported_for_one_shape_is_used_as_it_is(
    name: str, int8_folder: Path, model_cache: Path, settings: Callable[..., Any], clip: Callable[..., list[Frame]]
) -> None:
    folder = int8_folder.with_name(f"{name}_openvino_model")
    session = load_model(settings(folder), cache=model_cache, progress=print).session()
    (frame,) = clip("ozlu_input_video.mp4", [0])
    found = session.submit(frame).result()
    assert session.info.input == (640, 640)
    assert session.info.name == name
    assert (found.scores > SURE).sum() >= 3
    assert set(found.classes[found.scores > SURE]) == {CLASSES.index("car")}


def test_scores_nobody_reads_are_not_computed(weights: Path, model_cache: Path, settings: Callable[..., Any]) -> None:
    model = load_model(settings(weights, backend="openvino"), cache=model_cache, progress=print)
    assert isinstance(model, NetworkModel)
    assert len(model.runtime.head.ours) == 6
    lane = model.runtime.lanes((96, 160))()
    lane.start()
    assert lane.wait().shape[1] == 4 + 6


def test_cars_from_above_are_a_negative_case(
    weights: Path, model_cache: Path, settings: Callable[..., Any], clip: Callable[..., list[Frame]]
) -> None:
    session = load_model(settings(weights, backend="openvino"), cache=model_cache, progress=print).session()
    frames = clip("intel_car-detection.mp4", range(0, 200, 20))
    assert sum(len(session.submit(frame).result()) for frame in frames) <= 3


@pytest.mark.parametrize("streams", [1, 2])
def test_frames_in_flight_give_the_same_results_in_order(
    streams: int,
    weights: Path,
    model_cache: Path,
    settings: Callable[..., Any],
    clip: Callable[..., list[Frame]],
) -> None:
    model = load_model(settings(weights, backend="openvino"), cache=model_cache, progress=print, streams=streams)
    frames = clip("ozlu_input_video.mp4", range(0, 60, 6))
    alone = model.session()
    one_by_one = [alone.submit(frame).result() for frame in frames]
    session = model.session()
    together = [session.submit(frame) for frame in frames]  # more than `depth`: allowed, only not faster
    for first, second in zip(one_by_one, together, strict=True):
        assert np.array_equal(first.boxes, second.result().boxes)
    assert session.depth == (1 if streams == 1 else 8)


def test_a_frame_of_another_size_is_taken_as_it_comes(
    weights: Path, model_cache: Path, settings: Callable[..., Any], clip: Callable[..., list[Frame]]
) -> None:
    session = load_model(settings(weights, backend="openvino"), cache=model_cache, progress=print).session()
    (small,) = clip("ozlu_input_video.mp4", [0])
    (large,) = clip("vtest.avi", [5])
    first = session.submit(small).result()
    pending = session.submit(small)
    assert len(session.submit(large).result())
    assert session.info.input == (480, 640)
    assert np.array_equal(pending.result().boxes, first.boxes)
    assert np.array_equal(session.submit(small).result().boxes, first.boxes)
