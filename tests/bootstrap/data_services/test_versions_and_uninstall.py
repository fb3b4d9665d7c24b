"""Another version keeps what is stored; so does uninstall, unless it is told to purge."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import genuine
import psutil
from installed import ALL, BROKER, NOW, SERVICES, Installed, changed, failed

from bootstrap.selftest import chain, places
from bootstrap.setup import run
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.publish import read_current
from bootstrap.setup.roles import influxdb
from bootstrap.setup.uninstall import uninstall

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NAMES = ALL if BROKER else SERVICES


def _with(installed: Installed, **versions: str) -> Context:
    choices = Choices(ports=installed.ports, versions=versions, catalogue=installed.catalogue, mirror=installed.mirror)
    return Context(installed.layout, choices)


@genuine.needs("influxdb", "2.7.4", "2.9.1")
@genuine.needs("grafana", "10.2.2", "13.2.3")
def test_the_seed_versions_work_and_an_upgrade_keeps_points_tokens_and_passwords(empty: Installed) -> None:
    changed(run.setup(_with(empty, influxdb="2.7.4", grafana="10.2.2"), SERVICES))
    assert [one.token for one in empty.operator().authorizations() if one.description.endswith("engine")] == [
        empty.secret("influxdb-engine")
    ]  # 2.7 shows them
    empty.write(f"counts,site=t count=1i {NOW}")
    secrets = {path.name: path.read_text() for path in empty.layout.secrets.iterdir()}
    found = changed(run.setup(_with(empty, influxdb="2.9.1", grafana="13.2.3"), SERVICES))
    assert {"influxdb : release influxdb", "influxdb : service influxdb", "grafana : service grafana"} <= set(found)
    assert not any(name.startswith(("influxdb : token", "influxdb : operator")) for name in found)
    assert empty.stored() == f"counts,site=t count=1i {NOW}\n"
    assert {path.name: path.read_text() for path in empty.layout.secrets.iterdir()} == secrets
    assert empty.datasource_health() == "datasource is working. 2 buckets found"
    assert changed(empty.setup()) == {}


@genuine.needs("grafana", "9.3.2", "13.2.3")
def test_the_oldest_grafana_is_set_up_repaired_and_upgraded(
    empty: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """9.3.2 has programs instead of verbs, no list of alert rules, and fewer words in its files."""
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path / "home"))
    changed(run.setup(_with(empty, grafana="9.3.2"), NAMES))
    assert changed(empty.setup(*NAMES)) == {}
    report = chain.run(places.find(empty.layout, None), 20.0, time.time(), lambda _: None)
    assert [link for link in report.links if link.state == "broken"] == []
    assert {link.name for link in report.links if link.state == "ok"} >= {"database", "grafana", "alert"}
    (empty.layout.secrets / "grafana-admin").unlink()  # another one is set by `grafana-cli`
    assert "grafana : administrator's password" in changed(empty.setup(*NAMES))
    assert changed(empty.setup(*NAMES)) == {}
    changed(run.setup(_with(empty, grafana="13.2.3"), NAMES))
    assert changed(empty.setup(*NAMES)) == {}


@genuine.needs("influxdb", "2.7.4", "2.9.1")
def test_the_version_before_stays_and_older_ones_go_when_the_new_one_serves(empty: Installed) -> None:
    changed(run.setup(_with(empty, influxdb="2.7.4"), ["influxdb"]))
    product = empty.layout.product("influxdb")
    older = product / "2.7.1"
    older.mkdir()
    (older / "influxd").write_text("the one before the one before")
    (product / "2.7.4.incoming").mkdir()
    found = changed(run.setup(_with(empty, influxdb="2.9.1"), ["influxdb"]))
    assert found["influxdb : old versions of influxdb"] == "to be removed: 2.7.1, 2.7.4.incoming"
    assert {path.name for path in product.iterdir()} == {"2.7.4", "2.9.1", "current", "previous"}
    assert len(list(empty.layout.cache.iterdir())) == 2


@genuine.needs("influxdb", "2.7.4", "2.9.1")
def test_an_older_version_is_not_let_near_newer_data_unless_that_is_asked_for(
    empty: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(empty.setup("influxdb"))
    pid = empty.pid("influxdb")
    refused = failed(run.setup(_with(empty, influxdb="2.7.4"), ["influxdb"]))
    assert "written by influxdb 2.9.1" in refused.reason
    assert refused.options == ("--version", "influxdb=2.9.1")
    assert "--allow-downgrade" in refused.remedy
    assert empty.pid("influxdb") == pid  # nothing has been touched
    assert changed(empty.setup("influxdb")) == {}  # a wish that was refused is not remembered
    changed(uninstall(empty.context()))
    failed(run.setup(_with(empty, influxdb="2.7.4"), ["influxdb"]))  # the data are still there
    with_leave = _with(empty, influxdb="2.7.4")
    with_leave.choices = replace(with_leave.choices, downgrade=True)
    monkeypatch.setattr(influxdb, "_POLICY", replace(influxdb._POLICY, restarts=0))  # it would try for minutes
    report = run.setup(with_leave, ["influxdb"])
    assert "unknown migration" in failed(report).reason  # it does not open what 2.9 has written
    assert read_current(empty.layout.product("influxdb")) == "2.7.4"
    assert next(task for task in report.tasks if task.name.endswith("data of influxdb")).reason == "written by 2.9.1"


def test_uninstall_keeps_what_the_owner_wrote_unless_told_to_purge(empty: Installed) -> None:
    changed(empty.setup("influxdb"))
    config = empty.layout.config("influxdb")
    own, edited, foreign = config / "conf.d" / "retention.yaml", config / "config.yaml", config / "notes.txt"
    own.write_text("raw_days: 365\n")
    foreign.write_text("mine")
    edited.write_text(f"{edited.read_text()}# mine\n")
    found = changed(uninstall(empty.context()))
    assert {path for path in config.rglob("*") if path.is_file()} == {own, edited, foreign}
    assert "uninstall : remove config" in found
    assert changed(uninstall(empty.context())) == {}
    changed(empty.setup("influxdb"))
    assert (empty.bucket().rule.every, own.read_text()) == (365 * 86_400, "raw_days: 365\n")
    changed(uninstall(empty.context(), purge=True))
    assert not empty.prefix.exists()


def test_uninstall_ends_everything_and_keeps_data_unless_told_otherwise(empty: Installed) -> None:
    changed(empty.setup())
    empty.write(f"counts,site=t count=1i {NOW}")
    pids = [empty.pid(name) for name in SERVICES]
    changed(uninstall(empty.context()))
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert {path.name for path in empty.prefix.iterdir()} == {"data", "secrets", "setup.json"}
    changed(empty.setup())
    assert empty.stored() == f"counts,site=t count=1i {NOW}\n"
    assert empty.datasource_health() == "datasource is working. 2 buckets found"
    changed(uninstall(empty.context(), purge=True))
    assert not empty.prefix.exists()
