"""The chain, whole and with each link broken in turn: the self-test names that link and no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import yaml
from command_line import call
from installed import BROKER, ROOT, Installed, changed

from bootstrap import profile, route
from bootstrap.engine_process import is_alive
from bootstrap.grafana import alerts
from bootstrap.layout import Layout
from bootstrap.selftest import chain, places
from bootstrap.services import control
from core import paths
from core.live import read_state, write_state
from core.processes import created

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.selftest.chain import Report

pytestmark = pytest.mark.skipif(not BROKER, reason="mosquitto is not installed (apt-get install mosquitto)")

LONG = pytest.mark.skipif(os.environ.get("SMART_INTERSECTION_SLOW") != "1", reason="SMART_INTERSECTION_SLOW=1 runs it")
ORDER = ["destination", "journal", "broker", "subscriber", "database", "grafana", "alert"]
RULE = "si-red-light"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The engine's own folder."""
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(installed: Installed, timeout: float = 20.0) -> Report:
    return chain.run(places.find(installed.layout, None), timeout, time.time(), lambda _: None)


def states(report: Report) -> dict[str, str]:
    return {link.name: link.state for link in report.links}


def expect_broken(report: Report, name: str, *words: str) -> None:
    """This link alone is broken, those after it are not reached, and it says why and what to do."""
    at = ORDER.index(name)
    wanted = dict.fromkeys(ORDER[:at], "ok") | {name: "broken"} | dict.fromkeys(ORDER[at + 1 :], "not reached")
    shown = json.dumps(report.to_json(), indent=1)
    assert {link: state for link, state in states(report).items() if link in ORDER} == wanted, shown
    assert states(report)["clean-up"] == "ok", shown
    (link,) = [link for link in report.links if link.state == "broken"]
    assert link.remedy, shown
    assert all(word in f"{link.what} {link.remedy}" for word in words), shown
    assert report.exit_code == 1


def test_a_whole_chain_holds_and_nothing_stays_behind(installed: Installed, home: Path) -> None:
    reader = installed.mqtt("app")
    for topic in ("traffic/detection", "traffic/violations", "traffic/performance"):
        reader.subscribe(topic)
    report = run(installed)
    assert states(report) == {**dict.fromkeys(ORDER, "ok"), "engine": "skipped", "clean-up": "ok"}, report
    assert "firing for the test violation" in next(link.what for link in report.links if link.name == "alert")
    assert report.exit_code == 0
    assert "selftest" not in installed.stored()
    assert list(home.rglob("selftest*")) == []
    late, engine = installed.mqtt("app"), installed.mqtt("engine")
    late.subscribe("traffic/selftest/#")
    engine.publish("traffic/selftest/now", b"end")
    assert late.expect(1) == [("traffic/selftest/now", b"end")]  # nothing retained came before it
    engine.publish("traffic/violations", b"end")
    assert reader.expect(1) == [("traffic/violations", b"end")]  # nobody who counts has heard of it
    for client in (reader, late, engine):
        client.close()


def test_nobody_is_called_about_it(installed: Installed) -> None:
    run(installed)
    api = installed.grafana()
    (silence,) = [one for one in alerts.silences(api) if one.about == {"site": "selftest"}]
    assert silence.ours
    assert [one for one in alerts.firing(api) if one.labels.get("site") == "selftest"] == []


def test_a_journal_without_a_disk(installed: Installed, home: Path) -> None:
    home.mkdir()
    (home / "state").write_text("not a folder")
    expect_broken(run(installed), "journal", "cannot write in", str(home / "state"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everybody, or root, may write everywhere")
def test_a_journal_on_a_disk_that_may_only_be_read(installed: Installed, home: Path) -> None:
    (home / "state").mkdir(parents=True)
    (home / "state").chmod(0o500)
    expect_broken(run(installed), "journal", "cannot write in")
    (home / "state").chmod(0o700)


def test_a_broker_that_is_stopped(installed: Installed) -> None:
    with stopped(installed, "mosquitto"):
        expect_broken(run(installed), "broker", "broker mqtt://127.0.0.1")


def test_a_password_the_broker_does_not_know(installed: Installed) -> None:
    with replaced(installed.layout.secrets / "mqtt-engine", "another password"):
        expect_broken(run(installed), "broker", "refused the connection", "repair")
    with replaced(installed.layout.secrets / "mqtt-app", "another password"):
        expect_broken(run(installed), "subscriber", "refused the connection", "repair")


@LONG
def test_a_lost_password_file(installed: Installed) -> None:
    path = installed.layout.secrets / "mqtt-engine"
    kept = path.with_name("away")
    path.rename(kept)
    expect_broken(run(installed), "broker", "cannot read the", "mqtt-engine")
    kept.rename(path)


@LONG
@pytest.mark.parametrize(
    ("right", "link", "word"),
    [
        ("topic write traffic/#", "broker", "denies publishing"),
        ("topic read traffic/#", "subscriber", "hears 0 of 2"),
    ],
)
def test_rights_that_the_broker_does_not_give(installed: Installed, right: str, link: str, word: str) -> None:
    path = installed.layout.config("mosquitto") / "acl"
    with replaced(path, path.read_text().replace(right, "topic read nothing")):
        restart(installed, "mosquitto")
        expect_broken(run(installed, 4.0), link, word)
    restart(installed, "mosquitto")


def test_a_database_that_is_stopped(installed: Installed) -> None:
    with stopped(installed, "influxdb"):
        expect_broken(run(installed), "database", "no response from http://127.0.0.1")


@pytest.mark.parametrize(
    ("client", "link", "word"),
    [
        ("engine", "database", "HTTP 401"),
        ("app", "database", "cannot read InfluxDB: unauthorized access"),
        ("grafana", "grafana", "unauthorized access"),
    ],
)
def test_a_token_that_was_revoked(installed: Installed, client: str, link: str, word: str) -> None:
    installed.operator().delete_authorization(installed.authorization(f"influxdb-{client}").id)
    expect_broken(run(installed), link, word)
    changed(installed.setup())


@LONG
def test_a_bucket_that_was_deleted(installed: Installed) -> None:
    installed.influx_api().call("DELETE", f"/api/v2/buckets/{installed.bucket().id}")
    expect_broken(run(installed), "database", "HTTP 404", "bucket")
    changed(installed.setup())


@LONG
def test_a_grafana_that_is_stopped(installed: Installed) -> None:
    with stopped(installed, "grafana"):
        expect_broken(run(installed), "grafana", "does not respond")


@LONG
def test_a_token_of_grafanas_that_is_another(installed: Installed) -> None:
    with replaced(installed.layout.secrets / "grafana-app", "not that one"):
        expect_broken(run(installed), "grafana", "Invalid API key")


def test_a_data_source_that_was_deleted(installed: Installed) -> None:
    folder = installed.layout.config("grafana") / "provisioning" / "datasources"
    tree = yaml.safe_dump({"apiVersion": 1, "deleteDatasources": [{"name": "Smart Intersection", "orgId": 1}]})
    with replaced(folder / "influxdb.yaml", tree):
        reload(installed, "datasources")
        expect_broken(run(installed), "grafana", "data source is missing")
    reload(installed, "datasources")


def test_an_alert_rule_that_is_missing(installed: Installed) -> None:
    with rules(installed, lambda _: None):
        expect_broken(run(installed), "alert", "alert rule is missing")


def test_an_alert_rule_that_cannot_be_evaluated(installed: Installed) -> None:
    def spoil(rule: dict[str, Any]) -> dict[str, Any]:
        model = rule["data"][0]["model"]
        model["query"] = model["query"].replace('"traffic"', '"elsewhere"')
        return rule

    with rules(installed, spoil):
        expect_broken(run(installed), "alert", "cannot be evaluated", 'could not find bucket "elsewhere"')


@LONG
def test_an_alert_rule_that_does_not_see_violations(installed: Installed) -> None:
    def spoil(rule: dict[str, Any]) -> dict[str, Any]:
        model = rule["data"][0]["model"]
        model["query"] = model["query"].replace('"red_light"', '"other"')
        return rule

    with rules(installed, spoil):
        expect_broken(run(installed), "alert", "did not detect the test violation")


def test_an_engine_that_runs_and_delivers_nothing(installed: Installed) -> None:
    me = {"pid": os.getpid(), "created": created(psutil.Process()), "updated": time.time() + 60}
    sinks = {"mqtt": {"state": "running", "backlog": 0, "reason": None}, "influx": {"state": "off"}}
    me |= ends(installed)
    write_state(paths.runtime_dir(), {**me, "journal": {"appended": 5, "state": "running"}, "sinks": sinks})
    assert is_alive(read_state(paths.runtime_dir()))
    assert states(run(installed))["engine"] == "ok"
    sinks["influx"] = {"state": "refused", "backlog": 7, "reason": "HTTP 401 — check the token"}
    write_state(paths.runtime_dir(), {**me, "journal": {"appended": 5, "state": "running"}, "sinks": sinks})
    report = run(installed, 3.0)
    assert [link.name for link in report.links if link.state == "broken"] == ["engine"]
    (engine,) = [link for link in report.links if link.name == "engine"]
    assert (engine.what, engine.remedy) == ("influx refused: HTTP 401 — check the token", "check the token")


def test_without_rights_to_read_it_promises_what_was_acknowledged(installed: Installed, tmp_path: Path) -> None:
    token = installed.layout.secrets / "influxdb-engine"
    config = tmp_path / "c.yaml"
    influx = f"{{url: '{installed.influx_url()}', token_file: '{token}'}}"
    config.write_text(f"telemetry:\n  profile: embedded\n  influx: {influx}\n")
    where = places.find(Layout(tmp_path / "nothing"), config)
    report = chain.run(where, 20.0, time.time(), lambda _: None)
    skipped = dict.fromkeys(("grafana", "alert", "engine"), "skipped")
    assert states(report) == {**dict.fromkeys(ORDER[:5], "ok"), **skipped, "clean-up": "ok"}, report
    assert "write-only" in next(link.what for link in report.links if link.name == "database")
    assert "selftest" not in installed.stored()


def test_the_command_line_draws_the_chain_and_tells_programs(home: Path) -> None:
    drawn = call("selftest", "--prefix", str(home))
    assert (drawn.returncode, drawn.stderr) == (0, "")
    lines = [line for line in drawn.stdout.splitlines() if line.strip(" │")]
    assert [line.split()[0] for line in lines[1:]] == ["✓", "✓", "✓", "✓", "·", "·", "·", "·", "✓"]
    (home / "state").rmdir()
    (home / "state").write_text("not a folder")
    told = call("selftest", "--prefix", str(home), "--json")
    report = json.loads(told.stdout)
    assert (told.returncode, report["ok"], report["links"][1]["state"]) == (1, False, "broken")


def ends(installed: Installed) -> dict[str, Any]:
    """What an engine that uses all of the installation says of itself."""
    mqtt = f"mqtt://127.0.0.1:{installed.ports['mosquitto']}"
    database = {"address": installed.influx_url(), "org": "smart-intersection", "bucket": "traffic"}
    return {"broker": {"address": mqtt, "embedded": False}, "database": database}


OWN = "cameras: [{id: a, source: 'simulator:crossroads'}]\n"
ELSEWHERE = f"{OWN}telemetry: {{profile: embedded}}\n"


def test_an_engine_that_uses_something_else_is_found_out_and_mended(
    installed: Installed, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own broker is followed as it is, and said not to be the one that is set up; mended, events arrive there."""
    monkeypatch.setenv(profile.VARIABLE, str(installed.layout.profile))
    config = home.parent / "intersection.yaml"
    config.write_text(ELSEWHERE)
    with running(config):
        report = run(installed)
        (broken,) = [link for link in report.links if link.state == "broken"]
        assert broken.name == "destination"
        assert route.BUILT_IN in broken.what
        assert str(installed.ports["mosquitto"]) in broken.what
        assert "use-installed" in broken.remedy
        assert states(report)["broker"] == states(report)["engine"] == "ok"
        address = (read_state(paths.runtime_dir()) or {})["broker"]["address"]
        assert address in next(link.what for link in report.links if link.name == "broker")
    assert call("config", "use-installed", str(config)).returncode == 0
    assert config.read_text() == OWN
    reader = installed.mqtt("app")
    reader.subscribe("traffic/#")
    with running(config):
        assert states(run(installed)) == {**dict.fromkeys(ORDER, "ok"), "engine": "ok", "clean-up": "ok"}
        assert {topic.split("/")[1] for topic, _ in reader.expect(3)} <= {
            "cameras",
            "detection",
            "performance",
            "status",
        }
    reader.close()


class running:  # noqa: N801 - reads as a condition
    """An engine of its own process."""

    def __init__(self, config: Path) -> None:
        self._command = [sys.executable, "-m", "bootstrap", "run", "--realtime", "--config", str(config)]

    def __enter__(self) -> None:
        self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while not is_alive(read_state(paths.runtime_dir())):
            assert time.monotonic() < until
            assert self._process.poll() is None
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)


class stopped:  # noqa: N801 - reads as a condition
    """A service that does not run meanwhile."""

    def __init__(self, installed: Installed, name: str) -> None:
        self._installed, self._name = installed, name

    def __enter__(self) -> None:
        control.stop(self._installed.layout, self._name)

    def __exit__(self, *_: object) -> None:
        restart(self._installed, self._name)


class replaced:  # noqa: N801 - reads as a condition
    """A file that holds something else meanwhile."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def __enter__(self) -> None:
        self._kept = self._path.read_bytes()
        self._path.write_text(self._text)

    def __exit__(self, *_: object) -> None:
        self._path.write_bytes(self._kept)


class rules:  # noqa: N801 - reads as a condition
    """The rule that is looked at changed or gone meanwhile."""

    def __init__(self, installed: Installed, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        self._installed, self._change = installed, change

    def __enter__(self) -> None:
        path = self._installed.layout.config("grafana") / "provisioning" / "alerting" / "smart-intersection.yaml"
        tree = yaml.safe_load(path.read_text())
        for group in tree["groups"]:
            made = [self._change(rule) if rule["uid"] == RULE else rule for rule in group["rules"]]
            group["rules"] = [rule for rule in made if rule]
        gone = (
            [{"orgId": 1, "uid": RULE}]
            if self._change({"uid": RULE, "data": [{"model": {"query": ""}}]}) is None
            else []
        )
        self._file = replaced(path, yaml.safe_dump({**tree, "deleteRules": gone}))
        self._file.__enter__()
        reload(self._installed, "alerting")

    def __exit__(self, *_: object) -> None:
        self._file.__exit__()
        reload(self._installed, "alerting")


def reload(installed: Installed, kind: str) -> None:
    installed.grafana().call("POST", f"/api/admin/provisioning/{kind}/reload")


def restart(installed: Installed, name: str) -> None:
    control.start(installed.layout, name, anew=True)
    until = time.monotonic() + 60
    while not any(one.name == name and one.ok for one in control.status(installed.layout)):
        assert time.monotonic() < until
        time.sleep(0.02)
