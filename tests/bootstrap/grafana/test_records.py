"""How many records the panels of a month read: what the database answers in a second, whatever it has stored.

A month of one busy junction is 2 million points. The double counts on a quarter of an hour, by proportion.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from month import POINTS, read
from vocabulary import interpolated, panels, queries

from bootstrap.grafana.dashboards import ALL
from bootstrap.grafana.wording import spoken

BOUND = 200_000  # well below a second of influxd 2.9
BOARDS: dict[str, dict[str, Any]] = {name: spoken(make(), "en") for name, make in ALL.items()}
QUERIES = {f"{name}: {where}": query for name, board in BOARDS.items() for where, query in queries(board).items()}


def test_a_month_is_two_million_points() -> None:
    assert 2_000_000 < sum(points for points, _ in POINTS.values()) < 2_500_000


@pytest.mark.parametrize("where", [where for where in QUERIES if "variable" not in where])
def test_a_panel_of_a_month_reads_few_records(where: str) -> None:
    assert read(QUERIES[where]) < BOUND, QUERIES[where]


def test_what_reads_single_events_over_a_month_is_found() -> None:
    raw = 'from(bucket: "traffic")\n |> range(start: -30d)\n |> filter(fn: (r) => r._measurement == "speeds")\n'
    raw += ' |> filter(fn: (r) => r._field == "speed_kmh")'
    assert read(raw) == pytest.approx(220_000, rel=0.05)
    assert read(raw + "\n |> last()") == 8
    assert read(raw.replace('"traffic"', "bucket").replace("speed_kmh", "p85_kmh")) == 0  # percentiles are apart
    assert read(raw.replace('"traffic"', "bucket").replace("speed_kmh", "sum_kmh")) == 8 * 2_880


def test_every_panel_reads_something() -> None:
    """A query that was not understood would read nothing."""
    assert [where for where, query in QUERIES.items() if "from(bucket" in query and not read(query)] == []


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
