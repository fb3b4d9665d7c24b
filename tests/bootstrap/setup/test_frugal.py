"""The servers get settings that keep them small, and their owner's count more."""

from __future__ import annotations

import pytest

from bootstrap.influx.bucket import change, fitting
from bootstrap.influx.models import Rule

DAY = 86_400


@pytest.mark.parametrize(
    ("retention", "shard", "expected"),
    [
        (30 * DAY, 7 * DAY, 7 * DAY),
        (730 * DAY, 90 * DAY, 90 * DAY),
        (0, 7 * DAY, 7 * DAY),
        (7 * DAY, 7 * DAY, DAY),  # data would be kept for twice as long
        (DAY, 7 * DAY, 3600),
        (30 * DAY, 0, 0),
    ],
)
def test_data_are_cut_into_few_pieces_unless_they_are_kept_for_a_short_time(
    retention: int, shard: int, expected: int
) -> None:
    assert fitting(retention, shard) == expected


@pytest.mark.parametrize(
    ("every", "cut", "retention", "sent"),
    [
        (30 * DAY, DAY, 30 * DAY, 7 * DAY),  # as a new server has it
        (30 * DAY, 7 * DAY, 40 * DAY, None),
        (0, 7 * DAY, DAY, 3600),  # the server refuses one shorter than its pieces
        (30 * DAY, 14 * DAY, 30 * DAY, None),  # the owner's
    ],
)
def test_a_change_sends_how_data_are_cut_only_where_that_changes(
    every: int, cut: int, retention: int, sent: int | None
) -> None:
    now = Rule.model_validate({"everySeconds": every, "shardGroupDurationSeconds": cut})
    assert change(now, retention, 7 * DAY).get("shardGroupDurationSeconds") == sent
