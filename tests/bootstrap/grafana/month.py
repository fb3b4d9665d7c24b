"""A quarter of an hour of one busy junction, stored in both buckets of the double; a month has 2,880 of them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from quarter_hours import quarter_hours
from vocabulary import sample

# isort: split
from influxd_double import flux
from influxd_double.points import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = 30
QUARTERS = DAYS * 96
BEGIN = 1_777_874_400  # 2026-05-04T06:00:00Z
# Points in a month of one camera at a busy junction with the services beside it, and of how many series.
POINTS = {
    "detections": (1_000_000, 1),
    "counts": (220_000, 30),
    "speeds": (220_000, 8),
    "movements": (100_000, 25),
    "performance": (260_000, 1),
    "occupancy": (86_400 * 2, 12),
    "service_health": (170_000, 12),
    "watching": (86_400 * 2, 1),
    "violations": (3_000, 6),
    "reviews": (500, 3),
}
# States of services are written when they change: a point in 80.
CHANGES = 80
_ZONES = ("approach", "junction")
_RANGE = re.compile(r"\|> range\(.*\)")
_FROM = re.compile(r"from\(bucket: [^)]*\)")
_PIPE = re.compile(
    r"from\(bucket: [^\n]*(?:\n\s*\|> (?:range|filter)\((?!fn: \(r\) => contains)[^\n]*)+"
    r"(?:\n\s*\|> (?:first|last)\(\))?"
)
_SPAN = "|> range(start: 2026-05-04T06:00:00Z, stop: 2026-05-04T06:15:00Z)"


def read(script: str) -> int:
    """Values that the storage hands over for a panel of a month, as the double counts them."""
    return sum(_read(part) for part in _PIPE.findall(script))


def _read(part: str) -> int:
    (name,) = re.findall(r'r\._measurement == "(\w+)"', part)
    pipe = _FROM.sub('from(bucket: "it")', _RANGE.sub(_SPAN, part))
    found = flux.records(f"{pipe}\n|> group()", lambda _: _bucket(part)[name])
    # The storage looks up the first and last of a series, however long the range.
    return found if part.endswith(("first()", "last()")) else found * QUARTERS


def _bucket(part: str) -> dict[str, list[Value]]:
    """By measurement; a panel of a month reads its `bucket` where sums are."""
    raw = part.startswith(("from(bucket: v.defaultBucket", 'from(bucket: "traffic")'))
    return _values() if raw else _quarters()


@cache
def _values() -> dict[str, list[Value]]:
    return {name: list(_points(name, *of)) for name, of in POINTS.items()}


@cache
def _quarters() -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = defaultdict(list)
    single = [one for values in _values().values() for one in values]
    for one in quarter_hours(single, BEGIN, BEGIN + 900):
        found[one.measurement].append(one)
    return found


def _points(name: str, number: int, series: int) -> Iterator[Value]:
    """Spread over the quarter, one series after the other; at least one of each."""
    point, many = sample(name), max(round(number / QUARTERS), series)
    for index in range(many):
        kind = {"zone_kind": _ZONES[index % 2]} if "zone_kind" in point.tags else {}
        tags = tuple(sorted({**point.tags, **kind, "place": str(index % series)}.items()))
        for field, value in point.fields.items():
            if field not in ("state", "reason") or name != "service_health" or index % CHANGES == 0:
                yield Value(name, tags, field, (BEGIN * 1_000 + index * 899_000 // many) * 1_000_000, value)
