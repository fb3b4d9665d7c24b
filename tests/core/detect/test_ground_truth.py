from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.detect import load_model
from core.errors import UserError
from core.settings.models import Detector
from core.types import Detections, Frame, SceneTruth

if TYPE_CHECKING:
    from pathlib import Path


def test_the_truth_is_passed_on_and_a_source_without_it_is_refused(tmp_path: Path) -> None:
    session = load_model(Detector(model="ground-truth"), cache=tmp_path, progress=print).session()
    known = Detections(np.ones((1, 4), np.float32), np.ones(1, np.float32), np.zeros(1, np.int32))
    truth = SceneTruth(known, np.array([7]), {})
    image = np.zeros((8, 8, 3), np.uint8)
    assert session.submit(Frame(image, 0, 0.0, 0.0, truth=truth)).result() is known
    assert (session.info.name, session.info.backend) == ("ground-truth", "ground-truth")
    with pytest.raises(UserError, match="simulator:crossroads"):
        session.submit(Frame(image, 1, 0.0, 0.0))
