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
_WHY: Final = "Only lines of one kind are added, as a stop line and an exit line count the same vehicle."


def board() -> dict[str, Any]:
    """The dashboard."""
    return dashboard(
        "si-overview",
        "Intersection overview",
        "Counts by class, line and direction, turning movements, queues and occupancy, speeds, violations, and how the "
        "cameras are.",
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
            "Crossings by kind of line and class",
            totals("counts", ("line_kind", "class"), CLASS, _ADDED),
            unit="short",
            series=_OF_KIND,
            note=f"Road users that crossed a line in the chosen range. {_WHY}",
            nothing="no lines of a kind that may be added",
        ),
        numbers(
            "Violations",
            totals("violations", ("rule",), CLASS),
            unit="short",
            series="${__field.labels.rule}",
            note="Violations that began in the chosen range. Whether a camera watched is in the table of cameras.",
            nothing="none recorded in this range",
        ),
    ]


def _counts() -> list[Json]:
    return [
        bars(
            "Crossings by kind of line and class over time",
            binned_sums("counts", ("line_kind", "class"), CLASS, _ADDED),
            unit="short",
            series=_OF_KIND,
            note=f"The newest bin is not over yet. {_WHY}",
        ),
        bars(
            "Crossings by line and direction over time",
            binned_sums("counts", ("site", "camera", "line", "direction"), CLASS),
            unit="short",
            series="${__field.labels.camera} ${__field.labels.line} ${__field.labels.direction}",
            note="A line across an approach gives the approach's volume; forward and backward as it was drawn.",
        ),
    ]


def _speed() -> Json:
    return lines(
        "Speed at lines: p50 and p85",
        quantiles("speeds", "speed_kmh", ("site", "camera", "line"), CLASS),
        unit="velocitykmh",
        series="${__field.labels.camera} ${__field.labels.line} ${__field.labels.what}",
        note="Of the road users that crossed a line in each bin, where the scene is calibrated; few of them make a "
        "poor percentile. Single events only: as long as setup keeps those.",
    )


def _in_view() -> Json:
    return lines(
        "Road users in view",
        means("detections", '== "objects"'),
        unit="short",
        series="${__field.labels.camera}",
        note="Mean number of road users in the picture, all classes; a gap is a time without a report. "
        "By class it cannot be told: a class that is not in the picture is not written as 0.",
    )
