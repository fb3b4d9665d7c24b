"""The scripts that fill the bucket of 15-minute values.

Each run looks back further than one interval, because events may arrive late: the journal keeps them while the server
is down. Writing an interval again overwrites it, so only whole ones are written: both ends are cut at a quarter hour.
"""

from __future__ import annotations

from typing import Final

from core.reports.flux import SUFFIX
from core.site_names import SELFTEST

__all__ = ["QUANTILES", "SUFFIX", "downsample"]

#: Fields of `speeds` in the bucket of 15-minute values, of all speeds at a line.
QUANTILES: Final = {"p50_kmh": 0.5, "p85_kmh": 0.85}

_OF_SPEEDS: Final = {"sum_kmh": "sum", "measured": "count"}
# Counted things are summed up, measured ones averaged, of queues and backlogs the longest is kept; text has none of it.
# Each value carries its interval's beginning. A stretch in which a camera watched is told when it ends, and belongs to
# the interval before if that is when the next one begins. Exports take means of speeds from sums and numbers.
_SCRIPT: Final = """\
import "date"

option task = {{name: "{name}", every: {every}, offset: 2m}}

start = date.truncate(t: -{reach}, unit: 15m)
stop = date.truncate(t: now(), unit: 15m)

from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement =~ /^(counts|movements|violations|occupancy|performance)$/)
    |> filter(fn: (r) => r.site != "{synthetic}")
    |> filter(fn: (r) => r._field =~ /^(count|seconds|captured|skipped)$/)
    |> aggregateWindow(every: 15m, fn: sum, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "sums")

from(bucket: "{bucket}")
    |> range(start: date.add(d: 1ms, to: start), stop: date.add(d: 1ms, to: stop))
    |> filter(fn: (r) => r._measurement == "watching")
    |> filter(fn: (r) => r.site != "{synthetic}")
    |> filter(fn: (r) => r._field == "watched")
    |> timeShift(duration: -1ms)
    |> aggregateWindow(every: 15m, fn: sum, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "watched")

from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement =~ /^(detections|occupancy|performance|service_health)$/)
    |> filter(fn: (r) => r._field =~ /^(objects|mean_objects|queue|occupancy|fps|memory_bytes)$|_(count|ms)$/)
    |> aggregateWindow(every: 15m, fn: mean, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "means")

from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement =~ /^(occupancy|performance|service_health)$/)
    |> filter(fn: (r) => r._field =~ /^(max_queue|restarts)$|^(backlog|set_aside)_/)
    |> aggregateWindow(every: 15m, fn: max, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "maxima")

{measured}
speeds = from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "speeds")
    |> filter(fn: (r) => r._field == "speed_kmh")
    |> filter(fn: (r) => r.site != "{synthetic}")
    |> keep(columns: ["_time", "_value", "_start", "_stop", "_measurement", "site", "camera", "line"])
    |> group(columns: ["_start", "_stop", "_measurement", "site", "camera", "line"])
{quantiles}"""
_MEASURED: Final = """\
from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "speeds")
    |> filter(fn: (r) => r.site != "{synthetic}")
    |> filter(fn: (r) => r._field == "speed_kmh")
    |> aggregateWindow(every: 15m, fn: {function}, createEmpty: false, timeSrc: "_start")
    |> set(key: "_field", value: "{field}")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "{field}")

"""
# Of all classes together: percentiles of classes cannot be added up later.
_QUANTILE: Final = """
speeds
    |> aggregateWindow(
        every: 15m,
        fn: (tables=<-, column) => tables |> quantile(q: {share}, column: column),
        createEmpty: false,
        timeSrc: "_start",
    )
    |> set(key: "_field", value: "{field}")
    |> to(bucket: "{bucket}{suffix}", org: "{org}", tagColumns: ["site", "camera", "line"])
    |> yield(name: "{field}")
"""


def downsample(name: str, bucket: str, org: str, every: str, reach: str) -> str:
    """A script.

    Args:
        name: of its task.
        bucket: that events are written to.
        org: both buckets' organization.
        every: how often it runs, a Flux duration.
        reach: how far it looks back, a Flux duration; more than `every`, or intervals are left out.
    """
    place = {"bucket": bucket, "org": org, "suffix": SUFFIX}
    quantiles = "".join(_QUANTILE.format(**place, field=field, share=share) for field, share in QUANTILES.items())
    place["synthetic"] = SELFTEST
    measured = "".join(_MEASURED.format(**place, field=field, function=one) for field, one in _OF_SPEEDS.items())
    parts = {"measured": measured.rstrip("\n") + "\n", "quantiles": quantiles}
    return _SCRIPT.format(name=name, every=every, reach=reach, **parts, **place)
