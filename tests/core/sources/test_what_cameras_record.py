"""What cameras, encoders and recorders write: two fields in a frame, damage, several streams, covers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import av.error
import numpy as np
import pytest
from av.stream import Disposition

from core.sources.damage import Hole, Torn, Trust, missing
from core.sources.video import VideoCapture
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.types import Image

FIELDS = 0x40000 | 0x20000000  # FFmpeg's flags of interlaced coding


def capture(path: Path) -> VideoCapture:
    return VideoCapture(Job("file", str(path), "", live=False, paced=False, timeout=5.0))


def pictures(path: Path) -> tuple[list[tuple[float, Image]], str | None]:
    """All pictures with their place, and what is told in the end."""
    one, found = capture(path), []
    while (picture := one.read(None)) is not None:
        found.append((one.offset, picture.copy()))
    return found, one.ending(len(found))[2]


def write(path: Path, *streams: list[Image], codec: str = "libx264", flags: int = 0, **options: str) -> Path:
    with av.open(
        str(path), "w", container_options={"movflags": "faststart"} if path.suffix == ".mp4" else {}
    ) as container:
        made = []
        for shown in streams:
            stream = container.add_stream(codec, rate=25, options=options)
            stream.height, stream.width = shown[0].shape[:2]
            stream.pix_fmt = "yuv420p"
            stream.codec_context.flags |= flags
            made.append(stream)
        for stream, shown in zip(made, streams, strict=True):
            for picture in shown:
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "bgr24")))
            container.mux(stream.encode(None))
    return path


def bar(position: int) -> Image:
    picture = np.full((96, 160, 3), 60, np.uint8)
    picture[:, position : position + 24] = 220
    return picture


def woven(count: int) -> Iterator[Image]:
    """A bar that moves by five pixels from field to field."""
    for number in range(count):
        picture = bar(10 + 10 * number)
        picture[1::2] = bar(15 + 10 * number)[1::2]
        yield picture


@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [("a.mp4", "libx264", {"x264-params": "tff=1", "crf": "10"}), ("a.ts", "mpeg2video", {"qmax": "3", "top": "1"})],
)
def test_two_fields_become_one_picture(tmp_path: Path, name: str, codec: str, options: dict[str, str]) -> None:
    found, told = pictures(write(tmp_path / name, list(woven(12)), codec=codec, flags=FIELDS, **options))
    assert (len(found), told) == (12, None)
    for number, (_, picture) in enumerate(found[1:-1], 1):
        rows = picture[:, :, 1].astype(int)
        assert np.abs(rows[20:70:2] - rows[21:71:2]).mean() < 3  # woven, one pixel in sixteen differs by 160: 10
        bright = np.flatnonzero(rows[45] > 140)
        assert len(bright) == pytest.approx(24, abs=2)
        assert bright.mean() == pytest.approx(24 + 10 * number, abs=4)


def test_a_picture_that_cannot_be_made_is_none(tmp_path: Path, monkeypatch: Any) -> None:
    one, made = capture(write(tmp_path / "a.mp4", [bar(10 * number) for number in range(6)])), []
    make = one._pictures.make

    def fails_once(frame: Any, target: Image | None) -> Image:
        made.append(frame)
        if len(made) == 3:
            raise av.error.InvalidDataError(1, "cannot convert")
        return make(frame, target)

    monkeypatch.setattr(one._pictures, "make", fails_once)
    shown = [picture for _ in range(6) if (picture := one.read(None)) is not None]
    assert len(shown) == 5
    assert min(picture.max() for picture in shown) > 200  # none is black
    assert one.ending(5)[2] == "the file is incomplete: 5 of 6 frames could be read"


@pytest.fixture
def recording(tmp_path: Path, numbered: Any) -> Path:
    """Six seconds with a whole picture each half second."""
    shown = [numbered.picture(number, (192, 96)) for number in range(150)]
    return write(tmp_path / "a.mp4", shown, g="12", bf="2", crf="18")


def damaged(path: Path, begin: float, end: float) -> None:
    data, noise = bytearray(path.read_bytes()), np.random.default_rng(1)
    first, last = int(begin * len(data)), int(end * len(data))
    data[first:last] = noise.integers(0, 256, last - first, np.uint8).tobytes()
    path.write_bytes(bytes(data))


def test_a_damaged_recording_goes_on_behind_the_damage(recording: Path, numbered: Any) -> None:
    damaged(recording, 0.45, 0.6)
    found, told = pictures(recording)
    shown = [numbered.read(picture) for _, picture in found]
    assert shown == [round(offset * 25) for offset, _ in found]  # each picture is itself, and none is half of another
    assert shown[0] == 0
    assert shown[-1] == 149
    assert 90 < len(shown) < 140
    assert told is not None
    assert told.startswith(f"the file is incomplete: {len(shown)} of 150 frames could be read, gap from 0:00:0")


def test_what_is_missing_at_the_end_is_told_to_the_last_frames(recording: Path) -> None:
    recording.write_bytes(recording.read_bytes()[: int(recording.stat().st_size * 0.96)])
    found, told = pictures(recording)
    assert 135 < len(found) < 148
    assert told == f"the file is incomplete: {len(found)} of 150 frames could be read"


def test_a_hole_in_a_transport_stream_is_told(tmp_path: Path, numbered: Any) -> None:
    shown = [numbered.picture(number, (192, 96)) for number in range(150)]
    path = write(tmp_path / "a.ts", shown, g="12", bf="0", crf="18")
    data = path.read_bytes()
    first, last = (188 * int(part * len(data) / 188) for part in (0.3, 0.7))
    path.write_bytes(data[:first] + data[last:])
    found, told = pictures(path)
    assert [numbered.read(picture) for _, picture in found] == [round(offset * 25) for offset, _ in found]
    assert told is not None
    assert "gap from 0:00:01 to 0:00:04" in told


def test_joined_transport_streams_are_seen_whole(tmp_path: Path, numbered: Any) -> None:
    shown = [numbered.picture(number, (192, 96)) for number in range(60)]
    parts = [write(tmp_path / f"{first}.ts", shown[first : first + 30], g="12", bf="2", crf="18") for first in (0, 30)]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    found, told = pictures(joined)
    assert [numbered.read(picture) for _, picture in found] == list(range(60))
    assert found[-1][0] == pytest.approx(59 / 25, abs=0.001)
    assert told is None


def test_a_video_goes_on_that_has_another_number_from_the_middle_on(tmp_path: Path) -> None:
    parts = []
    for number in (256, 777, 555):
        path = tmp_path / f"{number}.ts"
        numbers = {"mpegts_start_pid": f"{number}", "mpegts_pmt_start_pid": f"{number + 99}"}
        with av.open(str(path), "w", container_options=numbers) as container:
            stream = container.add_stream("mpeg2video", rate=25, options={"g": "1"})
            stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
            for place in range(24):
                container.mux(stream.encode(av.VideoFrame.from_ndarray(bar(number // 10 + place), "bgr24")))
            container.mux(stream.encode(None))
        parts.append(path.read_bytes())
    (tmp_path / "joined.ts").write_bytes(b"".join(parts))
    found, told = pictures(tmp_path / "joined.ts")
    assert (len(found), told) == (72, None)
    assert np.diff([offset for offset, _ in found]) == pytest.approx(0.04, abs=0.002)
    assert [int((found[k][1][50, :, 1] > 140).argmax()) // 10 for k in (0, 24, 48)] == [2, 7, 5]


def test_a_whole_recording_is_told_nothing_of(recording: Path) -> None:
    found, told = pictures(recording)
    assert (len(found), told) == (150, None)


def test_the_default_stream_is_looked_at_and_a_cover_is_no_video(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", [bar(0)[:48, :64]] * 3, [bar(20)] * 5)
    again = tmp_path / "b.mkv"
    with av.open(str(path)) as old, av.open(str(again), "w") as new:
        streams = {stream.index: new.add_stream_from_template(stream) for stream in old.streams.video}
        streams[0].disposition, streams[1].disposition = Disposition.attached_pic, Disposition.default
        for packet in old.demux(*old.streams.video):
            if packet.size:
                packet.stream = streams[packet.stream_index]
                new.mux(packet)
    found, _ = pictures(again)
    assert [picture.shape for _, picture in found] == [(96, 160, 3)] * 5


def test_a_lost_packet_that_is_patched_up_costs_no_picture(tmp_path: Path) -> None:
    shown = [
        bar(2 * number) + np.random.default_rng(number).integers(0, 16, (96, 160, 3), np.uint8) for number in range(50)
    ]
    path = write(tmp_path / "a.ts", shown, codec="mpeg2video", g="25", qmax="4")
    clean = [picture for _, picture in pictures(path)[0]]
    with av.open(str(path)) as container:
        begins = [packet.pos for packet in container.demux() if packet.pos is not None]
    data = path.read_bytes()
    path.write_bytes(data[: begins[10] + 188] + data[begins[10] + 376 :])
    found, _ = pictures(path)
    assert len(found) >= 49
    for offset, picture in found:
        assert np.abs(picture.astype(int) - clean[round(offset * 25)]).mean() < 25  # a black picture: 80


def test_what_is_torn_is_no_picture_until_there_is_a_whole_one() -> None:
    trust = Trust()

    def seen(time: float, part: float, *, torn: bool = False, key: bool = False) -> bool:
        """Whether a frame is taken of which `part` is not what it was."""
        picture = np.full((240, 320, 3), 90, np.uint8)
        picture[: round(240 * part)] = 128
        frame = av.VideoFrame.from_ndarray(picture, "bgr24").reformat(format="yuv420p")
        frame.pts, frame.time_base, frame.key_frame = round(time * 1000), Fraction(1, 1000), key
        frame.opaque = Torn() if torn else None
        return trust.accepts(frame)

    assert seen(0.0, 0, key=True)
    assert seen(0.1, 0.5)  # nobody doubts it
    assert seen(0.2, 0.5, torn=True)  # patched up
    assert not seen(0.3, 0.1, torn=True)
    assert not seen(0.4, 0.1)  # made from the one before
    assert seen(0.5, 0.1, key=True)
    assert seen(0.6, 0.9)
    trust.broken()
    assert not seen(0.7, 0.1)
    assert not seen(5.6, 0.1)
    assert seen(5.8, 0.1)  # renewed bit by bit
    assert (trust.refused, trust.repaired) == (4, 1)


def test_frames_that_were_repaired_are_told_where_nothing_is_missing() -> None:
    assert missing(50, 50, [], 0) is None
    assert missing(50, 50, [], 3) == "the file is damaged: 3 frames were repaired by the decoder"
    assert missing(49, 50, [], 3) == "the file is incomplete: 49 of 50 frames could be read"
    holes = [Hole(1, 3), Hole(5, 3700)]
    assert missing(50, 50, holes, 0) == "the file is incomplete: 2 gaps, the longest from 0:00:05 to 1:01:40"
