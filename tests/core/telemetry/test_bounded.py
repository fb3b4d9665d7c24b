"""What answers in a database's place takes bounded memory and time, and its status is understood."""

from __future__ import annotations

import itertools
import socketserver
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.errors import UserError
from core.reports.database import opened
from core.settings.sinks.influx import Influx
from core.sinks import bounded
from core.sinks.answers import Verdict
from core.sinks.influx import InfluxSink, Point
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from socket import socket

_ENDLESS = 200  # times a megabyte: what takes that much was not cut off


@contextmanager
def answering(answer: Callable[[socket], object]) -> Iterator[Influx]:
    """A server whose every answer is that one."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(60)
            with suppress(OSError):
                self.request.recv(65_536)
                answer(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        yield Influx.model_validate({"url": url, "org": "o", "bucket": "b", "token": "t"})
        server.shutdown()


def posted(options: Influx) -> Any:
    journal = SimpleNamespace(listen=lambda _: None)
    sink = InfluxSink(cast("Any", journal), "influx", options, lambda: "token")
    return sink._post([Point(cast("Any", None), b"a b=1 1")])


def test_an_answer_without_end_is_cut_off_and_its_status_counts() -> None:
    sent = [0]

    def endless(line: socket) -> None:
        line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n")
        for _ in range(_ENDLESS):
            line.sendall(b"z" * 1_000_000)
            sent[0] += 1

    with answering(endless) as options:
        answer = posted(options)
        assert answer.verdict is Verdict.MALFORMED
        assert answer.reason.startswith("HTTP 400: zzz")
        with pytest.raises(UserError, match=r"rejected the query: zzz.* \(400\)"), opened(options) as ask:
            list(ask("buckets()"))
    assert sent[0] < _ENDLESS / 2


def test_what_unpacks_to_more_than_there_is_memory_is_not_unpacked() -> None:
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join([*(pack.compress(bytes(1_000_000)) for _ in range(10)), pack.flush()])
    head = f"HTTP/1.1 503 Busy\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    with answering(lambda line: line.sendall(head.encode() + body)) as options:
        reading = bounded._Reading
        answers = []

        class Noted(reading):
            def request(self, *given: Any, **more: Any) -> Any:
                answers.append(super().request(*given, **more))
                return answers[-1]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bounded, "_Reading", Noted)
            assert posted(options).verdict is Verdict.LATER
    assert len(answers[0].data) == bounded.MOST


def test_bytes_that_are_no_text_are_told_as_well_as_they_can_be() -> None:
    with answering(lambda line: line.sendall(b"HTTP/1.1 400 No\r\nContent-Length: 5\r\n\r\n\xff\xfe\xfdab")) as options:
        answer = posted(options)
    assert (answer.verdict, answer.reason) == (Verdict.MALFORMED, "HTTP 400: \ufffd\ufffd\ufffdab")


def test_a_head_that_comes_letter_by_letter_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.5)
    over = threading.Event()

    def slowly(line: socket) -> None:
        line.sendall(b"HTTP/1.1 204 No")
        while not over.wait(0.05):
            line.sendall(b"z")

    with answering(slowly) as options:
        with pytest.raises(Unavailable, match="no response from"):
            posted(options)
        over.set()


def test_of_words_that_come_letter_by_letter_those_count_that_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.1)
    letters, closed = itertools.repeat(b"z"), list[str]()

    def read1(_: int) -> bytes:
        time.sleep(0.01)
        return next(letters)

    slow = SimpleNamespace(
        status=400,
        reason="Bad",
        headers={},
        read1=read1,
        close=lambda: closed.append("closed"),
        release_conn=lambda: closed.append("released"),
    )
    answer = bounded._read(cast("Any", slow))
    assert (answer.status, set(answer.data)) == (400, set(b"z"))
    assert closed == ["closed", "released"]


def test_a_connection_is_used_again_once_its_answer_is_read() -> None:
    lines = set[str]()

    def taken(line: socket) -> None:
        while True:
            lines.add(str(line.getpeername()))
            line.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            if not line.recv(65_536):
                return

    with answering(taken) as options:
        journal = SimpleNamespace(listen=lambda _: None)
        sink = InfluxSink(cast("Any", journal), "influx", options, lambda: "token")
        for _ in range(3):
            assert sink._post([Point(cast("Any", None), b"a b=1 1")]).verdict is Verdict.STORED
        sink._client.close()
    assert len(lines) == 1


def test_a_token_follows_no_redirect() -> None:
    elsewhere = list[bytes]()
    with answering(lambda line: elsewhere.append(line.recv(65_536))) as other:
        there = other.url.reveal()
        answer = f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {there}/\r\nContent-Length: 0\r\n\r\n".encode()
        with answering(lambda line: line.sendall(answer)) as options:
            assert posted(options).verdict is Verdict.REFUSED
            with pytest.raises(UserError, match=r"\(307\)"), opened(options) as ask:
                list(ask("buckets()"))
    assert elsewhere == []
