"""Fields that InfluxDB tells one after the other, side by side again as they were written."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from core.reports.annotated import Piece

    Labels = tuple[str, ...]
    Columns = dict[str, tuple[list[datetime], list[Any]]]  # by field: times and values, the oldest first
    Point = tuple[datetime, Labels, dict[str, Any]]


def side_by_side(pieces: Iterable[Piece], by: tuple[str, ...]) -> Iterator[Point]:
    """The points that were written: time, labels, and values by field.

    Of two points within a microsecond, both fields come in the order of their times.

    Args:
        pieces: with `_time`, `_field`, `_value` and the tags `by`.
        by: a tag that was not written is empty.
    """
    series: dict[Labels, Columns] = defaultdict(lambda: defaultdict(lambda: ([], [])))
    for piece in pieces:
        tags = zip(*(_texts(piece, name) for name in by), strict=True)
        for labels, field, time, value in zip(tags, piece["_field"], piece["_time"], piece["_value"], strict=True):
            times, values = series[labels][field]
            times.append(time)
            values.append(value)
    for labels, columns in series.items():
        yield from _points(labels, columns)


def _texts(piece: Piece, name: str) -> Iterable[str]:
    texts = piece.get(name)
    if texts is None:
        return repeat("", len(piece["_time"]))
    return [text or "" for text in texts]


def _points(labels: Labels, columns: Columns) -> Iterator[Point]:
    (times, _), *others = columns.values()
    if all(other == times for other, _ in others):
        for time, *values in zip(times, *(values for _, values in columns.values()), strict=True):
            yield time, labels, dict(zip(columns, values, strict=True))
        return
    found: dict[datetime, list[dict[str, Any]]] = defaultdict(list)
    for field, (moments, values) in columns.items():
        for time, value in zip(moments, values, strict=True):
            point = next((one for one in found[time] if field not in one), None)
            if point is None:
                found[time].append(point := {})
            point[field] = value
    yield from ((time, labels, one) for time, points in found.items() for one in points)
