"""What doctor tells: one cause, and what merely follows from it beneath."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bootstrap.converge.report import Report, Result
from bootstrap.layout import Layout
from bootstrap.setup.checks import Check
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.doctor import diagnose
from bootstrap.setup.findings import findings, lines

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.report import State

AWAY = Check("network", "problem", "InfluxDB cannot be downloaded: https://x/y: no such host", "check the network")
FINE = Check("disk", "ok", "80.0 GB free")


def report(*tasks: tuple[str, State, str]) -> Report:
    return Report("doctor", check=True, tasks=[Result(name, state, reason, 0.0) for name, state, reason in tasks])


EMPTY = report(
    ("mosquitto : package", "ok", "there"),
    ("influxdb : release influxdb", "changed", "not there"),
    ("influxdb : folder", "changed", "not there"),
    ("grafana : release grafana", "changed", "not there"),
    ("grafana : grafana.ini", "changed", "not there"),
    ("profile : profile.yaml", "changed", "differs"),
)


def test_without_a_network_it_is_the_one_cause() -> None:
    first, *others = findings([FINE, AWAY], EMPTY)
    assert (first.name, first.remedy) == ("network", "check the network")
    assert len(first.follows) == 5
    assert [one.name for one in others] == ["disk"]


def test_with_a_network_each_role_is_one_finding_with_its_first_lack() -> None:
    found = findings([FINE], EMPTY)
    assert [one.name for one in found] == ["influxdb", "grafana", "profile", "disk"]
    assert found[0].what == "release influxdb: not there"
    assert found[0].follows == ("folder: not there",)


def test_a_failure_is_the_cause_even_where_something_else_came_first() -> None:
    (one,) = findings([], report(("a : one", "changed", "differs"), ("a : two", "failed", "no right to write")))
    assert one.what == "two: no right to write"
    assert one.follows == ("one: differs",)


def test_a_service_that_does_not_serve_is_told_once_with_what_helps() -> None:
    check = Check("influxdb", "problem", "running: cannot write, the disk is full", "run: smart-intersection repair")
    failed = Result("influxdb : service influxdb", "failed", "influxdb cannot write", 0.0, "free some disk space")
    later = Result("influxdb : bucket traffic", "changed", "missing", 0.0)
    (one,) = findings([check], Report("doctor", check=True, tasks=[failed, later]))
    assert (one.what, one.remedy, one.follows) == (check.what, "free some disk space", ("bucket traffic: missing",))
    (one,) = findings([check], report(("influxdb : service influxdb", "changed", "not running")))
    assert one.remedy == "run: smart-intersection repair"
    others = report(("influxdb : bucket traffic", "changed", "missing"))
    assert [one.what for one in findings([check], others)] == [check.what, "bucket traffic: missing"]


def test_what_a_missing_network_does_not_explain_stays_beside_it() -> None:
    found = findings([AWAY], report(("mosquitto : port", "failed", "held by nginx"), *_wanted()))
    assert [one.name for one in found] == ["network", "mosquitto"]


def _wanted() -> list[tuple[str, State, str]]:
    return [("influxdb : release influxdb", "changed", "not there")]


def test_a_terminal_gets_a_line_for_what_follows() -> None:
    told = list(lines(findings([AWAY], EMPTY)))
    assert told[0].startswith("PROBLEM  network: InfluxDB cannot be downloaded")
    assert told[2].strip() == "5 more caused by this: influxdb, grafana, profile"


def test_doctor_asks_the_network_for_what_is_missing_and_says_which_host(tmp_path: Path) -> None:
    """A mirror nobody can reach stands for any network that is away."""
    layout = Layout(tmp_path / "p")
    layout.prefix.mkdir()
    layout.profile.write_text("telemetry: {profile: local}\n")
    choices = Choices(profile="local", mirror="http://127.0.0.1:9/nothing")
    told = json.loads(json.dumps(diagnose(Context(layout, choices)).to_json()))
    network = next(one for one in told["findings"] if one["name"] == "network")
    assert network["state"] == "problem"
    assert "127.0.0.1:9" in network["what"]
    assert "--mirror" in network["remedy"]
    assert len(network["follows"]) > 10
    assert told["findings"][0] == network
    assert sum(one["state"] == "problem" for one in told["findings"]) < 6


def test_what_only_a_person_can_mend_is_a_warning_and_no_problem() -> None:
    foreign: tuple[str, State, str] = ("influxdb : stored data", "skipped", "of another InfluxDB")
    left = report(foreign, ("grafana : all", "skipped", "influxdb failed"))
    (one,) = findings([], left)
    assert (one.name, one.state, one.what) == ("influxdb", "warning", "stored data: of another InfluxDB")


def test_one_cause_of_several_is_told_once() -> None:
    ended = "stopped: the supervisor is not running"
    checks = [
        Check(name, "problem", f"{ended}\n  | a line of {name}'s log", "run repair") for name in ("grafana", "evidence")
    ]
    (one,) = findings(checks, report())
    assert (one.name, one.what, one.remedy) == ("grafana, evidence", ended, "run repair")
    gone = report(*((f"{role} : {what}", "changed", "missing") for role in ("a", "b") for what in ("folder p", role)))
    (one,) = findings([], gone)
    assert (one.name, one.what, one.follows) == ("a, b", "folder p: missing", ("a: a: missing", "b: b: missing"))
