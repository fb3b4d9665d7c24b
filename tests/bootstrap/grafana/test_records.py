"""How many records the panels of a month read: what the database answers in a second, whatever it has stored.

A month of one busy junction is 2 million points. What a query reads follows from its bucket, measurement and fields.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from vocabulary import downsampled, interpolated, panels, queries, written

from bootstrap.grafana.dashboards import ALL
from bootstrap.grafana.wording import spoken

DAYS = 30
BOUND = 200_000  # well below a second of influxd 2.9
# Points in a month of one camera at a busy junction with the services beside it, and how many series have a value in
# every quarter of an hour.
POINTS = {
    "detections": (1_000_000, 1),
    "counts": (220_000, 30),
    "speeds": (220_000, 8),
    "movements": (100_000, 25),
    "performance": (260_000, 1),
    "occupancy": (86_400 * 2, 12),
    "service_health": (170_000, 12),
    "watching": (86_400 * 2, 1),
    "violations": (3_000, 6),
    "reviews": (500, 3),
}
KEPT = DAYS * 96  # values of 15 minutes
CHANGES = 2_000  # of states of services
BOARDS: dict[str, dict[str, Any]] = {name: spoken(make(), "en") for name, make in ALL.items()}
QUERIES = {f"{name}: {where}": query for name, board in BOARDS.items() for where, query in queries(board).items()}


def records(script: str) -> int:
    """What a script reads of a month: every field's values are records of their own."""
    return sum(_read(part) for part in re.split(r"(?=\bfrom\(bucket:)", script)[1:])


def _read(part: str) -> int:
    (measurement,) = re.findall(r'r\._measurement == "(\w+)"', part)
    points, series = POINTS[measurement]
    fields = [name for name in written()[measurement].fields if _asked(name, part)]
    if re.search(r"filter\(.*\n\s*\|> last\(\)", part):  # the storage is asked for the newest of each series
        return series * len(fields)
    if part.startswith("from(bucket: v.defaultBucket") or 'from(bucket: "traffic")' in part:
        changed = measurement == "service_health" and set(fields) <= {"state", "reason"}
        return (CHANGES if changed else points) * len(fields)
    kept = [name for name in (*fields, *re.findall(r"p\d\d_kmh", part)) if downsampled(measurement, name)]
    return len(set(kept)) * min(points, series * KEPT)


def _asked(name: str, part: str) -> bool:
    equal = re.findall(r'r\._field == "([^"]*)"', part.split("|> aggregateWindow", maxsplit=1)[0])
    patterns = re.findall(r"r\._field =~ /((?:[^/\\]|\\.)*)/", part)
    return name in equal or any(re.search(pattern, name) for pattern in patterns)


def test_a_month_is_two_million_points() -> None:
    assert 2_000_000 < sum(points for points, _ in POINTS.values()) < 2_500_000


@pytest.mark.parametrize("where", [where for where in QUERIES if "variable" not in where])
def test_a_panel_of_a_month_reads_few_records(where: str) -> None:
    assert records(QUERIES[where]) < BOUND, QUERIES[where]


def test_what_reads_single_events_over_a_month_is_found() -> None:
    raw = 'from(bucket: "traffic")\n |> range(start: -30d)\n |> filter(fn: (r) => r._measurement == "speeds")\n'
    raw += ' |> filter(fn: (r) => r._field == "speed_kmh")\n'
    assert records(raw) == 220_000
    assert records(raw + " |> last()") == 8


def test_at_most_eight_series_are_drawn_before_somebody_asks_for_more() -> None:
    """Nobody tells twenty colours apart: places are the largest ones; of classes, rules and services there are few."""
    for board in BOARDS.values():
        for panel in board["panels"]:
            if panel["type"] in {"timeseries", "barchart"}:
                labels = set(re.findall(r"labels\.(\w+)", json.dumps(panel))) - {"site", "what"}
                assert re.search(r"limit\(n: [48]\)", panel["targets"][0]["query"]) or labels <= {
                    "class",
                    "rule",
                    "service",
                    "camera",
                }, panel["title"]


def test_the_variables_of_a_board_are_put_in_before_counting() -> None:
    assert "${" not in interpolated("${raw_days}", {"raw_days": "30"})
    assert all("${" not in query for query in QUERIES.values())
    assert sum(len(panels(board)) for board in BOARDS.values()) > 20
