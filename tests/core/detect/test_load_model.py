"""What users give as a model, and what they are told when it is not one."""

from __future__ import annotations

import os
import pickle
import re
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino
import pytest

from core.detect import catalogue, checkpoint, load_model
from core.detect.load import reported
from core.errors import UserError
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.detect import Model
    from core.settings.models import Detector

NAMES = {"names": "{0: 'car', 1: 'Pedestrian', 2: 'dog'}", "task": "detect", "stride": "32"}


@pytest.fixture
def load(tmp_path: Path, settings: Callable[..., Detector]) -> Callable[..., Model]:
    def loaded(model: object, **other: object) -> Model:
        return load_model(settings(model, **other), cache=tmp_path / "cache", progress=lambda _: None)

    return loaded


def refusal(load: Callable[..., Model], model: object, **other: object) -> str:
    with pytest.raises(UserError) as caught:
        load(model, **other)
    text = str(caught.value)
    assert "\n" not in text
    assert " — " in text
    return text


def test_an_unknown_name_is_answered_with_the_known_ones(load: Callable[..., Model]) -> None:
    assert "unknown model 'yolo99z'" in refusal(load, "yolo99z")
    assert "yolo11n" in refusal(load, "yolo99z")


def test_a_missing_file_is_named(load: Callable[..., Model], tmp_path: Path) -> None:
    assert f"model not found: {tmp_path / 'best.pt'}" in refusal(load, tmp_path / "best.pt")


def test_an_unknown_kind_of_file_is_refused(load: Callable[..., Model], tmp_path: Path) -> None:
    (tmp_path / "model.engine").write_bytes(b"x")
    assert "not a supported model format" in refusal(load, tmp_path / "model.engine")


@pytest.mark.parametrize("suffix", [".pt", ".onnx", ".xml"])
def test_an_empty_file_is_called_empty(load: Callable[..., Model], tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"model{suffix}").touch()
    assert "is empty" in refusal(load, tmp_path / f"model{suffix}")


@pytest.mark.parametrize("suffix", [".onnx", ".xml", ".pt"])
def test_a_damaged_file_is_refused(load: Callable[..., Model], tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"model{suffix}").write_bytes(b"not a network" * 100)
    assert str(tmp_path / f"model{suffix}") in refusal(load, tmp_path / f"model{suffix}")


@pytest.mark.parametrize("suffix", [".onnx", ".xml", ".pt"])
@pytest.mark.parametrize(
    ("begin", "said"),
    [
        (b"\n<!DOCTYPE html><html>", "is a web page, not a model: the download failed"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a", "is a Git LFS pointer, not the model itself"),
    ],
)
def test_a_page_or_pointer_in_the_place_of_a_model_is_called_so(
    load: Callable[..., Model], tmp_path: Path, suffix: str, begin: bytes, said: str
) -> None:
    (tmp_path / f"model{suffix}").write_bytes(begin)
    assert said in refusal(load, tmp_path / f"model{suffix}")


def test_text_is_no_checkpoint(load: Callable[..., Model], tmp_path: Path) -> None:
    (tmp_path / "model.pt").write_bytes(b"notes on the model")
    assert "is not a PyTorch checkpoint" in refusal(load, tmp_path / "model.pt")


def test_a_torchscript_file_is_called_so(load: Callable[..., Model], tmp_path: Path) -> None:
    import torch  # noqa: PLC0415 -- seconds that the other tests need not wait for

    torch.jit.script(torch.nn.Identity()).save(tmp_path / "model.pt")
    said = refusal(load, tmp_path / "model.pt", backend="torch")
    assert said.endswith("(it is a TorchScript file) — use the .pt file it was exported from")


def test_a_truncated_checkpoint_is_called_so(load: Callable[..., Model], tmp_path: Path) -> None:
    (tmp_path / "yolov5n.pt").write_bytes(b"PK\x03\x04" + bytes(1000))
    said = refusal(load, tmp_path / "yolov5n.pt", backend="torch")
    assert said.endswith("(the file is truncated or damaged) — download or save it again")


def test_a_small_file_that_fills_the_memory_is_refused_unread(
    load: Callable[..., Model], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "_HARMLESS", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.pt", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb/data.pkl", bytes(20_000_000))
    assert "unpacks to 0.0 GB" in refusal(load, tmp_path / "bomb.pt", backend="torch")


def test_a_checkpoint_that_would_run_code_is_refused_without_running_it(
    load: Callable[..., Model], tmp_path: Path
) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "owned"),)

    import torch  # noqa: PLC0415 -- seconds that the other tests need not wait for

    torch.save({"model": Hostile()}, tmp_path / "hostile.pt", pickle_module=pickle)
    said = refusal(load, tmp_path / "hostile.pt", backend="openvino")
    assert f"model {tmp_path / 'hostile.pt'} as a PyTorch checkpoint" in said
    assert "set ULTRALYTICS_SAFE_LOAD=false" in said
    assert ".part" not in said
    assert not (tmp_path / "owned").exists()


def test_a_folder_without_a_network_is_refused(load: Callable[..., Model], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "contains 0 .xml files" in refusal(load, tmp_path / "empty")


@pytest.mark.parametrize(
    ("outputs", "shown"),
    [
        ([(1, 1000)], "1x1000"),  # a classification network
        ([(1, 116, 84), (1, 32, 16, 16)], "1x116x84 and 1x32x16x16"),  # segmentation
        ([(1, 56, 84)], "1x56x84"),  # pose
    ],
)
@pytest.mark.parametrize("backend", ["onnx", "openvino"])
def test_a_network_of_another_shape_is_refused(
    load: Callable[..., Model],
    tiny_onnx: Callable[..., Path],
    outputs: list[tuple[int, ...]],
    shown: str,
    backend: str,
) -> None:
    path = tiny_onnx(outputs, NAMES)
    assert f"its output shape is {shown}" in refusal(load, path, backend=backend)


def test_an_intermediate_representation_of_another_shape_is_refused(
    load: Callable[..., Model], tiny_onnx: Callable[..., Path], tmp_path: Path
) -> None:
    openvino.save_model(openvino.Core().read_model(tiny_onnx([(1, 10)])), tmp_path / "ir" / "model.xml")
    assert "its output shape is 1x10" in refusal(load, tmp_path / "ir")


def test_another_task_is_named(load: Callable[..., Model], tiny_onnx: Callable[..., Path]) -> None:
    path = tiny_onnx([(1, 7, 84)], {**NAMES, "task": "segment"})
    assert "is trained for 'segment', not for detection" in refusal(load, path)


def test_a_network_without_names_is_refused_unless_it_has_the_eighty_of_coco(
    load: Callable[..., Model], tiny_onnx: Callable[..., Path]
) -> None:
    assert "contains no class names" in refusal(load, tiny_onnx([(1, 9, 84)]))
    load(tiny_onnx([(1, 84, 84)])).session()


def test_a_network_that_knows_no_road_users_is_refused(
    load: Callable[..., Model], tiny_onnx: Callable[..., Path]
) -> None:
    path = tiny_onnx([(1, 6, 84)], {**NAMES, "names": "{0: 'cat', 1: 'dog'}"})
    assert "detects no road users, only cat, dog" in refusal(load, path)


@pytest.mark.parametrize("backend", ["onnx", "openvino"])
def test_a_network_with_names_of_its_own_is_used(
    load: Callable[..., Model], tiny_onnx: Callable[..., Path], backend: str
) -> None:
    session = load(tiny_onnx([(1, 7, 84)], NAMES), backend=backend).session()
    frame = Frame(np.zeros((100, 200, 3), np.uint8), 0, 0.0, 0.0)
    assert len(session.submit(frame).result()) == 0
    assert session.info.input == (64, 64)
    assert (session.info.name, session.info.backend) == ("tiny", backend)


def test_a_backend_that_cannot_read_the_file_is_refused_with_those_that_can(
    load: Callable[..., Model], tiny_onnx: Callable[..., Path]
) -> None:
    assert "auto or onnx or openvino" in refusal(load, tiny_onnx(), backend="torch")


@pytest.mark.parametrize("backend", ["onnx", "openvino"])
def test_an_unknown_device_is_answered_with_those_there_are(
    load: Callable[..., Model], tiny_onnx: Callable[..., Path], backend: str
) -> None:
    said = refusal(load, tiny_onnx(), backend=backend, device="npu7")
    assert "'npu7'" in said
    assert "cpu" in said.lower()


def test_damaged_metadata_is_named(load: Callable[..., Model], tiny_onnx: Callable[..., Path], tmp_path: Path) -> None:
    openvino.save_model(openvino.Core().read_model(tiny_onnx()), tmp_path / "ir" / "model.xml")
    (tmp_path / "ir" / "metadata.yaml").write_text("names: [")
    assert "damaged: not valid YAML: expected the node content, but found" in refusal(load, tmp_path / "ir")
    (tmp_path / "ir" / "metadata.yaml").write_bytes(bytes(100))
    assert "damaged: not valid YAML: special characters are not allowed" in refusal(load, tmp_path / "ir")
    for hostile in ("names: !!bool maybe", "names: !!int ''", "[" * 5_000, "#" * 2_000_000):
        (tmp_path / "ir" / "metadata.yaml").write_text(hostile)
        assert "metadata.yaml is damaged" in refusal(load, tmp_path / "ir")
    (tmp_path / "ir" / "metadata.yaml").write_text("names: just text")
    assert "no class names" in refusal(load, tmp_path / "ir")


def test_damaged_names_in_an_onnx_file_are_refused(load: Callable[..., Model], tiny_onnx: Callable[..., Path]) -> None:
    assert "class names" in refusal(load, tiny_onnx([(1, 7, 84)], {**NAMES, "names": "{0: __import__('os')}"}))


def test_another_file_of_a_known_models_name_is_told_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "yolo11n.pt"
    file.write_bytes(b"the genuine one")
    known = catalogue.known_models()
    genuine = known["yolo11n"].model_copy(update={"sha256": catalogue.sha256(file)})
    monkeypatch.setattr(catalogue, "known_models", lambda: {**known, "yolo11n": genuine})
    assert reported(file) == "yolo11n"
    file.write_bytes(b"another one")
    assert re.fullmatch(r"yolo11n \([0-9a-f]{8}\)", reported(file))
