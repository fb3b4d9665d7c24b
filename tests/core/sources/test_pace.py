"""When pictures of a live stream are due and were taken, by arrivals that are made up."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.sources.pace import MOST, Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PERIOD = 0.04


def played(arrivals: Iterable[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """When pictures (media, arrival) are given and said to be taken, by a decoder that takes no time."""
    pace, coming = Pace(), list(arrivals)
    given: list[float] = []
    taken: list[float] = []
    told, now = 0, coming[0][1]
    for number, (media, came) in enumerate(coming):
        now = max(now, came)
        while True:
            while told < len(coming) and (told <= number or coming[told][1] <= now):
                pace.arrived(*coming[told])
                told += 1
            due = pace.due(media, now)
            if due <= now:
                break
            now = min(due, coming[told][1] if told < len(coming) else due)
        given.append(now)
        taken.append(pace.taken(media, came))
    return given, taken


def bursts(seconds: float, length: float, ahead: float = 0.0) -> list[tuple[float, float]]:
    """Pictures come when `length` seconds are whole, the first `ahead` ones all at the beginning."""
    media = np.arange(0, seconds, PERIOD)
    came = np.maximum(np.ceil((media + PERIOD) / length) * length, ahead)
    return [(one, 1000 + at) for one, at in zip(media.tolist(), came.tolist(), strict=True)]


@pytest.mark.parametrize(("length", "ahead"), [(0.5, 0), (1, 0), (2, 6), (6, 18)])
def test_bursts_are_given_evenly_and_at_the_times_they_were_taken(length: float, ahead: float) -> None:
    given, taken = played(bursts(60, length, ahead))
    settled = round(2.2 * length / PERIOD)
    steps = np.diff(given[settled:])
    assert steps.min() > PERIOD / 1.3  # never two at once
    assert np.abs(np.diff(taken) / PERIOD - 1).max() < 0.01
    assert max(taken) <= given[-1]


def test_a_steady_camera_is_not_held_back_for_longer_than_it_varies() -> None:
    varies = random.Random(1)  # noqa: S311 -- a fixed choice
    media = [PERIOD * number for number in range(1500)]
    given, taken = played((one, 500 + one + varies.uniform(0, 0.02)) for one in media)
    held = [at - 500 - one for at, one in zip(given, media, strict=True)]
    assert max(held[-500:]) < 0.03
    assert max(held) < 0.6
    assert np.abs(np.diff(taken) / PERIOD - 1).max() < 0.01


def test_what_a_camera_has_in_store_at_first_is_not_held_back_for_ever() -> None:
    media = [PERIOD * number for number in range(2500)]
    given, _ = played((one, 500 + max(one, 1.5)) for one in media)
    assert given[-1] - (500 + media[-1]) < 0.05
    assert np.diff(given).min() > PERIOD / 1.3


def test_pictures_are_held_back_so_long_and_no_longer() -> None:
    given, _ = played([(one, at + (20 if 30 < one < 50 else 0)) for one, at in bursts(60, 0.5)])
    held = [at - came for at, (_, came) in zip(given, bursts(60, 0.5), strict=True)]
    assert max(held[:700]) < 1.5
    assert held[-1] < MOST + 1


def test_a_clock_that_drifts_is_followed() -> None:
    media = [PERIOD * number for number in range(5000)]
    _, taken = played((one * 0.999, 500 + one) for one in media)
    assert taken[-1] == pytest.approx(500 + media[-1], abs=0.15)
    assert np.abs(np.diff(taken) / PERIOD - 1).max() < 0.01


@pytest.mark.parametrize("step", [-3600.0, 3600.0])
def test_a_clock_that_is_set_anew_is_no_longer_the_same(step: float) -> None:
    pace = Pace()
    pace.arrived(5.0, 100.0)
    assert pace.follows(5.04, 100.04)
    assert not pace.follows(5.04 + step, 100.04)


def test_a_gap_is_no_other_clock_unless_what_follows_it_would_come_before_it_was_taken() -> None:
    pace = Pace()
    for media in (5.0, 5.04, 5.08):
        pace.arrived(media, 100.0 + media)
    assert pace.follows(15.0, 115.0, apart=True)
    assert not pace.follows(15.0, 105.2, apart=True)
    assert pace.follows(8.0, 105.2)


@pytest.mark.parametrize(("wrong", "believed"), [(lambda media: media / 2, False), (lambda media: media * 1.004, True)])
def test_a_clock_that_runs_wrong_is_not_believed(wrong: Callable[[float], float], believed: bool) -> None:  # noqa: FBT001
    pace = Pace()
    for number in range(1000):
        media = PERIOD * number
        pace.arrived(wrong(media), 300 + media)
    assert pace.believed is believed
    if not believed:
        assert pace.due(wrong(40.0), 340.0) == 340.0
        assert pace.taken(wrong(40.0), 340.0) == 340.0
