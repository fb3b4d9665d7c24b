"""The MQTT sink against a real broker: mosquitto with passwords, rights, TLS and restarts."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ports import free_port
from samples import crossing, one_of_each
from servers import program
from waiting import eventually

from core.errors import UserError
from core.events import TOPICS, load
from core.sinks import mqtt

if TYPE_CHECKING:
    from collections.abc import Callable

    from listener import Listener
    from servers import Mosquitto
    from tcp_proxy import Proxy

    from core.telemetry import Telemetry

    Make = Callable[..., Any]


def _sink(telemetry: Telemetry) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"]["mqtt"]
    return sink


def _drained(telemetry: Telemetry, count: int) -> bool:
    return telemetry.stats()["journal"]["appended"] == count and _sink(telemetry)["backlog"] == 0


def _tracks(listener: Listener) -> list[int]:
    return [body["track"] for body in listener.bodies("traffic/detection")]


def test_every_event_comes_on_its_topic_as_it_is_in_the_journal(mosquitto: Make, listen: Make, telemetry: Make) -> None:
    broker = mosquitto()
    heard = listen(broker.port)
    one = telemetry(profile="local", mqtt={"port": broker.port})
    events = one_of_each()
    one.emit(events)
    eventually(lambda: _drained(one, len(events)))
    eventually(lambda: len(heard.heard) >= len(events) + 2)
    for topic in set(TOPICS.values()):
        bodies = [payload for name, payload, _ in heard.heard if name == f"traffic/{topic}"]
        assert [load(body) for body in bodies] == [event for event in events if TOPICS[event.kind] == topic]
    assert (_sink(one)["acked"], _sink(one)["state"]) == (len(events), "running")


def test_status_and_camera_states_are_retained_for_whoever_comes_later(
    mosquitto: Make, listen: Make, telemetry: Make
) -> None:
    broker = mosquitto()
    one = telemetry(profile="local", mqtt={"port": broker.port, "prefix": "city/north"})
    one.emit(one_of_each())
    eventually(lambda: _drained(one, 8))
    late = listen(broker.port, "city/#")
    eventually(lambda: len(late.heard) == 2)
    assert all(retained for _, _, retained in late.heard)
    assert late.last("city/north/status") == b"online"
    state = json.loads(late.last("city/north/cameras/cam-1") or b"")
    assert (state["camera"], state["state"], state["fps"]) == ("cam-1", "running", 25.0)
    assert state["reason"] == "signal 'n' cannot be read"
    one.close(5)
    eventually(lambda: late.last("city/north/status") == b"offline")


@pytest.mark.parametrize(("state", "fps"), [("running", 25.0), ("frozen", 25.0), ("no_data", 0.0), ("ended", 0.0)])
def test_a_camera_that_delivers_nothing_has_no_frame_rate(
    mosquitto: Make, listen: Make, telemetry: Make, state: str, fps: float
) -> None:
    broker = mosquitto()
    one = telemetry(profile="local", mqtt={"port": broker.port})
    performance = next(event for event in one_of_each() if event.kind == "performance")
    one.emit([performance.model_copy(update={"state": state})])
    late = listen(broker.port, "traffic/cameras/+")
    eventually(lambda: late.heard)
    told = json.loads(late.last("traffic/cameras/cam-1") or b"")
    assert (told["state"], told["fps"]) == (state, fps)


def test_the_broker_says_offline_when_the_engine_vanishes(mosquitto: Make, listen: Make, tmp_path: Path) -> None:
    broker = mosquitto()
    heard = listen(broker.port, "traffic/status")
    code = textwrap.dedent(
        f"""
        import os, sys, time
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from samples import settings
        from core.telemetry import Telemetry
        one = Telemetry(settings(profile="local", mqtt={{"port": {broker.port}}}), Path({str(tmp_path)!r}))
        one.start()
        while one.broker()["state"] != "running":
            time.sleep(0.01)
        time.sleep(0.3)
        os._exit(1)
        """
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    eventually(lambda: heard.last("traffic/status") == b"offline")
    assert [payload for _, payload, _ in heard.heard] == [b"online", b"offline"]


def test_after_a_restart_of_the_broker_all_arrive_in_order_and_online_is_said_again(
    mosquitto: Make, listen: Make, telemetry: Make, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    broker: Mosquitto = mosquitto(lines=["persistence true", f"persistence_location {store}/", "max_queued_messages 0"])
    heard = listen(broker.port)
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(number) for number in range(100)])
    eventually(lambda: _drained(one, 100))
    broker.stop()
    one.emit([crossing(number) for number in range(100, 200)])
    eventually(lambda: _sink(one)["backlog"] == 100)
    eventually(lambda: _sink(one)["state"] == "unreachable")
    assert "mqtt://127.0.0.1" in _sink(one)["reason"]
    broker.start()
    eventually(lambda: _drained(one, 200))
    eventually(lambda: len(set(_tracks(heard))) == 200)
    tracks = _tracks(heard)
    assert list(dict.fromkeys(tracks)) == list(range(200))
    assert heard.last("traffic/status") == b"online"
    assert _sink(one)["acked"] == 200


def test_connections_that_are_cut_again_and_again_lose_nothing(
    mosquitto: Make, listen: Make, telemetry: Make, proxy: Make
) -> None:
    broker = mosquitto(lines=["max_queued_messages 0"])
    heard = listen(broker.port)
    wire: Proxy = proxy(broker.port)
    one = telemetry(profile="local", mqtt={"port": wire.port})
    for start in range(0, 1_800, 300):
        one.emit([crossing(start + number) for number in range(300)])
        eventually(lambda so_far=start: _sink(one)["acked"] > so_far)
        wire.cut()
    eventually(lambda: _drained(one, 1_800), 60)
    eventually(lambda: len(set(_tracks(heard))) == 1_800)
    assert list(dict.fromkeys(_tracks(heard))) == list(range(1_800))


def test_a_message_counts_only_once_it_is_acknowledged(
    mosquitto: Make, listen: Make, telemetry: Make, proxy: Make
) -> None:
    broker = mosquitto()
    heard = listen(broker.port)
    wire: Proxy = proxy(broker.port)
    one = telemetry(profile="local", mqtt={"port": wire.port})
    eventually(lambda: heard.last("traffic/status") == b"online")
    wire.deaf = True
    one.emit([crossing(1)])
    eventually(lambda: _tracks(heard) == [1])
    assert (_sink(one)["acked"], _sink(one)["backlog"]) == (0, 1)
    wire.deaf = False
    wire.cut()
    eventually(lambda: _drained(one, 1))
    assert set(_tracks(heard)) == {1}


def test_a_broker_that_hangs_is_not_told_to_be_well(
    mosquitto: Make, telemetry: Make, proxy: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mqtt, "_SILENT_SECONDS", 1.0)
    wire: Proxy = proxy(mosquitto().port)
    one = telemetry(profile="local", mqtt={"port": wire.port})
    one.emit([crossing(1)])
    eventually(lambda: _drained(one, 1) and one.broker()["state"] == "running")
    wire.deaf = True
    one.emit([crossing(2)])
    eventually(lambda: one.broker()["state"] == "unreachable")
    assert one.broker()["reason"] == f"mqtt://127.0.0.1:{wire.port} does not respond"
    assert (_sink(one)["state"], _sink(one)["backlog"]) == ("unreachable", 1)
    wire.deaf = False
    wire.cut()
    eventually(lambda: _drained(one, 2) and one.broker()["state"] == "running")


def test_a_wrong_password_is_said_once_and_nothing_is_lost(mosquitto: Make, telemetry: Make, capsys: Any) -> None:
    broker = mosquitto({"engine": "right"})
    one = telemetry(profile="local", mqtt={"port": broker.port, "username": "engine", "password": "wr0ng-s3cret"})
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["state"] == "refused")
    assert "check telemetry.mqtt: " in _sink(one)["reason"]
    eventually(lambda: _sink(one)["backlog"] == 1)
    one.close(1)
    again = telemetry(profile="local", mqtt={"port": broker.port, "username": "engine", "password": "right"})
    eventually(lambda: _drained(again, 1))
    text = capsys.readouterr().out
    assert text.count("delivery paused") == 1
    assert "wr0ng-s3cret" not in text + repr(one.stats()) + repr(one.broker())


def test_a_topic_we_may_not_write_holds_everything_and_names_the_remedy(
    mosquitto: Make, telemetry: Make, tmp_path: Path
) -> None:
    rights = tmp_path / "rights"
    rights.write_text("user engine\ntopic readwrite traffic/status\ntopic readwrite traffic/detection\n")
    broker = mosquitto({"engine": "word"}, [f"acl_file {rights}"])
    one = telemetry(profile="local", mqtt={"port": broker.port, "username": "engine", "password": "word"})
    one.emit([crossing(1), one_of_each()[2], crossing(2)])
    eventually(lambda: _sink(one)["state"] == "refused")
    assert "traffic/violations" in _sink(one)["reason"]
    assert "'engine'" in _sink(one)["reason"]
    eventually(lambda: (_sink(one)["acked"], _sink(one)["backlog"]) == (1, 2))


def test_a_broker_that_takes_few_messages_at_a_time_gets_no_more(mosquitto: Make, telemetry: Make) -> None:
    broker = mosquitto(lines=["max_inflight_messages 3"])
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(number) for number in range(500)])
    eventually(lambda: _drained(one, 500))
    assert _sink(one)["acked"] == 500


def test_what_does_not_fit_the_broker_is_set_aside_and_the_rest_goes_on(mosquitto: Make, telemetry: Make) -> None:
    broker = mosquitto(lines=["message_size_limit 2000"])
    one = telemetry(profile="local", mqtt={"port": broker.port})
    big = one_of_each()[2].model_copy(update={"facts": {"text": "x" * 5_000}})
    one.emit([crossing(1), big, crossing(2)])
    eventually(lambda: _drained(one, 3), 60)
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (2, 1)


def test_qos_and_retain_of_a_topic_are_as_configured(mosquitto: Make, listen: Make, telemetry: Make) -> None:
    broker = mosquitto()
    topics = {"detection": {"qos": 0}, "violations": {"qos": 2, "retain": True}}
    one = telemetry(profile="local", mqtt={"port": broker.port, "topics": topics})
    one.emit(one_of_each())
    eventually(lambda: _drained(one, 8))
    late = listen(broker.port)
    eventually(lambda: late.last("traffic/violations"))
    assert late.last("traffic/detection") is None


def test_signals_published_by_others_reach_their_subscriber_across_a_restart(
    mosquitto: Make, listen: Make, telemetry: Make
) -> None:
    broker = mosquitto()
    one = telemetry(profile="local", mqtt={"port": broker.port})
    heard: list[tuple[str, bytes]] = []

    def on_signal(topic: str, payload: bytes) -> None:
        heard.append((topic, payload))
        raise ValueError("a subscriber's mistake must not end the connection")

    one.subscribe("signals/+/state", on_signal)
    other = listen(broker.port)
    eventually(
        lambda: other.client.publish("signals/north/state", b"red", 1) and ("signals/north/state", b"red") in heard
    )
    broker.stop()
    broker.start()
    eventually(lambda: other.client.publish("signals/north/state", b"\xff\x00", 1) and heard[-1][1] == b"\xff\x00")
    one.emit([crossing(1)])
    eventually(lambda: _drained(one, 1))


def test_a_subscription_without_a_broker_is_one_clear_line(telemetry: Make) -> None:
    with pytest.raises(UserError, match="no MQTT broker is configured"):
        telemetry(profile="local").subscribe("signals/north", print)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    openssl = program("openssl")

    def run(*words: str) -> None:
        subprocess.run([openssl, *words], cwd=folder, check=True, capture_output=True)

    new = ("req", "-newkey", "rsa:2048", "-nodes")
    run(*new, "-x509", "-days", "2", "-subj", "/CN=test ca", "-keyout", "ca.key", "-out", "ca.pem")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    for name in ("server", "client"):
        run(*new, "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
        run(
            *("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"),
            *("-days", "2", "-extfile", "names", "-out", f"{name}.pem"),
        )
    return folder


def _tls_lines(folder: Path) -> list[str]:
    return [
        *(
            f"{key} {folder}/{name}"
            for key, name in (("cafile", "ca.pem"), ("certfile", "server.pem"), ("keyfile", "server.key"))
        ),
        "require_certificate true",
    ]


def test_tls_with_our_ca_and_a_client_certificate(mosquitto: Make, telemetry: Make, certificates: Path) -> None:
    broker = mosquitto(lines=_tls_lines(certificates))
    client = {
        name: str(certificates / file) for name, file in (("cert_file", "client.pem"), ("key_file", "client.key"))
    }
    tls = {"port": broker.port, "tls": True, "ca_file": str(certificates / "ca.pem"), **client}
    one = telemetry(profile="local", mqtt=tls)
    one.emit([crossing(1)])
    eventually(lambda: _drained(one, 1))
    assert one.broker()["address"].startswith("mqtts://")


def test_a_server_we_cannot_trust_gets_nothing(mosquitto: Make, telemetry: Make, certificates: Path) -> None:
    broker = mosquitto(lines=_tls_lines(certificates))
    one = telemetry(profile="local", mqtt={"port": broker.port, "tls": True})
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["state"] == "unreachable")
    assert "certificate verify failed" in _sink(one)["reason"]
    eventually(lambda: _sink(one)["backlog"] == 1)


def test_a_certificate_that_is_not_there_is_one_clear_line(telemetry: Make) -> None:
    with pytest.raises(UserError, match="cannot set up TLS for the MQTT broker"):
        telemetry(profile="local", mqtt={"port": free_port(), "tls": True, "ca_file": "/nowhere/ca.pem"})
