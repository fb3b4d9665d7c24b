"""Setup killed after each thing it changes and each request it sends: the next run goes on, whatever was half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from installed import ALL, BROKER, ROOT, SERVICES, Installed, changed

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALL: Final = os.environ.get("SMART_INTERSECTION_SLOW") == "1"
_KILLER: Final = Path(__file__).with_name("killer.py")
_RESET: Final = "reset-admin-password"
_TASKS: Final = ["influxdb : service influxdb", "grafana : service grafana"]
_REQUESTS: Final = ["POST /api/v2/setup", "POST /api/v2/authorizations smart-intersection influxdb-engine"]


def killed_run(installed: Installed, how: dict[str, Any], *only: str) -> subprocess.CompletedProcess[str]:
    """A run of setup in a process that may kill itself."""
    how |= {"catalogue": str(installed.catalogue), "mirror": installed.mirror, "ports": installed.ports}
    command = [sys.executable, str(_KILLER), str(installed.prefix), json.dumps({**how, "only": list(only)})]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env, timeout=170)


def _until_through(installed: Installed, how: dict[str, Any], only: Iterable[str]) -> int:
    """Run again and again until a run is not killed any more; how often it was."""
    kills = 0
    while (done := killed_run(installed, dict(how), *only)).returncode == -9:
        kills += 1
        assert kills < 2000
    assert done.returncode == 0, done.stderr
    return kills


def test_killed_now_and_then_setup_converges_and_leaves_no_token_nobody_knows(empty: Installed, tmp_path: Path) -> None:
    wanted = [*_TASKS, *_REQUESTS]
    how = {"done": str(tmp_path / "done"), "requests": str(tmp_path / "requests"), "wanted": wanted}
    assert _until_through(empty, how, SERVICES) == len(wanted)
    assert changed(empty.setup()) == {}
    assert empty.datasource_health() == "datasource is working. 2 buckets found"
    assert len(empty.operator().authorizations()) == 4


@pytest.mark.slow
@pytest.mark.skipif(not _ALL, reason="long drill; SMART_INTERSECTION_SLOW=1 runs it")
def test_killed_while_a_server_is_stopped_to_get_in_the_next_run_starts_it(installed: Installed) -> None:
    for path in installed.layout.secrets.glob("*"):
        if path.name in ("influxdb-operator", "influxdb-admin", "grafana-admin"):
            path.unlink()
    killed = [killed_run(installed, {"program": word}, *SERVICES) for word in ("create-operator", _RESET)]
    assert [one.returncode for one in killed] == [-9, -9]
    changed(installed.setup())
    assert changed(installed.setup()) == {}
    assert installed.datasource_health() == "datasource is working. 2 buckets found"
    assert len(installed.operator().authorizations()) == 4


@pytest.mark.slow
@pytest.mark.skipif(not _ALL, reason="long drill; SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.timeout(900)
def test_killed_after_every_change_setup_converges(empty: Installed, tmp_path: Path) -> None:
    kills = _until_through(empty, {"done": str(tmp_path / "done")}, SERVICES)
    assert kills > 30
    assert changed(empty.setup()) == {}
    assert empty.datasource_health() == "datasource is working. 2 buckets found"


@pytest.mark.slow
@pytest.mark.skipif(not _ALL, reason="long drill; SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.timeout(1800)
def test_killed_before_every_file_operation_setup_converges_and_leaves_no_half_written_file(
    empty: Installed, tmp_path: Path
) -> None:
    only = ALL if BROKER else SERVICES
    assert _until_through(empty, {"operations": str(tmp_path / "operations")}, only) > 150
    assert changed(empty.setup(*only)) == {}
    assert list(empty.prefix.rglob(".*.part")) == []
    assert empty.datasource_health() == "datasource is working. 2 buckets found"
    assert len(empty.operator().authorizations()) == 4


@pytest.mark.parametrize("what", ["download influxdb", "unpack influxdb", "download grafana", "unpack grafana"])
def test_killed_inside_a_download_or_unpacking_the_next_run_goes_on(empty: Installed, what: str) -> None:
    service = what.partition(" ")[2]
    assert killed_run(empty, {"bytes": (what, 1)}, *SERVICES).returncode == -9
    assert not list(empty.layout.product(service).glob("[0-9]*[0-9]"))
    assert f"{service} : release {service}" in changed(empty.setup())
    assert not list(empty.prefix.rglob("*.incoming"))


@pytest.mark.slow
@pytest.mark.skipif(not _ALL, reason="long drill; SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.timeout(900)
def test_killed_after_every_request_setup_converges(empty: Installed, tmp_path: Path) -> None:
    assert _until_through(empty, {"requests": str(tmp_path / "requests")}, SERVICES) >= 7
    assert changed(empty.setup()) == {}
    assert len(empty.operator().authorizations()) == 4
