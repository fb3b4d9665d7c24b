"""Which sources give pictures of now."""

from __future__ import annotations

import pytest

from core.addresses import is_live


@pytest.mark.parametrize(
    ("source", "live"),
    [
        ("rtsp://camera/1", True),
        ("HTTP://camera/x.mjpg", True),
        ("webcam:0", True),
        ("file:///videos/x.mp4", False),
        ("FILE:///videos/x.mp4", False),
        ("/videos/x.mp4", False),
        ("C:/videos/x.mp4", False),
        ("simulator:crossroads", False),
    ],
)
def test_a_file_by_its_address_is_a_recording(source: str, *, live: bool) -> None:
    assert is_live(source) is live
