"""The scripts that fill the bucket of 15-minute values.

Each run looks back further than one interval, because events may arrive late: the journal keeps them while the server
is down. Writing an interval again overwrites it, so only whole ones are written: both ends are cut at a quarter hour.
"""

from __future__ import annotations

from typing import Final

from core.events import SELFTEST

SUFFIX: Final = "_15m"

# Counted things are summed up, measured ones averaged, of the longest queue the longest is kept; text has none of it.
# Each value carries its interval's beginning.
_SCRIPT: Final = """\
import "date"

option task = {{name: "{name}", every: {every}, offset: 2m}}

start = date.truncate(t: -{reach}, unit: 15m)
stop = date.truncate(t: now(), unit: 15m)

from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement =~ /^(counts|movements|violations|watching)$/)
    |> filter(fn: (r) => r.site != "{synthetic}")
    |> filter(fn: (r) => r._field =~ /^(count|watched)$/)
    |> aggregateWindow(every: 15m, fn: sum, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "sums")

from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement =~ /^(detections|occupancy|performance)$/)
    |> filter(fn: (r) => r._field =~ /^(objects|mean_objects|queue|occupancy|fps)$|_(count|ms)$/)
    |> aggregateWindow(every: 15m, fn: mean, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "means")

from(bucket: "{bucket}")
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "occupancy")
    |> filter(fn: (r) => r._field == "max_queue")
    |> aggregateWindow(every: 15m, fn: max, createEmpty: false, timeSrc: "_start")
    |> to(bucket: "{bucket}{suffix}", org: "{org}")
    |> yield(name: "maxima")
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
    return _SCRIPT.format(
        name=name, every=every, reach=reach, bucket=bucket, org=org, suffix=SUFFIX, synthetic=SELFTEST
    )
