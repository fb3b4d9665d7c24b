"""InfluxDB's write API as InfluxDB OSS 2.7 to 2.9 answers it: tokens, rights, partial writes, and faults on demand."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import zlib
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from line_protocol import LineError, Parsed, parse

if TYPE_CHECKING:
    from collections.abc import Callable

Key = tuple[str, frozenset[tuple[str, str]], int]
Fault = tuple[int, str, dict[str, str]]


@dataclass
class Bucket:
    """What is stored: the same measurement, tags and time overwrite, as in the real one."""

    points: dict[Key, dict[str, Any]] = field(default_factory=dict)
    types: dict[tuple[str, str], type] = field(default_factory=dict)
    oldest: int = 0

    def write(self, point: Parsed) -> str | None:
        """Store one point; the reason if the engine drops it."""
        if point.time < self.oldest:
            return "points beyond retention policy"
        for name, value in point.fields.items():
            known = self.types.setdefault((point.measurement, name), type(value))
            if known is not type(value):
                return (
                    f'field type conflict: input field "{name}" on measurement "{point.measurement}" is type'
                    f" {_TYPES[type(value)]}, already exists as type {_TYPES[known]}"
                )
        key = (point.measurement, frozenset(point.tags.items()), point.time)
        self.points.setdefault(key, {}).update(point.fields)
        return None


_TYPES = {float: "float", int: "integer", str: "string", bool: "boolean"}


class InfluxDouble:
    """A server on a free port of this machine.

    `faults` answers the next requests instead of the server; `rule` may answer any request by its lines.
    `check` is called with each request's query, headers and body: it raises if they break the published API.
    """

    def __init__(self, org: str = "smart-intersection", bucket: str = "traffic", port: int = 0) -> None:
        self.org, self.name = org, bucket
        self.bucket = Bucket()
        self.tokens = {"writer": "write", "reader": "read", "sleeper": "inactive"}
        self.faults: deque[Fault] = deque()
        self.rule: Callable[[list[str]], Fault | None] = lambda _: None
        self.check: Callable[[dict[str, str], dict[str, str], bytes], None] = lambda *_: None
        self.broken: list[str] = []
        self.requests: list[int] = []  # lines of each request that was understood
        self.max_body = 50_000_000
        self.connections: list[socket.socket] = []
        self.lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Gone, with every connection."""
        self._server.shutdown()
        self._server.server_close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def answer(self, query: dict[str, str], headers: dict[str, str], body: bytes) -> Fault:
        """Status, message and headers for a write request."""
        with self.lock:
            if self.faults:
                return self.faults.popleft()
            if len(body) > self.max_body:
                return 413, "request too large", {}
            refused = self._access(query, headers)
            if refused:
                return refused
            try:
                text = _inflate(headers, body)
            except zlib.error:  # a cut stream or a bad header
                return 500, "internal error", {}
            except gzip.BadGzipFile:
                return 400, "gzip: invalid checksum", {}
            return self._write(text.split("\n"))

    def _access(self, query: dict[str, str], headers: dict[str, str]) -> Fault | None:
        right = self.tokens.get(headers.get("authorization", "").removeprefix("Token "))
        if right is None:
            return 401, "unauthorized access", {}
        if query.get("org") != self.org:
            return 404, f'organization name "{query.get("org")}" not found', {}
        if query.get("bucket") != self.name:
            return 404, f'bucket "{query.get("bucket")}" not found', {}
        if query.get("precision", "ns") not in ("ns", "us", "ms", "s"):
            return 400, "invalid precision", {}
        return None if right == "write" else (403, "insufficient permissions for write", {})

    def _write(self, lines: list[str]) -> Fault:
        self.requests.append(len(lines))
        fault = self.rule(lines)
        if fault:
            return fault
        points, unread = [], []
        for line in lines:
            try:
                points.append(parse(line))
            except LineError as error:
                unread.append(f"unable to parse '{line}': {error}")
        if unread:
            return 400, "\n".join(unread), {}
        reasons = [reason for point in points if (reason := self.bucket.write(point))]
        if reasons:
            text = f"failure writing points to database: partial write: {reasons[0]} dropped={len(reasons)}"
            return 422, text, {}
        return 204, "", {}

    def delete(self, wanted: dict[str, str]) -> Fault:
        """Delete the points between two moments, ends included, that have all tags of the predicate."""
        start, stop = (_nanoseconds(wanted[key]) for key in ("start", "stop"))
        tags = {tuple(term.replace('"', "").split("=")) for term in wanted["predicate"].split(" AND ")}
        with self.lock:
            for key in [key for key in self.bucket.points if start <= key[2] <= stop and tags <= key[1]]:
                del self.bucket.points[key]
        return 204, "", {}

    def events(self, measurement: str = "counts") -> list[str]:
        """The `event` field of every stored point of a measurement."""
        with self.lock:
            return [fields["event"] for (name, _, _), fields in self.bucket.points.items() if name == measurement]


def _nanoseconds(text: str) -> int:
    whole, _, rest = text.removesuffix("Z").partition(".")
    return int(datetime.fromisoformat(f"{whole}+00:00").timestamp()) * 10**9 + int(rest.ljust(9, "0"))


def _inflate(headers: dict[str, str], body: bytes) -> str:
    if headers.get("content-encoding") != "gzip":
        return body.decode()
    reader = zlib.decompressobj(wbits=-15)
    if body[:2] != b"\x1f\x8b":
        raise zlib.error("gzip: invalid header")
    data = reader.decompress(body[10:])
    if not reader.eof:
        raise zlib.error("unexpected EOF")
    if int.from_bytes(reader.unused_data[:4], "little") != zlib.crc32(data):
        raise gzip.BadGzipFile
    return data.decode()


_CODES = {
    400: "invalid",
    401: "unauthorized",
    403: "forbidden",
    404: "not found",
    413: "request too large",
    422: "unprocessable entity",
    429: "too many requests",
    503: "unavailable",
}


def _handler(double: InfluxDouble) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            double.connections.append(self.connection)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            split = urlsplit(self.path)
            if split.path == "/api/v2/delete":
                return self._send(*double.delete(json.loads(body)))
            if split.path != "/api/v2/write":
                return self._send(404, "path not found", {})
            query = {key: values[0] for key, values in parse_qs(split.query).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            try:
                double.check(query, headers, body)
            except Exception as error:  # noqa: BLE001 -- shown by the test, which looks at `broken`
                double.broken.append(str(error))
            return self._send(*double.answer(query, headers, body))

        def _send(self, status: int, message: str, headers: dict[str, str]) -> None:
            code = _CODES.get(status, "internal error")
            text = b"" if status == 204 else json.dumps({"code": code, "message": message}).encode()
            self.send_response(status)
            extra = {"X-Influxdb-Build": "OSS", "X-Influxdb-Version": "v2.9.1", **headers}
            if text:
                extra |= {"Content-Type": "application/json; charset=utf-8", "X-Platform-Error-Code": code}
            for key, value in extra.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
