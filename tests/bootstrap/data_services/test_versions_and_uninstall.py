"""Another version keeps what is stored; so does uninstall, unless it is told to purge."""

from __future__ import annotations

import psutil
from installed import SERVICES, Installed, changed

from bootstrap.setup import run
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.uninstall import uninstall


def _with(installed: Installed, **versions: str) -> Context:
    choices = Choices(ports=installed.ports, versions=versions, catalogue=installed.catalogue, mirror=installed.mirror)
    return Context(installed.layout, choices)


def test_the_seed_versions_work_and_an_upgrade_keeps_points_tokens_and_passwords(empty: Installed) -> None:
    changed(run.setup(_with(empty, influxdb="2.7.4", grafana="10.2.2"), SERVICES))
    assert [one.token for one in empty.operator().authorizations() if one.description.endswith("engine")] == [
        empty.secret("influxdb-engine")
    ]  # 2.7 shows them
    empty.write("counts,site=t count=1i 1")
    secrets = {path.name: path.read_text() for path in empty.layout.secrets.iterdir()}
    found = changed(run.setup(_with(empty, influxdb="2.9.1", grafana="13.2.3"), SERVICES))
    assert {"influxdb : release influxdb", "influxdb : service influxdb", "grafana : service grafana"} <= set(found)
    assert not any(name.startswith(("influxdb : token", "influxdb : operator")) for name in found)
    assert empty.stored() == "counts,site=t count=1i 1\n"
    assert {path.name: path.read_text() for path in empty.layout.secrets.iterdir()} == secrets
    assert empty.datasource_health() == "datasource is working. 2 buckets found"
    assert changed(empty.setup()) == {}


def test_uninstall_ends_everything_and_keeps_data_unless_told_otherwise(empty: Installed) -> None:
    changed(empty.setup())
    empty.write("counts,site=t count=1i 1")
    pids = [empty.pid(name) for name in SERVICES]
    changed(uninstall(empty.context()))
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert {path.name for path in empty.prefix.iterdir()} == {"data", "secrets", "setup.json"}
    changed(empty.setup())
    assert empty.stored() == "counts,site=t count=1i 1\n"
    assert empty.datasource_health() == "datasource is working. 2 buckets found"
    changed(uninstall(empty.context(), purge=True))
    assert not empty.prefix.exists()
