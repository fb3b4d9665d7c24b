"""Bulletins are grouped, bounded, go by themselves, and can be put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_stand_in import camera_state, state

from qml_app.bulletins import LASTING, MOST, Board
from qml_app.monitor import Monitor
from qml_app.notifications import Notifications
from qml_app.service_watch import ServiceWatch
from qml_app.snapshots import Snapshots

if TYPE_CHECKING:
    from pathlib import Path


def seen(board: Board) -> list[tuple[str, str, str, str, int]]:
    return [(one.topic, one.subject, one.place, one.level, one.count) for one in board.bulletins]


def test_violations_of_a_rule_at_a_camera_are_one_bulletin_with_a_count() -> None:
    board = Board()
    board.tell_violations([("old", "red_light", "cam-1")], 0.0)
    assert seen(board) == []  # what was before is no news
    rows = [("old", "red_light", "cam-1")]
    for number in range(3):
        rows = [(f"new-{number}", "red_light", "cam-1"), *rows]
        board.tell_violations(rows, float(number))
    board.tell_violations([("other", "wrong_way", "cam-1"), *rows], 3.0)
    assert seen(board) == [
        ("violation", "wrong_way", "cam-1", "failed", 1),
        ("violation", "red_light", "cam-1", "failed", 3),
    ]
    board.expire(2.0 + LASTING)  # each one more keeps it in sight
    assert [one.subject for one in board.bulletins] == ["wrong_way"]


def test_what_fails_stays_until_it_is_back_and_then_goes() -> None:
    board = Board()
    for level in ("ok", "busy", "failed", "failed"):
        board.tell_level("part", "broker", level, "connection refused", 0.0)
    assert seen(board) == [("part", "broker", "", "failed", 1)]
    assert board.bulletins[0].detail == "connection refused"
    board.expire(1e9)
    assert seen(board) == [("part", "broker", "", "failed", 1)]
    board.dismiss("part/broker/")
    for level in ("busy", "failed", "unknown", "failed"):
        board.tell_level("part", "broker", level, "", 1.0)
    assert seen(board) == []  # one that tries again and again has failed once
    board.tell_level("part", "broker", "ok", "", 2.0)
    board.tell_level("part", "broker", "failed", "", 3.0)
    board.tell_level("part", "broker", "ok", "", 5.0)
    assert seen(board) == [("part", "broker", "", "ok", 1)]
    board.expire(5.0 + LASTING)
    assert seen(board) == []


def test_what_was_failed_from_the_beginning_or_put_away_is_not_told_as_back() -> None:
    board = Board()
    board.tell_level("part", "influx", "failed", "", 0.0)
    board.tell_level("part", "influx", "ok", "", 1.0)
    assert seen(board) == []
    board.tell_level("part", "influx", "failed", "", 2.0)
    board.dismiss("part/influx/")
    board.tell_level("part", "influx", "ok", "", 3.0)
    assert seen(board) == []


def test_there_are_never_more_than_fit_and_failures_stay_the_longest() -> None:
    board = Board()
    board.tell_violations([], 0.0)
    for name in ("engine", "a", "b"):
        board.tell_level("part", name, "ok", "", 0.0)
        board.tell_level("part", name, "failed", "", 0.0)
    rows: list[tuple[str, str, str]] = []
    for number in range(50):
        rows = [(str(number), "red_light", f"cam-{number}"), *rows][:8]
        board.tell_violations(rows, float(number))
        assert len(board.bulletins) <= MOST
    assert [one.subject for one in board.bulletins[-3:]] == ["b", "a", "engine"]
    assert board.bulletins[0].place == "cam-49"
    board.dismiss("")
    assert seen(board) == []


@pytest.mark.usefixtures("qapp")
def test_a_killed_engine_and_a_violation_are_told(runtime: Path, tmp_path: Path) -> None:
    monitor, snapshots = Monitor(runtime), Snapshots(tmp_path)
    notifications = Notifications(monitor, snapshots, ServiceWatch(tmp_path))
    came: list[str] = []
    notifications.came.connect(came.append)

    def tell(now: float, *, alive: bool = True, **changes: Any) -> None:
        found = state({"cam-1": camera_state(**changes)}, updated=now)
        monitor.tell(found, alive=alive, now=now, tick=now)

    tell(100.0)
    assert came == []
    fresh = {"id": "f" * 32, "rule": "wrong_way", "track": 9, "class": "car", "time": "2023-11-14T22:13:30+00:00"}
    tell(101.0, recent_violations=[fresh, *camera_state()["recent_violations"]])
    tell(102.0, state="failed", reason="no picture", recent_violations=[fresh])
    tell(103.0, alive=False, recent_violations=[fresh])
    assert came == ["violation/wrong_way/cam-1", "camera/cam-1/", "engine/engine/"]
    tell(104.0, recent_violations=[fresh])
    assert came[3:] == ["engine/engine/"]
    notifications.dismiss("")
    assert notifications.rows.rows == []
    snapshots.failed.emit("disk full")
    assert notifications.rows.rows[0][5:] == ("failed", 1, "disk full")
    notifications.dismiss("")
