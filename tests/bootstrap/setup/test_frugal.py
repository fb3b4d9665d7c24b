"""The servers get settings that keep them small, and their owner's count more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from bootstrap.influx.bucket import change, fitting
from bootstrap.influx.models import Rule
from bootstrap.layout import Layout
from bootstrap.setup.context import Context
from bootstrap.setup.resources import Release
from bootstrap.setup.roles import grafana, influxdb

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

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


@pytest.mark.parametrize(("role", "limit", "interrupt"), [(influxdb, "100MiB", True), (grafana, "80MiB", False)])
def test_servers_get_a_goal_for_their_memory_and_end_in_the_way_that_is_orderly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: ModuleType, limit: str, *, interrupt: bool
) -> None:
    """InfluxDB dies at once where it is asked to end by SIGTERM; the supervisor passes on only what is named here."""
    monkeypatch.setattr(Release, "program", lambda *_: tmp_path / "bin" / "server")
    spec = role._spec(Context(Layout(tmp_path)))
    assert (spec.env["GOGC"], spec.env["GOMEMLIMIT"], spec.interrupt) == ("50", limit, interrupt)


def test_a_query_that_is_too_large_is_refused_instead_of_filling_the_machine(tmp_path: Path) -> None:
    found = yaml.safe_load(influxdb._config(Context(Layout(tmp_path))))
    assert found["query-memory-bytes"] == 256 << 20
    assert found["storage-cache-snapshot-memory-size"] == 4 << 20
    assert (found["storage-max-concurrent-compactions"], found["query-concurrency"]) == (1, 2)


def test_the_owners_settings_count_more(tmp_path: Path) -> None:
    context = Context(Layout(tmp_path))
    own = context.layout.config("influxdb") / "conf.d" / "influxd.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("query-memory-bytes: 1000000\n")
    assert yaml.safe_load(influxdb._config(context))["query-memory-bytes"] == 1_000_000
