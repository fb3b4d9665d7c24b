"""A camera that speaks RTSP 1.0 (RFC 2326) over TCP and sends JPEG as RTP (RFC 2435), as strict as a real one."""

from __future__ import annotations

import base64
import socketserver
import struct
import threading
from typing import TYPE_CHECKING, Any

import cv2

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.types import Image

_FRAGMENT = 1400


def _segments(jpeg: bytes) -> dict[int, bytes]:
    """The marker segments of a baseline JPEG; under 0xDA what follows the scan header. Both tables under 0xDB."""
    found: dict[int, bytes] = {0xDB: b""}
    at = 2
    while True:
        marker, length = jpeg[at + 1], struct.unpack_from(">H", jpeg, at + 2)[0]
        body = jpeg[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == 0xDA:
            return found | {0xDA: jpeg[at:-2]}
        found[marker] = found[0xDB] + body if marker == 0xDB else body


def packets(image: Image, sequence: int, timestamp: int) -> list[bytes]:
    """RTP packets of one picture whose sides are multiples of 16."""
    parts = _segments(cv2.imencode(".jpg", image)[1].tobytes())
    assert parts[0xC0][7] == 0x22, "4:2:0, type 1 of RFC 2435"
    tables = b"".join(parts[0xDB][at + 1 : at + 65] for at in range(0, len(parts[0xDB]), 65))
    height, width = image.shape[:2]
    scan, out = parts[0xDA], []
    for offset in range(0, len(scan), _FRAGMENT):
        last = offset + _FRAGMENT >= len(scan)
        rtp = struct.pack(">BBHII", 0x80, 26 | (0x80 if last else 0), (sequence + len(out)) & 0xFFFF, timestamp, 7)
        head = struct.pack(">I", offset) + bytes((1, 255, width // 8, height // 8))
        quant = struct.pack(">BBH", 0, 0, len(tables)) + tables if offset == 0 else b""
        out.append(rtp + head + quant + scan[offset : offset + _FRAGMENT])
    return out


class RtspCamera:
    """Serves `picture(number)` for `frames` frames a connection, to viewer:s3cret only, at /live only."""

    def __init__(self, picture: Callable[[int], Image], frames: int = 10_000) -> None:
        self.picture = picture
        self.frames = frames
        self.sent = 0
        self.transports: list[str] = []
        self.stop = threading.Event()
        camera = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                camera.converse(self.rfile, self.wfile)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def address(self, user: str = "viewer:s3cret", path: str = "live") -> str:
        return f"rtsp://{f'{user}@' if user else ''}127.0.0.1:{self._server.server_address[1]}/{path}"

    def converse(self, requests: Any, out: Any) -> None:
        while line := requests.readline():
            headers = {}
            while (header := requests.readline().strip()) != b"":
                name, _, value = header.decode().partition(":")
                headers[name.lower()] = value.strip()
            method, url, _ = line.decode().split()
            status, extra, body = self._answer(method, url, headers)
            length = f"Content-Length: {len(body)}\r\n" if body else ""
            out.write(f"RTSP/1.0 {status}\r\nCSeq: {headers['cseq']}\r\n{extra}{length}\r\n{body}".encode())
            if method == "PLAY" and status == "200 OK":
                self._play(out)
                return

    def _answer(self, method: str, url: str, headers: dict[str, str]) -> tuple[str, str, str]:
        if method == "OPTIONS":
            return "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", ""
        if headers.get("authorization") != "Basic " + base64.b64encode(b"viewer:s3cret").decode():
            return "401 Unauthorized", 'WWW-Authenticate: Basic realm="camera"\r\n', ""
        if "/live" not in url:
            return "404 Not Found", "", ""
        return self._serve(method, url, headers)

    def _serve(self, method: str, url: str, headers: dict[str, str]) -> tuple[str, str, str]:
        if method == "DESCRIBE":
            sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\na=control:track0\r\n"
            return "200 OK", f"Content-Base: {url}/\r\nContent-Type: application/sdp\r\n", sdp
        if method == "SETUP":
            self.transports.append(headers["transport"])
            if "RTP/AVP/TCP" not in headers["transport"]:
                return "461 Unsupported Transport", "", ""
            return "200 OK", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 12345678\r\n", ""
        return "200 OK", "Session: 12345678\r\n", ""

    def _play(self, out: Any) -> None:
        sequence = 0
        for number in range(self.frames):
            try:
                for packet in packets(self.picture(self.sent), sequence, number * 3600):
                    out.write(struct.pack(">cBH", b"$", 0, len(packet)) + packet)
                    sequence += 1
            except OSError:
                return
            self.sent += 1
            if self.stop.wait(0.02):
                return

    def close(self) -> None:
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()
