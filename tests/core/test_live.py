"""The window between engine and app."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core import paths
from core.live import LiveReader, LiveWriter, live_path, read_state, write_state
from core.mapped import reserve

if TYPE_CHECKING:
    from pathlib import Path


def picture(value: int, width: int = 64, height: int = 48) -> np.ndarray:
    return np.full((height, width, 3), value, np.uint8)


def test_a_reader_sees_the_newest_frame_once(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    assert reader.read() is None
    writer.write(picture(7), {"frame": 1})
    writer.write(picture(9), {"frame": 2})
    frame = reader.read()
    assert frame is not None
    assert (frame.overlay, int(frame.image[0, 0, 0]), frame.image.shape) == ({"frame": 2}, 9, (48, 64, 3))
    assert reader.read(after=frame.seq) is None


def test_the_writer_knows_whether_somebody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    assert not writer.watched
    writer.write(picture(7), {})
    assert not writer.watched
    frame = reader.read()
    assert frame is not None
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 2)
    assert writer.watched
    monkeypatch.setattr(time, "monotonic", lambda: now + 60)
    assert not writer.watched
    assert reader.read(after=frame.seq) is None  # there is nothing new, and it is waited for
    assert writer.watched
    writer.write(picture(8, 128, 96), {})  # another file
    assert not writer.watched
    reader.read()
    assert writer.watched


def test_what_is_made_of_a_picture_where_it_lies_is_dropped_if_that_was_overwritten(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    writer.write(picture(7), {"frame": 1})
    assert reader.look(lambda image: int(image[0, 0, 0])) == (1, 7, {"frame": 1})

    def slowly(image: np.ndarray) -> int:
        for value in (8, 9):  # both halves
            writer.write(picture(value), {})
        return int(image[0, 0, 0])

    assert reader.look(slowly) is None
    assert reader.look(lambda image: int(image[0, 0, 0])) == (3, 9, {})
    with pytest.raises(ZeroDivisionError) as failed:
        reader.look(lambda _: 1 // 0)
    reader.close()  # though the traceback still holds the picture
    assert failed.tb is not None
    assert reader.look(lambda image: int(image[0, 0, 0])) == (3, 9, {})


def test_a_picture_is_published_once_more_with_another_overlay(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    writer.renew({"lines": ["nobody sees it"]})
    assert reader.read() is None
    for value in (7, 9):
        writer.write(picture(value), {"lines": []})
    before = reader.read()
    writer.renew({"lines": ["new"]})
    assert before is not None
    frame = reader.read(after=before.seq)
    assert frame is not None
    assert (frame.overlay, frame.image.tolist()) == ({"lines": ["new"]}, picture(9).tolist())
    writer.close()
    writer.renew({"lines": ["too late"]})


def test_a_reader_outlives_the_writer_and_finds_the_next_one(tmp_path: Path) -> None:
    first, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    first.write(picture(1), {})
    seen = reader.read()
    assert seen is not None
    first.close()
    second = LiveWriter(tmp_path, "cam")
    second.write(picture(2), {})
    frame = reader.read(after=0)
    assert frame is not None
    assert frame.image[0, 0, 0] == 2


def test_a_changed_frame_size_is_followed(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    for width, height in ((64, 48), (128, 96), (32, 32)):
        writer.write(picture(5, width, height), {"w": width})
        frame = reader.read()
        assert frame is not None
        assert frame.image.shape == (height, width, 3)
        assert frame.overlay == {"w": width}


def test_frames_are_never_torn_while_the_writer_runs(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    stop = threading.Event()

    def write() -> None:
        value = 0
        while not stop.is_set():
            value = (value + 1) % 256
            writer.write(picture(value, 640, 360), {"value": value})
            stop.wait(0.0005)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while reader.read() is None:  # a busy machine starts threads late
            pass
        seen = [frame for frame in (reader.read() for _ in range(2000)) if frame is not None]
    finally:
        stop.set()
        thread.join()
    assert seen
    for frame in seen:
        assert (frame.image == frame.overlay["value"]).all()


def test_an_overlay_that_does_not_fit_loses_its_objects_not_the_picture(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    writer.write(picture(3), {"objects": ["x" * 100] * 5000, "fps": 25})
    frame = reader.read()
    assert frame is not None
    assert frame.overlay == {"objects": [], "fps": 25, "truncated": True}


@pytest.mark.parametrize("content", [b"", b"SILIVE1\0", os.urandom(4096)])
def test_a_file_that_is_not_ours_is_no_frame(tmp_path: Path, content: bytes) -> None:
    live_path(tmp_path, "cam").write_bytes(content)
    assert LiveReader(tmp_path, "cam").read() is None


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_killed_writer_leaves_a_readable_frame_or_none(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys, numpy as np
        from pathlib import Path
        from core.live import LiveWriter
        writer = LiveWriter(Path(sys.argv[1]), "cam")
        for i in range(10**9):
            writer.write(np.full((360, 640, 3), i % 256, np.uint8), {"value": i % 256})
            if i == 50: print("going", flush=True)
    """)
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    frame = LiveReader(tmp_path, "cam").read()
    assert frame is None or (frame.image == frame.overlay["value"]).all()


def test_a_reader_lets_go_of_a_file_that_was_retired(tmp_path: Path) -> None:
    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    writer.write(picture(1), {})
    assert reader.read() is not None
    with live_path(tmp_path, "cam").open("r+b") as file:  # what the writer does on Windows
        file.write(bytes(8))
    assert reader.read() is None
    assert reader._map is None


def test_state_is_replaced_as_a_whole(tmp_path: Path) -> None:
    assert read_state(tmp_path) is None
    write_state(tmp_path, {"pid": 1})
    write_state(tmp_path, {"pid": 2})
    assert read_state(tmp_path) == {"pid": 2}
    assert [path.name for path in tmp_path.iterdir()] == ["engine.json"]
    (tmp_path / "engine.json").write_text("[1, 2")
    assert read_state(tmp_path) is None


def test_no_room_costs_pictures_and_is_told_until_there_is_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _size: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    writer, reader = LiveWriter(tmp_path, "cam"), LiveReader(tmp_path, "cam")
    monkeypatch.setattr("core.live.reserve", full)
    writer.write(picture(1), {})
    assert reader.read() is None
    assert list(tmp_path.iterdir()) == []
    told = f"the window gets no pictures: cannot write to {tmp_path}: No space left on device — free some disk space"
    assert writer.problem == told
    monkeypatch.undo()
    writer.write(picture(2), {})  # too soon to look again
    assert writer.problem == told
    monkeypatch.setattr("core.live._AGAIN_S", 0.0)
    writer._again = 0.0
    writer.write(picture(3), {})
    frame = reader.read()
    assert frame is not None
    assert (writer.problem, int(frame.image[0, 0, 0])) == (None, 3)


def test_a_mapped_file_has_all_its_room_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    handle = os.open(tmp_path / "x", os.O_RDWR | os.O_CREAT)
    reserve(handle, 3_000_000)
    status = os.fstat(handle)
    os.close(handle)
    assert (status.st_size, status.st_blocks * 512 >= 3_000_000) == (3_000_000, True)


@pytest.mark.parametrize("name", ["交" * 64, "é" * 64, "Nord/Süd: Ost", "x" * 64])
def test_the_longest_names_are_file_names_that_are_kept_apart(tmp_path: Path, name: str) -> None:
    writer = LiveWriter(tmp_path, name)
    writer.write(np.zeros((4, 6, 3), np.uint8), {})
    assert writer.problem is None
    assert LiveReader(tmp_path, name).read() is not None
    assert LiveReader(tmp_path, name[:-1] + "z").read() is None
    assert len(paths.safe_name(name)) <= 80
    writer.close()


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="room is taken by writing there anyway")
def test_a_file_system_that_cannot_reserve_room_gets_it_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    monkeypatch.setattr(os, "posix_fallocate", unknown)
    with (tmp_path / "a").open("wb") as file:
        reserve(file.fileno(), 3_000_000)
    assert (tmp_path / "a").stat().st_size == 3_000_000
