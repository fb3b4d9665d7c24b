"""Strangers at the embedded broker's door cost nobody else anything."""

from __future__ import annotations

import resource
import socket
import struct
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import psutil
import pytest
from waiting import eventually

from core.telemetry import door
from core.telemetry.broker import USER, EmbeddedBroker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[EmbeddedBroker]:
    one = EmbeddedBroker(0, tmp_path / "password")
    one.start()
    yield one
    one.close()


def _text(words: str) -> bytes:
    return struct.pack(">H", len(words)) + words.encode()


def _packet(kind: int, body: bytes) -> bytes:
    length, left = b"", len(body)
    while True:
        left, digit = left >> 7, left & 0x7F
        length += bytes([digit | (0x80 if left else 0)])
        if not left:
            return bytes([kind]) + length + body


def _login(broker: EmbeddedBroker, name: str, password: str | None = None) -> socket.socket | None:
    """A connection that was let in; None if it was not."""
    line = socket.create_connection(("127.0.0.1", broker.port), timeout=20)
    body = _text("MQTT") + bytes([4, 0b11000010, 0, 60]) + _text(name) + _text(USER)
    line.sendall(_packet(0x10, body + _text(broker.password if password is None else password)))
    with suppress(OSError):
        if line.recv(4) == bytes([0x20, 2, 0, 0]):
            return line
    line.close()
    return None


def _open() -> int:
    return psutil.Process().num_fds()


def test_hundreds_that_say_nothing_keep_nobody_out(broker: EmbeddedBroker) -> None:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    assert limit < 0 or limit > 400
    before = _open()
    with ExitStack() as held:
        for _ in range(150):
            held.enter_context(socket.create_connection(("127.0.0.1", broker.port), timeout=5))
        line = _login(broker, "me")
        assert line is not None
        with line:
            eventually(lambda: _open() <= before + 150 + 1 + door.WAITING + 2)


def test_whoever_does_not_log_in_in_time_goes(broker: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LOGIN_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", broker.port), timeout=20) as line:
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 20:  # a byte now and then is no login
                line.sendall(b"\x10" if time.monotonic() - began < 0.1 else b"\xff")
                time.sleep(0.1)
        assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "said", [b"GET / HTTP/1.1\r\n\r\n", b"\x10\xff\xff\xff\x7f", b"\x10\xff\xff\xff\xff\xff", b"\x30\x02ab"]
)
def test_whoever_speaks_no_mqtt_goes_at_once(broker: EmbeddedBroker, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", broker.port), timeout=20) as line:
        line.sendall(said)
        with suppress(ConnectionResetError):
            assert line.recv(1) == b""
    assert _login(broker, "me", "wrong") is None


def test_whoever_does_not_read_is_sent_away(broker: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SLOW_SECONDS", 0.5)
    reader, writer = _login(broker, "reader"), _login(broker, "writer")
    assert reader is not None
    assert writer is not None
    with reader, writer:
        reader.sendall(_packet(0x82, b"\0\1" + _text("t") + b"\0"))
        reader.recv(5)
        for _ in range(300):
            writer.sendall(_packet(0x30, _text("t") + bytes(50_000)))
        time.sleep(2)
        got = 0
        with suppress(ConnectionResetError):
            while some := reader.recv(1_000_000):  # what was under way, then the end; else a time-out
                got += len(some)
        assert got < 300 * 50_000
        other = _login(broker, "other")
        assert other is not None
        other.close()
