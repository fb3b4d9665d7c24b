"""Intersection overview: who goes where, and what happens now."""

from __future__ import annotations

from typing import Any

from bootstrap.grafana.dashboards import zones
from bootstrap.grafana.dashboards.board import bins, dashboard, road_user, timezone
from bootstrap.grafana.dashboards.flux import CLASS, binned_sums, means, quantiles, totals
from bootstrap.grafana.dashboards.panels import Json, bars, lines, numbers, place
from bootstrap.grafana.dashboards.states import last_reports


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
            "Crossings by class",
            totals("counts", ("class",), CLASS),
            unit="short",
            series="${__field.labels.class}",
            note="Road users that crossed a line in the chosen range. One that crosses two lines counts at both.",
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
            "Crossings by class over time",
            binned_sums("counts", ("class",), CLASS),
            unit="short",
            series="${__field.labels.class}",
            note="Crossings of all lines in each bin; the newest bin is not over yet.",
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
