"""Alerts, checks and logs on the services page: real processes, the double of Grafana."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from command_line import call
from grafana_here import grafana
from ports import free_port

from bootstrap.converge.report import Report, Result
from bootstrap.grafana.overview import Firing, Overview
from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.services import records
from bootstrap.setup.checks import Check
from bootstrap.setup.doctor import Diagnosis
from qml_app import service_alerts, service_checks
from qml_app.grafana_link import dashboard
from qml_app.service_alerts import ALERT_ROLES, ServiceAlerts
from qml_app.service_checks import STEP_ROLES, ServiceChecks
from qml_app.service_log import ServiceLog
from qml_app.setup_rows import Run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look
    from pytestqt.qtbot import QtBot

    from qml_app.models import RowModel

PATIENCE = 60_000  # milliseconds
NOW = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)


@pytest.fixture
def layout(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """An installation without anything, and the engine's folders beside it."""
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(state_dir.parent))
    state_dir.mkdir(parents=True)
    return Layout(state_dir)


@pytest.fixture
def guarded(layout: Layout) -> Iterator[str]:
    """Its Grafana's address."""
    port = free_port()
    with grafana(layout, port) as url:
        yield url


def told(model: Any, roles: tuple[str, ...]) -> list[dict[str, Any]]:
    rows: RowModel = model
    return [dict(zip(roles, row, strict=True)) for row in rows.rows]


def firing(**changes: Any) -> Firing:
    about = {"site": "s", "camera": "north"}
    values: dict[str, Any] = {"name": "Slow", "summary": "why", "severity": "warning", "since": NOW.isoformat()}
    return Firing(**{**values, "about": about, **changes})


def alert_rows(*alerts: Firing, doing: dict[str, str] | None = None) -> list[dict[str, Any]]:
    rows = service_alerts.rows(Overview(alerts), NOW + timedelta(minutes=5), doing or {})
    return [dict(zip(ALERT_ROLES, row, strict=True)) for row in rows]


def test_alerts_tell_how_bad_since_when_and_where_and_the_silenced_come_last() -> None:
    quiet = firing(name="Quiet", silenced_until=(NOW + timedelta(hours=1)).isoformat(), ours=True)
    rows = alert_rows(quiet, firing(), firing(severity="critical", about={}))
    assert [(row["name"], row["level"], row["place"]) for row in rows] == [
        ("Slow", "busy", "s, north"),
        ("Slow", "failed", ""),
        ("Quiet", "off", "s, north"),
    ]
    assert [row["seconds"] for row in rows] == [300] * 3
    assert [bool(row["until"]) for row in rows] == [False, False, True]
    assert len({row["key"] for row in rows}) == 3
    assert alert_rows(firing(), doing={service_alerts.key(firing()): "silence"})[0]["doing"] == "silence"


def test_an_end_on_another_day_is_told_with_its_date() -> None:
    (row,) = alert_rows(firing(silenced_until=(NOW + timedelta(days=2)).isoformat()))
    assert row["until"] == (NOW + timedelta(days=2)).timestamp() * 1000


@pytest.mark.usefixtures("qapp")
def test_an_alert_is_silenced_and_heard_again(layout: Layout, guarded: str, qtbot: QtBot) -> None:
    alerts = ServiceAlerts(layout.prefix)
    try:
        alerts.look(active=True)
        qtbot.waitUntil(lambda: alerts.known and alerts.count == 1, timeout=PATIENCE)
        (row,) = told(alerts.firing, ALERT_ROLES)
        assert (row["name"], row["place"], row["level"]) == ("Database not available", "", "failed")
        assert alerts.here
        alerts.silence(row["key"], 8)
        assert told(alerts.firing, ALERT_ROLES)[0]["doing"] == "silence"
        qtbot.waitUntil(lambda: told(alerts.firing, ALERT_ROLES)[0]["until"] > 0, timeout=PATIENCE)
        assert (alerts.count, alerts.problem, told(alerts.firing, ALERT_ROLES)[0]["ours"]) == (0, "", True)
        qtbot.waitUntil(lambda: told(alerts.firing, ALERT_ROLES)[0]["doing"] == "", timeout=PATIENCE)
        alerts.unsilence(row["key"])
        qtbot.waitUntil(lambda: alerts.count == 1, timeout=PATIENCE)
        SecretStore(layout.secrets).put("grafana-admin", "another password")
        alerts.silence(row["key"], 1)
        qtbot.waitUntil(lambda: "Grafana rejected" in alerts.problem, timeout=PATIENCE)
    finally:
        alerts.stop()
    assert guarded


def test_a_dashboard_is_opened_with_what_is_in_view() -> None:
    shown = dashboard("http://127.0.0.1:3000/", "si-overview", "main & 5th", ["a b", "c"], "now-6h")
    assert shown == (
        "http://127.0.0.1:3000/d/si-overview?var-site=main+%26+5th&var-camera=a+b&var-camera=c&from=now-6h&to=now"
    )
    assert dashboard("http://h", "u", "", [], "now-1h") == "http://h/d/u?from=now-1h&to=now"


@pytest.mark.usefixtures("qapp")
def test_the_self_test_is_followed_link_by_link(layout: Layout, qtbot: QtBot) -> None:
    checks = ServiceChecks(layout.prefix, list)
    seen: list[tuple[str, ...]] = []
    checks.steps.rowsInserted.connect(lambda: seen.append(tuple(row[0] for row in checks.steps.rows)))
    try:
        checks.begin("selftest")
        assert (checks.what, checks.busy, checks.outcome) == ("selftest", True, "running")
        qtbot.waitUntil(lambda: not checks.busy, timeout=PATIENCE)
    finally:
        checks.stop()
    assert checks.outcome == "ok", checks.words
    assert seen[0] == ("destination",)
    assert [(row["name"], row["condition"]) for row in told(checks.steps, STEP_ROLES)][:5] == [
        *((name, "ok") for name in ("destination", "journal", "broker", "subscriber")),
        ("database", "skipped"),
    ]


@pytest.mark.usefixtures("qapp")
def test_a_check_that_is_cancelled_or_cannot_begin_says_so(layout: Layout, qtbot: QtBot) -> None:
    checks = ServiceChecks(layout.prefix, list)
    try:
        checks.begin("selftest")
        checks.cancel()
        qtbot.waitUntil(lambda: not checks.busy, timeout=PATIENCE)
        assert checks.outcome == "cancelled"
        layout.profile.write_text("telemetry: nonsense")
        checks.begin("selftest")
        qtbot.waitUntil(lambda: not checks.busy, timeout=PATIENCE)
        assert checks.outcome == "failed"
        assert "cannot use" in checks.words
    finally:
        checks.stop()


def test_doctors_findings_and_repairs_tasks_become_steps() -> None:
    check = Check("disk", "problem", "0.1 GB free", "free some")
    fine = Check("clock", "ok", "12:00")
    tasks: list[Any] = [
        {"name": "grafana : data source", "state": "changed", "reason": "missing", "remedy": ""},
        {"name": "grafana : dashboards", "state": "ok", "reason": "there", "remedy": ""},
    ]
    report = Report(
        "doctor", check=True, tasks=[Result(one["name"], one["state"], one["reason"], 0.0) for one in tasks]
    )
    found = service_checks.findings(json.dumps(Diagnosis([fine, check], report).to_json()))
    assert [(row[1], row[2], row[4]) for row in found] == [
        ("disk", "failed", "0.1 GB free"),
        ("grafana", "failed", "data source: missing"),
        ("clock", "ok", "12:00"),
    ]
    assert service_checks.findings("half a line") == []
    run = Run()
    for task in tasks:
        run.take({"event": "result", **task})
    assert [(row[1], row[2]) for row in service_checks.tasks(run)] == [("grafana : data source", "ok")]


@pytest.mark.usefixtures("qapp")
def test_a_log_is_followed_and_holds_no_secret(layout: Layout, qtbot: QtBot) -> None:
    secret = SecretStore(layout.secrets).make("influxdb-engine")
    path = records.log_path(layout, "influxdb")
    path.parent.mkdir()
    path.write_text(f"started with {secret}\n")
    log = ServiceLog(layout.prefix)
    try:
        log.look(active=True)
        log.name = "influxdb"
        qtbot.waitUntil(lambda: log.text == "started with ***", timeout=PATIENCE)
        with path.open("a") as file:
            file.write("one more line\n")
        qtbot.waitUntil(lambda: log.text.endswith("\none more line"), timeout=PATIENCE)
        log.name = "none of that name"
        qtbot.waitUntil(lambda: log.known and log.text == "", timeout=PATIENCE)
    finally:
        log.stop()


def test_the_page_runs_the_self_test_and_silences_an_alert(look: Look, layout: Layout, guarded: str) -> None:
    env = {"SMART_INTERSECTION_HOME": os.environ["SMART_INTERSECTION_HOME"]}
    tested = "press Ctrl+4;click Run self-test;see No failures, 6 not set up or not running;see 1 active"
    seen = look("services-silenced", "Unmute", action=f"{tested};click 8 h", theme="light", **env)
    assert {"Journal", "Subscriber", "Not available: no broker is set up", "Database not available"} <= set(seen.texts)
    assert "1 active" not in seen.texts
    found = json.loads(call("alerts", "--json", "--prefix", str(layout.prefix)).stdout)
    assert found["firing"][0]["silenced_until"]
    assert guarded


def test_the_page_shows_doctors_findings_and_the_engines_log(look: Look, layout: Layout) -> None:
    layout.logs.mkdir()
    (layout.logs / "engine.log").write_text("the engine's last words\n")
    env = {"SMART_INTERSECTION_HOME": os.environ["SMART_INTERSECTION_HOME"]}
    seen = look("services-doctor", "Clock", action="press Ctrl+4;click Diagnose;click Log", **env)
    assert {"Diagnose", "Disk", "the engine's last words", "Log of Engine"} <= set(seen.texts)
