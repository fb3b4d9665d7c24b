"""One HTTP GET by a socket: http.client, with the mail parser it brings, would be a fifth of the supervisor."""

from __future__ import annotations

import re
import socket
import time
from typing import Final

_URL: Final = re.compile(r"http://(?P<host>\[[^\]]+\]|[^:/?#]+)(?::(?P<port>\d+))?(?P<path>[^#]*)")
_PORT: Final = 80
# Of HTTP 1.0: the answer is not cut into chunks and ends with the connection (RFC 1945).
_ASK: Final = "GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n\r\n"
_STATUS: Final = re.compile(rb"HTTP/1\.\d (\d{3})\b")
_LENGTH: Final = re.compile(rb"^content-length:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)
_CHUNK: Final = 65_536


def get(url: str, timeout: float, most: int) -> tuple[int, bytes]:
    """Status and body.

    Args:
        url: http, without a login: services serve this machine only.
        timeout: seconds to connect, and again for the whole answer: one that trickles would be waited for for ever.
        most: bytes that are read.

    Raises:
        OSError: it could not be asked, or not in time.
        ValueError: the address is none, or the answer is none of HTTP.
    """
    found = _URL.fullmatch(url)
    if found is None:
        raise ValueError(f"{url!r} is not an HTTP address")
    with socket.create_connection((found["host"].strip("[]"), int(found["port"] or _PORT)), timeout) as connection:
        host = found["host"] + (f":{found['port']}" if found["port"] else "")
        path = found["path"] if found["path"].startswith("/") else f"/{found['path']}"
        connection.sendall(_ASK.format(path=path, host=host).encode())
        answer, until = b"", time.monotonic() + timeout
        while len(answer) < most and not _whole(answer) and (more := _more(connection, until)):
            answer += more
    return _parts(answer)


def _more(connection: socket.socket, until: float) -> bytes:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    connection.settimeout(left)
    return connection.recv(_CHUNK)


def _parts(answer: bytes) -> tuple[int, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    status = _STATUS.match(head)
    if status is None:
        raise ValueError("the response is not HTTP" if answer else "the connection was closed without a response")
    return int(status[1]), body


def _whole(answer: bytes) -> bool:
    """Some servers keep the connection open, whatever they are asked."""
    head, end, body = answer.partition(b"\r\n\r\n")
    length = _LENGTH.search(head) if end else None
    return length is not None and len(body) >= int(length[1])
