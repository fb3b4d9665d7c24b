"""Flux for panels: which bucket, which events, which bins.

Single events are kept for some weeks, sums and means of 15 minutes for years (see bootstrap/influx/flux.py). A panel
that both can serve reads the latter when the range is long or begins before the oldest single event.
`v.…` are Grafana's macros, `${…}` the dashboard's variables.

Each result keeps `_time`, `_value` and its labels only, the labels in the group key: that is what Grafana of any age
makes a series of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.grafana.wording import say, titled
from bootstrap.influx.flux import QUANTILES
from core.class_names import CLASSES
from core.reports.flux import REAL, pipe
from core.settings.rules import RULES
from core.settings.sinks import SINKS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
import "date"
import "timezone"

{CHOICE}least = if coarse and int(v: v.windowPeriod) < int(v: 15m) then 15m else v.windowPeriod
every = if int(v: ${{bin}}) < int(v: least) then least else ${{bin}}

option location = if int(v: every) >= int(v: 1d) then timezone.location(name: "${{timezone}}") else timezone.utc

begin = date.truncate(t: v.timeRangeStart, unit: every, location: location)
"""
#: How many series a panel has at most, and how many places where each of them has two.
MOST: Final = 8
FEW: Final = MOST // 2
#: As many points as the screen has room for.
WINDOWS: Final = f"{CHOICE}every = if coarse and int(v: v.windowPeriod) < int(v: 15m) then 15m else v.windowPeriod\n"

#: Where the bin begins that the time range begins in: half of it would look like few.
BEGIN: Final = "begin"

SITE: Final = f"{REAL} and r.site =~ /^${{site:regex}}$/"
PLACE: Final = f"{SITE} and r.camera =~ /^${{camera:regex}}$/"
CLASS: Final = "r.class =~ /^${class:regex}$/"


_RECEIVERS: Final = {name: titled(kind.title) for name, kind in SINKS.items()}
_STAGES: Final = {"decode": say("decode"), "detect": say("detect"), "track": say("track"), "analyse": say("analyse")}
_QUANTILES: Final = ("p50", "p95", "p99")
#: What people call the values of labels that are keys.
NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "rule": {name: titled(kind.title) for name, kind in RULES.items()},
    "class": {name: say(name) for name in CLASSES},
    "line_kind": {kind: say(kind) for kind in ("stop", "approach", "exit", "screenline")},
    "zone_kind": {kind: say(kind) for kind in ("approach", "lane", "junction", "exit", "crosswalk")},
    "direction": {"forward": say("forward"), "backward": say("backward")},
    "verdict": {name: say(name) for name in ("accepted", "dismissed", "open")},
    "state": {name: say(name) for name in ("starting", "running", "reconnecting", "ended", "stopped", "failed")},
    "what": {
        **{f"end_to_end_{quantile}_ms": quantile for quantile in _QUANTILES},
        **{f"{stage}_{quantile}_ms": name for stage, name in _STAGES.items() for quantile in _QUANTILES},
        **{f"{kind}_{key}": name for kind in ("backlog", "set_aside") for key, name in _RECEIVERS.items()},
    },
    "service": {
        "engine": say("Engine"),
        "journal": say("Journal"),
        "broker": "Broker",
        "evidence": say("Evidence"),
        "clock": say("Clock"),
        **_RECEIVERS,
        "mosquitto": "Mosquitto",
        "influxdb": "InfluxDB",
        "grafana": "Grafana",
        "sum": say("Sum of Mosquitto, InfluxDB and Grafana"),
    },
}
#: What columns of tables are called.
COLUMNS: Final[Mapping[str, str]] = {
    "site": say("Site"),
    "camera": say("Camera"),
    "state": say("State"),
    "fps": say("Frame rate"),
    "detector": say("Detector"),
    "service": say("Service"),
    "reason": say("Reason"),
    "zone": say("Zone"),
    "zone_kind": say("Type"),
    "objects": say("Road users"),
    "queue": say("Standing"),
    "occupancy": say("Occupancy"),
    "origin": say("From"),
    "rule": say("Rule"),
    "class": say("Class"),
    "verdict": say("Verdict"),
    "evidence": say("Picture"),
    "clip": say("Clip"),
    "facts": say("Details"),
    "track": say("Track"),
    "started": say("Started"),
    "note": say("Note"),
    "reviewer": say("Reviewer"),
    "time": say("Time"),
    "hour": say("Hour"),
}


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
    stop = ", stop: v.timeRangeStop" if start in {"v.timeRangeStart", BEGIN} else ""
    lines = [
        f"from(bucket: {bucket})",
        f"|> range(start: {start}{stop})",
        f'|> filter(fn: (r) => r._measurement == "{measurement}")',
        f"|> filter(fn: (r) => r._field {fields})",
        *(f"|> filter(fn: (r) => {condition})" for condition in (place, *conditions)),
    ]
    return "\n    ".join(lines)


def named(column: str, names: Mapping[str, str]) -> str:
    """A step that puts names for people in place of keys; what has none stays."""
    chain = "".join(f'if r.{column} == "{key}" then "{name}" else ' for key, name in names.items())
    return f"map(fn: (r) => ({{r with {column}: {chain}r.{column}}}))"


def headed(columns: Mapping[str, str] = COLUMNS) -> str:
    """The last step of a table: names for people at the heads of columns that have one; a missing column is no matter.

    Args:
        columns: names by column.
    """
    chain = "".join(f'if column == "{key}" then "{name}" else ' for key, name in columns.items())
    return f"rename(fn: (column) => {chain}column)"


def labelled(*labels: str) -> str:
    """The last step of a series."""
    return f"keep(columns: [{_names('_time', '_value', *labels)}])"


def binned_sums(measurement: str, by: tuple[str, ...], *conditions: str, most: int = 0) -> str:
    """How many in each bin, a series for each combination of `by`; an empty value where there was none.

    The empty ones tell Grafana how wide a bin is. With `most`, only that many series: those with the most in the range.
    """
    counted = select(EITHER, measurement, '== "count"', *conditions, start=BEGIN)
    return (
        BINS
        + (largest(counted, by, "sum", most) if most else "")
        + pipe(
            counted,
            f"group(columns: [{_names(*by)}])",
            'aggregateWindow(every: every, fn: sum, createEmpty: true, timeSrc: "_start")',
            *([_among(by)] if most else []),
            *_readable(by),
            labelled(*by),
        )
    )


def largest(source: str, by: tuple[str, ...], function: str, most: int) -> str:
    """A statement that finds the `most` combinations of `by` with the largest values of the range."""
    return (
        "largest = "
        + pipe(
            source,
            f"group(columns: [{_names(*by)}])",
            f"{function}()",
            "group()",
            'sort(columns: ["_value"], desc: true)',
            f"limit(n: {most})",
            f"map(fn: (r) => ({{key: {_key(by)}}}))",
            'findColumn(fn: (key) => true, column: "key")',
        )
        + "\n\n"
    )


def _among(by: tuple[str, ...]) -> str:
    """A step that leaves those that were found."""
    return f"filter(fn: (r) => contains(value: {_key(by)}, set: largest))"


def _key(by: tuple[str, ...]) -> str:
    return ' + "/" + '.join(f"r.{name}" for name in by)


def totals(measurement: str, by: tuple[str, ...], *conditions: str) -> str:
    """How many in the whole range, each combination of `by` a series of one point."""
    return CHOICE + pipe(
        select(EITHER, measurement, '== "count"', *conditions),
        f"group(columns: [{_names(*by)}])",
        "sum()",
        "map(fn: (r) => ({r with _time: v.timeRangeStop}))",
        *_readable(by),
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
    most: int = 0,
) -> str:
    """A measure over windows; a gap where nothing came. The field's name is the label `what`.

    With `most`, only that many combinations of the labels: those with the largest mean of the range.
    """
    measured = select(bucket, measurement, fields, *conditions, place=place)
    by = tuple(label for label in labels if label != "what")
    return (
        WINDOWS
        + (largest(measured, by, "mean", most) if most else "")
        + pipe(
            measured,
            *([_among(by)] if most else []),
            f'aggregateWindow(every: every, fn: {function}, createEmpty: true, timeSrc: "_start")',
            'rename(columns: {_field: "what"})',
            *_readable(labels),
            labelled(*labels),
        )
    )


def means(measurement: str, fields: str, *, bucket: str = EITHER) -> str:
    """Means of what a camera measured."""
    return over_time(measurement, fields, "site", "camera", "what", bucket=bucket)


def quantiles(by: tuple[str, ...], *conditions: str) -> str:
    """Median and 85th percentile of the speeds in each bin, the two a speed limit is judged by.

    Over long ranges those of 15 minutes are read, of all classes, and averaged over longer bins. Each series has the
    labels `by` and `what`: p50 or p85; those of the busiest lines. Source: MUTCD, "85th-percentile speed".
    """
    each = "\n".join(_quantile(field, share) for field, share in QUANTILES.items())
    points = "singles = bucket  // none there over a long range\npoints = " + pipe(
        select("singles", "speeds", '== "speed_kmh"', *conditions, start=BEGIN),
        labelled(*by),  # before the grouping: half the memory of the database over 30 days
        f"group(columns: [{_names(*by)}])",
    )
    kept = "kept = " + pipe(
        select(EITHER, "speeds", f"=~ /^({'|'.join(QUANTILES)})$/", start=BEGIN), labelled("_field", *by)
    )
    names = [name for field in QUANTILES for name in (field, f"kept_{field}")]
    counted = select(EITHER, "counts", '== "count"', *conditions, start=BEGIN)
    return f"{BINS}{largest(counted, by, 'sum', FEW)}{points}\n{kept}\n{each}\n" + pipe(
        f"union(tables: [{', '.join(names)}])",
        _among(by),
        f"group(columns: [{_names(*by, 'what')}])",
        labelled(*by, "what"),
        'sort(columns: ["_time"])',
    )


def _quantile(field: str, share: float) -> str:
    function = f"(tables=<-, column) => tables |> quantile(q: {share}, column: column)"
    window, what = 'createEmpty: false, timeSrc: "_start")', f'set(key: "what", value: "{field.partition("_")[0]}")'
    single = pipe("points", f"aggregateWindow(every: every, fn: {function}, {window}", what)
    kept = pipe(
        "kept", f'filter(fn: (r) => r._field == "{field}")', f"aggregateWindow(every: every, fn: mean, {window}", what
    )
    return f"{field} = {single}\nkept_{field} = {kept}"


def _readable(labels: tuple[str, ...]) -> list[str]:
    return [named(label, NAMES[label]) for label in labels if label in NAMES]


def _names(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)
