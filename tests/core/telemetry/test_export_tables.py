"""Tables from the journal, and the files made of them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from samples import one_of_each

from core.errors import UserError
from core.events import Crossing, Detection, Watching, event_id, utc
from core.reports.bins import parse_bin
from core.reports.spreadsheet import write
from core.reports.tables import Span, Table, counts, performance, violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import AnyEvent
    from core.journal.journal import Journal

    Open = Callable[..., Journal]

START = datetime(2026, 5, 4, 7, 0, tzinfo=UTC).timestamp()
QUARTER = 900


def _saw(second: float, camera: str = "cam-1") -> Detection:
    time = START + second
    values: dict[str, Any] = {"id": event_id("s", camera, "detection", "", time), "site": "s", "camera": camera}
    return Detection(**values, time=utc(time), frame=1, detector="d", processing_ms=1, counts={}, objects=())


def _watched(second: float, seconds: float, quality: str = "good") -> Watching:
    time = START + second
    values: dict[str, Any] = {"id": event_id("s", "cam-1", "watching", quality, time), "site": "s", "camera": "cam-1"}
    return Watching(**values, time=utc(time), seconds=seconds, quality=quality)


def _crossed(second: float, line: str = "north", cls: str = "car", direction: str = "forward", **more: Any) -> Crossing:
    time = START + second
    values: dict[str, Any] = {
        "id": event_id("s", "cam-1", "crossing", f"{line}{cls}{direction}", time),
        "site": "s",
        "camera": "cam-1",
        "time": utc(time),
        "line": line,
        "direction": direction,
        "track": 1,
        "class": cls,
        "confidence": 0.5,
        "point": (1, 2),
    }
    return Crossing(**{**values, **more})


def _journal(journal: Open, events: list[AnyEvent]) -> Path:
    one = journal("mqtt")
    for start in range(0, len(events), 10_000):
        one.append(events[start : start + 10_000])
        assert one.flush(20)
    path: Path = one.path
    return path


def _rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _span(path: Path, hours: float = 1.0, size: int = QUARTER, start: float = START) -> Span:
    return Span(path, start, start + hours * 3_600, size)


def test_crossings_are_counted_by_quarter_hour_line_direction_and_class(journal: Open) -> None:
    watching = [_saw(second) for second in range(3_602)]
    crossed = [_crossed(10), _crossed(20), _crossed(899.9), _crossed(900), _crossed(30, "south", "bus", "backward")]
    rows = _rows(counts(_span(_journal(journal, [*watching, *crossed]))))
    numbers = {(row["start"].minute, row["line"], row["class"], row["direction"]): row["count"] for row in rows}
    assert numbers == {
        (0, "north", "car", "forward"): 3,
        (15, "north", "car", "forward"): 1,
        (30, "north", "car", "forward"): 0,
        (45, "north", "car", "forward"): 0,
        (0, "south", "bus", "backward"): 1,
        (15, "south", "bus", "backward"): 0,
        (30, "south", "bus", "backward"): 0,
        (45, "south", "bus", "backward"): 0,
    }
    assert all(row["complete"] for row in rows)


def test_speeds_are_averaged_by_bin_and_empty_where_none_was_measured(journal: Open) -> None:
    speeds = [(10, 30.0), (20, 40.0), (30, None), (1_000, None)]
    crossed = [_crossed(second, speed_kmh=kmh, speed_error_kmh=kmh and 1.0) for second, kmh in speeds]
    rows = _rows(counts(_span(_journal(journal, crossed))))
    assert [(row["start"].minute, row["count"], row["mean_kmh"]) for row in rows] == [(0, 3, 35.0), (15, 1, None)]


def test_a_bin_in_which_the_camera_did_not_watch_throughout_is_marked(journal: Open) -> None:
    seconds = [*range(100, 1_000), *range(1_200, 2_700), *range(3_500, 3_600)]
    rows = _rows(counts(_span(_journal(journal, [*(_saw(second) for second in seconds), _crossed(2_710)]))))
    assert [(row["start"].minute, row["complete"], row["watched_s"]) for row in rows] == [
        (0, False, 800.0),
        (15, False, 699.0),
        (30, False, 899.0),
        (45, False, 99.0),
    ]


def test_outages_of_seconds_and_frozen_pictures_are_no_time_watched(journal: Open) -> None:
    stretches = [(0, 20, "good"), (44, 60, "good"), (60, 90, "frozen"), (90, 120, "good")]
    watched = [
        _watched(min(begin + 5, end), min(begin + 5, end) - begin, quality)
        for first, end, quality in stretches
        for begin in range(first, end, 5)
    ]
    path = _journal(journal, [*watched, *(_saw(second) for second in (*range(20), *range(44, 120))), _crossed(1)])
    rows = _rows(counts(_span(path, size=15)))
    assert [(row["start"].minute * 60 + row["start"].second, row["complete"], row["watched_s"]) for row in rows] == [
        (0, True, 15.0),
        (15, False, 5.0),
        (30, False, 1.0),
        (45, True, 15.0),
        (60, False, 0.0),
        (75, False, 0.0),
        (90, True, 15.0),
        (105, True, 15.0),
    ]


def test_a_period_that_cuts_a_bin_leaves_it_incomplete(journal: Open) -> None:
    path = _journal(journal, [*(_saw(second) for second in range(3_602)), _crossed(10), _crossed(500)])
    (first, *rest) = _rows(counts(_span(path, start=START + 400)))
    assert (first["count"], first["complete"], first["watched_s"]) == (1, False, 500.0)
    assert [row["complete"] for row in rest] == [True, True, True, False][: len(rest)]


def test_an_event_told_twice_counts_once_and_its_newest_telling_wins(journal: Open) -> None:
    path = _journal(
        journal, [_crossed(10), _crossed(10, cls="car", confidence=0.9), _crossed(10, **{"class": "bus"}, id="x" * 32)]
    )
    rows = _rows(counts(_span(path)))
    assert [(row["class"], row["count"]) for row in rows] == [("bus", 1), ("car", 1)]


def test_a_violation_is_one_row_with_its_last_facts(journal: Open) -> None:
    first = one_of_each()[2].model_copy(update={"started": utc(START), "time": utc(START + 1)})
    last = first.model_copy(update={"phase": "end", "time": utc(START + 9), "facts": {"red_for": 9.5}})
    (row,) = _rows(violations(_span(_journal(journal, [first, last]))))
    assert row["started"] == utc(START)
    assert row["ended"] == utc(START + 9)
    assert (row["rule"], json.loads(row["facts"])) == ("red_light", {"red_for": 9.5})


def test_performance_by_bin_shows_the_worst_of_each_stage(journal: Open) -> None:
    one = one_of_each()[3].model_copy(update={"time": utc(START + 5)})
    stages = {"detect": one.stages_ms["detect"].model_copy(update={"p95": 40.0})}
    two = one.model_copy(update={"time": utc(START + 15), "id": "q" * 32, "fps": 15.0, "stages_ms": stages})
    (row,) = _rows(performance(_span(_journal(journal, [one, two]))))
    assert (row["frames"], row["skipped"], row["mean_fps"], row["detect_p95_ms"]) == (500, 6, 20.0, 40.0)
    assert (row["complete"], row["watched_s"]) == (False, 10.0)


@pytest.mark.parametrize(("text", "seconds"), [("15m", 900), ("1h", 3_600), ("30s", 30), ("1d", 86_400)])
def test_lengths_of_bins(text: str, seconds: int) -> None:
    assert parse_bin(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "7h", "2d", "-5m", "15 m", "1e3s", "15m\n"])
def test_what_is_no_length_of_a_bin(text: str) -> None:
    with pytest.raises(UserError, match="is not a valid bin length"):
        parse_bin(text)


TABLE = Table(
    "counts",
    ("start", "camera", "count", "complete", "facts"),
    [
        (datetime(2026, 5, 4, 7, 15, tzinfo=UTC), "=1+1", 3, True, None),
        (datetime(2026, 5, 4, 7, 30, tzinfo=UTC), 'a "b", c\nd', -4, False, "ä漢"),
    ],
)


def _written(form: str) -> bytes:
    out = io.BytesIO()
    write(TABLE, form, out, ZoneInfo("Europe/Berlin"))
    return out.getvalue()


def test_csv_comes_back_whole_and_runs_nothing_in_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(_written("csv").decode("utf-8"), newline="")))
    assert rows == [
        list(TABLE.columns),
        ["2026-05-04T09:15:00+02:00", "'=1+1", "3", "true", ""],
        ["2026-05-04T09:30:00+02:00", 'a "b", c\nd', "-4", "false", "ä漢"],
    ]


def test_json_comes_back_whole() -> None:
    rows = json.loads(_written("json"))
    assert rows[0] == {
        "start": "2026-05-04T09:15:00+02:00",
        "camera": "=1+1",
        "count": 3,
        "complete": True,
        "facts": None,
    }
    assert rows[1]["facts"] == "ä漢"


def test_xlsx_holds_numbers_as_numbers_and_formulas_as_text() -> None:
    with zipfile.ZipFile(io.BytesIO(_written("xlsx"))) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- our own file
        texts = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 -- our own file
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    words = ["".join(item.itertext()) for item in texts.findall("x:si", space)]
    cells = {cell.get("r"): cell for cell in sheet.iterfind(".//x:c", space)}
    assert not list(sheet.iterfind(".//x:f", space))
    assert words[int(cells["A1"].findtext("x:v", "", space))] == "start (Europe/Berlin)"
    assert words[int(cells["B2"].findtext("x:v", "", space))] == "=1+1"
    assert (cells["C2"].get("t"), cells["C2"].findtext("x:v", "", space)) == (None, "3")
    assert float(cells["A2"].findtext("x:v", "", space)) == pytest.approx(46146 + 9.25 / 24)


def test_a_journal_that_is_not_there_is_one_clear_line_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no journal found at"):
        counts(_span(tmp_path / "journal.sqlite"))
    assert not list(tmp_path.iterdir())


def test_a_column_is_no_formula_either() -> None:
    out = io.BytesIO()
    write(Table("t", ("=cmd|' /C calc'!A0_p95_ms", "@x", "fps"), [(1, 2, 3)]), "csv", out, UTC)
    assert next(csv.reader(io.StringIO(out.getvalue().decode()))) == ["'=cmd|' /C calc'!A0_p95_ms", "'@x", "fps"]
