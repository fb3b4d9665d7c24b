"""A broker that takes what nobody gets, refuses by size, or retains what is gone."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from samples import crossing, one_of_each
from waiting import eventually

from bootstrap.table import plain_lines
from core.journal.retry import retry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from listener import Listener

    from core.telemetry import Telemetry

    Make = Callable[..., Any]


def _sink(telemetry: Telemetry) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"]["mqtt"]
    return sink


def _tracks(heard: Listener) -> list[int]:
    bodies = [json.loads(payload) for topic, payload, _ in heard.heard if topic.endswith("/detection")]
    return [body["track"] for body in bodies]


def _forget(port: int, name: str = "listener") -> None:
    """The listener's session ends for good: nobody is subscribed any more."""
    import paho.mqtt.client as paho  # noqa: PLC0415 -- this alone needs it
    from paho.mqtt.enums import CallbackAPIVersion  # noqa: PLC0415 -- as above

    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=name, clean_session=True)
    client.connect("127.0.0.1", port)
    client.loop_start()
    with suppress(ValueError):
        client.disconnect()
    client.loop_stop()


def test_where_nobody_listens_nothing_is_stuck_and_nothing_is_called_delivered(
    mosquitto: Make, listen: Make, telemetry: Make, tmp_path: Path
) -> None:
    broker = mosquitto()
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(number) for number in range(10)])
    eventually(lambda: _sink(one)["unheard"] == 10)
    assert (_sink(one)["backlog"], _sink(one)["state"]) == (0, "running")
    camera = {"state": "running", "fps": 1.0, "frames": 1, "skipped": 0, "lines": {}}
    (line,) = plain_lines({"cameras": {"a": camera}, **one.stats()})
    assert "mqtt: 0 delivered, 0 pending, 10 without subscribers" in line
    heard = listen(broker.port)
    one.emit([crossing(10)])
    eventually(lambda: _sink(one)["acked"] == 11)
    (count,) = retry(tmp_path / "state" / "journal.sqlite", "mqtt", everything=True).values()
    assert count == 11
    eventually(lambda: sorted(_tracks(heard)) == [*range(11), 10])
    eventually(lambda: _sink(one)["again"] == 0)
    assert (_sink(one)["acked"], _sink(one)["unheard"], _sink(one)["set_aside"]) == (11, 10, 0)


def test_subscribers_that_were_there_are_awaited_for_a_while(
    mosquitto: Make, listen: Make, telemetry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sinks.mqtt._ASK_SECONDS", 0.1)
    broker = mosquitto()
    one = telemetry(profile="local", mqtt={"port": broker.port})
    first = listen(broker.port)
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["acked"] == 1)
    first.close()
    _forget(broker.port)
    one.emit([crossing(number) for number in range(2, 6)])
    eventually(lambda: _sink(one)["state"] == "waiting")
    assert "nobody is subscribed to traffic/detection any more" in _sink(one)["reason"]
    assert _sink(one)["backlog"] == 4
    second = listen(broker.port)
    eventually(lambda: _sink(one)["acked"] == 5)
    eventually(lambda: sorted(set(_tracks(second))) == [2, 3, 4, 5])  # the broker may acknowledge before it passes on
    eventually(lambda: _sink(one)["state"] == "running")
    second.close()
    _forget(broker.port)
    monkeypatch.setattr("core.sinks.hearers._GRACE", 0.3)
    one.emit([crossing(number) for number in range(6, 9)])
    eventually(lambda: _sink(one)["unheard"] == 3)  # not for ever
    eventually(lambda: _sink(one)["state"] == "running")


def test_what_is_too_large_for_the_broker_is_set_aside_without_losing_the_connection(
    mosquitto: Make, listen: Make, telemetry: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    broker = mosquitto(lines=["message_size_limit 900"])
    heard = listen(broker.port)
    one = telemetry(profile="local", mqtt={"port": broker.port})
    large = one_of_each()[2].model_copy(update={"facts": {"note": "x" * 2_000}})
    one.emit([crossing(1), large, crossing(2)])
    eventually(lambda: (_sink(one)["acked"], _sink(one)["set_aside"]) == (2, 1))
    assert _sink(one)["set_aside_reason"] == "broker: packet too large (traffic/violations)"
    eventually(lambda: _tracks(heard) == [1, 2])
    assert "paused" not in capsys.readouterr().out


def test_what_the_broker_retains_of_cameras_that_are_gone_is_taken_away(
    mosquitto: Make, listen: Make, telemetry: Make
) -> None:
    broker = mosquitto()

    def retained() -> set[str]:
        heard = listen(broker.port, "traffic/cameras/#", "traffic/status", name="looks")
        eventually(lambda: heard.last("traffic/status"))  # the last of what is retained
        found = {topic for topic, payload, kept in heard.heard if kept and payload}
        heard.close()
        _forget(broker.port, "looks")
        return found

    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.cameras(["cam-1", "old", "older"])
    performance = one_of_each()[3]
    for name in ("cam-1", "old", "older"):
        one.emit([performance.model_copy(update={"camera": name, "id": name.ljust(32, "0")})])
    eventually(lambda: {"traffic/cameras/old", "traffic/cameras/older"} < retained())
    one.cameras(["cam-1", "older"])  # as when the configuration is changed while it runs
    eventually(lambda: "traffic/cameras/old" not in retained())
    one.close(5)
    two = telemetry(profile="local", mqtt={"port": broker.port})
    two.cameras(["cam-1"])  # or between two runs
    eventually(lambda: "traffic/cameras/older" not in retained())
    assert "traffic/cameras/cam-1" in retained()
