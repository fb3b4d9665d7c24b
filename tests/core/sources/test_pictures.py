"""Pictures of decoded frames."""

from __future__ import annotations

from typing import Any, cast

import av
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


def test_a_picture_that_is_stored_from_the_last_row_to_the_first_stands_upright() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (48, 64, 3), np.uint8)
    decoder = cast("Any", av.CodecContext.create("rawvideo", "r"))  # as in uncompressed AVI files
    decoder.width, decoder.height, decoder.pix_fmt, decoder.extradata = 64, 48, "bgr24", b"BottomUp\0"
    (frame,) = decoder.decode(av.Packet(picture[::-1].tobytes()))
    assert frame.planes[0].line_size < 0
    assert np.array_equal(Pictures(None).make(frame, None), picture)
