"""A broker that says what it likes: MQTT 5 by hand (OASIS, MQTT Version 5.0), on a thread of its own."""

from __future__ import annotations

import socketserver
import struct
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK = 0x10, 0x20, 0x30, 0x40, 0x80, 0x90
_STATUS: Final = b"traffic/status"


def variable(number: int) -> bytes:
    """A variable byte integer (1.5.5)."""
    found = bytearray()
    while True:
        number, digit = divmod(number, 128)
        found.append(digit | (0x80 if number else 0))
        if not number:
            return bytes(found)


def packet(first: int, body: bytes) -> bytes:
    return bytes([first]) + variable(len(body)) + body


def message(topic: bytes, payload: bytes, *, qos: int = 0, properties: bytes = b"") -> bytes:
    number = b"\0\1" if qos else b""
    body = struct.pack(">H", len(topic)) + topic + number + variable(len(properties)) + properties + payload
    return packet(PUBLISH | qos << 1, body)


def greeting(properties: bytes = b"") -> bytes:
    return packet(CONNACK, b"\0\0" + variable(len(properties)) + properties)


class HostileBroker:
    """Answers a connection with `greets`, a message with what `answers` gives for it, None for hanging up.

    Attributes:
        greets: the CONNACK, and whatever is to follow it.
        answers: reason code for topic and payload of what is published with QoS 1.
        subscribed: what follows the SUBACK.
        met: how many have connected.
    """

    def __init__(self) -> None:
        self.greets = greeting()
        self.answers: Callable[[bytes, bytes], int | None] = lambda _topic, _payload: 0
        self.subscribed = b""
        self.met = 0
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError):
                    outer._serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, line: socket) -> None:
        file = line.makefile("rb")
        while head := file.read(1):
            body = file.read(self._length(file.read(1), lambda: file.read(1)))
            match head[0] & 0xF0:
                case 0x10:
                    self.met += 1
                    line.sendall(self.greets)
                case 0x80:
                    line.sendall(packet(SUBACK, body[:2] + b"\0\1") + self.subscribed)
                case 0x30 if head[0] & 0x06:
                    answer = self._answer(body)
                    if answer is None:
                        return
                    line.sendall(answer)

    @staticmethod
    def _length(first: bytes, more: Callable[[], bytes]) -> int:
        length, shift, byte = first[0] & 0x7F, 7, first[0]
        while byte & 0x80:
            byte = more()[0]
            length |= (byte & 0x7F) << shift
            shift += 7
        return length

    def _answer(self, body: bytes) -> bytes | None:
        end = 2 + int.from_bytes(body[:2], "big")
        topic, number, payload = body[2:end], body[end : end + 2], body[end + 3 :]
        code = 0 if topic == _STATUS else self.answers(topic, payload)
        return None if code is None else packet(PUBACK, number + bytes([code]))
