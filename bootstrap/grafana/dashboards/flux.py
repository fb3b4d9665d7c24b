"""Flux for panels: which bucket, which events, which bins.

Single events are kept for some weeks, sums and means of 15 minutes for years (see bootstrap/influx/flux.py). A panel
that both can serve reads the latter when the range is long or begins before the oldest single event.
`v.…` are Grafana's macros, `${…}` the dashboard's variables.

Each result keeps `_time`, `_value` and its labels only, the labels in the group key: that is what Grafana of any age
makes a series of.
"""

from __future__ import annotations

from typing import Final

from core.telemetry.flux import REAL, pipe

RAW: Final = "v.defaultBucket"  # single events
EITHER: Final = "bucket"  # as `CHOICE` decides

CHOICE: Final = """\
coarse =
    int(v: v.timeRangeStop) - int(v: v.timeRangeStart) > int(v: 2d)
        or int(v: now()) - int(v: v.timeRangeStart) > int(v: ${raw_days}d)
bucket = if coarse then v.defaultBucket + "_15m" else v.defaultBucket
"""
#: Bins the viewer chooses, but none narrower than the data or the screen. A day begins at midnight of the site; shorter
#: bins do without its time zone, with which InfluxDB cannot sum up where it stores (influxdata/influxdb#24293).
BINS: Final = f"""\
import "timezone"

{CHOICE}least = if coarse and int(v: v.windowPeriod) < int(v: 15m) then 15m else v.windowPeriod
every = if int(v: ${{bin}}) < int(v: least) then least else ${{bin}}

option location = if int(v: every) >= int(v: 1d) then timezone.location(name: "${{timezone}}") else timezone.utc

"""
#: As many points as the screen has room for.
WINDOWS: Final = f"{CHOICE}every = if coarse and int(v: v.windowPeriod) < int(v: 15m) then 15m else v.windowPeriod\n"

SITE: Final = f"{REAL} and r.site =~ /^${{site:regex}}$/"
PLACE: Final = f"{SITE} and r.camera =~ /^${{camera:regex}}$/"
CLASS: Final = "r.class =~ /^${class:regex}$/"


def select(
    bucket: str, measurement: str, fields: str, *conditions: str, start: str = "v.timeRangeStart", place: str = PLACE
) -> str:
    """Points of the chosen cameras.

    Args:
        bucket: an expression, such as `RAW`.
        measurement: its name.
        fields: a comparison of `r._field`, without the `r._field`: `== "count"`.
        conditions: more of `r`.
        start: of the time range.
        place: what is asked of site and camera.
    """
    stop = "" if start != "v.timeRangeStart" else ", stop: v.timeRangeStop"
    lines = [
        f"from(bucket: {bucket})",
        f"|> range(start: {start}{stop})",
        f'|> filter(fn: (r) => r._measurement == "{measurement}")',
        f"|> filter(fn: (r) => r._field {fields})",
        *(f"|> filter(fn: (r) => {condition})" for condition in (place, *conditions)),
    ]
    return "\n    ".join(lines)


def labelled(*labels: str) -> str:
    """The last step of a series."""
    return f"keep(columns: [{_names('_time', '_value', *labels)}])"


def binned_sums(measurement: str, by: tuple[str, ...], *conditions: str) -> str:
    """How many in each bin, a series for each combination of `by`; nothing where there was none."""
    return BINS + pipe(
        select(EITHER, measurement, '== "count"', *conditions),
        f"group(columns: [{_names(*by)}])",
        'aggregateWindow(every: every, fn: sum, createEmpty: false, timeSrc: "_start")',
        labelled(*by),
    )


def totals(measurement: str, by: tuple[str, ...], *conditions: str) -> str:
    """How many in the whole range, each combination of `by` a series of one point."""
    return CHOICE + pipe(
        select(EITHER, measurement, '== "count"', *conditions),
        f"group(columns: [{_names(*by)}])",
        "sum()",
        "map(fn: (r) => ({r with _time: v.timeRangeStop}))",
        labelled(*by),
    )


def over_time(  # noqa: PLR0913 - what a series is made of, each in words
    measurement: str,
    fields: str,
    *labels: str,
    function: str = "mean",
    bucket: str = EITHER,
    conditions: tuple[str, ...] = (),
    place: str = PLACE,
) -> str:
    """A measure over windows; a gap where nothing came. The field's name is the label `what`."""
    return WINDOWS + pipe(
        select(bucket, measurement, fields, *conditions, place=place),
        f'aggregateWindow(every: every, fn: {function}, createEmpty: true, timeSrc: "_start")',
        'rename(columns: {_field: "what"})',
        labelled(*labels),
    )


def means(measurement: str, fields: str, *, bucket: str = EITHER) -> str:
    """Means of what a camera measured."""
    return over_time(measurement, fields, "site", "camera", "what", bucket=bucket)


def quantiles(measurement: str, field: str, by: tuple[str, ...], *conditions: str) -> str:
    """Median and 85th percentile of each bin, the two a speed limit is judged by; single events only.

    Each series has the labels `by` and `what`: p50 or p85. Source: MUTCD, "85th-percentile speed".
    """
    each = "\n".join(_quantile(name, share) for name, share in (("p50", 0.5), ("p85", 0.85)))
    points = "points = " + pipe(
        select(RAW, measurement, f'== "{field}"', *conditions), f"group(columns: [{_names(*by)}])"
    )
    return f"{BINS}{points}\n{each}\n" + pipe(
        "union(tables: [p50, p85])",
        f"group(columns: [{_names(*by, 'what')}])",
        labelled(*by, "what"),
        'sort(columns: ["_time"])',
    )


def _quantile(name: str, share: float) -> str:
    function = f"(tables=<-, column) => tables |> quantile(q: {share}, column: column)"
    return f"{name} = " + pipe(
        "points",
        f'aggregateWindow(every: every, fn: {function}, createEmpty: false, timeSrc: "_start")',
        f'set(key: "what", value: "{name}")',
    )


def _names(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)
