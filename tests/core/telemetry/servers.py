"""The real servers: mosquitto and VictoriaMetrics, on free ports of this machine, each in a folder of its own."""

from __future__ import annotations

import getpass
import json
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from ports import free_port

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CONNECT = b"\x10\x12\x00\x04MQTT\x04\x02\x00\x0a\x00\x06waiter"  # MQTT 3.1.1, section 3.1
_CONNACK = b"\x20"  # section 3.2, whoever may log in


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed; Debian's package of that name brings it")
    return found


class Server:
    """A program that serves a port; may be killed and started again on the same port and data."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> Sequence[str]:
        raise NotImplementedError

    def start(self) -> None:
        self._process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while True:
            try:
                self.serves()
            except OSError:
                assert self._process.poll() is None, f"{self.command()[0]} ended with {self._process.returncode}"
                assert time.monotonic() < deadline, f"{self.command()[0]} does not listen"
                time.sleep(0.02)
            else:
                return

    def serves(self) -> None:
        """Raises OSError until it does."""
        socket.create_connection(("127.0.0.1", self.port), timeout=1).close()

    def stop(self, *, kill: bool = False) -> None:
        if self._process is not None:
            (self._process.kill if kill else self._process.terminate)()
            self._process.wait(20)
            self._process = None


class Mosquitto(Server):
    """Users with passwords; `lines` are added to its configuration."""

    def __init__(self, folder: Path, users: dict[str, str] | None = None, lines: Sequence[str] = ()) -> None:
        super().__init__(free_port())
        self._program = program("mosquitto")
        self.config = folder / "mosquitto.conf"
        text = [f"listener {self.port} 127.0.0.1", f"user {getpass.getuser()}", *lines]
        if users:
            passwords = folder / "passwords"
            passwords.write_text("".join(f"{name}:{word}\n" for name, word in users.items()))
            subprocess.run([program("mosquitto_passwd"), "-U", passwords], check=True)
            text += [f"password_file {passwords}", "allow_anonymous false"]
        else:
            text += ["allow_anonymous true"]
        self.config.write_text("\n".join(text) + "\n")

    def command(self) -> Sequence[str]:
        return [self._program, "-c", str(self.config)]

    def serves(self) -> None:
        """It listens before it serves, and loses a request to end that comes in between: an answer is waited for."""
        if "certfile" in self.config.read_text():
            super().serves()
            return
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall(_CONNECT)
            if line.recv(4)[:1] != _CONNACK:
                raise ConnectionError(self.port)


class Victoria(Server):
    """A line protocol receiver that keeps one sample per series and millisecond."""

    def __init__(self, folder: Path) -> None:
        super().__init__(free_port())
        self._program = program("victoria-metrics")
        self._folder = folder / "victoria"

    def command(self) -> Sequence[str]:
        return [
            self._program,
            f"-storageDataPath={self._folder}",
            f"-httpListenAddr=127.0.0.1:{self.port}",
            "-retentionPeriod=100y",
            "-dedup.minScrapeInterval=1ms",
            "-loggerLevel=ERROR",
        ]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def series(self, name: str) -> list[dict[str, object]]:
        """All series of a metric with their samples."""
        httpx.get(f"{self.url}/internal/force_flush")
        answer = httpx.get(f"{self.url}/api/v1/export", params={"match[]": name, "start": "0"})
        return [json.loads(line) for line in answer.text.splitlines()]
