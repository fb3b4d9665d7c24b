"""Pictures are written where they are to lie, and are those that PyAV makes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from av import VideoFrame

from core.sources import colours
from core.sources.colours import Colours
from core.sources.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from core.types import Image

WIDTH, HEIGHT = 64, 36
REFUSED = (("yuv420p", WIDTH + 2, HEIGHT), ("yuv420p", 2, 2), ("yuv420p", WIDTH, HEIGHT + 1), ("nv12", WIDTH, HEIGHT))


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    colours._library.cache_clear()
    yield
    colours._library.cache_clear()


def frame_of(name: str = "yuv420p", width: int = WIDTH, height: int = HEIGHT) -> VideoFrame:
    frame = VideoFrame(width, height, name)
    for plane in frame.planes:
        plane.update(np.random.default_rng(3).bytes(plane.buffer_size))
    return frame


def by_pyav(frame: VideoFrame) -> Image:
    return Pictures(None).make(frame, None)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the package may keep its libraries in another place")
@pytest.mark.parametrize("name", sorted(colours._FORMATS))
def test_usual_frames_are_written_in_place_in_all_colours_and_nothing_beside_them(name: str) -> None:
    straight = Colours(by_pyav)
    room = np.full((HEIGHT + 2, WIDTH, 3), 77, np.uint8)
    for space in (1, 2, 5, 6, 7, 9):
        for extent in (0, 1, 2):
            frame = frame_of(name)
            frame.colorspace, frame.color_range = space, extent
            assert straight.put(frame, room[1:-1])
            assert np.array_equal(room[1:-1], by_pyav(frame))
            assert (room[[0, -1]] == 77).all()


@pytest.mark.parametrize(("name", "width", "height"), REFUSED)
def test_others_are_left_to_pyav(name: str, width: int, height: int) -> None:
    frame, target = frame_of(name, width, height), np.zeros((height, width, 3), np.uint8)
    assert not Colours(by_pyav).put(frame, target)
    assert not target.any()
    assert Pictures(None).make(frame, target) is target
    assert np.array_equal(target, by_pyav(frame))


def test_what_gives_other_pictures_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_self: Any, frame: VideoFrame, target: Image) -> None:
        target[:] = by_pyav(frame)
        target[0, 0, 0] ^= 1

    monkeypatch.setattr(colours._Scaler, "put", wrong)
    target = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    assert not Colours(by_pyav).put(frame_of(), target)
    assert not target.any()


def test_a_package_that_keeps_its_libraries_elsewhere_works_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colours, "_FOLDERS", ())
    frame, target = frame_of(), np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    assert not Colours(by_pyav).put(frame, target)
    assert Pictures(None).make(frame, target) is target
    assert np.array_equal(target, by_pyav(frame))
