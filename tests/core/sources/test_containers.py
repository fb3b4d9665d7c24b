"""One scene in many containers and codecs: each picture comes once, is itself, and has the time it was stored with."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import av
import numpy as np
import pytest

from core.sources.video import VideoCapture
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from core.types import Image

    Made = tuple[str, str, dict[str, str], Sequence[int], tuple[int, int]]

SIZE: Final = (192, 96)
FRAMES: Final = 40
MILLI: Final = Fraction(1, 1000)
EVENLY: Final = [k * 40 for k in range(FRAMES)]
#: Thirty frames a second, then nine, as a camera does at night.
UNEVENLY: Final = [*(round(k / 30 * 1000) for k in range(20)), *(round(667 + k / 9 * 1000) for k in range(20))]
WRAPS_AT: Final = 2**33 / 90_000  # seconds at which the clock of a transport stream begins anew, after 26.5 hours

#: By file: codec, pixel format, the codec's options, milliseconds of the frames, size.
MADE: Final[dict[str, Made]] = {
    "b_frames.mp4": ("libx264", "yuv420p", {"bf": "3"}, EVENLY, SIZE),
    "raw.h264": ("libx264", "yuv420p", {"bf": "2"}, EVENLY, SIZE),
    "camera.avi": ("mjpeg", "yuvj420p", {}, EVENLY, SIZE),
    "old.mpg": ("mpeg2video", "yuv420p", {"bf": "2"}, EVENLY, SIZE),
    "ten_bit.mp4": ("libx265", "yuv420p10le", {"x265-params": "log-level=none"}, EVENLY, SIZE),
    "odd.mkv": ("ffv1", "bgr0", {}, EVENLY, (193, 97)),
    "web.webm": ("libvpx-vp9", "yuv420p", {"deadline": "realtime", "cpu-used": "8"}, EVENLY, SIZE),
    "varies.mp4": ("libx264", "yuv420p", {"bf": "2"}, UNEVENLY, SIZE),
    "varies.mkv": ("mjpeg", "yuvj420p", {}, UNEVENLY, SIZE),
    "wraps.ts": ("libx264", "yuv420p", {"bf": "2"}, EVENLY, SIZE),
}


def write(path: Path, shown: Iterable[Image], made: Made) -> Path:
    codec, pixels, options, times, (width, height) = made
    late = {"output_ts_offset": str(WRAPS_AT - 0.7)} if path.name == "wraps.ts" else {}
    with av.open(str(path), "w", container_options=late) as container:
        stream = container.add_stream(codec, rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, pixels
        if times is UNEVENLY:
            stream.codec_context.time_base = MILLI
        for picture, time in zip(shown, times, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, "bgr24")
            frame.pts, frame.time_base = time, MILLI
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def looked_at(path: Path) -> tuple[list[Image], list[float], str | None]:
    """All pictures, their places in seconds, and what is told in the end."""
    one = VideoCapture(Job("file", str(path), "", live=False, paced=False, timeout=5.0))
    shown, places = [], []
    while (picture := one.read(None)) is not None:
        shown.append(picture.copy())
        places.append(one.offset)
    told = one.ending(len(shown))[2]
    one.close()
    return shown, places, told


@pytest.mark.parametrize("name", MADE)
def test_each_picture_comes_once_at_its_time(tmp_path: Path, numbered: Any, name: str) -> None:
    times, size = MADE[name][3:]
    path = write(tmp_path / name, (numbered.picture(number, size) for number in range(FRAMES)), MADE[name])
    shown, places, told = looked_at(path)
    assert [numbered.read(picture) for picture in shown] == list(range(FRAMES))
    assert {picture.shape for picture in shown} == {(size[1], size[0], 3)}
    assert places == pytest.approx([time / 1000 for time in times], abs=0.002)
    assert told is None


def test_the_clock_of_that_transport_stream_does_begin_anew(tmp_path: Path, numbered: Any) -> None:
    path = write(tmp_path / "wraps.ts", (numbered.picture(k, SIZE) for k in range(FRAMES)), MADE["wraps.ts"])
    heads = [part[:10] for part in path.read_bytes().split(b"\0\0\1\xe0")[1:]]
    first, last = (int.from_bytes(head[5:6]) >> 3 & 1 for head in (heads[0], heads[-1]))  # the highest of 33 bits
    assert (first, last) == (1, 0)


def test_a_recorder_that_stores_every_picture_twice_changes_no_time(tmp_path: Path, numbered: Any) -> None:
    path = write(tmp_path / "a.mp4", (numbered.picture(k // 2, SIZE) for k in range(FRAMES)), MADE["b_frames.mp4"])
    shown, places, _ = looked_at(path)
    assert [numbered.read(picture) for picture in shown] == [number // 2 for number in range(FRAMES)]
    assert np.diff(places) == pytest.approx(0.04, abs=1e-6)


@pytest.mark.parametrize("kind", ["h264", "ts"])
def test_a_camera_that_changes_its_picture_size_goes_on(tmp_path: Path, numbered: Any, kind: str) -> None:
    parts = []
    for first, size in ((0, SIZE), (FRAMES, (320, 180)), (2 * FRAMES, SIZE)):
        shown = (numbered.picture(first + number, size) for number in range(FRAMES))
        made = (*MADE["raw.h264"][:4], size)
        parts.append(write(tmp_path / f"{first}.{kind}", shown, made).read_bytes())
    (tmp_path / f"joined.{kind}").write_bytes(b"".join(parts))
    pictures, places, _ = looked_at(tmp_path / f"joined.{kind}")
    assert [numbered.read(picture) for picture in pictures] == list(range(3 * FRAMES))
    assert [picture.shape[:2] for picture in pictures[::FRAMES]] == [(96, 192), (180, 320), (96, 192)]
    assert all(np.diff(places) > 0)
    assert places[-1] == pytest.approx(3 * FRAMES / 25, abs=0.2)
