from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.detect.letterbox import GREY, Letterbox

sides = st.integers(8, 3000)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ((352, 640), (352, 640)),
        ((720, 1280), (384, 640)),
        ((1080, 1920), (384, 640)),
        ((600, 800), (480, 640)),
        ((640, 360), (640, 384)),
        ((432, 768), (384, 640)),
    ],
)
def test_the_rectangle_is_the_smallest_of_whole_strides(frame: tuple[int, int], expected: tuple[int, int]) -> None:
    assert Letterbox.rectangle(frame, 640, 32).input == expected


@given(sides, sides)
def test_the_scaled_frame_lies_inside_the_input(height: int, width: int) -> None:
    box = Letterbox.rectangle((height, width), 640, 32)
    assert max(box.scaled) == 640
    assert all(side % 32 == 0 and side <= 640 for side in box.input)
    assert 0 <= box.top <= box.input[0] - box.scaled[0]
    assert 0 <= box.left <= box.input[1] - box.scaled[1]


@example(height=95, width=943, square=False)
@given(height=sides, width=sides, square=st.booleans())
def test_boxes_come_back_to_where_they_were_in_the_frame(*, height: int, width: int, square: bool) -> None:
    frame = (height, width)
    box = Letterbox.fixed(frame, (640, 640)) if square else Letterbox.rectangle(frame, 640, 32)
    scale = np.array((box.scaled[1] / width, box.scaled[0] / height) * 2)
    there = np.array([[width * 0.25, height * 0.25, width * 0.75, height]], np.float32)
    inside = (there * scale + np.array((box.left, box.top) * 2)).astype(np.float32)
    back = box.restore(inside.copy())
    # Sides and place of the scaled picture are whole pixels: about one pixel of the input, all in all.
    assert np.abs(back - there).max() <= 1.1 * max(height, width) / 640 + 0.01


def test_boxes_beyond_the_picture_are_clipped_to_it() -> None:
    box = Letterbox.rectangle((352, 640), 640, 32)
    outside = np.array([[-5, -5, 700, 400]], np.float32)
    assert box.restore(outside).tolist() == [[0, 0, 640, 352]]


@pytest.mark.parametrize("frame", [(352, 640), (720, 1280), (1280, 720), (33, 47)])
@pytest.mark.parametrize("square", [True, False])
def test_the_picture_is_centred_on_grey(frame: tuple[int, int], *, square: bool) -> None:
    box = Letterbox.fixed(frame, (640, 640)) if square else Letterbox.rectangle(frame, 640, 32)
    out = np.full((*box.input, 3), GREY, np.uint8)
    box.fill(np.full((*frame, 3), 200, np.uint8), out)
    inside = np.zeros(box.input, bool)
    inside[box.top : box.top + box.scaled[0], box.left : box.left + box.scaled[1]] = True
    assert (out[inside] == 200).all()
    assert (out[~inside] == GREY).all()
