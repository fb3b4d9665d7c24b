"""The panels of ways through the junction and of how full it is."""

from __future__ import annotations

from typing import Final

from bootstrap.grafana.dashboards.flux import CHOICE, CLASS, EITHER, RAW, binned_sums, over_time, select
from bootstrap.grafana.dashboards.panels import Json, bars, lines, table
from core.telemetry.flux import pipe

_ZONE: Final = ("site", "camera", "zone")
_OF_ZONE: Final = "${__field.labels.camera} ${__field.labels.zone}"
_VEHICLES: Final = 'r.zone_kind == "approach" or r.zone_kind == "lane" or r.zone_kind == "junction"'
_MATRIX: Final = CHOICE + pipe(
    select(EITHER, "movements", '== "count"', CLASS),
    'group(columns: ["site", "camera", "origin", "destination"])',
    "sum()",
    "group()",
    'pivot(rowKey: ["site", "camera", "origin"], columnKey: ["destination"], valueColumn: "_value")',
    'sort(columns: ["site", "camera", "origin"])',
)
_NOW: Final = pipe(
    select(RAW, "occupancy", "=~ /^(objects|queue|occupancy)$/"),
    "last()",
    'pivot(rowKey: ["_time", "camera", "zone", "zone_kind"], columnKey: ["_field"], valueColumn: "_value")',
    "group()",
    'keep(columns: ["_time", "camera", "zone", "zone_kind", "objects", "queue", "occupancy"])',
    'rename(columns: {_time: "as of", zone_kind: "kind"})',
    'sort(columns: ["camera", "kind", "zone"])',
)


def movements() -> list[Json]:
    """From where to where."""
    return [
        table(
            "Turning movements",
            _MATRIX,
            units={},
            note="Road users from approach (row) to exit (column) in the selected time range; an empty cell means "
            "none. Incomplete tracks are not included.",
        ),
        bars(
            "Turning movements over time",
            binned_sums("movements", ("site", "camera", "origin", "destination"), CLASS),
            unit="short",
            series="${__field.labels.camera} ${__field.labels.origin} → ${__field.labels.destination}",
            note="Arrivals at an exit in each bin, by origin. The latest bin is incomplete.",
        ),
    ]


def occupancy() -> list[Json]:
    """How full the zones are."""
    return [
        lines(
            "Queues",
            over_time("occupancy", '== "max_queue"', *_ZONE, function="max", conditions=(_VEHICLES,)),
            unit="suffix: vehicles",
            series=_OF_ZONE,
            note="Maximum number of vehicles standing in an approach, lane or junction at once, per interval.",
        ),
        lines(
            "Occupancy of zones",
            over_time("occupancy", '== "occupancy"', *_ZONE),
            unit="percentunit",
            series=_OF_ZONE,
            note="Share of time with at least one road user in a zone, all classes. A gap means no data.",
        ),
    ]


def now() -> Json:
    """How full each zone was last."""
    return table(
        "Zones: last report",
        _NOW,
        units={"as of": "dateTimeFromNow", "occupancy": "percentunit"},
        note="The latest in the selected time range: road users and standing vehicles at that moment, and the share of "
        "the preceding seconds in which the zone was occupied.",
    )
