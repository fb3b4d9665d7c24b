"""Service health: what is told, when, and that a real engine tells it."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import psutil

from core.engine import Engine
from core.events import dump
from core.health import Beside, Health, Lasting, changes, lasting, services, usages
from core.journal.reader import period
from core.settings import parse
from core.threads import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from core.events import ServiceHealth

SNAPSHOT: dict[str, Any] = {
    "cameras": {
        "north": {"state": "running", "reason": None},
        "south": {"state": "failed", "reason": "no such file"},
        "east": {"state": "frozen", "reason": "the image is frozen: nothing can be counted"},
    },
    "journal": {"state": "paused", "reason": "the disk is full"},
    "sinks": {
        "mqtt": {"state": "unreachable", "reason": "nobody answers"},
        "influx": {"state": "off", "reason": None},
    },
}
BROKER = {"state": "running", "address": "mqtt://127.0.0.1:1883", "reason": "of an earlier moment"}
CONFIG = """
detector: {model: ground-truth}
cameras:
  - {id: good, source: "simulator:crossroads"}
  - {id: bad, source: nowhere.mp4, detector: {model: null}}
telemetry: {profile: embedded, mqtt: {port: 0}}
"""


def told(events: list[ServiceHealth]) -> list[tuple[str, str]]:
    return [(event.service, event.state) for event in events]


def test_every_service_has_its_state_and_what_is_off_has_none() -> None:
    assert services("running", SNAPSHOT, BROKER) == {
        "engine": Health("running"),
        "broker": Health("running"),
        "journal": Health("paused", "the disk is full"),
        "mqtt": Health("unreachable", "nobody answers"),
        "camera/north": Health("running"),
        "camera/south": Health("failed", "no such file"),
        "camera/east": Health("frozen", "the image is frozen: nothing can be counted"),
    }
    assert "broker" not in services("running", SNAPSHOT, {"state": "off", "address": None})


def test_the_first_look_tells_all_and_the_next_only_what_changed() -> None:
    first = {"engine": Health("running"), "mqtt": Health("unreachable", "nobody answers")}
    assert told(changes("site", {}, first, 10.0)) == [("engine", "running"), ("mqtt", "unreachable")]
    reworded = {**first, "mqtt": Health("unreachable", "another reason")}
    assert changes("site", first, reworded, 11.0) == []
    back = {**first, "mqtt": Health("running")}
    assert told(changes("site", reworded, back, 12.0)) == [("mqtt", "running")]


def test_the_same_change_at_the_same_time_is_the_same_event_and_others_differ() -> None:
    now = {"a": Health("running"), "b": Health("running"), "c": Health("failed", "x")}
    events = changes("site", {}, now, 10.0)
    assert [dump(event) for event in events] == [dump(event) for event in changes("site", {}, now, 10.0)]
    later, elsewhere = changes("site", {}, now, 11.0), changes("other", {}, now, 10.0)
    assert len({event.id for event in (*events, *later, *elsewhere)}) == 9
    assert {(event.camera, event.time.timestamp()) for event in events} == {("", 10.0)}


def test_what_is_used_is_told_of_every_process_that_is_there() -> None:
    parts = {"me": Beside(Health("running"), os.getpid(), 2), "gone": Beside(Health("backoff", "it ended"), None, 5)}
    mine, gone = usages("site", parts, 10.0)
    assert (mine.phase, mine.service, mine.restarts) == ("update", "me", 2)
    assert mine.memory_bytes is not None
    assert mine.memory_bytes > 1_000_000
    assert mine.uptime_s is not None
    assert (gone.restarts, gone.memory_bytes, gone.uptime_s) == (5, None, None)
    assert mine.id != gone.id


def test_a_clock_that_was_set_back_since_a_process_began_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    began = psutil.Process().create_time()
    monkeypatch.setattr("core.processes.time", SimpleNamespace(time=lambda: began - 3_600.0))
    (mine,) = usages("site", {"me": Beside(Health("running"), os.getpid())}, 10.0)
    assert mine.uptime_s is not None
    assert mine.uptime_s >= 0.0


def test_an_engine_tells_its_beginning_its_changes_and_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.engine.LEDGER", Ledger())  # what the threads of other tests raised is not its own
    settings = parse(CONFIG, "test.yaml")
    beside = {"thing": Beside(Health("backoff", "it ended"), None, 3)}
    engine = Engine(
        settings,
        duration=1.0,
        state_dir=tmp_path,
        runtime_dir=tmp_path,
        cache_dir=tmp_path,
        beside=lambda: beside,
    )
    engine.start()
    assert engine.wait(60)
    engine.stop()
    rows = [json.loads(row.body) for row in period(tmp_path / "journal.sqlite", "service_health", 0, 1e11)]
    used = {event["service"]: event for event in rows if event["phase"] == "update"}
    assert set(used) == {"engine", "thing"}
    assert used["engine"]["memory_bytes"] > 10_000_000
    assert used["engine"]["uptime_s"] >= 0
    assert (used["thing"]["restarts"], used["thing"]["memory_bytes"]) == (3, None)
    states: dict[str, list[str]] = {}
    for event in (event for event in rows if event["phase"] == "new"):
        states.setdefault(event["service"], []).append(event["state"])
    assert set(states) == {"engine", "broker", "journal", "mqtt", "camera/good", "camera/bad", "thing"}
    assert states["engine"] == ["running", "stopped"]
    assert states["camera/good"][-1] == "ended"
    assert states["camera/bad"] == ["failed"]
    assert states["thing"] == ["backoff"]
    assert "nowhere.mp4" in next(event["reason"] for event in rows if event["service"] == "camera/bad")
    assert all(a != b for path in states.values() for a, b in pairwise(path))
    assert engine.report()["journal"]["dropped"] == 0


def test_since_when_a_service_is_as_it_is_survives_another_reason() -> None:
    first = lasting({}, {"mqtt": Health("unreachable", "nobody answers"), "engine": Health("running")}, 10.0)
    later = lasting(first, {"mqtt": Health("unreachable", "no route"), "engine": Health("stopped")}, 15.0)
    assert later == {"mqtt": Lasting("unreachable", "no route", 10.0), "engine": Lasting("stopped", None, 15.0)}


def test_a_disk_that_takes_no_evidence_is_a_service_that_failed() -> None:
    full = {"evidence": {"written": 3, "failed": 1, "reason": "No space left on device"}}
    assert services("running", {**SNAPSHOT, **full}, BROKER)["evidence"] == Health("failed", "No space left on device")
    well = {"evidence": {"written": 3, "failed": 0, "reason": None}}
    assert services("running", {**SNAPSHOT, **well}, BROKER)["evidence"] == Health("running")
