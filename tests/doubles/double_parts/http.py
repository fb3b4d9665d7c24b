"""A small JSON server: routes, refusals, a stop on SIGTERM."""

from __future__ import annotations

import json
import re
import signal
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable


class Refusal(Exception):  # noqa: N818 - what it is, not an accident
    """An answer that is an error."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    ids: tuple[str, ...] = ()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    status: int
    data: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None


Handler = "Callable[[Request], Reply]"


class Routes:
    """Which function answers what; `{id}` in a path is one part of it."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Callable[[Request], Reply]]] = []

    def add(self, method: str, path: str, handler: Callable[[Request], Reply]) -> None:
        self._routes.append((method, re.compile(re.sub(r"\{\w+\}", "([^/]+)", path)), handler))

    def knows(self, request: Request) -> bool:
        return any(method == request.method and pattern.fullmatch(request.path) for method, pattern, _ in self._routes)

    def answer(self, request: Request) -> Reply:
        known = False
        for method, pattern, handler in self._routes:
            found = pattern.fullmatch(request.path)
            known = known or found is not None
            if found and method == request.method:
                request.ids = found.groups()
                return handler(request)
        raise Refusal(405 if known else 404, "method not allowed" if known else "not found", "path not found")


def serve(
    address: tuple[str, int],
    answer: Callable[[Request], Reply],
    refuse: Callable[[Refusal], Reply],
    always: dict[str, str],
    signals: tuple[signal.Signals, ...] = (signal.SIGTERM, signal.SIGINT),
) -> None:
    """Serve until one of the signals."""
    lock = threading.Lock()

    class Http(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # as Go's servers do: else kept connections wait 40 ms for each body

        def _any(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            request = Request(self.command, parts.path, query, headers, body)
            try:
                with lock:
                    reply = answer(request)
            except Refusal as refusal:
                reply = refuse(refusal)
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            text = reply.text if reply.text is not None else "" if reply.data is None else json.dumps(reply.data)
            self.send_response(reply.status)
            kind = "application/json; charset=utf-8" if reply.text is None else "text/csv"
            for key, value in {**always, "Content-Type": kind, **reply.headers}.items():
                self.send_header(key, value)
            if reply.status != 204:
                self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            if reply.status != 204 and self.command != "HEAD":
                self.wfile.write(text.encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _any  # noqa: N815 - the server asks for these

        def log_message(self, *_: object) -> None:
            sys.stdout.write(f"{self.command} {urlsplit(self.path).path}\n")
            sys.stdout.flush()

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    server = Server(address, Http)
    for name in signals:
        signal.signal(name, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start())
    sys.stdout.write(f"listening on {address[0]}:{address[1]}\n")
    sys.stdout.flush()
    server.serve_forever(0.02)
    server.server_close()
