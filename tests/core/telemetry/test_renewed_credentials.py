"""A password or token that was replaced is taken up by what runs already."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from samples import crossing, one_of_each, settings
from servers import program
from waiting import eventually

from core.evidence.links import sealed
from core.evidence.shelf import file_names
from core.telemetry.ingest import Ingest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from influx_double import InfluxDouble
    from servers import Mosquitto

    Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sinks.sink._LOOK_SECONDS", 0.05)


def _change(broker: Mosquitto, user: str, word: str) -> None:
    broker.stop()
    passwords = broker.config.with_name("passwords")
    subprocess.run([program("mosquitto_passwd"), "-b", passwords, user, word], check=True, capture_output=True)
    broker.start()


def _sinks(one: Any) -> dict[str, Any]:
    return one.stats()["sinks"]  # type: ignore[no-any-return]


def test_an_engine_goes_on_with_the_new_password_and_the_new_token(
    mosquitto: Make, telemetry: Make, influx: InfluxDouble, tmp_path: Path
) -> None:
    broker = mosquitto({"engine": "first"})
    password, token = tmp_path / "password", tmp_path / "token"
    password.write_text("first")
    token.write_text("writer")
    mqtt = {"port": broker.port, "username": "engine", "password_file": str(password)}
    database = {"url": influx.url, "token_file": str(token), "flush_seconds": 0.05}
    one = telemetry(profile="local", mqtt=mqtt, influx=database)
    one.emit([crossing(1)])
    eventually(lambda: [sink["acked"] for sink in _sinks(one).values()] == [1, 1])
    _change(broker, "engine", "second")
    influx.tokens = {"another": "write"}
    one.emit([crossing(2)])
    eventually(lambda: [sink["state"] for sink in _sinks(one).values()] == ["refused", "refused"])
    password.write_text("second")
    token.write_text("another")
    eventually(lambda: [sink["acked"] for sink in _sinks(one).values()] == [2, 2], 20)  # a plain wait would be 30 s


def test_ingest_goes_on_with_the_new_password_and_the_new_token(
    mosquitto: Make, telemetry: Make, influx: InfluxDouble, tmp_path: Path
) -> None:
    broker = mosquitto({"ingest": "first", "engine": "engine"})
    password, token = tmp_path / "password", tmp_path / "token"
    password.write_text("wrong")
    token.write_text("unknown")
    mqtt = {"port": broker.port, "username": "ingest", "password_file": str(password)}
    database = {"url": influx.url, "token_file": str(token), "flush_seconds": 0.05}
    one = Ingest(settings(profile="remote", mqtt=mqtt, influx=database).telemetry, tmp_path / "ingest")
    one.start()
    try:
        eventually(lambda: one.stats()["intake"]["state"] == "refused")
        password.unlink()  # as while it is being replaced
        password.write_text("first")
        eventually(lambda: one.stats()["intake"]["state"] == "running", 20)
        mqtt = {"port": broker.port, "username": "engine", "password": "engine"}
        telemetry(profile="remote", mqtt=mqtt).emit([crossing(1)])
        eventually(lambda: _sinks(one)["influx"]["state"] == "refused")
        token.write_text("writer")
        eventually(lambda: influx.events() == [crossing(1).id], 20)
    finally:
        one.close(0.0)


def test_links_to_evidence_are_sealed_with_the_key_that_is_there_now(
    telemetry: Make, influx: InfluxDouble, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text("first")
    database = {"url": influx.url, "token": "writer", "flush_seconds": 0.05}
    one = telemetry(profile="local", influx=database, evidence_key_file=str(key))
    violation = one_of_each()[2]
    for number, word in enumerate(("first", "second")):
        key.write_text(word)
        (name,) = file_names(str(number) * 32, clip=False)
        one.emit([violation.model_copy(update={"id": str(number) * 32, "evidence": (name,)})])
        eventually(lambda number=number: _sinks(one)["influx"]["acked"] == number + 1)
        links = [fields["picture"] for fields in influx.bucket.points.values() if fields["event"] == str(number) * 32]
        assert links == [sealed((name,), word)["picture"]]
