"""Ingest: from the broker into a journal of its own and on to the database, shared among several."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
import pytest
from influx_double import InfluxDouble
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from samples import crossing, settings
from servers import program
from waiting import eventually

from core.errors import UserError
from core.events import dump
from core.telemetry import ingest_state, subscription
from core.telemetry.ingest import Ingest
from core.telemetry.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Make = Callable[..., Any]

QUEUES = ("max_queued_messages 0",)


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Make]:
    started: list[Ingest] = []

    def start(port: int, double: InfluxDouble, name: str = "one", group: str | None = None, **mqtt: Any) -> Ingest:
        influx = {"url": double.url, "token": "writer", "flush_seconds": 0.05}
        options = settings(profile="remote", mqtt={"port": port, **mqtt}, influx=influx).telemetry
        started.append(Ingest(options, tmp_path / name, group))
        started[-1].start()
        eventually(lambda: started[-1].stats()["intake"]["state"] != "connecting")
        return started[-1]

    yield start
    for one in started:
        one.close(0.0)


def _ids(*numbers: int) -> list[str]:
    return sorted(crossing(number).id for number in numbers)


@pytest.mark.parametrize("version", ["mosquitto version 2.0.11", "mosquitto version 2.0.12"])
def test_what_edges_publish_is_in_the_database_once_whoever_of_the_group_took_it(  # noqa: PLR0913, PLR0917 -- each a fixture
    mosquitto: Make,
    telemetry: Make,
    ingest: Make,
    influx: InfluxDouble,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
) -> None:
    broker = mosquitto(lines=QUEUES)
    monkeypatch.setattr(Ingest, "_version", lambda *_: version)
    group = [ingest(broker.port, influx, name, "ingest") for name in ("one", "two")]
    edges = [telemetry(tmp_path / edge, profile="remote", mqtt={"port": broker.port}) for edge in ("a", "b")]
    for number, edge in enumerate(edges):
        edge.emit([crossing(number * 1_000 + each) for each in range(500)])
    expected = _ids(*range(500), *range(1_000, 1_500))
    eventually(lambda: sorted(influx.events()) == expected)
    shares = version.endswith("12")
    eventually(lambda: sum(one.stats()["intake"]["received"] for one in group) == (1_000 if shares else 2_000))
    assert all(one.stats()["intake"]["received"] for one in group)
    assert all(("forgets shared" in str(one.stats()["intake"]["notice"])) is not shares for one in group)


def test_it_asks_the_broker_for_its_version(mosquitto: Make, ingest: Make, influx: InfluxDouble) -> None:
    told = ingest(mosquitto().port, influx, group="share").stats()["intake"]["notice"]
    real = subprocess.run([program("mosquitto"), "-h"], capture_output=True, text=True, check=False).stdout
    old = real.startswith(("mosquitto version 1.", *(f"mosquitto version 2.0.{patch}\n" for patch in range(12))))
    assert (told is not None) == old


def test_nothing_is_lost_while_the_broker_is_restarted(
    mosquitto: Make, telemetry: Make, ingest: Make, influx: InfluxDouble
) -> None:
    broker = mosquitto(lines=[*QUEUES, "persistence true", "persistence_location {folder}/"])
    ingest(broker.port, influx, group="share")
    edge = telemetry(profile="remote", mqtt={"port": broker.port})
    for turn in range(3):
        edge.emit([crossing(turn * 100 + each) for each in range(50)])
        broker.stop()
        edge.emit([crossing(turn * 100 + 50 + each) for each in range(50)])
        broker.start()
    expected = _ids(*range(300))
    eventually(lambda: sorted(influx.events()) == expected, 60)


def test_it_receives_once_the_broker_has_answered(
    mosquitto: Make, ingest: Make, influx: InfluxDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker = mosquitto()
    monkeypatch.setattr(Intake, "_on_subscribe", lambda *_: None)
    monkeypatch.setattr("core.sinks.connection._ANSWER_SECONDS", 1.0)
    intake = ingest(broker.port, influx).stats()["intake"]
    assert intake["state"] == "unreachable"
    assert str(intake["reason"]).endswith("does not respond: timed out")


def test_below_a_level_for_each_site_only_that_site_may_speak(
    mosquitto: Make, telemetry: Make, ingest: Make, influx: InfluxDouble, tmp_path: Path
) -> None:
    broker = mosquitto()
    one = ingest(broker.port, influx)
    for folder, prefix in (("a", "traffic/{site}"), ("b", "traffic/site"), ("c", "traffic"), ("d", "traffic/other")):
        edge = telemetry(tmp_path / folder, profile="remote", mqtt={"port": broker.port, "prefix": prefix})
        edge.emit([crossing(ord(folder))])
    eventually(lambda: one.stats()["sinks"]["influx"]["set_aside"] == 1)
    eventually(lambda: sorted(influx.events()) == _ids(*map(ord, "abc")))
    reason = one.stats()["sinks"]["influx"]["set_aside_reason"]
    assert reason == "site 'site' on the topic of site 'other' (traffic/other/detection)"


def test_nobody_without_its_password_can_join_its_group() -> None:
    wanted = subscription.filters("traffic")
    mine, theirs = (
        subscription.shared(wanted, "g", word, "mosquitto version 2.0.18").filters for word in ("ingest", "app")
    )
    assert not set(mine) & set(theirs)
    assert all(one.startswith("$share/g-") for one in mine)
    assert subscription.shared(wanted, "g", "ingest", None).filters == tuple(wanted)


def test_what_is_published_while_ingest_is_away_comes_when_it_is_back(
    mosquitto: Make, telemetry: Make, ingest: Make, influx: InfluxDouble
) -> None:
    broker = mosquitto(lines=QUEUES)
    ingest(broker.port, influx).close(5)
    edge = telemetry(profile="remote", mqtt={"port": broker.port})
    edge.emit([crossing(number) for number in range(200)])
    eventually(lambda: edge.stats()["sinks"]["mqtt"]["acked"] == 200)
    ingest(broker.port, influx)
    eventually(lambda: sorted(influx.events()) == _ids(*range(200)))


def test_killed_in_the_middle_it_loses_and_doubles_nothing(
    mosquitto: Make, telemetry: Make, ingest: Make, influx: InfluxDouble, tmp_path: Path
) -> None:
    broker = mosquitto(lines=[*QUEUES, "max_inflight_messages 50"])
    ingest(broker.port, influx).close(5)  # the session begins
    edge = telemetry(profile="remote", mqtt={"port": broker.port})
    code = textwrap.dedent(
        f"""
        import structlog, sys, time
        from pathlib import Path
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from samples import settings
        from core.telemetry.ingest import Ingest
        from core.telemetry.intake import Intake
        influx = {{"url": {influx.url!r}, "token": "writer", "flush_seconds": 0.05}}
        options = settings(profile="remote", mqtt={{"port": {broker.port}}}, influx=influx).telemetry
        Ingest(options, Path({str(tmp_path / "one")!r})).start()
        print("started", flush=True)
        time.sleep(600)
        """
    )
    for generation in range(3):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert process.stdout is not None
        eventually(lambda process=process: b"started" in process.stdout.readline())
        edge.emit([crossing(generation * 1_000 + each) for each in range(1_000)])
        time.sleep(0.15 * (generation + 1))
        process.kill()
        process.wait()
    eventually(lambda: edge.stats()["sinks"]["mqtt"]["acked"] == 3_000)
    ingest(broker.port, influx)
    eventually(lambda: len(influx.events()) >= 3_000, 60)
    assert sorted(influx.events()) == _ids(*range(3_000))


def test_what_is_no_event_is_set_aside_with_the_reason_and_the_rest_goes_on(
    mosquitto: Make, ingest: Make, influx: InfluxDouble
) -> None:
    broker = mosquitto()
    one = ingest(broker.port, influx)
    client = paho.Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    for payload in (b"", b"\xff\x00", b"{}", b'{"kind": "crossing"}', b"[" * 10_000, dump(crossing(1))):
        client.publish("traffic/detection", payload, 1).wait_for_publish(10)
    eventually(lambda: influx.events() == _ids(1))
    eventually(lambda: one.stats()["sinks"]["influx"]["set_aside"] == 5)
    assert one.stats()["intake"]["refused"] == 5
    assert "set aside 5 (not an event: " in ingest_state.line(one.stats())
    assert ingest_state.line(one.stats()).endswith(", dropped 0")
    client.disconnect()
    client.loop_stop()


def test_while_the_database_is_away_its_own_journal_keeps_everything(
    mosquitto: Make, telemetry: Make, ingest: Make
) -> None:
    broker = mosquitto()
    double = InfluxDouble()
    one = ingest(broker.port, double)
    double.close()
    edge = telemetry(profile="remote", mqtt={"port": broker.port})
    edge.emit([crossing(number) for number in range(100)])
    eventually(lambda: one.stats()["journal"]["appended"] == 100)
    again = InfluxDouble(port=double.port)
    eventually(lambda: sorted(again.events()) == _ids(*range(100)))
    again.close()


def test_without_broker_and_database_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"telemetry\.mqtt and telemetry\.influx"):
        Ingest(settings(profile="remote").telemetry, tmp_path)
