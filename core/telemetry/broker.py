"""The broker inside the engine, for machines that have none: MQTT 3.1.1, on this machine only, with a password."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.errors import UserError
from core.sinks.secrets import own_password
from core.threads import After, thread

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

HOST: Final = "127.0.0.1"
USER: Final = "smart-intersection"
_START_SECONDS: Final = 30.0


class EmbeddedBroker:
    """amqtt on an event loop and a thread of its own.

    Args:
        port: wanted port; if it is taken, or 0, a free one is used.
        password_file: where the generated password is kept, readable by this user alone.
    """

    def __init__(self, port: int, password_file: Path) -> None:
        self._wanted = port
        self.password_file = password_file
        self.password = ""
        self.port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._ready = threading.Event()
        self._error: Exception | None = None
        self._thread = thread(self._run, "broker", after=After.AGAIN)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"mqtt://{HOST}:{self.port}"

    def start(self) -> None:
        """Listen; returns when clients can connect.

        Raises:
            UserError: it cannot listen, or keep its password.
        """
        self.password = own_password(self.password_file)
        self.port = _usable_port(self._wanted)
        if self._wanted not in (0, self.port):
            log.warning("the broker's port is in use; using another one", wanted=self._wanted, port=self.port)
        self._thread.start()
        if not self._ready.wait(_START_SECONDS) or self._error is not None:
            raise UserError(
                f"the embedded broker cannot listen on {self.address}: {self._error or 'it did not start in time'}",
                "set telemetry.mqtt.port to a free port, or to 0 to choose one automatically",
            )

    @property
    def running(self) -> bool:
        """Whether clients can connect."""
        return self._ready.is_set() and self._error is None and self._thread.is_alive()

    def close(self, timeout: float = 10.0) -> None:
        """Stop listening and let go of all clients."""
        if self._loop is not None and self._stop is not None:
            with suppress(RuntimeError):  # its loop has ended already
                self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        served = self._ready.is_set()
        try:
            asyncio.run(self._serve())
        except Exception as error:
            self._error = error
            if served or self._ready.is_set():  # it has served already: it is begun again
                raise
        finally:  # what amqtt raises before that is told to start()
            self._ready.set()

    async def _serve(self) -> None:
        for noisy in ("amqtt", "transitions"):
            logging.getLogger(noisy).setLevel(logging.CRITICAL)
        from amqtt.broker import Broker  # noqa: PLC0415 -- slow to import and needed in this profile alone

        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        from core.telemetry.door import Door  # noqa: PLC0415 -- as above

        broker = Broker(self._config())
        await broker.start()
        door = Door(broker)
        await door.open(HOST, self.port)
        self._error = None
        self._ready.set()
        await self._stop.wait()
        await door.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(broker.shutdown(), 5)

    def _config(self) -> dict[str, Any]:
        return {
            "listeners": {"default": {"type": "external"}},  # see `door`
            "plugins": {"core.telemetry.broker_user.OneUser": {"username": USER, "password": self.password}},
        }


def _usable_port(wanted: int) -> int:
    """`wanted` if one can listen on it, else a free port."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # as asyncio does: connections of the last run, still fading, are in nobody's way
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise UserError(f"cannot listen on any port of {HOST}", "check this machine's firewall and limits")
