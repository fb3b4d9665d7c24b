"""Notifications have a place of their own, lead to what they speak of, are kept, and can be muted by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_stand_in import camera_state, state

from qml_app.bulletins import KEPT, Board
from qml_app.monitor import Monitor
from qml_app.notifications import Notifications
from qml_app.preferences import Preferences
from qml_app.service_watch import ServiceWatch
from qml_app.snapshots import Snapshots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Told = tuple[Notifications, Callable[..., None], Monitor]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def preferences(tmp_path: Path) -> Iterator[Preferences]:
    made = Preferences(tmp_path / "dashboard.json")
    yield made
    made.stop()


@pytest.fixture
def told(runtime: Path, tmp_path: Path, preferences: Preferences) -> Told:
    monitor = Monitor(runtime)
    notifications = Notifications(monitor, Snapshots(tmp_path), ServiceWatch(tmp_path), preferences)

    def tell(now: float, *, alive: bool = True, ids: tuple[str, ...] = (), **changes: Any) -> None:
        recent = [
            {"id": name, "rule": "red_light", "track": 1, "class": "car", "time": f"2023-11-14T22:13:{20 + at}+00:00"}
            for at, name in enumerate(ids)
        ]
        found = state({"cam-1": camera_state(recent_violations=recent, **changes)}, updated=now)
        monitor.tell(found, alive=alive, now=now, tick=now)

    return notifications, tell, monitor


def test_a_violation_leads_to_itself_and_goes_out_of_sight(
    told: Told,
) -> None:
    notifications, tell, _ = told
    wanted: list[tuple[str, str, str]] = []
    notifications.wanted.connect(lambda *where: wanted.append(where))
    tell(100.0)
    tell(101.0, ids=("first",))
    tell(102.0, ids=("first", "second"))
    (row,) = notifications.rows.rows
    assert row[6] == 2
    notifications.open(row[1])
    assert wanted == [("violation", "red_light", "second")]
    assert notifications.count == 0
    assert [one[5] for one in notifications.kept.rows] == [2]  # in the list it stays, and leads there again
    notifications.open(row[1])
    assert len(wanted) == 2
    notifications.open(4711)
    assert len(wanted) == 2


def test_what_nobody_has_seen_is_counted_until_the_list_is_read(
    told: Told,
) -> None:
    notifications, tell, _ = told
    tell(100.0)
    tell(101.0, ids=("first",))
    tell(102.0, ids=("first",), state="failed", reason="no such file")
    assert (notifications.unread, notifications.count) == (2, 2)
    assert [row[1] for row in notifications.kept.rows] == ["camera", "violation"]  # newest first
    notifications.read()
    assert (notifications.unread, notifications.count) == (0, 2)
    notifications.clear()
    assert notifications.kept.rows == []


def test_a_camera_that_failed_before_the_window_looked_is_told_once_and_its_recovery_too(told: Told) -> None:
    notifications, tell, monitor = told
    wrong = {"state": "reconnecting", "reason": "nobody answers", "source": "rtsp://host/x"}
    for second in range(30):
        tell(100.0 + second, **wrong)
    rows = [row[2:] for row in notifications.rows.rows]
    assert rows == [("camera", "cam-1", "", "failed", 1, "nobody answers")]
    monitor.shown = []
    tell(131.0, frames=200)
    tell(132.0, frames=225)
    assert [row[5] for row in notifications.rows.rows] == ["ok"]


def test_a_fault_is_told_with_the_time_at_which_it_began(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    notifications, _, monitor = told
    away = camera_state(state="reconnecting", reason="nobody answers")
    since = {"camera/cam-1": {"state": "reconnecting", "since": 400.0}}
    monkeypatch.setattr("qml_app.monitor.time.time", lambda: 1_000.0)
    notifications._board.wall = lambda: 1_000.0
    monitor.tell(state({"cam-1": away}, updated=1_000.0, health=since), alive=True, now=1_000.0, tick=0.0)
    assert [(row[1], row[7]) for row in notifications.kept.rows] == [("camera", 400_000.0)]


def test_a_part_that_fails_when_it_is_first_told_of_is_news_unless_the_window_has_just_opened(told: Told) -> None:
    notifications, tell, monitor = told
    full = {"written": 0, "failed": 1, "missed": 1, "reason": "No space left on device"}
    tell(100.0)
    assert notifications.rows.rows == []  # though the stand-in's database has failed all along
    monitor.tell(state({"cam-1": camera_state()}, updated=101.0, evidence=full), alive=True, now=101.0, tick=101.0)
    assert ("part", "evidence", "failed") in [(row[2], row[3], row[5]) for row in notifications.rows.rows]


def test_the_end_of_a_recording_is_no_failure(told: Told) -> None:
    notifications, tell, _ = told
    tell(100.0)
    tell(101.0, state="ended")
    assert notifications.kept.rows == []


def test_an_engine_that_stands_still_as_the_user_asked_is_no_news(told: Told) -> None:
    notifications, tell, _ = told
    tell(100.0)
    notifications.asked = lambda: True
    tell(101.0, alive=False)
    assert notifications.kept.rows == []
    notifications.asked = lambda: False
    tell(102.0, alive=False)
    assert [row[1] for row in notifications.kept.rows] == ["engine"]


def test_what_is_muted_is_only_kept(told: Told, preferences: Preferences) -> None:
    notifications, tell, _ = told
    tell(100.0)
    tell(101.0, ids=("first",))
    assert notifications.count == 1
    preferences.mute("violations", muted=True)
    assert (notifications.count, preferences.mutedKinds) == (0, ["violations"])
    tell(102.0, ids=("first", "second"))
    tell(103.0, ids=("first", "second"), state="failed")
    assert [row[2] for row in notifications.rows.rows] == ["camera"]
    assert [row[1] for row in notifications.kept.rows] == ["camera", "violation", "violation"]
    assert [row[8] for row in notifications.kept.rows] == [False, True, False]
    preferences.mute("violations", muted=False)
    tell(104.0, ids=("third",))
    assert notifications.count == 2


def test_the_list_is_bounded() -> None:
    board = Board()
    for number in range(3 * KEPT):
        board.tell("picture", "ok", f"{number}.png", float(number))
    assert len(board.kept) == KEPT
    assert board.kept[0].detail == f"{3 * KEPT - 1}.png"
