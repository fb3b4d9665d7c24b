"""Pictures of the ring, snapshots and clips."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from core.evidence import clip
from core.evidence.pictures import RATE, Picture, Ring, compress, paced, snapshot, write_clip

if TYPE_CHECKING:
    from pathlib import Path

RED = np.array([94, 77, 255])


def grey(width: int = 640, height: int = 360) -> Any:
    return np.full((height, width, 3), 120, np.uint8)


def is_red(pixel: Any) -> bool:
    return bool(np.abs(pixel.astype(int) - RED).max() < 60)


def small(time: float, size: int = 10) -> Picture:
    return Picture(time, b"x" * size, 1.0, {})


def test_a_ring_forgets_by_seconds_and_by_bytes() -> None:
    ring = Ring(10.0, 100)
    for step in range(200):
        ring.add(small(step / 5, 1))
    assert (len(ring), ring.bytes) == (51, 51)
    for step in range(20):
        ring.add(small(40 + step / 5, 30))
    assert ring.bytes <= 100
    ring.add(small(100.0, 1_000))
    assert (len(ring), ring.bytes) == (0, 0)


def test_a_ring_begins_anew_when_time_goes_back() -> None:
    ring = Ring(10.0, 1_000)
    ring.add(small(50.0))
    ring.add(small(49.0))
    assert [picture.time for picture in ring.between(0, 100)] == [49.0]
    assert ring.bytes == 10


def test_a_large_frame_is_kept_small_and_knows_its_scale() -> None:
    picture = compress(grey(1920, 1080), 5.0, {7: (0.0, 0.0, 1.0, 1.0)})
    image: Any = cv2.imdecode(np.frombuffer(picture.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert (image.shape, picture.scale, picture.time) == ((540, 960, 3), 0.5, 5.0)
    assert compress(grey(), 0.0, {}).scale == 1.0


def test_a_snapshot_has_the_box_on_it_and_a_line_below() -> None:
    data = snapshot(grey(), [(100.0, 50.0, 200.0, 150.0)], "red_light  süd")
    image: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert image.shape[1] == 640
    assert image.shape[0] > 360
    assert is_red(image[100, 100])
    assert is_red(image[150, 150])
    assert not is_red(image[100, 150])
    assert image[364:].max() > 200  # letters


def test_a_clip_is_as_long_as_it_was_and_follows_the_box(tmp_path: Path) -> None:
    times = [0.0, 0.2, 0.4, 1.0, 1.2, 1.4]  # two pictures came too fast to be kept
    pictures = [compress(grey(), time, {7: (40 + time * 300, 50.0, 140 + time * 300, 150.0)}) for time in times]
    path = tmp_path / "clip.webm"
    write_clip(path, pictures, (7, 8))
    video = cv2.VideoCapture(str(path))
    frames = []
    while (read := video.read())[0]:
        frames.append(read[1])
    assert len(frames) == 8
    assert video.get(cv2.CAP_PROP_FPS) == RATE
    for frame, shown in zip(frames, paced(pictures), strict=True):
        left = round(40 + shown.time * 300)
        assert is_red(frame[100, left]), shown.time
        assert not is_red(frame[100, left + 50])


def test_a_process_of_its_own_writes_the_same_or_says_why_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pictures = [compress(grey(), step / 5, {7: (40.0, 50.0, 140.0, 150.0)}) for step in range(5)]
    write_clip(tmp_path / "here.webm", pictures, (7, 8))
    capfd.readouterr()
    clip.write(tmp_path / "there.webm", pictures, (7, 8))
    assert capfd.readouterr() == ("", "")
    here, there = (cv2.VideoCapture(str(tmp_path / name)).read()[1] for name in ("here.webm", "there.webm"))
    assert np.array_equal(here, there)
    with pytest.raises(OSError, match=r"cannot write|writes no"):
        clip.write(tmp_path / "nowhere" / "there.webm", pictures, (7,))
    with pytest.raises(OSError, match="damaged"):
        clip.write(tmp_path / "there.webm", [Picture(0.0, b"no picture", 1.0, {})], ())


def test_what_a_clip_is_made_of_arrives_whole_or_not_at_all(tmp_path: Path) -> None:
    pictures = [
        compress(grey(64, 36), step / 5, {7: (4.0, 5.0, 14.5, 15.0), 9: (0.0, 0.0, 1.0, 1.0)}) for step in (0, 1)
    ]
    packed = clip.pack(tmp_path / "ä.webm", pictures, (7,))
    path, found, tracks = clip.unpack(io.BytesIO(packed))
    assert (path, tracks) == (tmp_path / "ä.webm", (7,))
    assert [one.jpeg for one in found] == [one.jpeg for one in pictures]
    assert [one.boxes for one in found] == [{7: (4.0, 5.0, 14.5, 15.0)}] * 2
    for cut in (0, 10, len(packed) - 1):
        with pytest.raises(EOFError):
            clip.unpack(io.BytesIO(packed[:cut]))


def test_a_camera_whose_size_changed_still_gives_a_clip(tmp_path: Path) -> None:
    pictures = [compress(grey(), 0.0, {}), compress(grey(801, 453), 0.2, {})]
    write_clip(tmp_path / "clip.webm", pictures, ())
    assert cv2.VideoCapture(str(tmp_path / "clip.webm")).read()[1].shape == (360, 640, 3)
