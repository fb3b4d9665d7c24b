"""From nothing to three healthy services, through the command line; and what that must not do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
import yaml
from installed import BROKER, Installed, changed
from packing import GRAFANA, INFLUXDB

from bootstrap.secrets import SecretStore
from bootstrap.services import control
from core.settings.models import Influx

if TYPE_CHECKING:
    import subprocess

    from packing import Mirror

    Fresh = tuple[Installed, subprocess.CompletedProcess[str]]

NAMES = {"influxdb", "grafana"} | ({"mosquitto"} if BROKER else set())


def test_check_on_an_empty_machine_lists_everything_and_makes_nothing(empty: Installed) -> None:
    found = changed(empty.setup(check=True))
    assert "influxdb : operator access" in found
    assert "grafana : data source" in found
    assert not empty.prefix.exists()


def test_one_command_leads_to_healthy_services(fresh: Fresh) -> None:
    installed, first = fresh
    assert first.returncode == 0, first.stderr
    said = json.loads(first.stdout)
    assert said["recap"]["failed"] == 0
    assert {one.name: one.ok for one in control.status(installed.layout)} == dict.fromkeys(NAMES, True)
    assert installed.datasource_health() == "datasource is working. 2 buckets found"


def test_the_second_run_changes_nothing(fresh: Fresh) -> None:
    installed, _ = fresh
    pids = {name: installed.pid(name) for name in NAMES}
    again = installed.command("setup", "--yes", "--json", *([] if BROKER else ["--only", "influxdb,grafana"]))
    assert json.loads(again.stdout)["recap"] | {"ok": 0} == {"ok": 0, "changed": 0, "failed": 0, "skipped": 0}
    assert {name: installed.pid(name) for name in NAMES} == pids


def test_the_engine_finds_its_database_in_the_profile_and_may_only_write(installed: Installed) -> None:
    profile = yaml.safe_load(installed.layout.profile.read_text())
    options = Influx.model_validate(profile["telemetry"]["influx"])
    assert (options.org, options.bucket) == ("smart-intersection", "traffic")
    assert options.token_file
    assert Path(str(options.token_file)) == installed.layout.secrets / "influxdb-engine"
    assert {right.action for right in installed.authorization("influxdb-engine").permissions} == {"write"}
    assert {right.action for right in installed.authorization("influxdb-app").permissions} == {"read"}


def test_no_secret_is_in_arguments_environments_logs_or_files_of_others(fresh: Fresh) -> None:
    installed, first = fresh
    store = SecretStore(installed.layout.secrets)
    secrets = {name: store.get(name) or "" for name in store.names()}
    assert {"influxdb-operator", "influxdb-admin", "influxdb-grafana", "grafana-admin"} <= set(secrets)
    texts = {"output": first.stdout + first.stderr}
    for process in _family(installed):
        texts[f"process {process.pid}"] = " ".join(process.cmdline()) + repr(process.environ())
    for path in installed.prefix.rglob("*"):
        served = path.is_relative_to(installed.layout.data("grafana"))  # Grafana's own, encrypted in the real one
        if path.is_file() and path.parent != installed.layout.secrets and not served:
            texts[str(path)] = path.read_bytes().decode("latin-1")
    leaks = [(name, where) for where, text in texts.items() for name, secret in secrets.items() if secret in text]
    assert leaks == []
    assert all(store.is_private(name) for name in secrets)


def test_nothing_listens_beyond_loopback_even_if_the_environment_asks_for_it(fresh: Fresh) -> None:
    installed, _ = fresh
    ours = [process.pid for process in _family(installed)]
    found = [one for one in psutil.net_connections("tcp") if one.pid in ours and one.status == "LISTEN"]
    listening = [one.laddr for one in found if one.laddr]
    assert {address.port for address in listening} >= {installed.ports[name] for name in NAMES}
    assert {address.ip for address in listening} == {"127.0.0.1"}


@pytest.mark.parametrize("archive", [f"influxdb2-{INFLUXDB}", f"grafana_{GRAFANA}"])
def test_a_download_that_broke_off_went_on_where_it_was(fresh: Fresh, mirror: Mirror, archive: str) -> None:
    assert fresh
    asked = [wanted for path, wanted in mirror.asked if path.startswith(f"/{archive}_")]
    assert asked[:2] == ["", "bytes=1000-"]


def _family(installed: Installed) -> list[psutil.Process]:
    pids = [installed.pid(name) for name in NAMES]
    supervisor = json.loads((installed.layout.run / "supervisor.json").read_text())["pid"]
    found = [psutil.Process(pid) for pid in (*pids, supervisor)]
    return [*found, *(child for process in found for child in process.children(recursive=True))]
