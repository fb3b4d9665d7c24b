"""A camera that was turned is noticed; what passes, the light and a pole in the wind are not taken for that."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import cv2
import numpy as np
import pytest

from core import standpoint
from core.analyse import Analyser
from core.settings.models import Camera
from core.standpoint import SIZE, Standpoint
from core.types import Frame, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.types import Image

    Shot = tuple[float, float, float]  # zoom, and how far to the right and down the camera looks, pixels

PLACE: Shot = (1.0, 0.0, 0.0)
TURNED = 12  # looks before something happens


def street() -> Image:
    """More than a camera sees: a road with houses, signs and markings, grey."""
    chance, town = np.random.default_rng(5), np.full((3 * SIZE[1], 3 * SIZE[0]), 120, np.uint8)
    for _ in range(900):
        x, y = (int(chance.integers(0, side)) for side in town.shape[::-1])
        wide, high, grey = (int(chance.integers(least, most)) for least, most in ((3, 30), (3, 20), (30, 230)))
        cv2.rectangle(town, (x, y), (x + wide, y + high), grey, -1)
    return town


STREET = street()


def look(shot: Shot, k: int, gain: float = 1.0, bus: float = 0.0) -> Image:
    """What a camera sees of it, with a car that drives by, noise, and perhaps a bus that stands in front."""
    (zoom, right, down), (width, height) = shot, SIZE
    matrix = np.array([[zoom, 0, width / 2 - zoom * (1.5 * width + right)]], np.float32)
    matrix = np.vstack([matrix, [[0, zoom, height / 2 - zoom * (1.5 * height + down)]]]).astype(np.float32)
    seen = cv2.warpAffine(STREET, matrix, SIZE, flags=cv2.INTER_AREA)
    cv2.rectangle(seen, (9 * k % 170, 40), (9 * k % 170 + 25, 52), 200, -1)
    if bus:
        chance, left = np.random.default_rng(7), width - round(bus * width)
        seen[height - round(bus * height) :, left:] = 90
        for x in range(left, width, 12):
            cv2.rectangle(seen, (x, 30 + int(chance.integers(5))), (x + 8, 50), 20, -1)
            cv2.rectangle(seen, (x, 60), (x + 5, 80), 230, 1)
    noise = np.random.default_rng(k).normal(0, 2, seen.shape)
    return np.clip(seen * gain + noise, 0, 255).astype(np.uint8)


def moved(shows: Callable[[int], Image], looks: int = TURNED + 20) -> list[float | None]:
    standpoint, told = Standpoint(), []
    for k in range(looks):
        standpoint.see(shows(k), float(k))
        told.append(standpoint.moved)
    return told


@pytest.mark.parametrize(
    "after",
    [(1.0, 6.0, 0.0), (1.0, -50.0, 0.0), (1.0, 20.0, 15.0), (1.0, 0.0, -30.0), (1.33, 0.0, 0.0), (0.7, 10.0, 0.0)],
)
def test_a_camera_that_was_turned_is_noticed_and_when_that_was(after: Shot) -> None:
    told = moved(lambda k: look(PLACE if k < TURNED else after, k))
    assert told[:TURNED] == [None] * TURNED
    assert told[-1] == TURNED


def test_a_quite_other_view_is_believed_after_a_while() -> None:
    told = moved(lambda k: look(PLACE if k < TURNED else (1.0, 150.0, 60.0), k), TURNED + 50)
    assert told[TURNED + 30] is None
    assert told[-1] == TURNED


def test_one_that_is_turned_back_has_not_moved() -> None:
    told = moved(lambda k: look((1.0, 30.0, 0.0) if TURNED <= k < TURNED + 10 else PLACE, k))
    assert told[TURNED + 9] == TURNED
    assert told[-1] is None


@pytest.mark.parametrize(
    "shows",
    [
        lambda k: look(PLACE, k),
        lambda k: look(PLACE, k, gain=1.0 if k < TURNED else 1.5),
        lambda k: look(PLACE, k, gain=1.0 if k < TURNED else 0.3),
        lambda k: look(PLACE, k, gain=max(0.05, 1 - 0.05 * k)),
        lambda k: look(PLACE, k, bus=0.7 if k >= TURNED else 0),
        lambda k: look(PLACE, k, bus=1.0 if k >= TURNED else 0),
        lambda k: look((1.0, 5 * np.sin(2.1 * k), 0.0), k),
        lambda k: look((1.0, 40.0 if k % 8 == 7 else 0.0, 0.0), k),
    ],
    ids=["same", "brighter", "darker", "night", "bus", "bus in front", "rocks", "jolts"],
)
def test_what_passes_and_the_light_move_no_camera(shows: Callable[[int], Image]) -> None:
    assert moved(shows) == [None] * (TURNED + 20)


def test_the_camera_says_when_in_the_time_of_its_site_until_a_scene_is_drawn_anew() -> None:
    lines = [{"id": "a", "points": [(10, 50), (150, 50)]}]
    camera = Camera.model_validate({"id": "cam", "source": "x", "scene": {"lines": lines}})
    analyser = Analyser("site", camera, 1e9, "hand", zone=ZoneInfo("Asia/Tokyo"))
    for k in range(30):
        image = cv2.cvtColor(look(PLACE if k < TURNED else (1.0, 30.0, 0.0), k), cv2.COLOR_GRAY2BGR)
        analyser.update(Frame(image, k, 1_777_900_000.0 + k, 0.0), TrackUpdate(()), 0.0)
    told = analyser.notice()
    assert told == "the camera was moved at 22:06: lines and zones no longer fit — turn it back, or draw them anew"
    other = {"id": "cam", "source": "x", "scene": {"lines": [{**lines[0], "points": [(10, 60), (150, 60)]}]}}
    analyser.change(Camera.model_validate(other))
    assert analyser.notice() is None


def test_edges_that_are_clearly_where_they_were_are_not_searched_for_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(standpoint, "_found", search)
    assert moved(lambda k: look(PLACE, k)) == [None] * (TURNED + 20)
    with pytest.raises(AssertionError):
        moved(lambda k: look(PLACE if k < TURNED else (1.0, 30.0, 0.0), k))
