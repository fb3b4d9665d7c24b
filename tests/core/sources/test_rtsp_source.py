from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rtsp_camera import RtspCamera

from core.errors import UserError
from core.sources import check_source, open_source

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def rtsp(numbered: Any) -> Iterator[RtspCamera]:
    camera = RtspCamera(lambda number: numbered.picture(number, (320, 240)))
    yield camera
    camera.close()


def test_pictures_come_over_tcp_with_the_password_in_the_address(rtsp: RtspCamera, camera: Any, numbered: Any) -> None:
    source = open_source(camera(rtsp.address()))
    shown, indices = [], []
    for frame in source.frames():
        shown.append(numbered.read(frame.image))
        indices.append(frame.index)
        source.release(frame)
        if len(shown) == 20:
            source.close()
    assert shown == sorted(set(shown))
    assert [index - indices[0] for index in indices] == [number - shown[0] for number in shown]
    assert all("RTP/AVP/TCP" in transport for transport in rtsp.transports)


def test_a_stream_that_ends_is_opened_again(rtsp: RtspCamera, camera: Any, numbered: Any) -> None:
    rtsp.frames = 25
    source = open_source(camera(rtsp.address()))
    told: list[str] = []

    def wait(_: int) -> float:
        told.append(source.state)
        return 0.0

    source._is = replace(source._is, backoff=wait)
    before = -1
    for frame in source.frames():
        assert numbered.read(frame.image) > before
        before = numbered.read(frame.image)
        source.release(frame)
        if told and before >= 30:
            threading.Thread(target=source.close).start()
    assert told[0] == "reconnecting"
    assert before >= 30


@pytest.mark.parametrize(
    ("user", "path", "what"),
    [
        ("viewer:guess", "live", "wrong user name or password"),
        ("", "live", "the camera requires a user name and password"),
        ("viewer:s3cret", "other", "stream not found on this host"),
    ],
)
def test_a_wrong_address_is_told_precisely(rtsp: RtspCamera, camera: Any, user: str, path: str, what: str) -> None:
    with pytest.raises(UserError) as caught:
        check_source(camera(rtsp.address(user, path)))
    assert caught.value.what.endswith(what)
    assert "guess" not in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert rtsp.sent == 0


def test_a_running_camera_passes(rtsp: RtspCamera, camera: Any) -> None:
    check_source(camera(rtsp.address()))
