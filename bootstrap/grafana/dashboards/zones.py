"""The panels of ways through the junction and of how full it is."""

from __future__ import annotations

from typing import Final

from bootstrap.grafana.dashboards.flux import (
    CHOICE,
    CLASS,
    COLUMNS,
    EITHER,
    MOST,
    NAMES,
    RAW,
    binned_sums,
    headed,
    named,
    over_time,
    select,
)
from bootstrap.grafana.dashboards.panels import Json, bars, lines, suffixed, table
from bootstrap.grafana.wording import say
from core.reports.flux import pipe

_TOTAL: Final = say("Total")
_AS_OF: Final = say("As of")
_ZONE: Final = ("site", "camera", "zone")
_OF_ZONE: Final = "${__field.labels.camera} ${__field.labels.zone}"
_APPROACHES: Final = 'r.zone_kind == "approach"'
_OTHERS: Final = 'r.zone_kind == "lane" or r.zone_kind == "junction"'
_NOT_APPROACHES: Final = 'r.zone_kind != "approach"'
# Sums beside and below; "~" comes after all names, so that they are last.
_MATRIX: Final = (
    CHOICE
    + "cells = "
    + pipe(
        select(EITHER, "movements", '== "count"', CLASS),
        'group(columns: ["site", "camera", "origin", "destination"])',
        "sum()",
        "group()",
        'keep(columns: ["site", "camera", "origin", "destination", "_value"])',
    )
    + f"""
origins = cells
    |> group(columns: ["site", "camera", "origin"])
    |> sum()
    |> set(key: "destination", value: "~")
    |> group()
exits = cells
    |> group(columns: ["site", "camera", "destination"])
    |> sum()
    |> set(key: "origin", value: "~")
    |> group()
whole = cells
    |> group(columns: ["site", "camera"])
    |> sum()
    |> set(key: "origin", value: "~")
    |> set(key: "destination", value: "~")
    |> group()
union(tables: [cells, origins, exits, whole])
    |> group()
    |> sort(columns: ["destination", "origin"])
    |> pivot(rowKey: ["site", "camera", "origin"], columnKey: ["destination"], valueColumn: "_value")
    |> sort(columns: ["site", "camera", "origin"])
    |> map(fn: (r) => ({{r with origin: if r.origin == "~" then "{_TOTAL}" else r.origin}}))
    |> {headed({"~": _TOTAL, **{name: COLUMNS[name] for name in ("site", "camera", "origin")}})}
"""
)
_NOW: Final = pipe(
    select(RAW, "occupancy", "=~ /^(objects|queue|occupancy)$/"),
    "last()",
    'pivot(rowKey: ["_time", "camera", "zone", "zone_kind"], columnKey: ["_field"], valueColumn: "_value")',
    "group()",
    'keep(columns: ["_time", "camera", "zone", "zone_kind", "objects", "queue", "occupancy"])',
    'sort(columns: ["camera", "zone_kind", "zone"])',
    named("zone_kind", NAMES["zone_kind"]),
    headed({**COLUMNS, "_time": _AS_OF}),
)


def movements() -> list[Json]:
    """From where to where."""
    return [
        table(
            "Turning movements",
            _MATRIX,
            units={},
            note="Road users from approach (row) to exit (column) in the selected time range, with totals; 0 where "
            "there was none. Incomplete tracks are not included.",
            empty="0",
        ),
        bars(
            "Turning movements by approach over time",
            binned_sums("movements", ("site", "camera", "origin"), CLASS, most=MOST),
            unit="short",
            series="${__field.labels.camera} ${__field.labels.origin}",
            note="Arrivals at any exit in each bin, by the approach they came from; the eight busiest approaches. A "
            "bin that is not finished is "
            "shaded.",
        ),
    ]


def every_movement() -> Json:
    """Each way for itself: many."""
    return bars(
        "Turning movements over time",
        binned_sums("movements", ("site", "camera", "origin", "destination"), CLASS),
        unit="short",
        series="${__field.labels.camera} ${__field.labels.origin} → ${__field.labels.destination}",
        note="Arrivals at an exit in each bin, by origin. A bin that is not finished is shaded.",
    )


def occupancy() -> list[Json]:
    """How full the approaches are."""
    return [
        _queues("Queues", _APPROACHES, "an approach", MOST),
        _occupied("Occupancy of approaches", _APPROACHES, MOST),
    ]


def other_zones() -> list[Json]:
    """How full all others are."""
    return [
        _queues("Queues in lanes and junctions", _OTHERS, "a lane or junction"),
        _occupied("Occupancy of other zones", _NOT_APPROACHES),
    ]


def _queues(title: str, which: str, where: str, most: int = 0) -> Json:
    return lines(
        title,
        over_time("occupancy", '== "max_queue"', *_ZONE, function="max", conditions=(which,), most=most),
        unit=suffixed("vehicles"),
        series=_OF_ZONE,
        note=f"Maximum number of vehicles standing in {where} at once, per interval.",
    )


def _occupied(title: str, which: str, most: int = 0) -> Json:
    return lines(
        title,
        over_time("occupancy", '== "occupancy"', *_ZONE, conditions=(which,), most=most),
        unit="percentunit",
        series=_OF_ZONE,
        note="Share of time with at least one road user in a zone, all classes. A gap means no data.",
    )


def now() -> Json:
    """How full each zone was last."""
    return table(
        "Zones: last report",
        _NOW,
        units={_AS_OF: "dateTimeFromNow", COLUMNS["occupancy"]: "percentunit"},
        note="The latest in the selected time range: road users and standing vehicles at that moment, and the share of "
        "the preceding seconds in which the zone was occupied.",
    )
