"""Probes against real sockets: the truth in one line, and never longer than the timeout."""

from __future__ import annotations

import http.server
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from trickling import trickling
from waiting import eventually

from bootstrap.services import probes
from bootstrap.services.probes import check, connect_packet, wait_healthy, without_traces
from bootstrap.services.spec import HttpProbe, MqttProbe, StateProbe, TcpProbe
from bootstrap.services.starving import Seen, _look, starves
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def answering(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that takes one message and answers with these bytes."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                heard.append(connection.recv(1000))
                connection.sendall(answer)
                connection.settimeout(2)
                heard.append(connection.recv(1000))

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1], heard
        thread.join(5)


class _Json(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/health": b'{"status": "pass"}', "/list": b"[]", "/text": b"hello"}.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Json) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def mqtt(port: int, folder: Path) -> MqttProbe:
    secret = folder / "secret"
    secret.write_text("a long enough secret\n")
    return MqttProbe(port=port, username="probe", password_file=secret)


def test_a_closed_port_is_unhealthy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert check(TcpProbe(port=port), 1) is None
    assert "refused" in str(check(TcpProbe(port=port), 1)).lower()


def test_http_looks_at_status_and_at_the_key(web: str) -> None:
    assert check(HttpProbe(url=f"{web}/health"), 1) is None
    assert check(HttpProbe(url=f"{web}/health", key="status", value="pass"), 1) is None
    assert "status is 'pass', expected 'fail'" in str(
        check(HttpProbe(url=f"{web}/health", key="status", value="fail"), 1)
    )
    assert "returned HTTP 404" in str(check(HttpProbe(url=f"{web}/nothing"), 1))


@pytest.mark.parametrize("path", ["list", "text"])
def test_http_with_other_content_is_unhealthy_not_an_exception(web: str, path: str) -> None:
    assert check(HttpProbe(url=f"{web}/{path}", key="status", value="pass"), 1) is not None


def test_mqtt_is_healthy_when_the_broker_accepts_and_says_good_bye(tmp_path: Path) -> None:
    with answering(b"\x20\x02\x00\x00") as (port, heard):
        assert check(mqtt(port, tmp_path), 2) is None
    assert heard == [connect_packet("probe", "a long enough secret"), b"\xe0\x00"]


def test_mqtt_says_why_it_was_refused_without_the_password(tmp_path: Path) -> None:
    with answering(b"\x20\x02\x00\x05") as (port, _):
        assert check(mqtt(port, tmp_path), 2) == "the broker rejected probe: not authorised"


def test_mqtt_is_not_fooled_by_another_server(tmp_path: Path) -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as (port, _):
        assert "not an MQTT broker" in str(check(mqtt(port, tmp_path), 2))


def test_mqtt_without_its_password_file_is_unhealthy(tmp_path: Path) -> None:
    probe = MqttProbe(port=1, username="probe", password_file=tmp_path / "missing")
    assert "missing" in str(check(probe, 1))


def test_a_server_that_accepts_and_says_nothing_is_unhealthy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert "timed out" in str(check(mqtt(listener.getsockname()[1], tmp_path), 0.1))


def test_http_does_not_wait_for_an_answer_that_trickles() -> None:
    with trickling() as port:
        probe = HttpProbe(url=f"http://127.0.0.1:{port}/health", key="status", value="pass")
        assert check(probe, 0.3) == "timed out"


def test_waiting_ends_with_success_with_a_reason_or_at_the_deadline() -> None:
    answers = iter(["no", "no", None])
    assert wait_healthy(lambda: next(answers), 10, lambda: None, lambda _: None) is None
    assert wait_healthy(lambda: "no", 10, lambda: "gave up", lambda _: None) == "gave up"
    assert wait_healthy(lambda: "no", 0, lambda: None, lambda _: None) == "no (waited 0 s)"


def test_the_connect_packet_is_the_standards() -> None:
    assert connect_packet("u", "p") == b"\x10\x12\x00\x04MQTT\x04\xc2\x00\x0a\x00\x00\x00\x01u\x00\x01p"


TRACES = """\
1: New connection from 127.0.0.1:5001 on port 1883.
1: New client connected from 127.0.0.1:5001 as auto-1 (p2, c1, k10, u'probe').
1: Client auto-1 disconnected.
3: New connection from 127.0.0.1:5003 on port 1883.
3: New client connected from 127.0.0.1:5003 as auto-3 (p2, c1, k10, u'probe').
3: Client auto-3 [127.0.0.1:5003] disconnected.
"""
OTHERS = """\
2: New connection from 127.0.0.1:5002 on port 1883.
2: New client connected from 127.0.0.1:5002 as engine (p5, c1, k30, u'engine').
2: Client engine disconnected.
4: New connection from 127.0.0.1:5004 on port 1883.
4: Client <unknown> disconnected, not authorised.
5: Error: Address already in use
"""


def test_a_brokers_log_is_read_without_what_its_probe_leaves_there(tmp_path: Path) -> None:
    lines = sorted((TRACES + OTHERS).splitlines())
    probe = MqttProbe(port=1, username="probe", password_file=tmp_path)
    assert without_traces(probe, lines) == sorted(OTHERS.splitlines())
    assert without_traces(TcpProbe(port=1), lines) == lines


def _told(folder: Path, silent: float) -> StateProbe:
    """A state that this process told so many seconds ago."""
    state = {**asdict(Identity.own()), "beat": time.monotonic() - silent}
    (folder / "state.json").write_text(json.dumps(state))
    return StateProbe(path=folder / "state.json")


@pytest.mark.parametrize(("silent", "starving", "well"), [(5, False, True), (30, False, False), (30, True, True)])
def test_who_gets_no_processor_is_not_begun_again_for_its_silence(
    *, silent: float, starving: bool, well: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "starves", lambda _pid: starving)
    assert (check(_told(tmp_path, silent), 1.0) is None) is well


def test_who_is_silent_for_a_minute_has_no_excuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "starves", lambda _pid: True)
    assert check(_told(tmp_path, 61.0), 1.0) == "no sign of life for 61 s"


@pytest.mark.parametrize(
    ("eager", "used", "expected"),
    [(True, 0.01, True), (True, 0.1, False), (False, 0.0, False)],
    ids=["waits for a processor", "has one, and spins", "waits for something else"],
)
def test_who_starves_wants_to_work_and_may_not(*, eager: bool, used: float, expected: bool) -> None:
    seen = (Seen(eager, number * used) for number in itertools.count())
    assert starves(0, lambda _: None, lambda: next(seen)) is expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can tell")
def test_a_thread_that_works_is_seen_and_one_that_waits_is_not() -> None:
    assert _look(Path("/proc/self")).eager  # whoever reads it runs
    with subprocess.Popen([sys.executable, "-c", "sum(range(3_000_000)); input()"], stdin=subprocess.PIPE) as other:
        eventually(lambda: _look(Path(f"/proc/{other.pid}")).used > 0.0)
        eventually(lambda: not _look(Path(f"/proc/{other.pid}")).eager)
        other.communicate(b"\n")
