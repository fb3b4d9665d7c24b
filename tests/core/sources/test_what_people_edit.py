"""What phones and editors make of a recording: mirrored, cut without being encoded again, with repeated pictures."""

from __future__ import annotations

import gc
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import av
import cv2
import numpy as np
import pytest

from core.errors import UserError
from core.sources import check_source, open_source
from core.sources.video import VideoCapture
from core.sources.wire import Job

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SIZE = (96, 64)


def looked_at(path: Path) -> tuple[list[NDArray[np.uint8]], list[float], str | None]:
    """All pictures, their places in seconds, and what is told in the end."""
    one = VideoCapture(Job("file", str(path), "", live=False, paced=False, timeout=5.0))
    shown, places = [], []
    while (picture := one.read(None)) is not None:
        shown.append(picture.copy())
        places.append(round(one.offset, 3))
    told = one.ending(len(shown))[2]
    one.close()
    return shown, places, told


def write(path: Path, shown: list[NDArray[np.uint8]], taken: str = "", **options: str) -> Path:
    with av.open(str(path), "w", options={"movflags": "use_metadata_tags"} if taken else {}) as container:
        if taken:
            container.metadata["com.android.capture.fps"] = taken
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", **options})
        stream.height, stream.width = shown[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for picture in shown:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "bgr24")))
        container.mux(stream.encode(None))
    return path


def corners() -> NDArray[np.uint8]:
    """Another brightness in each corner: 40, 100 above, 160, 220 below."""
    grey: NDArray[np.uint8] = np.array([[40, 100], [160, 220]], np.uint8).repeat(32, axis=0).repeat(48, axis=1)
    return np.stack([grey] * 3, axis=2)


def show_by(path: Path, matrix: tuple[int, int, int, int]) -> None:
    """Have a player turn and mirror the picture of an MP4 file."""
    across, over, down, along = (65_536 * number for number in matrix)
    data = bytearray(path.read_bytes())
    struct.pack_into(">9i", data, data.index(b"tkhd") + 44, across, over, 0, down, along, 0, 0, 0, 1 << 30)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("matrix", "stored"),
    [
        ((-1, 0, 0, 1), np.fliplr),
        ((1, 0, 0, -1), np.flipud),
        ((-1, 0, 0, -1), lambda upright: np.rot90(upright, 2)),
        ((0, 1, -1, 0), np.rot90),
        ((0, -1, 1, 0), lambda upright: np.rot90(upright, 3)),
        ((0, 1, 1, 0), lambda upright: upright.swapaxes(0, 1)),
        ((0, -1, -1, 0), lambda upright: np.rot90(upright.swapaxes(0, 1), 2)),
    ],
)
def test_what_is_turned_and_mirrored_is_shown_as_a_player_shows_it(
    tmp_path: Path, matrix: tuple[int, int, int, int], stored: Any
) -> None:
    path = write(tmp_path / "a.mp4", [np.ascontiguousarray(stored(corners()))] * 3)
    show_by(path, matrix)
    shown, _, _ = looked_at(path)
    assert shown[0].shape == corners().shape
    assert np.abs(shown[0].astype(int) - corners())[8:-8, 8:-8].mean() < 8


def test_a_decoded_frame_goes_when_the_next_one_comes(tmp_path: Path) -> None:
    one = VideoCapture(
        Job("file", str(write(tmp_path / "it.mp4", [corners()] * 60)), "", live=False, paced=False, timeout=5.0)
    )
    gc.collect()  # the frames that were written
    gc.disable()
    try:
        while one.read(None) is not None:
            pass
        assert sum(isinstance(thing, av.VideoFrame) for thing in gc.get_objects()) < 10
    finally:
        gc.enable()
        one.close()


def test_a_recording_that_was_cut_between_whole_pictures_is_complete(tmp_path: Path, numbered: Any) -> None:
    """Such a file keeps the frames from the whole one on, and says which not to show."""
    pictures = [numbered.picture(number, (192, 96)) for number in range(60)]
    path, cut = write(tmp_path / "a.mp4", pictures, g="20", bf="0", crf="18"), tmp_path / "cut.mp4"
    with av.open(str(path)) as old, av.open(str(cut), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(video=0):
            if packet.dts is None or packet.pts is None or packet.pts * packet.time_base < 0.79:
                continue
            late = round(33 / 25 / packet.time_base)
            packet.pts, packet.dts, packet.stream = packet.pts - late, packet.dts - late, stream
            new.mux(packet)
    shown, places, told = looked_at(cut)
    assert [numbered.read(picture) for picture in shown] == list(range(33, 60))
    assert (places[-1], told) == (26 / 25, None)


def test_an_empty_packet_is_no_damage(tmp_path: Path, numbered: Any, monkeypatch: Any) -> None:
    """It says that the picture is still the same: encoders that are told to save bytes write many."""
    one = VideoCapture(
        Job(
            "file",
            str(write(tmp_path / "a.mkv", [numbered.picture(k, (192, 96)) for k in range(20)], crf="18")),
            "",
            live=False,
            paced=False,
            timeout=5.0,
        )
    )
    packets: list[Any] = list(one._container.demux(one._stream))
    for packet in packets[5:15:3]:
        empty = av.Packet(b"")
        empty.stream, empty.pts, empty.dts, empty.time_base = packet.stream, packet.pts, packet.dts, packet.time_base
        packets.insert(packets.index(packet), empty)
    monkeypatch.setattr(one, "_container", type("Fed", (), {"demux": lambda *_: packets, "streams": [1]}))
    shown = 0
    while one.read(None) is not None:
        shown += 1
    assert (shown, one._trust.refused, one._trust.repaired) == (20, 0, 0)


def test_a_single_image_is_no_recording_in_which_nobody_passed(tmp_path: Path, camera: Any) -> None:
    path = write(tmp_path / "a.mp4", [corners()])
    source = open_source(camera(path))
    for frame in source.frames():
        if frame is not None:
            source.release(frame)
    assert (source.state, source.reason) == (
        "failed",
        "the file contains a single image, in which nothing can be counted",
    )


@pytest.mark.parametrize(
    ("taken", "step", "told"),
    [
        ("200.000000", 0.005, "slow motion: the file plays 8 times slower than it was recorded, counted at true speed"),
        ("2.5", 0.4, "time lapse: the file plays 10 times faster than it was recorded, counted at true speed"),
        ("30.0", 0.04, None),
        ("60.0", 0.04, None),  # in the dark
        ("nan", 0.04, None),
        ("0", 0.04, None),
    ],
)
def test_slow_motion_and_time_lapse_are_counted_at_the_speed_of_what_happened(
    tmp_path: Path, taken: str, step: float, told: str | None
) -> None:
    path = write(tmp_path / "a.mp4", [corners()] * 12, taken)
    _, places, said = looked_at(path)
    assert places == [round(number * step, 3) for number in range(12)]
    assert said == told
    one = VideoCapture(Job("file", str(path), "", live=False, paced=False, timeout=5.0))
    assert one.length == pytest.approx(12 * step, abs=step / 4)
    one.seek(7 * step, threading.Event())
    one.read(None)
    assert round(one.offset, 3) == round(7 * step, 3)
    one.close()


def test_an_address_of_single_images_is_called_so(camera: Any) -> None:
    answer = cv2.imencode(".jpg", corners())[1].tobytes()

    class Snapshots(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Snapshots) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_port}/snapshot.jpg"
        one = VideoCapture(Job("stream", where, "", live=True, paced=False, timeout=20.0))
        assert one.read(None) is not None
        assert one.read(None) is None
        assert one.ending(1) == ("lost", "snapshot", None)
        one.close()
        with pytest.raises(UserError, match="the address delivers a single image, not a stream"):
            check_source(camera(where))
        server.shutdown()
