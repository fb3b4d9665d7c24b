"""The detector that needs no model, while the light or the camera's picture of it changes: counts of drawn vehicles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
import pytest

from core.analyse import Analyser
from core.detect.motion import MotionModel
from core.settings.models import Camera
from core.track import Tracker
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    #: A picture, and seconds.
    Light = Callable[[Floats, float], Floats]

WIDTH, HEIGHT, FPS = 320, 180, 10
TINT: Final = np.array([0.75, 1.1, 0.9], np.float32)
SWITCH: Final = 8.1  # seconds


def crossings(light: Light, vehicles: int, every: float) -> list[float]:
    """Seconds at which the middle of the picture is crossed; the first one does so after three."""
    random = np.random.default_rng(5)
    small = np.clip(random.normal(110, 14, (HEIGHT // 4, WIDTH // 4)), 60, 160).astype(np.float32)
    road = cv2.merge([cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)] * 3)
    noises = [random.normal(0, 2, (HEIGHT, WIDTH, 1)).astype(np.float32) for _ in range(7)]
    camera = Camera.model_validate(
        {"id": "cam", "source": "x", "scene": {"lines": [{"id": "a", "points": [[160, 30], [160, 179]]}]}}
    )
    detector, tracker, analyser = MotionModel().session(), Tracker(), Analyser("site", camera, 1e9, "motion")
    events = []
    for k in range(round((3 + every * vehicles) * FPS)):
        time, picture = k / FPS, road.copy()
        for number in range(vehicles):
            x, y = round(160 + 120 * (time - 3 - every * number)), 100 + 22 * (number % 3)
            picture[y - 18 : y, max(0, x - 15) : max(0, x + 15)] = (235, 15)[number % 2]
        image = np.clip(light(picture, time) + noises[k % 7], 0, 255).astype(np.uint8)
        frame = Frame(image, k, 1000 + time, 0.0)
        events += analyser.update(frame, tracker.update(detector.submit(frame).result(), frame.time), 0.0)
    events += analyser.finish(frame.time)
    return [round(event.time.timestamp() - 1000, 1) for event in events if event.kind == "crossing"]


def truth(vehicles: int, every: float) -> list[float]:
    return [3 + every * number for number in range(vehicles)]


def switches(picture: Floats, time: float) -> Floats:
    """Colours by day; then a flash of the filter, and grey with another gain."""
    if time < SWITCH:
        return picture * TINT
    grey = np.repeat(picture.mean(axis=2, keepdims=True) * np.float32(1.25), 3, axis=2)
    return grey * 0 + 240 if time < SWITCH + 0.3 else grey


def clouds(picture: Floats, time: float) -> Floats:
    """The soft edge of a shadow drifts over the road and takes two fifths of the light.

    As it passes the middle, between two vehicles, the camera's gain seems to change: nothing is seen for two seconds.
    """
    lit = np.clip((np.arange(WIDTH) - 20 * (time - 2.2)) / 30 + 0.5, 0, 1).astype(np.float32)
    return picture * (0.6 + 0.4 * lit)[None, :, None]


def test_everybody_counts_once_while_the_shadow_of_a_cloud_passes() -> None:
    assert crossings(clouds, 5, 3.0) == pytest.approx(truth(5, 3.0), abs=0.3)


def test_a_camera_that_switches_to_night_counts_on_within_seconds_and_nobody_twice() -> None:
    found, right = crossings(switches, 9, 2.0), truth(9, 2.0)
    assert [one for one in found if one < SWITCH] == pytest.approx(right[:3], abs=0.3)
    assert found[-4:] == pytest.approx(right[-4:], abs=0.3)
    assert len(found) <= len(right)
