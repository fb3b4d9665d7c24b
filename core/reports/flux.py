"""Flux for the tables: what the database is asked instead of the journal.

Each script is one pipe; the server makes sums, because a day of events is megabytes.
Source: Flux v0 standard library, package universe.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from math import gcd
from typing import TYPE_CHECKING, Final

from core import local_time
from core.site_names import SELFTEST

if TYPE_CHECKING:
    from core.reports.span import Span

REAL: Final = f'r.site != "{SELFTEST}"'  # a self-test counts nowhere
#: Of the bucket of 15-minute values, behind the name of the one that events are written to.
SUFFIX: Final = "_15m"
QUARTER: Final = 900  # seconds; clocks of the world differ by whole quarters of an hour, too
_DAY: Final = 86_400
_DAYS: Final = 800  # of which each is asked how far its clock is ahead
_FAR: Final = 9e9  # seconds since the epoch: year 2255
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: By which it is known that a camera watched: of older engines, and what engines tell of it themselves.
SIGNS: Final = (
    'r._measurement == "detections" and r._field == "objects" or r._measurement == "performance" and r._field == "fps"'
)
STRETCHES: Final = 'r._measurement == "watching" and r._field == "watched"'
#: What a point of a zone tells; older engines left out the seconds.
FILLED: Final = ("seconds", "mean_objects", "occupancy", "max_queue")
_PIVOT: Final = 'pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")'


def text(value: str) -> str:
    """A string literal."""
    return json.dumps(value, ensure_ascii=False).replace("${", "\\${")


def names(*columns: str) -> str:
    """A list of string literals."""
    return f"[{', '.join(map(text, columns))}]"


def pipe(source: str, *steps: str) -> str:
    """A source and what is done to its points."""
    return "\n    ".join([source, *(f"|> {step}" for step in steps)])


def step(span: Span) -> int:
    """Seconds of the windows the server makes. They follow UTC; bins that follow a local clock are whole windows."""
    if span.end - span.start > _DAYS * _DAY:
        return gcd(span.bin, QUARTER)
    moments = (*(span.start + day * _DAY for day in range(int((span.end - span.start) // _DAY) + 1)), span.end)
    ahead = (local_time.local(moment, span.zone).utcoffset() or timedelta() for moment in moments)
    return gcd(span.bin, *{round(one.total_seconds()) for one in ahead})


def aggregated(bucket: str, span: Span, measure: tuple[str, str], function: str, by: tuple[str, ...]) -> str:
    """The sum or count of a measurement's field in each `step` that has some; `_time` is its beginning in the span."""
    which = f'r._measurement == "{measure[0]}" and r._field == "{measure[1]}"'
    return pipe(
        _points(bucket, span.start, span.end, which),
        f'aggregateWindow(every: {step(span)}s, fn: {function}, createEmpty: false, timeSrc: "_start")',
        f"keep(columns: {names('_time', '_value', *by)})",
    )


def speeds(bucket: str, start: float, end: float, by: tuple[str, ...]) -> str:
    """Each measured speed, and each standard error of one, with its `_field`."""
    return _fields(bucket, start, end, 'r._measurement == "speeds" and r._field =~ /^(speed|error)_kmh$/', by)


def fillings(bucket: str, start: float, end: float, by: tuple[str, ...]) -> str:
    """How full zones were in each interval that ends between two moments, a row for each `_field`."""
    return _fields(bucket, start, end, f'r._measurement == "occupancy" and r._field =~ /^({"|".join(FILLED)})$/', by)


def _fields(bucket: str, start: float, end: float, which: str, by: tuple[str, ...]) -> str:
    """Fields of points as they are stored: to put a month of them side by side takes the server twenty seconds."""
    return pipe(_points(bucket, start, end, which), f"keep(columns: {names('_time', '_field', '_value', *by)})")


def edge(bucket: str, start: float, end: float, which: str, wanted: str = SIGNS) -> str:
    """The `first` or `last` of each kind of what is wanted: signs that a camera watched, or `STRETCHES` of it."""
    return pipe(_points(bucket, start, end, wanted), f"{which}()")


def ends(bucket: str, measurements: tuple[str, ...], which: str) -> str:
    """The `first` or `last` point of each series of these measurements."""
    wanted = f"r._measurement =~ /^({'|'.join(measurements)})$/ and r._field =~ /^(count|queue|speed_kmh)$/"
    return pipe(
        _points(bucket, 0, _FAR, wanted),
        f"{which}()",
        f"keep(columns: {names('_measurement', '_time', 'site', 'camera', 'line', 'line_kind')})",
    )


def outermost(bucket: str, which: str = "first") -> str:
    """The `first` or `last` point of each series of what is counted, wherever it lies."""
    wanted = (
        "r._measurement =~ /^(counts|movements|occupancy|watching)$/ and r._field =~ /^(count|mean_objects|watched)$/"
    )
    return pipe(_points(bucket, 0, _FAR, wanted), f"{which}()", 'keep(columns: ["_time"])')


def holes(bucket: str, start: float, end: float, gap: float, wanted: str = SIGNS) -> str:
    """Where a camera's signs, or `STRETCHES`, are more than `gap` seconds apart.

    `_time` is that of the later one, `elapsed` in milliseconds.
    """
    return pipe(
        _points(bucket, start, end, wanted),
        'drop(columns: ["_value"])',  # whole numbers and others cannot be in one group
        'group(columns: ["site", "camera"])',
        'sort(columns: ["_time"])',
        "truncateTimeColumn(unit: 1ms)",  # the digits below are no time, see lines.py
        "elapsed(unit: 1ms)",
        f"filter(fn: (r) => r.elapsed > {round(gap * 1_000)})",
        f"keep(columns: {names('_time', 'elapsed', 'site', 'camera')})",
    )


def watched(bucket: str, span: Span) -> str:
    """Seconds watched of the stretches that end in each window; one that ends with a bin belongs to it."""
    return pipe(
        _points(bucket, span.start + 1e-3, span.end + 1e-3, STRETCHES),
        # The storage sums up windows that are moved, but not points that are.
        f'aggregateWindow(every: {step(span)}s, offset: 1ms, fn: sum, createEmpty: false, timeSrc: "_start")',
        f"keep(columns: {names('_time', '_value', 'site', 'camera')})",
    )


def stretches(bucket: str, start: float, end: float) -> str:
    """Each stretch that ends between two moments."""
    wanted = 'r._measurement == "watching" and r._field =~ /^(seconds|watched)$/'
    return pipe(
        _points(bucket, start, end, wanted),
        _PIVOT,
        f"keep(columns: {names('_time', 'seconds', 'watched', 'site', 'camera')})",
    )


def _points(bucket: str, start: float, end: float, which: str) -> str:
    return pipe(
        f"from(bucket: {text(bucket)})",
        f"range(start: {_moment(start)}, stop: {_moment(end)})",
        f"filter(fn: (r) => {which})",
        f"filter(fn: (r) => {REAL})",
    )


def _moment(seconds: float) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")
