"""What a new count of a recording takes the place of, in the journal and in InfluxDB."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.events import Crossing, event_id, utc
from core.journal.journal import Journal
from core.journal.reader import Reader, period
from core.journal.recount import Count
from core.journal.rows import encode
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC).timestamp()


def crossing(second: int, camera: str = "cam", line: str = "north") -> Crossing:
    at = NOON + second
    return Crossing.model_validate(
        {
            "id": event_id("site", camera, "crossing", f"{line}/{second}", at),
            "site": "site",
            "camera": camera,
            "time": utc(at),
            "line": line,
            "direction": "forward",
            "track": second,
            "class": "car",
            "confidence": 0.5,
            "point": (1.0, 2.0),
        }
    )


def ids(path: Path) -> list[str]:
    return [str(row.body).split('"id":"')[1][:8] for row in period(path, "crossing", 0, 9e9)]


def test_only_this_cameras_events_within_what_was_looked_at_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite"
    journal = Journal(path, Bounds(), ["sink"])
    journal.open()
    try:
        before = [*(crossing(second) for second in range(10)), crossing(3, "other")]
        journal.append(before)
        count = Count(journal, "site", "cam")
        count.emit([crossing(3), crossing(4, line="south")])
        count.finish([(NOON + 2, NOON + 5)])
        assert journal.flush(10)
        kept = {event.id[:8] for event in (*before[:2], crossing(3), crossing(4, line="south"), *before[6:])}
        assert set(ids(path)) == kept
    finally:
        journal.close()


def test_numbers_go_on_though_the_last_events_are_the_ones_replaced(tmp_path: Path) -> None:
    """A sink reads by number: one that was used before must not come again."""
    path = tmp_path / "j.sqlite"
    journal = Journal(path, Bounds(), ["sink"])
    journal.open()
    try:
        journal.append([crossing(second) for second in range(5)])
        assert journal.flush(10)
        Count(journal, "site", "cam").finish([(NOON, NOON + 10)])
        assert journal.flush(10)
        journal.append([crossing(20)])
        assert journal.flush(10)
        reader = Reader(journal)
        assert [(row.seq, row.kind) for row in reader.after(0, 99, 10**6)] == [(6, 8), (7, 1)]
        reader.close()
        assert journal.totals.last == 7
        assert sqlite3.connect(path).execute("SELECT COUNT(*) FROM events").fetchone() == (2,)
    finally:
        journal.close()


def test_a_day_of_events_is_replaced_quickly(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.sqlite", Bounds(), [])
    journal.open()
    try:
        rows = [encode(crossing(second)) for second in range(10_000)]
        journal.append(rows)
        assert journal.flush(60)
        count = Count(journal, "site", "cam")
        count.emit([crossing(second) for second in range(0, 10_000, 2)])
        began = time.monotonic()
        count.finish([(NOON, NOON + 10_000)])
        assert journal.flush(60)
        assert time.monotonic() - began < 30
        assert len(ids(journal.path)) == 5_000
    finally:
        journal.close()
