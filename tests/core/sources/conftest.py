"""Videos whose frames bear their number, and a camera that serves them over HTTP and can be told to misbehave."""

from __future__ import annotations

import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Protocol

import cv2
import numpy as np
import pytest

from core.settings.models import Camera

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.types import Image

BITS = 12


class Numbered:
    """Pictures that show their number as twelve black or white bars, which survive lossy compression and scaling."""

    @staticmethod
    def picture(number: int, size: tuple[int, int] = (320, 240)) -> Image:
        bars = np.array([255 * (number >> bit & 1) for bit in range(BITS)], np.uint8)
        row = np.repeat(bars, -(-size[0] // BITS))[: size[0]]
        return np.ascontiguousarray(np.broadcast_to(row[None, :, None], (size[1], size[0], 3)))

    @staticmethod
    def read(image: Image) -> int:
        height, width = image.shape[:2]
        bar = -(-width // BITS)
        middles = [min(bar * bit + bar // 2, width - 1) for bit in range(BITS)]
        return sum(1 << bit for bit, x in enumerate(middles) if image[height // 2, x, 1] > 127)

    @classmethod
    def video(cls, path: Path, frames: int, fps: float = 10.0, size: tuple[int, int] = (320, 240)) -> Path:
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
        assert writer.isOpened()
        for number in range(frames):
            writer.write(cls.picture(number, size))
        writer.release()
        return path


class MjpegCamera:
    """A camera that streams multipart JPEG. Each connection gets the next plan: (frames, size), then it is dropped.

    `sent` counts frames written to the network in all; each shows its number. Without a plan: 404.
    """

    def __init__(self) -> None:
        self.plans: deque[tuple[int, tuple[int, int]]] = deque()
        self.sent = 0
        self.pause = 0.02
        self.stop = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://viewer:s3cret@127.0.0.1:{self._server.server_port}/video"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def do_GET(self) -> None:
                if not camera.plans:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                camera.stream(*camera.plans.popleft(), self.wfile.write)

        return Handler

    def stream(self, frames: int, size: tuple[int, int], write: Any) -> None:
        head = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
        for _ in range(frames):
            jpeg = cv2.imencode(".jpg", Numbered.picture(self.sent, size))[1].tobytes()
            try:
                write(head % len(jpeg) + jpeg + b"\r\n")
            except OSError:
                return
            self.sent += 1
            if self.stop.wait(self.pause):
                return

    def close(self) -> None:
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()


class MakeCamera(Protocol):
    def __call__(self, source: object, **settings: Any) -> Camera: ...


@pytest.fixture
def camera() -> MakeCamera:
    """Settings of a camera with that source."""
    return lambda source, **settings: Camera.model_validate({"id": "cam-1", "source": str(source)} | settings)


@pytest.fixture
def numbered() -> type[Numbered]:
    return Numbered


@pytest.fixture
def mjpeg() -> Iterator[MjpegCamera]:
    camera = MjpegCamera()
    yield camera
    camera.close()
