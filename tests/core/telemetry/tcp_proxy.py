"""A TCP proxy that cuts, delays and truncates what passes through it."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress


class Proxy:
    """Forwards a free port of this machine to `target`.

    Attributes:
        delay: seconds before each piece is passed on.
        open: False refuses new connections by closing them at once.
        deaf: True takes what clients say, passes it on, and swallows the answers.
        truncate: bytes after which a client's next connection is cut in the middle of its request; used once.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.delay = 0.0
        self.open = True
        self.deaf = False
        self.truncate: int | None = None
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections now, in the middle of whatever they do."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if not self.open:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
                server.settimeout(None)
            except OSError:
                client.close()
                continue
            self._pairs.append((client, server))
            limit, self.truncate = self.truncate, None
            threading.Thread(target=self._pump, args=(client, server, limit, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, None, True), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, limit: int | None, answers: bool) -> None:  # noqa: FBT001
        with suppress(OSError):
            while piece := source.recv(65_536):
                if self.delay:
                    time.sleep(self.delay)
                if limit is not None:
                    piece, limit = piece[:limit], limit - len(piece)
                if not (answers and self.deaf):
                    sink.sendall(piece)
                if limit is not None and limit <= 0:
                    break
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
