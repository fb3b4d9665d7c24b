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


def seconds(row: dict[str, str]) -> str:
    return row["_time"][14:].rstrip("Z")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A point at 10, 20.000000001, 130 and 200 seconds."""
    lines = [
        f"speeds,line=n kmh={kmh},error=0.5 {AT + time}"
        for time, kmh in ((10_000_000_000, 10), (20_000_000_001, 30), (130_000_000_000, 50), (200_000_000_000, 70))
    ]
    points.write(tmp_path, "\n".join(lines), "ns")
    return tmp_path


FROM = 'from(bucket: "b") |> range(start: 2026-05-04T07:00:15Z, stop: 2026-05-04T07:03:00Z)'
KMH = f'{FROM} |> filter(fn: (r) => r._field == "kmh")'
WINDOW = 'aggregateWindow(every: 1m, fn: mean, createEmpty: false, timeSrc: "_start")'


def test_windows_begin_at_whole_minutes_and_are_cut_at_the_range(filled: Path) -> None:
    found = [(seconds(row), row["_value"]) for row in ask(filled, f"{KMH} |> {WINDOW}")]
    assert found == [("00:15", "30.0"), ("02:00", "50.0")]
    found = [(row["_start"][14:], row["_stop"][14:]) for row in ask(filled, f"{KMH} |> window(every: 1m)")]
    assert found == [("00:15Z", "01:00Z"), ("02:00Z", "03:00Z")]


def test_times_keep_their_digits_until_they_are_cut_and_elapsed_loses_the_first_row(filled: Path) -> None:
    assert [seconds(row) for row in ask(filled, KMH)] == ["00:20.000000001", "02:10"]
    found = ask(filled, f"{KMH} |> truncateTimeColumn(unit: 1ms) |> elapsed(unit: 1ms) |> timeShift(duration: -1s)")
    assert [(seconds(row), row["elapsed"]) for row in found] == [("02:09", "110000")]


def test_fields_side_by_side_are_added_up_row_by_row(filled: Path) -> None:
    pivot = 'pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")'
    add = "sum: accumulator.sum + r.kmh * r.error, most: if r.kmh > accumulator.most then r.kmh else accumulator.most"
    step = f"reduce(identity: {{sum: 0.0, most: 0.0}}, fn: (r, accumulator) => ({{{add}}}))"
    (row,) = ask(filled, f"{FROM} |> {pivot} |> filter(fn: (r) => exists r.error) |> {step}")
    assert (row["sum"], row["most"], row["line"]) == ("40.0", "50.0", "n")
    assert ask(filled, f"{FROM} |> {pivot} |> filter(fn: (r) => exists r.width) |> {step}") == []


def test_another_type_in_a_column_begins_another_head(filled: Path) -> None:
    points.write(filled, f"counts,line=n count=1i {AT + 30_000_000_000}", "ns")
    text = flux.text(flux.run(f"{FROM} |> last()", lambda _: points.values(filled)), annotated=True)
    assert [line.split(",")[-2] for line in text.splitlines() if line.startswith("#datatype")] == ["double", "long"]


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ('aggregateWindow(every: 1m, fn: mean, timeSrc: "_start")', 501),
        ('aggregateWindow(every: 1m, fn: mean, createEmpty: true, timeSrc: "_start")', 501),
        ("elapsed()", 400),
        ("window(every: 1m, offset: 2s)", 501),
        ("reduce(identity: {n: 0}, fn: (r, accumulator) => ({n: accumulator.n + r._value}))", 400),
        ('reduce(identity: {n: 0}, fn: (r, accumulator) => ({n: "many"}))', 400),
    ],
)
def test_steps_are_not_guessed_and_types_are_not_mixed(filled: Path, step: str, code: int) -> None:
    with pytest.raises(Refusal) as refused:
        ask(filled, f"{KMH} |> {step}")
    assert refused.value.status == code


@pytest.mark.parametrize(
    "line",
    ["counts count=1i", "counts,site= count=1i 1", "counts count=one 1", 'counts text="open 1', ",site=s count=1i 1"],
)
def test_a_line_that_cannot_be_read_keeps_the_whole_batch_out(tmp_path: Path, line: str) -> None:
    with pytest.raises(Refusal, match="unable to parse"):
        points.write(tmp_path, f"counts count=1i 1\n{line}", "ns")
    assert points.values(tmp_path) == []
