"""The broker inside the engine: on this machine only, with a password, and what is published really gets out."""

from __future__ import annotations

import logging
import socket
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
import psutil
import pytest
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from ports import free_port
from samples import crossing, one_of_each
from waiting import eventually

from core.telemetry.broker import USER, EmbeddedBroker

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., Any]


def _login(port: int, user: str | None, password: str | None, protocol: MQTTProtocolVersion) -> str:
    answers: list[Any] = []
    client = paho.Client(CallbackAPIVersion.VERSION2, protocol=protocol, reconnect_on_failure=False)
    if user is not None:
        client.username_pw_set(user, password)
    client.on_connect = lambda _c, _u, _f, code, _p: answers.append(str(code))
    client.connect("127.0.0.1", port)
    client.loop_start()
    eventually(lambda: answers)
    client.disconnect()
    client.loop_stop()
    return str(answers[0])


def test_events_flow_through_it_to_a_subscriber(telemetry: Make, listen: Make) -> None:
    one = telemetry(mqtt={"port": 0})
    where = one.broker()
    password = Path(where["password_file"]).read_text()
    heard = listen(int(where["address"].rsplit(":", 1)[1]), user=(where["username"], password))
    one.emit([*one_of_each(), *(crossing(number) for number in range(1, 300))])
    eventually(lambda: len(heard.bodies("traffic/detection")) == 303)
    assert [body["track"] for body in heard.bodies("traffic/detection") if body["kind"] == "crossing"] == [*range(300)]
    assert one.stats()["sinks"]["mqtt"]["state"] == "running"
    assert password not in repr(where)


def test_nobody_gets_in_without_the_password(tmp_path: Path) -> None:
    broker = EmbeddedBroker(0, tmp_path / "password")
    broker.start()
    old = MQTTProtocolVersion.MQTTv311
    assert _login(broker.port, None, None, old) == "Not authorized"
    assert _login(broker.port, USER, "wrong", old) == "Not authorized"
    assert _login(broker.port, "other", broker.password, old) == "Not authorized"
    assert _login(broker.port, USER, broker.password, old) == "Success"
    broker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_the_password_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    words = []
    for _ in range(2):
        broker = EmbeddedBroker(0, tmp_path / "state" / "password")
        broker.start()
        words.append(broker.password)
        broker.close()
    assert words[0] == words[1]
    assert len(words[0]) > 30
    assert stat.S_IMODE((tmp_path / "state" / "password").stat().st_mode) == 0o600


def test_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    broker = EmbeddedBroker(0, tmp_path / "password")
    broker.start()
    listening = [
        connection.laddr.ip
        for connection in psutil.Process().net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == broker.port
    ]
    assert listening == ["127.0.0.1"]
    assert broker.address == f"mqtt://127.0.0.1:{broker.port}"
    broker.close()


def test_a_taken_port_is_replaced_by_a_free_one_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        broker = EmbeddedBroker(taken, tmp_path / "password")
        broker.start()
        assert broker.port != taken
        assert f"wanted={taken}" in capsys.readouterr().out
        broker.close()


def test_the_same_port_can_be_used_again_after_a_restart(tmp_path: Path) -> None:
    port = free_port()
    for _ in range(3):
        broker = EmbeddedBroker(port, tmp_path / "password")
        broker.start()
        assert broker.port == port
        assert _login(port, USER, broker.password, MQTTProtocolVersion.MQTTv311) == "Success"
        broker.close()
        assert not broker.running


def test_its_library_is_quiet(telemetry: Make, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        one = telemetry(mqtt={"port": 0})
        one.emit([crossing(1)])
        eventually(lambda: one.stats()["sinks"]["mqtt"]["acked"] == 1)
        one.close(5)
    assert not [record for record in caplog.records if record.name.startswith(("amqtt", "transitions"))]
