"""Any picture of any container can be gone to, and is the one that playing through shows there."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from core.sources.video import VideoCapture
from core.sources.wire import Job

if TYPE_CHECKING:
    from pathlib import Path

NEVER = threading.Event()
MADE = {
    "vfr.mp4": "-vf select='not(mod(n\\,3))+lt(n\\,20)' -fps_mode vfr -c:v libx264 -bf 2",
    "open_gop.mp4": "-c:v libx264 -g 40 -bf 3 -x264-params open-gop=1",
    "ten.mkv": "-r 10 -c:v libx264 -g 250",
    "stream.ts": "-c:v libx264 -bf 3 -g 30",
    "plain.h264": "-c:v libx264 -bf 2",
    "flash.flv": "-c:v flv",
    "one.mp4": "-frames:v 1 -c:v libx264",
}


def capture(path: Path) -> VideoCapture:
    return VideoCapture(Job("file", str(path), "", live=False, paced=False, timeout=5.0))


def prints(path: Path, most: int = 400) -> list[tuple[float, str]]:
    """Offset and finger print of each picture, as they come one after the other."""
    one, found = capture(path), []
    while len(found) < most and (picture := one.read(None)) is not None:
        found.append((one.offset, hashlib.sha256(picture.tobytes()).hexdigest()))
    one.close()
    return found


def check(path: Path, places: int) -> None:
    pictures = prints(path)
    one, order = capture(path), random.Random(path.name)  # noqa: S311 -- a fixed choice
    one.read(None)
    for _ in range(places):
        at = order.randrange(len(pictures))
        for go, wanted in ((one.seek, at), (one.before, max(0, at - 1))):
            go(pictures[at][0], NEVER)
            picture = one.read(None)
            assert picture is not None
            assert (round(one.offset, 6), hashlib.sha256(picture.tobytes()).hexdigest()) == (
                round(pictures[wanted][0], 6),
                pictures[wanted][1],
            )
    one.close()


@pytest.mark.parametrize("name", ["ozlu_input_video.mp4", "vtest.avi"])
def test_any_picture_of_a_real_video(shared_data: Path, name: str) -> None:
    check(shared_data / "videos" / name, 4)


def test_any_picture_without_an_index(tmp_path: Path, numbered: Any) -> None:
    path = numbered.video(tmp_path / "a.avi", 80)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"idx1")])
    check(path, 6)


@pytest.mark.parametrize("name", MADE)
def test_any_picture_of_a_made_video(tmp_path: Path, shared_data: Path, name: str) -> None:
    check(made(shared_data, tmp_path / name, MADE[name]), 5)


def made(shared_data: Path, path: Path, options: str) -> Path:
    if not shutil.which("ffmpeg"):
        pytest.skip("there is no ffmpeg to make it with")
    source = shared_data / "videos" / "ozlu_input_video.mp4"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-t", "3", "-i", str(source), "-preset", "ultrafast"]
    words = [word.replace("'", "") for word in options.split(" ")]
    if subprocess.run([*command, *words, str(path)], check=False, capture_output=True).returncode:
        pytest.skip("this ffmpeg cannot make it")
    return path


def test_pixels_that_are_no_squares_are_stretched_and_turned_pictures_stand(tmp_path: Path, shared_data: Path) -> None:
    squeezed = made(shared_data, tmp_path / "a.mp4", "-vf scale=480:352,setsar=4/3 -c:v libx264")
    picture = capture(squeezed).read(None)
    assert picture is not None
    assert picture.shape == (352, 640, 3)
    turned = made(shared_data, tmp_path / "b.mp4", "-metadata:s:v rotate=90 -c copy")
    picture = capture(turned).read(None)
    assert picture is not None
    assert picture.shape == (640, 352, 3)
