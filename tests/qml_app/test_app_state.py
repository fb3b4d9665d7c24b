"""What the engine's state means at a given moment."""

from __future__ import annotations

from typing import Any

import pytest
from engine_stand_in import camera_state, state

from qml_app.state import Status, camera_status, caption, counts, engine_status, latency_ms, services, violations

RUNNING, STOPPED = Status("running"), Status("stopped", 12)


@pytest.mark.parametrize(
    ("changes", "now", "alive", "expected"),
    [
        ({}, 100.5, True, Status("running")),
        ({}, 102.4, True, Status("running")),
        ({}, 112.0, True, Status("stalled", 12)),
        ({}, 112.0, False, Status("stopped", 12)),
        ({}, 100.1, False, Status("stopped", 0)),
        ({"stopped": True}, 101.0, True, Status("halted", 1)),
        ({"stopped": True}, 117.0, False, Status("halted", 17)),
        ({}, 90.0, True, Status("running")),  # the clock was set back
    ],
)
def test_the_engine_is_what_its_process_and_its_silence_say(
    changes: dict[str, Any], now: float, *, alive: bool, expected: Status
) -> None:
    assert engine_status(state({}, updated=100.0, **changes), now, alive=alive) == expected


def test_an_engine_never_seen_is_waited_for() -> None:
    assert engine_status(None, 5.0, alive=False) == Status("waiting")


def test_an_engine_whose_files_vanish_is_not_one_that_was_never_started() -> None:
    assert engine_status(None, 5.0, alive=False, known=True) == Status("deleted")
    assert services(None, Status("deleted"))[0][:3] == ("engine", "failed", "deleted")


@pytest.mark.parametrize(
    ("engine", "changes", "age", "expected"),
    [
        (RUNNING, {}, 0.1, Status("live")),
        (RUNNING, {}, None, Status("starting")),
        (RUNNING, {}, 12.7, Status("no-data", 12)),
        (RUNNING, {"fps": 0.5}, 5.0, Status("live")),  # so slow a camera may be silent for six seconds
        (RUNNING, {"fps": 0.5}, 7.0, Status("no-data", 7)),
        (RUNNING, {"state": "reconnecting"}, 4.0, Status("reconnecting", 4)),
        (RUNNING, {"state": "reconnecting"}, None, Status("reconnecting")),
        (RUNNING, {"state": "failed"}, 0.1, Status("failed")),
        (RUNNING, {"state": "ended"}, 99.0, Status("ended")),
        (STOPPED, {}, 0.1, Status("engine-stopped", 12)),
        (Status("halted", 3), {}, 0.1, Status("engine-halted", 3)),
        (Status("waiting"), {}, None, Status("engine-waiting")),
    ],
)
def test_a_camera_tells_its_worst_news(
    engine: Status, changes: dict[str, Any], age: float | None, expected: Status
) -> None:
    assert camera_status(engine, camera_state(**changes), age) == expected


@pytest.mark.parametrize(
    ("site", "sources", "expected"),
    [
        ("main-and-5th", ["rtsp://host/x"], "main-and-5th"),
        ("site", ["rtsp://host/x"], ""),
        ("site", ["/videos/monday morning.mp4"], "monday morning.mp4"),
        ("site", ["recordings/*.mp4"], "*.mp4"),
        ("site", ["/videos/a.mp4", "/videos/b.mp4"], ""),
        ("site", [], ""),
    ],
)
def test_what_runs_is_called_by_its_site_or_its_recording_and_never_by_a_name_nobody_gave(
    site: str, sources: list[str], expected: str
) -> None:
    cameras = {f"cam-{number}": camera_state(source=source) for number, source in enumerate(sources)}
    assert caption(state(cameras, site=site)) == expected


def test_latency_is_the_median_end_to_end_or_unknown() -> None:
    assert latency_ms(camera_state()) == 31.4
    assert latency_ms(camera_state(stages_ms={})) == -1


def test_services_show_state_backlog_and_reason() -> None:
    rows = {row[0]: row[1:] for row in services(state({}), RUNNING)}
    assert rows["broker"] == ("ok", "running", "127.0.0.1:1883", "", 0, 0, 0)
    assert rows["journal"] == ("ok", "running", "", "", 0, 42, 0)
    assert rows["mqtt"] == ("ok", "connected", "", "", 0, 42, 0)
    assert rows["influx"] == ("failed", "failed", "", "connection refused", 42, 0, 0)


def test_what_a_dead_engine_said_of_its_services_is_unknown() -> None:
    levels = {row[0]: row[1] for row in services(state({}), STOPPED)}
    assert levels == dict.fromkeys(("broker", "journal", "mqtt", "influx"), "unknown") | {"engine": "failed"}


def test_counts_are_by_line_direction_and_class() -> None:
    kinds = [{"kind": "bus", "forward": 1, "backward": 0}, {"kind": "car", "forward": 2, "backward": 1}]
    assert counts(state({"cam-1": camera_state()})) == [("cam-1/south", "cam-1", True, "south", 3, 1, kinds)]


def test_violations_are_summed_over_cameras() -> None:
    both = state({"a": camera_state(), "b": camera_state(violations={"red_light": 4})})
    assert violations(both) == [("red_light", 5), ("wrong_way", 0)]


@pytest.mark.parametrize("odd", [{}, {"cameras": []}, {"cameras": {"a": None}, "sinks": {"mqtt": 3}}])
def test_an_odd_state_is_shown_as_far_as_it_goes(odd: dict[str, Any]) -> None:
    assert counts(odd) == []
    assert violations(odd) == []
    assert services(odd, RUNNING)[0][:2] == ("engine", "ok")
