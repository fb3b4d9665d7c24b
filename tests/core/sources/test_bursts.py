"""A stream whose packets come in bursts, as segments do, gives the pictures that a steady one gives."""

from __future__ import annotations

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from core.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator

BURST = 0.5
FRAMES = 100


def segments(numbered: Any) -> list[bytes]:
    """A transport stream of 25 frames a second, cut every half second."""
    file, cuts = io.BytesIO(), [0]
    with av.open(file, "w", format="mpegts") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", "tune": "zerolatency"})
        stream.width, stream.height, stream.pix_fmt = 192, 96, "yuv420p"
        for number in range(FRAMES):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(numbered.picture(number, (192, 96)), "bgr24")))
            if number % round(25 * BURST) == 0:
                cuts.append(file.tell())
        container.mux(stream.encode(None))
    data = file.getvalue()
    return [data[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(data)], strict=True)]


@pytest.fixture
def address(numbered: Any) -> Iterator[str]:
    parts, over = segments(numbered), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "video/mp2t")
            self.end_headers()
            for part in parts:
                self.wfile.write(part)
                if over.wait(BURST):
                    return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/live"
    over.set()
    server.shutdown()
    server.server_close()


def test_pictures_that_come_in_bursts_are_all_seen_each_in_its_time(address: str, camera: Any, numbered: Any) -> None:
    source = open_source(camera(address))
    shown, taken = [], []
    for frame in source.frames():
        shown.append(numbered.read(frame.image))
        taken.append(frame.captured)
        source.release(frame)
        if shown[-1] >= 70:
            source.close()
    assert len(shown) > 40  # shown as they come, two or three of each burst would be seen
    period = np.diff(taken) / np.diff(shown)
    assert np.abs(period / 0.04 - 1).max() < 0.15
