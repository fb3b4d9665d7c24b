"""A disk that was copied: two engines, or two machines, that began as one. And a clock that was wrong."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from samples import crossing
from waiting import eventually

from core.journal import machine
from core.journal.journal import Journal
from core.journal.totals import Settled
from core.settings.models import Journal as Bounds
from core.sinks import takeover

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from core.telemetry import Telemetry

    Make = Callable[..., Any]


def _sink(telemetry: Telemetry) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"]["mqtt"]
    return sink


def test_two_engines_with_one_journal_are_told_and_both_deliver(
    mosquitto: Make, telemetry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takeover, "LASTS", 2.0)
    broker = mosquitto()
    telemetry(tmp_path / "a", profile="local", mqtt={"port": broker.port}).close(1)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    pair = [telemetry(tmp_path / name, profile="local", mqtt={"port": broker.port}) for name in ("a", "b")]
    eventually(lambda: any(_sink(one)["notice"] for one in pair), 60)
    told = next(_sink(one)["notice"] for one in pair if _sink(one)["notice"])
    assert f"as 'smart-intersection-{pair[0].instance}', probably with a copy" in told
    for number, one in enumerate(pair):
        one.emit([crossing(number)])
        eventually(lambda one=one: _sink(one)["acked"] == 1)


def test_a_journal_in_another_machine_logs_in_under_a_name_of_its_own(
    journal: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []
    for hardware in ({"aa", "bb"}, {"bb", "cc"}, set(), {"dd"}, {"dd", "ee"}):
        monkeypatch.setattr(machine, "identity", lambda hardware=hardware: frozenset(hardware))
        one = journal("mqtt")
        names.append((one.client, one.instance))
        one.close()
    (first, instance), *_ = names
    assert first == instance
    assert [name == first for name, _ in names] == [True, True, True, False, False]
    assert names[3] == names[4]
    assert {one for _, one in names} == {instance}


def test_a_wrong_year_at_the_start_makes_nothing_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ages.BELIEVED", 0.0)
    now = {"wall": 946_684_800.0}  # 2000, as a machine without a battery begins
    right = 1_900_000_000.0
    for turn in range(2):
        one = Journal(tmp_path / "j.sqlite", Bounds(), ["mqtt"], wall=lambda: now["wall"])
        one.open()
        one.append([crossing(turn * 10 + number) for number in range(10)])
        assert one.flush(10)
        now["wall"] = right  # the network tells it the time
        one.append([crossing(500 + turn)])
        assert one.flush(10)
        one.settle("mqtt", Settled(one.totals.last, 11))
        one.close()
    assert (one.totals.first, one.totals.last) == (1, 22)
    with closing(sqlite3.connect(one.path)) as database:
        assert all(right - 60 < at < right + 60 for (at,) in database.execute("SELECT at FROM marks"))


def test_until_the_date_can_be_believed_nothing_goes_by_its_age(tmp_path: Path) -> None:
    for wall in (1_900_000_000.0, 4_000_000_000.0):
        one = Journal(tmp_path / "j.sqlite", Bounds(), ["mqtt"], wall=lambda wall=wall: wall)
        one.open()
        one.append([crossing(round(wall / 1e6) + number) for number in range(10)])
        assert one.flush(10)
        one.settle("mqtt", Settled(one.totals.last, 10))
        one.close()
    assert one.totals.first == 1
