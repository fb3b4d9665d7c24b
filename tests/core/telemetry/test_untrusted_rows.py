"""No row of a journal is believed because it is there: not by sinks, not by tables, not by a salvage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from samples import EPOCH, crossing, one_of_each
from waiting import eventually

from core.events import Withdrawal, WithdrawnEvent, event_id, load, utc
from core.journal.aside import Refused
from core.journal.journal import Journal
from core.journal.reader import Reader
from core.journal.recount import Counted
from core.journal.totals import Settled
from core.reports.reach import reach
from core.reports.tables import Span, table
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from influx_double import InfluxDouble
    from listener import Listener

    Make = Callable[..., Any]

PAGE = 4096


def _filled(journal: Make, count: int, *, kept: int = 0) -> Path:
    one = journal("mqtt")
    one.append([crossing(number) for number in range(count)])
    assert one.flush(10)
    one.settle("mqtt", Settled(kept, kept))
    one.close()
    return Path(one.path)


def _spoil(path: Path, query: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        assert database.execute(query, values).rowcount == 1


def _flip(path: Path, seq: int) -> None:
    """One byte of a body is another one, and no longer text."""
    with closing(sqlite3.connect(path)) as database, database:
        (body,) = database.execute("SELECT body FROM events WHERE seq = ?", (seq,)).fetchone()
        database.execute("UPDATE events SET body = ? WHERE seq = ?", (body[:9] + b"\xff" + body[10:], seq))


def _numbers(one: Journal) -> list[int]:
    with closing(Reader(one)) as reader:
        return [load(event.body).track for event in reader.after(0, 1_000_000, 1_000_000_000)]  # type: ignore[union-attr]


def test_sinks_pass_over_what_is_damaged_or_unknown_and_tell_it(
    mosquitto: Make, listen: Make, telemetry: Make, influx: InfluxDouble, tmp_path: Path
) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    one = telemetry(profile="local")
    one.emit([*one_of_each(), *(crossing(number) for number in range(1, 5))])
    one.close(5)
    _flip(path, 2)  # a crossing
    _flip(path, 4)  # the state of a camera
    _spoil(path, "UPDATE events SET kind = 42 WHERE seq = 9")
    broker = mosquitto()
    heard: Listener = listen(broker.port)
    database = {"url": influx.url, "token": "writer", "flush_seconds": 0.05}
    two = telemetry(profile="local", mqtt={"port": broker.port}, influx=database)
    for name in ("mqtt", "influx"):
        eventually(lambda name=name: two.stats()["sinks"][name]["backlog"] == 0)
        sink = two.stats()["sinks"][name]
        assert (sink["acked"], sink["set_aside"], sink["state"]) == (9, 3, "running")
        assert sink["set_aside_reason"] == "unknown kind of event (42), perhaps of a newer release"
    assert heard.last("traffic/performance") is not None


def test_tables_leave_out_what_is_damaged_and_say_so(journal: Make, capsys: pytest.CaptureFixture[str]) -> None:
    path = _filled(journal, 10)
    _flip(path, 3)
    span = Span(path, EPOCH - 3_600, EPOCH + 3_600, 3_600)
    found = table("counts", span)
    assert (sum(row[-4] for row in found.rows), found.damaged) == (9, 1)  # type: ignore[misc]
    assert "events=1" in capsys.readouterr().out
    ((kind, site, *_),) = reach(span).rows
    assert (kind, site) == ("crossing", "site")


def test_a_new_count_goes_on_over_a_damaged_row_of_an_earlier_one(journal: Make) -> None:
    path = _filled(journal, 10)
    _flip(path, 3)
    one = journal("mqtt")
    one.replace(Counted("site", "cam-1", ((EPOCH, EPOCH + 1),), frozenset()))
    assert one.flush(10)
    assert one.stats()["state"] == "running"


def test_a_salvage_takes_over_nothing_that_is_damaged_and_counts_it(journal: Make) -> None:
    path = _filled(journal, 2_000)
    _flip(path, 7)
    with path.open("r+b") as file:
        file.seek(60 * PAGE)
        file.write(b"\xa5" * PAGE)
    one = journal("mqtt")
    assert 7 - 1 not in _numbers(one)
    assert one.stats()["dropped"] == 2_000 - len(_numbers(one)) > 1


@pytest.mark.parametrize("broken", ["half", "head", "first page", "log only"])
def test_what_is_left_of_a_file_is_found_page_by_page(journal: Make, broken: str, tmp_path: Path) -> None:
    count = 3_000
    path = _filled(journal, count, kept=100)
    size = path.stat().st_size
    with path.open("r+b") as file:
        if broken == "half":
            file.truncate(size // 2)
        elif broken == "log only":
            file.truncate(0)
        else:
            file.write(b"\xa5" * (PAGE if broken == "first page" else 100))
    if broken == "log only":
        path.unlink()
        one = journal("mqtt")
        one.append([crossing(number) for number in range(count)])
        assert one.flush(10)
        for suffix in ("", "-wal"):
            (tmp_path / f"copy{suffix}").write_bytes(path.with_name(path.name + suffix).read_bytes())
        one.close()
        for suffix in ("", "-wal"):
            (tmp_path / f"copy{suffix}").replace(path.with_name(path.name + suffix))
        with path.open("r+b") as file:
            file.write(b"\xa5" * 100)
    one = journal("mqtt")
    numbers = _numbers(one)
    assert len(numbers) > (0.4 if broken == "half" else 0.99) * count
    assert len(numbers) + one.stats()["dropped"] == count
    assert one.cursor("mqtt").seq == (0 if broken == "log only" else 100)
    one.append([crossing(count)])
    assert one.flush(10)
    assert one.totals.last == count + 1


def test_large_bodies_and_what_was_withdrawn_come_out_of_the_pages_as_they_should(journal: Make) -> None:
    one = journal("mqtt")
    facts = {"note": "x" * 30_000}
    violation = one_of_each()[2].model_copy(update={"facts": facts})
    one.append([violation, *(crossing(number) for number in range(300))])
    assert one.flush(10)
    gone = crossing(5)
    named = WithdrawnEvent(kind="crossing", id=gone.id, phase=gone.phase, time=gone.time)
    end = EPOCH + 100
    withdrawal = Withdrawal(
        id=event_id("site", "cam-1", "withdrawal", "1", end),
        site="site",
        camera="cam-1",
        time=utc(end),
        events=(named,),
    )
    one.append([withdrawal])  # as if the page of what it names had been left as it was
    assert one.flush(10)
    one.close()
    with one.path.open("r+b") as file:
        file.write(b"\xa5" * 100)
    again = journal("mqtt")
    with closing(Reader(again)) as reader:
        events = [load(event.body) for event in reader.after(0, 1_000, 10_000_000)]
    assert next(event for event in events if event.kind == "violation").facts == facts
    assert gone.id not in {event.id for event in events}
    assert len(events) == 301


def test_what_comes_after_a_lost_end_is_new_to_every_sink(journal: Make) -> None:
    path = _filled(journal, 10, kept=5)
    _spoil(path, "UPDATE cursors SET seq = 50, acked = 50 WHERE sink = 'mqtt'")
    one = journal("mqtt")
    one.append([crossing(number) for number in (3, 100, 101)])
    assert one.flush(10)
    with closing(Reader(one)) as reader:
        assert [event.seq for event in reader.after(one.position("mqtt"), 10, 10_000)] == [51, 52]
    assert one.totals.last == 52


def test_a_clock_that_is_far_ahead_takes_nothing_that_a_receiver_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.ages.BELIEVED", 0.0)  # as if it had been so for an hour
    now = 1_900_000_000.0
    for ahead in (0.0, 100 * 86_400.0):
        one = Journal(tmp_path / "j.sqlite", Bounds(), ["mqtt", "influx"], wall=lambda ahead=ahead: now + ahead)
        one.open()
        one.append([crossing(round(ahead) + number) for number in range(10)])
        assert one.flush(10)
        one.settle("mqtt", Settled(4, 4))
        one.settle("influx", Settled(6, 6))
        one.close()
    assert (one.totals.first, one.totals.last, one.totals.dropped) == (5, 20, 0)


def test_what_is_no_event_pushes_out_neither_events_nor_what_was_set_aside_of_them(journal: Make) -> None:
    one = journal("influx", bounds=Bounds(max_bytes=3_000_000))
    one.append([crossing(number) for number in range(500)])
    one.settle("influx", Settled(2, 0, (Refused(1, "why", b"{}"), Refused(2, "why", b"{}"))))
    assert one.flush(10)
    for turn in range(1, 11):
        one.settle("influx", Settled(0, 0, tuple(Refused(0, "garbage", b"\xff" * 100_000) for _ in range(40))))
        one.append([])
        eventually(lambda turn=turn: one.cursor("influx").set_aside == 2 + 40 * turn)
    eventually(lambda: one.cursor("influx").set_aside == 402)
    assert (one.totals.first, one.totals.last, one.stats()["dropped"]) == (1, 500, 0)
    with closing(sqlite3.connect(one.path)) as database:
        rows = dict(database.execute("SELECT seq > 0, COUNT(*) FROM set_aside GROUP BY seq > 0"))
    assert rows[1] == 2
    assert rows[0] + one.stats()["forgotten"] == 400


def test_an_end_that_was_cut_off_between_runs_is_counted_and_told(
    journal: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _filled(journal, 10, kept=10)
    _spoil(path, "DELETE FROM events WHERE seq = 10")
    _spoil(path, "UPDATE counters SET value = 9 WHERE name = 'last'")
    _spoil(path, "UPDATE cursors SET seq = 9 WHERE sink = 'mqtt'")
    one = journal("mqtt")
    assert "the end of the journal is missing: 1 events were lost" in capsys.readouterr().out
    assert (one.stats()["dropped"], one.totals.last) == (1, 10)
    instance = one.instance
    one.append([crossing(20)])
    assert one.flush(10)
    one.close()
    assert one.totals.last == 11
    path.unlink()
    other = journal("mqtt")
    assert "another one than before; that one held 11 events" in capsys.readouterr().out
    assert (other.instance == instance, other.stats()["dropped"]) == (False, 0)  # it may lie elsewhere


def test_a_file_that_was_emptied_between_runs_is_lost_and_counted(
    journal: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _filled(journal, 10)
    path.write_bytes(b"")
    one = journal("mqtt")
    assert "the file of the journal was emptied: 10 events were lost" in capsys.readouterr().out
    one.append([crossing(20)])
    assert one.flush(10)
    assert (one.stats()["dropped"], one.totals.last) == (10, 11)


def test_a_salvaged_journal_keeps_its_name(journal: Make) -> None:
    path = _filled(journal, 2_000)
    one = journal("mqtt")
    instance = one.instance
    one.close()
    with path.open("r+b") as file:
        file.seek(60 * PAGE)
        file.write(b"\xa5" * PAGE)
    assert journal("mqtt").instance == instance
