"""Reviews are written beside a running engine or without one, reach the sinks, and the newest counts."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError
from waiting import eventually

from core.errors import UserError
from core.events import Violation, event_id, load, utc
from core.journal.journal import Journal
from core.journal.reader import Reader
from core.journal.reviews import append, review
from core.reports.export import save
from core.reports.tables import Span, violations
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from influx_double import InfluxDouble

ROOT = Path(__file__).parents[3]
START = 1_777_878_000.0
PATIENCE = 30.0
OTHER_PROCESS = """
import sys
import threading
from pathlib import Path
from core.journal.reviews import append, review
of = {"id": sys.argv[2], "site": "s", "camera": "c", "rule": "red_light"}
for k in range(20):
    append(Path(sys.argv[1]), review(of, "accepted", f"look {k}", "somebody", 1_777_878_100.0 + k))
"""


def violation(number: int = 0) -> Violation:
    return Violation.model_validate(
        {
            "id": event_id("s", "c", "red_light", str(number), START),
            "site": "s",
            "camera": "c",
            "time": utc(START + number),
            "rule": "red_light",
            "track": number,
            "class": "car",
            "started": utc(START + number),
            "facts": {},
            "evidence": ("a.jpg",),
        }
    )


OF = {"id": violation().id, "site": "s", "camera": "c", "rule": "red_light"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with one violation in it."""
    write(tmp_path / "journal.sqlite", [violation()])
    return tmp_path / "journal.sqlite"


def write(path: Path, events: list[Any]) -> None:
    journal = opened(path)
    journal.append(events)
    journal.close()


def opened(path: Path) -> Journal:
    journal = Journal(path, Bounds(), ["mqtt"])
    journal.open()
    return journal


def delivered(journal: Journal) -> list[Any]:
    with closing(Reader(journal)) as reader:
        return [(row.seq, load(row.body)) for row in reader.after(0, 1_000_000, 1 << 30)]


def judged(path: Path) -> list[Any]:
    table = violations(Span(path, 0, 9e9, 900))
    return [row[table.columns.index("verdict") :] for row in table.rows]


def test_another_process_writes_while_the_engine_does_and_nothing_is_lost(path: Path) -> None:
    journal = opened(path)
    other = subprocess.Popen([sys.executable, "-c", OTHER_PROCESS, str(path), OF["id"]], cwd=ROOT)
    written = 0
    while other.poll() is None:
        journal.append([violation(written := written + 1)])
        time.sleep(0.005)
    assert other.returncode == 0
    eventually(lambda: journal.totals.last == 1 + written + 20)
    rows = delivered(journal)
    assert [seq for seq, _ in rows] == list(range(1, 1 + written + 20 + 1))
    assert [event.note for _, event in rows if event.kind == "review"] == [f"look {k}" for k in range(20)]
    assert journal.stats()["appended"] == 1 + written + 20
    assert (journal.stats()["dropped"], journal.stats()["duplicates"]) == (0, 0)
    journal.close()


def test_sinks_are_woken_though_the_engine_itself_has_nothing_to_say(path: Path) -> None:

    journal, grown = opened(path), threading.Event()
    journal.listen(grown)
    append(path, review(OF, "accepted", "", "me", START + 60))
    assert grown.wait(PATIENCE)
    assert journal.totals.last == 2
    journal.close()


def test_what_the_app_says_reaches_broker_and_database_through_the_engine(
    telemetry: Any, influx: InfluxDouble, tmp_path: Path
) -> None:
    options = {"mqtt": {"port": 0}, "influx": {"url": influx.url, "token": "writer"}}
    one = telemetry(**options)
    one.emit([violation()])
    eventually(lambda: one.stats()["journal"]["appended"] == 1)
    append(next(tmp_path.rglob("journal.sqlite")), review(OF, "dismissed", "an ambulance", "me", START + 60))
    eventually(lambda: all(sink["acked"] == 2 for sink in one.stats()["sinks"].values()))
    assert one.stats()["sinks"]["influx"]["set_aside"] == 0
    assert influx.events("reviews") == [OF["id"]]
    one.close(10)


def test_without_an_engine_a_review_is_kept_and_the_next_engine_delivers_it(path: Path) -> None:
    append(path, review(OF, "dismissed", "an ambulance", "me", START + 60))
    journal = opened(path)
    assert journal.totals.last - journal.cursor("mqtt").seq == 2
    assert delivered(journal)[1][1].verdict == "dismissed"
    journal.close()


def test_the_newest_review_counts_and_the_same_one_counts_once(path: Path) -> None:
    assert judged(path) == [("open", "", "", None, "a.jpg")]
    append(path, review(OF, "dismissed", "an ambulance", "me", START + 70))
    append(path, review(OF, "accepted", "no siren", "you", START + 71))
    append(path, review(OF, "accepted", "no siren", "you", START + 71))
    assert judged(path) == [("accepted", "no siren", "you", utc(START + 71), "a.jpg")]
    append(path, review(OF, "open", "", "you", START + 72))
    assert judged(path)[0][0] == "open"
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT COUNT(*) FROM events").fetchone()[0] == 4


def test_a_file_has_verdict_and_note(path: Path, tmp_path: Path) -> None:
    append(path, review(OF, "dismissed", "=an ambulance", "me", START + 70))
    save("violations", Span(path, 0, 9e9, 900), "csv", tmp_path / "out.csv")
    header, row = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert header.endswith("facts,verdict,note,reviewer,reviewed,evidence")
    assert row.endswith("dismissed,'=an ambulance,me,2026-05-04T07:01:10+00:00,a.jpg")


def test_numbers_go_on_where_a_trimmed_journal_was(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM events")
    append(path, review(OF, "accepted", "", "me", START + 70))
    journal = opened(path)
    assert [seq for seq, _ in delivered(journal)] == [2]
    journal.close()


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    said = review(OF, "accepted", "", "me", START)
    with pytest.raises(UserError, match="no journal"):
        append(tmp_path / "journal.sqlite", said)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "journal.sqlite").write_bytes(b"no journal" * 1_000)
    with pytest.raises(UserError, match="not a database"):
        append(tmp_path / "journal.sqlite", said)


def test_ids_are_deterministic_and_nonsense_is_refused() -> None:
    assert review(OF, "accepted", "", "me", START) == review(OF, "accepted", "", "me", START)
    assert review(OF, "accepted", "", "me", START).id != review(OF, "accepted", "", "me", START + 1).id
    for verdict, note, reviewer in (("maybe", "", ""), ("open", "x" * 2_001, ""), ("open", "", "a\nb")):
        with pytest.raises(ValidationError):
            review(OF, verdict, note, reviewer, START)
