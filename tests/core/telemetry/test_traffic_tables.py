"""Turning movements, speeds and occupancy of a period, from the journal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from samples import crossing, one_of_each

from core.errors import UserError
from core.events import Detection, Movement, Occupancy, event_id, utc
from core.reports.distribution import distribution
from core.reports.distributions import spot_speeds
from core.reports.tables import Span, Table, movements, occupancy, speeds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import AnyEvent
    from core.journal.journal import Journal

    Open = Callable[..., Journal]

START = datetime(2026, 5, 4, 7, 0, tzinfo=UTC).timestamp()
QUARTER = 900


def _span(journal: Open, events: list[AnyEvent], hours: float = 1.0) -> Span:
    one = journal("mqtt")
    one.append(events)
    assert one.flush(20)
    return Span(one.path, START, START + hours * 3_600, QUARTER)


def _rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _saw(second: float) -> Detection:
    time = START + second
    common: dict[str, Any] = {"id": event_id("site", "cam-1", "detection", "", time), "site": "site", "camera": "cam-1"}
    return Detection(**common, time=utc(time), frame=1, detector="d", processing_ms=1, counts={}, objects=())


def _moved(second: float, origin: str, destination: str, cls: str = "car", **more: Any) -> Movement:
    base = one_of_each()[5]
    ident = event_id("site", "cam-1", "movement", f"{origin}{destination}{cls}", START + second)
    change = {
        "id": ident,
        "time": utc(START + second),
        "origin": origin,
        "destination": destination,
        "cls": cls,
        **more,
    }
    return base.model_copy(update=change)


def _sped(second: float, kmh: float | None, **more: Any) -> AnyEvent:
    error = None if kmh is None else 1.0
    ident = event_id("site", "cam-1", "crossing", str(more), START + second)
    return crossing(0, id=ident, time=utc(START + second), speed_kmh=kmh, speed_error_kmh=error, **more)


def _filled(second: float, seconds: float, **zone: Any) -> Occupancy:
    base = one_of_each()[6]
    zones = (base.zones[0].model_copy(update=zone),)
    ident = event_id("site", "cam-1", "occupancy", "", START + second)
    return base.model_copy(update={"id": ident, "time": utc(START + second), "seconds": seconds, "zones": zones})


def test_turning_movements_by_quarter_hour_and_zero_where_the_camera_watched(journal: Open) -> None:
    watching = [_saw(second) for second in range(0, 3_601, 20)]
    moved = [
        _moved(10, "in-north", "out-west", seconds=4.0),
        _moved(20, "in-north", "out-west", seconds=5.0),
        _moved(1_000, "in-north", "out-west", seconds=6.0),
        _moved(30, "in-north", "out-south", "bus", turn=None),
    ]
    table = movements(_span(journal, [*watching, *moved]))
    rows = {(row["destination"], row["start"].minute): row for row in _rows(table)}
    numbers = {way: [rows[way, minute]["count"] for minute in (0, 15, 30, 45)] for way in ("out-west", "out-south")}
    assert numbers == {"out-west": [2, 1, 0, 0], "out-south": [1, 0, 0, 0]}
    assert len(rows) == 8
    assert (rows["out-west", 0]["mean_s"], rows["out-west", 45]["mean_s"]) == (4.5, None)
    assert (rows["out-west", 0]["turn"], rows["out-south", 0]["turn"]) == ("right", "")
    assert all(row["complete"] for row in rows.values())


def test_speeds_have_median_and_85th_percentile_and_bars_without_gaps(journal: Open) -> None:
    fast = [_sped(second, 30.0 + second) for second in range(21)]
    others = [_sped(30, 71.0, line="south"), _sped(40, None), _sped(1_000, 12.0, **{"class": "bus"})]
    span = _span(journal, [*fast, *others])
    each = [(row["line"], row["class"], row["speed_kmh"]) for row in _rows(spot_speeds(span))]
    found = distribution([speed for line, kind, speed in each if (line, kind) == ("all", "car")])
    assert (found.count, found.p50, found.p85) == (21, 40.0, 47.0)
    assert found.bars == ((30.0, 5), (35.0, 5), (40.0, 5), (45.0, 5), (50.0, 1))
    everything = distribution([speed for _, _, speed in each], width=10)
    assert everything.count == 23
    assert everything.bars == ((10.0, 1), (20.0, 0), (30.0, 10), (40.0, 10), (50.0, 1), (60.0, 0), (70.0, 1))
    rows = _rows(speeds(span))
    assert [(row["start"].minute, row["line"], row["class"], row["count"]) for row in rows] == [
        (0, "all", "car", 21),
        (0, "south", "car", 1),
        (15, "all", "bus", 1),
    ]
    assert (rows[0]["p50_kmh"], rows[0]["p85_kmh"], rows[2]["p85_kmh"]) == (40.0, 47.0, 12.0)


def test_of_nobody_there_is_no_percentile() -> None:
    assert (distribution([]).p50, distribution([]).bars) == (None, ())


def test_occupancy_is_weighted_by_time_and_the_longest_queue_stays(journal: Open) -> None:
    told = [
        _filled(10, 10.0, mean_objects=1.0, max_queue=1, occupancy=0.5),
        _filled(40, 30.0, mean_objects=2.0, max_queue=4, occupancy=1.0),
        _filled(900, 10.0, mean_objects=0.0, max_queue=0, occupancy=0.0),  # ends where the next bin begins
        _filled(910, 10.0, mean_objects=3.0, max_queue=2, occupancy=1.0),
    ]
    rows = _rows(occupancy(_span(journal, told)))
    shown = [(r["start"].minute, r["mean_objects"], r["max_queue"], r["occupancy"], r["watched_s"]) for r in rows]
    assert shown == [(0, 1.4, 4, 0.7, 50.0), (15, 3.0, 2, 1.0, 10.0)]
    assert (rows[0]["zone"], rows[0]["zone_kind"]) == ("in-north", "approach")


def test_without_a_journal_it_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no journal found at"):
        spot_speeds(Span(tmp_path / "journal.sqlite", 0, 1, QUARTER))
