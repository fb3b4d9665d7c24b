"""What was counted before the oldest single event: the bucket of 15-minute values keeps it for years.

Where single events are, they alone are read: whatever came late is among them at once. The server drops them in whole
pieces of days, so that one moment divides the time of all cameras.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from core.reports import flux
from core.reports.database import DeniedError
from core.reports.flux import QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.reports.database import Ask, Row
    from core.reports.span import Span


class Asked(NamedTuple):
    """What is asked of each window.

    Attributes:
        measurement: its name, in both buckets.
        field: of single events.
        function: 'sum' or 'count' of it.
        kept: the field of 15-minute values whose sum is the same.
    """

    measurement: str
    field: str
    function: str
    kept: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A span of both buckets.

    Args:
        ask: the database.
        bucket: that events are written to.
        span: of which windows are asked.
        older: its quarters of an hour before the oldest single event; None if there are none.
    """

    ask: Ask
    bucket: str
    span: Span
    older: Span | None

    @property
    def events(self) -> Span:
        """The rest, in which single events are."""
        return replace(self.span, start=self.older.end) if self.older else self.span

    def windows(self, asked: Asked, by: tuple[str, ...]) -> Iterator[Row]:
        """Rows of `_time`, where a window begins, `_value` and the tags `by`."""
        single = (asked.measurement, asked.field)
        yield from self.ask(flux.aggregated(self.bucket, self.span, single, asked.function, by))
        yield from self.kept((asked.measurement, asked.kept), by)

    def kept(self, measure: tuple[str, str], by: tuple[str, ...]) -> Iterator[Row]:
        """Sums of 15-minute values alone, as `windows`; none if there is no such bucket."""
        if self.older is None:
            return
        try:
            yield from self.ask(flux.aggregated(self.bucket + flux.SUFFIX, self.older, measure, "sum", by))
        except DeniedError:  # a database that setup has not made
            return

    def fillings(self, by: tuple[str, ...]) -> Iterator[Row]:
        """How full zones were in each of the older quarters, by field; `_time` is where it begins."""
        if self.older is None:
            return
        try:
            yield from self.ask(flux.fillings(self.bucket + flux.SUFFIX, self.older.start, self.older.end, by))
        except DeniedError:
            return


def stored(ask: Ask, bucket: str, span: Span) -> Stored:
    """A span, divided where single events begin. Bins that cut quarters of an hour are made of single events alone."""
    oldest = min((row["_time"].timestamp() for row in ask(flux.outermost(bucket))), default=span.end)
    start, end = ceil(span.start / QUARTER) * QUARTER, min(oldest, span.end) // QUARTER * QUARTER
    older = replace(span, start=float(start), end=float(end)) if start < end else None
    whole = older is not None and flux.step(older) % QUARTER == 0
    return Stored(ask, bucket, span, older if whole else None)
