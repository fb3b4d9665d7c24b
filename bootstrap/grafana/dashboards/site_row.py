"""The row at the top: what the junction carries, how complete that is, and whether everything works."""

from __future__ import annotations

from typing import Final

from bootstrap.grafana.dashboards.flux import CHOICE, EITHER, PLACE, RAW, SITE, select
from bootstrap.grafana.dashboards.junction import figures
from bootstrap.grafana.dashboards.panels import Json, coloured, leading, numbers
from core.reports.flux import pipe

HEIGHT: Final = 12
_AT_WORK: Final = " or ".join(f'r._value == "{state}"' for state in ("running", "ended", "stopped"))
_COMPLETE: Final = (
    CHOICE
    + "end = if int(v: now()) < int(v: v.timeRangeStop) then now() else v.timeRangeStop\n"
    + "length = float(v: int(v: end) - int(v: v.timeRangeStart)) / 1000000000.0\n\n"
    + pipe(
        select(EITHER, "watching", '== "watched"', place=PLACE),
        'group(columns: ["site", "camera"])',
        "sum()",
        "map(fn: (r) => ({r with _time: v.timeRangeStop, _value: r._value / length}))",
        # A stretch belongs to the moment at which it ends: the first one begins a little before the range.
        "map(fn: (r) => ({r with _value: if r._value > 1.0 then 1.0 else r._value}))",
        'keep(columns: ["_time", "_value", "site", "camera"])',
    )
)
_TROUBLED: Final = pipe(
    select(RAW, "service_health", '== "state"', start="-${raw_days}d", place=SITE),
    'group(columns: ["site", "service"])',
    'sort(columns: ["_time"])',
    "last()",
    f"map(fn: (r) => ({{_time: v.timeRangeStop, _value: if {_AT_WORK} then 0 else 1}}))",
    "group()",
    "sum()",
    "map(fn: (r) => ({_time: v.timeRangeStop, _value: r._value}))",
)
_NEWEST: Final = pipe(
    select(RAW, "performance", '== "fps"', start="-${raw_days}d", place=SITE),
    "last()",
    "group()",
    'sort(columns: ["_time"])',
    "last()",
    "map(fn: (r) => ({_time: v.timeRangeStop, _value: int(v: r._time) / 1000000}))",
)


def site_row() -> list[Json | list[Json]]:
    """Volumes, and beside them what to think of them."""
    return [figures(), [_completeness(), _health(), _last_data()]]


def _completeness() -> Json:
    return numbers(
        "Completeness",
        _COMPLETE,
        unit="percentunit",
        series="${__field.labels.camera}",
        note="Share of the selected time range, up to now, in which the camera delivered pictures in which road users "
        "could be counted. Below 100 %, the numbers on this page are too low.",
        nothing="not recorded in this time range",
    )


def _health() -> Json:
    panel = numbers(
        "Parts that do not work",
        _TROUBLED,
        unit="short",
        series="",
        note="Cameras, engine, services and receivers whose last report was neither running nor stopped. The engine "
        "tells of them: if the last data are old, it does not run. Independent of the selected time range.",
        nothing="nothing has reported",
    )
    return leading(coloured(panel, 1), "Show health and performance", "si-performance")


def _last_data() -> Json:
    return numbers(
        "Last data received",
        _NEWEST,
        unit="dateTimeFromNow",
        series="",
        note="When any camera last reported; running cameras do so every few seconds. Independent of the selected time "
        "range.",
        nothing="never",
    )
