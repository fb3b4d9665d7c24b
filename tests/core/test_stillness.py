"""A picture that never changes is noticed, and one that changes anywhere that matters is not."""

from __future__ import annotations

import numpy as np

from core.stillness import Stillness


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (72, 128, 3), np.uint8)


def test_the_time_grows_while_the_very_same_picture_comes() -> None:
    still = Stillness()
    for second in range(30):
        still.see(noise(1), 100.0 + second)
    assert still.seconds == 29.0
    still.see(noise(2), 130.0)
    assert still.seconds == 0.0


def test_what_a_sensor_gives_is_never_the_same() -> None:
    still = Stillness()
    for second in range(30):
        still.see(noise(second), 100.0 + second)
        assert still.seconds == 0.0


def test_a_picture_of_another_size_is_another_one() -> None:
    still = Stillness()
    still.see(np.zeros((26, 13, 3), np.uint8), 1.0)
    still.see(np.zeros((13, 26, 3), np.uint8), 5.0)
    assert still.seconds == 0.0
