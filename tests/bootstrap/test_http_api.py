"""Asking our services: connections are kept, who somebody was is not."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from trickling import trickling

from bootstrap import http_api
from bootstrap.http_api import Api, RefusedError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Doorman(BaseHTTPRequestHandler):
    """Gives a cookie to whoever brings a token, and lets in whoever brings either."""

    protocol_version = "HTTP/1.1"
    visitors: list[tuple[int, str | None]]
    connections: list[socket.socket]

    def do_GET(self) -> None:
        self.connections.append(self.connection)
        self.visitors.append((self.client_address[1], self.headers.get("Cookie")))
        known = self.headers.get("Authorization") == "Token good" or "session=1" in (self.headers.get("Cookie") or "")
        self.send_response(200 if known else 401)
        if known:
            self.send_header("Set-Cookie", "session=1; Path=/")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def door(port: int = 0) -> Iterator[str]:
    Doorman.visitors, Doorman.connections = [], []
    server = ThreadingHTTPServer(("127.0.0.1", port), Doorman)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    for one in Doorman.connections:  # as when a process ends
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def ask(url: str, token: str) -> str:
    return Api("it", url, {"Authorization": f"Token {token}"}).get("/").headers.get("set-cookie", "")


def test_a_session_of_one_does_not_let_another_in() -> None:
    with door() as url:
        assert ask(url, "good").startswith("session=1")
        with pytest.raises(RefusedError) as refused:
            ask(url, "bad")
        assert refused.value.unauthorized
        assert {cookie for _, cookie in Doorman.visitors} == {None}


def test_one_connection_serves_for_many_questions_and_a_new_server_is_found() -> None:
    with door() as url:
        for _ in range(3):
            ask(url, "good")
        assert len({port for port, _ in Doorman.visitors}) == 1
    with pytest.raises(UnreachableError, match="does not respond"):
        ask(url, "good")
    with door(int(url.rpartition(":")[2])) as again:
        assert ask(again, "good")


def test_an_answer_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_api, "_PARTS", 0.01)  # times thirty seconds
    with trickling() as port, pytest.raises(UnreachableError, match="does not end"):
        Api("Grafana", f"http://127.0.0.1:{port}").get("/api/health")
