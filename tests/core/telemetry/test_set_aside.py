"""What a receiver answers to everything is about the receiver; what it does not take is kept, told and sent again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from samples import EPOCH, crossing
from typer.testing import CliRunner
from waiting import eventually

from bootstrap.cli import app
from bootstrap.table import plain_lines
from core.journal.retry import retry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from influx_double import Fault, InfluxDouble

    from core.telemetry import Telemetry

    Make = Callable[..., Any]

TOO_OLD = "partial write: points beyond retention policy dropped={}"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("influx", "answers"):
        monkeypatch.setattr(f"core.sinks.{module}._SLOW", 0.1)


def _options(url: str) -> dict[str, Any]:
    return {"profile": "local", "influx": {"url": url, "token": "writer", "flush_seconds": 0.05}}


def _sink(telemetry: Telemetry) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"]["influx"]
    return sink


def _asked(journal: Path) -> int:
    with closing(sqlite3.connect(journal)) as database:
        return int(database.execute("SELECT COUNT(*) FROM set_aside WHERE again").fetchone()[0])


@pytest.mark.parametrize(
    "fault",
    [
        (400, "unable to parse '\x1f\x8b\x08': missing fields", {}),  # a proxy took away that it is compressed
        (400, "invalid precision", {}),
        (422, "field type conflict", {}),
        (422, "partial write: field type conflict dropped=1", {}),
        (413, "request entity too large", {}),
        (500, "internal error", {}),
        (405, "method not allowed", {}),
    ],
    ids=lambda fault: f"{fault[0]} {fault[1][:20]}",
)
@pytest.mark.parametrize("known", [False, True], ids=["first", "later"])
def test_an_answer_that_all_get_sets_nothing_aside(
    influx: InfluxDouble, telemetry: Make, fault: Fault, *, known: bool
) -> None:
    one = telemetry(**_options(influx.url))
    events = [crossing(number) for number in range(20)]
    if known:  # the server took one before
        one.emit(events[:1])
        eventually(lambda: _sink(one)["acked"] == 1)
    said = fault[1]
    influx.rule = lambda lines: (fault[0], said.replace("dropped=1", f"dropped={len(lines)}"), {})
    one.emit(events)
    eventually(lambda: _sink(one)["state"] in ("refused", "busy"))
    assert fault[1].split("dropped")[0].split("'")[0].strip() in _sink(one)["reason"]
    influx.rule = lambda _: None
    eventually(lambda: _sink(one)["acked"] == 20)
    assert _sink(one)["set_aside"] == 0
    assert len(influx.events()) == 20


def test_one_bad_point_alone_is_set_aside_where_another_passes(influx: InfluxDouble, telemetry: Make) -> None:
    bad = crossing(5).id

    def rule(lines: list[str]) -> Fault | None:
        return (400, "unable to parse 'x'", {}) if any(bad in line for line in lines) else None

    influx.rule = rule
    one = telemetry(**_options(influx.url))
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["acked"] == 1)
    one.emit([crossing(5)])  # in a batch of its own: the one before shows that it is the point
    eventually(lambda: _sink(one)["set_aside"] == 1)
    assert "unable to parse" in _sink(one)["set_aside_reason"]
    one.emit([crossing(6)])
    eventually(lambda: _sink(one)["acked"] == 2)


def test_what_is_older_than_the_bucket_keeps_is_told_and_sent_again_when_it_keeps_more(
    influx: InfluxDouble, telemetry: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    influx.bucket.oldest = int((EPOCH + 0.1) * 1e9)
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(10)])
    one.emit([crossing(number) for number in range(10, 12)])
    eventually(lambda: (_sink(one)["set_aside"], _sink(one)["acked"]) == (10, 2))
    reason = _sink(one)["set_aside_reason"]
    assert reason.startswith("older than the database keeps data: HTTP 422")
    assert "smart-intersection telemetry retry influx" in reason
    eventually(lambda: "events were set aside" in capsys.readouterr().out)
    camera = {"state": "running", "fps": 1.0, "frames": 1, "skipped": 0, "lines": {}}
    (line,) = plain_lines({"cameras": {"a": camera}, **one.stats()})
    assert f"10 set aside ({reason})" in line

    journal = tmp_path / "state" / "journal.sqlite"
    assert sum(retry(journal, "influx").values()) == 10
    assert retry(journal, "influx") == {}  # asked for already
    assert retry(journal, "mqtt") == {}
    eventually(lambda: _asked(journal) == 0)  # refused once more, and back
    assert _sink(one)["set_aside"] == 10
    influx.bucket.oldest = 0
    assert sum(retry(journal, "influx", EPOCH + 0.045).values()) == 5
    eventually(lambda: (_sink(one)["set_aside"], _sink(one)["acked"]) == (5, 7))
    assert sorted(influx.events()) == sorted(crossing(number).id for number in range(5, 12))


def test_an_engine_that_starts_later_sends_again_what_its_journal_has_only_set_aside(
    influx: InfluxDouble, telemetry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    influx.bucket.oldest = int((EPOCH + 0.05) * 1e9)
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(10)])
    eventually(lambda: (_sink(one)["set_aside"], _sink(one)["acked"]) == (5, 5))
    one.close(1)
    with sqlite3.connect(tmp_path / "state" / "journal.sqlite") as database:
        database.execute("DELETE FROM events")  # too old for the journal as well
    influx.bucket.oldest = 0
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path / "state"))
    asked = CliRunner().invoke(
        app, ["telemetry", "retry", "influx", "--journal", str(tmp_path / "state" / "journal.sqlite")]
    )
    assert "5 events will be sent again" in asked.output
    two = telemetry(**_options(influx.url))
    eventually(lambda: (_sink(two)["set_aside"], _sink(two)["acked"]) == (0, 10))
    assert len(influx.events()) == 10
