"""The picture shows what the truth says, the same at every run."""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np
import pytest

from core.simulator import Crossroads
from core.simulator.backdrop import backdrop
from core.simulator.camera import CAMERA
from core.simulator.depth import Footprint, far_to_near, hides
from core.simulator.visibility import MIN_HEIGHT
from core.types import CLASSES, Image, SceneTruth


def _picture() -> Image:
    return np.zeros((720, 1280, 3), np.uint8)


def _after(seconds: float, seed: int = 1) -> tuple[Crossroads, SceneTruth]:
    crossroads = Crossroads(seed)
    truth = crossroads.step()
    while crossroads.time < seconds:
        truth = crossroads.step()
    return crossroads, truth


@cache
def _traffic() -> tuple[Crossroads, SceneTruth]:
    return _after(24)


def test_the_same_moment_gives_the_same_picture() -> None:
    hashes = []
    for _ in range(2):
        crossroads, _truth = _after(6)
        out = _picture()
        crossroads.render(out)
        hashes.append(hashlib.sha256(out.tobytes()).hexdigest())
    assert hashes[0] == hashes[1]


def test_rendering_changes_nothing_in_the_world() -> None:
    watched, unwatched = Crossroads(3), Crossroads(3)
    out = _picture()
    for _ in range(50):
        a, b = watched.step(), unwatched.step()
        watched.render(out)
        assert np.array_equal(a.detections.boxes, b.detections.boxes)


def test_a_picture_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="720, 1280, 3"):
        Crossroads().render(np.zeros((480, 640, 3), np.uint8))


def test_boxes_lie_in_the_picture_and_something_is_drawn_in_each() -> None:
    crossroads, truth = _traffic()
    out = _picture()
    crossroads.render(out)
    changed = np.abs(out.astype(int) - backdrop(CAMERA)).max(axis=2) > 12
    boxes = truth.detections.boxes
    assert len(boxes) >= 8
    assert len(set(truth.ids.tolist())) == len(truth.ids)
    assert boxes.min() >= 0
    assert (boxes[:, 2] <= 1280).all()
    assert (boxes[:, 3] <= 720).all()
    assert (boxes[:, 3] - boxes[:, 1] >= MIN_HEIGHT).all()
    for x1, y1, x2, y2 in boxes.round().astype(int).tolist():
        assert changed[y1:y2, x1:x2].mean() > 0.3


def test_nothing_moves_outside_boxes_but_shadows_and_lamps() -> None:
    crossroads, truth = _traffic()
    out = _picture()
    crossroads.render(out)
    changed = np.abs(out.astype(int) - backdrop(CAMERA)).max(axis=2) > 12
    total = changed.sum()
    for x1, y1, x2, y2 in truth.detections.boxes.round().astype(int).tolist():
        margin = (x2 - x1) // 3 + 3  # of shadow
        changed[max(0, y1 - 3) : y2 + 4, max(0, x1 - 3) : x2 + margin] = False
    assert changed.sum() < 0.15 * total


def test_the_lit_lamp_shows_the_signal_of_the_truth() -> None:
    found, crossroads, out = set(), Crossroads(), _picture()
    for seconds in (5.0, 19.0, 30.0):
        while crossroads.time < seconds:
            truth = crossroads.step()
        crossroads.render(out)
        assert crossroads._painter is not None
        for head in crossroads._painter._heads:
            lamps = [out[y // 16, x // 16].astype(int) for x, y in head._lamps]
            brightest = int(np.argmax([lamp.max() for lamp in lamps]))
            state = ("red", "amber", "green")[brightest]
            assert truth.signals[head.arm] == state
            found.add(state)
    assert found == {"red", "amber", "green"}


def test_every_class_of_road_user_is_seen_sooner_or_later() -> None:
    crossroads, seen = Crossroads(1), set()
    while crossroads.time < 60:
        seen |= {CLASSES[k] for k in crossroads.step().detections.classes}
    assert seen == set(CLASSES) - {"object"}


def test_a_cyclist_on_the_near_side_of_a_bus_is_drawn_over_it_though_farther_from_the_eye() -> None:
    bus = Footprint(0.0, 10.0, 1.0, 0.0, 5.25, 1.25)
    cyclist = Footprint(4.5, 8.2, 1.0, 0.0, 0.9, 0.3)
    eye = (-12.0, 0.0)
    assert hides(cyclist, bus, eye)
    assert not hides(bus, cyclist, eye)
    assert np.hypot(4.5 + 12.0, 8.2) > np.hypot(12.0, 10.0)
    box = (0.0, 0.0, 10.0, 10.0)
    assert far_to_near([cyclist, bus], [box, box], eye) == [1, 0]
