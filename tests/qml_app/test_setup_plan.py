"""What a plan comes to, for people."""

from __future__ import annotations

from qml_app.setup_known import Program
from qml_app.setup_rows import Run
from qml_app.setup_summary import summary

PROGRAMS = [
    Program("mosquitto", "", -1),
    Program("influxdb", "2.9.1", 100_000_000),
    Program("grafana", "9.3.2", 275_000_000),
]


def plan(**states: dict[str, str]) -> Run:
    run = Run()
    for group, tasks in states.items():
        for title, state in tasks.items():
            run.take({"event": "result", "name": f"{group} : {title}", "state": state})
    run.end(0, "")
    return run


def test_programs_that_are_fetched_are_told_with_bytes_and_minutes() -> None:
    run = plan(
        mosquitto={"program mosquitto": "changed", "secret mqtt-app": "changed"},
        influxdb={"release influxdb": "changed"},
        grafana={"release grafana": "ok", "file grafana.ini": "changed"},
    )
    found = summary(run, PROGRAMS, bundled=False)
    assert [row[-1] for row in found.rows] == ["install", "install", "change"]
    assert (found.installs, found.size) == (2, 100_000_000)
    assert found.minutes == 1  # 16 s at 50 Mbit/s, and 20 s for each
    large = summary(plan(grafana={"release grafana": "changed"}), PROGRAMS[2:], bundled=False)
    assert (large.installs, large.size, large.minutes) == (1, 275_000_000, 2)


def test_what_comes_in_a_bundle_is_not_downloaded() -> None:
    run = plan(grafana={"release grafana": "changed"})
    assert summary(run, PROGRAMS[2:], bundled=True)[1:] == (1, 0, 1)


def test_what_is_there_and_in_order_is_kept() -> None:
    found = summary(plan(influxdb={"release influxdb": "ok", "port 1": "skipped"}), PROGRAMS[:2], bundled=False)
    assert [row[-1] for row in found.rows] == ["keep", "keep"]
    assert found[1:] == (0, 0, 0)


def test_beside_a_summary_only_trouble_is_shown() -> None:
    run = plan(a={"one": "ok", "two": "changed", "three": "skipped", "four": "failed"})
    assert [row[2] for row in run.trouble()] == ["three", "four"]
