"""A picture that never changes is noticed, and one that changes anywhere that matters is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from core.stillness import Stillness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SCENE = cv2.resize(np.random.default_rng(1).integers(40, 200, (36, 64, 3), np.uint8), (640, 360))
NOISE = np.random.default_rng(2).normal(0, 1, 1080 * 1920 * 3).astype(np.float32)


def noisy(seed: int, sigma: float, scene: NDArray[np.uint8] = SCENE) -> NDArray[np.uint8]:
    noise = np.roll(NOISE, 7_919 * seed)[: scene.size].reshape(scene.shape)
    return np.clip(scene + noise * sigma, 0, 255).astype(np.uint8)


def judged(pictures: Iterable[NDArray[np.uint8]]) -> list[tuple[str, float]]:
    """Quality, and since when, at each second from 100 on."""
    still, told = Stillness(), []
    for second, picture in enumerate(pictures):
        still.see(picture, 100.0 + second)
        told.append((still.quality, still.since))
    return told


def test_the_very_same_picture_is_frozen_after_ten_seconds_from_its_first_on() -> None:
    pictures = [*(noisy(k, 5) for k in range(3)), *[SCENE] * 15, noisy(9, 5), noisy(10, 5)]
    told = judged(pictures)
    assert [quality for quality, _ in told[3:]] == ["good"] * 10 + ["frozen"] * 5 + ["good"] * 2
    assert {since for quality, since in told if quality == "frozen"} == {103.0}
    assert told[-1] == ("good", 119.0)


def test_a_picture_that_is_encoded_anew_again_and_again_is_frozen_too() -> None:
    told = judged(noisy(k % 3, 1.0) for k in range(40))  # three ways to encode it
    assert told[29] == ("good", 100.0)
    assert told[35] == ("frozen", 100.0)


@pytest.mark.parametrize("shape", [(360, 640), (1080, 1920)])
def test_the_noise_of_a_sensor_is_no_frozen_picture_in_any_size(shape: tuple[int, int]) -> None:
    scene = cv2.resize(SCENE, shape[::-1])
    told = judged(noisy(k, 6.0, scene) for k in range(33))
    assert {quality for quality, _ in told} == {"good"}


def test_one_road_user_far_away_is_enough_of_a_change() -> None:
    pictures = [SCENE.copy() for _ in range(40)]
    for k, picture in enumerate(pictures):
        cv2.rectangle(picture, (20 + 8 * (k // 5), 100), (32 + 8 * (k // 5), 110), (255, 255, 255), -1)
    assert {quality for quality, _ in judged(pictures)} == {"good"}


def test_a_black_picture_is_noticed_and_night_is_none() -> None:
    day, dark = [noisy(k, 5) for k in range(4)], [(noisy(k, 5) * 0.03).astype(np.uint8) for k in range(6)]
    told = judged([*day, *dark, *day])
    assert [quality for quality, _ in told] == ["good"] * 7 + ["black"] * 3 + ["good"] * 4
    assert told[7] == ("black", 104.0)
    night = (SCENE * 0.05).astype(np.uint8)
    night[200:300, 300:420] = 180
    assert {quality for quality, _ in judged(noisy(k, 6, night) for k in range(8))} == {"good"}
