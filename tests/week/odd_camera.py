"""A camera over HTTP (multipart JPEG) with moods, and a record of when it sent pictures that can be counted."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Literal

import cv2
import numpy as np

Mood = Literal["good", "frozen", "slow", "garbage", "silent", "away"]
_SIZE: Final = (320, 240)
_PERIOD: Final = 0.1  # seconds
_CROSSING: Final = 3.0  # seconds in which a car comes through the picture
_PART: Final = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n"


class OddCamera:
    """Serves everybody at any path; a mood holds from the next picture on.

    Attributes:
        sent: monotonic seconds of each good picture.
    """

    def __init__(self) -> None:
        self.mood: Mood = "good"
        self.sent: list[float] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/video"

    def close(self) -> None:
        self.mood = "away"
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def do_GET(self) -> None:
                if camera.mood == "away":
                    self.send_error(503)
                    return
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=part")
                self.end_headers()
                with suppress(OSError):
                    camera._serve(self.wfile)
                self.close_connection = True

        return Handler

    def _serve(self, out: Any) -> None:
        still = _picture(0.0)
        while (mood := self.mood) != "away":
            now = time.monotonic()
            if mood in {"good", "slow"}:
                still = _picture(now)
            data = os.urandom(4_000) if mood == "garbage" else still
            if mood != "silent":
                out.write(_PART % (len(data), data))
            if mood == "good":
                self.sent.append(now)
            time.sleep(3.0 if mood == "slow" else _PERIOD)


def _picture(now: float) -> bytes:
    """A grey road with a sensor's noise, and a bright car that drives from left to right again and again."""
    width, height = _SIZE
    image = np.random.default_rng(int(now * 1_000)).integers(85, 95, (height, width, 3), np.uint8)
    left = int(now % _CROSSING / _CROSSING * (width + 60)) - 60
    cv2.rectangle(image, (left, 90), (left + 60, 140), (230, 230, 240), -1)
    return bytes(cv2.imencode(".jpg", image)[1])
