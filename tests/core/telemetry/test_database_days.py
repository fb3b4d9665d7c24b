"""Single events are asked for a day at a time, however long the period, and each of them once."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.reports import database_tables
from core.reports.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 86_400
BEGIN = datetime(2026, 5, 4, 7, tzinfo=UTC).timestamp()


def days(start: float, end: float, *events: float) -> list[tuple[float, float]]:
    def ask(script: str) -> Iterator[dict[str, Any]]:
        moments = sorted(events)
        for at in moments[:1] if "first()" in script else moments[-1:]:
            yield {"_time": datetime.fromtimestamp(at, UTC)}

    return list(database_tables._days(ask, "traffic", Span(Path(), start, end, 900)))


@pytest.mark.parametrize("length", [900, DAY, 30 * DAY, 400 * DAY])
def test_days_follow_each_other_without_a_gap_and_none_is_longer(length: int) -> None:
    found = days(BEGIN, BEGIN + length, BEGIN + 5, BEGIN + length - 5)
    assert all(end == begin for (_, end), (begin, _) in pairwise(found))
    assert all(0 < end - begin <= DAY for begin, end in found)
    assert found[0][0] <= BEGIN + 5
    assert found[-1][1] > BEGIN + length - 5


def test_of_a_period_without_end_only_what_has_events_is_asked_for() -> None:
    found = days(0.0, 9e9, BEGIN, BEGIN + 2 * DAY)
    assert (len(found), found[0][0], found[-1][1]) == (3, BEGIN, BEGIN + 2 * DAY + 1)
    assert days(0.0, 9e9) == []
