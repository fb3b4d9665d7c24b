"""The wide search for secrets: every server an engine talks to fails in twenty ways, and repeats what it was given."""

from __future__ import annotations

import socketserver
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import quote

import pytest
from drills import LONG
from rich.console import Console
from test_canary import BASIC, CAMERA, CANARIES, canary_settings, leaks, of_processes

from bootstrap.log_lines import log_lines
from bootstrap.report_file import write_report
from core.engine import Engine
from core.sinks.backoff import Backoff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE: Final = 120.0  # seconds: a limit against hanging
_WAYS: Final = 20
_ENOUGH: Final = 2  # times that each of them has failed
_STATUSES: Final = (400, 401, 403, 404, 405, 407, 408, 413, 422, 429, 500, 502, 503, 504)
#: Reason codes with which a broker of MQTT 5 refuses.
_REFUSALS: Final = bytes.fromhex("80 81 82 83 84 85 86 87 88 89 8a 8c 90 95 97 99 9a 9b 9c 9d")
_CONNECT: Final = 0x10
_CAMERAS: Final = """{id: web, source: "http://AT"}, {id: rtsp, source: "rtsp://AT"},
  {id: works, source: "simulator:crossroads", detector: {model: ground-truth}}"""


def _spoken(protocol: str, way: int, said: str) -> bytes:
    """An answer of HTTP or RTSP in one of the ways."""
    body = f'{{"code": "invalid", "message": "refused {said}"}}'
    heads = f'WWW-Authenticate: Basic realm="{said}"\r\nRetry-After: 0\r\nServer: {said}\r\nCSeq: 1\r\n'
    whole = f"{heads}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
    if way < len(_STATUSES):
        return f"{protocol} {_STATUSES[way]} no {said}\r\n{whole}".encode()
    elsewhere = f"Location: {protocol[:4].lower()}://operator:{quote(CAMERA, safe='')}@127.0.0.1:1/{said}\r\n"
    return (
        f"{protocol} 302 Found\r\n{elsewhere}{whole}".encode(),
        f"{protocol} 207 {said}\r\n{whole}".encode(),
        f"{said}\r\n\r\n".encode(),
        b"",
        f"{protocol} 200 OK\r\nContent-Length: 9999\r\n\r\n{said}".encode(),
        f"{protocol} 200 OK\r\nContent-Encoding: gzip\r\n{whole}".encode(),
    )[way - len(_STATUSES)]


def _broker(way: int, said: str) -> bytes:
    """A CONNACK that refuses, with a reason."""
    reason = said.encode()[:110]
    properties = bytes((0x1F, 0, len(reason))) + reason
    body = bytes((0, _REFUSALS[way], len(properties))) + properties
    return bytes((0x20, len(body))) + body


class Babbler(socketserver.BaseRequestHandler):
    """Camera, broker and database on one port; all of them fail in the way that is set."""

    way = 0
    failed: ClassVar[Counter[str]] = Counter()

    def handle(self) -> None:
        given = self.request.recv(65_536)
        said = " ".join((CAMERA, CANARIES["influx"], BASIC, CANARIES["mqtt"], CANARIES["address"]))
        first = given.split(b"\r\n")[0]
        if given[:1] == bytes((_CONNECT,)):
            who, answer = "mqtt", _broker(self.way, said)
        elif b"RTSP/" in first:
            who, answer = "rtsp", _spoken("RTSP/1.0", self.way, said)
        else:
            who = "influx" if b"/api/v2/write" in first else "http"
            answer = _spoken("HTTP/1.1", self.way, f"{said} {first.decode('latin-1')}")
        self.failed[who] += 1
        self.request.sendall(answer)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def handle_error(self, *_: Any) -> None:
        """Whoever is refused hangs up."""


@pytest.fixture
def port() -> Iterator[int]:
    Babbler.failed.clear()
    with _Server(("127.0.0.1", 0), Babbler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("way", [pytest.param(way, marks=LONG) for way in range(_WAYS)])
def test_whatever_fails_says_no_secret(
    way: int, tmp_path: Path, port: int, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Babbler, "way", way)
    monkeypatch.setattr(Backoff, "next", lambda _: 0.05)
    for module in ("influx", "answers", "connection"):
        monkeypatch.setattr(f"core.sinks.{module}._SLOW", 0.05)
    home, texts = tmp_path / "home", dict[str, str]()
    with log_lines(Console(stderr=True, force_terminal=False)):
        settings = canary_settings(tmp_path / "given", port, _CAMERAS)
        one = Engine(settings, state_dir=home, runtime_dir=home, cache_dir=home, realtime=True)
        one.start()
        until = time.monotonic() + _PATIENCE
        while any(Babbler.failed[who] < _ENOUGH for who in ("http", "rtsp", "influx", "mqtt")):
            assert time.monotonic() < until, Babbler.failed
            texts["processes"] = texts.get("processes", "") + of_processes()
            time.sleep(0.2)
        texts["snapshot"] = f"{one.snapshot()} {vars(one)}"
        one.stop()
    write_report(tmp_path / "report.json", one.snapshot())
    texts |= {"the terminal": "".join(capfd.readouterr()), "report": (tmp_path / "report.json").read_text("utf-8")}
    texts |= {path.name: path.read_bytes().decode("latin-1") for path in home.rglob("*") if path.is_file()}
    assert {"engine.json", "journal.sqlite"} <= set(texts)
    assert not [leak for where, text in texts.items() for leak in leaks(where, text)]
