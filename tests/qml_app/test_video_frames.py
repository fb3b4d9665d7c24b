"""Pictures become video frames with the right colours and memory of their own."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtMultimedia import QVideoFrame

from qml_app.video import video_frame


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (641, 479), (3, 2)])
def test_a_frame_shows_the_pixels_and_keeps_them(width: int, height: int) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    expected = picture.copy()
    frame = video_frame(picture)
    picture[:] = 0  # the frame must not look at our memory any more
    assert frame.map(QVideoFrame.MapMode.ReadOnly)
    rows = np.frombuffer(frame.bits(0), np.uint8).reshape(height, frame.bytesPerLine(0) // 4, 4)
    same = (rows[:, :width, :3] == expected).all()
    del rows
    frame.unmap()
    assert same
