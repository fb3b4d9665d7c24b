"""A real HTTP server for downloads, with the habits of real ones: ranges, broken transfers, redirects, errors."""

from __future__ import annotations

import hashlib
import http.server
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Habits:
    """What it serves and how."""

    files: dict[str, bytes] = field(default_factory=dict)
    ranges: bool = True
    break_after: list[int] = field(default_factory=list)  # bytes of each coming answer before the connection is cut
    statuses: list[int] = field(default_factory=list)  # of each coming answer, before it serves
    redirects: dict[str, str] = field(default_factory=dict)
    etag: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)  # path and range of each request


@contextmanager
def serving(habits: Habits) -> Iterator[str]:  # noqa: C901 - one small method a habit
    """Serve until the block ends; gives the base address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            habits.asked.append((self.path, self.headers.get("Range")))
            if habits.statuses:
                return self._plain(habits.statuses.pop(0))
            if self.path in habits.redirects:
                return self._plain(302, habits.redirects[self.path])
            if self.path not in habits.files:
                return self._plain(404)
            return self._file(habits.files[self.path])

        def _plain(self, status: int, location: str | None = None) -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _file(self, data: bytes) -> None:
            tag = f'"{hashlib.md5(data).hexdigest()}"'  # noqa: S324 - a name, as servers make them
            start, wanted = 0, self.headers.get("Range")
            if wanted and habits.ranges and self.headers.get("If-Range", tag) == tag:
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
                if start >= len(data):
                    return self._plain(416)
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            if habits.etag:
                self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            body = data[start:]
            if habits.break_after:
                self.wfile.write(body[: habits.break_after.pop(0)])
                self.wfile.flush()
                self.close_connection = True
                self.connection.shutdown(2)
                return None
            self.wfile.write(body)
            return None

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
