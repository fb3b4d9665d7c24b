"""No secret leaves: one of each kind is planted, everything fails in many ways, and all that was said is searched."""

from __future__ import annotations

import base64
import json
import re
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psutil
import pytest
from rich.console import Console

from bootstrap.log_lines import log_lines
from bootstrap.report_file import write_report
from core.engine import Engine
from core.journal.aside import Refused
from core.journal.journal import Journal
from core.journal.totals import Settled
from core.settings import Settings, parse
from core.settings.models import Journal as Bounds
from core.sinks.backoff import Backoff
from core.sinks.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARIES = {
    "camera": "Canary/CAMERA pass:word+1",
    "address": "CANARY-address-token-5",
    "mqtt": "CANARY-mqtt-'quoted\"-7",
    "influx": "CANARY-influx-AbCdEfGh1234==",
    "evidence": "CANARY-evidence-key-0123456789",
}
CAMERA = CANARIES["camera"]
BASIC = base64.b64encode(f"operator:{CAMERA}".encode()).decode()
#: Whatever is left of one of them, as text, address, JSON, Python or HTTP write it.
SEARCHED = re.compile(rf"CANARY-|Canary(?:/|%2[Ff])CAMERA|{re.escape(BASIC)}")


def leaks(where: str, text: str) -> list[str]:
    return [f"{where}: …{text[max(found.start() - 80, 0) : found.end() + 40]}" for found in SEARCHED.finditer(text)]


class Parrot(BaseHTTPRequestHandler):
    """Fails in another way each time, and repeats what it was given wherever an answer can."""

    asked = 0

    def answer(self) -> None:
        given = f"{self.headers['Authorization']} {CAMERA} {CANARIES['mqtt']} {self.path}"
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        status = (401, 400, 403, 404, 413, 422, 429, 500, 503, 302, -1, 0, 207)[Parrot.asked % 13]
        Parrot.asked += 1
        if status == -1:
            self.wfile.write(f"{given}\r\n\r\n".encode())
        if status <= 0:
            self.close_connection = True
            return
        body = json.dumps({"code": "invalid", "message": f"unable to parse: refused {given}"}).encode()
        self.send_response(status, f"no: {given}")
        self.send_header("WWW-Authenticate", f'Basic realm="{CAMERA}"')
        self.send_header("Retry-After", "0")
        self.send_header("Location", f"http://operator:{quote(CAMERA, safe='')}@127.0.0.1:1/x")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815 -- the base class looks for these names

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def parrot() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Parrot) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


_CAMERAS = '{id: shy, source: "http://AT"}, {id: works, source: "simulator:crossroads"}'


def canary_settings(folder: Path, port: int, cameras: str) -> Settings:
    """Settings with every canary, and all servers at one port.

    Args:
        folder: made, for the files of the secrets.
        port: of the server that knows them all.
        cameras: a list in YAML; `AT` is that server's address with the secrets of a camera.
    """
    folder.mkdir()
    for name in ("mqtt", "influx", "evidence"):
        (folder / name).write_text(CANARIES[name], "utf-8")
    at = f"operator:{quote(CAMERA, safe='')}@127.0.0.1:{port}"
    return parse(
        f"""
site: canary
cameras: [{cameras.replace("AT", f"{at}/stream?token={CANARIES['address']}")}]
telemetry:
  profile: remote
  mqtt: {{host: 127.0.0.1, port: {port}, username: engine, password_file: {folder}/mqtt}}
  influx: {{url: "http://{at}", token_file: {folder}/influx, flush_seconds: 0.1}}
  evidence_key_file: {folder}/evidence
  performance_interval: 0.2
""",
        "a test",
    )


def of_processes() -> str:
    """What everybody may see of the engine's children: how they were started."""
    texts = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            texts += [*child.cmdline(), *child.environ().values()]
    return "\n".join(texts)


def test_an_engine_whose_servers_repeat_its_secrets_tells_none(
    tmp_path: Path, parrot: int, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Backoff, "next", lambda _: 0.05)
    for module in ("influx", "answers", "connection"):
        monkeypatch.setattr(f"core.sinks.{module}._SLOW", 0.05)
    home = tmp_path / "home"
    settings = canary_settings(tmp_path / "given", parrot, _CAMERAS)
    texts = {"repr of the settings": f"{settings!r} {settings} {settings.model_dump_json()}"}
    with log_lines(Console(stderr=True, force_terminal=False)):
        engine = Engine(settings, state_dir=home, runtime_dir=home, cache_dir=home, realtime=True)
        engine.start()
        Parrot.asked = 0
        until = time.monotonic() + 30
        while time.monotonic() < until and (Parrot.asked < 13 or not engine.snapshot()["cameras"]["shy"]["reason"]):
            texts["processes"] = texts.get("processes", "") + of_processes()
            time.sleep(0.2)
        engine.stop()
    write_report(tmp_path / "report.json", engine.snapshot())
    texts |= {"the terminal": "".join(capfd.readouterr()), "report": (tmp_path / "report.json").read_text("utf-8")}
    texts |= {path.name: path.read_bytes().decode("latin-1") for path in home.rglob("*") if path.is_file()}
    assert {"engine.json", "journal.sqlite"} <= set(texts)
    assert engine.snapshot()["cameras"]["shy"]["reason"]
    assert Parrot.asked >= 13
    assert not [leak for where, text in texts.items() for leak in leaks(where, text)]


class _Failing(Sink):
    """Meets one error after the other."""

    name = "influx"

    def __init__(self, journal: Journal, errors: list[Exception]) -> None:
        super().__init__(journal, "influx", Backoff(0.001, 0.001))
        self.errors = errors
        self.said: list[str] = []

    def deliver(self, _reader: Any) -> None:
        token = CANARIES["influx"]  # what a traceback with local variables would show
        self.said.append(f"{self.stats()} {bool(token)}")
        if self.errors:
            raise self.errors.pop()
        self.journal.settle("influx", Settled(0, 0, (Refused(1, f"no: {token}", b""),)))
        self.closing.set()


def test_errors_that_hold_a_secret_are_told_without(
    tmp_path: Path, parrot: int, capfd: pytest.CaptureFixture[str]
) -> None:
    canary_settings(tmp_path / "given", parrot, _CAMERAS)
    from core.sinks.secrets import reveal  # noqa: PLC0415 -- beside its use

    token = reveal(None, str(tmp_path / "given" / "influx"), "token") or ""
    errors: list[Exception] = [
        UnicodeEncodeError("latin-1", f"Token \ufeff{token}", 6, 7, "ordinal not in range"),
        ValueError(f"Invalid header value {f'Token {token}'.encode()!r}"),
        KeyError(token), OSError(5, token, token), RuntimeError({"Authorization": f"Token {token}"}),
        ConnectionError(f"http://operator:{quote(CAMERA)}@127.0.0.1/"), AssertionError(BASIC), MemoryError(token),
        json.JSONDecodeError(token, token, 0), RecursionError(CAMERA), LookupError(repr(CAMERA)), TypeError([token]),
    ]  # fmt: skip
    with log_lines(Console(stderr=True, force_terminal=False)):
        journal = Journal(tmp_path / "home" / "journal.sqlite", Bounds(), ["influx"])
        journal.open()
        sink = _Failing(journal, errors)
        sink.start()
        sink.join(30)
        journal.close()
    assert len(sink.said) == 13
    texts = {"the terminal": "".join(capfd.readouterr()), "stats": "\n".join(sink.said)}
    texts |= {path.name: path.read_bytes().decode("latin-1") for path in (tmp_path / "home").rglob("*")}
    assert not [leak for where, text in texts.items() for leak in leaks(where, text)]
