"""Violations: how many of which rule, when, and each with its facts."""

from __future__ import annotations

from typing import Any, Final

from bootstrap.grafana.dashboards.board import bins, dashboard, road_user, timezone, unfinished
from bootstrap.grafana.dashboards.flux import (
    CHOICE,
    CLASS,
    COLUMNS,
    EITHER,
    NAMES,
    binned_sums,
    headed,
    named,
    select,
    totals,
)
from bootstrap.grafana.dashboards.panels import Json, bars, columns, numbers, place
from bootstrap.grafana.dashboards.reviews import newest, verdicts
from core.reports.flux import pipe

_NONE: Final = "none recorded in this time range"
_EACH: Final = "~"  # the series that has every hour and no bars
_BY_HOUR: Final = (
    'import "array"\nimport "date"\nimport "timezone"\n\noption location = timezone.location(name: "${timezone}")\n\n'
    + CHOICE
    + "counted = "
    + pipe(
        select(EITHER, "violations", '== "count"', CLASS),
        "map(fn: (r) => ({rule: r.rule, hour: date.hour(t: r._time, location: location), _value: r._value}))",
        "group()",
    )
    # A day has 24 hours, also where something happened in one of them.
    + "\nhours = array.from(rows: ["
    + ", ".join(f'{{rule: "{_EACH}", hour: {hour}, _value: 0}}' for hour in range(24))
    + "])\n"
    + pipe(
        "union(tables: [counted, hours])",
        'group(columns: ["rule", "hour"])',
        "sum()",
        "group()",
        named("rule", NAMES["rule"]),
        'pivot(rowKey: ["hour"], columnKey: ["rule"], valueColumn: "_value")',
        'sort(columns: ["hour"])',
        'map(fn: (r) => ({r with hour: if r.hour < 10 then "0" + string(v: r.hour) else string(v: r.hour)}))',
        headed({"hour": COLUMNS["hour"]}),
    )
)


def board() -> dict[str, Any]:
    """The dashboard."""
    return dashboard(
        "si-violations",
        "Violations",
        "Violations by rule, camera and class, over time and by hour of day, and a list with details, "
        "evidence and review of each.",
        place((5, [*_figures(), verdicts()]), (9, _over_time()), (8, [_by_hour()]), (16, [newest()])),
        only=(road_user(), bins(), timezone()),
        marks=(unfinished(),),
    )


def _figures() -> list[Json]:
    by = (("rule", "Violations by rule"), ("camera", "Violations by camera"), ("class", "Violations by class"))
    return [
        numbers(
            title,
            totals("violations", (label,), CLASS),
            unit="short",
            series=f"${{__field.labels.{label}}}",
            note="Violations that started in the selected time range.",
            nothing=_NONE,
        )
        for label, title in by
    ]


def _over_time() -> list[Json]:
    by = (("rule", "Violations by rule over time"), ("camera", "Violations by camera over time"))
    return [
        bars(
            title,
            binned_sums("violations", (label,), CLASS),
            unit="short",
            series=f"${{__field.labels.{label}}}",
            note="Violations that started in each bin. A bin that is not finished is shaded.",
        )
        for label, title in by
    ]


def _by_hour() -> Json:
    return columns(
        "Violations by hour of day",
        _BY_HOUR,
        unit="short",
        category=COLUMNS["hour"],
        note="All days of the time range combined, in the time zone of this installation.",
        hidden=_EACH,
    )
