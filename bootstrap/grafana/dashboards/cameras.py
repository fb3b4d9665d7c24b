"""The panel that says since when a camera has been silent."""

from __future__ import annotations

from bootstrap.grafana.dashboards.flux import RAW, pipe, select
from bootstrap.grafana.dashboards.panels import Json, table

_QUERY = pipe(
    select(RAW, "performance", "=~ /^(fps|state|detector)$/", start="-${raw_days}d"),
    "last()",
    'pivot(rowKey: ["_time", "site", "camera"], columnKey: ["_field"], valueColumn: "_value")',
    "group()",
    'keep(columns: ["_time", "site", "camera", "state", "fps", "detector"])',
    'rename(columns: {_time: "last report"})',
    'sort(columns: ["last report"])',
)


def last_reports() -> Json:
    """Each camera's newest report, the most silent camera first, whatever range is chosen."""
    return table(
        "Cameras: last report",
        _QUERY,
        units={"last report": "dateTimeFromNow", "fps": "suffix: frames/s"},
        note="A running camera reports every few seconds. The state is that of its last report: a camera without "
        "pictures says nothing, so an old report means that it is off. Independent of the chosen range.",
    )
