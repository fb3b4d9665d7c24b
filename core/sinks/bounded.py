"""What a database answers, or whatever stands in its place, takes bounded memory and time.

influxdb-client reads each answer to its end, unpacked, and takes it for UTF-8: one that never ends would take all the
memory of the engine, and one that comes a letter at a time would hold it for ever.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from core.threads import later

if TYPE_CHECKING:
    from collections.abc import Mapping

    import urllib3
    from influxdb_client.client.influxdb_client import InfluxDBClient

#: Bytes of an answer that are read; whoever says why has said it by then.
MOST: Final = 1_000_000
#: Seconds for the head of an answer, and again for its body.
SECONDS: Final = 60.0
_REFUSED: Final = 300
_CHUNK: Final = 16_384  # packed, of which a thousand times as much may come out


def bound(client: InfluxDBClient) -> None:
    """Have `client` read no more than that. Rows that are asked for are given as they come, and have no such limit."""
    rest = client.api_client.rest_client
    pool = rest.pool_manager
    pool.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
    rest.pool_manager = _Reading(pool)  # type: ignore[assignment]  # of which it uses `request` alone


@dataclass(frozen=True, slots=True)
class _Answer:
    """One that was read, as influxdb-client looks at it."""

    status: int
    reason: str | None
    headers: Mapping[str, str]
    data: bytes

    def getheaders(self) -> Mapping[str, str]:
        return self.headers

    def getheader(self, name: str) -> str | None:
        return self.headers.get(name)


class _Reading:
    """Takes the place of the client's pool of connections."""

    def __init__(self, pool: urllib3.PoolManager) -> None:
        self._pool = pool

    def request(self, method: str, url: str, *, preload_content: bool = True, **more: Any) -> Any:  # noqa: ANN401 -- as urllib3 has it
        answer = self._pool.request(method, url, preload_content=False, **more)
        return _read(answer) if preload_content or answer.status >= _REFUSED else answer


def _read(answer: urllib3.BaseHTTPResponse) -> _Answer:
    """As much of it as helps: what it means, its status says."""
    body, until, more = b"", time.monotonic() + SECONDS, True
    while more and len(body) < MOST and time.monotonic() < until:
        some = answer.read1(_CHUNK)
        body, more = body + some, bool(some)
    if more:
        answer.close()
    answer.release_conn()
    words = body[:MOST].decode("utf-8", "replace").encode()
    return _Answer(answer.status, answer.reason, answer.headers, words)


class _Timed:
    """Of a connection: the head of an answer comes in time."""

    sock: socket.socket | None
    _late = False

    def getresponse(self) -> Any:  # noqa: ANN401 -- as urllib3 has it
        timer = later(SECONDS, self._cut, "influx-limit")
        try:
            answer = super().getresponse()  # type: ignore[misc]  # of the connection
        finally:
            timer.cancel()
        if self._late:  # a head that breaks off is taken for a whole one
            raise TimeoutError
        return answer

    def _cut(self) -> None:
        self._late = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # None is suppressed


class _Http(_Timed, HTTPConnection):
    pass


class _Https(_Timed, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https
