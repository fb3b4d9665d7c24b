"""Fixtures every part shares."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from drills import SLOW
from hypothesis import HealthCheck, settings
from only_posix import leave_out
from order import longest_first
from reaper import left, watching

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Threads of PyTorch that wait leave the processors to the tests beside them, instead of turning round and round.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

#: The installed broker is used: no test fetches one.
os.environ.setdefault("SMART_INTERSECTION_ADOPT", "1")
# Dashboards and alerts are asked for by their English names, on whichever machine the tests run.
os.environ["SMART_INTERSECTION_LANGUAGE"] = "en"

#: No limit of time for an example: how long one takes says more about the machine than about the code. A normal run
#: takes the same sample of examples each time.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("sample", _UNTIMED, max_examples=25, derandomize=True)
settings.register_profile("all", _UNTIMED)
settings.load_profile("all" if SLOW else "sample")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)
    leave_out(items)


def _data() -> Path:
    named = os.environ.get("SMART_INTERSECTION_DATA")
    return Path(named) if named else Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real videos and weights; see README for how to point elsewhere."""
    folder = _data()
    if not folder.is_dir():
        pytest.skip(f"no real videos at {folder}; set SMART_INTERSECTION_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports that the tests share, also with those in the processes beside this one."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "models"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State, cache and runtime files of each test in a folder of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """Services end with the session that started them; one that its test has forgotten is a failure."""
    with watching() as mark:
        yield
        assert left(mark) == []
