"""Evidence for browsers of this machine, over HTTP: whoever has a sealed link sees one picture, and nobody else any.

`python -m core.evidence.server` is a service that setup installs. It needs no engine: pictures stay when a run ends.
Loopback keeps other machines out, the seal in a link (see `links`) other users of this one.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING, Any, Final

from core.errors import UserError
from core.evidence.answers import Answers
from core.evidence.links import HOST, address
from core.peers import makes_way
from core.threads import later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Files that are given at a time; a player holds one while it plays.
CONNECTIONS: Final = 16
#: Connections whose request is not whole yet; anybody may have one.
WAITING: Final = 32
_ASKING: Final = 5.0  # seconds for that
_LONGEST: Final = 60.0  # seconds for a file, all of it; a player asks for the rest again


class EvidenceServer(ThreadingMixIn, TCPServer):
    """Serves a folder on loopback, a thread for each of a bounded number of connections.

    Whoever knows no link can hold a few places at the door only, and keeps nobody out: neither those who do, nor the
    question whether it serves.

    Args:
        port: 0 for any that is free; see `server_address`.
        folder: of the evidence; need not be there yet.
        key: that links are sealed with.
        longest: seconds that a request may take, all of it.

    Raises:
        OSError: the port is taken.
        ValueError: there is no key, with which anybody could seal.
    """

    allow_reuse_address = os.name != "nt"  # there it would mean to share the port
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, folder: Path, key: str, longest: float = _LONGEST) -> None:
        if not key:
            raise ValueError("the key is empty")
        self.folder, self.key, self._longest = folder, key, longest
        self._places = threading.BoundedSemaphore(CONNECTIONS)
        self._waiting: dict[socket.socket, int] = {}  # and the ports they come from
        self._crowd = threading.Lock()
        super().__init__((HOST, port), Answers)
        self.hosts = [[f"{name}:{self.server_address[1]}"] for name in (HOST, "localhost")]

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as the base class has it
        """Begin to listen to a request; where too many are at it, one of them goes, another user's first."""
        with self._crowd:
            self._waiting[request] = client_address[1]
            if len(self._waiting) > WAITING:
                goes = makes_way(self._waiting, self.server_address[1])
                del self._waiting[goes]
                _cut(goes)
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread to be had: the base class closes the connection
            self.asked(request)
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as above
        """Answer, and let go."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.asked(request)

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as above
        """Listen for as long as there is time: who sends a letter now and then would stay for ever."""
        with _within(min(_ASKING, self._longest), lambda: self._give_up(request)):
            super().finish_request(request, client_address)

    def _give_up(self, request: socket.socket) -> None:
        if self.asked(request):
            _cut(request)

    def asked(self, request: socket.socket) -> bool:
        """The request is whole, or over: from now on it makes way for nobody. Whether it was not known yet."""
        with self._crowd:
            return self._waiting.pop(request, None) is not None

    @contextmanager
    def place(self, request: socket.socket) -> Iterator[bool]:
        """A place to be given a file, for a bounded time; False if there is none. Only sealed links take one."""
        if not self._places.acquire(blocking=False):
            yield False
            return
        try:
            with _within(self._longest, lambda: _cut(request)):
                yield True
        finally:
            self._places.release()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 -- as the base class has it
        """Say what kind of mistake it was, never in which link; that somebody has gone is none."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            sys.stderr.write(f"request failed: {type(error).__name__}\n")


@contextmanager
def _within(seconds: float, end: Callable[[], object]) -> Iterator[None]:
    timer = later(seconds, end, "evidence-limit")
    try:
        yield
    finally:
        timer.cancel()


def _cut(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


def main(arguments: list[str] | None = None) -> int:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(prog="evidence", description="Serve evidence on this machine (loopback only).")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--key-file", type=Path, required=True)
    given = parser.parse_args(arguments)
    try:
        with _server(given.port, given.folder, given.key_file) as server:
            sys.stdout.write(f"{given.folder} on {address(given.port)}\n")
            sys.stdout.flush()
            server.serve_forever()
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
    return 2


def _server(port: int, folder: Path, key_file: Path) -> EvidenceServer:
    try:
        return EvidenceServer(port, folder, key_file.read_text("utf-8").strip())
    except (OSError, ValueError) as error:
        raise UserError(f"cannot serve evidence on port {port}: {error}", "run: smart-intersection repair") from error


if __name__ == "__main__":
    sys.exit(main())
