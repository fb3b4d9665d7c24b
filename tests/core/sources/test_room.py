"""A source that sends without end takes a bounded part of the machine's memory."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from core.sources import decoder, open_source
from core.sources.problems import PROBLEMS, hung
from core.sources.room import Room
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the other systems have no such limit")
if sys.platform == "linux":
    import resource

_SMALL, _LARGE = 640 * 360, 3840 * 2160


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    yield
    resource.setrlimit(resource.RLIMIT_DATA, before)


def _allowed(room: Room) -> int:
    return resource.getrlimit(resource.RLIMIT_DATA)[0] - room._have


def test_there_is_room_for_pictures_and_not_for_much_else() -> None:
    room = Room("stream")
    room.fit(_SMALL)
    with pytest.raises(MemoryError):
        bytearray(2_000_000_000)
    assert len(bytearray(100_000_000)) == 100_000_000
    small = _allowed(room)
    room.fit(_LARGE)
    assert _allowed(room) > small + 16 * 3 * _LARGE
    room.fit(10**12)  # what claims to be larger than any is refused elsewhere
    assert _allowed(room) < 4_000_000_000


def test_recordings_have_more_because_their_tables_are_long() -> None:
    assert _allowed(Room("stream")) < 800_000_000
    assert _allowed(Room("file")) >= 2_000_000_000


def test_a_cameras_decoder_has_such_a_limit(mjpeg: Any, camera: Any) -> None:
    mjpeg.plans.append((10_000, (320, 240)))
    source = open_source(camera(mjpeg.address))
    frames = source.frames()
    frame = next(frames)
    process = psutil.Process(source._process.pid)
    limit, data = process.rlimit(psutil.RLIMIT_DATA)[0], process.memory_info().data
    source.release(frame)
    source.close()
    assert 100_000_000 < limit - data < 500_000_000


@pytest.mark.parametrize(("kind", "remedy"), [("file", "another video file"), ("stream", "the camera")])
def test_what_helps_against_a_file_is_not_what_helps_against_a_camera(
    kind: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bloated(_job: Job) -> None:
        raise MemoryError

    monkeypatch.setattr(decoder.captures, "build", bloated)
    job = Job(kind, "x", ring="", live=False, paced=False, timeout=1.0)
    nothing: Any = None
    _, problem, _ = decoder._work(job, nothing, nothing, nothing)
    assert problem is not None
    assert remedy in PROBLEMS[problem].remedy
    assert remedy in hung(5.0, None, kind).remedy
