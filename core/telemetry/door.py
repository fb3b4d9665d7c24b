"""The door of the embedded broker: whoever has not logged in yet has little room and little time in it.

Any user of the machine can connect. A connection reaches the broker with its whole CONNECT packet (MQTT 3.1.1, section
3.1), which the broker then lets in or not at once; until then it is one of a few, and where there are too many, one of
them goes, another user's first: whoever knows the password is through in milliseconds.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from amqtt.adapters import StreamReaderAdapter, StreamWriterAdapter

from core.peers import makes_way

if TYPE_CHECKING:
    from amqtt.broker import Broker

_LISTENER: Final = "default"  # of the broker; it has none of its own
WAITING: Final = 32
INSIDE: Final = 100
LOGIN_SECONDS: Final = 5.0
_LONGEST_CONNECT: Final = 65_536  # bytes; names, a will and a password need a few hundred
_CONNECT: Final = 0x10
_LENGTH_BYTES: Final = 4
#: Bytes that somebody may leave unread, and for how long: meanwhile the broker keeps everything for everybody.
_UNREAD: Final = 60_000
SLOW_SECONDS: Final = 10.0
_LOOK_SECONDS: Final = 0.5


class Door:
    """Lets connections in to `broker`; all of it runs on the broker's event loop."""

    def __init__(self, broker: Broker) -> None:
        self._broker, self._port = broker, 0
        self._waiting: dict[asyncio.StreamWriter, int] = {}  # and the ports they come from
        self._inside: set[asyncio.StreamWriter] = set()
        self._looking: asyncio.Task[None] | None = None
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> None:
        """Listen.

        Raises:
            OSError: the port is taken.
        """
        self._port = port
        self._server = await asyncio.start_server(self._enter, host, port, reuse_address=True)
        self._looking = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Listen no more, and send away who is still at the door."""
        if self._server is not None and self._looking is not None:
            self._looking.cancel()
            self._server.close()
            for writer in [*self._waiting]:
                writer.transport.abort()

    async def _enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._waiting[writer] = (writer.get_extra_info("peername") or ("", 0))[1]
        if len(self._waiting) > WAITING:
            goes = makes_way(self._waiting, self._port)
            del self._waiting[goes]
            goes.transport.abort()
        try:
            begun = await asyncio.wait_for(_connect_packet(reader), LOGIN_SECONDS)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            begun = b""
        finally:
            self._waiting.pop(writer, None)
        try:
            if begun and len(self._inside) < INSIDE:
                await self._serve(_Begun(reader, begun), writer)
        finally:
            writer.transport.abort()

    async def _serve(self, reader: _Begun, writer: asyncio.StreamWriter) -> None:
        self._inside.add(writer)
        try:
            with suppress(ConnectionError):
                await self._broker.external_connected(reader, StreamWriterAdapter(writer), _LISTENER)
        finally:
            self._inside.discard(writer)

    async def _look(self) -> None:
        """Whoever does not read what he subscribed to would have it kept in memory without end, and others wait."""
        since: dict[asyncio.StreamWriter, float] = {}
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            now = time.monotonic()
            full = [writer for writer in self._inside if writer.transport.get_write_buffer_size() > _UNREAD]
            since = {writer: since.get(writer, now) for writer in full}
            for writer in [writer for writer, begun in since.items() if now - begun > SLOW_SECONDS]:
                writer.transport.abort()


class _Begun(StreamReaderAdapter):  # type: ignore[misc]  # amqtt ships no types
    """A reader of which the beginning was read already."""

    def __init__(self, reader: asyncio.StreamReader, begun: bytes) -> None:
        super().__init__(reader)
        self._begun = begun

    async def read(self, n: int = -1) -> bytes:
        """The next `n` bytes; the packet that was read is a whole one, and none is read across its end."""
        if not self._begun:
            return bytes(await super().read(n))
        given, self._begun = (self._begun, b"") if n < 0 else (self._begun[:n], self._begun[n:])
        return given


async def _connect_packet(reader: asyncio.StreamReader) -> bytes:
    """A whole CONNECT packet.

    Raises:
        ValueError: it is none, or longer than any.
        asyncio.IncompleteReadError: there is no more.
    """
    head = await reader.readexactly(1)
    if head[0] != _CONNECT:
        raise ValueError("no CONNECT")
    length = 0
    for place in range(_LENGTH_BYTES):  # seven bits each, the lowest first (section 2.2.3)
        head += await reader.readexactly(1)
        length |= (head[-1] & 0x7F) << (7 * place)
        if head[-1] < 0x80:  # noqa: PLR2004 -- no more follow
            break
    if length > _LONGEST_CONNECT:
        raise ValueError("too long")
    return head + await reader.readexactly(length)
