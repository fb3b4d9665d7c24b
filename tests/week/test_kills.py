"""An engine that is killed again and again: it counts each time, leaves nothing behind, loses and doubles nothing."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import statistics
import sys
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import beside  # noqa: F401 -- says where the doubles are
import psutil
import pytest
from drills import LONG
from influx_double import InfluxDouble
from ledger import Ledger
from waiting import eventually

from bootstrap import engine_service
from bootstrap.effective import effective, settings
from bootstrap.engine_control import end
from core import paths
from core.leftovers import memory_folders
from core.live import read_state
from core.locking import own_lock
from core.processes import Identity
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE: Final = 120.0  # seconds: a limit against hanging
_PROBE: Final = re.compile(r"[a-z0-9_]{8}")  # Python's own, when it is killed while it looks where it may write


class Station:
    """The engine in its supervisor's hands; whoever kills it sees who takes its place, and when that counts."""

    def __init__(self, home: Path) -> None:
        self.ledger = Ledger(home / "state" / "journal.sqlite")
        self.family = set[Identity]()
        self.again: list[float] = []  # seconds from a kill until it counted again

    def process(self) -> int:
        found = engine_service.status()
        return (found and found.pid) or 0

    def counts(self) -> bool:
        state = read_state(paths.runtime_dir()) or {}
        cameras = state.get("cameras", {}).values()
        return state.get("pid") == self.process() and any(camera["frames"] for camera in cameras)

    def kill(self) -> float:
        """Whoever runs now, and wait until there is another one; when, monotonic seconds."""
        pid = self.process()
        with suppress(psutil.NoSuchProcess, AttributeError):
            engine = psutil.Process(pid)
            found = [Identity.of(one.pid) for one in (engine, *engine.children(recursive=True))]
            self.family |= {one for one in found if one is not None}
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        killed = time.monotonic()
        self.ledger.read()
        eventually(lambda: self.process() not in {0, pid}, "there is another one")
        return killed

    def left(self) -> list[str]:
        """Processes of those that were killed, and memory that bears their names."""
        pids = {str(one.pid) for one in self.family}
        named = [path for folder in memory_folders() for path in folder.glob("smart-intersection-*-*-*-*")]
        memory = [str(path) for path in named if path.name.split("-")[2] in pids]
        return [*memory, *(f"process {one.pid}" for one in self.family if one.alive())]


@pytest.fixture
def database() -> Iterator[InfluxDouble]:
    double = InfluxDouble()
    yield double
    double.close()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def station(
    home: Path, tmp_path: Path, scratch: Path, database: InfluxDouble, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Station]:
    """It is never given up: so often within minutes is more than a supervisor should put up with."""
    assert scratch.is_dir()
    spec = engine_service.definition()
    lasting = replace(spec, policy=replace(spec.policy, restarts=10_000, factor=1.0))
    monkeypatch.setattr(engine_service, "definition", lambda: lasting)
    (tmp_path / "token").write_text("writer")
    (tmp_path / "token").chmod(0o600)
    influx = {"url": database.url, "token_file": str(tmp_path / "token"), "flush_seconds": 0.2}
    yard = {"id": "yard", "source": "simulator:crossroads?seed=3", "detector": {"model": "ground-truth"}}
    every = {"detection_interval": 0.2, "performance_interval": 1, "occupancy_interval": 1}
    value = {"site": "kills", "cameras": [yard], "telemetry": {"profile": "remote", "influx": influx, **every}}
    (tmp_path / "kills.json").write_text(json.dumps(value))
    engine_service.begin(effective(tmp_path / "kills.json", None, None), lambda _: None)
    yield Station(home)
    end(paths.runtime_dir())


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.usefixtures("scratch")
@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=LONG)], ids=["sample", "all"])
def test_an_engine_that_is_killed_again_and_again(
    kills: int, station: Station, tmp_path: Path, database: InfluxDouble, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(kills)  # noqa: S311 -- reproducible, not secret
    eventually(station.counts, "it counts")
    for _ in range(kills):
        time.sleep(chance.uniform(0.0, 1.5))
        killed = station.kill()
        if kills == 2 or chance.random() < 0.7:  # the others are killed while they begin
            eventually(station.counts, "it counts again")
            station.again.append(time.monotonic() - killed)
    eventually(station.counts, "it counts at last")
    end(paths.runtime_dir())
    if kills > 2:
        _tell(station.again, capsys)
    eventually(lambda: not station.left(), "nothing is left of those that were killed")
    assert _litter(tmp_path) == []
    with own_lock(paths.runtime_dir() / "engine.lock").acquire(timeout=0):
        pass
    _deliver(tmp_path)
    there = Ledger(tmp_path / "home" / "state" / "journal.sqlite")
    there.read()
    assert station.ledger.rows.keys() <= there.rows.keys()
    assert {row.seq for row in there.rows.values()} == set(range(1, len(there.rows) + 1))
    assert len(there.rows) > kills
    assert there.database(database.bucket) == (0, 0, 0)


def _litter(folder: Path) -> list[Path]:
    scratch = [path for path in (folder / "scratch").rglob("*") if not _PROBE.fullmatch(path.name)]
    return [*scratch, *(path for path in (folder / "home").rglob("*") if path.suffix in {".part", ".tmp", ".pid"})]


def _deliver(folder: Path) -> None:
    """What its end left no time for."""
    rest = Telemetry(settings(effective(folder / "kills.json", None, None)), folder / "home" / "state")
    rest.start()
    eventually(lambda: not any(sink["backlog"] for sink in rest.stats()["sinks"].values()), "all is delivered")
    stats = rest.stats()
    rest.close(0.0)
    assert (stats["journal"]["dropped"], [sink["set_aside"] for sink in stats["sinks"].values()]) == (0, [0, 0])


def _tell(seconds: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """How long it took, for whoever runs all of them."""
    with capsys.disabled():
        sys.stdout.write(f"\ncounts again after {statistics.median(seconds):.2f} s (median of {len(seconds)}), ")
        sys.stdout.write(f"{max(seconds):.2f} s (worst)\n")
