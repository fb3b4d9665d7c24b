"""A changed graph is used where it says the same, and nowhere else: graphs as exports of several versions have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import openvino
import pytest
from openvino import opset13 as op

from core.detect import load_model, openvino_graph, precision
from core.detect.head import Head
from core.types import CLASSES, Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.settings.models import Detector

SIDE, PLACES = 64, 16
NAMES = {number: {2: "car", 5: "bus"}.get(number, f"thing {number}") for number in range(80)}


def write(folder: Path, *, special_zero: bool, channels: int = 80, wide_bias: bool = True) -> Path:
    """A network of one scale of 4x4 places that ends as exports do; it finds a bus at each bright place.

    Args:
        folder: where to.
        special_zero: how the reshape reads a 0; ultralytics 8.4.0 to 8.4.71 exported False.
        channels: of the convolution that gives the scores.
        wide_bias: a bias for each class, not one for all.
    """
    random = np.random.default_rng(1)
    picture = op.parameter([1, 3, SIDE, SIDE], np.float32, name="images")
    weights = random.normal(0, 0.05, (channels, 3, 16, 16)).astype(np.float32)
    weights[5] = 0.02
    scores = op.convolution(picture, weights, [16, 16], [0, 0], [0, 0], [1, 1])
    bias = np.full((1, channels, 1, 1) if wide_bias else (1, 1, 1, 1), -4, np.float32)
    flat = op.reshape(op.add(scores, op.constant(bias)), np.array([1, 80, -1]), special_zero)
    boxes = np.zeros((1, 4, PLACES * channels // 80), np.float32)
    middles, copies = np.arange(8, 64, 16), boxes.shape[2] // 4
    boxes[0, :2] = np.tile(middles, copies), np.repeat(middles, copies)
    boxes[0, 2:] = 14
    moved = op.multiply(op.reduce_max(picture, np.array([0, 1, 2, 3]), keep_dims=False), op.constant(np.float32(0)))
    whole = op.concat([op.add(op.constant(boxes), moved), op.sigmoid(op.concat([flat], 2))], 1)
    openvino.save_model(openvino.Model([whole], [picture]), folder / "model.xml", compress_to_fp16=False)
    (folder / "metadata.yaml").write_text(f"names: {NAMES}\ntask: detect\nstride: 32\n")
    return folder


def runtime(folder: Path, settings: Callable[..., Detector]) -> Any:
    return load_model(settings(folder), cache=folder / "cache", progress=print)


@pytest.mark.parametrize("special_zero", [True, False])
def test_scores_nobody_reads_are_left_out_of_exports_of_any_version(
    special_zero: bool,  # noqa: FBT001 -- a parameter of the test
    settings: Callable[..., Detector],
    tmp_path: Path,
) -> None:
    model = runtime(write(tmp_path / "net", special_zero=special_zero), settings)
    assert len(model.runtime.head.ours) == 2
    image = np.zeros((SIDE, SIDE, 3), np.uint8)
    image[16:32, 32:48] = 255
    found = model.session().submit(Frame(image, 0, 0.0, 0.0)).result()
    assert [CLASSES[cls] for cls in found.classes] == ["bus"]
    assert found.boxes.round().tolist() == [[33, 17, 47, 31]]


@pytest.mark.parametrize("odd", [{"channels": 160}, {"wide_bias": False}])
def test_a_graph_that_cannot_be_cut_is_used_as_it_is(
    odd: dict[str, Any], settings: Callable[..., Detector], tmp_path: Path
) -> None:
    model = runtime(write(tmp_path / "net", special_zero=False, **odd), settings)
    assert len(model.runtime.head.ours) == 80
    session = model.session()
    assert len(session.submit(Frame(np.zeros((SIDE, SIDE, 3), np.uint8), 0, 0.0, 0.0)).result()) == 0
    assert len(session.submit(Frame(np.full((SIDE, SIDE, 3), 255, np.uint8), 0, 0.0, 0.0)).result()) > 0


def test_a_cut_that_alters_the_results_is_not_used(
    settings: Callable[..., Detector], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = openvino_graph._take
    monkeypatch.setattr(openvino_graph, "_take", lambda port, axis, numbers, op: take(port, axis, numbers + 1, op))
    model = runtime(write(tmp_path / "net", special_zero=True), settings)
    assert len(model.runtime.head.ours) == 80


def test_a_cut_that_fails_in_any_way_is_not_used(
    settings: Callable[..., Detector], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_graph, "_inputs", lambda node: [][node])
    assert len(runtime(write(tmp_path / "net", special_zero=True), settings).runtime.head.ours) == 80


def test_bytes_that_come_out_wrong_are_not_used(
    settings: Callable[..., Detector], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = openvino_graph._take_bytes

    def inverted(model: Any, shape: Any, ov: Any) -> None:
        change(model, shape, ov)
        port = model.get_results()[0].input(0)
        port.replace_source_output(op.multiply(port.get_source_output(), op.constant(np.float32(0.5))).output(0))

    monkeypatch.setattr(openvino_graph, "_take_bytes", inverted)
    session = runtime(write(tmp_path / "net", special_zero=True), settings).session()
    found = session.submit(Frame(np.full((SIDE, SIDE, 3), 255, np.uint8), 0, 0.0, 0.0)).result()
    assert found.boxes.round().tolist()[0][2] - found.boxes.round().tolist()[0][0] == 14


@pytest.mark.parametrize("streams", [1, 2])
def test_a_network_runs_with_the_numbers_that_are_fast_there(
    streams: int, settings: Callable[..., Detector], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text("vendor_id\t: GenuineIntel\nflags\t: avx512_bf16\n\n")
    monkeypatch.setattr(precision, "_PROCESSORS", tmp_path / "cpuinfo")
    net = write(tmp_path / "net", special_zero=True)
    model: Any = load_model(settings(net), cache=tmp_path / "cache", progress=print, streams=streams)
    model.runtime.lanes((SIDE, SIDE))
    (compiled,) = model.runtime._compiled.values()
    assert compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name() == "f32"
    assert model.runtime._hints["INFERENCE_PRECISION_HINT"] == "f32"  # told, not what OpenVINO takes here anyway


def test_few_roundings_are_no_difference_and_another_class_is_one() -> None:
    head = Head(end_to_end=False, ours=np.array([0, 1, -1], np.int32))
    whole = np.random.default_rng(0).uniform(0.1, 0.9, (1, 7, 1000)).astype(np.float32)
    change = openvino_graph.CHANGES[0]
    found = whole[:, [0, 1, 2, 3, 4, 5]].copy()
    found[0, :, :5] += 0.3
    assert openvino_graph.agree(whole, found, head, change)
    assert not openvino_graph.agree(whole, found[:, [0, 1, 2, 3, 5, 4]], head, change)
    assert not openvino_graph.agree(whole, whole, head, change)
