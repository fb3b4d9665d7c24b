"""Exports of many architectures and kinds, made on the spot: what ultralytics finds with each of them is found here."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
import random_nets

from core.detect import checkpoint, load_model
from core.detect.environment import mend_torchvision, prepare
from core.settings.models import Detector
from core.types import CLASSES, Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from core.types import Image

LONG = os.environ.get("SMART_INTERSECTION_SLOW")
LEAST = 0.4
#: Who finds something just above the threshold need not agree on it.
EDGE = 0.02
#: Share of boxes on which suppression may decide otherwise: random networks find hundreds that overlap by 0.7 or so.
TIES = 0.05
COCO = {number: random_nets.FOUND.get(number, f"thing {number}") for number in range(80)}


class Case(NamedTuple):
    """An export: of which network, to what, how, and what reads it here."""

    kind: str
    target: str
    backend: str
    options: dict[str, Any] = {}  # noqa: RUF012 -- nobody writes to it
    names: dict[int, str] = COCO
    size: int = 320
    channels: int = 3

    def __str__(self) -> str:
        options = "-".join(f"{key}={value}" for key, value in self.options.items())
        more = "-".join(str(part) for part in (self.size, self.channels, len(self.names)) if part not in {320, 3, 80})
        return "-".join(part for part in (self.kind, self.target, self.backend, options, more) if part)


SAMPLE = [
    Case("yolov8n", "openvino", "openvino", {}, COCO, 192),
    Case("yolov8n", "onnx", "onnx", {"batch": 2}, COCO, 192),
]
#: Without nms=False, current versions of ultralytics export the other, dense head of end-to-end networks.
END_TO_END = ("yolov10n", "yolo26n")
KINDS = ("yolov5nu", "yolov8n", "yolov8n-p2", "yolov8n-p6", "yolov9t", "yolov10n", "yolo11n", "yolo12n", "yolo26n")
FORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("pt", "torch", {}),
    ("pt", "openvino", {}),
    ("pt", "onnx", {}),
    ("openvino", "openvino", {}),
    ("openvino", "openvino", {"dynamic": True}),
    ("openvino", "openvino", {"half": True}),
    ("onnx", "onnx", {}),
    ("onnx", "onnx", {"dynamic": True}),
    ("onnx", "onnx", {"half": True, "imgsz": [256, 320]}),
    ("onnx", "openvino", {"batch": 4}),
    ("onnx", "openvino", {"dynamic": True}),
]
ALL = [Case("yolo26n", "onnx", "openvino", {"dynamic": True, "nms": False}, COCO, 192)]
ALL += [Case(kind, *form) for kind in KINDS for form in FORMS]
ALL += [Case(kind, *form[:2], {**form[2], "nms": False}) for kind in END_TO_END for form in FORMS[3:]]
ALL += [Case("rtdetr-l", target, backend) for target, backend in (("pt", "torch"), ("pt", "openvino"))]
ALL += [Case("rtdetr-l", target, backend) for target, backend in (("openvino", "openvino"), ("onnx", "onnx"))]
ALL += [Case("yolov8n", "pt", backend, {}, COCO, size) for backend in ("openvino", "torch") for size in (192, 640)]
ALL += [Case("yolov8n", *form, COCO, 320, 1) for form in FORMS]
ALL += [Case("yolo11n", *form, {0: "Pedestrian"}) for form in FORMS[:5]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Callable[[Case], Path]:
    """The export of a case; networks are made once."""
    prepare(model_cache)
    mend_torchvision()
    folder = tmp_path_factory.mktemp("zoo")
    logging.getLogger("ultralytics").setLevel(logging.ERROR)

    def make(case: Case) -> Path:
        words = (case.kind, case.size, case.channels, len(case.names))
        weights = folder / "-".join(map(str, words)) / f"{case.kind}.pt"
        if not weights.exists():
            weights.parent.mkdir()
            random_nets.write(weights, case.kind, case.names, size=case.size, channels=case.channels)
        if case.target == "pt":
            return weights
        options = {"simplify": False, **case.options} if case.target == "onnx" else case.options
        model = checkpoint.load(weights, model_cache)
        return weights.parent / str(model.export(format=case.target, device="cpu", verbose=False, **options))

    return make


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random networks magnify the rounding of short floats: both sides compute exactly."""
    import openvino  # noqa: PLC0415 -- only after `prepare`

    compile_model = openvino.Core.compile_model

    def exactly(core: Any, model: Any, device_name: str = "CPU", config: Any = None) -> Any:
        return compile_model(core, model, device_name, {**(config or {}), "INFERENCE_PRECISION_HINT": "f32"})

    monkeypatch.setattr(openvino.Core, "compile_model", exactly)


def ours(model: Path, backend: str, cache: Path, images: list[Image]) -> list[list[Any]]:
    settings = Detector.model_validate({"model": str(model), "backend": backend, "confidence": LEAST})
    session = load_model(settings, cache=cache, progress=lambda _: None).session()
    found = [session.submit(Frame(image, 0, 0.0, 0.0)).result() for image in images]
    return [
        [(box, float(score), CLASSES[cls]) for box, score, cls in zip(one.boxes, one.scores, one.classes, strict=True)]
        for one in found
    ]


def theirs(case: Case, model: Path, images: list[Image]) -> list[list[Any]]:
    import ultralytics  # noqa: PLC0415 -- only after `prepare`

    network = (ultralytics.RTDETR if case.kind.startswith("rtdetr") else ultralytics.YOLO)(str(model))
    wanted = [number for number in random_nets.FOUND if number in case.names]
    # For exports of free shape ultralytics takes 640 whatever the network was trained for; we take what it was.
    options = {"imgsz": case.size} if case.options.get("dynamic") else {}
    options |= {"conf": LEAST, "classes": wanted, "verbose": False, "device": "cpu"}
    found = [network.predict(one, **options)[0] for one in images]
    return [
        [
            (box, float(score), one.names[int(cls)].lower().replace("pedestrian", "person"))
            for box, score, cls in zip(clipped(one), one.boxes.conf, one.boxes.cls, strict=True)
        ]
        for one in found
    ]


def clipped(result: Any) -> NDArray[np.float32]:
    """The boxes as far as they lie in the picture: ultralytics leaves those of RT-DETR as they are."""
    height, width = result.orig_shape
    return np.clip(result.boxes.xyxy.numpy(), 0, np.array((width, height, width, height), np.float32))


def missing(found: list[Any], wanted: list[Any]) -> list[Any]:
    """What of `wanted` has nothing like it among `found`."""
    return [one for one in wanted if one[1] > LEAST + EDGE and not any(alike(one, other) for other in found)]


def alike(one: Any, other: Any) -> bool:
    same = one[2] == other[2] and abs(one[1] - other[1]) < EDGE
    return same and (np.allclose(one[0], other[0], atol=1) or overlap(one[0], other[0]) > 0.9)


def overlap(box: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    sides = np.clip(np.minimum(box[2:], other[2:]) - np.maximum(box[:2], other[:2]), 0, None)
    both = sides.prod()
    whole = (box[2:] - box[:2]).prod() + (other[2:] - other[:2]).prod() - both
    return float(both / whole) if whole > 0 else 0.0  # random networks' boxes may be inside out


def compare(case: Case, model: Path, cache: Path) -> None:
    images = random_nets.pictures()
    here, there = ours(model, case.backend, cache, images), theirs(case, model, images)
    assert sum(map(len, there)) >= 10, "too few detections to prove anything"
    for mine, other in zip(here, there, strict=True):
        assert len(missing(mine, other)) <= TIES * len(other)
        assert len(missing(other, mine)) <= TIES * len(mine)


@pytest.mark.parametrize("case", SAMPLE, ids=str)
def test_a_sample_of_exports_finds_what_ultralytics_finds(
    case: Case, made: Callable[[Case], Path], model_cache: Path
) -> None:
    compare(case, made(case), model_cache)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not LONG, reason="minutes; SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.parametrize("case", ALL, ids=str)
def test_all_exports_find_what_ultralytics_finds(case: Case, made: Callable[[Case], Path], model_cache: Path) -> None:
    compare(case, made(case), model_cache)
