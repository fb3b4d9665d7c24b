"""The panels that say since when a camera has been silent and how each service is."""

from __future__ import annotations

from bootstrap.grafana.dashboards.flux import RAW, SITE, select
from bootstrap.grafana.dashboards.panels import Json, table
from core.telemetry.flux import pipe

_QUERY = pipe(
    select(RAW, "performance", "=~ /^(fps|state|detector)$/", start="-${raw_days}d"),
    "last()",
    'pivot(rowKey: ["_time", "site", "camera"], columnKey: ["_field"], valueColumn: "_value")',
    "group()",
    'keep(columns: ["_time", "site", "camera", "state", "fps", "detector"])',
    'rename(columns: {_time: "last report"})',
    'sort(columns: ["last report"])',
)
# Only a trouble has a reason, so a change is put together before the newest one is taken.
_CHANGES = pipe(
    select(RAW, "service_health", "=~ /^(state|reason)$/", start="-${raw_days}d", place=SITE),
    'pivot(rowKey: ["_time", "site", "service"], columnKey: ["_field"], valueColumn: "_value")',
    'group(columns: ["site", "service"])',
    'sort(columns: ["_time"])',
    'last(column: "state")',
    "group()",
    'keep(columns: ["_time", "site", "service", "state", "reason"])',
    'rename(columns: {_time: "since"})',
    'sort(columns: ["since"], desc: true)',
)


def last_reports() -> Json:
    """Each camera's newest report, the most silent camera first, whatever range is chosen."""
    return table(
        "Cameras: last report",
        _QUERY,
        units={"last report": "dateTimeFromNow", "fps": "suffix: frames/s"},
        note="A running camera reports every few seconds. The state is from the last report: a camera without "
        "images does not report, so an old report means that it is offline. Independent of the selected time range.",
    )


def services() -> Json:
    """Each service's newest change of state, whatever range is chosen."""
    return table(
        "Services: last change",
        _CHANGES,
        units={"since": "dateTimeFromNow"},
        note="Engine, broker, journal, receivers and cameras as reported by the engine. An engine that crashed no "
        "longer reports: check the age of the camera reports. Independent of the selected time range.",
    )
