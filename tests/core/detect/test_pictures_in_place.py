"""A picture of the size that a network looks at is not copied: it is read where it lies."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino
import pytest

from core.detect.facts import Facts
from core.detect.head import Head
from core.detect.network import NetworkModel
from core.detect.openvino_runtime import OpenVinoLane
from core.settings.models import Detector as Settings
from core.types import Frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.types import Image

SIZE = (64, 96)


class Lane:
    """Remembers what it was run on, among what others were."""

    def __init__(self, seen: list[Image]) -> None:
        self.input: Image = np.zeros((*SIZE, 3), np.uint8)
        self._seen = seen

    def start(self) -> None:
        self._seen.append(self.input)

    def wait(self) -> NDArray[np.float32]:
        return np.zeros((1, 5, 1), np.float32)


@pytest.fixture
def seen() -> list[Image]:
    return []


@pytest.fixture
def model(seen: list[Image]) -> NetworkModel:
    head = Head(end_to_end=False, ours=np.zeros(1, np.int32))
    facts = Facts(names=("car",))
    given = {"grey": False, "batch": 1, "fixed": SIZE, "depth": 1, "backend": "openvino", "device": "CPU"}
    runtime: Any = SimpleNamespace(facts=facts, head=head, lanes=lambda _: lambda: Lane(seen), **given)
    return NetworkModel("double", runtime, Settings())


def look(model: NetworkModel, *images: Image) -> None:
    session = model.session()
    for number, image in enumerate(images):
        session.submit(Frame(image, number, 0.0, 0.0)).result()


def test_a_picture_of_the_networks_size_is_read_where_it_lies(model: NetworkModel, seen: list[Image]) -> None:
    image = np.full((*SIZE, 3), 7, np.uint8)
    look(model, image)
    assert seen[0] is image


def test_of_a_larger_one_there_is_a_copy_and_the_one_before_stays_as_it_is(
    model: NetworkModel, seen: list[Image]
) -> None:
    image, larger = np.full((*SIZE, 3), 7, np.uint8), np.full((2 * SIZE[0], 2 * SIZE[1], 3), 9, np.uint8)
    look(model, image, larger)
    assert (image == 7).all()
    assert not np.shares_memory(seen[1], larger)


def test_what_lies_in_pieces_or_must_not_be_written_is_copied(model: NetworkModel, seen: list[Image]) -> None:
    larger = np.random.default_rng(0).integers(0, 256, (SIZE[0], 2 * SIZE[1], 3), np.uint8)
    fixed = np.full((*SIZE, 3), 7, np.uint8)
    fixed.flags.writeable = False
    look(model, larger[:, : SIZE[1]], fixed, larger[:, SIZE[1] :])
    assert all(one.flags.c_contiguous and one.flags.writeable for one in seen)
    assert np.array_equal(seen[0], larger[:, : SIZE[1]])
    assert np.array_equal(seen[2], larger[:, SIZE[1] :])
    assert (fixed == 7).all()


def test_openvino_reads_the_picture_that_is_there_when_it_starts() -> None:
    op = openvino.opset13
    picture = op.parameter([1, *SIZE, 3], openvino.Type.u8)
    peak = op.reduce_max(op.convert(picture, "f32"), op.constant(np.array([1, 2])), keep_dims=False)
    compiled = openvino.compile_model(openvino.Model([peak], [picture]), "CPU")
    lane, found = OpenVinoLane(compiled.create_infer_request(), openvino.Tensor, SIZE), []
    lane.input[:] = 1
    for image in (lane.input, np.full((*SIZE, 3), 7, np.uint8), np.full((*SIZE, 3), 9, np.uint8)):
        lane.input = image
        lane.start()
        found.append(float(lane.wait().max()))
    lane.input[:] = 3
    lane.start()
    assert [*found, float(lane.wait().max())] == [1, 7, 9, 3]
