"""Pictures of decoded frames."""

from __future__ import annotations

import numpy as np
import pytest
from av import VideoFrame
from av.video.reformatter import Interpolation

from core.sources.pictures import Pictures


@pytest.mark.parametrize("size", [(640, 352), (642, 358), (350, 200), (2, 2)])
def test_a_picture_is_what_ffmpeg_makes_of_the_frame_whatever_lies_between_its_rows(size: tuple[int, int]) -> None:
    width, height = size
    planes = np.random.default_rng(1).integers(0, 256, (height * 3 // 2, width), np.uint8)
    frame = VideoFrame.from_ndarray(planes, format="yuv420p")
    wanted = frame.reformat(format="bgr24", interpolation=Interpolation.BICUBIC).to_ndarray()
    target = np.zeros((height, width, 3), np.uint8)
    pictures = Pictures(None)
    assert pictures.make(frame, target) is target
    assert np.array_equal(target, wanted)
    assert np.array_equal(pictures.make(frame, None), wanted)
