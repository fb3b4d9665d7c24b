"""Intersection overview: who goes where, and what happens now."""

from __future__ import annotations

from typing import Any, Final

from bootstrap.grafana.dashboards import site_row, zones
from bootstrap.grafana.dashboards.board import bins, dashboard, line_type, road_user, timezone, unfinished, violations
from bootstrap.grafana.dashboards.flux import CLASS, MOST, binned_sums, means, quantiles, totals
from bootstrap.grafana.dashboards.panels import Json, bars, leading, lines, numbers, on_demand, place
from bootstrap.grafana.dashboards.states import last_reports

_ROLE: Final = 'r.line_kind == "${line_kind}"'
_OF_CLASS: Final = "${__field.labels.class}"
_WHY: Final = "Only lines of the type selected above are added up: a stop line and an exit line count the same vehicle."


def board() -> dict[str, Any]:
    """The dashboard."""
    return dashboard(
        "si-overview",
        "Intersection overview",
        "Volumes, completeness and health, counts by class, line and direction, turning movements, queues and "
        "occupancy, speeds, violations and the state of the cameras.",
        place(
            (site_row.HEIGHT, site_row.site_row()),
            (5, _figures()),
            (9, _counts()),
            (9, zones.movements()),
            (9, zones.occupancy()),
            (9, [_speed(), _in_view()]),
            (11, [zones.now(), last_reports()]),
            (1, [_each()]),
        ),
        only=(road_user(), line_type(), bins(), timezone()),
        marks=(violations(), unfinished()),
    )


def _figures() -> list[Json]:
    return [
        numbers(
            "Crossings by class",
            totals("counts", ("class",), CLASS, _ROLE),
            unit="short",
            series=_OF_CLASS,
            note=f"Road users that crossed a line in the selected time range. {_WHY}",
            nothing="no crossings of lines of this type",
        ),
        leading(
            numbers(
                "Violations",
                totals("violations", ("rule",), CLASS),
                unit="short",
                series="${__field.labels.rule}",
                note="Violations that started in the selected time range; click for the list with picture and clip. "
                "See "
                "the camera table for recording gaps.",
                nothing="none recorded in this time range",
            ),
            "Show these violations with their evidence",
            "si-violations",
        ),
    ]


def _counts() -> list[Json]:
    return [
        bars(
            "Crossings by class over time",
            binned_sums("counts", ("class",), CLASS, _ROLE),
            unit="short",
            series=_OF_CLASS,
            note=f"A bin that is not finished is shaded. {_WHY}",
        ),
        bars(
            "Crossings by line over time",
            binned_sums("counts", ("site", "camera", "line"), CLASS, _ROLE, most=MOST),
            unit="short",
            series="${__field.labels.camera} ${__field.labels.line}",
            note="The eight busiest lines of the type selected above. A bin that is not finished is shaded.",
        ),
    ]


def _each() -> Json:
    """More series than a wall can show."""
    rows = (9, [_each_line(), zones.every_movement()]), (9, zones.other_zones())
    return on_demand("Each line, movement and zone", *rows)


def _each_line() -> Json:
    return bars(
        "Crossings by line and direction over time",
        binned_sums("counts", ("site", "camera", "line", "direction"), CLASS),
        unit="short",
        series="${__field.labels.camera} ${__field.labels.line} ${__field.labels.direction}",
        note="Lines of all types: not to be added up. Directions as drawn. A bin that is not finished is shaded.",
    )


def _speed() -> Json:
    return lines(
        "Speed at lines: p50 and p85",
        quantiles(("site", "camera", "line"), CLASS),
        unit="velocitykmh",
        series="${__field.labels.camera} ${__field.labels.line} ${__field.labels.what}",
        note="Of the road users that crossed one of the four busiest lines in each bin, in calibrated scenes; small "
        "samples give unreliable "
        "percentiles. Over more than two days: all classes, and the mean of 15-minute percentiles in longer bins.",
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
