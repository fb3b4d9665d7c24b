"""The double runs the Flux that the product asks, on points that were written, and guesses nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "core" / "telemetry"))

from double_parts.http import Refusal
from influxd_double import flux, points

from bootstrap.grafana.alerting.limits import Limits
from bootstrap.grafana.alerting.rules import violations
from bootstrap.influx.tables import rows

HOUR = ("2026-05-04T07:00:00Z", "2026-05-04T08:00:00Z")
AT = 1_777_878_000_000_000_000  # 2026-05-04T07:00:00Z


@pytest.fixture
def bucket(tmp_path: Path) -> Path:
    lines = [
        f'violations,site=s,camera=a,rule=red_light count=1i,event="one" {AT + 1}',
        f'violations,site=s,camera=a,rule=red_light,phase=end count=0i,event="one" {AT + 2}',
        f'violations,site=s,camera=b,rule=red_light count=1i,event="two" {AT + 3}',
        f'violations,site=s,camera=b,rule=red_light count=1i,event="two" {AT + 3}',
        f'violations,site=s,camera=b,rule=wrong_way count=1i,event="three" {AT + 4}',
        f'violations,site=s,camera=b,rule=red_light count=1i,event="late" {AT + 3_600_000_000_000}',
    ]
    points.write(tmp_path, "\n".join(lines), "ns")
    return tmp_path


def ask(bucket: Path, script: str, *, annotated: bool = False) -> list[dict[str, str]]:
    for macro, value in zip(("v.timeRangeStart", "v.timeRangeStop"), HOUR, strict=True):
        script = script.replace(macro, value)
    return rows(flux.text(flux.run(script, lambda _: points.values(bucket)), annotated=annotated))


@pytest.mark.parametrize("annotated", [False, True])
def test_an_alert_rules_sum_is_that_of_each_camera_in_the_range(bucket: Path, annotated: bool) -> None:  # noqa: FBT001 - a case
    found = ask(bucket, violations("traffic", Limits())[0].query, annotated=annotated)
    assert [(row["camera"], row["_value"]) for row in found] == [("a", "1"), ("b", "1")]


def test_points_are_deleted_by_their_tags_and_within_the_span(bucket: Path) -> None:
    script = 'from(bucket: "b") |> range(start: 0s) |> filter(fn: (r) => r._field == "event") |> group()'
    everything = script.replace("0s", "2020-01-01T00:00:00Z")
    points.delete(bucket, {"start": HOUR[0], "stop": HOUR[1], "predicate": 'camera="b" AND rule="red_light"'})
    assert {row["_value"] for row in ask(bucket, everything)} == {"one", "three"}


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('from(bucket: "b") |> group()', 400),
        ('from(bucket: "b") |> range(start: 2020-01-01T00:00:00Z) |> group()', 400),
        ('from(bucket: "b") |> range(start: -1h) |> histogram(bins: [1])', 501),
        ('import "date"\nfrom(bucket: "b") |> range(start: -1h)', 501),
    ],
    ids=["unbounded", "texts and numbers in one column", "unknown function", "import"],
)
def test_what_it_cannot_run_is_refused(bucket: Path, script: str, code: int) -> None:
    with pytest.raises(Refusal) as refused:
        ask(bucket, script)
    assert refused.value.status == code


@pytest.mark.parametrize(
    "line",
    ["counts count=1i", "counts,site= count=1i 1", "counts count=one 1", 'counts text="open 1', ",site=s count=1i 1"],
)
def test_a_line_that_cannot_be_read_keeps_the_whole_batch_out(tmp_path: Path, line: str) -> None:
    with pytest.raises(Refusal, match="unable to parse"):
        points.write(tmp_path, f"counts count=1i 1\n{line}", "ns")
    assert points.values(tmp_path) == []
