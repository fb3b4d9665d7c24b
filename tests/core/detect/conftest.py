"""What the tests of detection share: frames of real clips and tiny networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import onnx
import pytest
from onnx import helper

from core.settings.models import Detector as Settings
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture(scope="session")
def weights(shared_data: Path) -> Path:
    return shared_data / "weights" / "yolo11n-dq.pt"


@pytest.fixture(scope="session")
def int8_folder(shared_data: Path) -> Path:
    return shared_data / "weights" / "yolo11n_int8_openvino_model"


@pytest.fixture(scope="session")
def clip(shared_data: Path) -> Callable[[str, Sequence[int]], list[Frame]]:
    """Frames of a real clip by their numbers, ascending."""

    def read(name: str, wanted: Sequence[int]) -> list[Frame]:
        capture = cv2.VideoCapture(str(shared_data / "videos" / name))
        frames: list[Frame] = []
        for number in range(max(wanted) + 1):
            ok, image = capture.read()
            assert ok
            if number in wanted:
                frames.append(Frame(image, number, number / 25, 0.0))
        capture.release()
        return frames

    return read


@pytest.fixture
def tiny_onnx(tmp_path: Path) -> Callable[..., Path]:
    """Writes an .onnx whose outputs have the wanted shapes, or are the wanted arrays, whatever the picture."""

    def write(
        outputs: Sequence[Sequence[int] | NDArray[np.float32]] = ((1, 84, 84),),
        properties: Mapping[str, str] | None = None,
        taken: Sequence[int | str] = (1, 3, 64, 64),
        dtype: type[np.floating[Any]] = np.float32,
    ) -> Path:
        kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        picture = helper.make_tensor_value_info("images", kind, list(taken))
        nodes, infos, constants = [helper.make_node("ReduceMax", ["images"], ["peak"], keepdims=0)], [], []
        for number, given in enumerate(outputs):
            values = given if isinstance(given, np.ndarray) else np.zeros(given)
            constants.append(onnx.numpy_helper.from_array(values.astype(dtype), f"values{number}"))
            nodes.append(helper.make_node("Mul", ["peak", "nought"], [f"nothing{number}"]))
            nodes.append(helper.make_node("Add", [f"nothing{number}", f"values{number}"], [f"output{number}"]))
            infos.append(helper.make_tensor_value_info(f"output{number}", kind, list(values.shape)))
        constants.append(onnx.numpy_helper.from_array(np.zeros((), dtype), "nought"))
        graph = helper.make_graph(nodes, "tiny", [picture], infos, constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
        helper.set_model_props(model, dict(properties or {}))
        path = tmp_path / "tiny.onnx"
        onnx.save(model, str(path))
        return path

    return write


@pytest.fixture
def settings() -> Callable[..., Settings]:
    def make(model: object = None, **other: object) -> Settings:
        return Settings.model_validate({"model": None if model is None else str(model), **other})

    return make
