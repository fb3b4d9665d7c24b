"""Delivery when everything goes wrong: the engine is killed, servers come and go, and nothing is lost."""

from __future__ import annotations

import gc
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil
import pytest
from flood import CAMERAS
from influx_double import InfluxDouble
from samples import crossing
from waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from servers import Mosquitto

    Make = Callable[..., Any]

_ALL: Final = os.environ.get("SMART_INTERSECTION_SLOW") == "1"
PERSISTENT: Final = ("persistence true", "max_queued_messages 0", "max_inflight_messages 100")
SPACING: Final = 1_000_000


def _flood(folder: Path, first: int, rate: int, options: dict[str, Any]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("flood.py"), folder, str(first), str(rate), json.dumps(options)],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    while line := process.stdout.readline():
        if line.strip() == b"started":
            return process
    raise AssertionError("the engine did not start")


def _journalled(folder: Path) -> dict[str, list[int]]:
    """The numbers of all events in the journal, by camera, in order."""
    with closing(sqlite3.connect(folder / "journal.sqlite")) as database:
        bodies = [json.loads(body) for (body,) in database.execute("SELECT body FROM events ORDER BY seq")]
    return {camera: [body["track"] for body in bodies if body["camera"] == camera] for camera in CAMERAS}


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("kills", [50] if _ALL else [3])
def test_an_engine_killed_again_and_again_beside_restarting_servers_loses_and_doubles_nothing(
    kills: int, tmp_path: Path, mosquitto: Make, listen: Make, telemetry: Make
) -> None:
    chance = random.Random(kills)  # noqa: S311 -- reproducible, not secret
    broker: Mosquitto = mosquitto(lines=[*PERSISTENT, f"persistence_location {tmp_path}/"])
    heard = listen(broker.port)
    double = InfluxDouble()
    folder = tmp_path / "state"
    options = {
        "profile": "local",
        "mqtt": {"port": broker.port},
        "influx": {"url": double.url, "token": "writer", "flush_seconds": 0.05},
    }
    for generation in range(kills):
        engine = _flood(folder, generation * SPACING, 500, options)
        time.sleep(chance.uniform(0.05, 1.0))
        if chance.random() < 0.4:
            broker.stop()
            broker.start()
        if chance.random() < 0.4:
            stored = double.bucket
            double.close()
            double = InfluxDouble(port=double.port)
            double.bucket = stored
            time.sleep(chance.uniform(0.0, 0.5))
        engine.kill()
        engine.wait()
    expected = _journalled(folder)
    assert sum(map(len, expected.values())) > kills * 10
    one = telemetry(folder, **options)
    eventually(lambda: all(sink["backlog"] == 0 for sink in one.stats()["sinks"].values()), 300)
    stats = one.stats()
    assert stats["journal"]["dropped"] == 0
    total = sum(map(len, expected.values()))
    assert [sink["set_aside"] for sink in stats["sinks"].values()] == [0, 0]
    ids = {crossing(number, camera).id for camera, numbers in expected.items() for number in numbers}
    assert len(ids) == total
    assert sorted(double.events()) == sorted(ids)  # in the database exactly once
    bodies: list[dict[str, Any]] = []

    def all_heard() -> bool:
        bodies[:] = heard.bodies("traffic/detection")
        return {body["id"] for body in bodies} >= ids

    eventually(all_heard, 60)  # at the broker at least once
    for camera, numbers in expected.items():
        first_time = dict.fromkeys(body["track"] for body in bodies if body["camera"] == camera)
        assert list(first_time) == numbers
    double.close()


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("seconds", [600 if _ALL else 20])
def test_an_outage_of_both_sinks_at_100_events_a_second_loses_nothing_and_memory_stays_flat(
    seconds: int, tmp_path: Path, mosquitto: Make, telemetry: Make
) -> None:
    rate, speed = 100, 20  # the outage passes this much faster
    broker: Mosquitto = mosquitto(lines=[*PERSISTENT, f"persistence_location {tmp_path}/"])
    double = InfluxDouble()
    options = {"port": broker.port}
    one = telemetry(profile="local", mqtt=options, influx={"url": double.url, "token": "writer"})
    one.emit([crossing(number) for number in range(1_000)])
    eventually(lambda: all(sink["acked"] == 1_000 for sink in one.stats()["sinks"].values()))
    broker.stop()
    double.close()
    memory = psutil.Process().memory_info
    gc.collect()
    before = memory().rss
    for second in range(seconds):
        one.emit([crossing(1_000 + second * rate + each) for each in range(rate)])
        time.sleep(1 / speed)
    total = 1_000 + seconds * rate
    eventually(lambda: one.stats()["journal"]["appended"] == total)
    gc.collect()
    growth = memory().rss - before
    assert {sink["backlog"] for sink in one.stats()["sinks"].values()} == {total - 1_000}
    eventually(lambda: {sink["state"] for sink in one.stats()["sinks"].values()} == {"unreachable"})
    stored, port = double.bucket, double.port
    broker.start()
    double = InfluxDouble(port=port)
    double.bucket = stored
    began, drained = time.monotonic(), {}
    while len(drained) < 2:
        for name, sink in one.stats()["sinks"].items():
            if sink["backlog"] == 0 and name not in drained:
                drained[name] = (total - 1_000) / (time.monotonic() - began)
        time.sleep(0.01)
    assert one.stats()["journal"]["dropped"] == 0
    assert sorted(double.events()) == sorted(crossing(number).id for number in range(total))
    assert growth < 30_000_000
    print(f"{total - 1_000} events; memory grew by {growth / 1e6:.1f} MB; drained per second: {drained}")  # noqa: T201
    double.close()
