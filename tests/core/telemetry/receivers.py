"""A receiver for each kind of sink, all handled alike: what `test_every_sink.py` needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from influx_double import InfluxDouble
from listener import Listener
from servers import Mosquitto

if TYPE_CHECKING:
    from pathlib import Path

#: What is in the event that a receiver does not take until it has been away.
ODD = "x" * 5_000


class Receiver(Protocol):
    def options(self, *, right: bool = True) -> dict[str, Any]:
        """Settings to deliver here, with what it lets in or with what it does not."""

    def got(self) -> list[str]:
        """Ids of crossings in the order in which each came first."""

    def go(self) -> None:
        """Away, with every connection."""

    def come(self) -> None:
        """Back, with what it had."""


class Database:
    def __init__(self, _: Path) -> None:
        self._double = InfluxDouble()
        self._double.rule = _refuses_odd

    def options(self, *, right: bool = True) -> dict[str, Any]:
        token = "writer" if right else "reader"
        return {"profile": "local", "influx": {"url": self._double.url, "token": token, "flush_seconds": 0.05}}

    def got(self) -> list[str]:
        return self._double.events()

    def go(self) -> None:
        self._double.close()

    def come(self) -> None:
        bucket, port = self._double.bucket, self._double.port
        self._double = InfluxDouble(port=port)
        self._double.bucket = bucket


def _refuses_odd(lines: list[str]) -> tuple[int, str, dict[str, str]] | None:
    wrong = [line for line in lines if ODD in line]
    return (400, "\n".join(f"unable to parse '{line}': no" for line in wrong), {}) if wrong else None


class Broker:
    def __init__(self, folder: Path) -> None:
        kept = ("persistence true", f"persistence_location {folder}/", "max_queued_messages 0")
        self._broker = Mosquitto(folder, {"engine": "right", "listener": "word"}, kept)
        self._plain = self._broker.config.read_text()
        self._broker.config.write_text(f"{self._plain}message_size_limit 2000\n")
        self._broker.start()
        self._heard = Listener(self._broker.port, user=("listener", "word"))

    def options(self, *, right: bool = True) -> dict[str, Any]:
        password = "right" if right else "wrong"
        mqtt = {"port": self._broker.port, "username": "engine", "password": password}
        return {"profile": "local", "mqtt": mqtt}

    def got(self) -> list[str]:
        return list(dict.fromkeys(body["id"] for body in self._heard.bodies("traffic/detection")))

    def go(self) -> None:
        self._broker.stop()

    def come(self) -> None:
        self._broker.config.write_text(self._plain)
        self._broker.start()


RECEIVERS: dict[str, type[Database | Broker]] = {"influx": Database, "mqtt": Broker}
