"""What comes out of a network is read as what it is, or refused: tiny networks that always find the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from core.detect import load_model
from core.errors import UserError
from core.types import CLASSES, Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.network import NetworkSession
    from core.settings.models import Detector

TWO = {"names": "{0: 'car', 1: 'person'}", "task": "detect", "stride": "32"}
ONE = {**TWO, "names": "{0: 'car'}"}
#: Twice as wide as high, where the networks take squares of 64.
WIDE = Frame(np.full((100, 200, 3), 90, np.uint8), 0, 0.0, 0.0)


@pytest.fixture
def load(tmp_path: Path, settings: Callable[..., Detector]) -> Callable[..., NetworkSession]:
    def loaded(model: Path, **other: object) -> Any:
        return load_model(settings(model, **other), cache=tmp_path / "cache", progress=lambda _: None).session()

    return loaded


def rows(count: int, *first: tuple[float, ...]) -> NDArray[np.float32]:
    """An output of six columns: the first rows, and empty ones."""
    found = np.zeros((1, count, 6), np.float32)
    found[0, : len(first)] = np.reshape(first, (-1, 6))
    return found


def seen(session: NetworkSession) -> list[tuple[list[int], str]]:
    found = session.submit(WIDE).result()
    return [
        (box.round().astype(int).tolist(), CLASSES[cls]) for box, cls in zip(found.boxes, found.classes, strict=True)
    ]


both = pytest.mark.parametrize("backend", ["onnx", "openvino"])


@both
def test_corners_in_pixels(load: Callable[..., NetworkSession], tiny_onnx: Callable[..., Path], backend: str) -> None:
    model = tiny_onnx([rows(300, (16, 16, 32, 48, 0.9, 1))], TWO)
    assert seen(load(model, backend=backend)) == [([50, 0, 100, 100], "person")]  # letterboxed: 64 are 200 pixels


@both
@pytest.mark.parametrize("said", [{}, {"head": "RTDETRDecoder"}])
def test_shares_of_the_picture_are_those_of_rt_detr(
    load: Callable[..., NetworkSession], tiny_onnx: Callable[..., Path], backend: str, said: dict[str, str]
) -> None:
    model = tiny_onnx([rows(300, (0.5, 0.5, 0.5, 0.2, 0.9, 0), (0.1, 0.1, 0.1, 0.1, 0.6, 1))], {**TWO, **said})
    assert seen(load(model, backend=backend)) == [([50, 40, 150, 60], "car"), ([10, 5, 30, 15], "person")]


@both
@pytest.mark.parametrize(
    ("output", "names", "said"),
    [
        (rows(252, (30, 30, 20, 20, 0.9, 0.8)), ONE, "has the output of the YOLOv5 repository (1x252x6)"),
        (rows(300, (0.5, 0.5, 0.2, 0.2, 0.3, 0.8)), TWO, "RT-DETR model exported by an older Ultralytics (1x300x6)"),
        (np.zeros((1, 252, 85)), None, "has the output of the YOLOv5 repository (1x252x85)"),
        (np.zeros((1, 300, 84)), None, "RT-DETR model exported by an older Ultralytics (1x300x84)"),
        (rows(300, (10, 10, 20, 20, 0.9, 7)), TWO, "class number 7, but has names for 2 classes only"),
    ],
)
def test_what_is_laid_out_otherwise_is_refused(  # noqa: PLR0913, PLR0917 -- fixtures
    load: Callable[..., NetworkSession],
    tiny_onnx: Callable[..., Path],
    backend: str,
    output: NDArray[np.float32],
    names: dict[str, str] | None,
    said: str,
) -> None:
    coco = {**TWO, "names": str(dict.fromkeys(range(80), "car"))}
    with pytest.raises(UserError) as caught:
        load(tiny_onnx([output], names or coco), backend=backend)
    assert said in str(caught.value)


def dense(*column: float) -> NDArray[np.float32]:
    """An output with one row for each number of a place and each class, the same at one place and half at the next."""
    found = np.zeros((1, len(column), 84), np.float32)
    found[0, :, :42] = np.reshape(column, (-1, 1))
    found[0, :, 42] = np.array(column) / 2
    return found


def uniform(score: float) -> NDArray[np.float32]:
    found = np.full((1, 6, 84), score, np.float32)
    found[:, :4] = 30
    return found


@both
@pytest.mark.parametrize(
    ("output", "said"),
    [
        (dense(0.5, 0.5, 0.2, 0.2, 0.9, 0.1), "gives positions as fractions of the image"),
        (dense(30, 30, 20, 20, 4.5, -3.25), "gives scores from -3.25 to 4.5 instead of 0 to 1"),
        (dense(30, 30, 20, 20, np.nan, 0.1), "does not compute valid numbers"),
        (rows(300, (10, 10, 20, np.inf, 0.9, 1)), "does not compute valid numbers"),
        (uniform(0.5), "gives the same score everywhere in an image"),
    ],
    ids=["fractions", "logits", "nan", "infinite", "uniform"],
)
def test_what_other_devices_or_damaged_files_give_is_refused(
    load: Callable[..., NetworkSession],
    tiny_onnx: Callable[..., Path],
    backend: str,
    output: NDArray[np.float32],
    said: str,
) -> None:
    with pytest.raises(UserError, match=said):
        load(tiny_onnx([output], TWO), backend=backend)


@both
@pytest.mark.parametrize(
    ("taken", "dtype"),
    [((4, 3, 64, 64), np.float32), ((1, 3, 64, 64), np.float16), ((1, 1, 64, 64), np.float32)],
    ids=["batch", "float16", "grey"],
)
def test_pictures_go_in_as_the_network_takes_them(
    load: Callable[..., NetworkSession],
    tiny_onnx: Callable[..., Path],
    backend: str,
    taken: tuple[int, ...],
    dtype: type[np.floating[Any]],
) -> None:
    output = np.repeat(rows(300, (16, 16, 32, 48, 0.9, 1)), taken[0], axis=0)
    session = load(tiny_onnx([output], TWO, taken, dtype), backend=backend)
    assert seen(session) == [([50, 0, 100, 100], "person")]
    slow = "exported for batches of 4" in (session.info.notice or "")
    assert slow == (taken[0] == 4 and backend == "onnx")  # OpenVINO makes one of four


def test_pictures_of_four_channels_are_refused(
    load: Callable[..., NetworkSession], tiny_onnx: Callable[..., Path]
) -> None:
    with pytest.raises(UserError, match="expects images with 4 channels"):
        load(tiny_onnx([rows(300)], TWO, (1, 4, 64, 64)))


FREE = ("batch", 3, "height", "width")


@both
@pytest.mark.parametrize(
    ("properties", "image_size", "side"),
    [
        ({}, None, 640),
        ({"imgsz": "[320, 320]"}, None, 320),
        ({"imgsz": "[320, 320]"}, 416, 416),
        ({"stride": "64"}, 672, 704),
    ],
)
def test_the_input_has_the_size_of_the_training_in_whole_strides(  # noqa: PLR0913, PLR0917 -- fixtures
    load: Callable[..., NetworkSession],
    tiny_onnx: Callable[..., Path],
    backend: str,
    properties: dict[str, str],
    image_size: int | None,
    side: int,
) -> None:
    session = load(tiny_onnx([rows(300)], {**TWO, **properties}, FREE), backend=backend, image_size=image_size)
    session.submit(Frame(np.zeros((900, 900, 3), np.uint8), 0, 0.0, 0.0)).result()
    assert session.info.input == (side, side)


def test_a_size_without_effect_is_told(load: Callable[..., NetworkSession], tiny_onnx: Callable[..., Path]) -> None:
    assert load(tiny_onnx([rows(300)], TWO), image_size=64).info.notice is None
    notice = load(tiny_onnx([rows(300)], TWO), image_size=1280).info.notice
    assert notice == (
        "image_size 1280 has no effect: the model takes 64x64 images "
        "— remove image_size, or export the model for that size"
    )


def test_a_training_at_a_size_nobody_means_is_refused(
    load: Callable[..., NetworkSession], tiny_onnx: Callable[..., Path]
) -> None:
    model = tiny_onnx([rows(300)], {**TWO, "imgsz": "[12000, 12000]"}, FREE)
    with pytest.raises(UserError, match="trained for images of 12000 pixels"):
        load(model)
    load(model, image_size=640)
