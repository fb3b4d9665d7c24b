"""Performance and health: does the machine keep up, and does what it says arrive."""

from __future__ import annotations

from typing import Any, Final

from bootstrap.grafana.dashboards.board import dashboard, quantile
from bootstrap.grafana.dashboards.flux import EITHER, NAMES, SITE, WINDOWS, labelled, means, named, over_time, select
from bootstrap.grafana.dashboards.panels import Json, limited, lines, place, suffixed
from bootstrap.grafana.dashboards.states import last_reports, services
from core.reports.flux import pipe

_OF_CAMERA: Final = "${__field.labels.camera}"
_EACH: Final = "${__field.labels.camera} ${__field.labels.what}"
_OF_SERVICE: Final = "${__field.labels.service}"
_RECEIVER: Final = ("site", "camera", "what")
_SERVICE: Final = ("site", "service")
_BUDGET: Final = 300_000_000
_INSTALLED: Final = "r.service =~ /^(mosquitto|influxdb|grafana)$/"
# Each service in windows of its own first: a sum of what came twice a minute would be twice as large.
_MEMORY: Final = WINDOWS + (
    "each = "
    + pipe(
        select(EITHER, "service_health", '== "memory_bytes"', place=SITE),
        'aggregateWindow(every: every, fn: mean, createEmpty: true, timeSrc: "_start")',
        labelled(*_SERVICE),
    )
    + "\ntogether = each\n    |> "
    + "\n    |> ".join(
        (
            f"filter(fn: (r) => {_INSTALLED} and exists r._value)",
            'group(columns: ["site", "_time"])',
            "sum()",
            'group(columns: ["site"])',
            'sort(columns: ["_time"])',
            'set(key: "service", value: "sum")',
            'group(columns: ["site", "service"])',
        )
    )
    + "\n"
    + pipe("union(tables: [each, together])", named("service", NAMES["service"]))
)
_SKIPPED: Final = WINDOWS + pipe(
    select(EITHER, "performance", "=~ /^(captured|skipped)$/"),
    'aggregateWindow(every: every, fn: sum, createEmpty: false, timeSrc: "_start")',
    'pivot(rowKey: ["_time", "site", "camera"], columnKey: ["_field"], valueColumn: "_value")',
    "filter(fn: (r) => r.captured > 0)",
    "map(fn: (r) => ({r with _value: float(v: r.skipped) / float(v: r.captured)}))",
    'group(columns: ["site", "camera"])',
    labelled("site", "camera"),
)


def board() -> dict[str, Any]:
    """The dashboard."""
    return dashboard(
        "si-performance",
        "Performance and health",
        "Frame rate, skipped frames, latency by stage and end to end, pending and rejected events, memory "
        "and restarts of services, and each camera's last report.",
        place(
            (7, [last_reports()]),
            (12, [services()]),
            (8, _rate()),
            (9, _latency()),
            (8, [_backlog(), _set_aside()]),
            (8, [_memory(), _restarts()]),
        ),
        only=(quantile(),),
    )


def _rate() -> list[Json]:
    return [
        lines(
            "Frames per second",
            means("performance", '== "fps"'),
            unit=suffixed("frames/s"),
            series=_OF_CAMERA,
            note="Frames processed. A gap means no data.",
        ),
        lines(
            "Skipped frames",
            _SKIPPED,
            unit="percentunit",
            series=_OF_CAMERA,
            note="Share of a live source's frames that were not processed because a newer one had arrived.",
        ),
    ]


def _latency() -> list[Json]:
    return [
        lines(
            "End-to-end latency",
            means("performance", "=~ /^end_to_end_(p50|p95|p99)_ms$/"),
            unit="ms",
            series=_EACH,
            note="From arrival of a frame to its events. Mean of the reported percentiles.",
        ),
        lines(
            "Latency by stage",
            means("performance", "=~ /^(decode|detect|track|analyse)_${quantile}_ms$/"),
            unit="ms",
            series=_EACH,
            note="The percentile selected above, by stage. Mean of the reported percentiles.",
        ),
    ]


def _backlog() -> Json:
    return lines(
        "Pending events",
        means("performance", "=~ /^backlog_/"),
        unit="short",
        series=_EACH,
        note="Events in the journal not yet acknowledged by a receiver. A rising value means that it is unreachable "
        "or too slow. All cameras of an engine combined.",
    )


def _set_aside() -> Json:
    return lines(
        "Rejected events",
        over_time("performance", "=~ /^set_aside_/", *_RECEIVER, function="max"),
        unit="short",
        series=_EACH,
        note="Events permanently rejected by a receiver, in total; they are kept in the journal with the reason. "
        "All cameras of an engine combined.",
    )


def _memory() -> Json:
    return limited(
        lines(
            "Memory of services",
            _MEMORY,
            unit="bytes",
            series=_OF_SERVICE,
            note="Memory of the engine and the installed services, including child processes, once a minute.",
        ),
        _BUDGET,
        "The sum is that of Mosquitto, InfluxDB and Grafana; the red line is their budget of 300 MB.",
    )


def _restarts() -> Json:
    return lines(
        "Restarts of services",
        over_time("service_health", '== "restarts"', *_SERVICE, function="max", place=SITE),
        unit="short",
        series=_OF_SERVICE,
        note="Automatic restarts of each service since its supervisor started; each step is a crash.",
    )
