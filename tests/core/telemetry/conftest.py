"""Servers, real and not, that end with their test."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from influx_double import InfluxDouble
from listener import Listener
from samples import settings
from servers import Mosquitto, Victoria
from tcp_proxy import Proxy

from core.journal.journal import Journal
from core.settings.models import Journal as Bounds
from core.sinks.backoff import Backoff
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


@pytest.fixture
def influx() -> Iterator[InfluxDouble]:
    double = InfluxDouble()
    yield double
    double.close()
    assert not double.broken


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Callable[..., Mosquitto]]:
    started: list[Mosquitto] = []

    def start(users: dict[str, str] | None = None, lines: Sequence[str] = ()) -> Mosquitto:
        folder = tmp_path / f"mosquitto-{len(started)}"
        folder.mkdir()
        started.append(Mosquitto(folder, users, [line.format(folder=folder) for line in lines]))
        started[-1].start()
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def victoria(tmp_path: Path) -> Iterator[Victoria]:
    server = Victoria(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def proxy() -> Iterator[Callable[[int], Proxy]]:
    proxies: list[Proxy] = []

    def start(target: int) -> Proxy:
        proxies.append(Proxy(target))
        return proxies[-1]

    yield start
    for one in proxies:
        one.close()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Callable[..., Journal]]:
    """Opens journals, all on the same file unless told otherwise, and closes them."""
    opened: list[Journal] = []

    def start(*sinks: str, bounds: Bounds | None = None, path: Path | None = None) -> Journal:
        one = Journal(path or tmp_path / "journal.sqlite", bounds or Bounds(), sinks)
        one.open()
        opened.append(one)
        return one

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def listen() -> Iterator[Callable[..., Listener]]:
    listeners: list[Listener] = []

    def start(port: int, *topics: str, **options: Any) -> Listener:
        listeners.append(Listener(port, topics or ("traffic/#",), **options))
        return listeners[-1]

    yield start
    for one in listeners:
        one.close()


@pytest.fixture
def telemetry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Telemetry]]:
    """Started telemetry with these settings; the same state folder each time, unless told otherwise."""
    for sink in ("mqtt", "influx"):  # no test has minutes to spare
        monkeypatch.setattr(f"core.sinks.{sink}.Backoff", partial(Backoff, 0.05, 1.0))
    started: list[Telemetry] = []

    def start(folder: Path | None = None, **options: Any) -> Telemetry:
        one = Telemetry(settings(**options), folder or tmp_path / "state")
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        one.close(0.0)
