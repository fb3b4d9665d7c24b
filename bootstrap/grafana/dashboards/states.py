"""The panels that say since when a camera has been silent and how each service is."""

from __future__ import annotations

from bootstrap.grafana.dashboards.flux import COLUMNS, NAMES, RAW, SITE, headed, named, select
from bootstrap.grafana.dashboards.panels import Json, suffixed, table
from bootstrap.grafana.dashboards.reasons import worded
from bootstrap.grafana.wording import say
from core.reports.flux import pipe

_REPORT = say("Last report")
_SINCE = say("Since")
_QUERY = pipe(
    select(RAW, "performance", "=~ /^(fps|state|detector)$/", start="-${raw_days}d"),
    "last()",
    'pivot(rowKey: ["_time", "site", "camera"], columnKey: ["_field"], valueColumn: "_value")',
    "group()",
    'keep(columns: ["_time", "site", "camera", "state", "fps", "detector"])',
    'sort(columns: ["_time"])',
    named("state", NAMES["state"]),
    headed({**COLUMNS, "_time": _REPORT}),
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
    'sort(columns: ["_time"], desc: true)',
    named("state", NAMES["state"]),
    named("service", NAMES["service"]),
    headed({**COLUMNS, "_time": _SINCE}),
)


def last_reports() -> Json:
    """Each camera's newest report, the most silent camera first, whatever range is chosen."""
    return table(
        "Cameras: last report",
        _QUERY,
        units={_REPORT: "dateTimeFromNow", COLUMNS["fps"]: suffixed("frames/s")},
        note="A running camera reports every few seconds. The state is from the last report: a camera without "
        "images does not report, so an old report means that it is offline. Independent of the selected time range.",
    )


def services() -> Json:
    """Each service's newest change of state, whatever range is chosen."""
    return table(
        "Services: last change",
        _CHANGES,
        units={_SINCE: "dateTimeFromNow"},
        columns={COLUMNS["reason"]: worded()},
        note="Engine, broker, journal, receivers and cameras as reported by the engine. An engine that crashed no "
        "longer reports: check the age of the camera reports. Independent of the selected time range.",
    )
