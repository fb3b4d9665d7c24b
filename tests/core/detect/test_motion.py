"""The detector that needs no model: a drawn scene whose truth is known, and a real clip beside a network."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from core.detect import load_model
from core.detect.motion import MotionDetector, MotionModel
from core.settings.models import Detector
from core.simulator import Crossroads
from core.types import CLASSES, Detections, Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from core.types import Image

FPS = 25.0
HEIGHT, WIDTH = 360, 640


@cache
def noises() -> NDArray[np.float32]:
    """What a sensor adds to a picture, some times."""
    return np.random.default_rng(1).normal(0, 3, (16, HEIGHT, WIDTH, 3)).astype(np.float32)


class Street:
    """A grey road under trees; every picture has the noise of a sensor."""

    def __init__(self, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        coarse = self._random.integers(20, 200, (90, 160, 3), np.uint8)
        self._trees = cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        self._number = 0

    def picture(self, box: tuple[int, int, int, int] | None = None, *, sway: int = 0, gain: float = 1) -> Frame:
        trees = np.roll(self._trees, sway, axis=1)
        image = trees.astype(np.float32)
        image[200:] = 110
        if box:
            x1, y1, x2, y2 = box
            image[y1:y2, x1:x2] = (30, 40, 190)
        mirrored = slice(None, None, self._random.choice((-1, 1)))
        image = image * np.float32(gain) + self._random.choice(noises())[mirrored]
        picture: Image = np.clip(image, 0, 255).astype(np.uint8)
        self._number += 1
        return Frame(picture, self._number - 1, 1000 + (self._number - 1) / FPS, 0.0)


def warm(detector: MotionDetector, street: Street, seconds: float = 2.0) -> None:
    for _ in range(int(seconds * FPS)):
        detector.submit(street.picture()).result()


def only_box(found: Detections) -> list[float]:
    assert len(found) == 1
    assert CLASSES[found.classes[0]] == "object"
    box: list[float] = found.boxes[0].tolist()
    return box


def test_without_a_model_motion_is_detected_and_says_so(tmp_path: Path) -> None:
    session = load_model(Detector(), cache=tmp_path, progress=print).session()
    assert (session.info.name, session.info.backend) == ("motion", "motion")


def test_something_that_moves_is_found_where_it_is() -> None:
    detector, street = MotionModel().session(), Street()
    warm(detector, street)
    for step in range(40):
        box = (20 + 10 * step, 240, 120 + 10 * step, 300)
        found = only_box(detector.submit(street.picture(box)).result())
        assert np.abs(np.array(found) - box).max() <= 6
    assert detector.info.input == (270, 480)


def test_nothing_is_said_while_the_background_is_learned() -> None:
    detector, street = MotionModel().session(), Street()
    for step in range(25):
        box = (20 + 10 * step, 240, 120 + 10 * step, 300)
        assert len(detector.submit(street.picture(box)).result()) == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_and_swaying_trees_are_not_objects(seed: int) -> None:
    detector, street = MotionModel().session(), Street(seed)
    warm(detector, street)
    found = [len(detector.submit(street.picture(sway=round(2 * np.sin(step / 4)))).result()) for step in range(100)]
    assert sum(found) == 0


def test_a_camera_that_changes_its_gain_is_not_an_object_and_blinds_nobody() -> None:
    detector, street = MotionModel().session(), Street()
    warm(detector, street)
    for step in range(50):
        assert len(detector.submit(street.picture(gain=1 + step / 250)).result()) == 0
    box = (200, 240, 300, 300)
    found = only_box(detector.submit(street.picture(box, gain=1.2)).result())
    assert np.abs(np.array(found) - box).max() <= 6


def test_what_stands_still_long_enough_becomes_background() -> None:
    detector, street = MotionModel().session(), Street()
    warm(detector, street)
    box = (200, 240, 300, 300)
    assert len(detector.submit(street.picture(box)).result()) == 1
    for second in range(120):  # a slow camera: what counts is media time, not the number of frames
        found = detector.submit(replace(street.picture(box), time=1010.0 + second)).result()
    assert len(found) == 0


def test_a_camera_that_switches_to_night_is_blind_for_two_seconds_only() -> None:
    detector, street = MotionModel().session(), Street()
    warm(detector, street)

    def night(box: tuple[int, int, int, int] | None = None) -> Frame:
        frame = street.picture(box)
        return replace(frame, image=255 - frame.image)

    for _ in range(int(2 * FPS)):
        assert len(detector.submit(night()).result()) == 0
    box = (200, 240, 300, 300)
    found = only_box(detector.submit(night(box)).result())
    assert np.abs(np.array(found) - box).max() <= 6


def test_what_stood_there_while_the_background_was_learned_leaves_no_ghost() -> None:
    detector, street, box = MotionModel().session(), Street(), (200, 240, 300, 300)
    for _ in range(int(2 * FPS)):
        detector.submit(street.picture(box)).result()
    seen = [len(detector.submit(street.picture()).result()) for _ in range(int(3 * FPS))]
    assert seen[0] == 1
    assert sum(seen[int(1.6 * FPS) :]) == 0
    detector, street = MotionModel().session(), Street()
    warm(detector, street)  # what stops here is none
    assert all(len(detector.submit(street.picture(box)).result()) == 1 for _ in range(int(3 * FPS)))


def test_another_picture_size_begins_anew() -> None:
    detector, street = MotionModel().session(), Street()
    warm(detector, street)
    small = Frame(np.zeros((120, 160, 3), np.uint8), 100, 1010.0, 0.0)
    assert len(detector.submit(small).result()) == 0
    assert detector.info.input == (120, 160)


def test_cameras_know_only_their_own_background() -> None:
    model, street = MotionModel(), Street()
    first, second = model.session(), model.session()
    warm(first, street)
    box = (200, 240, 300, 300)
    assert len(first.submit(street.picture(box)).result()) == 1
    assert len(second.submit(street.picture(box)).result()) == 0


def covered(box: Any, others: Any) -> float:
    """Largest share of `box` that one of the others covers."""
    sides = np.clip(np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2]), 0, None)
    return float((sides.prod(axis=1) / (box[2:] - box[:2]).prod()).max(initial=0.0))


def test_on_a_real_clip_most_of_it_are_the_people_a_network_sees(
    weights: Path, model_cache: Path, clip: Callable[[str, Sequence[int]], list[Frame]]
) -> None:
    network = load_model(
        Detector(model=str(weights), backend="openvino", classes=["person"]),
        cache=model_cache,
        progress=print,
    ).session()
    motion = MotionModel().session()
    right = wrong = seen = missed = 0
    for frame in clip("vtest.avi", range(300)):
        found = motion.submit(frame).result()
        if frame.index < 50 or frame.index % 10:
            continue
        people = network.submit(frame).result()
        sure = people.boxes[people.scores > 0.5]
        hits = [covered(box, people.boxes) > 0.3 for box in found.boxes]
        right, wrong = right + sum(hits), wrong + len(hits) - sum(hits)
        held = [covered(box, found.boxes) > 0.4 for box in sure]
        seen, missed = seen + sum(held), missed + len(held) - sum(held)
    assert right / (right + wrong) > 0.85
    assert seen / (seen + missed) > 0.75


def test_on_the_simulator_most_of_what_moves_is_found_and_little_else() -> None:
    crossroads, motion = Crossroads(1), MotionModel().session()
    image: Image = np.zeros((720, 1280, 3), np.uint8)
    right = wrong = seen = missed = 0
    before: dict[int, Any] = {}
    for number in range(300):
        truth = crossroads.step()
        boxes = dict(zip(truth.ids.tolist(), truth.detections.boxes, strict=True))
        crossroads.render(image)
        found = motion.submit(Frame(image, number, number / FPS, 0.0)).result()
        if number >= 50 and number % 10 == 0:
            hits = [covered(box, truth.detections.boxes) > 0.3 for box in found.boxes]
            right, wrong = right + sum(hits), wrong + len(hits) - sum(hits)
            moving = [box for who, box in boxes.items() if np.abs(before.get(who, box) - box).max() > 1]
            held = [covered(box, found.boxes) > 0.5 for box in moving]
            seen, missed = seen + sum(held), missed + len(held) - sum(held)
        before = boxes
    assert right / (right + wrong) > 0.9
    assert seen / (seen + missed) > 0.7
