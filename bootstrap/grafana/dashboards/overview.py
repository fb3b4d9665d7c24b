"""Intersection overview: who goes where, and what happens now."""

from __future__ import annotations

from typing import Any, Final

from bootstrap.grafana.dashboards import zones
from bootstrap.grafana.dashboards.board import bins, dashboard, road_user, timezone
from bootstrap.grafana.dashboards.flux import CLASS, binned_sums, means, quantiles, totals
from bootstrap.grafana.dashboards.panels import Json, bars, lines, numbers, place
from bootstrap.grafana.dashboards.states import last_reports

#: Lines that may be added up; a line of kind `count` may see the same vehicles as any other.
_ADDED: Final = 'exists r.line_kind and r.line_kind != "count"'
_OF_KIND: Final = "${__field.labels.line_kind}: ${__field.labels.class}"
_WHY: Final = "Only lines of the same type are added up: a stop line and an exit line count the same vehicle."


def board() -> dict[str, Any]:
    """The dashboard."""
    return dashboard(
        "si-overview",
        "Intersection overview",
        "Counts by class, line and direction, turning movements, queues and occupancy, speeds, violations and the "
        "state of the cameras.",
        place(
            (5, _figures()),
            (9, _counts()),
            (9, zones.movements()),
            (9, zones.occupancy()),
            (9, [_speed(), _in_view()]),
            (8, [zones.now(), last_reports()]),
        ),
        only=(road_user(), bins(), timezone()),
    )


def _figures() -> list[Json]:
    return [
        numbers(
            "Crossings by line type and class",
            totals("counts", ("line_kind", "class"), CLASS, _ADDED),
            unit="short",
            series=_OF_KIND,
            note=f"Road users that crossed a line in the selected time range. {_WHY}",
            nothing="no lines of a type that can be added up",
        ),
        numbers(
            "Violations",
            totals("violations", ("rule",), CLASS),
            unit="short",
            series="${__field.labels.rule}",
            note="Violations that started in the selected time range. See the camera table for recording gaps.",
            nothing="none recorded in this time range",
        ),
    ]


def _counts() -> list[Json]:
    return [
        bars(
            "Crossings by line type and class over time",
            binned_sums("counts", ("line_kind", "class"), CLASS, _ADDED),
            unit="short",
            series=_OF_KIND,
            note=f"The latest bin is incomplete. {_WHY}",
        ),
        bars(
            "Crossings by line and direction over time",
            binned_sums("counts", ("site", "camera", "line", "direction"), CLASS),
            unit="short",
            series="${__field.labels.camera} ${__field.labels.line} ${__field.labels.direction}",
            note="A line across an approach shows the approach volume; directions as drawn.",
        ),
    ]


def _speed() -> Json:
    return lines(
        "Speed at lines: p50 and p85",
        quantiles("speeds", "speed_kmh", ("site", "camera", "line"), CLASS),
        unit="velocitykmh",
        series="${__field.labels.camera} ${__field.labels.line} ${__field.labels.what}",
        note="Of the road users that crossed a line in each bin, in calibrated scenes; small samples give unreliable "
        "percentiles. Available as long as single events are kept.",
    )


def _in_view() -> Json:
    return lines(
        "Road users in view",
        means("detections", '== "objects"'),
        unit="short",
        series="${__field.labels.camera}",
        note="Mean number of road users in the image, all classes. A gap means no data. "
        "Not available by class, because absent classes are not stored as 0.",
    )
