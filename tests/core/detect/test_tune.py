"""Thresholds and classes of one camera change while others go on with theirs; the network is a stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from core.detect.facts import Facts
from core.detect.head import Head
from core.detect.motion import MotionModel
from core.detect.network import NetworkModel
from core.settings import Detector
from core.types import CLASS_IDS, CLASSES, Frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from core.detect.network import NetworkSession
    from core.detect.protocol import Backend, Shape

PICTURE = Frame(np.zeros((64, 64, 3), np.uint8), 0, 0.0, 0.0)
#: Two cars that overlap by 0.6 and a bicycle: centre, size and a score for each class.
FOUND = np.zeros((1, 4 + len(CLASSES), 3), np.float32)
FOUND[0, :4] = np.transpose([[20, 20, 40, 40], [30, 20, 40, 40], [5, 55, 10, 10]])
FOUND[0, [4 + CLASS_IDS["car"], 4 + CLASS_IDS["car"], 4 + CLASS_IDS["bicycle"]], range(3)] = 0.9, 0.5, 0.3


class Lane:
    def __init__(self, shape: Shape) -> None:
        self.input = np.zeros((*shape, 3), np.uint8)

    def start(self) -> None: ...

    def wait(self) -> NDArray[np.float32]:
        return FOUND


class Network:
    facts = Facts()
    batch = 1
    grey = False
    head = Head(end_to_end=False, ours=np.arange(len(CLASSES), dtype=np.int32))
    backend: Backend = "onnx"
    device = "CPU"
    depth = 2
    fixed: Shape | None = (64, 64)

    def lanes(self, shape: Shape) -> Callable[[], Any]:
        return lambda: Lane(shape)


def seen(session: NetworkSession) -> list[float]:
    return [round(float(score), 1) for score in session.submit(PICTURE).result().scores]


@pytest.mark.parametrize(
    ("change", "scores"),
    [
        ({"confidence": 0.4}, [0.9, 0.5]),
        ({"iou": 0.5}, [0.9, 0.3]),
        ({"classes": ["bicycle"]}, [0.3]),
        ({}, [0.9, 0.5, 0.3]),
    ],
)
def test_a_session_takes_thresholds_over_and_its_neighbour_does_not(
    change: dict[str, Any], scores: list[float]
) -> None:
    model = NetworkModel("stand-in", Network(), Detector())
    one, other = model.session(), model.session()
    assert seen(one) == [0.9, 0.5, 0.3]
    one.tune(Detector(**change))
    assert seen(one) == scores
    assert seen(other) == seen(model.session()) == [0.9, 0.5, 0.3]


def test_what_is_on_its_way_is_judged_by_todays_thresholds() -> None:
    session = NetworkModel("stand-in", Network(), Detector()).session()
    pending = session.submit(PICTURE)
    session.tune(Detector(confidence=0.8))
    assert len(pending.result().scores) == 1


def test_motion_keeps_its_background() -> None:
    session = MotionModel().session()
    session.submit(PICTURE)
    session.tune(Detector(confidence=0.9))
    assert session.info.input is not None
