"""Only time in which new pictures were looked at is told as watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.types import Frame
from core.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable

START = 1_777_900_000.0


def told(times: Iterable[float], frozen: tuple[float, float] = (0, 0), notices: list[str | None] | None = None) -> dict:
    """By quality the stretches from START on, joined where one follows another."""
    watch, chance, events = Watch("s", "c"), np.random.default_rng(3), []
    still = chance.integers(0, 256, (36, 64, 3), np.uint8)
    for index, time in enumerate(times):
        image = still if frozen[0] <= time < frozen[1] else chance.integers(0, 256, (36, 64, 3), np.uint8)
        events += watch.see(Frame(image, index, START + time, 0.0))
        if notices is not None:
            notices.append(watch.notice(live=True))
    events += watch.finish()
    found: dict[str, list[tuple[float, float]]] = {}
    for event in events:
        end = event.time.timestamp() - START
        begin, parts = end - event.seconds, found.setdefault(event.quality, [])
        last = parts.pop() if parts and abs(parts[-1][1] - begin) < 1e-3 else (begin, begin)
        parts.append((round(last[0], 2), round(end, 2)))
    assert all(event.seconds <= 5 for event in events)
    assert len({event.id for event in events}) == len(events)
    return found


def steady(begin: float, end: float, fps: float = 10.0) -> list[float]:
    return [begin + k / fps for k in range(round((end - begin) * fps))]


@pytest.mark.parametrize("fps", [1, 10, 25])
def test_pictures_without_a_gap_are_watched_to_the_end_of_the_last(fps: float) -> None:
    assert told(steady(2.0, 64.0, fps)) == {"good": [(2.0, 64.0)]}


def test_outages_are_holes_however_short() -> None:
    times = [*steady(0, 8), *steady(33, 41), *steady(43, 50), *steady(50.8, 60)]
    assert told(times) == {"good": [(0, 8), (33, 41), (43, 60)]}


def test_what_comes_less_than_once_a_second_is_not_watched() -> None:
    assert told(steady(0, 60, 0.5)) == {}


def test_a_frozen_picture_was_not_watched_from_its_first_on() -> None:
    notices: list[str | None] = []
    assert told(steady(0, 90), (20, 65), notices) == {
        "good": [(0, 20), (65, 90)],
        "frozen": [(20, 65)],
    }
    assert notices[100] is None
    assert notices[320] == "the image is frozen: nothing can be counted"
    assert notices[-1] is None


def test_a_standstill_that_is_shorter_was_watched() -> None:
    assert told(steady(0, 40), (20, 28)) == {"good": [(0, 40)]}


def test_a_recording_that_ends_frozen_says_for_how_long() -> None:
    watch, image = Watch("s", "c"), np.full((36, 64, 3), 90, np.uint8)
    for k in range(400):
        watch.see(Frame(image, k, START + k / 10, 0.0))
    assert watch.notice(live=False) == "the image is frozen: nothing can be counted"
    watch.finish()
    text = "40 s of the recording are a frozen or black image, in which nothing can be counted"
    assert watch.notice(live=False) == text
