"""People read names, totals and times of their own, not keys and marks."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from test_dashboards import BOARDS
from vocabulary import panels, queries, written

from bootstrap.grafana.dashboards import performance
from bootstrap.grafana.dashboards.reasons import REASONS
from bootstrap.grafana.wording import spoken
from core.events.models import Violation
from core.settings.rules import RULES as RULES_BY_NAME

PANELS = {panel["title"]: panel for board in BOARDS.values() for panel in panels(board)}
BY_RULE = ("Violations by rule", "Violations by rule over time", "Violations by hour of day", "Latest violations")
RULES = get_args(Violation.model_fields["rule"].annotation)


def _worded(query: str) -> dict[str, str]:
    """Keys that a query replaces, and their words."""
    return dict(re.findall(r'== "([\w]+)" then "([^"]+)"', query))


@pytest.mark.parametrize("title", ["Violations", *BY_RULE])
def test_rules_have_words(title: str) -> None:
    words = _worded(PANELS[title]["targets"][0]["query"])
    assert [rule for rule in RULES if "_" in words.get(rule, "_")] == []


@pytest.mark.parametrize("title", ["End-to-end latency", "Latency by stage", "Pending events", "Rejected events"])
def test_measured_quantities_have_words(title: str) -> None:
    query = queries(BOARDS["performance.json"])[title]
    (pattern,) = re.findall(r"r\._field =~ /(.+?)/", query)
    asked = [field for field in written()["performance"].fields if re.search(pattern, field)]
    assert asked
    assert [field for field in asked if "_" in _worded(query).get(field, "_")] == []


def test_turning_movements_are_a_matrix_with_totals_of_rows_and_columns() -> None:
    query = PANELS["Turning movements"]["targets"][0]["query"]
    assert 'pivot(rowKey: ["site", "camera", "origin"], columnKey: ["destination"]' in query
    for side in ("origin", "destination"):
        assert f'set(key: "{side}", value: "~")' in query  # sorts behind all names
    assert query.count('== "~" then "Total"') == 2
    assert PANELS["Turning movements"]["fieldConfig"]["defaults"]["noValue"] == "0"


@pytest.mark.parametrize("title", [title for title, panel in PANELS.items() if panel["type"] == "table"])
def test_times_in_tables_are_days_and_24_hours_or_how_long_ago(title: str) -> None:
    panel = PANELS[title]
    shown = {
        one["matcher"]["options"]: value["value"]
        for one in panel["fieldConfig"]["overrides"]
        for value in one["properties"]
        if value["id"] == "unit"
    }
    times = re.findall(r'column == "_time" then "([\w ]+)"', panel["targets"][0]["query"])
    times += ["Time"] if "time: r._time" in panel["targets"][0]["query"] else []
    assert times or title == "Turning movements"
    assert {shown.get(one) for one in times} <= {"dateTimeAsIso", "dateTimeFromNow"}


@pytest.mark.parametrize("title", [title for title, panel in PANELS.items() if "over time" in title])
def test_bars_have_a_value_in_each_bin_so_that_grafana_knows_how_wide_a_bin_is(title: str) -> None:
    assert PANELS[title]["fieldConfig"]["defaults"]["custom"]["drawStyle"] == "bars"
    assert "fn: sum, createEmpty: true" in PANELS[title]["targets"][0]["query"]


def test_a_day_has_24_hours_whatever_happened() -> None:
    panel = PANELS["Violations by hour of day"]
    query = panel["targets"][0]["query"]
    assert [int(hour) for hour in re.findall(r'\{rule: "~", hour: (\d+), _value: 0\}', query)] == [*range(24)]
    (hidden,) = [one for one in panel["fieldConfig"]["overrides"] if one["matcher"]["options"] == "~"]
    assert all(hidden["properties"][0]["value"].values())


def test_what_shows_a_violation_is_said_in_words() -> None:
    query = PANELS["Latest violations"]["targets"][0]["query"]
    names = {name for rule in RULES_BY_NAME.values() for name in rule.facts}
    assert names
    assert {name for name in names if f't: "\\"{name}\\":"' not in query} == set()


def test_reasons_of_services_are_in_the_language_of_the_board() -> None:
    for language, said in (("en", "no response since $1: $2"), ("de", "Keine Antwort seit $1: $2")):
        board = spoken(performance.board(), language)
        (panel,) = [one for one in panels(board) if _mappings(one)]
        shown = {one["options"]["pattern"]: one["options"]["result"]["text"] for one in _mappings(panel)}
        assert shown[r"/^no response since (.+?): (.+?)$/"] == said
        for text in REASONS:  # each is found by its own pattern
            example = re.sub(r"\$\d", "x", text)
            assert any(re.match(pattern.strip("/"), example) for pattern in shown), text


def _mappings(panel: dict[str, Any]) -> list[dict[str, Any]]:
    overrides = panel.get("fieldConfig", {}).get("overrides", [])
    values = [one["value"] for override in overrides for one in override["properties"] if one["id"] == "mappings"]
    return [one for value in values for one in value if "since" in json.dumps(value)]
