"""The window at several sizes, two at 2x, beside a real engine: the picture moves, and nothing is beyond the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import pytest
import walk
from drills import LONG

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from walk import Walker

PAGES = ("live", "traffic", "violations", "services", "setup", "settings")
OTHER_TABS = {"traffic": 3, "settings": 4}

pytestmark = walk.NEEDED


def pixels(walker: Walker, item: dict[str, Any]) -> np.ndarray:
    """What the screen shows of an item."""
    left, top, width, height = map(round, item["at"])
    return walker.picture()[top : top + height, left : left + width]


def moves(walker: Walker) -> bool:
    surface = walker.part("VideoSurface")
    first, second = pixels(walker, surface), pixels(walker, surface)
    return first.size > 0 and bool((cv2.absdiff(first, second).max(axis=2) > 24).mean() > 0.001)


def beyond(walker: Walker) -> list[Any]:
    """What reaches beyond the window, once the layout rests."""
    walker.settle()
    items = walker.look()["items"]
    assert any(one["button"] and one["text"] for one in items)
    return [(one["class"], one["text"], one["at"]) for one in items if one["beyond"]]


def tabs(walker: Walker) -> list[str]:
    """Names of the tabs of the page."""
    found = walker.look()["items"]
    places = [one["at"] for one in found if one["class"] == "Tabs"]
    return [one["text"] for one in found if one["button"] and any(_within(one["at"], place) for place in places)]


def _within(item: list[float], place: list[float]) -> bool:
    x, y, _, height = item
    return place[0] <= x < place[0] + place[2] and place[1] <= y + height / 2 < place[1] + place[3]


@pytest.mark.parametrize(
    ("size", "scale", "language"),
    [
        pytest.param((1024, 640), 1, "de_DE", marks=LONG),
        pytest.param((1024, 640), 1, "en_GB", marks=LONG),
        pytest.param((1280, 720), 1, "de_DE", marks=LONG),
        pytest.param((1440, 900), 1, "de_DE", marks=LONG),
        pytest.param((1920, 1080), 1, "de_DE", marks=LONG),
        ((2048, 1280), 2, "en_GB"),
        pytest.param((2560, 1440), 2, "en_GB", marks=LONG),
    ],
)
def test_at_this_size_the_picture_moves_and_every_page_stays_in_the_window(
    size: tuple[int, int], scale: int, language: str, tmp_path: Path
) -> None:
    about = {"QT_SCALE_FACTOR": str(scale), "LANG": f"{language}.UTF-8"}
    with walk.screen(*size) as display, walk.walking(tmp_path, display, size=size, **about) as walker:
        seen = walker.look()
        assert (seen["size"], seen["scale"]) == ([side // scale for side in size], scale)
        assert beyond(walker) == []
        walker.click("Simulierte Kreuzung" if language == "de_DE" else "Simulated intersection")
        walk.until(lambda: moves(walker), "a picture that moves")
        for number, page in enumerate(PAGES, 1):
            walker.key(f"ctrl+{number}")
            walk.until(lambda page=page: walker.look()["page"] == page, page)
            assert beyond(walker) == []
            others = tabs(walker)[1:]
            assert len(others) == OTHER_TABS.get(page, 0)
            for tab in others:
                walker.click(tab)
                assert beyond(walker) == [], tab
