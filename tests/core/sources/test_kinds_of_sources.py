"""What the text of a source means, to everybody alike."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from bootstrap.host import Stop
from bootstrap.refuse_values import CHECKS
from core.errors import UserError
from core.kinds.sources import is_live
from core.settings.models import Camera
from core.sources.location import locate


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


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("rtsp://camera/1", False),
        ("RTMP://camera/1", False),
        ("file:///videos/x.mp4", False),
        ("webcam:2", False),
        ("simulator", False),
        ("simulator:?seed=4", False),
        ("rtsp://", True),
        ("rtsp://camera:0/1", True),
        ("gopher://camera/1", True),
        ("webcam:front", True),
        ("webcam:1234567890", True),
        ("simulator:moon", True),
        ("simulator:crossroads?seed=x", True),
    ],
)
def test_command_line_configuration_and_engine_understand_a_source_alike(source: str, *, refused: bool) -> None:
    for understand in (
        lambda: CHECKS["--source"](source),
        lambda: Camera.model_validate({"id": "a", "source": source}),
        lambda: locate(source, "a"),
    ):
        with pytest.raises((Stop, ValueError, UserError)) if refused else nullcontext():
            understand()


def test_no_password_is_repeated_in_a_refusal() -> None:
    with pytest.raises(UserError) as refused:
        locate("rtsp://me:secret@:0/1", "a")
    assert "secret" not in str(refused.value)
