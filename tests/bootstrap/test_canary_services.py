"""No secret of an installation leaves through what its services say, though this process has asked for none yet."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from command_line import call

from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.services.child import Child
from bootstrap.services.spec import ServiceSpec, TcpProbe, load
from bootstrap.setup.context import Context
from bootstrap.setup.doctor import diagnose
from core import scrub
from core.evidence import server
from core.scene.mqtt_signals import MqttSignals
from core.settings import parse

if TYPE_CHECKING:
    from pathlib import Path

CANARIES = {
    "mqtt-probe": "CANARY-probe-password-1",
    "influxdb-operator": "CANARY-operator/token+==",
    "grafana-admin": "CANARY-'grafana\"-2",
    "evidence-key": "CANARY-evidence-key-3",
}


@pytest.fixture
def thing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A service that repeats all secrets in its log, and is down."""
    monkeypatch.setattr(scrub, "_known", set())  # as in a process that has just begun
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path / "home"))
    layout = Layout(tmp_path / "prefix")
    for folder in (layout.services, layout.logs, layout.secrets, layout.run):
        folder.mkdir(parents=True, mode=0o700)
    for name, secret in CANARIES.items():
        (layout.secrets / name).write_text(f"{secret}\n", "utf-8")
    (layout.secrets / "odd").write_bytes(b"\xff\xfe")
    said = [f"http://admin:{quote(one, safe='')}@127.0.0.1/" for one in CANARIES.values()]
    said += [*map(repr, CANARIES.values()), *map(json.dumps, CANARIES.values()), *CANARIES.values()]
    records.log_path(layout, "thing").write_text("\n".join(f"error: refused {one}" for one in said), "utf-8")
    spec = ServiceSpec(name="thing", title="Thing", command=["/bin/thing"], ready=TcpProbe(port=1))
    records.definition_path(layout, "thing").write_text(spec.text(), "utf-8")
    return layout


ODD_REQUESTS = (
    "GET /{key} HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "GET /x?key={key} HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer {key}\r\n\r\n",
    "GET /x HTTP/1.1\r\nHost: {key}\r\n\r\n",
    "{key} / HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "GET / {key}\r\n\r\n",
    "GET /x HTTP/1.1\r\nHost: HOST\r\n{key}\r\n\r\n",
    "GET /x HTTP/1.1\r\nHost: HOST\r\nRange: bytes={key}\r\n\r\n",
)


def ask(port: int, request: str) -> str:
    """All that is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request.replace("HOST", f"127.0.0.1:{port}").encode())
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(partial(connection.recv, 65_536), b"")).decode("latin-1")


def leaks(text: str) -> list[str]:
    return re.findall(r".{0,60}CANARY.{0,30}", text)


@pytest.mark.parametrize("words", ["services logs thing", "services list --json", "status --json", "secrets list"])
def test_no_verb_shows_what_a_service_repeats(words: str, thing: Layout) -> None:
    done = call(*words.split(), "--prefix", str(thing.prefix))
    assert done.stdout
    assert leaks(done.stdout + done.stderr) == []
    assert "error: refused ***" in done.stdout or words != "services logs thing"


def test_doctor_shows_last_words_without(thing: Layout) -> None:
    (check,) = [check for check in diagnose(Context(thing)).checks if check.name == "thing"]
    assert "error: refused ***" in check.what
    assert leaks(f"{check.what} {check.remedy}") == []


def test_why_a_service_ended_is_told_without(thing: Layout) -> None:
    spec = load(records.definition_path(thing, "thing"))
    words = Child(spec, thing, time.monotonic)._last_words(1)
    assert "***" in words
    assert leaks(words) == []


def test_the_evidence_server_never_says_its_key(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    key = CANARIES["evidence-key"]
    with server.EvidenceServer(0, tmp_path, key) as one:
        threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
        answers = [ask(one.server_address[1], line.format(key=key)) for line in ODD_REQUESTS]
        one.shutdown()
    assert all(answers)
    (tmp_path / "key").write_bytes(f"{key}\xff".encode("latin-1"))
    given = ["--port", "1", "--folder", str(tmp_path), "--key-file", str(tmp_path / "key")]
    assert server.main(given) == 2
    said = capfd.readouterr()
    assert leaks("".join((*answers, said.out, said.err)).replace("\r\n", " ")) == []


def test_a_signal_feed_that_repeats_a_password_is_unknown_and_nothing_more(capfd: pytest.CaptureFixture[str]) -> None:
    settings = parse(
        "site: s\ncameras:\n  - id: c\n    source: simulator:crossroads\n"
        "    scene: {signals: [{id: lamp, kind: mqtt, topic: t}]}\n",
        "a test",
    )
    feed = MqttSignals(settings.cameras[0].scene.signals)
    for payload in ('"%s"', "%s", '{"state": "%s"}', '{"%s', '{"state": ["%s"]}', "\xff%s", "%s" * 999):
        feed.update("t", payload.replace("%s", CANARIES["mqtt-probe"]).encode("latin-1"), 1.0)
        assert feed.state("t", 1.0, 9.0) == "unknown"
    assert leaks("".join(capfd.readouterr()) + repr(vars(feed))) == []
