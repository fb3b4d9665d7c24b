"""One installation for all tests that break and mend it: each leaves it whole."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "core" / "telemetry"))
sys.path.insert(0, str(Path(__file__).parents[2] / "doubles"))
sys.path.insert(0, str(Path(__file__).parents[1] / "setup"))
sys.path.insert(0, str(Path(__file__).parent))

import genuine
from installed import BROKER, Installed, changed
from packing import WHOLE, Mirror, pack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

if genuine.releases():
    collect_ignore_glob = ["test_*_double.py"]  # they are about the doubles
elif os.name == "nt":
    collect_ignore_glob = ["test_*"]  # the doubles are scripts with a first line that Windows does not read


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the archives and their catalogue."""
    return pack(tmp_path_factory.mktemp("releases")).parent


@pytest.fixture(scope="session")
def mirror(releases: Path) -> Iterator[Mirror]:
    found = Mirror(releases)
    yield found
    found.close()


@pytest.fixture(scope="session")
def fresh(
    releases: Path, mirror: Mirror, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installed, subprocess.CompletedProcess[str]]]:
    """A machine on which `setup` has run once, and what it said. The environment tries to open the services up."""
    found = Installed(tmp_path_factory.mktemp("machine") / "installation", releases / "catalogue.json", mirror.url)
    ports = found.ports
    evil = {
        "INFLUXD_HTTP_BIND_ADDRESS": f":{ports['influxdb']}",
        "GF_SERVER_HTTP_ADDR": "0.0.0.0",  # noqa: S104 - what must not happen
        "HTTP_PROXY": "http://127.0.0.1:9",
        "http_proxy": "http://127.0.0.1:9",
        "NO_PROXY": "127.0.0.1",
    }
    only = [] if BROKER else ["--only", "influxdb,grafana,evidence"]
    mirror.asked.clear()  # by other tests' machines
    mirror.cuts = [1000, WHOLE, 1000]  # the first answer for each archive breaks off
    yield found, found.command("setup", "--yes", "--json", *only, **evil)
    found.stop()
    shutil.rmtree(found.prefix)


@pytest.fixture(scope="module")
def whole(fresh: tuple[Installed, subprocess.CompletedProcess[str]]) -> Iterator[Installed]:
    """That machine, whole before a file's tests; whole again after them, or the last one has failed."""
    found, first = fresh
    assert first.returncode == 0, first.stderr
    changed(found.setup())
    yield found
    assert changed(found.setup()) == {}


@pytest.fixture
def installed(whole: Installed) -> Iterator[Installed]:
    """As `whole`; in the long run each test is held to it."""
    yield whole
    if os.environ.get("SMART_INTERSECTION_SLOW") == "1":
        assert changed(whole.setup()) == {}


@pytest.fixture
def empty(releases: Path, mirror: Mirror, tmp_path: Path) -> Iterator[Installed]:
    """A machine without anything."""
    found = Installed(tmp_path / "installation", releases / "catalogue.json", mirror.url)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation's folder, the same for all tests of a file, because what is in it holds paths."""
    return tmp_path_factory.mktemp("owners") / "installation"
