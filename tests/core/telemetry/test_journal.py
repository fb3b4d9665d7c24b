"""The journal: durable, bounded, counted."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from samples import EPOCH, crossing, one_of_each
from waiting import eventually

from core.errors import UserError
from core.events import load
from core.journal import schema
from core.journal.aside import Refused
from core.journal.journal import Journal
from core.journal.reader import Reader, period
from core.journal.totals import Settled
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Open = Callable[..., Journal]


def _all(journal: Journal) -> list[bytes]:
    with closing(Reader(journal)) as reader:
        return [event.body for event in reader.after(0, 1_000_000, 1_000_000_000)]


def test_what_is_appended_is_read_back_in_order(journal: Open) -> None:
    one = journal("mqtt")
    events = [*one_of_each(), *(crossing(number) for number in range(1, 200))]
    one.append(events)
    assert one.flush(10)
    assert [load(body) for body in _all(one)] == events


def test_counters_and_cursors_survive_a_restart(journal: Open) -> None:
    one = journal("mqtt")
    one.append([crossing(number) for number in range(10)])
    assert one.flush(10)
    one.settle("mqtt", Settled(7, 6, (Refused(7, "not liked", b"{}"),)))
    one.close()
    again = journal("mqtt")
    cursor = again.cursor("mqtt")
    assert (again.stats()["appended"], cursor.seq, cursor.acked, cursor.set_aside) == (10, 7, 6, 1)
    with closing(sqlite3.connect(again.path)) as database:
        assert database.execute("SELECT sink, seq, reason, body FROM set_aside").fetchall() == [
            ("mqtt", 7, "not liked", b"{}")
        ]


def test_a_count_that_lags_behind_the_events_never_makes_less_than_nothing_wait(journal: Open) -> None:
    one = journal("mqtt")
    one.append([crossing(number) for number in range(10)])
    one.close()
    with closing(sqlite3.connect(one.path)) as database, database:
        database.execute("UPDATE counters SET value = 4 WHERE name = 'last'")
    again = journal("mqtt")
    assert again.totals.last == 10
    again.append([crossing(10)])
    assert again.flush(10)
    assert again.totals.last == 11


def test_a_replay_of_the_same_events_doubles_nothing(journal: Open) -> None:
    one = journal("mqtt")
    slower = one_of_each()[0].model_copy(update={"processing_ms": 99.0})
    for events in (one_of_each(), one_of_each(), [slower]):
        one.append(events)
    assert one.flush(10)
    assert len(_all(one)) == 8
    assert (one.stats()["appended"], one.stats()["duplicates"]) == (8, 9)


def test_the_same_id_with_another_phase_or_content_is_another_event(journal: Open) -> None:
    one = journal("mqtt")
    first = one_of_each()[2]
    one.append([first, first.model_copy(update={"phase": "end"}), first.model_copy(update={"facts": {"red_for": 2.5}})])
    assert one.flush(10)
    assert one.stats()["appended"] == 3


def test_a_sink_that_is_added_later_begins_at_the_beginning(journal: Open) -> None:
    one = journal("mqtt")
    one.append([crossing(number) for number in range(10)])
    assert one.flush(10)
    one.settle("mqtt", Settled(10, 10))
    one.close()
    again = journal("mqtt", "influx")
    assert (again.cursor("mqtt").seq, again.cursor("influx").seq) == (10, 0)


def test_over_the_bound_the_oldest_go_and_only_the_unseen_count_as_dropped(journal: Open) -> None:
    one = journal("mqtt", "influx", bounds=Bounds(max_bytes=1_000_000))
    for start in range(0, 20_000, 2_000):
        one.append([crossing(number) for number in range(start, start + 2_000)])
        assert one.flush(10)
        one.settle("mqtt", Settled(one.totals.last, 2_000))
    one.close()
    one = journal("mqtt", "influx", bounds=Bounds(max_bytes=1_000_000))
    one.append([crossing(20_000)])
    assert one.flush(10)
    eventually(lambda: one.totals.first > 1)
    totals = one.totals
    assert totals.appended == 20_001
    assert totals.cursors["mqtt"].dropped == 0
    assert totals.cursors["influx"].dropped == totals.dropped == totals.first - 1
    assert load(_all(one)[-1]) == crossing(20_000)
    assert load(_all(one)[0]) == crossing(totals.first - 1)
    one.close()
    assert one.path.stat().st_size < 3_000_000


def test_too_old_means_long_in_the_journal_not_an_old_video(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ages.BELIEVED", 0.0)
    now, day = 1_900_000_000.0, 86_400.0
    for days, expected in ((0, 10), (5, 20), (11, 20)):
        one = Journal(tmp_path / "j.sqlite", Bounds(max_age_days=10), ["mqtt"], wall=lambda at=now + days * day: at)
        one.open()
        one.append([crossing(days * 100 + number) for number in range(10)])
        assert one.flush(10)
        one.settle("mqtt", Settled(one.totals.last, 10))
        one.close()
        assert one.totals.last - one.totals.first + 1 == expected
    assert one.totals.dropped == 0


def test_a_clock_that_goes_back_between_runs_makes_nothing_old_or_young(tmp_path: Path) -> None:
    for wall in (1_900_000_000.0, 0.0):
        one = Journal(tmp_path / "j.sqlite", Bounds(max_age_days=1), ["mqtt"], wall=lambda at=wall: at)
        one.open()
        one.append([crossing(int(wall) % 7)])
        assert one.flush(10)
        assert one.now() >= 1_900_000_000.0
        one.close()
    assert one.totals.dropped == 0


def test_what_does_not_fit_in_memory_is_counted_as_dropped(journal: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.journal.journal._CAPACITY", 100)
    one = journal("mqtt")
    one.append([crossing(number) for number in range(250)])
    assert one.flush(10)
    assert (one.stats()["appended"], one.stats()["dropped"]) == (100, 150)
    one.close()
    assert journal("mqtt").stats()["dropped"] == 150


def test_an_event_that_is_no_json_is_dropped_and_counted(journal: Open) -> None:
    one = journal("mqtt")
    endless: dict[str, object] = {}
    endless["itself"] = endless
    one.append([one_of_each()[2].model_copy(update={"facts": endless}), crossing(1)])
    assert one.flush(10)
    assert (one.stats()["appended"], one.stats()["dropped"]) == (1, 1)


def test_a_second_engine_is_refused_and_told_who_has_the_journal(journal: Open) -> None:
    one = journal("mqtt")
    code = (
        "import sys; from pathlib import Path; from core.journal.journal import Journal;"
        "from core.settings.models import Journal as Bounds\n"
        "try: Journal(Path(sys.argv[1]), Bounds(), []).open()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    answer = subprocess.run([sys.executable, "-c", code, one.path], capture_output=True, text=True, check=True).stdout
    assert answer.startswith("UserError another engine")
    assert str(os.getpid()) in answer


def test_a_journal_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version=99")
    with pytest.raises(UserError, match="has version 99"):
        Journal(path, Bounds(), []).open()
    with closing(sqlite3.connect(path)) as database:
        assert schema.version(database) == 99


def test_an_older_journal_is_migrated_once_and_keeps_its_events(journal: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    one = journal("mqtt")
    one.append([crossing(1)])
    one.close()
    step = "CREATE TABLE later (x INTEGER); INSERT INTO later SELECT COUNT(*) FROM events;"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
    for _ in range(2):
        journal("mqtt").close()
    with closing(sqlite3.connect(one.path)) as database:
        assert database.execute("SELECT x FROM later").fetchall() == [(1,)]


def test_a_migration_that_fails_changes_nothing(journal: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    one = journal("mqtt")
    one.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (x); SELECT nonsense;"))
    with pytest.raises(UserError):
        journal("mqtt")
    with closing(sqlite3.connect(one.path)) as database:
        assert schema.version(database) == len(schema.MIGRATIONS) - 1
        assert not database.execute("SELECT * FROM sqlite_master WHERE name = 'later'").fetchall()


def test_events_are_found_by_kind_and_period(journal: Open) -> None:
    one = journal("mqtt")
    one.append([*one_of_each(), *(crossing(number) for number in range(1, 100))])
    assert one.flush(10)
    found = [load(event.body) for event in period(one.path, "crossing", EPOCH + 0.10, EPOCH + 0.20)]
    assert found == [crossing(number) for number in range(10, 20)]


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot write the journal"):
        Journal(tmp_path / "file" / "journal.sqlite", Bounds(), []).open()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_writer_that_has_ended_is_told_as_failed_and_begun_again(
    journal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = journal("mqtt")
    assert one.stats()["state"] == "running"
    with monkeypatch.context() as failing:

        def end() -> bool:
            raise SystemExit

        failing.setattr(one, "_write_group", end)
        one.append([crossing(1)])
        eventually(lambda: one.stats()["state"] == "failed")
        assert one.stats()["reason"] == "the journal is not being written; events wait in memory"
        assert one.stats()["waiting"] == 1
    eventually(lambda: one.stats()["waiting"] == 0)
    assert (one.stats()["state"], one.stats()["appended"]) == ("running", 1)
